/*
 * A table written as CSV in any dialect and encoding is read as the same
 * cells: 1,000 generated tables for each dialect. Where few letters leave the
 * encoding unclear, it is read as stated.
 */
#include <iconv.h>

#include "dump.h"
#include "test.h"

#define TABLES 1000
#define COLUMNS_MAX 6
#define ROWS_MAX 6

/* Deterministic: the same tables in every run (splitmix64). */
static uint64_t state;

static unsigned
draw(unsigned below)
{
	uint64_t z = state += 0x9e3779b97f4a7c15u;
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return (unsigned)((z ^ (z >> 31)) % below);
}

static const char *const names[COLUMNS_MAX] = {
    "Förnamn", "Åldersgrupp", "Ärende", "Är på ö", "Område", "Bär"};

/* What all of the encodings have. */
static const char *const pieces[] = {"Åkerlund", "Öberg", "Märta", "André",
    "Sjö", "kvarnvägen 12", "0012", " ", "\"", "\"\"", ";", ",", "|", "\t", "",
    "x", "lgh 1201", "Växjö", "-", "'", "=", "häst", "på"};
static const char *const calm[] = {"Åkerlund", "Öberg", "Märta", "André", "\n",
    "rad ett", "rad två\nrad tre", "\"", "på", ""};

static const struct dialect_of_table {
	char delimiter;
	const char *end;
	bool all_quoted;
} dialects[] = {
    {';', "\n", false},
    {';', "\r\n", false},
    {';', "\r", false},
    {';', "\r\r\n", false},
    {';', "\n", true},
    {';', "\r\n", true},
    {',', "\n", false},
    {',', "\r\n", true},
    {'\t', "\n", false},
    {'\t', "\r\n", true},
    {'|', "\n", false},
    {'|', "\r\n", true},
};

static const struct {
	const char *iconv, *mark, *name;
} encodings[] = {
    {"UTF-8", "", "utf-8"},
    {"WINDOWS-1252", "", "windows-1252"},
    {"UTF-8", "\xef\xbb\xbf", "utf-8"},
    {"MACINTOSH", "", "mac-roman"},
    {"CP850", "", "cp850"},
    {"ISO-8859-15", "", "iso-8859-15"},
    {"UTF-16LE", "\xff\xfe", "utf-16le"},
    {"UTF-16BE", "\xfe\xff", "utf-16be"},
};

struct table {
	size_t columns, rows;
	struct strbuf cells[ROWS_MAX][COLUMNS_MAX];
};

static void
fill_cell(struct strbuf *cell, bool first, bool lines)
{
	strbuf_reset(cell);
	if (first)
		strbuf_add_text(cell, "Ö");
	for (unsigned i = draw(4); i > 0; i--)
		strbuf_add_text(cell, lines ? calm[draw(COUNT(calm))]
					    : pieces[draw(COUNT(pieces))]);
}

/* Rows with line ends in a cell have no delimiters in any: those may look
 * like swallowed rows, which csv.c tests. */
static void
fill_table(struct table *table)
{
	table->columns = 2 + draw(COLUMNS_MAX - 1);
	table->rows = 1 + draw(ROWS_MAX);
	for (size_t row = 0; row < table->rows; row++) {
		bool lines = draw(4) == 0;
		for (size_t i = 0; i < table->columns; i++)
			fill_cell(&table->cells[row][i], i == 0, lines);
	}
}

static bool
needs_quotes(const struct dialect_of_table *dialect, struct slice cell)
{
	for (size_t i = 0; i < cell.len; i++) {
		char c = cell.at[i];
		if (c == dialect->delimiter || c == '"' || c == '\n')
			return true;
	}
	return dialect->all_quoted;
}

static void
write_cell(struct strbuf *out, const struct dialect_of_table *dialect,
    struct slice cell)
{
	bool quotes = needs_quotes(dialect, cell);
	strbuf_add_text(out, quotes ? "\"" : "");
	for (size_t i = 0; i < cell.len; i++) {
		strbuf_add_text(out, cell.at[i] == '"' ? "\"" : "");
		strbuf_add_char(out, cell.at[i]);
	}
	strbuf_add_text(out, quotes ? "\"" : "");
}

static void
write_table(struct strbuf *out, const struct dialect_of_table *dialect,
    const struct table *table)
{
	for (size_t i = 0; i < table->columns; i++) {
		if (i)
			strbuf_add_char(out, dialect->delimiter);
		write_cell(out, dialect, slice_view(names[i]));
	}
	for (size_t row = 0; row < table->rows; row++) {
		strbuf_add_text(out, dialect->end);
		for (size_t i = 0; i < table->columns; i++) {
			if (i)
				strbuf_add_char(out, dialect->delimiter);
			write_cell(
			    out, dialect, strbuf_view(&table->cells[row][i]));
		}
	}
	if (draw(2))
		strbuf_add_text(out, dialect->end);
}

static void
encode(struct strbuf *out, const char *to, struct slice text)
{
	union {
		const char *in;
		char *out;
	} from = {.in = text.at};
	iconv_t open = iconv_open(to, "UTF-8");
	size_t room = text.len * 2 + 16;
	char *end = strbuf_reserve(out, room), *start = end;
	if (iconv(open, &from.out, &text.len, &end, &room) == (size_t)-1)
		abort();
	out->len += (size_t)(end - start);
	iconv_close(open);
}

static bool
same_rows(struct intake *intake, const struct table *table)
{
	struct intake_record record;
	for (size_t row = 0; row < table->rows; row++) {
		if (intake_next(intake, &record) != INTAKE_ROW ||
		    record.number != row + 1 || record.count != table->columns)
			return false;
		for (size_t i = 0; i < table->columns; i++) {
			if (!slice_equal(record.cells[i],
				strbuf_view(&table->cells[row][i])))
				return false;
		}
	}
	return intake_next(intake, &record) == INTAKE_END;
}

static size_t unclear;

static struct intake *
open_table(struct arena *mem, struct diag *diag, const char *encoding)
{
	struct intake_options options = {.path = "r.csv"};
	struct intake *intake = intake_open(mem, &options, diag);
	struct strbuf said = {0};
	if (intake)
		return intake;
	dump_diag(&said, diag);
	if (slice_find(strbuf_view(&said), SLICE("[encoding-unclear]")) ==
	    said.len)
		printf("%s\n", strbuf_text(&said));
	strbuf_fini(&said);
	unclear++;
	options.encoding = encoding;
	return intake_open(mem, &options, diag);
}

static bool
read_back(const struct table *table, const char *encoding)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct intake *intake = open_table(mem, diag, encoding);
	bool same = intake && intake_found(intake)->count == table->columns &&
		    same_rows(intake, table);
	if (!same)
		diag_print(diag, stdout);
	intake_close(intake);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
	return same;
}

static void
test_dialect(const struct dialect_of_table *dialect, struct table *table)
{
	char name[64];
	for (unsigned i = 0; i < TABLES; i++) {
		struct strbuf text = {0}, bytes = {0};
		unsigned encoding = i % COUNT(encodings);
		fill_table(table);
		write_table(&text, dialect, table);
		strbuf_add_text(&bytes, encodings[encoding].mark);
		encode(&bytes, encodings[encoding].iconv, strbuf_view(&text));
		dump_write_file("r.csv", strbuf_view(&bytes));
		snprintf(name, sizeof name, "dialect %zu, table %u, %s",
		    (size_t)(dialect - dialects), i, encodings[encoding].iconv);
		bool same = read_back(table, encodings[encoding].name);
		test_true(name, same);
		if (!same && test_failed < 4)
			printf("%s\n", strbuf_text(&text));
		strbuf_fini(&text);
		strbuf_fini(&bytes);
	}
}

int
main(void)
{
	static struct table table;
	char folder[32];
	dump_enter_folder(folder);
	for (size_t i = 0; i < COUNT(dialects); i++)
		test_dialect(&dialects[i], &table);
	for (size_t row = 0; row < ROWS_MAX; row++) {
		for (size_t i = 0; i < COLUMNS_MAX; i++)
			strbuf_fini(&table.cells[row][i]);
	}
	test_true("seldom unclear", unclear < COUNT(dialects) * TABLES / 50);
	dump_leave_folder(folder, "r.csv");
	return test_end();
}
