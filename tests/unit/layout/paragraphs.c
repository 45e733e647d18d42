/*
 * Swedish paragraphs broken into lines, held against a search that tries every
 * line, written apart from layout/line.c: no pruning, nothing assumed of
 * widths. And no paragraph may end in a lone short word where any other
 * breaking is there.
 */
#include <stdlib.h>

#include "layout/atom.h"
#include "layout/stops.h"
#include "sample.h"
#include "swedish.h"
#include "test.h"

enum {
	PARAGRAPHS = 2000,
	SEARCHED = 200,
	STOPS_MOST = 600,
	CLASSES = 4,
	SHORT_STOPS = 22, /* few enough to try all ways one by one */
};

static const mpt widths[] = {160000, 220000, 300000, 390000, 480000};

/* What a search may use. */
struct rules {
	const struct stop *stops;
	uint32_t last;
	struct measure measure;
	bool no_lone; /* a lone last word is forbidden */
	int32_t most; /* a line may not cost more */
};

static bool
is_lone(const struct stop *stops, uint32_t from, uint32_t to)
{
	if (from == 0)
		return false;
	if (stops[from].inside)
		return stops[to].word == stops[from].word &&
		       stops[to].letters - stops[from].letters <
			   LINE_LONE_LETTERS;
	return stops[to].word == stops[from].word + 1 &&
	       stops[to].letters < LINE_LONE_LETTERS;
}

/* Demerits of a line within the rules; negative where it may not be. */
static int64_t
cost_of(const struct rules *r, uint32_t from, uint32_t to,
    enum line_class before, enum line_class *spacing)
{
	int32_t own =
	    line_demerits(r->stops, from, to, r->last, &r->measure, spacing);
	if (own == LINE_IMPOSSIBLE)
		return -1;
	if (to == r->last && r->no_lone && is_lone(r->stops, from, to))
		return -1;
	int32_t all =
	    own + line_demerits_beside(r->stops, from, to, before, *spacing);
	return all > r->most ? -1 : all;
}

/* The least total from `from` on, every next line tried; -1: none. */
static int64_t
search(const struct rules *r, uint32_t from, enum line_class before,
    int64_t (*known)[CLASSES])
{
	if (from == r->last)
		return 0;
	if (known && known[from][before] != -2)
		return known[from][before];
	int64_t best = -1;
	for (uint32_t to = from + 1; to <= r->last; to++) {
		enum line_class spacing;
		int64_t own = cost_of(r, from, to, before, &spacing);
		if (own < 0)
			continue;
		int64_t rest = search(r, to, spacing, known);
		if (rest >= 0 && (best < 0 || own + rest < best))
			best = own + rest;
	}
	if (known)
		known[from][before] = best;
	return best;
}

static int64_t
search_known(const struct rules *r)
{
	static int64_t known[STOPS_MOST][CLASSES];
	for (uint32_t i = 0; i <= r->last; i++) {
		for (int c = 0; c < CLASSES; c++)
			known[i][c] = -2;
	}
	return search(r, 0, LINE_NORMAL, known);
}

struct counts {
	int wrong, searched, one_by_one;
	int lone, needless, hyphens, lines, several, loose;
};

static void
check_optimal(
    const struct rules *r, const struct line_ends *ends, struct counts *counts)
{
	int64_t total = search_known(r);
	counts->searched++;
	counts->wrong += total != ends->demerits;
	if (r->last >= SHORT_STOPS)
		return;
	counts->one_by_one++;
	counts->wrong += search(r, 0, LINE_NORMAL, NULL) != ends->demerits;
}

/* A lone last word is right only where there is no other way. */
static void
check_last(struct rules r, const struct line_ends *ends, struct counts *counts)
{
	counts->lines += (int)ends->count;
	for (size_t i = 0; i < ends->count; i++) {
		counts->hyphens += r.stops[ends->at[i].stop].hyphen;
		counts->loose += ends->at[i].demerits >= LINE_LOOSE;
	}
	if (ends->count < 2)
		return;
	counts->several++;
	if (!is_lone(r.stops, ends->at[ends->count - 2].stop, r.last))
		return;
	counts->lone++;
	r.no_lone = true;
	r.most = LINE_LOOSE - 1;
	counts->needless += search_known(&r) >= 0;
}

static bool
break_one(struct setting *setting, struct slice text, mpt width, bool justified,
    bool searched, struct counts *counts)
{
	struct node node = {.kind = NODE_TEXT};
	const struct style *style =
	    stationery_find_style(setting->stationery, SLICE("body"));
	struct inline_text plain;
	struct atoms atoms;
	struct line_ends ends;
	uint32_t wide;
	if (!inline_plain(setting, text, &node, style, &plain) ||
	    !atoms_make(setting, &plain, true, true, &atoms) ||
	    atoms.stop_count > STOPS_MOST)
		return false;
	if (justified)
		stops_hang(&atoms);
	struct rules r = {atoms.stops, (uint32_t)atoms.stop_count - 1,
	    {width, justified, false, style->size / LINE_LETTER_SHARE}, false,
	    INT32_MAX - 1};
	if (!line_break_paragraph(setting->mem, atoms.stops, atoms.stop_count,
		&r.measure, &ends, &wide))
		return false;
	if (searched)
		check_optimal(&r, &ends, counts);
	check_last(r, &ends, counts);
	return true;
}

static void
test_width(struct setting *setting, mpt width, bool justified)
{
	struct counts counts = {0};
	struct strbuf text = {0};
	char name[80];
	bool all = true;
	for (uint32_t i = 0; i < PARAGRAPHS; i++) {
		arena_reset(setting->mem);
		all &= break_one(setting, swedish_paragraph(i, &text), width,
		    justified, i < SEARCHED, &counts);
	}
	strbuf_fini(&text);
	const char *how = justified ? "justified" : "ragged";
	snprintf(name, sizeof name, "%s, %d pt: all broken", how, width / 1000);
	test_true(name, all);
	snprintf(name, sizeof name, "%s, %d pt: optimal", how, width / 1000);
	test_number(name, counts.wrong, 0);
	snprintf(name, sizeof name, "%s, %d pt: no needless lone word", how,
	    width / 1000);
	test_number(name, counts.needless, 0);
	if (width >= (justified ? 390000 : 300000)) {
		snprintf(name, sizeof name, "%s, %d pt: none lone at all", how,
		    width / 1000);
		test_number(name, counts.lone, 0);
	}
	printf("%s %d pt: %d searched, %d one by one, %d lines, %d hyphens, "
	       "%d lone of %d, %d not filled\n",
	    how, width / 1000, counts.searched, counts.one_by_one, counts.lines,
	    counts.hyphens, counts.lone, counts.several, counts.loose);
}

int
main(void)
{
	struct sample s;
	struct problem why;
	if (!sample_open(&s, "kommun-h2"))
		return 1;
	struct typecase *type = typecase_new(s.fonts, NULL, s.diag);
	struct arena *mem = arena_new();
	struct setting setting = {.type = type,
	    .mem = mem,
	    .scratch = mem,
	    .tongue = typecase_tongue(type, "sv"),
	    .stationery = s.stationery,
	    .styles = s.stationery->styles,
	    .why = &why};
	for (size_t i = 0; i < COUNT(widths); i++) {
		test_width(&setting, widths[i], false);
		test_width(&setting, widths[i], true);
	}
	arena_free(mem);
	typecase_free(type);
	sample_close(&s);
	return test_end();
}
