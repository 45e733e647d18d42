#include "plan/shapes.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "plan/account.h"
#include "text/normal.h"

#define SHAPE_LONGEST 48
#define LEAST_CELLS 5
/* More different shapes than this are free text: counted together. */
#define KINDS_MOST 512

struct kind {
	uint64_t hash;
	uint32_t count;
	struct slice shape;
};

struct tally {
	struct arena *mem;
	struct kind *kinds;
	size_t count, room;
	uint32_t filled, beyond;
};

static char
class_of(uint32_t code)
{
	if (code >= '0' && code <= '9')
		return '9';
	bool latin_capital = code >= 0xC0 && code <= 0xDE && code != 0xD7;
	if ((code >= 'A' && code <= 'Z') || latin_capital)
		return 'A';
	if ((code >= 'a' && code <= 'z') ||
	    (code >= 0xC0 && code_is_letter(code)))
		return 'a';
	return 0;
}

/* Writes the shape; what is too long ends in an ellipsis. */
static struct slice
write_shape(struct slice text, char to[SHAPE_LONGEST + 8])
{
	size_t len = 0, run = 0;
	char last = 0;
	for (size_t at = 0; at < text.len;) {
		uint32_t code = utf8_next(text, &at);
		char class = class_of(code);
		run = class == last ? run + 1 : 1;
		last = class;
		if (class == 'a' && run > 1) {
			if (run == 2)
				to[len++] = '+';
		} else if (class) {
			to[len++] = class;
		} else {
			len += utf8_encode(to + len, code);
		}
		if (len >= SHAPE_LONGEST && at < text.len) {
			len += utf8_encode(to + len, 0x2026);
			break;
		}
	}
	return (struct slice){to, len};
}

static bool
add_cell(uint32_t row, struct slice text, void *ctx)
{
	struct tally *tally = ctx;
	char bytes[SHAPE_LONGEST + 8];
	(void)row;
	if (!text.len)
		return true;
	tally->filled++;
	struct slice shape = write_shape(text, bytes);
	uint64_t hash = hash_short(0, shape);
	for (size_t i = 0; i < tally->count; i++) {
		if (tally->kinds[i].hash == hash) {
			tally->kinds[i].count++;
			return true;
		}
	}
	if (tally->count == KINDS_MOST) {
		tally->beyond++;
		return true;
	}
	tally->kinds = mem_grow(
	    tally->kinds, &tally->room, tally->count + 1, sizeof *tally->kinds);
	tally->kinds[tally->count++] = (struct kind){
	    .hash = hash,
	    .count = 1,
	    .shape = arena_dup(tally->mem, shape),
	};
	return true;
}

static int
compare_kinds(const void *a, const void *b)
{
	const struct kind *x = a, *y = b;
	if (x->count != y->count)
		return x->count < y->count ? 1 : -1;
	return slice_compare(x->shape, y->shape);
}

static void
settle(struct tally *tally, struct column_shapes *to)
{
	to->filled = tally->filled;
	to->kinds = (uint32_t)tally->count + tally->beyond;
	if (tally->count)
		qsort(tally->kinds, tally->count, sizeof *tally->kinds,
		    compare_kinds);
	for (size_t i = 0; i < tally->count && i < SHAPES_SHOWN; i++) {
		if (tally->kinds[i].count < LEAST_CELLS)
			break;
		to->common[i].shape = tally->kinds[i].shape;
		to->common[i].count = tally->kinds[i].count;
		to->common_count++;
	}
}

static bool
report_shapes(void *state, const struct watch_end *end)
{
	const struct job *job = end->job;
	(void)state;
	size_t count = job->reads.columns.count;
	struct column_shapes *shapes =
	    ARENA_ARRAY(job->mem, struct column_shapes, count + 1);
	struct tally tally = {.mem = job->mem};
	bool ok = true;
	for (size_t i = 0; ok && i < count; i++) {
		tally.count = 0;
		tally.filled = tally.beyond = 0;
		ok = plan_each_cell(end->plan, i, add_cell, &tally);
		settle(&tally, &shapes[i]);
	}
	free(tally.kinds);
	end->account->shapes = shapes;
	return ok;
}

const struct watcher shapes_watcher = {
    .report = report_shapes,
};
