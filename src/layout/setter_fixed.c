/*
 * layout/setter_fixed.c - what of a stationery no letter changes: hairlines,
 * boxes, pictures.
 */
#include "layout/dump.h"
#include "layout/messages.h"
#include "layout/setter_parts.h"

enum { HAIRLINE = 500 }; /* mpt */

/* One empty line as high as the galley, for things to be placed with. */
static struct galley *
new_galley(struct setter *setter, uint32_t frame, mpt height)
{
	struct arena *mem = setter->job_mem;
	struct galley *galley = ARENA_NEW(mem, struct galley);
	/* a place that no block of a text has (setter_block.c) */
	galley->id = setter->stationery->number * VARIANTS + frame + 1;
	galley->width = setter->stationery->frames[frame].width;
	galley->height = height;
	galley->lines = ARENA_NEW(mem, struct line);
	galley->lines[0].bottom = galley->lines[0].baseline = height;
	galley->line_count = 1;
	return galley;
}

static void
digest_galley(struct galley *galley)
{
	struct strbuf packed = {0};
	dump_pack_galley(&packed, galley, 0, 1);
	galley->digest = hash_of(strbuf_view(&packed));
	strbuf_fini(&packed);
}

static struct galley *
make_hairline(struct setter *setter, uint32_t frame)
{
	struct galley *galley = new_galley(setter, frame, HAIRLINE);
	galley->bars = ARENA_NEW(setter->job_mem, struct bar);
	galley->bars[0] = (struct bar){0, 0, galley->width, HAIRLINE,
	    setter->frame_styles[frame]->colour, 0};
	galley->bar_count = 1;
	digest_galley(galley);
	return galley;
}

/* The tint first; four bars around it, inside the frame. */
static struct galley *
make_box(struct setter *setter, uint32_t frame)
{
	const struct frame *f = &setter->stationery->frames[frame];
	struct galley *galley = new_galley(setter, frame, f->height);
	uint32_t colour = setter->frame_styles[frame]->colour;
	mpt line = f->border, inner = f->height - 2 * line;
	galley->bars = ARENA_ARRAY(setter->job_mem, struct bar, 5);
	if (f->filled)
		galley->bars[galley->bar_count++] =
		    (struct bar){0, 0, f->width, f->height, f->fill, 0};
	if (line) {
		const struct bar sides[] = {
		    {0, 0, f->width, line, colour, 0},
		    {0, f->height - line, f->width, line, colour, 0},
		    {0, line, line, inner, colour, 0},
		    {f->width - line, line, line, inner, colour, 0},
		};
		for (size_t i = 0; i < 4; i++)
			galley->bars[galley->bar_count++] = sides[i];
	}
	digest_galley(galley);
	return galley;
}

/* As a letter's own picture: in a paragraph, its words below it. */
static struct node *
make_image(struct setter *setter, const struct frame *frame)
{
	struct arena *mem = setter->job_mem;
	struct node *block = node_new(mem, NODE_PARAGRAPH, frame->file_span);
	struct node *image = node_new(mem, NODE_IMAGE, frame->file_span);
	struct node *words = node_new(mem, NODE_TEXT, frame->file_span);
	image->target = frame->file;
	image->start = frame->page;
	words->text = frame->alt;
	node_append(image, words);
	node_append(block, image);
	return block;
}

/* As large as the frame holds it, in its own proportions. */
static struct picture_size
fit_picture(const struct picture *picture, const struct frame *frame)
{
	int64_t columns = picture->columns, rows = picture->rows;
	int64_t width = frame->width, height = width * rows / columns;
	if (height > frame->height) {
		height = frame->height;
		width = height * columns / rows;
	}
	return (struct picture_size){
	    (mpt)(width > 0 ? width : 1), (mpt)(height > 0 ? height : 1)};
}

/* NULL after a report. */
static struct galley *
make_picture(struct setter *setter, uint32_t frame)
{
	const struct frame *f = &setter->stationery->frames[frame];
	struct node *block = make_image(setter, f);
	const struct picture *picture =
	    typecase_picture(setter->type, block->first);
	if (!picture)
		return NULL;
	struct picture_size size = fit_picture(picture, f);
	struct galley *galley = new_galley(setter, frame, size.height);
	galley->node = block;
	galley->lines[0].block = block;
	galley->images = ARENA_NEW(setter->job_mem, struct image);
	galley->images[0] = (struct image){.width = size.width,
	    .height = size.height,
	    .picture = picture,
	    .node = block->first};
	galley->image_count = 1;
	digest_galley(galley);
	return galley;
}

bool
setter_make_fixed(struct setter *setter)
{
	const struct stationery *s = setter->stationery;
	bool ok = true;
	for (uint32_t i = 0; i < s->frame_count; i++) {
		const struct frame *frame = &s->frames[i];
		struct galley **to = &setter->fixed[i];
		if (frame->role == FRAME_PICTURE)
			ok = (*to = make_picture(setter, i)) && ok;
		else if (frame->role == FRAME_BOX)
			*to = make_box(setter, i);
		else if (frame->rule_above)
			*to = make_hairline(setter, i);
	}
	return ok;
}

bool
setter_check_paper(struct setter *setter, picture_seen *seen, void *ctx)
{
	bool ok = true;
	for (size_t i = 0; seen && i < setter->stationery->frame_count; i++) {
		const struct galley *galley = setter->fixed[i];
		if (galley && galley->image_count)
			ok &= seen(galley->images[0].picture,
			    galley->images[0].node, ctx);
	}
	return ok;
}
