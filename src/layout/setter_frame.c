#include "layout/messages.h"
#include "layout/setter_parts.h"

mpt
setter_frame_top(const struct setter *setter, uint32_t frame)
{
	return setter->stationery->frames[frame].rule_above
		   ? setter->frame_styles[frame]->before
		   : 0;
}

static bool
report_full(const struct job_letter *letter, uint32_t frame, mpt over)
{
	const struct frame_content *content = &letter->content->frames[frame];
	const struct frame *f = &letter->setter->stationery->frames[frame];
	bool fixed = true;
	for (size_t i = 0; i < content->count; i++)
		fixed &= content->blocks[i]->fixed;
	PROBLEM(letter->why, &layout_frame_full, ARGS(f->name));
	if (fixed)
		typecase_report(letter->setter->type, f->text_span,
		    &layout_frame_text, ARGS(f->name, setter_mm(over)));
	return false;
}

bool
setter_fill_frame(struct job_letter *letter, uint32_t frame)
{
	const struct frame_content *content = &letter->content->frames[frame];
	const struct frame *f = &letter->setter->stationery->frames[frame];
	struct frame_blocks *out = &letter->frames[frame];
	mpt y = setter_frame_top(letter->setter, frame);
	mpt gap = 0;
	out->blocks =
	    ARENA_ARRAY(letter->mem, const struct block *, content->count);
	out->y = ARENA_ARRAY(letter->mem, mpt, content->count);
	for (size_t i = 0; i < content->count; i++) {
		const struct block *block =
		    setter_block(letter, frame, content->blocks[i]);
		if (!block)
			return false;
		if (!block->galley.line_count)
			continue;
		if (out->count)
			y += (block->before > gap ? block->before : gap) +
			     block->pen;
		out->blocks[out->count] = block;
		out->y[out->count++] = y;
		y += block->galley.height;
		gap = block->after;
	}
	if (y > f->height)
		return report_full(letter, frame, y - f->height);
	return true;
}

/* The row's text, for what is said of it; the line is named apart. */
static const struct node address_node = {
    .kind = NODE_TEXT,
    .origin = {"address", sizeof "address" - 1},
};

static bool
set_address_line(
    struct job_letter *letter, uint32_t frame, size_t index, struct line *to)
{
	const struct frame *f = &letter->setter->stationery->frames[frame];
	const struct block *line = block_store_find_line(
	    letter, frame, letter->content->address[index], &address_node);
	if (!line) {
		if (letter->why->message == &layout_missing_glyph)
			PROBLEM(letter->why, &layout_address_glyph,
			    ARGS(index + 1, letter->why->arguments[1].text));
		return false;
	}
	if (!line->galley.line_count)
		return true;
	*to = line->galley.lines[0];
	if (to->width > f->width) {
		PROBLEM(letter->why, &layout_address_wide,
		    ARGS(index + 1, setter_mm(to->width - f->width)));
		return false;
	}
	mpt top = (mpt)index * letter->setter->frame_styles[frame]->leading;
	to->top += top;
	to->bottom += top;
	to->baseline += top;
	return true;
}

bool
setter_set_address(struct job_letter *letter, uint32_t frame)
{
	const struct frame *f = &letter->setter->stationery->frames[frame];
	mpt leading = letter->setter->frame_styles[frame]->leading;
	size_t count = letter->content->address_count;
	if ((mpt)count * leading > f->height) {
		PROBLEM(letter->why, &layout_address_lines,
		    ARGS(count, f->height / leading));
		return false;
	}
	struct galley *galley = ARENA_NEW(letter->mem, struct galley);
	galley->width = f->width;
	galley->height = (mpt)count * leading;
	galley->lines = ARENA_ARRAY(letter->mem, struct line, count);
	galley->line_count = count;
	for (size_t i = 0; i < count; i++) {
		if (!set_address_line(letter, frame, i, &galley->lines[i]))
			return false;
	}
	letter->address = galley;
	return true;
}
