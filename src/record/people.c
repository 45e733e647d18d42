#include "record/people.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/code.h"
#include "base/hash.h"
#include "base/hash_set.h"
#include "base/memory.h"
#include "record/likeness.h"
#include "record/misspelt.h"
#include "record/name_words.h"
#include "record/plain.h"
#include "record/street_form.h"

#define WORDS_MOST 8 /* of a protected person's name; more are left out */
struct home {
	uint64_t street, postcode, name, bits; /* 0: not known */
	uint64_t words[WORDS_MOST];
	uint32_t word_count;
};

struct people {
	struct hash_set nine, ten; /* digits */
	struct hash_set streets;
	struct home *homes; /* by street, once closed */
	size_t home_count, home_room;
	uint32_t *by_name; /* indices of homes */
	struct strbuf scratch;
	struct name_reader *names;
	struct arena *mem;
};

struct people *
people_new(void)
{
	struct people *people = mem_new(1, sizeof *people);
	people->mem = arena_new();
	people->names = name_reader_new();
	return people;
}

void
people_free(struct people *people)
{
	if (!people)
		return;
	hash_set_fini(&people->nine);
	hash_set_fini(&people->ten);
	hash_set_fini(&people->streets);
	strbuf_fini(&people->scratch);
	name_reader_free(people->names);
	arena_free(people->mem);
	free(people->homes);
	free(people->by_name);
	free(people);
}

bool
people_is_empty(const struct people *people)
{
	return !people->home_count && !people->ten.count;
}

/* ---- numbers */

static uint64_t
hash_digits(const struct likeness *number, size_t digits)
{
	return hash_short(digits, (struct slice){number->ten, digits});
}

static bool
add_number(const struct likeness *number, void *ctx)
{
	struct people *people = ctx;
	if (likeness_has_date(number)) {
		hash_set_add(&people->nine, hash_digits(number, 9));
		hash_set_add(&people->ten, hash_digits(number, 10));
	}
	return false;
}

void
people_add_number(struct people *people, struct slice cell)
{
	if (likeness_may_hold(cell))
		likeness_each(cell, &people->scratch, add_number, people);
}

static bool
is_known(const struct likeness *number, void *ctx)
{
	const struct people *people = ctx;
	return number->spelt
		   ? hash_set_has(&people->nine, hash_digits(number, 9))
		   : hash_set_has(&people->ten, hash_digits(number, 10));
}

bool
people_has_number(struct people *people, struct slice cell)
{
	return people->ten.count && likeness_may_hold(cell) &&
	       likeness_each(cell, &people->scratch, is_known, people);
}

void
people_add_misspelt_number(struct people *people, struct slice cell)
{
	misspelt_each(people->mem, cell, add_number, people);
	arena_reset(people->mem);
}

/* ---- names and streets */

/* All words of one are among the other's; a single one must be all there is. */
static bool
is_name(const struct home *home, const struct name_words *words)
{
	size_t common = 0;
	if (!(home->bits & words->bits))
		return false;
	for (size_t i = 0; i < home->word_count; i++)
		common += name_words_have(words, home->words[i]);
	return common == home->word_count ||
	       (common >= 2 && common == words->count);
}

uint64_t
people_street(struct people *people, struct slice text, bool is_street)
{
	uint64_t street = street_form_hash(
	    people->mem, plain_letters(people->mem, text), is_street);
	arena_reset(people->mem);
	return street;
}

static uint64_t
postcode_of(struct slice text)
{
	char digits[16];
	size_t count = 0;
	for (size_t i = 0; i < text.len && count < sizeof digits; i++) {
		if (char_is_digit(text.at[i]))
			digits[count++] = text.at[i];
	}
	return count ? hash_short(2, (struct slice){digits, count}) | 1 : 0;
}

/* ---- homes */

void
people_add_home(struct people *people, const struct slice *names, size_t count,
    struct slice street, struct slice postcode)
{
	struct name_words words = {.count = 0};
	for (size_t i = 0; i < count; i++)
		name_words_join(&words, name_words_of(people->names, names[i]));
	if (!words.count)
		return;
	people->homes = mem_grow(people->homes, &people->home_room,
	    people->home_count + 1, sizeof *people->homes);
	struct home *home = &people->homes[people->home_count++];
	*home = (struct home){
	    .street = people_street(people, street, true),
	    .postcode = postcode_of(postcode),
	    .name = name_words_sum(&words),
	    .bits = words.bits,
	};
	while (
	    home->word_count < words.count && home->word_count < WORDS_MOST) {
		home->words[home->word_count] = words.at[home->word_count];
		home->word_count++;
	}
	if (home->street)
		hash_set_add(&people->streets, home->street);
}

static int
compare_streets(const void *a, const void *b)
{
	const struct home *x = a, *y = b;
	return (x->street > y->street) - (x->street < y->street);
}

struct named {
	uint64_t name;
	uint32_t home;
};

static int
compare_names(const void *a, const void *b)
{
	const struct named *x = a, *y = b;
	return (x->name > y->name) - (x->name < y->name);
}

void
people_close(struct people *people)
{
	size_t count = people->home_count;
	if (!count)
		return;
	qsort(people->homes, count, sizeof *people->homes, compare_streets);
	struct named *named = mem_new(count, sizeof *named);
	for (size_t i = 0; i < count; i++)
		named[i] = (struct named){people->homes[i].name, (uint32_t)i};
	qsort(named, count, sizeof *named, compare_names);
	free(people->by_name);
	people->by_name = mem_new(count, sizeof *people->by_name);
	for (size_t i = 0; i < count; i++)
		people->by_name[i] = named[i].home;
	free(named);
}

bool
people_has_street(const struct people *people, uint64_t street)
{
	return street && hash_set_has(&people->streets, street);
}

static size_t
first_in_street(const struct people *people, uint64_t street)
{
	size_t low = 0, high = people->home_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (people->homes[middle].street < street)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool
lives_there(const struct people *people, uint64_t street,
    const struct name_words *words)
{
	for (size_t i = first_in_street(people, street);
	     i < people->home_count && people->homes[i].street == street; i++) {
		if (is_name(&people->homes[i], words))
			return true;
	}
	return false;
}

static bool
is_own(struct people *people, uint64_t street, const struct slice *cells,
    const size_t *own, size_t own_count)
{
	struct name_words words = {.count = 0};
	for (size_t i = 0; i < own_count; i++)
		name_words_join(
		    &words, name_words_of(people->names, cells[own[i]]));
	return lives_there(people, street, &words);
}

/* The bits of all words in cells that may be names. */
static uint64_t
name_bits(struct people *people, const struct slice *cells, size_t count)
{
	uint64_t bits = 0;
	for (size_t i = 0; i < count; i++) {
		if (name_may_be(cells[i]))
			bits |= name_words_of(people->names, cells[i])->bits;
	}
	return bits;
}

/* Whether two words of somebody's name in the street may be among those, or
 * the only one. */
static bool
may_live_there(const struct people *people, uint64_t street, uint64_t bits)
{
	for (size_t i = first_in_street(people, street);
	     i < people->home_count && people->homes[i].street == street; i++) {
		uint64_t common = people->homes[i].bits & bits;
		if (common == people->homes[i].bits || (common & (common - 1)))
			return true;
	}
	return false;
}

/* In one of the cells, or in two beside each other. */
static bool
is_in_cells(struct people *people, uint64_t street, const struct slice *cells,
    size_t count)
{
	struct name_words both = {.count = 0};
	for (size_t i = 0; i < count; i++) {
		struct name_words here = {.count = 0};
		if (name_may_be(cells[i]))
			here = *name_words_of(people->names, cells[i]);
		name_words_join(&both, &here);
		if (here.count && (lives_there(people, street, &here) ||
				      lives_there(people, street, &both)))
			return true;
		both = here;
	}
	return false;
}

bool
people_has_home(struct people *people, uint64_t street,
    const struct slice *cells, size_t count, const size_t *own,
    size_t own_count)
{
	bool found =
	    (own_count && is_own(people, street, cells, own, own_count)) ||
	    (count &&
		may_live_there(
		    people, street, name_bits(people, cells, count)) &&
		is_in_cells(people, street, cells, count));
	arena_reset(people->mem);
	return found;
}

bool
people_has_kin(struct people *people, uint64_t street,
    const struct slice *cells, size_t count)
{
	size_t first = first_in_street(people, street);
	bool found = false;
	for (size_t i = 0; i < count && !found; i++) {
		struct name_words here = {.count = 0};
		if (name_may_be(cells[i]))
			here = *name_words_of(people->names, cells[i]);
		for (size_t h = first; !found && h < people->home_count &&
				       people->homes[h].street == street;
		     h++) {
			const struct home *home = &people->homes[h];
			for (size_t k = 0; k < home->word_count; k++)
				found |= name_words_have(&here, home->words[k]);
		}
	}
	arena_reset(people->mem);
	return found;
}

/* Words of a sentence at whose start a street is looked for. */
#define STARTS_MOST 16

/* Streets that begin at some word of the cell, which has a number. */
static size_t
streets_in(struct people *people, struct slice cell, uint64_t *streets)
{
	struct slice folded = plain_letters(people->mem, cell);
	size_t count = 0;
	bool inside = false;
	for (size_t at = 0; at < folded.len && count < STARTS_MOST; at++) {
		bool letter = plain_is_word(folded.at[at]);
		if (letter && !inside && !char_is_digit(folded.at[at])) {
			uint64_t street = street_form_hash(
			    people->mem, slice_from(folded, at), false);
			if (people_has_street(people, street))
				streets[count++] = street;
		}
		inside = letter;
	}
	return count;
}

bool
people_has_home_in(struct people *people, struct slice cell,
    const struct slice *cells, size_t count)
{
	uint64_t streets[STARTS_MOST];
	struct name_words words = {.count = 0};
	bool found = false;
	size_t street_count = streets_in(people, cell, streets);
	if (street_count)
		words = *name_words_of(people->names, cell);
	for (size_t i = 0; i < street_count && !found; i++)
		found = lives_there(people, streets[i], &words) ||
			is_in_cells(people, streets[i], cells, count);
	arena_reset(people->mem);
	return found;
}

/* ---- names alone */

static size_t
first_of_name(const struct people *people, uint64_t name)
{
	size_t low = 0, high = people->home_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (people->homes[people->by_name[middle]].name < name)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool
may_be_at(const struct home *home, uint64_t street, uint64_t postcode)
{
	bool streets = home->street && street,
	     postcodes = home->postcode && postcode;
	if (!streets && !postcodes)
		return true;
	return (streets && home->street == street) ||
	       (postcodes && home->postcode == postcode);
}

bool
people_has_name(struct people *people, struct slice name, struct slice street,
    struct slice postcode)
{
	struct name_words words = {.count = 0};
	if (!people->home_count)
		return false;
	words = *name_words_of(people->names, name);
	uint64_t wanted = name_words_sum(&words);
	uint64_t there = people_street(people, street, true),
		 code = postcode_of(postcode);
	size_t i =
	    words.count ? first_of_name(people, wanted) : people->home_count;
	for (; i < people->home_count; i++) {
		const struct home *home = &people->homes[people->by_name[i]];
		if (home->name != wanted)
			return false;
		if (may_be_at(home, there, code))
			return true;
	}
	return false;
}
