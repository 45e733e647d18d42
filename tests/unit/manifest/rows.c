/* Rows as the library writes them, and as we do: the same part, byte for byte. */
#include "manifest/rows.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>
#include <xlsxwriter.h>
#include <zip.h>

#include "manifest/book.h"
#include "manifest/cell.h"
#include "manifest/spool.h"
#include "manifest/zip_parts.h"
#include "reported.h"

/* A column of 0 begins a row. */
static const struct {
	size_t column;
	const char *text; /* NULL: the number */
	uint64_t number;
	uint32_t height; /* of the row, asked with this cell */
	bool plain; /* in no format */
} cells[] = {
    {0, NULL, 0, 0},
    {1, NULL, 7, 0},
    {2, NULL, 4294967295, 0},
    {25, "Ärla & <Åker>", 0, 0},
    {26, " vorn", 0, 0},
    {27, "hinten ", 0, 0},
    {28, "\nvorn", 0, 0},
    {29, "hinten\t", 0, 0},
    {30, "hinten\n", 0, 0},
    {31, " ", 0, 0},
    {32, "\rvorn\r", 0, 0},
    {701, "zwei\nZeilen", 0, 30},
    {702, "\ttab", 0, 0},
    {16383, "\"quoted\" 'twice'", 0, 0},
    {0, "", 0, 0},
    {3, "\x01 control \x1f", 0, 0},
    {4, "\x7f and \xf0\x9f\x98\x80", 0, 0},
    {5, "_x0041_", 0, 0},
    {6, "plain", 0, 0, true},
    {7, NULL, 3, 0, true},
    {0, "one", 0, 45},
    {0, NULL, 1048576, 0},
    {16, "\xc2\xa0", 0, 0},
    {18, "]]>", 0, 0},
};

static lxw_workbook *
begin(const char *path, lxw_worksheet **sheet, lxw_format *formats[2])
{
	lxw_workbook_options options = {.constant_memory = LXW_TRUE};
	lxw_workbook *book = workbook_new_opt(path, &options);
	*sheet = workbook_add_worksheet(book, NULL);
	for (int i = 0; i < 2; i++) {
		formats[i] = workbook_add_format(book);
		format_set_num_format(formats[i], i ? "#,##0" : "@");
	}
	for (lxw_col_t i = 0; i < 16384; i += 16383)
		worksheet_write_string(*sheet, 0, i, "head", NULL);
	return book;
}

/* Behind the header. */
static uint32_t
row_of(size_t cell)
{
	uint32_t row = 0;
	for (size_t i = 0; i <= cell; i++)
		row += cells[i].column == 0;
	return row;
}

/* The text as it goes to either. */
static const char *
text_of(struct strbuf *to, size_t cell)
{
	strbuf_reset(to);
	cell_write(to, slice_view(cells[cell].text), 32767);
	return strbuf_text(to);
}

static void
write_by_library(const char *path)
{
	lxw_worksheet *sheet;
	lxw_format *formats[2];
	struct strbuf text = {0};
	lxw_workbook *book = begin(path, &sheet, formats);
	for (size_t i = 0; i < COUNT(cells); i++) {
		lxw_col_t column = (lxw_col_t)cells[i].column;
		if (cells[i].height)
			worksheet_set_row(
			    sheet, row_of(i), cells[i].height, NULL);
		if (cells[i].text)
			worksheet_write_string(sheet, row_of(i), column,
			    text_of(&text, i),
			    cells[i].plain ? NULL : formats[0]);
		else
			worksheet_write_number(sheet, row_of(i), column,
			    (double)cells[i].number,
			    cells[i].plain ? NULL : formats[1]);
	}
	test_number("written", workbook_close(book), LXW_NO_ERROR);
	strbuf_fini(&text);
}

static void
write_by_us(const char *path, const char *folder)
{
	lxw_worksheet *sheet;
	lxw_format *formats[2];
	struct strbuf text = {0};
	lxw_workbook *book = begin(path, &sheet, formats);
	struct rows rows = {.spool = spool_open(folder)};
	lxw_worksheet_write_single_row(sheet);
	for (size_t i = 0; i < COUNT(cells); i++) {
		int32_t style = cells[i].plain ? 0
					       : lxw_format_get_xf_index(
						     formats[!cells[i].text]);
		if (cells[i].text)
			rows_add_text(&rows, row_of(i), cells[i].column, style,
			    slice_view(text_of(&text, i)));
		else
			rows_add_number(&rows, row_of(i), cells[i].column,
			    style, cells[i].number);
		if (cells[i].height)
			rows_heighten(&rows, cells[i].height);
	}
	rows_end(&rows);
	sheet->dim_rowmax = row_of(COUNT(cells) - 1);
	test_number("rows", rows.count, sheet->dim_rowmax);
	test_number("no error", spool_end(rows.spool), 0);
	struct zip_rows put = {.spool = rows.spool, .sheet = 1};
	zip_parts_watch(&put);
	test_number("written", workbook_close(book), LXW_NO_ERROR);
	zip_parts_release();
	rows_fini(&rows);
	spool_free(rows.spool);
	strbuf_fini(&text);
}

static struct strbuf
read_sheet(const char *path)
{
	struct strbuf text = {0};
	zip_t *zip = zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
	zip_file_t *part = zip_fopen(zip, "xl/worksheets/sheet1.xml", 0);
	zip_int64_t got;
	do {
		got = zip_fread(part, strbuf_reserve(&text, 4096), 4096);
		text.len += got > 0 ? (size_t)got : 0;
	} while (got > 0);
	test_number("read with its sum", got, 0);
	zip_fclose(part);
	zip_discard(zip);
	return text;
}

static void
test_same(void)
{
	char folder[] = "/tmp/utskick-rows-XXXXXX";
	test_true("folder", mkdtemp(folder));
	test_number("there", chdir(folder), 0);
	write_by_library("a.xlsx");
	write_by_us("b.xlsx", folder);
	struct strbuf theirs = read_sheet("a.xlsx");
	struct strbuf ours = read_sheet("b.xlsx");
	test_true("of a length", theirs.len > 1000);
	strbuf_add_char(&theirs, 0);
	test_slice("the same part", strbuf_view(&ours), theirs.at);
	strbuf_fini(&theirs);
	strbuf_fini(&ours);
	unlink("a.xlsx");
	unlink("b.xlsx");
	test_number("gone", rmdir(folder), 0);
}

/* However the text is cut. */
static void
test_sums(void)
{
	char text[200];
	struct text_sum whole = {0};
	for (size_t i = 0; i < sizeof text; i++)
		text[i] = (char)(i * 7);
	text_sum_add(&whole, (struct slice){text, sizeof text});
	for (size_t piece = 1; piece < 70; piece++) {
		struct text_sum cut = {0};
		struct slice rest = {text, sizeof text};
		for (; rest.len; rest = slice_from(rest, piece))
			text_sum_add(&cut, slice_part(rest, 0, piece));
		test_true("in pieces", text_sum_equal(&cut, &whole));
	}
	for (size_t i = 0; i < sizeof text; i++) {
		struct text_sum other = {0};
		text[i] ^= 64;
		text_sum_add(&other, (struct slice){text, sizeof text});
		test_true("another byte", !text_sum_equal(&other, &whole));
		text[i] ^= 64;
	}
	struct text_sum shorter = {0};
	text_sum_add(&shorter, (struct slice){text, sizeof text - 1});
	test_true("a byte less", !text_sum_equal(&shorter, &whole));
}

/* More than any buffer holds, and a folder where no file can be made. */
static void
test_spool(void)
{
	struct spool *spool = spool_open("/nonexistent");
	spool_add(spool, SLICE("text"));
	test_true("no file", spool_end(spool) != 0);
	spool_free(spool);
	spool = spool_open("/tmp");
	uint32_t crc = 0, seed = 1;
	for (size_t i = 0; i < 200000; i++) {
		seed = seed * 1103515245 + 12345;
		struct slice bytes = {(const char *)&seed, sizeof seed};
		spool_add(spool, bytes);
		crc = spool_crc(crc, bytes);
	}
	test_number("ended", spool_end(spool), 0);
	test_number("length", (long long)spool_len(spool), 800000);
	test_number("sum", spool_continue_crc(spool, 0), crc);
	spool_free(spool);
	spool_free(NULL);
}

static void
test_names_in(bool made, struct slice bytes)
{
	char text[4096] = "";
	if (!made)
		return;
	zip_error_t error;
	zip_error_init(&error);
	zip_source_t *source =
	    zip_source_buffer_create(bytes.at, bytes.len, 0, &error);
	zip_t *zip = zip_open_from_source(source, ZIP_RDONLY, &error);
	zip_file_t *part = zip_fopen(zip, "xl/workbook.xml", 0);
	test_true("read", zip_fread(part, text, sizeof text - 1) > 0);
	zip_fclose(part);
	zip_discard(zip);
	test_true("a slash", strstr(text, "name=\"Rader 1_2\""));
	test_true("all of them", strstr(text, "name=\"a_b______c_\""));
	test_true(
	    "cut", strstr(text, "name=\"123456789012345678901234567 _…_\""));
}

/* Names that Excel refuses, and two that are one: an error that no cell hides. */
static void
test_names(void)
{
	static const char *const names[] = {
	    "Rader 1/2", "a[b]:*?\\'c'", "12345678901234567890123456789012345"};
	static const int created[3] = {2012, 3, 19};
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	for (int twice = 0; twice < 2; twice++) {
		struct strbuf bytes = {0};
		struct sink *sink = sink_to_memory(&bytes);
		struct book *book =
		    book_open(sink, "/tmp", SLICE("Prov"), created, diag);
		for (size_t i = 0; i < COUNT(names); i++) {
			struct sheet *sheet = book_add_sheet(
			    book, slice_view(names[twice ? 0 : i]), 2);
			sheet_text(sheet, 0, 0, SLICE("Namn"), LOOK_HEADER);
			sheet_begin_rows(sheet);
			sheet_number(sheet, 1, 1, 7, LOOK_PLAIN);
			sheet_finish_table(sheet, 1, 2);
		}
		bool made = book_make(book, diag);
		test_true("made", made == !twice);
		if (made)
			test_true("and read again",
			    book_recount(book, diag) && book_send(book));
		book_free(book);
		sink_end(sink, made, diag);
		test_names_in(made, strbuf_view(&bytes));
		strbuf_fini(&bytes);
	}
	test_reported("a name twice", diag, "manifest-failed");
	test_number("said once", (long long)diag_errors(diag), 1);
	diag_free(diag);
	sources_free(sources);
}

int
main(void)
{
	test_same();
	test_sums();
	test_spool();
	test_names();
	return test_end();
}
