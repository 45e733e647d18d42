#include "set/ink.h"

#include "layout/reach.h"

static int64_t
larger(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

static int64_t
smaller(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

int64_t
ink_beyond(const struct ink *what, const struct ink *area)
{
	int64_t across =
	    larger(area->left - what->left, what->right - area->right);
	int64_t down =
	    larger(area->top - what->top, what->bottom - area->bottom);
	return larger(0, larger(across, down));
}

int64_t
ink_within(const struct ink *what, const struct ink *area)
{
	int64_t across =
	    smaller(what->right - area->left, area->right - what->left);
	int64_t down =
	    smaller(what->bottom - area->top, area->bottom - what->top);
	return larger(0, smaller(across, down));
}

/* A run's pen on the page, with which glyphs are placed. */
struct stroke {
	const struct run *run;
	int64_t x, y; /* of the first glyph's pen */
};

static struct ink
moved_by(const struct reach *reach, int64_t x, int64_t y)
{
	return (struct ink){
	    .left = x + reach->left,
	    .top = y + reach->top,
	    .right = x + reach->right,
	    .bottom = y + reach->bottom,
	};
}

static struct ink
boxed(const struct run *run, const int32_t box[4], int64_t x, int64_t y)
{
	struct reach reach = reach_of_box(run, box);
	return moved_by(&reach, x, y);
}

/* As layout/line_make.c widens them. */
static bool
is_space(const struct run *run, const struct glyph *glyph)
{
	if (glyph->cluster >= run->text.len)
		return false;
	const char *at = run->text.at + glyph->cluster;
	return *at == ' ' || *at == '\t' ||
	       (*at == '\xC2' && glyph->cluster + 1 < run->text.len &&
		   at[1] == '\xA0');
}

static int64_t
advance(const struct run *run, const struct glyph *glyph)
{
	return (int64_t)glyph->advance + run->letter_space +
	       (is_space(run, glyph) ? run->word_space : 0);
}

/* A line to write on (layout/page.h), as pdf/run.c draws it. */
static struct ink
rule_of(const struct stroke *stroke)
{
	return (struct ink){stroke->x, stroke->y, stroke->x + stroke->run->rule,
	    stroke->y + RULE_HEIGHT};
}

/* Not smaller than the ink of all its glyphs. */
static struct ink
whole_run(const struct stroke *stroke)
{
	const struct run *run = stroke->run;
	if (run->rule)
		return rule_of(stroke);
	int64_t width = 0, low = 0, high = 0, left = 0, right = 0;
	for (size_t i = 0; i < run->count; i++) {
		const struct glyph *glyph = &run->glyphs[i];
		width += advance(run, glyph);
		low = smaller(low, glyph->dy);
		high = larger(high, glyph->dy);
		left = smaller(left, glyph->dx);
		right = larger(right, glyph->dx);
	}
	struct ink ink = boxed(run, run->font->box, stroke->x, stroke->y);
	ink.left += left;
	ink.right += larger(width, 0) + right;
	ink.top -= high;
	ink.bottom -= low;
	return ink;
}

static bool
each_glyph(const struct stroke *stroke, ink_seen *seen, void *ctx)
{
	const struct run *run = stroke->run;
	int64_t x = stroke->x;
	if (run->rule) {
		struct ink ink = rule_of(stroke);
		return seen(&ink, ctx);
	}
	for (size_t i = 0; i < run->count; i++) {
		const struct glyph *glyph = &run->glyphs[i];
		int32_t box[4];
		font_glyph_box(run->font, glyph->id, box);
		if (box[0] != box[2] && box[1] != box[3]) {
			struct ink ink = boxed(
			    run, box, x + glyph->dx, stroke->y - glyph->dy);
			if (!seen(&ink, ctx))
				return false;
		}
		x += advance(run, glyph);
	}
	return true;
}

static bool
is_placed(uint32_t line, const struct piece *piece)
{
	return !piece->galley->line_count ||
	       (line >= piece->from && line < piece->to);
}

static bool
each_rectangle(
    const struct piece *piece, int64_t moved, ink_seen *seen, void *ctx)
{
	const struct galley *galley = piece->galley;
	for (size_t i = 0; i < galley->bar_count; i++) {
		const struct bar *bar = &galley->bars[i];
		int64_t x = (int64_t)piece->x + bar->x, y = moved + bar->y;
		struct ink ink = {x, y, x + bar->width, y + bar->height};
		if (is_placed(bar->line, piece) && !seen(&ink, ctx))
			return false;
	}
	for (size_t i = 0; i < galley->image_count; i++) {
		const struct image *image = &galley->images[i];
		int64_t x = (int64_t)piece->x + image->x, y = moved + image->y;
		struct ink ink = {x, y, x + image->width, y + image->height};
		if (is_placed(image->line, piece) && !seen(&ink, ctx))
			return false;
	}
	return true;
}

/* Whether the lines are clear without a look at each: mostly they are. */
static bool
is_clear(const struct piece *piece, int64_t moved, ink_seen *coarse, void *ctx)
{
	const struct galley *galley = piece->galley;
	if (!galley->reached)
		return false;
	struct ink all = moved_by(&galley->reach, piece->x, moved);
	return coarse(&all, ctx);
}

void
ink_each(const struct piece *piece, ink_seen *coarse, ink_seen *seen, void *ctx)
{
	const struct galley *galley = piece->galley;
	int64_t top = piece->from < galley->line_count
			  ? galley->lines[piece->from].top
			  : 0;
	int64_t moved = piece->y - top;
	if (!each_rectangle(piece, moved, seen, ctx) ||
	    is_clear(piece, moved, coarse, ctx))
		return;
	for (uint32_t i = piece->from; i < piece->to; i++) {
		const struct line *line = &galley->lines[i];
		struct reach reach = reach_of_line(galley, line);
		struct ink all = moved_by(&reach, piece->x, moved);
		bool near = line->run_count && !coarse(&all, ctx);
		for (size_t k = 0; near && k < line->run_count; k++) {
			const struct run *run = &line->runs[k];
			struct stroke stroke = {run, (int64_t)piece->x + run->x,
			    moved + line->baseline - run->rise};
			struct ink whole = whole_run(&stroke);
			if (!coarse(&whole, ctx) &&
			    !each_glyph(&stroke, seen, ctx))
				return;
		}
	}
}
