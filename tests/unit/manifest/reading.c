/*
 * Workbooks and tables of text that this file makes up, read again: what is as
 * it would be written, and where it is not.
 */
#include "manifest/reading.h"

#include <stdlib.h>
#include <unistd.h>
#include <zip.h>

#include "base/file.h"
#include "base/strbuf.h"
#include "manifest/csvout.h"
#include "reported.h"

#define SHEET "xl/worksheets/sheet1.xml"
#define CHART "xl/charts/chart1.xml"
#define BEGIN "<worksheet><sheetData><row r=\"1\">"
#define END "</row></sheetData></worksheet>"
#define A1 "<c r=\"A1\" s=\"2\" t=\"inlineStr\"><is><t>\u00c5sa</t></is></c>"
#define B1 "<c r=\"B1\"><v>4</v></c>"
#define C1 "<c r=\"C1\" s=\"3\"/>"

struct fixture {
	char folder[32];
	struct arena *mem;
	struct sources *sources;
	struct diag *diag;
};

/* A part is not compressed, so that a byte of it can be changed. */
static void
add_part(zip_t *zip, const char *name, const char *text)
{
	zip_source_t *source = zip_source_buffer(zip, text, strlen(text), 0);
	zip_int64_t at = zip_file_add(zip, name, source, 0);
	zip_set_file_compression(zip, (zip_uint64_t)at, ZIP_CM_STORE, 0);
}

/* Parts in pairs of a name and a text, up to NULL. */
static const char *
make_book(struct fixture *fixture, const char *const *parts)
{
	const char *path = path_join(fixture->mem, fixture->folder, "a.xlsx");
	zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
	for (size_t i = 0; parts[i]; i += 2)
		add_part(zip, parts[i], parts[i + 1]);
	test_number("made", zip_close(zip), 0);
	return path;
}

/* Changes the first letter of `text` in the file. */
static void
damage(struct fixture *fixture, const char *path, const char *text)
{
	struct slice all = {0};
	file_read(fixture->mem, path, INPUT_NONE, 1 << 22, fixture->diag,
	    NO_SPAN, &all);
	size_t at = slice_find(all, slice_view(text));
	FILE *file = fopen(path, "r+b");
	test_true(text, at < all.len && fseek(file, (long)at, SEEK_SET) == 0);
	fputc(text[0] + 1, file);
	fclose(file);
}

static const struct {
	const char *name, *sheet;
	const char *damaged; /* or NULL */
	const char *said; /* where it differs; NULL: it does not */
} sheets[] = {
    {"as written", BEGIN A1 B1 C1 END, NULL, NULL},
    {"a letter", BEGIN "<c r=\"A1\"><is><t>Asa</t></is></c>" B1 C1 END, NULL,
	"A1"},
    {"more behind a text",
	BEGIN "<c r=\"A1\"><is><t>\u00c5sa</t></is>x</c>" B1 C1 END, NULL,
	"A1"},
    {"a cell without an end",
	BEGIN "<c r=\"A1\"><is><t>\u00c5s</t></is></row></sheetData>", NULL,
	"A1"},
    {"a cell that is lost", BEGIN A1 C1 END, NULL, "B1"},
    {"a cell of no place", BEGIN A1 "<c r=\"B\"><v>4</v></c>" C1 END, NULL,
	"B1"},
    {"a cell of another name for it",
	BEGIN A1 "<c q=\"B1\"><v>4</v></c>" C1 END, NULL, "B1"},
    {"a row too late", BEGIN A1 "<c r=\"B2\"><v>4</v></c>" C1 END, NULL, "B1"},
    {"the last is not empty", BEGIN A1 B1 "<c r=\"C1\"><v>1</v></c>" END, NULL,
	"C1"},
    {"the last is lost", BEGIN A1 B1 END, NULL, "C1"},
    {"the end of the sheet is lost", BEGIN A1 B1, NULL, "C1"},
    {"the end of the sheet alone is lost", BEGIN A1 B1 C1, NULL, NULL},
    {"lost and damaged", BEGIN A1 B1, "<worksheet>", "C1"},
    {"one too many", BEGIN A1 B1 C1 "<c r=\"D1\"/>" END, NULL, "A1"},
    {"damaged behind the cells", BEGIN A1 B1 C1 END, "</worksheet>", "A1"},
    {"damaged behind a difference", BEGIN A1 C1 END, "</worksheet>", "B1"},
};

static struct strbuf
said_of(struct diag *diag)
{
	struct strbuf said = {0};
	char *text = NULL;
	size_t len = 0;
	FILE *to = open_memstream(&text, &len);
	diag_print(diag, to);
	fclose(to);
	strbuf_add(&said, (struct slice){text, len});
	free(text);
	return said;
}

static void
test_sheet(struct fixture *fixture, size_t i)
{
	const char *const parts[] = {SHEET, sheets[i].sheet, NULL};
	struct diag *diag = diag_new(fixture->sources);
	const char *path = make_book(fixture, parts);
	if (sheets[i].damaged)
		damage(fixture, path, sheets[i].damaged);
	struct reading *reading = reading_open(path, diag);
	reading_next_sheet(reading);
	reading_expect_text(reading, 0, 0, SLICE("\u00c5sa"));
	reading_expect_number(reading, 0, 1, 4);
	reading_expect_text(reading, 0, 2, SLICE(""));
	test_true(sheets[i].name, reading_end(reading) == !sheets[i].said);
	reading_close(reading);
	struct strbuf said = said_of(diag), want = {0};
	if (sheets[i].said)
		strbuf_print(&want,
		    "error: '%s' does not say what the ledger says: sheet 1, "
		    "from cell %s on [manifest-cell]\n",
		    path, sheets[i].said);
	test_slice(sheets[i].name, strbuf_view(&said), strbuf_text(&want));
	strbuf_fini(&said);
	strbuf_fini(&want);
	diag_free(diag);
}

/* A cell longer than what is read at once. */
static void
test_long_cell(struct fixture *fixture)
{
	struct strbuf text = {0}, sheet = {0};
	while (text.len < 700000)
		strbuf_add_text(&text, "Hus & hem ");
	strbuf_add_text(&text, ".");
	strbuf_add_text(&sheet, BEGIN "<c r=\"A1\"><is><t>");
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] == '&')
			strbuf_add_text(&sheet, "&amp;");
		else
			strbuf_add_char(&sheet, text.at[i]);
	}
	strbuf_add_text(&sheet, "</t></is></c>" END);
	for (size_t i = 0; i < 700000; i++)
		strbuf_add_char(&sheet, ' ');
	const char *const parts[] = {SHEET, strbuf_text(&sheet), NULL};
	const char *path = make_book(fixture, parts);
	for (int differs = 0; differs < 2; differs++) {
		struct diag *diag = diag_new(fixture->sources);
		struct reading *reading = reading_open(path, diag);
		text.at[text.len - 1] = differs ? ',' : '.';
		reading_next_sheet(reading);
		reading_expect_text(reading, 0, 0, strbuf_view(&text));
		test_true("a long cell", reading_end(reading) == !differs);
		reading_close(reading);
		diag_free(diag);
	}
	strbuf_fini(&text);
	strbuf_fini(&sheet);
}

#define TITLE "<c><a:t>Rader</a:t><c:f>'Blad 1'!$A$2</c:f></c>"

static const struct {
	const char *name;
	const char *parts[7];
	const char *damaged;
	const char *code;
} books[] = {
    {"as written", {SHEET, BEGIN END, CHART, TITLE}, NULL, NULL},
    {"no sheet", {CHART, TITLE}, NULL, "manifest-cell"},
    {"a sheet too many",
	{SHEET, BEGIN END, CHART, TITLE, "xl/worksheets/sheet2.xml", BEGIN END},
	NULL, "manifest-cell"},
    {"no chart", {SHEET, BEGIN END}, NULL, "manifest-chart"},
    {"a chart too many",
	{SHEET, BEGIN END, CHART, TITLE, "xl/charts/chart2.xml", TITLE}, NULL,
	"manifest-chart"},
    {"another title",
	{SHEET, BEGIN END, CHART,
	    "<c><a:t>Radar</a:t><c:f>'Blad 1'!$A$2</c:f></c>"},
	NULL, "manifest-chart"},
    {"a chart that ends in a text",
	{SHEET, BEGIN END, CHART, "<c><a:t>Rader</a:t><c:f>Blad 1!$A$"}, NULL,
	"manifest-chart"},
    {"a damaged chart", {SHEET, BEGIN END, CHART, TITLE}, "/c:f></c>",
	"manifest-chart"},
};

static void
test_book(struct fixture *fixture, size_t i)
{
	struct diag *diag = diag_new(fixture->sources);
	const char *path = make_book(fixture, books[i].parts);
	if (books[i].damaged)
		damage(fixture, path, books[i].damaged);
	struct reading *reading = reading_open(path, diag);
	reading_next_sheet(reading);
	reading_expect_chart(reading, SLICE("Rader\nBlad 1!$A$2\n"));
	test_true(books[i].name, reading_end(reading) == !books[i].code);
	reading_close(reading);
	if (books[i].code)
		test_reported(books[i].name, diag, books[i].code);
	test_number(
	    books[i].name, (long long)diag_errors(diag), books[i].code ? 1 : 0);
	diag_free(diag);
}

/* ---- tables of text */

static void
write_rows(struct csvout *csv, uint32_t rows)
{
	const struct slice fields[] = {SLICE("Ek, Anna"), SLICE("a \"b\""),
	    SLICE("=1"), SLICE("'x"), SLICE("\r1"), SLICE("a\nb"), SLICE("\0b"),
	    SLICE("")};
	for (uint32_t row = 0; row < rows; row++) {
		for (size_t i = 0; i < COUNT(fields); i++)
			csvout_text(csv, fields[i]);
		csvout_number(csv, row);
		csvout_end_row(csv);
	}
}

static const char row_text[] =
    "\"Ek, Anna\",\"a \"\"b\"\"\",'=1,''x,\"'\r1\",\"a\nb\",\0b,,";

static void
test_csv_text(void)
{
	struct strbuf text = {0}, want = {0};
	struct sink *sink = sink_to_memory(&text);
	struct csvout *csv = csvout_to_sink(sink);
	write_rows(csv, 2);
	csvout_free(csv);
	test_true("in memory", sink_end(sink, true, NULL));
	strbuf_add(&want, (struct slice){row_text, sizeof row_text - 1});
	strbuf_add_text(&want, "\r\n");
	strbuf_add(&want, (struct slice){row_text, sizeof row_text - 1});
	strbuf_add_text(&want, "1\r\n");
	test_true("as it is read by others",
	    slice_equal(strbuf_view(&text), strbuf_view(&want)));
	strbuf_fini(&text);
	strbuf_fini(&want);
}

/* The file has 3,000 rows, more than are read at once, but for `cut` bytes, or
 * with `more` behind; row `row` has another letter. */
static const struct {
	const char *name;
	size_t cut;
	const char *more;
	uint32_t row, said;
} tables[] = {
    {"the same", 0, "", 0, 0},
    {"a byte less", 1, "", 0, 3000},
    {"a row less", sizeof row_text + 1, "", 0, 3000},
    {"a row more", 0, "x\r\n", 0, 3001},
    {"a letter", 0, "", 7, 7},
    {"a letter far behind", 0, "", 2500, 2500},
    {"two faults", 100, "", 7, 7},
};

static void
test_csv_like(struct fixture *fixture, size_t i)
{
	const char *path = path_join(fixture->mem, fixture->folder, "a.csv");
	struct strbuf text = {0}, want = {0};
	struct sink *sink = sink_to_memory(&text);
	struct csvout *csv = csvout_to_sink(sink);
	for (uint32_t row = 1; row <= 3000; row++) {
		size_t from = text.len;
		write_rows(csv, 1);
		if (row == tables[i].row)
			text.at[from + 2] = 'x';
	}
	csvout_free(csv);
	sink_end(sink, true, NULL);
	text.len -= tables[i].cut;
	strbuf_add_text(&text, tables[i].more);
	FILE *file = fopen(path, "wb");
	fwrite(text.at, 1, text.len, file);
	fclose(file);

	struct diag *diag = diag_new(fixture->sources);
	csv = csvout_like_file(path, diag);
	for (uint32_t row = 1; row <= 3000; row++)
		write_rows(csv, 1);
	test_true(tables[i].name, csvout_agrees(csv, diag) == !tables[i].said);
	csvout_free(csv);
	struct strbuf said = said_of(diag);
	if (tables[i].said)
		strbuf_print(&want,
		    "error: '%s' does not say what the ledger says: from row "
		    "%u on [csv-differs]\n",
		    path, tables[i].said);
	test_slice(tables[i].name, strbuf_view(&said), strbuf_text(&want));
	strbuf_fini(&said);
	strbuf_fini(&text);
	strbuf_fini(&want);
	diag_free(diag);
}

static void
test_no_file(struct fixture *fixture)
{
	struct diag *diag = diag_new(fixture->sources);
	test_true("no table", !csvout_like_file("/nonexistent/a", diag));
	test_reported("no table", diag, "no-such-file");
	test_true("no workbook", !reading_open("/nonexistent/a", diag));
	test_reported("no workbook", diag, "not-a-workbook");
	test_true("a folder", !csvout_like_file(fixture->folder, diag));
	test_reported("a folder", diag, "cannot-read");
	diag_free(diag);
}

int
main(void)
{
	struct fixture fixture = {.folder = "/tmp/utskick-reading-XXXXXX",
	    .mem = arena_new(),
	    .sources = sources_new()};
	fixture.diag = diag_new(fixture.sources);
	test_true("folder", mkdtemp(fixture.folder));
	for (size_t i = 0; i < COUNT(sheets); i++)
		test_sheet(&fixture, i);
	test_long_cell(&fixture);
	for (size_t i = 0; i < COUNT(books); i++)
		test_book(&fixture, i);
	test_csv_text();
	for (size_t i = 0; i < COUNT(tables); i++)
		test_csv_like(&fixture, i);
	test_no_file(&fixture);
	reading_close(NULL);
	csvout_free(NULL);
	folder_remove(fixture.folder, fixture.diag);
	diag_free(fixture.diag);
	sources_free(fixture.sources);
	arena_free(fixture.mem);
	return test_end();
}
