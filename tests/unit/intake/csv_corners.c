/*
 * The seldom met corners of CSV files: quotes and blanks together, borders of
 * blocks and limits, files that change while they are read.
 */
#include "dump.h"
#include "intake/describe.h"
#include "intake/dialect.h"
#include "intake/peek.h"
#include "intake/twice.h"
#include "test.h"

#define FOUND "utf-8 ; LF\nheader 1: A|B\n"
#define END(rows, malformed)                                                   \
	"end: " rows " rows, " malformed " malformed, 0 blank\n"

#define BARE(line)                                                             \
	"r.csv:" line ": warning: quotes inside 1 row's unquoted fields are "  \
	"kept as they stand; it is on this line [bare-quotes]\n"
#define CHANGED                                                                \
	"r.csv: error: the register was changed while it was read "            \
	"[register-changed]\n"

static const struct {
	const char *name, *in, *want;
} cases[] = {
    {"a cell of blanks beside quotes", "A;B;C\n \"1\"; ;3\n",
	"utf-8 ; LF\nheader 1: A|B|C\n1@2: 1| |3\n" END("1", "0")},
    {"a quote inside a field beside quotes", "A;B\n \"1\";12\" rör\n",
	FOUND "1@2: 1|12\" rör\n" END("1", "0") BARE("2")},
    {"quotes to the end of the file", "A;B\n1;\"2\"",
	FOUND "1@2: 1|2\n" END("1", "0")},
    {"a doubled quote at the end of the file", "A;B\n1;\"2\"\"\"",
	FOUND "1@2: 1|2\"\n" END("1", "0")},
    {"blanks behind quotes at the end of the file", "A;B\n1;\"2\" ",
	FOUND "1@2: 1|2\n" END("1", "0")},
    {"one column, a cell of two lines", "Namn\n\"Ek\nLind\"\nBo\n",
	"utf-8 ; LF\nheader 1: Namn\n1@2: Ek\\x0aLind\n2@4: Bo\n" END(
	    "2", "0")},
    {"a Portuguese name with a no-break space", "A;B\nSÃ\u00a0o;x\n",
	FOUND "1@2: SÃ\u00a0o|x\n" END("1", "0")},
    {"the delimiter of more columns", "A;B,C;D\n1;2,3;4\n",
	"utf-8 ; LF\nheader 1: A|B,C|D\n1@2: 1|2,3|4\n" END("1", "0")},
    {"a later one of more columns", "A,B;C,D\n1,2;3,4\n",
	"utf-8 , LF\nheader 1: A|B;C|D\n1@2: 1|2;3|4\n" END("1", "0")},
    {"two capitals in a row", "A;B\nÂÊ;x\nÂÿ;x\n",
	FOUND "1@2: ÂÊ|x\n2@3: Âÿ|x\n" END("2", "0")},
};

static void
check(const char *name, const struct intake_options *options, const char *want)
{
	struct strbuf have = {0};
	dump_register(&have, options, true);
	test_slice(name, strbuf_view(&have), want);
	strbuf_fini(&have);
}

/* What is said holds that. */
static void
check_says(
    const char *name, const struct intake_options *options, const char *want)
{
	struct strbuf have = {0};
	dump_register(&have, options, false);
	bool ok = slice_find(strbuf_view(&have), slice_view(want)) < have.len;
	test_true(name, ok);
	if (!ok)
		printf(
		    "  want: %s\n  have: %.400s\n", want, strbuf_text(&have));
	strbuf_fini(&have);
}

static void
add_many(struct strbuf *out, char c, size_t count)
{
	memset(strbuf_reserve(out, count), c, count);
	out->len += count;
}

/* A field of just the most that one may have, with another behind it. */
static void
test_longest_field(void)
{
	const struct intake_options options = {.path = "r.csv"};
	struct strbuf text = {0};
	strbuf_add_text(&text, "A;B\n");
	add_many(&text, 'x', 1u << 20);
	strbuf_add_text(&text, ";2\n");
	dump_write_file("r.csv", strbuf_view(&text));
	check_says(
	    "1 MiB, and another field", &options, "end: 1 rows, 0 malformed");
	strbuf_reset(&text);
	strbuf_add_text(&text, "A;B\n");
	add_many(&text, 'x', 1u << 20);
	strbuf_add_text(&text, "\";2\n");
	dump_write_file("r.csv", strbuf_view(&text));
	check_says("1 MiB and a quote", &options, "[field-too-long]");
	strbuf_fini(&text);
}

/* The quote that closes a field is the last sign of two blocks. */
static void
test_border(void)
{
	const struct intake_options options = {.path = "r.csv"};
	struct strbuf text = {0};
	strbuf_add_text(&text, "A;B\n");
	while (text.len + 100 < 1u << 19)
		strbuf_add_text(&text, "Ek;Vik\n");
	strbuf_add_text(&text, "Lind;\"");
	add_many(&text, 'x', (1u << 19) - 1 - text.len);
	strbuf_add_text(&text, "\"\nEk;\"By\"\n");
	dump_write_file("r.csv", strbuf_view(&text));
	check_says("a quote on the border", &options, ", 0 malformed, 0 blank");
	strbuf_fini(&text);
}

/* What is told of a file without a line end. */
static void
test_described(void)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct strbuf have = {0};
	const struct intake_options options = {
	    .path = "r.csv", .may_be_empty = true};
	struct intake_record record;
	dump_write_file("r.csv", SLICE("A;B"));
	struct intake *intake = intake_open(mem, &options, diag);
	test_number("no row", intake_next(intake, &record), INTAKE_END);
	intake_describe(&have, NULL, intake_found(intake));
	test_slice("no line ends", strbuf_view(&have),
	    "utf-8, delimiter ';', header on line 1");
	intake_close(intake);
	strbuf_fini(&have);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

/* A row that goes on when the limit was passed long ago. */
static void
test_longest_row(void)
{
	const struct intake_options options = {.path = "r.csv"};
	struct strbuf text = {0};
	strbuf_add_text(&text, "A;B\n");
	for (int i = 0; i < 36; i++) {
		add_many(&text, 'x', 1u << 20);
		strbuf_add_char(&text, ';');
	}
	dump_write_file("r.csv", strbuf_view(&text));
	check_says("a row of 36 MiB", &options, "[row-too-long]");
	strbuf_fini(&text);
}

/* Rows that all end with a delimiter, but for one far down that says more. */
static void
test_trailing(void)
{
	const struct intake_options options = {.path = "r.csv"};
	struct strbuf text = {0};
	strbuf_add_text(&text, "A;B;\n");
	for (int i = 0; i < 250; i++)
		strbuf_add_text(&text, "1;2;\n");
	strbuf_add_text(&text, "1;2;3\n1;2\n1;2; \n");
	dump_write_file("r.csv", strbuf_view(&text));
	struct strbuf have = {0};
	dump_register(&have, &options, false);
	test_slice("one cell behind the header", strbuf_view(&have),
	    FOUND "251@252: 1|2|3 [too-many-fields] the row on line 252 has 3 "
		  "fields, the header 2\n" END("253", "1"));
	strbuf_fini(&text);
	strbuf_fini(&have);
}

static void
test_columns(void)
{
	const struct intake_options options = {.path = "r.csv"};
	struct strbuf text = {0};
	for (int i = 0; i < 1981; i++)
		strbuf_print(&text, "\"a%d\";", i);
	strbuf_add_text(&text, "z\n1\n");
	dump_write_file("r.csv", strbuf_view(&text));
	check_says(
	    "too many columns in quotes", &options, "[too-many-columns]");
	strbuf_fini(&text);
}

/* A header that is so far down that the lines above are of many blocks; and
 * whose line end of two signs lies on the border of one. */
static void
test_far_header(size_t lines, size_t len, const char *end)
{
	const struct intake_options options = {
	    .path = "r.csv", .header_row = (uint32_t)lines + 1};
	struct strbuf text = {0};
	char want[96];
	for (size_t i = 0; i < lines; i++) {
		add_many(&text, 'x', len - strlen(end));
		strbuf_add_text(&text, end);
	}
	strbuf_print(&text, "A;B%s1;2%s", end, end);
	dump_write_file("r.csv", strbuf_view(&text));
	snprintf(want, sizeof want,
	    "utf-8 ; %s\nheader %zu: A|B\n1@%zu: 1|2\n" END("1", "0"),
	    strlen(end) == 2 ? "CRLF" : "LF", lines + 1, lines + 2);
	check("a header far down", &options, want);
	strbuf_fini(&text);
}

static void
test_stated(void)
{
	struct intake_options options = {.path = "r.csv", .header_row = 9};
	dump_write_file("r.csv", SLICE("A;B\n1;2\nx"));
	check("a header behind the end", &options,
	    "r.csv: error: the register is empty [empty-register]\n");
	options = (struct intake_options){.path = "r.csv", .delimiter = ';'};
	dump_write_file("r.csv", SLICE("sep=;\nA;B,C\n1;2\n"));
	check("the delimiter that the file states too", &options,
	    "utf-8 ; LF\nheader 2: A|B,C\n1@3: 1|2\n" END("1", "0"));
	options.delimiter = ' ';
	dump_write_file("r.csv", SLICE("A B\n\"1\" \"2 3\"\n"));
	check("a blank as delimiter", &options,
	    "utf-8   LF\nheader 1: A|B\n1@2: 1|2 3\n" END("1", "0"));
}

/* The line that states the delimiter, and what is none. */
static void
test_sep(void)
{
	static const struct {
		const char *head;
		char delimiter;
		size_t len;
	} heads[] = {{"sep=;\nA", ';', 6}, {"sep=;\r\nA", ';', 7},
	    {"SEP=\t\n", '\t', 6}, {"sep=;\r", ';', 6}, {"sep=;\r\r", ';', 7},
	    {"sep=;", 0, 0}, {"sep=;A", 0, 0}, {"sep=\n\nA;B", 0, 0},
	    {"sep=\r\nA;B", 0, 0}, {"sep:;\nA", 0, 0}, {"sep=\"\nA", 0, 0}};
	for (size_t i = 0; i < COUNT(heads); i++) {
		size_t len = 0;
		char have = dialect_read_sep(slice_view(heads[i].head), &len);
		test_number(heads[i].head, have, heads[i].delimiter);
		test_number(
		    heads[i].head, (long long)len, (long long)heads[i].len);
	}
}

static void
test_names(void)
{
	static const struct {
		const char *name;
		char delimiter; /* 0: none */
	} names[] = {{"tab", '\t'}, {"\t", '\t'}, {";", ';'}, {"|", '|'},
	    {"\"", 0}, {"a", 0}, {" ", 0}, {"", 0}, {";;", 0}};
	for (size_t i = 0; i < COUNT(names); i++) {
		char have = 0;
		bool ok = dialect_read_name(slice_view(names[i].name), &have);
		test_true(names[i].name, ok == (names[i].delimiter != 0));
		if (ok)
			test_number(names[i].name, have, names[i].delimiter);
	}
}

/* The end of a large file becomes this after it was looked through. */
static void
test_changed(const char *name, const char *end, const char *want)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct intake_options options = {.path = "r.csv"};
	struct strbuf text = {0}, said = {0};
	strbuf_add_text(&text, "A;B\n");
	for (int i = 0; i < 200000; i++)
		strbuf_add_text(&text, "Vik;1\n");
	dump_write_file("r.csv", strbuf_view(&text));
	struct intake *intake = intake_open(mem, &options, diag);
	FILE *file = fopen("r.csv", "r+b");
	if (!file || fseek(file, -(long)strlen(end), SEEK_END) != 0)
		abort();
	fputs(end, file);
	fclose(file);
	struct intake_record record;
	enum intake_result result;
	do {
		result = intake_next(intake, &record);
	} while (result <= INTAKE_MALFORMED);
	test_number(name, result, INTAKE_FAILED);
	dump_diag(&said, diag);
	test_slice(name, strbuf_view(&said), want);
	test_number(name, intake_next(intake, &record), INTAKE_FAILED);
	intake_close(intake);
	strbuf_fini(&text);
	strbuf_fini(&said);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

/* A file that was another when it was opened for the same before. */
static void
test_opened_again(void)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct strbuf said = {0};
	const struct intake_options options = {
	    .path = "r.csv", .role = INPUT_REGISTER};
	dump_write_file("r.csv", SLICE("A;B\n1;2\n"));
	struct intake *intake = intake_open(mem, &options, diag);
	struct intake *same = intake_open(mem, &options, diag);
	dump_write_file("r.csv", SLICE("A;B\n1;3\n"));
	struct intake *other = intake_open(mem, &options, diag);
	test_true("the same, and another", intake && same && !other);
	dump_diag(&said, diag);
	test_true("said so", slice_find(strbuf_view(&said),
				 SLICE("[changed-meanwhile]")) < said.len);
	intake_close(intake);
	intake_close(same);
	strbuf_fini(&said);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

static void
count_row(const struct peek_row *row, void *ctx)
{
	size_t *cells = ctx;
	*cells += row->count;
}

/* The first rows alone, for whoever shows them. */
static void
test_peek(const char *in, uint32_t most, bool ok, size_t cells)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	const struct intake_options options = {.path = "r.csv"};
	size_t have = 0;
	dump_write_file("r.csv", slice_view(in));
	test_true(
	    in, intake_peek(mem, &options, most, count_row, &have, diag) == ok);
	test_number(in, (long long)have, (long long)cells);
	test_true("said so", (diag_errors(diag) == 0) == ok);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

int
main(void)
{
	char folder[32];
	const struct intake_options options = {.path = "r.csv"};
	dump_enter_folder(folder);
	for (size_t i = 0; i < COUNT(cases); i++) {
		dump_write_file("r.csv", slice_view(cases[i].in));
		check(cases[i].name, &options, cases[i].want);
	}
	test_longest_field();
	test_border();
	test_described();
	test_longest_row();
	test_trailing();
	test_columns();
	test_far_header(300, 10000, "\n");
	test_far_header(7, 1u << 18, "\n");
	test_far_header(1, (1u << 19) + 1, "\r\n");
	for (size_t len = 1u << 18; len < (1u << 18) + 3; len++)
		test_far_header(7, len, "\r\n");
	test_stated();
	test_sep();
	test_names();
	test_opened_again();
	test_changed("a byte that is none", "\xff\n", CHANGED);
	test_changed("a character cut short", "\xc3", CHANGED);
	test_changed("a quote", "\";1\n", BARE("200001") CHANGED);
	test_peek("A;B\n1;2\n3;4\n", 2, true, 4);
	test_peek("A;B\n1;2\n", 9, true, 4);
	test_peek("A;B\n1;\"2\n", 9, false, 2);
	test_peek("\xc3\xb6;\xc3\xa4\n1;\xff\n", 9, false, 0);
	test_true("no half of a character is two",
	    !text_is_encoded_twice(SLICE("\xc3(")) &&
		!text_is_encoded_twice(SLICE("\xc3")));
	dump_leave_folder(folder, "r.csv");
	return test_end();
}
