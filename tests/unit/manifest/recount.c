/*
 * Parts of a workbook that this file makes up, counted: rows that stand in a
 * sheet, rows that went in compressed, and what compresses them when it errs.
 */
#include "manifest/recount.h"

#include <dlfcn.h>
#include <errno.h>
#include <libdeflate.h>
#include <minizip/zip.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "manifest/spool.h"
#include "manifest/streams.h"
#include "reported.h"

#define SHEET "xl/worksheets/sheet1.xml"
#define BEGIN "<worksheet><sheetData>"
#define END "</sheetData></worksheet>"
#define ROW_1                                                                  \
	"<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"AB1\" s=\"1\"/></row>"
#define ROW_2 "<row r=\"2\"><c r=\"A2\"><v>2</v></c></row>"

struct fixture {
	char folder[32];
	struct arena *mem;
	struct sources *sources;
};

static const char *const needed[] = {"[Content_Types].xml", "_rels/.rels",
    "docProps/app.xml", "docProps/core.xml", "xl/_rels/workbook.xml.rels",
    "xl/styles.xml", "xl/theme/theme1.xml", "xl/workbook.xml"};

static void
add_part(zipFile zip, const char *name, const char *text)
{
	zipOpenNewFileInZip64(
	    zip, name, NULL, NULL, 0, NULL, 0, NULL, Z_DEFLATED, 1, 0);
	zipWriteInFileInZip(zip, text, (unsigned)strlen(text));
	test_number(name, zipCloseFileInZip(zip), ZIP_OK);
}

static zipFile
begin_book(struct fixture *fixture, const char **path)
{
	*path = path_join(fixture->mem, fixture->folder, "a.xlsx");
	zipFile zip = zipOpen64(*path, APPEND_STATUS_CREATE);
	for (size_t i = 0; i < COUNT(needed); i++)
		add_part(zip, needed[i], "<a/>");
	return zip;
}

static struct cells
cells_wanted(bool both)
{
	struct cells cells = {0};
	cells_add(&cells, 0, 0, SLICE("<v>1</v>"));
	cells_add(&cells, 0, 27, SLICE(""));
	if (both)
		cells_add(&cells, 1, 0, SLICE("<v>2</v>"));
	return cells;
}

static const struct {
	const char *name, *sheet;
	const char *code; /* NULL: it is as wanted */
} sheets[] = {
    {"as written", BEGIN ROW_1 ROW_2 END, NULL},
    {"a row less", BEGIN ROW_1 END, "manifest-count"},
    {"a row of nothing more", BEGIN ROW_1 ROW_2 "<row r=\"3\"></row>" END,
	"manifest-count"},
    {"another value",
	BEGIN ROW_1 "<row r=\"2\"><c r=\"A2\"><v>3</v></c></row>" END,
	"manifest-read-back"},
    {"a place without a row",
	BEGIN ROW_1 "<row r=\"2\"><c r=\"A\"><v>2</v></c></row>" END,
	"manifest-read-back"},
    {"a place without a column",
	BEGIN ROW_1 "<row r=\"2\"><c r=\"2\"><v>2</v></c></row>" END,
	"manifest-read-back"},
    {"a place that is not one",
	BEGIN ROW_1 "<row r=\"2\"><c r=\"a2\"><v>2</v></c></row>" END,
	"manifest-read-back"},
    {"a number that is none",
	BEGIN ROW_1 "<row r=\"2\"><c r=\"A:\"><v>2</v></c></row>" END,
	"manifest-read-back"},
    {"a column and no more", BEGIN ROW_1 "<row r=\"2\"><c r=\"A</row>" END,
	"manifest-read-back"},
    {"a place and no more", BEGIN ROW_1 "<row r=\"2\"><c r=\"A2</row>" END,
	"manifest-read-back"},
    {"a cell that only begins", BEGIN ROW_1 "<row r=\"2\"><c</row>" END,
	"manifest-read-back"},
    {"a cell without an end",
	BEGIN ROW_1 "<row r=\"2\"><c r=\"A2\"><v>2</v></row>" END,
	"manifest-read-back"},
    {"something else",
	BEGIN ROW_1 "<row r=\"2\"><d r=\"A2\"><v>2</v></d></row>" END,
	"manifest-read-back"},
    {"the end of a row alone", BEGIN ROW_1 "</row>" END, "manifest-read-back"},
    {"no end", BEGIN ROW_1 ROW_2 "</sheetData>", "manifest-read-back"},
};

static void
check(struct fixture *fixture, const char *name, const char *path,
    const struct recount_want *want, const char *code)
{
	struct diag *diag = diag_new(fixture->sources);
	test_true(name, recount_check(path, want, diag) == !code);
	if (code)
		test_reported(name, diag, code);
	test_number(name, (long long)diag_errors(diag), code ? 1 : 0);
	diag_free(diag);
}

static void
test_sheet(struct fixture *fixture, size_t i)
{
	const char *path;
	zipFile zip = begin_book(fixture, &path);
	add_part(zip, SHEET, sheets[i].sheet);
	zipClose(zip, NULL);
	struct recount_sheet sheet = {.cells = cells_wanted(true)};
	struct recount_want want = {.sheets = &sheet, .sheet_count = 1};
	check(fixture, sheets[i].name, path, &want, sheets[i].code);
}

static struct spool *
spool_of(const char *text)
{
	struct spool *spool = spool_open("/tmp");
	spool_add(spool, slice_view(text));
	test_number("spooled", spool_end(spool), 0);
	return spool;
}

static void
test_sheet_more(struct fixture *fixture)
{
	const char *path;
	zipFile zip = begin_book(fixture, &path);
	add_part(zip, SHEET, BEGIN ROW_1 ROW_2 END);
	add_part(zip, "xl/worksheets/sheet2.xml", BEGIN END);
	zipClose(zip, NULL);
	struct recount_sheet sheet = {.cells = cells_wanted(true)};
	struct recount_want want = {.sheets = &sheet, .sheet_count = 1};
	check(fixture, "a sheet more", path, &want, "manifest-read-back");
	struct spool *spool = spool_of(ROW_2);
	struct zip_rows rows = {.spool = spool, .sheet = 3, .before = 9};
	struct recount_sheet three[] = {
	    sheet, {{0}, NULL, 0}, {.behind = &rows, .rows = 1}};
	want = (struct recount_want){.sheets = three, .sheet_count = 3};
	check(fixture, "no sheet with rows", path, &want, "manifest-count");
	spool_free(spool);
}

/* ---- rows that went in compressed */

static const struct {
	const char *name;
	int more_len, more_crc, more_before; /* than is true */
	size_t cut; /* bytes of the whole */
	const char *rows, *after;
	bool open; /* no end behind it */
	const char *code;
} packed[] = {
    {"as written", 0, 0, 0, 0, ROW_2, END, false, NULL},
    {"another length", 1, 0, 0, 0, ROW_2, END, false, "manifest-read-back"},
    {"another sum", 0, 1, 0, 0, ROW_2, END, false, "manifest-read-back"},
    {"other rows", 0, 0, 0, 0, "<row r=\"2\"><c r=\"A2\"><v>3</v></c></row>",
	END, false, "manifest-read-back"},
    {"less before them", 0, 0, -1, 0, ROW_2, END, false, "manifest-read-back"},
    {"all before them", 0, 0, 4096, 0, ROW_2, END, false, "manifest-read-back"},
    {"another end", 0, 0, 0, 0, ROW_2, "</sheetData></worksheets>", false,
	"manifest-read-back"},
    {"a row behind them", 0, 0, 0, 0, ROW_2, ROW_2 END, false,
	"manifest-count"},
    {"a wrong row behind them", 0, 0, 0, 0, ROW_2, "<row><c/></row>" END, false,
	"manifest-count"},
    {"no end", 0, 0, 0, 0, ROW_2, END, true, "manifest-read-back"},
    {"cut behind them", 0, 0, 0, 3, ROW_2, END, false, "manifest-read-back"},
    {"cut in them", 0, 0, 0, 40, ROW_2, END, false, "manifest-count"},
};

static void
add_spool(struct strbuf *bytes, const struct spool *spool)
{
	ssize_t got;
	uint64_t at = 0;
	do {
		got = spool_read(spool, at, strbuf_reserve(bytes, 4096), 4096);
		bytes->len += (size_t)got;
		at += (uint64_t)got;
	} while (got > 0);
}

static void
test_packed(struct fixture *fixture, size_t i)
{
	const char *path;
	struct strbuf bytes = {0};
	struct slice before = SLICE(BEGIN ROW_1);
	struct slice after = slice_view(packed[i].after);
	struct spool *spool = spool_of(ROW_2),
		     *other = spool_of(packed[i].rows);
	uint32_t crc = spool_continue_crc(other, spool_crc(0, before));
	spool_pack(&bytes, before, false);
	struct zip_rows rows = {.spool = spool, .sheet = 1};
	rows.before = bytes.len + (uint64_t)packed[i].more_before;
	add_spool(&bytes, other);
	spool_pack(&bytes, after, !packed[i].open);

	zipFile zip = begin_book(fixture, &path);
	zipOpenNewFileInZip2_64(
	    zip, SHEET, NULL, NULL, 0, NULL, 0, NULL, Z_DEFLATED, 1, 1, 0);
	zipWriteInFileInZip(
	    zip, bytes.at, (unsigned)(bytes.len - packed[i].cut));
	zipCloseFileInZipRaw64(zip,
	    before.len + spool_len(other) + after.len +
		(uint64_t)packed[i].more_len,
	    spool_crc(crc, after) + (uint32_t)packed[i].more_crc);
	zipClose(zip, NULL);
	struct recount_sheet sheet = {
	    .cells = cells_wanted(false), .behind = &rows, .rows = 1};
	struct recount_want want = {.sheets = &sheet, .sheet_count = 1};
	check(fixture, packed[i].name, path, &want, packed[i].code);
	spool_free(spool);
	spool_free(other);
	strbuf_fini(&bytes);
}

/* ---- what is compressed by itself */

static void
test_unpack(void)
{
	static const struct {
		const char *name;
		size_t len, cut, more;
		bool packed_last, asked_last, whole;
	} cases[] = {
	    {"a part's end", 100, 0, 0, true, true, true},
	    {"what goes on", 100, 0, 0, false, false, true},
	    {"nothing", 0, 0, 0, true, true, true},
	    {"as much as there is room for", 65536, 0, 0, true, true, true},
	    {"the same, and it goes on", 65536, 0, 0, false, false, true},
	    {"more", 200000, 0, 0, true, true, true},
	    {"it ends, and should not", 100, 0, 0, true, false, false},
	    {"it should end, and goes on", 100, 0, 0, false, true, false},
	    {"bytes behind the end", 100, 0, 2, true, true, false},
	    {"too short", 100, 3, 0, true, true, false},
	    {"bytes that are nothing", 100, 0, 2, false, false, false},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct strbuf text = {0}, bytes = {0}, again = {0};
		for (size_t k = 0; k < cases[i].len; k++)
			strbuf_add_char(&text, (char)('a' + k * k % 23));
		test_true(cases[i].name, spool_pack(&bytes, strbuf_view(&text),
					     cases[i].packed_last));
		bytes.len -= cases[i].cut;
		for (size_t k = 0; k < cases[i].more; k++)
			strbuf_add_char(&bytes, (char)0xff);
		bool whole = spool_unpack(
		    &again, strbuf_view(&bytes), cases[i].asked_last);
		test_true(cases[i].name, whole == cases[i].whole);
		if (whole)
			test_true(cases[i].name, slice_equal(strbuf_view(&text),
						     strbuf_view(&again)));
		strbuf_fini(&text);
		strbuf_fini(&bytes);
		strbuf_fini(&again);
	}
}

/* ---- a library that errs */

typedef size_t compress_function(
    struct libdeflate_compressor *, const void *, size_t, void *, size_t);

enum harm {
	NO_HARM,
	ANOTHER_TEXT,
	LESS_TEXT,
	A_BYTE_LESS,
	A_BYTE_MORE,
	NO_END,
	NO_BYTES,
	ANOTHER_BLOCK,
	HARMS
};
static enum harm harm;

size_t
libdeflate_deflate_compress(struct libdeflate_compressor *compressor,
    const void *from, size_t len, void *to, size_t room)
{
	compress_function *theirs = NULL;
	*(void **)&theirs = dlsym(RTLD_NEXT, "libdeflate_deflate_compress");
	char *bytes = to, *text = malloc(len);
	memcpy(text, from, len);
	if (harm == ANOTHER_TEXT)
		text[len / 2] ^= 1;
	size_t made = theirs(
	    compressor, text, harm == LESS_TEXT ? len - 1 : len, to, room);
	free(text);
	switch (harm) {
	case A_BYTE_LESS:
		return made - 1;
	case A_BYTE_MORE:
		bytes[made] = 0;
		return made + 1;
	case NO_END: /* of the first block: no other comes */
		bytes[0] &= ~1;
		return made;
	case NO_BYTES:
		return 0;
	case ANOTHER_BLOCK: /* a kind that there is not */
		bytes[0] |= 6;
		return made;
	case NO_HARM:
	case ANOTHER_TEXT:
	case LESS_TEXT:
	case HARMS:
		break;
	}
	return made;
}

/* Of rows, and of what cannot be compressed: blocks end at a byte there. */
static void
test_harm(bool rows)
{
	char noise[1000];
	for (size_t i = 0, seed = 1; i < sizeof noise; i++) {
		seed = seed * 1103515245 + 12345;
		noise[i] = (char)(seed >> 16);
	}
	struct slice text = {noise, sizeof noise};
	for (harm = NO_HARM; harm < HARMS; harm++) {
		struct spool *spool = spool_open("/tmp");
		spool_add(spool, rows ? SLICE(ROW_1 ROW_2) : text);
		test_number("what was compressed is the text", spool_end(spool),
		    harm ? EIO : 0);
		spool_free(spool);
	}
	harm = NO_HARM;
}

/* ---- stdio's functions */

static void
test_streams(struct fixture *fixture)
{
	const char *path = path_join(fixture->mem, fixture->folder, "a.txt");
	char line[32] = "";
	streams_watch();
	streams_watch();
	FILE *file = fopen(path, "w");
	test_true("written", file && fputs("one\n", file) >= 0);
	test_number("closed", fclose(file), 0);
	file = fopen64(path, "a");
	test_true("added", file && fputs("two\n", file) >= 0);
	test_number("closed", fclose(file), 0);
	file = fopen(path, "r+");
	test_true("read", file && fgets(line, sizeof line, file));
	test_text("the first line", line, "one\n");
	test_true("read", fgets(line, sizeof line, file));
	test_text("the second line", line, "two\n");
	test_number("closed", fclose(file), 0);
	test_number("no error", streams_error(), 0);
	test_true("no such file", !fopen("/nonexistent/a", "r"));
	test_true("nor a folder", !fopen(fixture->folder, "w"));
	streams_release();
	test_number("the first error is kept", streams_error(), ENOENT);
	streams_watch();
	test_number("while they are watched", streams_error(), ENOENT);
	streams_release();
	streams_release();
	streams_watch();
	test_number("and no longer", streams_error(), 0);
	streams_release();
}

/* A part that rows belong to, and that has no place for them. */
static void
test_no_place(struct fixture *fixture)
{
	struct spool *spool = spool_of(ROW_2);
	struct zip_rows rows = {.spool = spool, .sheet = 1};
	const char *path = path_join(fixture->mem, fixture->folder, "b.xlsx");
	zipFile zip = zipOpen64(path, APPEND_STATUS_CREATE);
	zip_parts_watch(&rows);
	zipOpenNewFileInZip4_64(zip, SHEET, NULL, NULL, 0, NULL, 0, NULL,
	    Z_DEFLATED, 1, 0, -MAX_WBITS, 8, 0, NULL, 0, 0, 0, 0);
	zipWriteInFileInZip(zip, BEGIN, strlen(BEGIN));
	test_number("no place", zipCloseFileInZip(zip), ZIP_INTERNALERROR);
	zip_parts_release();
	zipClose(zip, NULL);
	spool_free(spool);
}

int
main(void)
{
	struct fixture fixture = {.folder = "/tmp/utskick-recount-XXXXXX",
	    .mem = arena_new(),
	    .sources = sources_new()};
	test_true("folder", mkdtemp(fixture.folder));
	for (size_t i = 0; i < COUNT(sheets); i++)
		test_sheet(&fixture, i);
	test_sheet_more(&fixture);
	for (size_t i = 0; i < COUNT(packed); i++)
		test_packed(&fixture, i);
	test_unpack();
	test_harm(true);
	test_harm(false);
	test_streams(&fixture);
	test_no_place(&fixture);
	struct diag *diag = diag_new(fixture.sources);
	folder_remove(fixture.folder, diag);
	diag_free(diag);
	sources_free(fixture.sources);
	arena_free(fixture.mem);
	return test_end();
}
