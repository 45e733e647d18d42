/*
 * Files as Windows writes them, texts inside other files, and limits.
 */
#include <stdlib.h>
#include <unistd.h>

#include "../test.h"
#include "base/file.h"
#include "base/strbuf.h"
#include "letter/letter.h"

struct bench {
	struct arena *mem;
	struct sources *sources;
	struct diag *diag;
	uint32_t next_id;
	struct letter_options options;
};

static void
begin(struct bench *bench)
{
	*bench = (struct bench){.mem = arena_new(), .next_id = 1};
	bench->sources = sources_new();
	bench->diag = diag_new(bench->sources);
	bench->options = (struct letter_options){"sv", NULL, &bench->next_id};
}

static void
end(struct bench *bench)
{
	diag_free(bench->diag);
	sources_free(bench->sources);
	arena_free(bench->mem);
}

static void
test_says(const char *name, struct bench *bench, const char *want)
{
	static char have[4000];
	FILE *file = tmpfile();
	diag_print(bench->diag, file);
	rewind(file);
	have[fread(have, 1, sizeof have - 1, file)] = '\0';
	fclose(file);
	test_text(name, have, want);
}

static void
test_dump(const char *name, const struct letter *letter, const char *want)
{
	struct strbuf out = {0};
	if (letter)
		node_dump(&out, letter->root);
	test_slice(name, strbuf_view(&out), want);
	strbuf_fini(&out);
}

static const char tree[] = "document @4:1\n"
			   "  paragraph fixed @4:1\n"
			   "    text \"Åsa\" @4:1\n"
			   "    break @4:4\n"
			   "    text \"Öst\" @5:1\n";

static const struct {
	const char *name;
	const char *bytes;
	size_t len;
} files[] = {
#define FILE_OF(name, bytes)                                                   \
	{                                                                      \
		name, bytes, sizeof(bytes) - 1                                 \
	}
    FILE_OF("utf-8", "---\nlanguage: fi\n---\nÅsa\nÖst\n"),
    FILE_OF("utf-8, bom, crlf",
	"\xef\xbb\xbf---\r\nlanguage: fi\r\n---\r\nÅsa\r\nÖst\r\n"),
    FILE_OF("windows-1252", "---\r\nlanguage: fi\r\n---\r\n\xc5sa\r\n\xd6st"),
    FILE_OF("utf-16",
	"\xff\xfe-\0-\0-\0\r\0\n\0l\0a\0n\0g\0u\0a\0g\0e\0:\0 \0f\0i\0\r\0\n\0"
	"-\0-\0-\0\r\0\n\0\xc5\0s\0a\0\r\0\n\0\xd6\0s\0t\0"),
    FILE_OF("dashes with blanks behind", "---  \nlanguage: fi\n--- \nÅsa\nÖst"),
};

static void
test_files(void)
{
	for (size_t i = 0; i < COUNT(files); i++) {
		struct bench bench;
		begin(&bench);
		file_write_whole("brev.md",
		    (struct slice){files[i].bytes, files[i].len}, bench.diag);
		struct letter *letter = letter_read(
		    bench.mem, "brev.md", &bench.options, bench.diag, NO_SPAN);
		test_says(files[i].name, &bench, "");
		test_dump(files[i].name, letter, tree);
		test_slice(files[i].name, letter->language, "fi");
		end(&bench);
	}
}

static void
test_missing(void)
{
	struct bench bench;
	begin(&bench);
	test_true("no file", !letter_read(bench.mem, "brew.md", &bench.options,
				 bench.diag, NO_SPAN));
	test_says("no file", &bench,
	    "error: there is no file 'brew.md' [no-such-file]\n"
	    "      = did you mean 'brev.md'?\n");
	end(&bench);
}

static struct letter *
parse(struct bench *bench, struct slice text, struct span place)
{
	place.file = sources_add(bench->sources, "a.yaml", text);
	return letter_parse(
	    bench->mem, place.file, text, place, &bench->options, bench->diag);
}

/* A stationery's frame: the text starts at line 7, column 7 of its file. */
static void
test_inside(void)
{
	struct bench bench;
	begin(&bench);
	struct letter *letter = parse(&bench, SLICE("Datum\nden *{{datum}}*\n"),
	    (struct span){0, 7, 7, 0});
	test_says("inside", &bench, "");
	test_dump("inside", letter,
	    "document @7:7\n"
	    "  paragraph @7:7\n"
	    "    text \"Datum\" @7:7\n"
	    "    break @7:12\n"
	    "    text \"den \" @8:7\n"
	    "    emphasis @8:11\n"
	    "      field 0 @8:12\n");
	test_number("expression", expr_span(letter->fields[0].expr).column, 14);
	end(&bench);
}

static void
repeat(struct strbuf *out, const char *text, size_t count)
{
	while (count--)
		strbuf_add_text(out, text);
}

static bool
says_code(struct bench *bench, const char *code)
{
	static char have[1000000];
	FILE *file = tmpfile();
	diag_print(bench->diag, file);
	rewind(file);
	have[fread(have, 1, sizeof have - 1, file)] = '\0';
	fclose(file);
	return strstr(have, code) != NULL;
}

static const struct {
	const char *name, *piece;
	size_t count;
	const char *tail, *code; /* NULL: nothing wrong */
} limits[] = {
    {"fields enough", "{{Ort}} ", LETTER_FIELDS_MAX, "", NULL},
    {"too many fields", "{{Ort}}\n", LETTER_FIELDS_MAX + 1, "",
	"[too-many-fields]"},
    {"too many attributes", "{.a}\n", LETTER_FIELDS_MAX + 1, "x",
	"[too-many-fields]"},
    {"too many comments", "{{! a}}\n", LETTER_FIELDS_MAX + 1, "x",
	"[too-many-fields]"},
    {"too many conditions", "{{if a}}\n{{/if}}\n", LETTER_FIELDS_MAX / 2 + 1,
	"x", "[too-many-fields]"},
    {"quotes enough", "> ", 40, "x", NULL},
    {"quotes too deep", "> ", 60, "x", "[too-deep]"},
    {"emphasis too deep", "*a **b ", 60, "c", NULL},
    {"brackets", "[", 5000, "a](b)", NULL},
    {"stars", "*a ", 5000, "", NULL},
    {"conditions too deep", "{{if a}}", 2000, "x", "[too-deep]"},
    {"conditions too deep among items", "- a\n{{if a}}\n", 60, "- x\n",
	"[too-deep]"},
    {"conditions in each other", "{{if a}}x", 40, "", "[unclosed-tag]"},
};

static void
test_limits(void)
{
	for (size_t i = 0; i < COUNT(limits); i++) {
		struct bench bench;
		struct strbuf text = {0};
		begin(&bench);
		repeat(&text, limits[i].piece, limits[i].count);
		strbuf_add_text(&text, limits[i].tail);
		struct letter *letter = parse(
		    &bench, strbuf_view(&text), (struct span){0, 1, 1, 0});
		test_true(limits[i].name,
		    letter && letter->broken == (limits[i].code != NULL));
		if (limits[i].code)
			test_true(
			    limits[i].name, says_code(&bench, limits[i].code));
		strbuf_fini(&text);
		end(&bench);
	}
}

int
main(void)
{
	char folder[] = "/tmp/utskick-letter-XXXXXX";
	if (!mkdtemp(folder) || chdir(folder) != 0)
		return 1;
	test_files();
	test_missing();
	test_inside();
	test_limits();
	struct bench bench;
	begin(&bench);
	if (chdir("/") == 0)
		folder_remove(folder, bench.diag);
	end(&bench);
	return test_end();
}
