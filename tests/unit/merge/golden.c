/*
 * Examples in Markdown files, run: tests/golden/letter and docs/letter.md.
 *
 *	~~~ letter      a letter's source; begins an example
 *	~~~ part NAME   a file beside it
 *	~~~ row         "Column: value" lines
 *	~~~ tree        the template's tree, or the merged one behind a row
 *	~~~ text        the merged letter as plain text
 *	~~~ held        why the row is held
 *	~~~ says        what reading and checking report
 *
 * An example without ~~~ says must report nothing. GOLDEN=update writes what
 * came out into the files; the difference is to be read.
 */
#include <dirent.h>
#include <unistd.h>

#include "../test.h"
#include "base/file.h"
#include "base/memory.h"
#include "fixture.h"

struct example {
	struct fixture fixture;
	struct sources *sources;
	struct diag *diag;
	struct arena *mem; /* of the letter */
	struct letter *letter;
	struct slice source; /* not yet read */
	bool pending, said;
	struct slice reported;
	struct strbuf text; /* of the last row */
	bool merged_fine;
	bool has_row;
	struct merged merged;
	struct problem why;
	const char *place; /* "file:line" for failures */
	bool update;
	struct strbuf out; /* the file written again */
};

static struct slice
read_back(struct arena *arena, FILE *file)
{
	long len = ftell(file);
	char *text = arena_raw(arena, (size_t)len + 1);
	rewind(file);
	size_t got = fread(text, 1, (size_t)len, file);
	text[got] = '\0';
	return (struct slice){text, got};
}

static void
fail_quietly(const char *what)
{
	printf("FAILED %s\n", what);
	test_failed++;
}

static void
end_example(struct example *example)
{
	if (example->reported.len && !example->said) {
		fail_quietly(example->place);
		printf("  says: %.*s\n", (int)example->reported.len,
		    example->reported.at);
	}
	diag_free(example->diag);
	sources_free(example->sources);
	arena_free(example->mem);
	strbuf_fini(&example->text);
	example->diag = NULL;
	example->sources = NULL;
	example->mem = NULL;
	example->text = (struct strbuf){0};
	example->reported = (struct slice){NULL, 0};
	example->said = false;
}

static void
write_file(const char *name, struct slice text)
{
	FILE *file = fopen(name, "wb");
	if (file) {
		fwrite(text.at, 1, text.len, file);
		fclose(file);
	}
}

/* The parts of the example before. */
static void
clear_folder(struct arena *mem)
{
	const char **names = folder_list(mem, ".", NULL);
	for (size_t i = 0; names && names[i]; i++)
		unlink(names[i]);
}

static void
begin_example(struct example *example, struct slice source)
{
	end_example(example);
	example->mem = arena_new();
	example->sources = sources_new();
	example->diag = diag_new(example->sources);
	example->has_row = false;
	example->merged = (struct merged){0};
	example->letter = NULL;
	example->pending = true;
	fixture_clear(&example->fixture);
	clear_folder(example->mem);
	write_file("brev.md", source);
}

/* Reads once all parts are there. */
static void
read_letter(struct example *example)
{
	if (!example->pending)
		return;
	example->pending = false;
	static uint32_t next_id;
	next_id = 1;
	static const char *const folders[] = {
	    ".", TESTS_DIR "/../templates", NULL};
	struct letter_options options = {
	    .default_language = "sv",
	    .part_folders = folders,
	    .next_id = &next_id,
	};
	example->letter = letter_read(
	    example->mem, "brev.md", &options, example->diag, NO_SPAN);
	if (example->letter)
		letter_check(
		    example->letter, &example->fixture.scope, example->diag);
	FILE *file = tmpfile();
	diag_print(example->diag, file);
	example->reported = read_back(example->mem, file);
	fclose(file);
	if (diag_errors(example->diag))
		example->letter = NULL;
}

static void
write_inline(struct strbuf *out, const struct node *node)
{
	static const char *const marks[] = {
	    [NODE_EMPHASIS] = "/", [NODE_STRONG] = "*"};
	bool marked = node->kind == NODE_EMPHASIS || node->kind == NODE_STRONG;
	if (node->kind == NODE_TEXT)
		strbuf_add(out, node->text);
	if (node->kind == NODE_LINE_BREAK)
		strbuf_add_char(out, '\n');
	if (marked)
		strbuf_add_text(out, marks[node->kind]);
	for (const struct node *child = node->first; child; child = child->next)
		write_inline(out, child);
	if (marked)
		strbuf_add_text(out, marks[node->kind]);
	if (node->kind == NODE_IMAGE) {
		strbuf_add_text(out, " <");
		strbuf_add(out, node->target);
		strbuf_add_char(out, '>');
	}
}

/* Blocks as a reader would see them, in plain text. */
static void
write_block(struct strbuf *out, const struct node *node, int number)
{
	if (node->kind == NODE_TABLE_CELL)
		strbuf_add_text(out, "| ");
	else if (node->kind == NODE_ITEM && number > 0)
		strbuf_print(out, "%d. ", number);
	else if (node->kind == NODE_ITEM)
		strbuf_add_text(out, "– ");
	else if (node->kind == NODE_RULE)
		strbuf_add_text(out, "-----\n");
	else if (node->kind == NODE_QUOTE)
		strbuf_add_text(out, "> ");
	bool inlines = node->kind == NODE_HEADING ||
		       node->kind == NODE_PARAGRAPH ||
		       node->kind == NODE_TABLE_CELL;
	int item = node->ordered ? node->start : 0;
	for (const struct node *child = node->first; child;
	     child = child->next) {
		if (inlines)
			write_inline(out, child);
		else
			write_block(out, child, item ? item++ : 0);
	}
	if (node->kind == NODE_TABLE_CELL)
		strbuf_add_char(out, ' ');
	else if (inlines)
		strbuf_add_char(out, '\n');
	else if (node->kind == NODE_TABLE_ROW)
		strbuf_add_text(out, "|\n");
}

static void
merge_row(struct example *example, struct slice lines)
{
	fixture_clear(&example->fixture);
	while (lines.len) {
		size_t len = slice_find_char(lines, '\n');
		struct slice line = slice_part(lines, 0, len);
		lines = slice_from(lines, len + 1);
		size_t colon = slice_find_char(line, ':');
		struct slice name = slice_part(line, 0, colon);
		if (line.len && !fixture_set(&example->fixture, name,
				    slice_trim(slice_from(line, colon + 1))))
			fail_quietly(example->place);
	}
	example->has_row = true;
	example->merged = (struct merged){0};
	if (!example->letter)
		return;
	struct expr_context context = fixture_context(&example->fixture);
	example->merged_fine = merge_letter(example->fixture.letter_mem,
	    example->letter, &context, &example->merged, NULL, &example->why);
}

static void
write_tree(struct example *example, struct strbuf *out)
{
	if (!example->has_row) {
		node_dump(out, example->letter->root);
		return;
	}
	for (size_t i = 0; i < example->merged.count; i++)
		node_dump(out, example->merged.blocks[i]);
}

static void
write_text(struct example *example, struct strbuf *out)
{
	for (size_t i = 0; i < example->merged.count; i++) {
		if (i)
			strbuf_add_char(out, '\n');
		write_block(out, example->merged.blocks[i], 0);
	}
}

/* What the example gives for an output fence; false: not an output. */
static bool
produce(struct example *example, struct slice kind, struct strbuf *out)
{
	bool says = slice_is(kind, "says"), tree = slice_is(kind, "tree");
	bool text = slice_is(kind, "text"), held = slice_is(kind, "held");
	if (!says && !tree && !text && !held)
		return false;
	read_letter(example);
	if ((text || held) && !example->has_row)
		merge_row(example, SLICE(""));
	if (says) {
		example->said = true;
		strbuf_add(out, example->reported);
	} else if (!example->letter) {
		strbuf_add_text(out, "(no letter)\n");
	} else if (tree) {
		write_tree(example, out);
	} else if (text) {
		write_text(example, out);
	} else if (!example->merged_fine) {
		strbuf_add(
		    out, problem_text(example->mem, NULL, &example->why));
		strbuf_print(out, " [%s]\n", example->why.message->code);
	}
	if (text && example->letter && !example->merged_fine)
		strbuf_add_text(out, "(held)\n");
	return true;
}

static void
see_fence(struct example *example, struct slice kind, struct slice body)
{
	struct strbuf have = {0};
	if (slice_is(kind, "letter")) {
		begin_example(example, body);
	} else if (slice_starts(kind, "part ")) {
		struct arena *mem = example->mem;
		write_file(arena_dup_text(mem, slice_from(kind, 5)), body);
	} else if (slice_is(kind, "row")) {
		read_letter(example);
		merge_row(example, body);
	} else if (produce(example, kind, &have)) {
		bool same = slice_equal(strbuf_view(&have), body);
		if (!example->update)
			test_slice(example->place, strbuf_view(&have),
			    arena_dup_text(example->mem, body));
		else if (!same)
			printf("updated %s\n", example->place);
		body = strbuf_view(&have);
	}
	strbuf_add(&example->out, body);
	strbuf_fini(&have);
}

/* Takes one line, its line feed included. */
static struct slice
take_line(struct slice *rest)
{
	size_t len = slice_find_char(*rest, '\n') + 1;
	struct slice line = slice_part(*rest, 0, len);
	*rest = slice_from(*rest, len);
	return line;
}

static struct slice
take_body(struct slice *rest)
{
	struct slice body = {rest->at, 0};
	while (rest->len && !slice_starts(*rest, "~~~\n"))
		body.len += take_line(rest).len;
	return body;
}

static void
run_file(struct example *example, const char *path)
{
	struct arena *arena = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct slice text, rest;
	int line_number = 0;
	test_true(path,
	    file_read(arena, path, INPUT_NONE, 10000000, diag, NO_SPAN, &text));
	strbuf_reset(&example->out);
	for (rest = text; rest.len;) {
		struct slice line = take_line(&rest);
		line_number++;
		strbuf_add(&example->out, line);
		if (!slice_starts(line, "~~~ "))
			continue;
		example->place =
		    arena_print(arena, "%s:%d", path_name(path), line_number)
			.at;
		struct slice body = take_body(&rest);
		for (size_t i = 0; i < body.len; i++)
			line_number += body.at[i] == '\n';
		see_fence(example, slice_trim(slice_from(line, 4)), body);
	}
	end_example(example);
	if (example->update && !slice_equal(text, strbuf_view(&example->out)))
		write_file(path, strbuf_view(&example->out));
	diag_free(diag);
	sources_free(sources);
	arena_free(arena);
}

int
main(void)
{
	struct example example = {.update = getenv("GOLDEN") != NULL};
	char folder[] = "/tmp/utskick-golden-XXXXXX";
	if (!mkdtemp(folder) || chdir(folder) != 0)
		return 1;
	fixture_init(&example.fixture);
	struct arena *arena = arena_new();
	const char **names =
	    folder_list(arena, TESTS_DIR "/golden/letter", NULL);
	for (size_t i = 0; names && names[i]; i++)
		run_file(&example,
		    path_join(arena, TESTS_DIR "/golden/letter", names[i]));
	run_file(&example, TESTS_DIR "/../docs/letter.md");
	fixture_fini(&example.fixture);
	strbuf_fini(&example.out);
	arena_free(arena);
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	if (chdir("/") == 0)
		folder_remove(folder, diag);
	diag_free(diag);
	sources_free(sources);
	return test_end();
}
