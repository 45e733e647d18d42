/* What a letter says that is nearly right, or that no more than looks so. */
#include <stdlib.h>
#include <unistd.h>

#include "../merge/fixture.h"
#include "base/file.h"
#include "letter/fixed_text.h"
#include "letter/letter.h"
#include "letter/usage.h"
#include "letter/word.h"
#include "reported.h"

#define X5(x) x x x x x
#define X50(x) X5(x) X5(x) X5(x) X5(x) X5(x) X5(x) X5(x) X5(x) X5(x) X5(x)

/* `want`: the code of what is reported last; NULL: nothing is. */
static const struct {
	const char *name, *text, *want;
} cases[] = {
    {"nothing in braces", "{{}}\n", "empty-field"},
    {"a look-alike of brackets", "Hej {Ort}!\n", "looks-like-field"},
    {"one that is too long", "Hej {" X50("Ortnamn ") "}!\n", NULL},
    {"a column twice", "{{otherwise(Ort, Ort)}}\n", NULL},
    {"else if of each", "{{each möten}}\na\n{{else if Larm}}\nb\n{{/each}}\n",
	"lone-else"},
    {"else of each with a style",
	"{.small}\n{{each möten}}\n\na\n\n{{else}}\n\nb\n\n{{/each}}\n", NULL},
    {"a wrong tag in an address", "[a](https://exempel.se/{{#foo}})\n",
	"unknown-tag"},
    {"a wrong tag that is lost", "[a]: b \"{{#foo}}\"\n\nText.\n", "line-lost"},
    {"a list in a quote", "> - a\n>\n> - b\n", NULL},
    {"items below each other", "- a\n\n- b\n", NULL},
    {"a row too short in a quote", "> | A | B |\n> |---|---|\n> | 1 |\n",
	"row-too-short"},
    {"cells without bars", "A | B\n--|--\n1 | 2\n", NULL},
    /* ---- front matter */
    {"defaults of a list", "---\ndefaults: {Ort: [a]}\n---\nHej {{Ort}}\n",
	"not-a-text"},
    {"styles of a list", "---\nstyles: {list: [a]}\n---\n- a\n- b\n",
	"not-a-text"},
    {"styles of two languages",
	"---\nstyles: {heading: a, rubrik: b}\n---\n# A\n",
	"key-in-two-languages"},
    {"parts of a list", "---\nparts: {del: [a.md]}\n---\n{{> del}}\n",
	"not-a-text"},
    {"a part of no file", "---\nparts: {del: ''}\n---\n{{> del}}\n",
	"empty-text"},
    {"no such part", "{{> nosuch}}\n", "no-part"},
    /* ---- in the folder */
    {"a part", "{{> del}}\n", NULL},
    {"a part of another name",
	"---\nparts: {del: annan.md, x: del.md}\n---\n{{> x}}\n", NULL},
    {"a part with a subject", "{{> amne}}\n", "part-front-matter"},
    {"with defaults", "{{> forval}}\n", "part-front-matter"},
    {"with parts", "{{> delar}}\n", "part-front-matter"},
    {"with styles", "{{> stil}}\n", "part-front-matter"},
    {"that has no bytes of text", "{{> trasig}}\n", "cut-utf-16"},
    {"of the letter's language", "{{> samma}}\n", NULL},
    {"in itself", "{{> sig}}\n", "part-in-itself"},
    {"sixteen in each other", "{{> kedja1}}\n", NULL},
    {"seventeen", "{{> kedja0}}\n", "part-in-itself"},
};

static const struct {
	const char *name, *text;
} files[] = {
    {"del.md", "En del.\n"},
    {"annan.md", "En annan.\n"},
    {"amne.md", "---\nsubject: a\n---\nText.\n"},
    {"forval.md", "---\ndefaults: {a: b}\n---\nText.\n"},
    {"delar.md", "---\nparts: {a: b.md}\n---\nText.\n"},
    {"stil.md", "---\nstyles: {list: a}\n---\nText.\n"},
    {"trasig.md", "\xff\xfe"
		  "a"},
    {"samma.md", "---\nlanguage: sv\n---\nText.\n"},
    {"sig.md", "{{> sig}}\n"},
    {"engelska.md",
	"---\nlanguage: en\n---\nOne.\n\n{{if Larm}}\n\nTwo.\n\n{{/if}}\n\n"
	"{{each möten}}\n\nThree.\n\n{{else}}\n\nFour.\n\n{{/each}}\n\n"
	"{{> finska}}\n"},
    {"finska.md", "---\nlanguage: fi\n---\nViisi.\n"},
};

struct bench {
	struct fixture fixture;
	struct sources *sources;
	struct diag *diag;
	uint32_t next_id;
};

static void
begin(struct bench *bench)
{
	*bench = (struct bench){.next_id = 1};
	fixture_init(&bench->fixture);
	bench->sources = sources_new();
	bench->diag = diag_new(bench->sources);
}

static void
end(struct bench *bench)
{
	fixture_fini(&bench->fixture);
	diag_free(bench->diag);
	sources_free(bench->sources);
}

static struct letter *
parse(struct bench *bench, const char *text, const char *language)
{
	struct letter_options options = {language, NULL, &bench->next_id};
	if (strncmp(text, "---\n", 4) == 0 &&
	    file_write_whole("brev.md", slice_view(text), bench->diag))
		return letter_read(bench->fixture.job_mem, "brev.md", &options,
		    bench->diag, NO_SPAN);
	uint32_t file =
	    sources_add(bench->sources, "brev.md", slice_view(text));
	return letter_parse(bench->fixture.job_mem, file, slice_view(text),
	    (struct span){file, 1, 1, 0}, &options, bench->diag);
}

static void
write_files(struct bench *bench)
{
	for (size_t i = 0; i < COUNT(files); i++)
		test_true(
		    files[i].name, file_write_whole(files[i].name,
				       slice_view(files[i].text), bench->diag));
	for (int i = 0; i < 17; i++) {
		char name[20], text[20];
		snprintf(name, sizeof name, "kedja%d.md", i);
		snprintf(text, sizeof text, i < 16 ? "{{> kedja%d}}\n" : "Slut",
		    i + 1);
		test_true(name,
		    file_write_whole(name, slice_view(text), bench->diag));
	}
}

static void
test_cases(void)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct bench bench;
		begin(&bench);
		struct letter *letter = parse(&bench, cases[i].text, "sv");
		if (!letter->broken)
			letter_check(letter, &bench.fixture.scope, bench.diag);
		if (cases[i].want)
			test_reported(cases[i].name, bench.diag, cases[i].want);
		else
			test_number(cases[i].name,
			    (long long)diag_count(bench.diag), 0);
		end(&bench);
	}
}

/* A part's language is that of its blocks, also below its conditions. */
static void
test_language(void)
{
	struct bench bench;
	struct strbuf out = {0};
	begin(&bench);
	struct letter *letter = parse(&bench, "Ett.\n\n{{> engelska}}\n", "sv");
	node_dump(&out, letter->root);
	test_slice("languages", strbuf_view(&out),
	    "document @1:1\n"
	    "  paragraph fixed @1:1\n"
	    "    text \"Ett.\" @1:1\n"
	    "  paragraph language=en fixed @4:1\n"
	    "    text \"One.\" @4:1\n"
	    "  if language=en @6:1\n"
	    "    branch 0 language=en @6:1\n"
	    "      paragraph language=en fixed @8:1\n"
	    "        text \"Two.\" @8:1\n"
	    "  each 1 optional language=en @12:1\n"
	    "    paragraph language=en fixed @14:1\n"
	    "      text \"Three.\" @14:1\n"
	    "  each 1 language=en @16:1\n"
	    "    branch else language=en @16:1\n"
	    "      paragraph language=en fixed @18:1\n"
	    "        text \"Four.\" @18:1\n"
	    "  paragraph language=fi fixed @4:1\n"
	    "    text \"Viisi.\" @4:1\n");
	strbuf_fini(&out);
	end(&bench);
}

/* Where a value comes from: its column, or what is written. */
static void
test_origins(void)
{
	static const struct {
		const char *text, *want;
	} origins[] = {
	    {"{{Ort}}", "Ort"},
	    {"{{upper(Ort)}}", "Ort"},
	    {"{{otherwise(Ort, Ort)}}", "Ort"},
	    {"{{otherwise(Ort, Adress)}}", "otherwise(Ort, Adress)"},
	    {"{{[val från]}}", "val från"},
	    {"{{[val från] - [gäller från]}}", "[val från] - [gäller från]"},
	};
	for (size_t i = 0; i < COUNT(origins); i++) {
		struct bench bench;
		begin(&bench);
		struct letter *letter = parse(&bench, origins[i].text, "sv");
		letter_check(letter, &bench.fixture.scope, bench.diag);
		test_slice(
		    origins[i].text, letter->fields[0].origin, origins[i].want);
		end(&bench);
	}
}

/* A letter that was not checked, one without columns, one of nothing. */
static void
test_bare(void)
{
	struct bench bench;
	bool read[4] = {false};
	begin(&bench);
	const struct letter nothing = {.subject = SLICE("Om valet")};
	struct fixed_text text =
	    letter_fixed_text(bench.fixture.job_mem, &nothing);
	test_slice("the subject alone", slice_trim(text.text), "Om valet");
	struct letter *letter = parse(
	    &bench, "{{each möten}}\n\n{{möten.tid}}\n\n{{/each}}\n", "sv");
	letter_mark_tables(letter, read);
	test_true("no table before it is checked", !read[0]);
	letter_check(letter, &bench.fixture.scope, bench.diag);
	letter_mark_tables(letter, read);
	test_true("the table", read[0]);
	struct scope scope = bench.fixture.scope;
	scope.columns = NULL;
	size_t before = diag_count(bench.diag);
	letter_check(parse(&bench, "Hej {Ort} och {undertecknare}!\n", "sv"),
	    &scope, bench.diag);
	test_number("a fact is looked for where there are no columns",
	    (long long)(diag_count(bench.diag) - before), 1);
	test_reported("and found", bench.diag, "looks-like-field");
	before = diag_count(bench.diag);
	letter_check_guardian(parse(&bench, "Du får.\n", "la"), bench.diag);
	test_number("no word for you is known",
	    (long long)(diag_count(bench.diag) - before), 0);
	end(&bench);
}

static void
test_words(void)
{
	static const char text[] = "2\u00aa o\u2010p q\u2019s a\u00b1";
	static const char *const want[] = {
	    "2\u00aa", "o\u2010p", "q\u2019s", "a"};
	struct slice word;
	size_t at = 0;
	for (size_t i = 0; i < COUNT(want); i++) {
		test_true(want[i], word_next(SLICE(text), &at, &word));
		test_slice(want[i], word, want[i]);
	}
}

int
main(void)
{
	char folder[] = "/tmp/utskick-corners-XXXXXX";
	struct bench bench;
	if (!mkdtemp(folder) || chdir(folder) != 0)
		return 1;
	begin(&bench);
	write_files(&bench);
	test_cases();
	test_language();
	test_origins();
	test_bare();
	test_words();
	if (chdir("/") == 0)
		folder_remove(folder, bench.diag);
	end(&bench);
	return test_end();
}
