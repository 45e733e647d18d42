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

/* In mpt, outwards. */
static int64_t
scaled(int64_t units, const struct run *run, bool up)
{
	int64_t upem = run->font->upem;
	int64_t exact = units * run->size;
	int64_t whole = exact / upem;
	if (exact % upem && (exact > 0) == up)
		whole += up ? 1 : -1;
	return whole;
}

struct reach
reach_of_box(const struct run *run, const int32_t box[4])
{
	return (struct reach){
	    .left = scaled(box[0], run, false),
	    .top = -scaled(box[3], run, true),
	    .right = scaled(box[2], run, true),
	    .bottom = -scaled(box[1], run, false),
	};
}

struct reach
reach_of_line(const struct galley *galley, const struct line *line)
{
	int64_t width = larger(galley->width, line->width);
	struct reach all = {0, line->top, width, line->bottom};
	for (size_t i = 0; i < line->run_count; i++) {
		const struct run *run = &line->runs[i];
		struct reach box = reach_of_box(run, run->font->box);
		int64_t y = (int64_t)line->baseline - run->rise;
		int64_t em = run->size;
		all.left = smaller(all.left, run->x + box.left - em);
		all.left = smaller(all.left, box.left - em);
		all.right = larger(all.right, width + box.right + em);
		all.top = smaller(all.top, y + box.top - em);
		all.bottom = larger(all.bottom, y + box.bottom + em);
	}
	return all;
}

struct reach
reach_of_lines(const struct galley *galley)
{
	struct reach all = reach_of_line(galley, &galley->lines[0]);
	for (size_t i = 1; i < galley->line_count; i++) {
		struct reach line = reach_of_line(galley, &galley->lines[i]);
		all.left = smaller(all.left, line.left);
		all.top = smaller(all.top, line.top);
		all.right = larger(all.right, line.right);
		all.bottom = larger(all.bottom, line.bottom);
	}
	return all;
}
