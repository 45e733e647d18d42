#include "pdf/repeat.h"

#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"

enum {
	SLOTS = 8192, /* a power of two; the last that came has the slot */
	LONGEST = 4096, /* bytes that are kept of one */
};

/* Of a pen outside a text object, all that the next operators depend on. */
struct pen_state {
	int32_t part;
	mpt size;
	uint32_t colour;
	mpt word_space, letter_space, rise;
};

struct repeat {
	uint64_t serial; /* 0: none */
	uint32_t from, to;
	mpt x, y;
	struct pen_state before, after;
	struct strbuf bytes;
	bool *used; /* by part of a font */
};

struct repeats {
	struct repeat *slots;
	size_t parts;
	bool *used; /* scratch */
};

struct repeats *
repeats_new(const struct faces *faces)
{
	struct repeats *repeats = mem_new(1, sizeof *repeats);
	repeats->parts = faces_parts(faces);
	repeats->slots = mem_new(SLOTS, sizeof *repeats->slots);
	repeats->used = mem_new(repeats->parts + 1, sizeof *repeats->used);
	return repeats;
}

void
repeats_free(struct repeats *repeats)
{
	if (!repeats)
		return;
	for (size_t i = 0; i < SLOTS; i++) {
		strbuf_fini(&repeats->slots[i].bytes);
		free(repeats->slots[i].used);
	}
	free(repeats->slots);
	free(repeats->used);
	free(repeats);
}

static struct pen_state
state_of(const struct pen *pen)
{
	return (struct pen_state){
	    .part = pen->part,
	    .size = pen->size,
	    .colour = pen->colour,
	    .word_space = pen->word_space,
	    .letter_space = pen->letter_space,
	    .rise = pen->rise,
	};
}

static bool
same_state(const struct pen_state *a, const struct pen_state *b)
{
	return a->part == b->part && a->size == b->size &&
	       a->colour == b->colour && a->word_space == b->word_space &&
	       a->letter_space == b->letter_space && a->rise == b->rise;
}

static bool
is_same(const struct repeat *kept, const struct piece *piece, mpt x, mpt y,
    const struct pen_state *before)
{
	return kept->serial == piece->galley->serial &&
	       kept->from == piece->from && kept->to == piece->to &&
	       kept->x == x && kept->y == y &&
	       same_state(&kept->before, before);
}

static void
mark_used(const struct repeats *repeats, const bool *used, bool *to)
{
	for (size_t i = 0; i < repeats->parts; i++)
		to[i] |= used[i];
}

static void
say_again(
    const struct repeats *repeats, const struct repeat *kept, struct pen *pen)
{
	strbuf_add(pen->out, strbuf_view(&kept->bytes));
	pen->part = kept->after.part;
	pen->size = kept->after.size;
	pen->colour = kept->after.colour;
	pen->word_space = kept->after.word_space;
	pen->letter_space = kept->after.letter_space;
	pen->rise = kept->after.rise;
	mark_used(repeats, kept->used, pen->used);
}

static void
keep(const struct repeats *repeats, struct repeat *slot,
    const struct piece *piece, mpt x, mpt y, const struct pen_state *before,
    const struct pen *pen, struct slice bytes)
{
	if (!slot->used)
		slot->used = mem_new(repeats->parts + 1, sizeof *slot->used);
	slot->serial = piece->galley->serial;
	slot->from = piece->from;
	slot->to = piece->to;
	slot->x = x;
	slot->y = y;
	slot->before = *before;
	slot->after = state_of(pen);
	strbuf_reset(&slot->bytes);
	strbuf_add(&slot->bytes, bytes);
	memcpy(slot->used, repeats->used, repeats->parts * sizeof *slot->used);
}

void
repeats_add_lines(struct repeats *repeats, struct content *content,
    const struct piece *piece, mpt x, mpt y)
{
	const struct galley *galley = piece->galley;
	struct pen *pen = &content->pen;
	struct repeat *slot = &repeats->slots[galley->serial & (SLOTS - 1)];
	struct pen_state before = state_of(pen);
	bool *used = pen->used;
	size_t start = pen->out->len;
	assert(!pen->in_text && !content->joined);
	if (!galley->serial || galley->image_count) {
		content_add_lines(
		    content, galley, piece->from, piece->to, x, y);
		return;
	}
	if (is_same(slot, piece, x, y, &before)) {
		say_again(repeats, slot, pen);
		return;
	}
	memset(repeats->used, 0, repeats->parts * sizeof *repeats->used);
	pen->used = repeats->used;
	content_add_lines(content, galley, piece->from, piece->to, x, y);
	pen->used = used;
	mark_used(repeats, repeats->used, used);
	if (!content->failed && pen->out->len - start <= LONGEST)
		keep(repeats, slot, piece, x, y, &before, pen,
		    slice_from(strbuf_view(pen->out), start));
}
