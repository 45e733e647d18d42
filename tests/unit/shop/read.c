/* The profile of a print shop: what is read of it, and what it may not say. */
#include "shop/marks.h"

#include <stdlib.h>
#include <unistd.h>

#include "reported.h"

static char folder[] = "/tmp/shop-XXXXXX";

struct bench {
	struct arena *mem;
	struct sources *sources;
	struct diag *diag;
	struct shop *shop; /* NULL: refused */
};

static struct bench
start(const char *name, const char *text)
{
	struct bench bench = {.mem = arena_new(), .sources = sources_new()};
	const char *const folders[] = {folder, NULL};
	const struct conf_text asked = {.text = SLICE("prov")};
	char path[sizeof folder + 16];
	snprintf(path, sizeof path, "%s/prov.yaml", folder);
	FILE *file = fopen(path, "w");
	test_true(name,
	    file && fputs("name: Prov\n", file) >= 0 && fputs(text, file) >= 0);
	if (file)
		fclose(file);
	bench.diag = diag_new(bench.sources);
	bench.shop = shop_read(bench.mem, &asked, folders, bench.diag);
	unlink(path);
	return bench;
}

static void
end(struct bench *bench)
{
	diag_free(bench->diag);
	sources_free(bench->sources);
	arena_free(bench->mem);
}

#define OMR(places, more)                                                      \
	"marks: {omr: {x: 8mm, y: 120mm, length: 7mm, thickness: 0.5mm, "      \
	"gap: 4mm, places: [" places "]" more "}}\n"
#define CODE(kind, cells, text)                                                \
	"marks: {code: {kind: " kind ", x: 5mm, y: 5mm, cell: 0.5mm, "         \
	"cells: " cells ", text: '" text "'}}\n"
#define WORDS(more) "marks: {text: {" more ", text: a}}\n"

/* `want`: the code that is reported; NULL: the profile is read. */
static const struct {
	const char *name, *text, *want;
} cases[] = {
    {"nothing more", "", NULL},
    {"what cannot be read", "clear: [", "yaml-indent"},
    {"margins", "clear: {left: 5mm, right: 100mm}\n", NULL},
    {"a margin below", "clear: {left: -1mm}\n", "shop-margins"},
    {"a margin by the size of type", "clear: {top: 2em}\n", "shop-margins"},
    {"a margin too wide", "clear: {bottom: 100.1mm}\n", "shop-margins"},
    {"envelopes", "envelopes: {C5: 5, C4: 1000}\n", NULL},
    {"one takes more than any", "envelopes: {C4: 1001}\n", "shop-envelopes"},
    {"one takes nothing", "envelopes: {C4: 0}\n", "shop-envelopes"},
    {"one takes as much", "envelopes: {C5: 5, C4: 5}\n", "shop-envelopes"},
    {"envelopes are a map", "envelopes: [C5]\n", "shop-envelopes"},
    {"sheets are a number", "envelopes: {C5: fem}\n", "not-a-number"},
    {"the largest file", "megabytes_per_file: 2000\n", NULL},
    {"the smallest", "megabytes_per_file: 0.1\n", NULL},
    {"too large a file", "megabytes_per_file: 2000.1\n", "shop-file-size"},
    {"too small a file", "megabytes_per_file: 0.09\n", "shop-file-size"},
    {"like nothing that it may forbid", "forbids: [xyzzy]\n", "shop-forbids"},
    {"no marks at all", "marks: {}\n", NULL},
    {"marks are a map", "marks: [omr]\n", "not-a-map"},
    {"no such mark", "marks: {qr: {}}\n", "unknown-key"},
    /* ---- OMR */
    {"a track", OMR("start, first, last, sequence 1, letter 128, end", ""),
	NULL},
    {"a track lacks its places", "marks: {omr: {x: 8mm}}\n", "missing-key"},
    {"a length in em", OMR("start", ", quiet: 1em"), "shop-length"},
    {"a place left of the page", OMR("start", ", quiet: -1mm"), "shop-length"},
    {"longer than two metres", OMR("start", ", quiet: 2001mm"), "shop-length"},
    {"two metres", OMR("start", ", quiet: 2000mm"), NULL},
    {"no bit where one is", OMR("start, sequence", ""), "shop-place"},
    {"a bit where none is", OMR("start 1", ""), "shop-place"},
    {"a bit that is no number", OMR("start, letter x", ""), "shop-place"},
    {"bit 0", OMR("start, letter 0", ""), "shop-place"},
    {"bit 256", OMR("start, letter 256", ""), "shop-place"},
    {"bit 1.5", OMR("start, letter 1.5", ""), "shop-place"},
    {"bit 6", OMR("start, letter 6", ""), "shop-place"},
    {"parity at its start alone", OMR("parity, first", ""), "shop-no-start"},
    {"an end is enough", OMR("end, parity", ""), NULL},
    {"numbers with a gap in their bits",
	OMR("start, sequence 4, sequence 1", ", sequence: 1-5"), "shop-wrap"},
    {"numbers beyond their bits",
	OMR("start, sequence 2, sequence 1", ", sequence: 1-4"), "shop-wrap"},
    {"one number alone", OMR("start, letter 2, letter 1", ", letter: 3-3"),
	"shop-wrap"},
    {"numbers without bits", OMR("start", ", letter: 0-1"), "shop-wrap"},
    /* ---- codes */
    {"a code", CODE("datamatrix", "18", "{run}{letter:6}-{sheet:2}{check:1}"),
	NULL},
    {"a code of every part",
	CODE("datamatrix", "26",
	    "{run:12}{letter}{sheets}{sheet}{class}{check}"),
	NULL},
    {"a code lacks its text", "marks: {code: {kind: qr}}\n", "missing-key"},
    {"a code of no width",
	"marks: {code: {kind: qr, x: 0mm, y: 0mm, cell: 0mm, cells: 21, "
	"text: a}}\n",
	"shop-length"},
    {"a code left of the page",
	"marks: {code: {kind: qr, x: -1mm, y: 0mm, cell: 1mm, cells: 21, "
	"text: a}}\n",
	"shop-length"},
    {"a part that does not end", CODE("qr", "21", "a{letter"),
	"shop-code-text"},
    {"a brace that nothing opens", CODE("qr", "21", "a}"), "shop-code-text"},
    {"a tabulator",
	"marks: {code: {kind: qr, x: 0mm, y: 0mm, cell: 1mm, "
	"cells: 21, text: \"a\\tb\"}}\n",
	"shop-code-text"},
    {"beyond ASCII", CODE("qr", "21", "\u00e5"), "shop-code-text"},
    {"the last sign of ASCII", CODE("qr", "21", "~ a"), NULL},
    {"delete is no sign",
	"marks: {code: {kind: qr, x: 0mm, y: 0mm, cell: 1mm, "
	"cells: 21, text: \"a\\x7fb\"}}\n",
	"shop-code-text"},
    {"a width that is no number", CODE("qr", "21", "{letter:x}"),
	"shop-code-text"},
    {"no digit", CODE("qr", "21", "{letter:0}"), "shop-code-text"},
    {"half a digit", CODE("qr", "21", "{letter:1.5}"), "shop-code-text"},
    {"too many digits", CODE("qr", "21", "{letter:10}"), "shop-code-text"},
    {"as many as it may", CODE("qr", "21", "{letter:9}"), NULL},
    {"no such part", CODE("qr", "21", "{page}"), "shop-code-text"},
    {"sixteen parts",
	CODE("qr", "25",
	    "{class}{class}{class}{class}{class}{class}{class}{class}"
	    "{class}{class}{class}{class}{class}{class}{class}{class}"),
	NULL},
    {"seventeen parts",
	CODE("qr", "25",
	    "{class}{class}{class}{class}{class}{class}{class}{class}"
	    "{class}{class}{class}{class}{class}{class}{class}{class}a"),
	"shop-code-text"},
    {"no QR code is so small", CODE("qr", "20", "a"), "shop-code-full"},
    {"nor between two sizes", CODE("qr", "23", "a"), "shop-code-full"},
    {"no DataMatrix is between two", CODE("datamatrix", "11", "a"),
	"shop-code-full"},
    /* ---- for people */
    {"a text", WORDS("x: 0mm, y: 0mm, width: 5cm, height: 4mm, size: 7pt"),
	NULL},
    {"a text lacks its size", WORDS("x: 0mm"), "missing-key"},
    {"a text of no width",
	WORDS("x: 0mm, y: 0mm, width: 0mm, height: 4mm, size: 7pt"),
	"shop-length"},
    {"a text above the page",
	WORDS("x: 0mm, y: -1mm, width: 1mm, height: 4mm, size: 7pt"),
	"shop-length"},
};

static void
check_case(size_t i)
{
	struct bench bench = start(cases[i].name, cases[i].text);
	test_true(cases[i].name, !bench.shop == (cases[i].want != NULL));
	if (cases[i].want)
		test_reported(cases[i].name, bench.diag, cases[i].want);
	else
		test_number(
		    cases[i].name, (long long)diag_count(bench.diag), 0);
	end(&bench);
}

/* All that is wrong is told at once. */
static void
check_all(void)
{
	struct bench bench = start("all",
	    "clear: {left: -1mm}\nenvelopes: []\nforbids: [x]\n"
	    "megabytes_per_file: 0\nmarks: {omr: {}, code: {}, text: {}}\n");
	test_true("all", !bench.shop);
	test_true("and more than one", diag_count(bench.diag) > 6);
	end(&bench);
}

static void
check_values(void)
{
	struct bench bench = start("values",
	    OMR("start, letter 2, letter 1", ", parity: odd, letter: 1-3"));
	const struct shop_omr *omr = bench.shop ? &bench.shop->omr : NULL;
	test_true("a track's numbers",
	    omr && omr->given && omr->odd && omr->count == 3 &&
		omr->places[1].kind == PLACE_LETTER &&
		omr->places[1].bit == 2 && omr->letter_least == 1 &&
		omr->letter_most == 3 && omr->quiet == MPT_OF_MM100(200));
	end(&bench);
	bench =
	    start("parts", CODE("qr", "25", "N-{letter:4}{sheet}/{check:1}"));
	const struct shop_sheet sheet = {
	    .run = SLICE("123456789012"), .letter = 47, .sheet = 2};
	test_true("a code", bench.shop != NULL);
	if (bench.shop)
		test_slice("says its parts",
		    shop_code_says(bench.mem, &bench.shop->code, &sheet),
		    "N-004702/9");
	end(&bench);
}

int
main(void)
{
	if (!mkdtemp(folder))
		return 1;
	for (size_t i = 0; i < COUNT(cases); i++)
		check_case(i);
	check_all();
	check_values();
	rmdir(folder);
	return test_end();
}
