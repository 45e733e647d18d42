/* A sheet of labels, or an envelope: what its keys may say. */
#include "labels/label_sheet.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "reported.h"

static char folder[] = "/tmp/labels-XXXXXX";

/* 100 × 100 mm, so that a case may move one edge. */
#define SHEET(columns, left, top, width, height, more)                         \
	"name: Prov\npage: {width: 100mm, height: 100mm}\n"                    \
	"columns: " columns "\nrows: " columns "\n"                            \
	"left: " left "\ntop: " top "\nwidth: " width "\nheight: " height      \
	"\nfamily: Open Sans\n" more

#define LINES "clear: 2mm\nsize: 9pt\nleading: 11pt\n"
#define ONE(more) SHEET("1", "20mm", "20mm", "50mm", "40mm", LINES more)
#define STYLES "styles: {body: {family: Open Sans, size: 10pt}}\n"
#define FRAME(x, y, role)                                                      \
	"frames: {a: {role: " role ", x: " x ", y: " y                         \
	", width: 10mm, height: 5mm, text: Hej}}\n"

/* `want`: the code that is reported last; NULL: nothing is. */
static const struct {
	const char *name, *text, *want;
	bool warned; /* it is read all the same */
} cases[] = {
    {"a label", ONE(""), NULL, false},
    {"four that fill the page", SHEET("2", "0mm", "0mm", "50mm", "50mm", LINES),
	NULL, false},
    {"a margin below",
	SHEET("1", "0mm", "0mm", "50mm", "50mm",
	    "clear: -1mm\nsize: 9pt\nleading: 11pt\n"),
	"label-too-small", false},
    {"no room across", SHEET("1", "0mm", "0mm", "11mm", "50mm", LINES),
	"label-too-small", false},
    {"no room down", SHEET("1", "0mm", "0mm", "50mm", "11mm", LINES),
	"label-too-small", false},
    {"on each other across",
	SHEET("1", "0mm", "0mm", "50mm", "50mm", LINES "between: -1mm\n"),
	"labels-overlap", false},
    {"on each other down",
	SHEET("1", "0mm", "0mm", "50mm", "50mm", LINES "after: -1mm\n"),
	"labels-overlap", false},
    {"left of the page", SHEET("1", "-1mm", "0mm", "50mm", "50mm", LINES),
	"labels-off-page", false},
    {"right of it", SHEET("1", "51mm", "0mm", "50mm", "50mm", LINES),
	"labels-off-page", false},
    {"above it", SHEET("1", "0mm", "-1mm", "50mm", "50mm", LINES),
	"labels-off-page", false},
    {"below it", SHEET("1", "0mm", "51mm", "50mm", "50mm", LINES),
	"labels-off-page", false},
    {"small letters",
	SHEET("1", "0mm", "0mm", "50mm", "50mm",
	    "clear: 2mm\nsize: 8.9pt\nleading: 11pt\n"),
	"label-type-small", false},
    {"lines in each other",
	SHEET("1", "0mm", "0mm", "50mm", "50mm",
	    "clear: 2mm\nsize: 11pt\nleading: 10.9pt\n"),
	"label-type-small", false},
    {"lines as close as letters are high",
	SHEET("1", "0mm", "0mm", "50mm", "50mm",
	    "clear: 2mm\nsize: 11pt\nleading: 11pt\n"),
	NULL, false},
    {"a length in em",
	SHEET("1", "0mm", "0mm", "50mm", "50mm",
	    "clear: 1em\nsize: 11pt\nleading: 11pt\n"),
	"label-length", false},
    /* ---- envelopes */
    {"an envelope", ONE(STYLES FRAME("2mm", "12mm", "text")), NULL, false},
    {"styles without frames", ONE(STYLES), "envelope-frames", false},
    {"frames without styles", ONE(FRAME("2mm", "12mm", "text")),
	"envelope-frames", false},
    {"an envelope of four",
	SHEET("2", "0mm", "0mm", "50mm", "50mm",
	    LINES STYLES FRAME("2mm", "12mm", "text")),
	"envelope-frames", false},
    {"in rows alone",
	"name: Prov\npage: {width: 100mm, height: 100mm}\ncolumns: 1\n"
	"rows: 2\nleft: 0mm\ntop: 0mm\nwidth: 50mm\nheight: 50mm\n"
	"family: Open Sans\n" LINES STYLES FRAME("2mm", "12mm", "text"),
	"envelope-frames", false},
    {"a body on it",
	ONE(STYLES "frames: {a: {role: body, x: 1mm, y: 1mm, "
		   "width: 9mm, height: 5mm}}\n"),
	"envelope-role", false},
    {"a box beside the address",
	ONE(STYLES "frames: {a: {role: box, x: 2mm, y: 12mm, width: 9mm, "
		   "height: 5mm, fill: '#eeeeee'}}\n"),
	NULL, false},
    {"on the address", ONE(STYLES FRAME("25mm", "25mm", "text")),
	"envelope-on-address", false},
    {"on its left edge", ONE(STYLES FRAME("11mm", "25mm", "text")),
	"envelope-on-address", false},
    {"at its left edge", ONE(STYLES FRAME("10mm", "25mm", "text")), NULL,
	false},
    {"at its right edge", ONE(STYLES FRAME("70mm", "25mm", "text")), NULL,
	false},
    {"at its upper edge", ONE(STYLES FRAME("25mm", "15mm", "text")), NULL,
	false},
    {"at its lower edge", ONE(STYLES FRAME("25mm", "60mm", "text")), NULL,
	false},
    {"in the lower corner", ONE(STYLES FRAME("25mm", "66mm", "text")),
	"envelope-sorting", true},
    {"just above it", ONE(STYLES FRAME("25mm", "65mm", "text")), NULL, false},
    {"in the uppermost part", ONE(STYLES FRAME("25mm", "9.9mm", "text")),
	"envelope-sorting", true},
    {"a field on it",
	ONE(STYLES "frames: {a: {x: 1mm, y: 12mm, width: 9mm, height: 5mm, "
		   "text: '{{Namn}}'}}\n"),
	"envelope-field", false},
    {"a tag that does not end",
	ONE(STYLES "frames: {a: {x: 1mm, y: 12mm, width: 9mm, height: 5mm, "
		   "text: '{{Namn'}}\n"),
	"unclosed-field", false},
};

static struct label_sheet *
read_sheet(
    const char *name, const char *text, struct arena *mem, struct diag *diag)
{
	char path[sizeof folder + 16];
	snprintf(path, sizeof path, "%s/a.yaml", folder);
	unlink(path);
	test_true(name, file_write_whole(path, slice_view(text), diag));
	struct label_sheet *sheet = label_sheet_read(mem, path, diag);
	unlink(path);
	return sheet;
}

static void
check_case(size_t i)
{
	const char *name = cases[i].name, *want = cases[i].want;
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct label_sheet *sheet = read_sheet(name, cases[i].text, mem, diag);
	test_true(name, (sheet != NULL) == (!want || cases[i].warned));
	if (want)
		test_reported(name, diag, want);
	else
		test_number(name, (long long)diag_count(diag), 0);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

/* A name with a folder in it is no shipped sheet; the nearest is told. */
static void
check_names(void)
{
	static const struct {
		const char *name;
		bool fine;
	} names[] = {{"3x8", true}, {"3x9", false}, {"../labels/3x8", false},
	    {"xyzzyxyzzyxyzzy", false}};
	for (size_t i = 0; i < COUNT(names); i++) {
		struct arena *mem = arena_new();
		struct sources *sources = sources_new();
		struct diag *diag = diag_new(sources);
		test_true(names[i].name,
		    names[i].fine ==
			(label_sheet_read(mem, names[i].name, diag) != NULL));
		if (!names[i].fine)
			test_reported(names[i].name, diag, "no-label-sheet");
		diag_free(diag);
		sources_free(sources);
		arena_free(mem);
	}
}

/* What is said of a sheet that another folder of templates has not. */
static bool
says(const char *name, const char *what)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	char *said = NULL;
	size_t len = 0;
	test_true(name, !label_sheet_read(mem, name, diag));
	FILE *out = open_memstream(&said, &len);
	diag_print(diag, out);
	fclose(out);
	bool found = strstr(said, what) != NULL;
	free(said);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
	return found;
}

static void
check_folders(void)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	const char *templates = path_join(mem, folder, "templates");
	const char *sheets = path_join(mem, templates, "labels");
	setenv("UTSKICK_DATA", folder, 1);
	test_true("templates", mkdir(templates, 0700) == 0);
	test_true("no folder of sheets",
	    says("3x8", "[no-label-sheet]") && !says("3x8", "3x8.yaml"));
	test_true("sheets",
	    mkdir(sheets, 0700) == 0 &&
		file_write_whole(
		    path_join(mem, sheets, "README"), SLICE("x"), diag) &&
		file_write_whole(
		    path_join(mem, sheets, "6x9.yaml"), SLICE("x"), diag));
	test_true("those that are there", says("6x8", "6x9"));
	test_true("and no other file", !says("READ", "README"));
	unsetenv("UTSKICK_DATA");
	folder_remove(templates, diag);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

/* Across first, then down. */
static void
check_places(void)
{
	const struct label_sheet sheet = {.columns = 2,
	    .rows = 2,
	    .left = 10,
	    .top = 20,
	    .across = 100,
	    .down = 1000};
	static const mpt want[][2] = {
	    {10, 20}, {110, 20}, {10, 1020}, {110, 1020}};
	for (uint32_t i = 0; i < COUNT(want); i++) {
		mpt x, y;
		label_sheet_place(&sheet, i, &x, &y);
		test_number("x", x, want[i][0]);
		test_number("y", y, want[i][1]);
	}
}

int
main(void)
{
	if (!mkdtemp(folder))
		return 1;
	for (size_t i = 0; i < COUNT(cases); i++)
		check_case(i);
	check_names();
	check_folders();
	check_places();
	rmdir(folder);
	return test_end();
}
