#include "layout/line.h"

#include <assert.h>

enum { CLASSES = LINE_VERY_WIDE + 1 };

/* The best way to end a line at a stop, with spacing of one class. */
struct best {
	int64_t total; /* INT64_MAX: no way */
	uint32_t from;
	int32_t demerits;
	uint8_t from_class;
	bool fresh; /* ragged: found in the search with hyphens */
};

static int32_t
short_demerits(mpt empty, mpt width)
{
	/* 4000 pt are wider than any page; the shorter division is cheaper */
	if (empty >= 0 && empty <= 4000000) {
		uint32_t s = (uint32_t)empty * 1000 / (uint32_t)width;
		return (int32_t)((uint64_t)s * s / 100);
	}
	int64_t s = (int64_t)empty * 1000 / width;
	return (int32_t)(s * s / 100);
}

/* The spaces and letters of a line, which justification works with. */
struct stretch {
	mpt space; /* width of its spaces */
	mpt letters; /* what its letters may give in all */
};

static struct stretch
stretch_of(const struct measure *measure, mpt space, uint32_t glyphs)
{
	int64_t gaps = glyphs ? glyphs - 1 : 0;
	return (struct stretch){space, (mpt)(gaps * measure->letter_most)};
}

/* How much longer a line may become: line.h, r = 3000. */
static int64_t
stretch_most(struct stretch s)
{
	return 2 * (int64_t)s.space + s.letters;
}

/* Stretch used, in thousandths as line.h counts them, of a line it fills. */
static int64_t
stretch_ratio(mpt empty, struct stretch s)
{
	int64_t space = s.space, half = space / 2, over = empty - half;
	if (empty == 0)
		return 0;
	if (empty < 0)
		return (int64_t)empty * 4000 / space;
	if (over <= 0)
		return (int64_t)empty * 2000 / space;
	if (over <= half + s.letters)
		return 1000 + over * 1000 / (half + s.letters);
	return 2000 + (over - half - s.letters) * 1000 / space;
}

static enum line_class
class_of(int64_t r)
{
	if (r < -500)
		return LINE_TIGHT;
	if (r <= 500)
		return LINE_NORMAL;
	return r <= 1000 ? LINE_WIDE : LINE_VERY_WIDE;
}

static int32_t
justified_demerits(mpt empty, struct stretch stretch, mpt width, bool last,
    enum line_class *spacing)
{
	if (empty < 0 && (int64_t)-empty * 4 > stretch.space)
		return LINE_IMPOSSIBLE;
	if (last && empty > 0)
		empty = 0;
	if (empty > stretch_most(stretch)) {
		*spacing = LINE_VERY_WIDE;
		return LINE_LOOSE + short_demerits(empty, width) * 100;
	}
	int64_t r = stretch_ratio(empty, stretch);
	*spacing = class_of(r);
	int64_t size = r < 0 ? -r : r;
	int64_t badness = 10 + size * size * size / 10000000;
	return (int32_t)(badness * badness);
}

static int32_t
last_demerits(
    const struct stop *stops, uint32_t from, uint32_t to, mpt used, mpt width)
{
	if (from == 0)
		return 0;
	bool rest = stops[from].inside;
	bool one_word = stops[to].word == stops[from].word + !rest;
	int letters = stops[to].letters - (rest ? stops[from].letters : 0);
	if (one_word && letters < LINE_LONE_LETTERS)
		return LINE_LONE;
	return used < width / 8 ? LINE_SHORT_LAST : 0;
}

static inline int32_t
demerits_of(const struct stop *stops, uint32_t from, uint32_t to, uint32_t last,
    const struct measure *measure, enum line_class *spacing)
{
	const struct stop *a = &stops[from], *b = &stops[to];
	mpt used = b->end - a->start;
	mpt empty = measure->width - used;
	int32_t demerits;

	*spacing = LINE_NORMAL;
	if (measure->justified) {
		demerits = justified_demerits(empty,
		    stretch_of(measure, b->space_end - a->space_start,
			b->glyph_end - a->glyph_start),
		    measure->width, to == last, spacing);
		if (demerits == LINE_IMPOSSIBLE)
			return demerits;
	} else {
		if (empty < 0)
			return LINE_IMPOSSIBLE;
		if (b->hyphen && b->rest - a->start >= measure->width / 5 * 4)
			return LINE_IMPOSSIBLE;
		demerits = LINE_BASE;
		if (to != last || measure->even)
			demerits += short_demerits(empty, measure->width);
	}
	if (to == last)
		return demerits +
		       last_demerits(stops, from, to, used, measure->width) +
		       (a->hyphen ? LINE_HYPHEN_LAST : 0);
	return demerits + b->cost + (b->hyphen ? LINE_HYPHEN : 0);
}

int32_t
line_demerits(const struct stop *stops, uint32_t from, uint32_t to,
    uint32_t last, const struct measure *measure, enum line_class *spacing)
{
	return demerits_of(stops, from, to, last, measure, spacing);
}

static inline int32_t
demerits_beside(const struct stop *stops, uint32_t from, uint32_t to,
    enum line_class before, enum line_class spacing)
{
	int32_t demerits = 0;
	if (stops[from].hyphen && stops[to].hyphen)
		demerits += LINE_HYPHENS;
	int apart = (int)before - (int)spacing;
	if (from > 0 && (apart > 1 || apart < -1))
		demerits += LINE_UNLIKE;
	return demerits;
}

int32_t
line_demerits_beside(const struct stop *stops, uint32_t from, uint32_t to,
    enum line_class before, enum line_class spacing)
{
	return demerits_beside(stops, from, to, before, spacing);
}

/* The best ways to every stop of a paragraph. */
struct search {
	const struct stop *stops;
	uint32_t last;
	const struct measure *measure;
	struct best (*best)[CLASSES];
	bool hyphens; /* whether lines may end in one */
	int64_t bound; /* a way that is dearer is not looked for */
};

static int64_t
least(const struct best *best)
{
	int64_t total = best[0].total;
	for (size_t c = 1; c < CLASSES; c++)
		total = best[c].total < total ? best[c].total : total;
	return total;
}

static void
offer(struct best *best, int64_t total, uint32_t from, int32_t demerits,
    uint8_t from_class)
{
	/* On equal totals the later start wins: fuller lines come first. */
	if (total < best->total)
		*best = (struct best){total, from, demerits, from_class, false};
}

/* All ways from stop `from`, in any class, to stop `to`. */
static void
try_line(const struct search *s, uint32_t from, uint32_t to)
{
	enum line_class spacing;
	int32_t own =
	    demerits_of(s->stops, from, to, s->last, s->measure, &spacing);
	if (own == LINE_IMPOSSIBLE || own > s->bound)
		return;
	for (uint8_t c = 0; c < CLASSES; c++) {
		const struct best *before = &s->best[from][c];
		if (before->total > s->bound)
			continue;
		int32_t demerits = own + demerits_beside(s->stops, from, to,
					     (enum line_class)c, spacing);
		int64_t total = before->total + demerits;
		if (total <= s->bound)
			offer(&s->best[to][spacing], total, from, demerits, c);
	}
}

/*
 * The first stop from which a line to `to` is not too long, looked for from
 * where it was for the stop before.
 */
static uint32_t
find_first(const struct stop *stops, uint32_t first, uint32_t to, mpt width)
{
	while (first > 0 && stops[to].end - stops[first - 1].start <= width)
		first--;
	while (first < to && stops[to].end - stops[first].start > width)
		first++;
	return first;
}

/*
 * Fills best[to], the fullest lines first: once a line costs more for what
 * stays empty than the best way costs, all shorter ones do. On equal totals the
 * later start wins. Where stop `to` was reached without hyphens before, only
 * what hyphens have changed is tried.
 */
static void
find_best_ragged(const struct search *s, uint32_t first, uint32_t to)
{
	struct best *found = &s->best[to][LINE_NORMAL];
	const bool again = s->hyphens && !s->stops[to].hyphen;
	const bool counts = to != s->last || s->measure->even;
	const mpt width = s->measure->width, end = s->stops[to].end;
	for (uint32_t from = first; from < to; from++) {
		const struct best *start = &s->best[from][LINE_NORMAL];
		int64_t most =
		    found->total < s->bound ? found->total : s->bound;
		mpt empty = width - (end - s->stops[from].start);
		enum line_class spacing;
		if (start->total > most - LINE_BASE || (again && !start->fresh))
			continue;
		if (counts && empty > 0 &&
		    LINE_BASE + short_demerits(empty, width) > most)
			break;
		int32_t own = demerits_of(
		    s->stops, from, to, s->last, s->measure, &spacing);
		if (own == LINE_IMPOSSIBLE)
			continue;
		own += demerits_beside(
		    s->stops, from, to, LINE_NORMAL, LINE_NORMAL);
		int64_t total = start->total + own;
		if (total < most || (total == most && from >= found->from))
			*found = (struct best){
			    total, from, own, LINE_NORMAL, s->hyphens};
	}
}

/*
 * The same for justified lines, of any spacing. Widths only grow as `from`
 * goes back, so the first that is too wide even with all spaces shrunk ends
 * the search. A line that its spaces cannot fill is not tried where it would
 * cost more than the bound.
 */
static void
find_best_justified(const struct search *s, uint32_t to)
{
	const struct stop *end = &s->stops[to];
	const bool filled = to != s->last && s->bound < LINE_LOOSE;
	for (uint32_t from = to; from-- > 0;) {
		const struct stop *start = &s->stops[from];
		mpt empty = s->measure->width - (end->end - start->start);
		struct stretch stretch =
		    stretch_of(s->measure, end->space_end - start->space_start,
			end->glyph_end - start->glyph_start);
		if (empty + stretch.space / 4 < 0)
			break;
		if (filled && empty > stretch_most(stretch))
			continue;
		if (least(s->best[from]) <= s->bound)
			try_line(s, from, to);
	}
}

static void
start_search(const struct search *s)
{
	for (uint32_t i = 0; i <= s->last; i++) {
		for (size_t c = 0; c < CLASSES; c++)
			s->best[i][c].total = INT64_MAX;
		s->best[i][LINE_NORMAL].fresh = false;
		s->best[i][LINE_NORMAL].from = 0;
	}
	s->best[0][LINE_NORMAL].total = 0;
}

static void
find_all(const struct search *s)
{
	uint32_t first = 0;
	for (uint32_t to = 1; to <= s->last; to++) {
		if (s->stops[to].hyphen && !s->hyphens)
			continue;
		if (s->measure->justified) {
			find_best_justified(s, to);
			continue;
		}
		first = find_first(s->stops, first, to, s->measure->width);
		find_best_ragged(s, first, to);
	}
}

/*
 * The least that any way with a hyphen in it costs: the hyphen, and as many
 * lines as the letters fill without any space.
 */
static int64_t
hyphen_least(const struct search *s)
{
	const struct stop *end = &s->stops[s->last];
	int64_t letters = (int64_t)(end->end - s->stops[0].start) -
			  (end->space_end - s->stops[0].space_start);
	int64_t lines = (letters + s->measure->width - 1) / s->measure->width;
	return LINE_HYPHEN + lines * (s->measure->justified ? 100 : LINE_BASE);
}

/*
 * Without hyphens first, which is soon done. Where that is cheaper than any way
 * with a hyphen can be, it is the best; otherwise it bounds the search with
 * them. The result is that of one search of everything.
 */
static void
find_best(struct search *s)
{
	s->hyphens = false;
	s->bound = LINE_LOOSE - 1;
	start_search(s);
	find_all(s);
	int64_t total = least(s->best[s->last]);
	if (total < hyphen_least(s))
		return;
	s->hyphens = true;
	s->bound = total < s->bound ? total : INT64_MAX - 1;
	if (s->measure->justified)
		start_search(s);
	find_all(s);
}

static void
collect(struct arena *letter_mem, const struct best (*best)[CLASSES],
    uint32_t last, struct line_ends *ends)
{
	uint8_t c = LINE_TIGHT;
	for (uint8_t i = 1; i < CLASSES; i++)
		c = best[last][i].total < best[last][c].total ? i : c;
	ends->demerits = best[last][c].total;
	ends->count = 0;
	uint8_t class = c;
	for (uint32_t to = last; to > 0; ends->count++) {
		uint8_t from_class = best[to][class].from_class;
		to = best[to][class].from;
		class = from_class;
	}
	ends->at = ARENA_ARRAY(letter_mem, struct line_end, ends->count);
	size_t line = ends->count;
	for (uint32_t to = last; to > 0;) {
		const struct best *b = &best[to][c];
		ends->at[--line] = (struct line_end){to, b->demerits};
		c = b->from_class;
		to = b->from;
	}
}

/* The one line that needs no choice. */
static bool
fit_one_line(struct arena *letter_mem, const struct stop *stops, uint32_t last,
    const struct measure *measure, struct line_ends *ends)
{
	enum line_class spacing;
	if (stops[last].end - stops[0].start > measure->width)
		return false;
	int32_t demerits =
	    line_demerits(stops, 0, last, last, measure, &spacing);
	ends->at = ARENA_NEW(letter_mem, struct line_end);
	ends->at[0] = (struct line_end){last, demerits};
	ends->count = 1;
	ends->demerits = demerits;
	return true;
}

/* The stop that ends the first word no line can hold; the last is not reached. */
static uint32_t
find_wide(const struct best (*best)[CLASSES], uint32_t last)
{
	uint32_t reached = 0;
	for (uint32_t i = 1; i <= last; i++) {
		if (least(best[i]) != INT64_MAX)
			reached = i;
	}
	return reached + 1;
}

bool
line_break_paragraph(struct arena *letter_mem, const struct stop *stops,
    size_t count, const struct measure *measure, struct line_ends *ends,
    uint32_t *wide)
{
	assert(count >= 2 && measure->width > 0);
	uint32_t last = (uint32_t)count - 1;
	if (fit_one_line(letter_mem, stops, last, measure, ends))
		return true;

	struct best(*best)[CLASSES] =
	    arena_raw(letter_mem, arena_size(count, sizeof *best));
	struct search search = {stops, last, measure, best, false, 0};
	find_best(&search);
	if (least(best[last]) == INT64_MAX) {
		*wide = find_wide((const struct best(*)[CLASSES])best, last);
		return false;
	}
	collect(letter_mem, (const struct best(*)[CLASSES])best, last, ends);
	return true;
}

struct line_spacing
line_find_spacing(const struct measure *measure, mpt empty, mpt width,
    uint32_t spaces, uint32_t glyphs, bool last)
{
	struct line_spacing spacing = {0, 0};
	struct stretch stretch = stretch_of(measure, width, glyphs);
	if ((last && empty > 0) || (int64_t)-empty * 4 > width)
		return spacing;
	if (empty > stretch_most(stretch))
		empty = (mpt)stretch_most(stretch);
	int64_t over = (int64_t)empty - width / 2;
	int64_t room = (int64_t)width / 2 + stretch.letters;
	if (over > 0 && stretch.letters) {
		spacing.letter = over < room
				     ? (mpt)(measure->letter_most * over / room)
				     : measure->letter_most;
		empty -= spacing.letter * (mpt)(glyphs - 1);
	}
	if (spaces)
		spacing.word = empty / (mpt)spaces;
	return spacing;
}
