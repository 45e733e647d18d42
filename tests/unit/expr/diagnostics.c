/*
 * What is said of an expression that is wrong: tests/golden/expr/<group> holds
 * in.expr, an expression a line, and want.diag. GOLDEN=update rewrites it.
 */
#include "expr/expr.h"

#include "register.h"
#include "test.h"

#define GOLDEN TESTS_DIR "/golden/expr/"

static void
read_text(const char *path, struct strbuf *text)
{
	char part[4096];
	size_t len;
	FILE *file = fopen(path, "rb");
	if (!file)
		return;
	while ((len = fread(part, 1, sizeof part, file)) > 0)
		strbuf_add(text, (struct slice){part, len});
	fclose(file);
}

static void
write_text(const char *path, struct slice text)
{
	FILE *file = fopen(path, "wb");
	if (!file)
		return;
	fwrite(text.at, 1, text.len, file);
	fclose(file);
}

/* Each line must be refused: a golden of nothing proves nothing. */
static void
check_line(struct test_register *reg, struct diag *diag, uint32_t file,
    uint32_t number, struct slice line)
{
	size_t before = diag_errors(diag);
	struct span place = {file, number, 1, 0};
	struct expr *expr = expr_parse(reg->mem, line, place, diag);
	bool sound = expr && expr_check_flag(expr, &reg->scope, diag);
	test_true("a wrong line is refused, with a report",
	    !sound && diag_errors(diag) > before);
	if (sound)
		printf("  %.*s\n", (int)line.len, line.at);
}

static void
check_text(struct test_register *reg, struct slice text, FILE *out)
{
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	uint32_t file = sources_add(sources, "in.expr", text);
	uint32_t number = 0;
	while (text.len) {
		struct slice line =
		    slice_part(text, 0, slice_find_char(text, '\n'));
		text = slice_from(text, line.len + 1);
		number++;
		if (line.len && line.at[0] != '#')
			check_line(reg, diag, file, number, line);
	}
	diag_print(diag, out);
	diag_free(diag);
	sources_free(sources);
}

static void
test_group(struct test_register *reg, const char *group)
{
	struct strbuf in = {0}, want = {0}, in_path = {0}, want_path = {0};
	char *have = NULL;
	size_t have_len = 0;
	strbuf_print(&in_path, GOLDEN "%s/in.expr", group);
	strbuf_print(&want_path, GOLDEN "%s/want.diag", group);
	read_text(strbuf_text(&in_path), &in);
	read_text(strbuf_text(&want_path), &want);

	FILE *out = open_memstream(&have, &have_len);
	check_text(reg, strbuf_view(&in), out);
	fclose(out);
	const char *golden = getenv("GOLDEN");
	if (golden && strcmp(golden, "update") == 0)
		write_text(
		    strbuf_text(&want_path), (struct slice){have, have_len});
	else
		test_slice(
		    group, (struct slice){have, have_len}, strbuf_text(&want));
	free(have);
	strbuf_fini(&in);
	strbuf_fini(&want);
	strbuf_fini(&in_path);
	strbuf_fini(&want_path);
}

static void
test_said(struct test_register *reg, const struct scope *scope,
    const char *text, const char *want)
{
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	uint32_t file = sources_add(sources, "in.expr", slice_view(text));
	char *have = NULL;
	size_t have_len = 0;
	FILE *out = open_memstream(&have, &have_len);
	struct expr *expr = expr_parse(
	    reg->mem, slice_view(text), (struct span){file, 1, 1, 0}, diag);
	test_true(text, expr && !expr_check_flag(expr, scope, diag));
	diag_print(diag, out);
	fclose(out);
	test_text(text, have, want);
	free(have);
	diag_free(diag);
	sources_free(sources);
}

/* Names are looked for among the facts alone. */
static void
test_no_register(struct test_register *reg)
{
	struct scope scope = reg->scope;
	scope.columns = NULL;
	test_said(reg, &scope, "komun = 'x'",
	    "in.expr:1:1: error: the register has no column 'komun' "
	    "[unknown-name]\n"
	    "    1 | komun = 'x'\n"
	    "      | ^~~~~ did you mean 'kommun'?\n");
	test_said(reg, &scope, "lenght(kommun) = 3",
	    "in.expr:1:1: error: there is no function 'lenght' "
	    "[unknown-function]\n"
	    "    1 | lenght(kommun) = 3\n"
	    "      | ^~~~~~ did you mean 'length'?\n");
}

/* Twelve listed values are named, and no more. */
static void
test_many_listed(struct test_register *reg)
{
	static const char *const values[] = {"Ek", "Al", "Tall", "Gran", "Asp",
	    "Lind", "Alm", "Ask", "Bok", "Rönn", "Sälg", "Idegran", "Hassel"};
	struct choice choices[COUNT(values)] = {0};
	struct column column = {.name = SLICE("Träd"),
	    .type = COLUMN_CHOICE,
	    .choices = choices,
	    .choice_count = COUNT(values)};
	struct columns columns = {&column, 1};
	struct scope scope = {.columns = &columns, .today = reg->scope.today};
	for (size_t i = 0; i < COUNT(values); i++)
		choices[i].value = slice_view(values[i]);
	column_prepare(reg->mem, &column, scope.today);
	test_said(reg, &scope, "Träd = 'Hägg'",
	    "in.expr:1:8: error: 'Hägg' is not among the values listed for "
	    "'Träd' [unlisted-value]\n"
	    "    1 | Träd = 'Hägg'\n"
	    "      |        ^~~~~~ listed: 'Ek', 'Al', 'Tall', 'Gran', 'Asp', "
	    "'Lind', 'Alm', 'Ask', 'Bok', 'Rönn', 'Sälg', 'Idegran', …\n");
}

/* A word that stands for nothing in a column is none of its values. */
static void
test_said_empty(struct test_register *reg)
{
	struct slice empties[] = {SLICE("saknas")};
	struct column column = {.name = SLICE("Postnr"),
	    .type = COLUMN_POSTCODE,
	    .empties = empties,
	    .empty_count = 1};
	struct columns columns = {&column, 1};
	struct scope scope = {.columns = &columns, .today = reg->scope.today};
	column_prepare(reg->mem, &column, scope.today);
	test_said(reg, &scope, "Postnr = 'Saknas'",
	    "in.expr:1:10: error: the text does not fit the column 'Postnr', "
	    "whose type is postcode [unfitting-text]\n"
	    "    1 | Postnr = 'Saknas'\n"
	    "      |          ^~~~~~~~\n");
}

int
main(void)
{
	static const char *const groups[] = {
	    "reading", "names", "types", "values"};
	struct test_register reg;
	register_init(&reg);
	for (size_t i = 0; i < COUNT(groups); i++)
		test_group(&reg, groups[i]);
	test_no_register(&reg);
	test_many_listed(&reg);
	test_said_empty(&reg);
	register_fini(&reg);
	return test_end();
}
