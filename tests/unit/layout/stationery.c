/* A stationery's keys: what each may say, and the code where it may not. */
#include "layout/stationery.h"

#include "layout/stationery_read.h"
#include "reported.h"

#define PAGE "page: {width: 100mm, height: 200mm"
#define STYLES "body: {family: Noto Serif, size: 10pt}"
#define BODY "b: {role: body, x: 10mm, y: 10mm, width: 80mm, height: 180mm}"

#define FRAME(n) ", " n ": {x: 0mm, y: 0mm, width: 9mm, height: 9mm, text: a}"
#define FRAME_5(n)                                                             \
	FRAME(n "1") FRAME(n "2") FRAME(n "3") FRAME(n "4") FRAME(n "5")
#define FRAME_15 FRAME_5("a") FRAME_5("b") FRAME_5("c")

/* `want`: the code reported last; NULL: it is read without a word. */
static const struct {
	const char *name, *page, *styles, *frames, *more, *want;
} cases[] = {
    {"the least", "", "", "", "", NULL},
    {"a page by the size of type", ", bleed: 1em", "", "", "", "bad-bleed"},
    {"no bleed below", ", bleed: -1mm", "", "", "", "bad-bleed"},
    /* ---- lists of words */
    {"a list", "", "", "", "hyphenation: {sv: ord.txt}", NULL},
    {"lists are a map", "", "", "", "hyphenation: [ord.txt]",
	"hyphenation-list"},
    {"a list's name is text", "", "", "", "hyphenation: {sv: [a]}",
	"not-a-text"},
    {"a language of one letter", "", "", "", "hyphenation: {s: ord.txt}",
	"hyphenation-list"},
    {"one of nine", "", "", "", "hyphenation: {svenskans: ord.txt}",
	"hyphenation-list"},
    {"one of eight", "", "", "", "hyphenation: {svenskan: ord.txt}", NULL},
    {"a list elsewhere", "", "", "", "hyphenation: {sv: a/ord.txt}",
	"hyphenation-list"},
    {"no list of text", "", "", "", "hyphenation: {sv: ord.csv}",
	"hyphenation-list"},
    /* ---- styles */
    {"a size", "", ", a: {base: body, size: 200pt}", "", "", NULL},
    {"a size too large", "", ", a: {base: body, size: 201pt}", "", "",
	"style-size"},
    {"one too small", "", ", a: {base: body, size: 3pt, leading: 9pt}", "", "",
	"style-size"},
    {"a size in em that no page has", "",
	", a: {base: body, size: 28347em, leading: 9pt}", "", "",
	"not-a-length"},
    {"leading too large", "", ", a: {base: body, leading: 1001pt}", "", "",
	"style-leading"},
    {"leading too small", "", ", a: {base: body, leading: 4.9pt}", "", "",
	"style-leading"},
    {"leading of half the size", "", ", a: {base: body, leading: 0.5em}", "",
	"", NULL},
    {"a distance below", "", ", a: {base: body, before: -1pt}", "", "",
	"style-length"},
    {"a distance too large", "", ", a: {base: body, pen: 1001pt}", "", "",
	"style-length"},
    {"a distance in em", "", ", a: {base: body, after: 100em}", "", "", NULL},
    {"a distance in em too large", "", ", a: {base: body, after: 101em}", "",
	"", "style-length"},
    {"one that would go round", "",
	", a: {base: body, size: 200pt, indent: 21474.84em}", "", "",
	"style-length"},
    {"one that would go round below", "",
	", a: {base: body, size: 200pt, indent: -21474.84em}", "", "",
	"style-length"},
    {"a colour", "", ", a: {base: body, colour: '#09afAF'}", "", "", NULL},
    {"one digit short", "", ", a: {base: body, colour: '#09afA'}", "", "",
	"bad-colour"},
    {"no sign before it", "", ", a: {base: body, colour: '009afAF'}", "", "",
	"bad-colour"},
    {"a letter beyond F", "", ", a: {base: body, colour: '#09afAG'}", "", "",
	"bad-colour"},
    {"a sign before A", "", ", a: {base: body, colour: '#09af@0'}", "", "",
	"bad-colour"},
    {"a nil", "", ", a: {base: body, colour: \"#09af\\00\"}", "", "",
	"bad-colour"},
    {"a base below", "", ", a: {base: c}, c: {base: body}", "", "", "no-style"},
    {"its own base", "", ", a: {base: a}", "", "", "no-style"},
    {"no family", "", ", a: {size: 10pt}", "", "", "style-family"},
    {"a base of no size", "",
	", a: {base: body, size: 0pt, leading: 9pt}, c: {base: a, size: 9pt}",
	"", "", "style-size"},
    /* ---- rectangles */
    {"a frame to the edges", "", "",
	", f: {x: 0mm, y: 0mm, width: 100mm, height: 200mm, text: a}", "",
	NULL},
    {"left of the page", "", "",
	", f: {x: -1mm, y: 0mm, width: 9mm, height: 9mm, text: a}", "",
	"frame-off-page"},
    {"above it", "", "",
	", f: {x: 0mm, y: -1mm, width: 9mm, height: 9mm, text: a}", "",
	"frame-off-page"},
    {"without width", "", "",
	", f: {x: 0mm, y: 0mm, width: 0mm, height: 9mm, text: a}", "",
	"frame-off-page"},
    {"without height", "", "",
	", f: {x: 0mm, y: 0mm, width: 9mm, height: 0mm, text: a}", "",
	"frame-off-page"},
    {"right of the page", "", "",
	", f: {x: 92mm, y: 0mm, width: 9mm, height: 9mm, text: a}", "",
	"frame-off-page"},
    {"below it", "", "",
	", f: {x: 0mm, y: 192mm, width: 9mm, height: 9mm, text: a}", "",
	"frame-off-page"},
    {"a width in em", "", "",
	", f: {x: 0mm, y: 0mm, width: 1em, height: 9mm, text: a}", "",
	"frame-em"},
    {"a height in em", "", "",
	", f: {x: 0mm, y: 0mm, width: 9mm, height: 1em, text: a}", "",
	"frame-em"},
    {"a place in em", "", "",
	", f: {x: 0mm, y: 1em, width: 9mm, height: 9mm, text: a}", "",
	"frame-em"},
    /* ---- boxes */
    {"a box", "", "",
	", f: {role: box, x: 0mm, y: 0mm, width: 9mm, height: 8mm, "
	"border: 3mm}",
	"", NULL},
    {"a box with nothing", "", "",
	", f: {role: box, x: 0mm, y: 0mm, width: 9mm, height: 8mm}", "",
	"box-empty"},
    {"a border in em", "", "",
	", f: {role: box, x: 0mm, y: 0mm, width: 9mm, height: 8mm, "
	"border: 1em}",
	"", "box-empty"},
    {"a border below", "", "",
	", f: {role: box, x: 0mm, y: 0mm, width: 9mm, height: 8mm, "
	"border: -1mm}",
	"", "box-empty"},
    {"a border beyond the middle", "", "",
	", f: {role: box, x: 0mm, y: 0mm, width: 9mm, height: 8mm, "
	"fill: '#eeeeee', border: 4.1mm}",
	"", "box-empty"},
    {"to the edge of a page that is cut", ", bleed: 3mm", "",
	", f: {role: box, x: -3mm, y: -3mm, width: 106mm, height: 206mm, "
	"fill: '#eeeeee'}",
	"", NULL},
    {"short of it to the left", ", bleed: 3mm", "",
	", f: {role: box, x: 0mm, y: 9mm, width: 9mm, height: 8mm, "
	"fill: '#eeeeee'}",
	"", "bleed-short"},
    {"short of it above", ", bleed: 3mm", "",
	", f: {role: box, x: 9mm, y: -2mm, width: 9mm, height: 8mm, "
	"fill: '#eeeeee'}",
	"", "bleed-short"},
    {"short of it to the right", ", bleed: 3mm", "",
	", f: {role: box, x: 90mm, y: 9mm, width: 10mm, height: 8mm, "
	"fill: '#eeeeee'}",
	"", "bleed-short"},
    {"short of it below", ", bleed: 3mm", "",
	", f: {role: box, x: 9mm, y: 190mm, width: 10mm, height: 10mm, "
	"fill: '#eeeeee'}",
	"", "bleed-short"},
    {"within the page", ", bleed: 3mm", "",
	", f: {role: box, x: 9mm, y: 9mm, width: 9mm, height: 8mm, "
	"fill: '#eeeeee'}",
	"", NULL},
    {"a rule above a box", "", "",
	", f: {role: box, x: 9mm, y: 9mm, width: 9mm, height: 8mm, "
	"fill: '#eeeeee', rule_above: yes}",
	"", "frame-key"},
    /* ---- pictures */
    {"a picture with nothing to say", "", "",
	", f: {role: picture, x: 9mm, y: 9mm, width: 9mm, height: 8mm, "
	"file: a.png, alt: ' '}",
	"", "empty-text"},
    {"as many frames as can be", "", "", FRAME_15, "", NULL},
    {"one more", "", "",
	FRAME_15 ", z: {x: 0mm, y: 0mm, width: 9mm, "
		 "height: 9mm, text: a}",
	"", "frames-map"},
    /* ---- texts */
    {"large print where there is none", "", "",
	", f: {x: 0mm, y: 0mm, width: 9mm, height: 9mm, text: a, "
	"large_print: yes}",
	"", "frame-large-print"},
    {"large print", "", "",
	", f: {x: 0mm, y: 0mm, width: 9mm, height: 9mm, text: a, "
	"large_print: yes}",
	"large_print: 16pt", NULL},
    {"of a mark", "", "",
	", f: {role: mark, x: 0mm, y: 0mm, width: 9mm, height: 9mm, text: a, "
	"large_print: yes}",
	"large_print: 16pt", "frame-large-print"},
    {"no such style", "", "",
	", f: {x: 0mm, y: 0mm, width: 9mm, height: 9mm, text: a, "
	"style: bodi}",
	"", "no-style"},
    /* ---- roles */
    {"two bodies", "", "",
	", f: {role: body, pages: first, x: 0mm, y: 0mm, width: 80mm, "
	"height: 9mm}",
	"", "one-body"},
    {"two on the pages after", "", "",
	", f: {role: body, pages: following, x: 0mm, y: 0mm, width: 80mm, "
	"height: 9mm}",
	"", "one-body"},
    {"an address on all pages", "", "",
	", f: {role: address, x: 0mm, y: 0mm, width: 80mm, height: 9mm}", "",
	"address-pages"},
    /* ---- the window, and margins */
    {"a window to the edges", "", "", "",
	"window: {x: 0mm, y: 0mm, width: 100mm, height: 200mm}", NULL},
    {"a window's key", "", "", "", "window: {x: 0mm, z: 1mm}", "missing-key"},
    {"left of the page", "", "", "",
	"window: {x: -1mm, y: 0mm, width: 9mm, height: 9mm}",
	"window-off-page"},
    {"above it", "", "", "",
	"window: {x: 0mm, y: -1mm, width: 9mm, height: 9mm}",
	"window-off-page"},
    {"right of it", "", "", "",
	"window: {x: 92mm, y: 0mm, width: 9mm, height: 9mm}",
	"window-off-page"},
    {"below it", "", "", "",
	"window: {x: 0mm, y: 192mm, width: 9mm, height: 9mm}",
	"window-off-page"},
    {"in em", "", "", "", "window: {x: 0mm, y: 0mm, width: 1em, height: 9mm}",
	"window-off-page"},
    {"margins of nearly half a page", "", "", "",
	"clear: {left: 50mm, right: 0mm, top: 99mm, bottom: 99mm}", NULL},
    {"a margin's key", "", "", "", "clear: {up: 1mm}", "unknown-key"},
    {"left", "", "", "", "clear: {left: 51mm}", "clear-margins"},
    {"right", "", "", "", "clear: {right: 51mm}", "clear-margins"},
    {"top", "", "", "", "clear: {top: 101mm}", "clear-margins"},
    {"bottom", "", "", "", "clear: {bottom: -1mm}", "clear-margins"},
};

struct bench {
	struct arena *mem;
	struct sources *sources;
	struct diag *diag;
};

static struct bench
start(void)
{
	struct bench bench = {.mem = arena_new(), .sources = sources_new()};
	bench.diag = diag_new(bench.sources);
	return bench;
}

static void
end(struct bench *bench)
{
	diag_free(bench->diag);
	sources_free(bench->sources);
	arena_free(bench->mem);
}

static void
check_case(size_t i)
{
	struct bench bench = start();
	const char *text = arena_print(bench.mem,
	    "name: A page\n" PAGE "%s}\nstyles: {" STYLES "%s}\n"
	    "frames: {" BODY "%s}\n%s\n",
	    cases[i].page, cases[i].styles, cases[i].frames, cases[i].more)
			       .at;
	struct stationery *stationery = stationery_read_text(
	    bench.mem, "a.yaml", slice_view(text), bench.diag);
	const bool fine =
	    !cases[i].want || strcmp(cases[i].want, "bleed-short") == 0;
	test_true(cases[i].name, fine == (stationery != NULL));
	if (cases[i].want)
		test_reported(cases[i].name, bench.diag, cases[i].want);
	else
		test_number(
		    cases[i].name, (long long)diag_count(bench.diag), 0);
	end(&bench);
}

/* What is counted in em follows the style's own size, and its base's. */
static void
check_values(void)
{
	struct bench bench = start();
	struct stationery *stationery = stationery_read_text(bench.mem,
	    "a.yaml",
	    SLICE("name: A page\n" PAGE "}\nstyles: {" STYLES
		  ", a: {base: body, size: 2em, after: 0.5em, colour: "
		  "'#0aBcF9'}}\n"
		  "frames:\n  " BODY "\n  f:\n    x: 1mm\n    y: 1mm\n"
		  "    width: 9mm\n    height: 9mm\n    text: |\n      Hej\n"
		  "  g: {x: 1mm, y: 1mm, width: 9mm, height: 9mm, text: Hej}\n"
		  "  h:\n    x: 1mm\n    y: 1mm\n    width: 9mm\n"
		  "    height: 9mm\n    text: >\n     Hej\n"
		  "  i:\n    x: 1mm\n    y: 1mm\n    width: 9mm\n"
		  "    height: 9mm\n    text: |\n      > Hej\n"),
	    bench.diag);
	test_true("read", stationery != NULL);
	if (stationery) {
		const struct style *a =
		    stationery_find_style(stationery, SLICE("a"));
		const struct frame *frames = stationery->frames;
		test_number("size", a->size, 20000);
		test_number("leading", a->leading, 27500);
		test_number("after", a->after, 10000);
		test_number("colour", a->colour, 0x0abcf9);
		test_number("a block's line", frames[1].text_span.line, 12);
		test_number("its column", frames[1].text_span.column, 7);
		test_number("a text's line", frames[2].text_span.line, 13);
		test_number("its column", frames[2].text_span.column, 54);
		test_number("a folded block's", frames[3].text_span.line, 20);
		test_number("its column", frames[3].text_span.column, 6);
		test_number("a quote's line", frames[4].text_span.line, 27);
		test_number("its column", frames[4].text_span.column, 7);
	}
	end(&bench);
}

/* On an envelope nothing is cut, so what reaches over its edge is told. */
static void
check_cut(void)
{
	const struct stationery page = {.page_width = 100, .page_height = 200};
	const struct frame frames[] = {
	    {.x = 0, .y = 0, .width = 100, .height = 200},
	    {.x = -3, .y = 0, .width = 50, .height = 50},
	    {.x = 0, .y = -3, .width = 50, .height = 50},
	    {.x = 53, .y = 0, .width = 50, .height = 50},
	    {.x = 0, .y = 153, .width = 50, .height = 50},
	};
	for (size_t i = 0; i < COUNT(frames); i++)
		test_true(
		    "cut", stationery_is_cut(&page, &frames[i]) == (i > 0));
}

/* An envelope's styles and frames, as a print shop's file has them. */
static void
check_envelope(void)
{
	static const struct {
		const char *name, *styles, *frames;
		bool fine;
	} envelopes[] = {
	    {"an envelope", "{" STYLES "}", "{" BODY "}", true},
	    {"frames are a map", "{" STYLES "}", "[a]", false},
	    {"styles are a map", "[a]", "{" BODY "}", false},
	    {"a wrong style", "{" STYLES ", a: {size: 10pt}}", "{" BODY "}",
		false},
	};
	for (size_t i = 0; i < COUNT(envelopes); i++) {
		struct bench bench = start();
		struct stationery envelope = {.path = "a.yaml",
		    .page_width = 300000,
		    .page_height = 600000};
		const char *texts[] = {
		    envelopes[i].styles, envelopes[i].frames};
		const struct yaml *read[2];
		for (size_t k = 0; k < 2; k++) {
			uint32_t file = sources_add(
			    bench.sources, "a.yaml", slice_view(texts[k]));
			read[k] = yaml_parse(
			    bench.mem, file, 0, strlen(texts[k]), bench.diag);
		}
		test_true(envelopes[i].name,
		    stationery_read_envelope(bench.mem, read[0], read[1],
			&envelope, bench.diag) == envelopes[i].fine);
		test_true(envelopes[i].name,
		    envelopes[i].fine == (diag_errors(bench.diag) == 0));
		end(&bench);
	}
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++)
		check_case(i);
	check_values();
	check_cut();
	check_envelope();
	return test_end();
}
