#include "paper/drawing.h"

struct drawing
drawing_start(struct arena *mem, const struct stationery *stationery)
{
	return (struct drawing){
	    .mem = mem,
	    .pages = {.width = stationery->page_width,
		.height = stationery->page_height,
		.at = ARENA_NEW(mem, struct page),
		.count = 1},
	};
}

void
drawing_fill(struct drawing *drawing, struct box box, uint32_t colour)
{
	drawing->bars = arena_grow(drawing->mem, drawing->bars,
	    &drawing->bar_room, drawing->bar_count + 1, sizeof *drawing->bars);
	drawing->bars[drawing->bar_count++] =
	    (struct bar){box.x, box.y, box.width, box.height, colour, 0};
}

/* From x, y to the right or down, in dashes; the last one is cut. */
static void
draw_line(struct drawing *drawing, struct box line, mpt dash, uint32_t colour)
{
	bool across = line.width > line.height;
	mpt length = across ? line.width : line.height;
	mpt step = dash ? dash + dash / 2 : length;
	for (mpt at = 0; at < length; at += step) {
		mpt part = dash && dash < length - at ? dash : length - at;
		drawing_fill(drawing,
		    (struct box){line.x + (across ? at : 0),
			line.y + (across ? 0 : at), across ? part : line.width,
			across ? line.height : part},
		    colour);
	}
}

void
drawing_outline(struct drawing *drawing, struct box box, mpt thickness,
    mpt dash, uint32_t colour)
{
	mpt half = thickness / 2;
	mpt left = box.x - half, top = box.y - half;
	struct box across = {left, top, box.width + thickness, thickness};
	struct box down = {left, top, thickness, box.height + thickness};
	draw_line(drawing, across, dash, colour);
	draw_line(drawing, down, dash, colour);
	across.y += box.height;
	down.x += box.width;
	draw_line(drawing, across, dash, colour);
	draw_line(drawing, down, dash, colour);
}

static struct piece *
add_pieces(struct drawing *drawing, size_t count)
{
	struct page *page = drawing->pages.at;
	page->pieces = arena_grow(drawing->mem, page->pieces, &drawing->room,
	    page->count + count, sizeof *page->pieces);
	page->count += count;
	return page->pieces + page->count - count;
}

void
drawing_place_bars(struct drawing *drawing)
{
	struct galley *galley = ARENA_NEW(drawing->mem, struct galley);
	galley->width = drawing->pages.width;
	galley->height = drawing->pages.height;
	galley->lines = ARENA_NEW(drawing->mem, struct line);
	galley->lines[0].bottom = galley->lines[0].baseline = galley->height;
	galley->line_count = 1;
	galley->bars = drawing->bars;
	galley->bar_count = drawing->bar_count;
	*add_pieces(drawing, 1) = (struct piece){
	    .galley = galley, .to = 1, .artifact = true, .role = "box"};
	drawing->bars = NULL;
	drawing->bar_count = drawing->bar_room = 0;
}

void
drawing_place(struct drawing *drawing, const struct page *page, mpt x, mpt y,
    bool artifact)
{
	struct piece *to = add_pieces(drawing, page->count);
	for (size_t i = 0; i < page->count; i++) {
		to[i] = page->pieces[i];
		to[i].x += x;
		to[i].y += y;
		to[i].artifact |= artifact;
		to[i].aside = false;
	}
}
