#include "paper/ruler.h"

/* Tenths of a millimetre. */
#define TENTHS(count) MPT_OF_MM100((count)*10)
#define MM(count) MPT_OF_MM100((int64_t)(count)*100)

enum {
	BLACK = 0x000000,
	GREY = 0x888888,
	LIGHT = 0xCCCCCC,
	TINT = 0xEEEEEE,
};

/* ---- rulers */

/* Every tenth millimetre is longest, every fifth longer. */
static mpt
tick_length(int mm)
{
	return TENTHS(mm % 10 == 0 ? 30 : mm % 5 == 0 ? 22 : 13);
}

static int
whole_mm(mpt length)
{
	return (int)((int64_t)length * 254 / 720000);
}

/* A tick's middle is its millimetre. */
static void
draw_ticks(struct drawing *drawing, bool across, int from, int to)
{
	mpt thin = TENTHS(1);
	for (int mm = from; mm <= to; mm++) {
		mpt length = tick_length(mm), at = MM(mm) - thin / 2;
		drawing_fill(drawing,
		    across
			? (struct box){at, MM(RULER_TOP) - length, thin, length}
			: (struct box){MM(RULER_LEFT) - length, at, length,
			      thin},
		    BLACK);
	}
}

static bool
draw_figures(struct drawing *drawing, struct lettering *figures, bool across,
    int from, int to, struct problem *why)
{
	for (int mm = (from + 9) / 10 * 10; mm <= to; mm += 10) {
		struct slice text = arena_print(drawing->mem, "%d", mm);
		mpt x = across ? MM(mm) - MM(5) : MM(RULER_LEFT) - TENTHS(136);
		mpt y =
		    across ? MM(RULER_TOP) - TENTHS(60) : MM(mm) - TENTHS(14);
		if (!lettering_place(figures, drawing,
			across ? "number" : "side", text, x, y, why))
			return false;
	}
	return true;
}

/* ---- folds */

struct fold
fold_of(const struct stationery *stationery)
{
	mpt height = stationery->page_height;
	struct fold fold = {.at = {height / 2, height / 3, height / 3 * 2}};
	fold.count = height > stationery->page_width ? 3 : 1;
	return fold;
}

static void
draw_folds(struct drawing *drawing, const struct stationery *stationery)
{
	const struct fold fold = fold_of(stationery);
	mpt width = stationery->page_width, thin = TENTHS(2);
	for (size_t i = 0; i < fold.count; i++) {
		mpt length = MM(i ? 3 : 6), y = fold.at[i] - thin / 2;
		mpt left = MM(RULER_LEFT) + TENTHS(5);
		drawing_fill(
		    drawing, (struct box){left, y, length, thin}, GREY);
		drawing_fill(drawing,
		    (struct box){width - MM(5) - length, y, length, thin},
		    GREY);
	}
}

bool
ruler_draw(struct drawing *drawing, struct lettering *figures,
    const struct stationery *stationery, struct problem *why)
{
	int right = whole_mm(stationery->page_width) - 5;
	int bottom = whole_mm(stationery->page_height) - 5;
	mpt thin = TENTHS(1);
	draw_ticks(drawing, true, RULER_LEFT + 1, right);
	draw_ticks(drawing, false, RULER_TOP + 1, bottom);
	drawing_fill(drawing,
	    (struct box){MM(RULER_LEFT + 1), MM(RULER_TOP),
		MM(right - RULER_LEFT - 1), thin},
	    BLACK);
	drawing_fill(drawing,
	    (struct box){MM(RULER_LEFT), MM(RULER_TOP + 1), thin,
		MM(bottom - RULER_TOP - 1)},
	    BLACK);
	draw_folds(drawing, stationery);
	drawing_place_bars(drawing);
	return draw_figures(
		   drawing, figures, true, RULER_LEFT + 1, right, why) &&
	       draw_figures(
		   drawing, figures, false, RULER_TOP + 1, bottom, why);
}

/* ---- what the stationery says */

static void
draw_clear(struct drawing *drawing, const struct stationery *s)
{
	const struct stationery_clear *clear = &s->clear;
	const struct box strips[] = {
	    {0, 0, clear->left, s->page_height},
	    {s->page_width - clear->right, 0, clear->right, s->page_height},
	    {0, 0, s->page_width, clear->top},
	    {0, s->page_height - clear->bottom, s->page_width, clear->bottom},
	};
	for (size_t i = 0; i < sizeof strips / sizeof *strips; i++) {
		if (strips[i].width && strips[i].height)
			drawing_fill(drawing, strips[i], TINT);
	}
}

static void
draw_window(struct drawing *drawing, const struct stationery_window *window)
{
	mpt by = window->tolerance;
	const struct box box = {
	    window->x, window->y, window->width, window->height};
	const struct box around = {
	    box.x - by, box.y - by, box.width + 2 * by, box.height + 2 * by};
	if (!window->given)
		return;
	if (by)
		drawing_outline(drawing, around, TENTHS(2), MM(2), GREY);
	drawing_outline(drawing, box, TENTHS(3), 0, BLACK);
}

void
ruler_draw_frames(struct drawing *drawing, const struct stationery *stationery)
{
	draw_clear(drawing, stationery);
	for (size_t i = 0; i < stationery->frame_count; i++) {
		const struct frame *frame = &stationery->frames[i];
		const struct box box = {
		    frame->x, frame->y, frame->width, frame->height};
		if (frame->pages == PAGES_FOLLOWING)
			continue;
		if (frame->role == FRAME_ADDRESS)
			drawing_outline(
			    drawing, box, TENTHS(1), TENTHS(6), GREY);
		else if (frame->role == FRAME_TEXT)
			drawing_outline(drawing, box, TENTHS(1), 0, LIGHT);
	}
	draw_window(drawing, &stationery->window);
	drawing_place_bars(drawing);
}
