#include "load/names_in_text.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "job/computed.h"
#include "job/fixed_words.h"
#include "letter/word.h"
#include "load/messages.h"
#include "record/person_name.h"
#include "text/normal.h"

#define WORDS_MOST 5 /* of a name */
#define CELLS_MOST 8 /* that a name is made from */

/* Words of the letter that stand together, in folded form. */
struct phrase {
	uint64_t hash;
	struct span span;
	uint32_t rows; /* whose name it is */
};

struct names_in_text {
	const struct job *job;
	struct arena *mem, *row_mem;
	struct phrase *at;
	size_t count, room;
	uint32_t *slots; /* index + 1; a power of two, half of them free */
	size_t slot_count;
	/* The name's cells: parts of it, or each a whole name. */
	size_t cells[CELLS_MOST];
	size_t cell_count;
	bool whole;
};

static uint64_t
add_word(struct arena *mem, uint64_t hash, struct slice word)
{
	hash = hash_short(hash, text_fold(mem, word));
	return hash_short(hash, SLICE(" "));
}

/* ---- the letter's phrases */

static bool
starts_with_capital(struct slice word)
{
	size_t at = 0;
	uint32_t code = utf8_next(word, &at);
	if (code < 0x80)
		return code >= 'A' && code <= 'Z';
	/* Beyond Latin-1 no care is taken: any letter may begin a name. */
	return code < 0xC0 || code > 0xFF || code <= 0xDE;
}

static bool
is_blank_between(struct slice text, size_t from, size_t to)
{
	for (size_t at = from; at < to;) {
		uint32_t code = utf8_next(text, &at);
		if (code == '\n' || !code_is_blank(code))
			return false;
	}
	return to > from;
}

static void
add_phrase(struct names_in_text *watch, uint64_t hash, struct span span)
{
	watch->at = arena_grow(watch->mem, watch->at, &watch->room,
	    watch->count + 1, sizeof *watch->at);
	watch->at[watch->count++] = (struct phrase){.hash = hash, .span = span};
}

/* The phrases that begin with the word; two words or more. */
static void
add_phrases(struct names_in_text *watch, const struct fixed_text *text,
    struct slice first, size_t at)
{
	size_t from = (size_t)(first.at - text->text.at);
	uint64_t hash = add_word(watch->mem, 0, first);
	for (size_t words = 1; words < WORDS_MOST; words++) {
		struct slice word;
		size_t end = at;
		if (!word_next(text->text, &at, &word))
			return;
		size_t begin = (size_t)(word.at - text->text.at);
		if (!is_blank_between(text->text, end, begin))
			return;
		hash = add_word(watch->mem, hash, word);
		if (starts_with_capital(word))
			add_phrase(watch, hash,
			    fixed_text_span(text, from, at - from));
	}
}

static void
take_text(const struct fixed_text *text, void *ctx)
{
	struct names_in_text *watch = ctx;
	struct slice word;
	for (size_t at = 0; word_next(text->text, &at, &word);) {
		if (starts_with_capital(word))
			add_phrases(watch, text, word, at);
	}
}

static void
index_phrases(struct names_in_text *watch)
{
	watch->slot_count = 64;
	while (watch->slot_count < 2 * watch->count)
		watch->slot_count *= 2;
	watch->slots = ARENA_ARRAY(watch->mem, uint32_t, watch->slot_count);
	for (size_t i = 0; i < watch->count; i++) {
		size_t at = watch->at[i].hash & (watch->slot_count - 1);
		while (watch->slots[at])
			at = (at + 1) & (watch->slot_count - 1);
		watch->slots[at] = (uint32_t)i + 1;
	}
}

/* ---- the register's names */

static void
take_source(size_t column, void *ctx)
{
	struct names_in_text *watch = ctx;
	if (watch->cell_count < CELLS_MOST)
		watch->cells[watch->cell_count++] = column;
}

static void
find_cells(struct names_in_text *watch)
{
	const struct job *job = watch->job;
	for (size_t i = 0; i < job->reads.address.name_count; i++)
		watch->whole |=
		    job->reads.columns.at[job->reads.address.name[i]].computed;
	for (size_t i = 0; i < job->reads.address.name_count; i++)
		computed_each_source(&job->reads, job->reads.address.name[i],
		    take_source, watch);
	watch->whole |= watch->cell_count == 1;
}

static void
close_names(void *state)
{
	struct names_in_text *watch = state;
	if (!watch)
		return;
	arena_free(watch->mem);
	arena_free(watch->row_mem);
	free(watch);
}

/* NULL where no words stand together that could be a name. */
static void *
open_names(const struct job *job)
{
	struct names_in_text *watch = mem_new(1, sizeof *watch);
	watch->job = job;
	watch->mem = arena_new();
	watch->row_mem = arena_new();
	if (!job->only_protected)
		fixed_words_each(job, take_text, watch);
	if (!watch->count) {
		close_names(watch);
		return NULL;
	}
	index_phrases(watch);
	find_cells(watch);
	return watch;
}

static void
look_up(struct names_in_text *watch, uint64_t hash)
{
	size_t at = hash & (watch->slot_count - 1);
	for (; watch->slots[at]; at = (at + 1) & (watch->slot_count - 1)) {
		struct phrase *phrase = &watch->at[watch->slots[at] - 1];
		phrase->rows += phrase->hash == hash;
	}
}

/* The words of a name in one order; *count then says how many. */
static uint64_t
add_words(struct names_in_text *watch, uint64_t hash, struct slice text,
    size_t most, size_t *count)
{
	struct slice word;
	size_t taken = 0;
	for (size_t at = 0; taken < most && word_next(text, &at, &word);
	     taken++)
		hash = add_word(watch->row_mem, hash, word);
	*count += taken;
	return hash;
}

static void
look_up_name(struct names_in_text *watch, struct slice first, struct slice last)
{
	size_t all = 0, few = 0;
	uint64_t hash = add_words(watch, 0, first, SIZE_MAX, &all);
	hash = add_words(watch, hash, last, SIZE_MAX, &all);
	if (all >= 2)
		look_up(watch, hash);
	if (!last.len)
		return;
	hash = add_words(watch, 0, first, 1, &few);
	hash = add_words(watch, hash, last, SIZE_MAX, &few);
	if (few >= 2 && few < all)
		look_up(watch, hash);
}

static void
take_whole(struct names_in_text *watch, struct slice cell)
{
	struct person_name name;
	if (person_name_read(watch->row_mem, cell, &name) == NULL)
		look_up_name(watch, name.first_names, name.surname);
	else
		look_up_name(watch, cell, (struct slice){NULL, 0});
}

/* Protected or not, as the register has it. */
static void
see_row(void *state, const struct watched *row)
{
	struct names_in_text *watch = state;
	const struct slice *cells = row->cells;
	if (!watch || !watch->cell_count)
		return;
	size_t last = watch->cell_count - 1;
	for (size_t i = 0; watch->whole && i < watch->cell_count; i++)
		take_whole(watch, cells[watch->cells[i]]);
	if (!watch->whole) {
		struct slice parts[CELLS_MOST];
		for (size_t i = 0; i < last; i++)
			parts[i] = cells[watch->cells[i]];
		look_up_name(watch,
		    arena_join(watch->row_mem, parts, last, SLICE(" ")),
		    cells[watch->cells[last]]);
	}
	arena_reset(watch->row_mem);
}

static bool
report_names(void *state, const struct watch_end *end)
{
	const struct names_in_text *watch = state;
	for (size_t i = 0; watch && i < watch->count; i++) {
		if (!watch->at[i].rows)
			continue;
		struct diag *diag = end->diag;
		REPORT(diag, watch->at[i].span, &load_name_in_text,
		    ARGS(watch->at[i].rows));
		HINT(diag, &load_name_in_text_hint, NO_ARGS);
		diag_conceal(diag);
	}
	return true;
}

const struct watcher names_in_text_watcher = {
    .open = open_names,
    .see_row = see_row,
    .report = report_names,
    .close = close_names,
};
