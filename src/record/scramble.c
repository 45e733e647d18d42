#include "record/scramble.h"

#include "record/messages.h"
#include "text/normal.h"

#define TOWNS 6 /* told apart under one postcode; the rest are odd */
#define POSTCODES 100000

#define PLACES_LEAST 20
#define PLACES_SHARE 5
#define BIRTHS_LEAST 10
#define BIRTHS_SHARE 20

struct place {
	struct slice towns[TOWNS]; /* folded */
	uint32_t rows[TOWNS];
	uint32_t all;
};

struct scramble {
	struct arena *job_mem;
	struct place **places; /* by the postcode's five digits */
	uint32_t births, odd_births;
};

struct scramble *
scramble_new(struct arena *job_mem)
{
	struct scramble *scramble = ARENA_NEW(job_mem, struct scramble);
	scramble->job_mem = job_mem;
	scramble->places = ARENA_ARRAY(job_mem, struct place *, POSTCODES);
	return scramble;
}

/* The five digits as a number; POSTCODES where there are not five. */
static size_t
number_of(struct slice postcode)
{
	size_t number = 0, digits = 0;
	for (size_t i = 0; i < postcode.len; i++) {
		char c = postcode.at[i];
		if (c < '0' || c > '9')
			continue;
		number = number * 10 + (size_t)(c - '0');
		digits++;
	}
	return digits == 5 ? number : POSTCODES;
}

static void
count_town(struct arena *job_mem, struct place *place, struct slice town)
{
	place->all++;
	for (size_t i = 0; i < TOWNS; i++) {
		if (!place->rows[i])
			place->towns[i] =
			    arena_dup(job_mem, text_fold(job_mem, town));
		if (!place->rows[i] || text_same(place->towns[i], town)) {
			place->rows[i]++;
			return;
		}
	}
}

void
scramble_add_place(
    struct scramble *scramble, struct slice postcode, struct slice town)
{
	size_t number = number_of(postcode);
	if (number == POSTCODES || text_is_blank(town))
		return;
	struct place **place = &scramble->places[number];
	if (!*place)
		*place = ARENA_NEW(scramble->job_mem, struct place);
	count_town(scramble->job_mem, *place, town);
}

void
scramble_add_births(struct scramble *scramble, day by_key, day by_column)
{
	if (by_key == DAY_NONE || by_column == DAY_NONE)
		return;
	scramble->births++;
	scramble->odd_births += by_key != by_column;
}

static bool
is_suspected(uint32_t odd, uint32_t all, uint32_t least, uint32_t share)
{
	return odd >= least && (uint64_t)odd * share >= all;
}

struct scramble_counts
scramble_count(const struct scramble *scramble)
{
	struct scramble_counts counts = {
	    .births = scramble->births, .odd_births = scramble->odd_births};
	for (size_t i = 0; i < POSTCODES; i++) {
		const struct place *place = scramble->places[i];
		uint32_t most = 0;
		if (!place || place->all < 2)
			continue;
		for (size_t k = 0; k < TOWNS; k++)
			most = place->rows[k] > most ? place->rows[k] : most;
		counts.places += place->all;
		counts.odd_places += place->all - most;
	}
	counts.places_suspected = is_suspected(
	    counts.odd_places, counts.places, PLACES_LEAST, PLACES_SHARE);
	counts.births_suspected = is_suspected(
	    counts.odd_births, counts.births, BIRTHS_LEAST, BIRTHS_SHARE);
	return counts;
}

bool
scramble_check(
    const struct scramble *scramble, struct span span, struct diag *diag)
{
	struct scramble_counts counts = scramble_count(scramble);
	if (counts.places_suspected)
		REPORT(diag, span, &record_scrambled_places,
		    ARGS(counts.odd_places, counts.places));
	if (counts.births_suspected)
		REPORT(diag, span, &record_scrambled_births,
		    ARGS(counts.odd_births, counts.births));
	return !counts.places_suspected && !counts.births_suspected;
}
