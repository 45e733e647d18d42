#include "layout/line.h"

#include <assert.h>

enum { CLASSES = LINE_VERY_WIDE + 1 };

/* The best way to end a line at a stop, with spacing of one class. */
struct best {
	int64_t total; /* INT64_MAX: no way */
	uint32_t from;
	int32_t demerits;
	uint8_t from_class;
};

static int32_t
short_demerits(mpt empty, mpt width)
{
	int64_t s = (int64_t)empty * 1000 / width;
	return (int32_t)(s * s / 100);
}

/* Stretch used in thousandths; 1000 of shrinking is a quarter of the spaces. */
static int64_t
stretch_ratio(mpt empty, mpt space)
{
	if (empty == 0)
		return 0;
	if (space <= 0)
		return empty > 0 ? INT32_MAX : -INT32_MAX;
	return empty > 0 ? (int64_t)empty * 2000 / space
			 : (int64_t)empty * 4000 / space;
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
justified_demerits(
    mpt empty, mpt space, mpt width, bool last, enum line_class *spacing)
{
	if (empty < 0 && (int64_t)-empty * 4 > space)
		return LINE_IMPOSSIBLE;
	int64_t r = last && empty > 0 ? 0 : stretch_ratio(empty, space);
	*spacing = class_of(r);
	if (r > LINE_STRETCH_MOST)
		return LINE_LOOSE + short_demerits(empty, width) * 100;
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

int32_t
line_demerits(const struct stop *stops, uint32_t from, uint32_t to,
    uint32_t last, const struct measure *measure, enum line_class *spacing)
{
	const struct stop *a = &stops[from], *b = &stops[to];
	mpt used = b->end - a->start;
	mpt empty = measure->width - used;
	int32_t demerits;

	*spacing = LINE_NORMAL;
	if (measure->justified) {
		demerits =
		    justified_demerits(empty, b->space_end - a->space_start,
			measure->width, to == last, spacing);
		if (demerits == LINE_IMPOSSIBLE)
			return demerits;
	} else {
		if (empty < 0)
			return LINE_IMPOSSIBLE;
		if (b->hyphen && b->rest - a->start >= measure->width / 5 * 4)
			return LINE_IMPOSSIBLE;
		demerits = LINE_BASE;
		if (to != last)
			demerits += short_demerits(empty, measure->width);
	}
	if (to == last)
		return demerits +
		       last_demerits(stops, from, to, used, measure->width) +
		       (a->hyphen ? LINE_HYPHEN_LAST : 0);
	return demerits + b->cost + (b->hyphen ? LINE_HYPHEN : 0);
}

int32_t
line_demerits_beside(const struct stop *stops, uint32_t from, uint32_t to,
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

static void
offer(struct best *best, int64_t total, uint32_t from, int32_t demerits,
    uint8_t from_class)
{
	/* On equal totals the later start wins: fuller lines come first. */
	if (total < best->total)
		*best = (struct best){total, from, demerits, from_class};
}

/* All ways from stop `from`, in any class, to stop `to`. */
static void
try_line(const struct stop *stops, uint32_t from, uint32_t to, uint32_t last,
    const struct measure *measure, struct best (*best)[CLASSES])
{
	enum line_class spacing;
	int32_t own = line_demerits(stops, from, to, last, measure, &spacing);
	if (own == LINE_IMPOSSIBLE)
		return;
	for (uint8_t c = 0; c < CLASSES; c++) {
		const struct best *before = &best[from][c];
		if (before->total == INT64_MAX)
			continue;
		int32_t demerits = own + line_demerits_beside(stops, from, to,
					     (enum line_class)c, spacing);
		offer(&best[to][spacing], before->total + demerits, from,
		    demerits, c);
	}
}

static int64_t
least(const struct best *best)
{
	int64_t total = best[0].total;
	for (size_t c = 1; c < CLASSES; c++)
		total = best[c].total < total ? best[c].total : total;
	return total;
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
 * Fills best[to], the fullest lines first: what is as dear before its last
 * line as the best so far is with it cannot win. On equal totals the later
 * start wins.
 */
static void
find_best_ragged(const struct stop *stops, uint32_t first, uint32_t to,
    uint32_t last, const struct measure *measure, struct best (*best)[CLASSES])
{
	struct best *found = &best[to][LINE_NORMAL];
	for (uint32_t from = first; from < to; from++) {
		int64_t before = best[from][LINE_NORMAL].total;
		enum line_class spacing;
		if (before == INT64_MAX || before + LINE_BASE > found->total)
			continue;
		int32_t own =
		    line_demerits(stops, from, to, last, measure, &spacing);
		if (own == LINE_IMPOSSIBLE)
			continue;
		own += line_demerits_beside(
		    stops, from, to, LINE_NORMAL, LINE_NORMAL);
		if (before + own <= found->total)
			*found =
			    (struct best){before + own, from, own, LINE_NORMAL};
	}
}

/*
 * The same for justified lines, of any spacing. Widths only grow as `from`
 * goes back, so the first that is too wide even with all spaces shrunk ends
 * the search.
 */
static void
find_best_justified(const struct stop *stops, uint32_t to, uint32_t last,
    const struct measure *measure, struct best (*best)[CLASSES])
{
	for (uint32_t from = to; from-- > 0;) {
		mpt used = stops[to].end - stops[from].start;
		mpt space = stops[to].space_end - stops[from].space_start;
		if (used - space / 4 > measure->width)
			break;
		if (least(best[from]) != INT64_MAX)
			try_line(stops, from, to, last, measure, best);
	}
}

static void
find_all(const struct stop *stops, uint32_t last, const struct measure *measure,
    struct best (*best)[CLASSES])
{
	uint32_t first = 0;
	for (uint32_t to = 1; to <= last; to++) {
		if (measure->justified) {
			find_best_justified(stops, to, last, measure, best);
			continue;
		}
		first = find_first(stops, first, to, measure->width);
		find_best_ragged(stops, first, to, last, measure, best);
	}
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

/* The stop that ends the first word no line can hold. */
static uint32_t
find_wide(const struct best (*best)[CLASSES], uint32_t last)
{
	uint32_t reached = 0;
	for (uint32_t i = 1; i <= last; i++) {
		if (least(best[i]) != INT64_MAX)
			reached = i;
	}
	return reached < last ? reached + 1 : last;
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
	for (uint32_t i = 0; i <= last; i++) {
		for (size_t c = 0; c < CLASSES; c++)
			best[i][c].total = INT64_MAX;
	}
	best[0][LINE_NORMAL] = (struct best){.total = 0};
	find_all(stops, last, measure, best);
	if (least(best[last]) == INT64_MAX) {
		*wide = find_wide((const struct best(*)[CLASSES])best, last);
		return false;
	}
	collect(letter_mem, (const struct best(*)[CLASSES])best, last, ends);
	return true;
}

mpt
line_word_space(mpt empty, mpt space, uint32_t spaces, bool last)
{
	if (!spaces || (last && empty > 0))
		return 0;
	if ((int64_t)-empty * 4 > space)
		return 0;
	if (stretch_ratio(empty, space) > LINE_STRETCH_MOST)
		empty = (mpt)((int64_t)space * LINE_STRETCH_MOST / 2000);
	return empty / (mpt)spaces;
}
