#include <stdlib.h>

#include "base/memory.h"
#include "layout/dump.h"
#include "layout/reach.h"
#include "layout/setter_parts.h"

struct setting
setter_setting(const struct job_letter *letter, uint32_t frame)
{
	struct setter *setter = letter->setter;
	const struct stationery *stationery = setter->stationery;
	bool body = stationery->frames[frame].role == FRAME_BODY;
	bool large = body && letter->content->large_print && setter->large;
	size_t plain =
	    (size_t)(setter->frame_styles[frame] - stationery->styles);
	const struct style *styles = large ? setter->large : stationery->styles;
	return (struct setting){
	    .type = setter->type,
	    .mem = letter->mem,
	    .scratch = letter->mem,
	    .tongue = body ? letter->tongue : setter->frame_tongue,
	    .stationery = stationery,
	    .styles = styles,
	    .plain = &styles[plain],
	    .body = body,
	    .why = letter->why,
	};
}

/*
 * The number of a shared galley depends on its node and frame, never on which
 * letter came first: every process gives it the same.
 */
static uint32_t
galley_id(const struct node *node, uint32_t variant)
{
	return node->id * VARIANTS + variant;
}

uint32_t
setter_variant(const struct job_letter *letter, uint32_t frame)
{
	bool large = letter->content->large_print && letter->setter->large;
	return frame + (large ? STATIONERY_FRAMES_MAX : 0u);
}

static const struct block **
find_kept(struct setter *setter, uint32_t variant, uint32_t id)
{
	struct kept_blocks *kept = &setter->kept[variant];
	size_t had = kept->room;
	kept->at =
	    mem_grow(kept->at, &kept->room, (size_t)id + 1, sizeof *kept->at);
	if (kept->room > had)
		memset(
		    kept->at + had, 0, (kept->room - had) * sizeof *kept->at);
	return &kept->at[id];
}

void
setter_finish_galley(struct setter *setter, struct galley *galley)
{
	strbuf_reset(&setter->packed);
	dump_pack_galley(
	    &setter->packed, galley, 0, (uint32_t)galley->line_count);
	hasher_start(setter->hasher);
	hasher_add(setter->hasher, strbuf_view(&setter->packed));
	galley->digest = hasher_finish(setter->hasher);
	galley->reached = galley->line_count > 0;
	if (galley->reached)
		galley->reach = reach_of_lines(galley);
}

static const struct block *
make_shared(const struct job_letter *letter, uint32_t frame,
    const struct node *node, uint32_t variant)
{
	struct setter *setter = letter->setter;
	struct setting setting = setter_setting(letter, frame);
	setting.mem = setter->job_mem;
	struct block *block = ARENA_NEW(setter->job_mem, struct block);
	mpt width = setter->stationery->frames[frame].width;
	if (!block_set(&setting, node, width, block))
		return NULL;
	block->galley.id = galley_id(node, variant);
	setter_finish_galley(setter, &block->galley);
	return block;
}

const struct block *
setter_block(
    const struct job_letter *letter, uint32_t frame, const struct node *node)
{
	if (node->fixed && node->id) {
		uint32_t variant = setter_variant(letter, frame);
		const struct block **kept =
		    find_kept(letter->setter, variant, node->id);
		if (!*kept)
			*kept = make_shared(letter, frame, node, variant);
		return *kept;
	}
	return block_store_find(letter, frame, node);
}

void
setter_block_fini(struct setter *setter)
{
	for (size_t i = 0; i < VARIANTS; i++)
		free(setter->kept[i].at);
	block_store_free(setter->store);
	block_store_free(setter->lines);
}
