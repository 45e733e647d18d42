/*
 * The manifest of a ledger that this file makes up: what is written, twice
 * the same, over several sheets, and that a short file is found. How it reads
 * in a spreadsheet program is looked at by tests/e2e with openpyxl.
 */
#include "manifest/manifest.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <minizip/zip.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

#include "base/file.h"
#include "base/hash.h"
#include "ledger/addressee.h"
#include "made_up.h"
#include "manifest/areas.h"
#include "manifest/index.h"
#include "reported.h"

static const struct areas no_areas;
static const size_t columns[] = {0, 1};
static const struct manifest_spec spec = {.columns = columns,
    .column_count = 2,
    .date = {2012, 3, 19},
    .areas = &no_areas};

struct fixture {
	char folder[32];
	struct arena *mem;
	struct sources *sources;
	struct diag *diag;
	struct ledger ledger;
	struct manifest_counts counts;
};

static const char *
at(struct fixture *fixture, const char *name)
{
	return path_join(fixture->mem, fixture->folder, name);
}

static struct digest
hash(struct fixture *fixture, const char *name)
{
	struct digest digest = {0};
	test_true(name, hash_file(at(fixture, name), fixture->diag, &digest));
	return digest;
}

static bool
write_book(struct fixture *fixture, const char *path,
    const struct manifest_spec *asked)
{
	struct sink *sink = sink_to_path(path);
	return sink_end(sink,
	    manifest_write(
		sink, &fixture->ledger, asked, &fixture->counts, fixture->diag),
	    fixture->diag);
}

static bool
write_index(struct fixture *fixture, const char *name)
{
	struct sink *sink = sink_to_path(at(fixture, name));
	return sink_end(sink,
	    index_write(sink, &fixture->ledger, fixture->diag), fixture->diag);
}

static void
test_write(struct fixture *fixture)
{
	struct stat st = {0};
	struct manifest_counts *counts = &fixture->counts;
	test_true("written", write_book(fixture, at(fixture, "a.xlsx"), &spec));
	test_number("rows", counts->rows, ROWS);
	test_number("letters", counts->by_outcome[OUTCOME_LETTER], 4);
	test_number("excluded", counts->by_outcome[OUTCOME_EXCLUDED], 3);
	test_number("held", counts->by_outcome[OUTCOME_HELD], 3);
	test_number("there", stat(at(fixture, "a.xlsx"), &st), 0);
	test_number("mode", st.st_mode & 0777, 0600);
	size_t left = 0;
	folder_list(fixture->mem, fixture->folder, &left);
	test_number("nothing else is left", (long long)left, 1);
}

static void
test_same_bytes(struct fixture *fixture)
{
	sleep(1);
	setenv("TZ", "Asia/Tokyo", 1);
	test_true("again", write_book(fixture, at(fixture, "b.xlsx"), &spec));
	test_true("same bytes",
	    digest_equal(hash(fixture, "a.xlsx"), hash(fixture, "b.xlsx")));
}

static void
test_further_sheets(struct fixture *fixture)
{
	struct manifest_spec small = spec;
	small.sheet_rows = 4; /* three and the header */
	test_true("several sheets",
	    write_book(fixture, at(fixture, "c.xlsx"), &small));
	test_number("all rows", fixture->counts.rows, ROWS);
	zip_t *zip = zip_open(at(fixture, "c.xlsx"), ZIP_RDONLY, NULL);
	test_true("rows on 4 sheets, letters, batches, summary, and facts on 4",
	    zip_name_locate(zip, "xl/worksheets/sheet11.xml", 0) >= 0 &&
		zip_name_locate(zip, "xl/worksheets/sheet12.xml", 0) < 0);
	zip_discard(zip);
}

/* Of more areas than are named, those of one row are counted together. */
static void
test_areas(void)
{
	static const struct {
		const char *name;
		uint32_t areas, large, named, further, others;
	} cases[] = {
	    {"none", 0, 0, 0, 0, 0},
	    {"as many as are named", 200, 0, 200, 0, 0},
	    {"one more, and large ones", 201, 201, 200, 1, 3},
	    {"one more, and small ones", 201, 150, 150, 51, 51},
	    {"only small ones", 300, 0, 0, 300, 300},
	};
	struct arena *mem = arena_new();
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct areas found;
		struct ledger ledger = {
		    .areas = cases[i].areas, .large = cases[i].large};
		test_true(
		    cases[i].name, areas_read(&found, mem, &ledger, NULL));
		test_number(
		    cases[i].name, (long long)found.count, cases[i].named);
		test_number(cases[i].name, found.further, cases[i].further);
		test_number(cases[i].name, found.others.rows, cases[i].others);
		uint32_t rows = found.others.rows;
		for (size_t k = 0; k < found.count; k++)
			rows += found.at[k].rows;
		test_number(cases[i].name, rows, found.all.rows);
	}
	arena_free(mem);
}

/* ---- faults on the way to the file */

/* What stands in a part as this, is that when the file is closed, with a sum of
 * that; or a part is lost, or the file's end. */
struct fault {
	const char *name;
	const char *from, *to;
	const char *lost; /* a part */
	bool cut;
	const char *said;
};

static const struct fault *fault;
static const char *fault_path;
static size_t faults_made;

typedef int close_function(zipFile, const char *);

static struct slice
read_part(zip_t *zip, zip_int64_t part)
{
	zip_stat_t stat;
	zip_stat_index(zip, (zip_uint64_t)part, 0, &stat);
	char *bytes = malloc(stat.size + 1);
	zip_file_t *file = zip_fopen_index(zip, (zip_uint64_t)part, 0);
	zip_int64_t len = zip_fread(file, bytes, stat.size);
	zip_fclose(file);
	return (struct slice){bytes, (size_t)len};
}

/* Other parts stay as they are packed. */
static void
change_part(zip_t *zip, zip_int64_t part)
{
	struct slice text = read_part(zip, part);
	size_t at = slice_find(text, slice_view(fault->from));
	if (at < text.len) {
		struct slice after = slice_from(text, at + strlen(fault->from));
		size_t more = strlen(fault->to);
		char *bytes = malloc(text.len + more);
		memcpy(bytes, text.at, at);
		memcpy(bytes + at, fault->to, more);
		memcpy(bytes + at + more, after.at, after.len);
		zip_source_t *source =
		    zip_source_buffer(zip, bytes, at + more + after.len, 1);
		zip_file_replace(zip, (zip_uint64_t)part, source, 0);
		faults_made++;
	}
	free((void *)(uintptr_t)text.at);
}

static void
change_parts(void)
{
	zip_t *zip = zip_open(fault_path, 0, NULL);
	for (zip_int64_t i = 0; i < zip_get_num_entries(zip, 0); i++)
		change_part(zip, i);
	zip_close(zip);
}

int
zipClose(zipFile file, const char *comment)
{
	close_function *theirs = NULL;
	*(void **)&theirs = dlsym(RTLD_NEXT, "zipClose");
	int error = theirs(file, comment);
	if (fault && fault->cut) {
		faults_made += truncate(fault_path, 3000) == 0;
	} else if (fault && fault->lost) {
		zip_t *zip = zip_open(fault_path, 0, NULL);
		zip_int64_t at = zip_name_locate(zip, fault->lost, 0);
		zip_delete(zip, (zip_uint64_t)at);
		faults_made += zip_close(zip) == 0;
	} else if (fault) {
		change_parts();
	}
	return error;
}

#define OF_SHEET(number)                                                       \
	"sheet " number " of the manifest as written does not hold the cells " \
	"that were written [manifest-read-back]"
#define OF_PART(name)                                                          \
	"'" name "' in the manifest as written is missing, damaged, or not "   \
	"what was written [manifest-read-back]"

/* Sheets: rows, letters, batches, summary … */
static const struct fault faults[] = {
    {.name = "a letter", .from = "nther", .to = "nthor", .said = OF_SHEET("1")},
    {.name = "an escape",
	.from = "_x0001_",
	.to = "_x0002_",
	.said = OF_SHEET("1")},
    {.name = "a line feed",
	.from = "\nrader",
	.to = " rader",
	.said = OF_SHEET("1")},
    {.name = "a number",
	.from = "<c r=\"B4\" s=\"2\"><v>4<",
	.to = "<c r=\"B4\" s=\"2\"><v>5<",
	.said = OF_SHEET("1")},
    {.name = "a number for a text",
	.from = "<is><t>0012</t></is>",
	.to = "<v>0012</v>",
	.said = OF_SHEET("1")},
    {.name = "a place",
	.from = "<c r=\"C3\"",
	.to = "<c r=\"C4\"",
	.said = OF_SHEET("1")},
    {.name = "the end of a cell",
	.from = "</c></row>",
	.to = "</row>",
	.said = OF_SHEET("1")},
    {.name = "a row",
	.from = "</row>",
	.to = "",
	.said =
	    "sheet 1 of the manifest as written holds 10 rows instead of 11 "
	    "[manifest-count]"},
    {.name = "the end of a sheet",
	.from = "</worksheet>",
	.to = "",
	.said = OF_SHEET("1")},
    {.name = "a file's name",
	.from = ">b.pdf<",
	.to = ">c.pdf<",
	.said = OF_SHEET("2")},
    {.name = "a batch",
	.from = "<v>2147483647<",
	.to = "<v>2147483646<",
	.said = OF_SHEET("3")},
    {.name = "a style",
	.from = "</fonts>",
	.to = "",
	.said = OF_PART("xl/styles.xml")},
    {.name = "a chart",
	.from = "$A$",
	.to = "$B$",
	.said = OF_PART("xl/charts")},
    {.name = "a part",
	.lost = "xl/theme/theme1.xml",
	.said = OF_PART("xl/theme/theme1.xml")},
    {.name = "the drawing",
	.lost = "xl/drawings/drawing1.xml",
	.said = OF_PART("xl/drawings/drawing1.xml")},
    {.name = "the last sheet",
	.lost = "xl/worksheets/sheet8.xml",
	.said = "sheet 8 of the manifest as written holds 0 rows instead of 1 "
		"[manifest-count]"},
    {.name = "the end of the file", .cut = true, .said = OF_PART("zip")},
};

static bool
is_said(struct diag *diag, const char *what)
{
	char *said = NULL;
	size_t len = 0;
	FILE *to = open_memstream(&said, &len);
	diag_print(diag, to);
	fclose(to);
	bool found = strstr(said, what);
	free(said);
	return found;
}

static void
test_faults(struct fixture *fixture)
{
	struct diag *others = fixture->diag;
	const char *path = at(fixture, "e.xlsx");
	fault_path = at(fixture, "e.xlsx.utskick.partial");
	for (size_t i = 0; i < COUNT(faults); i++) {
		fixture->diag = diag_new(fixture->sources);
		fault = &faults[i];
		faults_made = 0;
		test_true(fault->name, !write_book(fixture, path, &spec));
		test_true("it was made", faults_made);
		test_number(
		    fault->name, (long long)diag_errors(fixture->diag), 1);
		test_true(fault->said, is_said(fixture->diag, fault->said));
		test_true("nothing is left",
		    !file_exists(path) && !file_exists(fault_path));
		fault = NULL;
		diag_free(fixture->diag);
	}
	fixture->diag = others;
}

static void
test_failures(struct fixture *fixture)
{
	fixture->ledger.broken = true;
	test_true("a ledger that fails",
	    !write_book(fixture, at(fixture, "d.xlsx"), &spec));
	test_true("leaves nothing", !file_exists(at(fixture, "d.xlsx")));
	test_true("not even in part",
	    !file_exists(at(fixture, "d.xlsx.utskick.partial")));
	test_true("nor an index", !write_index(fixture, "d.csv") &&
				      !file_exists(at(fixture, "d.csv")));
	fixture->ledger.broken = false;
	size_t before = diag_errors(fixture->diag);
	test_true("no such folder",
	    !write_book(fixture, "/nonexistent/x.xlsx", &spec));
	test_true("is said", diag_errors(fixture->diag) > before);
}

static void
test_index(struct fixture *fixture)
{
	struct slice text = {0};
	test_true("index", write_index(fixture, "index.csv"));
	file_read(fixture->mem, at(fixture, "index.csv"), INPUT_NONE, 10000,
	    fixture->diag, NO_SPAN, &text);
	test_slice("index's lines", text,
	    "letter,file,first_page,pages,sheets,stationery\r\n"
	    "banner,batch-0001.pdf,1,1,1,kommun-h2\r\n"
	    "1,batch-0001.pdf,2,1,1,kommun-h2\r\n"
	    "2,batch-0001.pdf,4,4,2,kommun-h2\r\n");
	test_true("agrees", index_check(at(fixture, "index.csv"),
				&fixture->ledger, fixture->diag));
	struct diag *diag = diag_new(fixture->sources);
	test_number("cut", truncate(at(fixture, "index.csv"), 56), 0);
	test_true("does not agree",
	    !index_check(at(fixture, "index.csv"), &fixture->ledger, diag));
	test_true("from its second line on", is_said(diag, "from line 2 on"));
	diag_free(diag);
}

/* Bytes that have passed a pipe, read to its end. */
static void
drain(int fd, struct strbuf *to)
{
	ssize_t got;
	do {
		char *room = strbuf_reserve(to, 65536);
		got = read(fd, room, 65536);
		to->len += got > 0 ? (size_t)got : 0;
	} while (got > 0);
	close(fd);
}

/* A page server has no file: the same bytes in memory and by a pipe. */
static void
test_sinks(struct fixture *fixture)
{
	struct strbuf memory = {0}, sent = {0};
	struct slice filed = {0};
	struct manifest_spec apart = spec;
	int ends[2];
	size_t before = 0, after = 0;
	apart.folder = fixture->folder;
	folder_list(fixture->mem, fixture->folder, &before);
	struct sink *sink = sink_to_memory(&memory);
	test_true("manifest in memory",
	    sink_end(sink,
		manifest_write(sink, &fixture->ledger, &apart, &fixture->counts,
		    fixture->diag),
		fixture->diag));
	test_true(
	    "its file", write_book(fixture, at(fixture, "f.xlsx"), &spec));
	file_read(fixture->mem, at(fixture, "f.xlsx"), INPUT_NONE, 1 << 20,
	    fixture->diag, NO_SPAN, &filed);
	test_true("the same bytes",
	    filed.len > 1000 && slice_equal(filed, strbuf_view(&memory)));
	unlink(at(fixture, "f.xlsx"));
	test_number("a pipe", pipe2(ends, O_CLOEXEC), 0);
	fcntl(ends[1], F_SETPIPE_SZ, 1 << 20); /* nobody reads yet */
	sink = sink_to_descriptor(ends[1], "pipe");
	test_true("manifest by a pipe",
	    sink_end(sink,
		manifest_write(sink, &fixture->ledger, &apart, &fixture->counts,
		    fixture->diag),
		fixture->diag));
	close(ends[1]);
	drain(ends[0], &sent);
	test_true("the same bytes",
	    slice_equal(strbuf_view(&sent), strbuf_view(&memory)));
	folder_list(fixture->mem, fixture->folder, &after);
	test_number("nothing is left", (long long)after, (long long)before);
	strbuf_reset(&memory);
	sink = sink_to_memory(&memory);
	test_true("index in memory",
	    sink_end(sink, index_write(sink, &fixture->ledger, fixture->diag),
		fixture->diag));
	test_slice(
	    "its lines", slice_part(strbuf_view(&memory), 0, 6), "letter");
	strbuf_fini(&memory);
	strbuf_fini(&sent);
}

static void
test_said(struct fixture *fixture)
{
	const char *said = "error: cannot write '/nonexistent/x.xlsx'";
	test_true(said, is_said(fixture->diag, said));
}

/* The library's own failure: a workbook cannot have 17,000 columns. */
static void
test_library_fails(struct fixture *fixture)
{
	size_t *many = arena_take(fixture->mem, COLUMNS * sizeof *many);
	struct manifest_spec wide = spec;
	wide.columns = many;
	wide.column_count = COLUMNS;
	size_t before = diag_errors(fixture->diag);
	test_true("too many columns",
	    !write_book(fixture, at(fixture, "w.xlsx"), &wide));
	test_reported("are the library's", fixture->diag, "manifest-failed");
	test_number("is reported once",
	    (long long)(diag_errors(fixture->diag) - before), 1);
	test_true("no wide file", !file_exists(at(fixture, "w.xlsx")));
}

static void
test_addressees(void)
{
	static const struct {
		const char *in, *want;
	} cases[] = {
	    {"", ""},
	    {"client", "client"},
	    {"care-of", "client c/o guardian"},
	    {"client, guardian", "client, guardian"},
	    {"somebody,guardian", "somebody, guardian"},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct strbuf out = {0};
		addressee_write(&out, NULL, slice_view(cases[i].in));
		test_slice(cases[i].in, strbuf_view(&out), cases[i].want);
		strbuf_fini(&out);
	}
}

int
main(void)
{
	test_addressees();
	test_areas();
	struct fixture fixture = {.folder = "/tmp/utskick-manifest-XXXXXX",
	    .mem = arena_new(),
	    .sources = sources_new()};
	fixture.diag = diag_new(fixture.sources);
	test_true("folder", mkdtemp(fixture.folder));
	test_write(&fixture);
	test_same_bytes(&fixture);
	test_further_sheets(&fixture);
	test_faults(&fixture);
	test_failures(&fixture);
	test_index(&fixture);
	test_sinks(&fixture);
	test_said(&fixture);
	test_library_fails(&fixture);
	folder_remove(fixture.folder, fixture.diag);
	diag_free(fixture.diag);
	sources_free(fixture.sources);
	arena_free(fixture.mem);
	return test_end();
}
