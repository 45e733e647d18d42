/*
 * layout/setter_parts.h - what the files of the setter share.
 *
 * setter.c makes letters, setter_block.c keeps fixed blocks, setter_frame.c
 * fills frames, mark.c adds the letter's number.
 */
#ifndef LAYOUT_SETTER_PARTS_H
#define LAYOUT_SETTER_PARTS_H

#include "base/strbuf.h"
#include "layout/flow.h"
#include "layout/paragraph.h"
#include "layout/setter.h"

enum {
	VARIANTS = 2 * STATIONERY_FRAMES_MAX, /* frame, large print or not */
};

/* Fixed blocks set for one frame and size, by node id. */
struct kept_blocks {
	const struct block **at;
	size_t room;
};

struct setter {
	struct arena *job_mem;
	const struct stationery *stationery;
	struct typecase *type;
	struct style *large; /* all styles for large print, or NULL */
	const struct style *frame_styles[STATIONERY_FRAMES_MAX];
	const struct tongue *frame_tongue;
	bool planning; /* glyphs are being collected: the first to set a row */
	struct galley *fixed[STATIONERY_FRAMES_MAX]; /* NULL where a frame has
							none */
	uint32_t body_first, body_next; /* frames */
	struct kept_blocks kept[VARIANTS];
	struct block_store *store, *lines; /* blocks; lines of addresses */
	struct strbuf packed;
	struct hasher *hasher;
};

/* One letter being set. */
struct job_letter {
	struct setter *setter;
	struct arena *mem;
	const struct letter_content *content;
	struct problem *why;
	const struct tongue *tongue;
	const struct block **body;
	size_t body_count; /* with the frames that large print takes along … */
	size_t own_count; /* … and without */
	struct flow flow;
	struct frame_blocks *frames; /* one per stationery frame */
	struct galley *address;
};

/* A text frame's blocks, each at its y. */
struct frame_blocks {
	const struct block **blocks;
	mpt *y;
	size_t count;
};

/* How blocks of a frame are set. */
struct setting setter_setting(const struct job_letter *letter, uint32_t frame);

/* The block, from those kept where it is fixed. NULL, and why. */
const struct block *setter_block(
    const struct job_letter *letter, uint32_t frame, const struct node *node);
void setter_block_fini(struct setter *setter);

/* Fills in the digest of a whole galley, by which the content hash knows it, and
 * its reach. */
void setter_finish_galley(struct setter *setter, struct galley *galley);

/* Numbers a frame in normal or large print. */
uint32_t setter_variant(const struct job_letter *letter, uint32_t frame);

/*
 * Blocks with values that came before with the same values ("Hej Anna!") are
 * set once. Bounded: two generations; the older one goes when the younger is
 * full, so that a letter's pages outlive some hundred letters after it.
 */
struct block_store;

struct block_store *block_store_new(void);
void block_store_free(struct block_store *store);
/* Between letters: begins a new generation where the last is full. */
void block_store_tidy(struct block_store *store);
/* NULL, and why. */
const struct block *block_store_find(
    const struct job_letter *letter, uint32_t frame, const struct node *node);

/* The same of a text that is a line by itself, in the frame's style; `node`
 * stands for it in reports. */
const struct block *block_store_find_line(const struct job_letter *letter,
    uint32_t frame, struct slice text, const struct node *node);

/* Makes hairlines, boxes and pictures, once; false after reports. */
bool setter_make_fixed(struct setter *setter);

/* Sets a text frame's blocks. False, and why, where they do not fit. */
bool setter_fill_frame(struct job_letter *letter, uint32_t frame);
/* Sets the address. False, and why, where it does not fit its window. */
bool setter_set_address(struct job_letter *letter, uint32_t frame);

/* Where text begins below a frame's top: under its hairline, if any. */
mpt setter_frame_top(const struct setter *setter, uint32_t frame);

static inline bool
setter_on_page(const struct frame *frame, size_t page)
{
	return frame->pages == PAGES_ALL ||
	       (frame->pages == PAGES_FIRST) == (page == 0);
}

/* Whole millimetres, rounded up, for messages. */
static inline long long
setter_mm(mpt length)
{
	return ((long long)length * 254 + 719999) / 720000;
}

#endif
