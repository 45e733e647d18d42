#include "specimen/cover.h"

#include <stdlib.h>

#include "base/hash.h"

struct cover
cover_make(struct arena *mem, size_t branches)
{
	enum { SLOTS = 1024 };
	return (struct cover){
	    .mem = mem,
	    .branches = branches,
	    .slots = ARENA_ARRAY(mem, uint32_t, SLOTS),
	    .slot_count = SLOTS,
	};
}

/* ---- seeing */

static uint32_t *
slot_of(const struct cover *cover, const struct branch_set *met)
{
	uint64_t hash = hash_short(0, (struct slice){(const char *)met->bits,
					  met->words * sizeof *met->bits});
	return &cover->slots[hash & (cover->slot_count - 1)];
}

static void
link_entry(struct cover *cover, size_t index)
{
	uint32_t *slot = slot_of(cover, &cover->entries[index].met);
	cover->entries[index].next = *slot;
	*slot = (uint32_t)index + 1;
}

static void
make_room(struct cover *cover)
{
	if (cover->count < cover->slot_count)
		return;
	cover->slot_count *= 4;
	cover->slots = ARENA_ARRAY(cover->mem, uint32_t, cover->slot_count);
	for (size_t i = 0; i < cover->count; i++)
		link_entry(cover, i);
}

static size_t
find_entry(struct cover *cover, const struct branch_set *met)
{
	for (uint32_t at = *slot_of(cover, met); at;
	     at = cover->entries[at - 1].next) {
		if (memcmp(cover->entries[at - 1].met.bits, met->bits,
			met->words * sizeof *met->bits) == 0)
			return at - 1;
	}
	make_room(cover);
	cover->entries = arena_grow(cover->mem, cover->entries, &cover->room,
	    cover->count + 1, sizeof *cover->entries);
	struct cover_entry *entry = &cover->entries[cover->count];
	*entry = (struct cover_entry){
	    .met = branch_set_new(cover->mem, cover->branches)};
	memcpy(entry->met.bits, met->bits, met->words * sizeof *met->bits);
	link_entry(cover, cover->count);
	return cover->count++;
}

static void
see_best(
    struct cover_best *best, const struct cover_letter *letter, int extreme)
{
	int64_t value = letter->extremes[extreme];
	size_t at = best->count;
	if (value <= 0)
		return;
	if (best->count && value == best->at[0].extremes[extreme])
		best->ties++;
	while (at && best->at[at - 1].extremes[extreme] < value)
		at--;
	if (at == COVER_SPARE)
		return;
	if (!at)
		best->ties = 1;
	size_t kept = best->count < COVER_SPARE ? best->count : COVER_SPARE - 1;
	if (kept > at)
		memmove(&best->at[at + 1], &best->at[at],
		    (kept - at) * sizeof *best->at);
	best->at[at] = *letter;
	best->count = kept + 1;
}

size_t
cover_see(struct cover *cover, uint32_t number, const struct branch_set *met,
    const int64_t extremes[EXTREMES])
{
	struct cover_letter letter = {
	    .number = number, .entry = find_entry(cover, met)};
	struct cover_entry *entry = &cover->entries[letter.entry];
	memcpy(letter.extremes, extremes, sizeof letter.extremes);
	if (entry->count < COVER_SPARE)
		entry->letters[entry->count++] = letter;
	for (int i = 0; i < EXTREMES; i++)
		see_best(&cover->best[i], &letter, i);
	return letter.entry;
}

static size_t
drop_from(struct cover_letter *letters, size_t count, uint32_t number)
{
	size_t kept = 0;
	for (size_t i = 0; i < count; i++) {
		if (letters[i].number != number)
			letters[kept++] = letters[i];
	}
	return kept;
}

void
cover_drop(struct cover *cover, uint32_t number)
{
	for (size_t i = 0; i < cover->count; i++)
		cover->entries[i].count = drop_from(
		    cover->entries[i].letters, cover->entries[i].count, number);
	for (int i = 0; i < EXTREMES; i++) {
		struct cover_best *best = &cover->best[i];
		best->count = drop_from(best->at, best->count, number);
	}
}

bool
cover_is_most(const struct cover *cover, enum extreme extreme, int64_t value)
{
	const struct cover_best *best = &cover->best[extreme];
	return best->count && value >= best->at[0].extremes[extreme];
}

/* ---- choosing */

struct choosing {
	const struct cover *cover;
	struct arena *mem;
	struct cover_letter *at;
	size_t count, room;
	struct branch_set met;
};

static const struct branch_set *
met_by(const struct choosing *choosing, const struct cover_letter *letter)
{
	return &choosing->cover->entries[letter->entry].met;
}

/* One that is not chosen yet: it adds something. */
static void
choose(struct choosing *choosing, const struct cover_letter *letter)
{
	const struct branch_set *met = met_by(choosing, letter);
	choosing->at = arena_grow(choosing->mem, choosing->at, &choosing->room,
	    choosing->count + 1, sizeof *choosing->at);
	choosing->at[choosing->count++] = *letter;
	for (size_t i = 0; i < met->words; i++)
		choosing->met.bits[i] |= met->bits[i];
}

static bool
is_attained(const struct choosing *choosing, int extreme,
    const struct cover_letter *but)
{
	const struct cover_best *best = &choosing->cover->best[extreme];
	for (size_t i = 0; best->count && i < choosing->count; i++) {
		if (&choosing->at[i] != but &&
		    choosing->at[i].extremes[extreme] >=
			best->at[0].extremes[extreme])
			return true;
	}
	return !best->count;
}

/* Letters that alone are the most extreme first: they are needed anyway. */
static void
choose_extremes(struct choosing *choosing, bool alone)
{
	for (int i = 0; i < EXTREMES; i++) {
		const struct cover_best *best = &choosing->cover->best[i];
		if (best->count && (best->ties == 1) == alone &&
		    !is_attained(choosing, i, NULL))
			choose(choosing, &best->at[0]);
	}
}

static unsigned
count_new(const struct choosing *choosing, const struct cover_entry *entry)
{
	unsigned count = 0;
	for (size_t i = 0; entry->count && i < entry->met.words; i++)
		count += (unsigned)__builtin_popcountll(
		    entry->met.bits[i] & ~choosing->met.bits[i]);
	return count;
}

/* Again and again the letter that adds most; the earlier of equals. */
static void
choose_greedily(struct choosing *choosing)
{
	for (;;) {
		const struct cover *cover = choosing->cover;
		const struct cover_entry *best = NULL;
		unsigned most = 0;
		for (size_t i = 0; i < cover->count; i++) {
			unsigned count =
			    count_new(choosing, &cover->entries[i]);
			if (count > most)
				best = &cover->entries[i];
			if (count > most)
				most = count;
		}
		if (!best)
			return;
		choose(choosing, &best->letters[0]);
	}
}

static bool
is_needed(const struct choosing *choosing, const struct cover_letter *letter)
{
	const struct branch_set *met = met_by(choosing, letter);
	/* each extreme is attained by some */
	for (int i = 0; i < EXTREMES; i++) {
		if (!is_attained(choosing, i, letter))
			return true;
	}
	for (size_t w = 0; w < met->words; w++) {
		uint64_t others = 0;
		for (size_t i = 0; i < choosing->count; i++) {
			if (&choosing->at[i] != letter)
				others |=
				    met_by(choosing, &choosing->at[i])->bits[w];
		}
		if (met->bits[w] & ~others)
			return true;
	}
	return false;
}

static void
leave_out(struct choosing *choosing)
{
	for (size_t i = choosing->count; i-- > 0;) {
		if (choosing->count < 2 ||
		    is_needed(choosing, &choosing->at[i]))
			continue;
		choosing->count--;
		memmove(&choosing->at[i], &choosing->at[i + 1],
		    (choosing->count - i) * sizeof *choosing->at);
	}
}

/* ---- how few could do */

static size_t
count_entries(const struct cover *cover, size_t branch)
{
	size_t count = 0;
	for (size_t i = 0; i < cover->count; i++)
		count += cover->entries[i].count &&
			 branch_set_has(&cover->entries[i].met, branch);
	return count;
}

/* All that some letter with the branch met as well. */
static void
add_neighbours(const struct cover *cover, size_t branch, struct branch_set *to)
{
	for (size_t i = 0; i < cover->count; i++) {
		const struct cover_entry *entry = &cover->entries[i];
		if (!entry->count || !branch_set_has(&entry->met, branch))
			continue;
		for (size_t w = 0; w < to->words; w++)
			to->bits[w] |= entry->met.bits[w];
	}
}

struct rarity {
	size_t branch, entries;
};

static int
compare_rarity(const void *a, const void *b)
{
	const struct rarity *one = a, *other = b;
	if (one->entries != other->entries)
		return one->entries < other->entries ? -1 : 1;
	return (one->branch > other->branch) - (one->branch < other->branch);
}

/*
 * The letters that alone are the most extreme, and one for each of some
 * branches that they did not meet and of which no letter met two.
 */
static size_t
find_least(const struct cover *cover, struct arena *mem)
{
	struct choosing forced = {
	    .cover = cover,
	    .mem = mem,
	    .met = branch_set_new(mem, cover->branches),
	};
	struct rarity *by =
	    ARENA_ARRAY(mem, struct rarity, cover->branches + 1);
	choose_extremes(&forced, true);
	size_t least = forced.count;
	for (size_t i = 0; i < cover->branches; i++)
		by[i] = (struct rarity){i, count_entries(cover, i)};
	qsort(by, cover->branches, sizeof *by, compare_rarity);
	for (size_t i = 0; i < cover->branches; i++) {
		if (!by[i].entries || branch_set_has(&forced.met, by[i].branch))
			continue;
		add_neighbours(cover, by[i].branch, &forced.met);
		least++;
	}
	return least;
}

static int
compare_letters(const void *a, const void *b)
{
	const struct cover_letter *one = a, *other = b;
	return (one->number > other->number) - (one->number < other->number);
}

struct cover_choice
cover_choose(const struct cover *cover, struct arena *mem)
{
	struct choosing choosing = {
	    .cover = cover,
	    .mem = mem,
	    .met = branch_set_new(mem, cover->branches),
	};
	choose_extremes(&choosing, true);
	choose_greedily(&choosing);
	choose_extremes(&choosing, false);
	leave_out(&choosing);
	if (choosing.count)
		qsort(choosing.at, choosing.count, sizeof *choosing.at,
		    compare_letters);
	return (struct cover_choice){
	    .letters = choosing.at,
	    .count = choosing.count,
	    .least = find_least(cover, mem),
	    .met = choosing.met,
	};
}
