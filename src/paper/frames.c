#include "paper/frames.h"

#include "letter/letter.h"

/* A text with `stand_in` for each {{field}}. */
static struct slice
fill_fields(struct arena *mem, struct slice text, struct slice stand_in)
{
	struct strbuf out = {0};
	while (text.len) {
		size_t open = slice_find(text, SLICE("{{"));
		size_t end = slice_find(slice_from(text, open), SLICE("}}"));
		strbuf_add(&out, slice_part(text, 0, open));
		if (open < text.len)
			strbuf_add(&out, stand_in);
		text = slice_from(text, open + end + 2);
	}
	struct slice filled = arena_dup(mem, strbuf_view(&out));
	strbuf_fini(&out);
	return filled;
}

static void
take_blocks(
    struct arena *mem, const struct letter *letter, struct frame_content *to)
{
	size_t count = 0;
	for (struct node *n = letter->root->first; n; n = n->next)
		count++;
	const struct node **blocks =
	    ARENA_ARRAY(mem, const struct node *, count + 1);
	for (struct node *n = letter->root->first; n; n = n->next)
		blocks[to->count++] = n;
	to->blocks = blocks;
}

struct frame_content *
frames_read(struct arena *mem, const struct stationery *stationery,
    struct slice stand_in, struct diag *diag)
{
	static const char *const no_folders[] = {NULL};
	struct frame_content *all =
	    ARENA_ARRAY(mem, struct frame_content, stationery->frame_count + 1);
	uint32_t next_id = 1;
	const struct letter_options options = {
	    .default_language = arena_dup_text(mem, stationery->language),
	    .part_folders = no_folders,
	    .next_id = &next_id,
	};
	for (size_t i = 0; i < stationery->frame_count; i++) {
		const struct frame *frame = &stationery->frames[i];
		if (frame->role != FRAME_TEXT)
			continue;
		const struct letter *letter = letter_parse(mem,
		    stationery->file, fill_fields(mem, frame->text, stand_in),
		    frame->text_span, &options, diag);
		if (!letter->broken)
			take_blocks(mem, letter, &all[i]);
	}
	return all;
}

bool
frames_try(struct setter *setter, struct arena *mem,
    const struct stationery *stationery, const struct frame_content *all,
    size_t frame, struct problem *why)
{
	struct frame_content *only =
	    ARENA_ARRAY(mem, struct frame_content, stationery->frame_count + 1);
	struct pages pages;
	only[frame] = all[frame];
	const struct letter_content content = {
	    .language = arena_dup_text(mem, stationery->language),
	    .frames = only,
	};
	return setter_set_letter(setter, mem, &content, &pages, why);
}
