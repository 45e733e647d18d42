/* The page to hold against an envelope: on which stationeries there is one, and
 * what it says of them. */
#include "paper/testsheet.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "paper/sheet_text.h"
#include "reported.h"

/* A stationery of one page, with its width, height, body and address. */
#define SMALL(page, body, address)                                             \
	"name: n\nlanguage: sv\npage: {" page "}\nlarge_print: 16pt\n"         \
	"styles:\n  body: {family: Noto Serif, size: 12pt, leading: 16pt}\n"   \
	"  address: {family: Noto Serif, size: 12pt, leading: 16pt}\n"         \
	"frames:\n" body "  address: {role: address, pages: first, x: 60mm, "  \
	"y: 20mm, width: 70mm, height: " address ", style: address}\n"
#define BODY(pages, x, y, width, height)                                       \
	"  " x ": {role: body, pages: " pages ", x: 10mm, y: " y               \
	", width: " width ", height: " height "}\n"
#define TEXT(text)                                                             \
	"  t: {pages: first, x: 10mm, y: 20mm, width: 20mm, height: 6mm, "     \
	"style: body, text: \"" text "\"}\n"
#define A4 "width: 210mm, height: 297mm"

static const struct {
	const char *name, *text;
	const char *code; /* NULL: there is a sheet */
} sheets[] = {
    {"a large body",
	SMALL(A4, BODY("all", "a", "60mm", "180mm", "200mm"), "30mm"), NULL},
    {"a low one", SMALL(A4, BODY("all", "a", "60mm", "180mm", "140mm"), "30mm"),
	NULL},
    {"a narrow one",
	SMALL(A4, BODY("all", "a", "60mm", "100mm", "200mm"), "30mm"), NULL},
    {"the large one is of the pages that follow",
	SMALL(A4,
	    BODY("first", "a", "60mm", "180mm", "60mm")
		BODY("following", "b", "60mm", "180mm", "200mm"),
	    "30mm"),
	NULL},
    {"a small page",
	SMALL("width: 210mm, height: 89mm",
	    BODY("all", "a", "60mm", "100mm", "20mm"), "30mm"),
	"sheet-small"},
    {"a narrow page",
	SMALL("width: 139mm, height: 297mm",
	    BODY("all", "a", "60mm", "100mm", "200mm"), "30mm"),
	"sheet-small"},
    {"an address of more lines than anybody has",
	SMALL(A4, BODY("all", "a", "90mm", "180mm", "180mm"), "60mm"), NULL},
    {"a window without tolerance",
	SMALL(A4 "}\nwindow: {x: 55mm, y: 15mm, width: 92mm, height: 36mm",
	    BODY("all", "a", "60mm", "180mm", "200mm"), "30mm"),
	NULL},
    {"a window with one",
	SMALL(A4 "}\nwindow: {x: 55mm, y: 15mm, width: 92mm, height: 36mm, "
		 "tolerance: 2mm",
	    BODY("all", "a", "60mm", "180mm", "200mm"), "30mm"),
	NULL},
    {"a text that its frame does not hold",
	SMALL(A4,
	    BODY("all", "a", "60mm", "180mm", "200mm")
		TEXT("Mer än vad som får plats i en så liten ram"),
	    "30mm"),
	NULL},
    {"a text that cannot be read",
	SMALL(A4, BODY("all", "a", "60mm", "180mm", "200mm") TEXT("a <b>b</b>"),
	    "30mm"),
	NULL},
    {"an address of no line",
	SMALL(A4, BODY("all", "a", "60mm", "180mm", "200mm"), "5mm"),
	"sheet-no-address"},
};

static struct arena *mem;
static struct sources *sources;
static struct diag *diag;

static const struct stationery *
begin(const char *text)
{
	mem = arena_new();
	sources = sources_new();
	diag = diag_new(sources);
	return stationery_read_text(mem, "p.yaml", slice_view(text), diag);
}

static void
end(void)
{
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

static void
test_sheets(void)
{
	for (size_t i = 0; i < COUNT(sheets); i++) {
		const char *name = sheets[i].name, *code = sheets[i].code;
		const struct stationery *stationery = begin(sheets[i].text);
		const struct testsheet_spec spec = {
		    .stationery = stationery, .out = "s.pdf"};
		test_true(name, stationery);
		bool ok = stationery && testsheet_write(&spec, diag);
		test_true(name, ok == !code);
		test_true(name, file_exists("s.pdf") == ok);
		if (!ok && code)
			test_reported(name, diag, code);
		else if (!ok)
			diag_print(diag, stdout);
		unlink("s.pdf");
		end();
	}
}

/* Margins that a printer leaves free are said where there are any. */
static void
test_clear(void)
{
	static const struct {
		const char *clear;
		size_t more;
	} cases[] = {{"", 0}, {"clear: {left: 5mm}\n", 1},
	    {"clear: {right: 5mm}\n", 1}, {"clear: {top: 5mm}\n", 1},
	    {"clear: {bottom: 5mm}\n", 1}};
	size_t without = 0;
	for (size_t i = 0; i < COUNT(cases); i++) {
		size_t count = 0;
		begin("");
		const char *text =
		    arena_print(mem, "%s%s", sheets[0].text, cases[i].clear).at;
		const struct stationery *stationery =
		    stationery_read_text(mem, "p.yaml", slice_view(text), diag);
		const struct testsheet_spec spec = {.stationery = stationery};
		test_true(cases[i].clear, stationery);
		if (stationery)
			sheet_text_make(mem, &spec, &count);
		without = i ? without : count;
		test_number(cases[i].clear, (long long)count,
		    (long long)(without + cases[i].more));
		end();
	}
}

int
main(void)
{
	char folder[] = "/tmp/utskick-unit-XXXXXX";
	if (!mkdtemp(folder) || chdir(folder) != 0)
		return 1;
	test_sheets();
	test_clear();
	folder_remove(folder, NULL);
	return test_end();
}
