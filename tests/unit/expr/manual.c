/*
 * The examples of docs/expressions.md, cut out and run. A line of an expr block
 * is "expression # answer (Column: cell; Column: cell)"; in "expr rule" doubt
 * holds; in "expr value" the answer is a value; an "expr refused" block is what
 * is said of the expression that it quotes.
 */
#include "answer.h"
#include "register.h"
#include "test.h"

#define MANUAL TESTS_DIR "/../docs/expressions.md"

struct manual {
	struct test_register reg;
	struct sources *sources;
	struct diag *diag;
	int examples, refusals;
};

static void
read_manual(struct strbuf *text)
{
	char part[4096];
	size_t len;
	FILE *file = fopen(MANUAL, "rb");
	test_true("the manual is there", file);
	if (!file)
		return;
	while ((len = fread(part, 1, sizeof part, file)) > 0)
		strbuf_add(text, (struct slice){part, len});
	fclose(file);
}

static struct slice
take_line(struct slice *rest)
{
	struct slice line = slice_part(*rest, 0, slice_find_char(*rest, '\n'));
	*rest = slice_from(*rest, line.len + 1);
	return line;
}

/* "Column: cell; Column: cell" as register_change wants it. */
static void
change(struct test_register *reg, struct slice cells)
{
	while (cells.len) {
		struct slice one =
		    slice_part(cells, 0, slice_find_char(cells, ';'));
		size_t colon = slice_find_char(one, ':');
		register_set(reg, slice_trim(slice_part(one, 0, colon)),
		    slice_from(one, colon + 1));
		cells = slice_from(cells, one.len + 1);
	}
}

/* The manual is read by people: a blank that does not break is a blank. */
static void
plain_blanks(struct strbuf *text)
{
	size_t to = 0;
	for (size_t i = 0; i < text->len; i++) {
		bool nbsp = i + 1 < text->len && text->at[i] == '\xC2' &&
			    text->at[i + 1] == '\xA0';
		text->at[to++] = nbsp ? ' ' : text->at[i];
		i += nbsp;
	}
	text->len = to;
}

static void
run_line(struct manual *manual, struct slice line, bool flag, bool doubt)
{
	struct strbuf have = {0}, name = {0};
	size_t sign = slice_find(line, SLICE(" # "));
	struct slice text = slice_trim(slice_part(line, 0, sign));
	struct slice want = slice_trim(slice_from(line, sign + 3));
	size_t open = slice_find(want, SLICE(" ("));
	struct slice cells = slice_from(want, open + 2);
	if (cells.len)
		cells.len--;
	want = slice_part(want, 0, open);

	strbuf_add(&name, line);
	register_reset(&manual->reg);
	change(&manual->reg, cells);
	answer_text(
	    &have, &manual->reg, manual->diag, text, flag, doubt, false);
	plain_blanks(&have);
	test_true(strbuf_text(&name), slice_equal(strbuf_view(&have), want));
	manual->examples++;
	strbuf_fini(&have);
	strbuf_fini(&name);
}

/* The expression stands behind "    1 | ". */
static void
run_refused(struct manual *manual, struct slice block)
{
	struct slice mark = SLICE("    1 | ");
	struct slice rest =
	    slice_from(block, slice_find(block, mark) + mark.len);
	struct slice text = take_line(&rest);
	char *have = NULL;
	size_t have_len = 0;
	FILE *out = open_memstream(&have, &have_len);
	uint32_t file = sources_add(manual->sources, "rule", text);
	struct expr *expr = expr_parse(
	    manual->reg.mem, text, (struct span){file, 1, 1, 0}, manual->diag);
	bool sound =
	    expr && expr_check_flag(expr, &manual->reg.scope, manual->diag);
	diag_print(manual->diag, out);
	diag_reset(manual->diag);
	fclose(out);
	test_true("refused in the manual, and here", !sound);
	test_slice("what is said of it", block, have);
	manual->refusals++;
	free(have);
}

static void
run_block(struct manual *manual, struct slice kind, struct slice block)
{
	if (slice_is(kind, "expr refused")) {
		run_refused(manual, block);
		return;
	}
	bool value = slice_is(kind, "expr value");
	bool rule = slice_is(kind, "expr rule");
	test_true(
	    "a block of a known kind", value || rule || slice_is(kind, "expr"));
	while (block.len) {
		struct slice line = take_line(&block);
		if (line.len)
			run_line(manual, line, !value, rule);
	}
}

/* The manual's table is the row that the tests ask about. */
static void
check_table(struct slice text)
{
	for (size_t i = 0; i < REGISTER_COLUMNS - 3; i++) {
		struct strbuf row = {0};
		const char *cell = register_columns[i].cell;
		strbuf_print(&row, "| %s | %s |%s%s |\n",
		    register_columns[i].name,
		    column_type_names[register_columns[i].type],
		    *cell ? " " : "", cell);
		test_true(strbuf_text(&row),
		    slice_find(text, strbuf_view(&row)) < text.len);
		strbuf_fini(&row);
	}
}

int
main(void)
{
	struct manual manual = {.sources = sources_new()};
	struct strbuf text = {0};
	manual.diag = diag_new(manual.sources);
	register_init(&manual.reg);
	read_manual(&text);
	check_table(strbuf_view(&text));
	for (struct slice rest = strbuf_view(&text); rest.len;) {
		struct slice line = take_line(&rest);
		if (!slice_starts(line, "```expr"))
			continue;
		size_t end = slice_find(rest, SLICE("```"));
		run_block(
		    &manual, slice_from(line, 3), slice_part(rest, 0, end));
		rest = slice_from(rest, end + 3);
	}
	test_true("the manual has its examples",
	    manual.examples > 50 && manual.refusals > 5);
	strbuf_fini(&text);
	register_fini(&manual.reg);
	diag_free(manual.diag);
	sources_free(manual.sources);
	return test_end();
}
