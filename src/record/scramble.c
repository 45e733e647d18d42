#include "record/scramble.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/memory.h"
#include "record/messages.h"
#include "text/normal.h"

#define POSTCODES 100000
#define AREA 1000 /* postcodes with the same first two digits */

/* Pairs of postcode and town: Sweden has 17,000. Beyond it nothing is added,
 * which leaves the register judged by its first rows. */
#define PAIRS_MOST (1u << 18)
#define SPELLINGS 256 /* remembered */

#define SHARED_LEAST 20
#define ODD_LEAST 10
#define ODD_SHARE 20
#define FEW_BIRTHS_LEAST 5

struct pair {
	uint64_t town; /* a hash of its folded name */
	uint32_t place; /* a postcode, an area, or 0 */
	uint32_t rows; /* 0: free */
};

struct pairs {
	struct pair *at;
	size_t count, room; /* room: a power of two */
};

/* A town as it is spelt, and the hash of its folded name. */
struct spelling {
	uint64_t as_written, folded;
};

struct scramble {
	struct pairs places;
	struct spelling spellings[SPELLINGS];
	struct arena *mem; /* reset after each name folded */
	uint32_t births, odd_births;
};

struct scramble *
scramble_new(void)
{
	struct scramble *scramble = mem_new(1, sizeof *scramble);
	scramble->mem = arena_new();
	return scramble;
}

void
scramble_free(struct scramble *scramble)
{
	if (!scramble)
		return;
	arena_free(scramble->mem);
	free(scramble->places.at);
	free(scramble);
}

/* ---- rows by place and town */

static struct pair *
find_pair(const struct pairs *pairs, uint64_t town, uint32_t place)
{
	uint64_t hash = (town ^ place) * 0x9e3779b97f4a7c15u;
	size_t at = (hash ^ hash >> 32) & (pairs->room - 1);
	while (pairs->at[at].rows &&
	       (pairs->at[at].town != town || pairs->at[at].place != place))
		at = (at + 1) & (pairs->room - 1);
	return &pairs->at[at];
}

static void
grow(struct pairs *pairs)
{
	struct pairs wider = {.room = pairs->room ? pairs->room * 2 : 256};
	wider.at = mem_new(wider.room, sizeof *wider.at);
	wider.count = pairs->count;
	for (size_t i = 0; i < pairs->room; i++) {
		const struct pair *pair = &pairs->at[i];
		if (pair->rows)
			*find_pair(&wider, pair->town, pair->place) = *pair;
	}
	free(pairs->at);
	*pairs = wider;
}

static void
add(struct pairs *pairs, uint64_t town, uint32_t place, uint32_t rows)
{
	if (pairs->count * 2 >= pairs->room)
		grow(pairs);
	struct pair *pair = find_pair(pairs, town, place);
	if (!pair->rows) {
		*pair = (struct pair){.town = town, .place = place};
		pairs->count++;
	}
	pair->rows += rows;
}

/* The five digits as a number; POSTCODES where there are not five. */
static uint32_t
number_of(struct slice postcode)
{
	uint32_t number = 0, digits = 0;
	for (size_t i = 0; i < postcode.len; i++) {
		char c = postcode.at[i];
		if (c < '0' || c > '9')
			continue;
		number = number * 10 + (uint32_t)(c - '0');
		if (++digits > 5)
			break;
	}
	return digits == 5 ? number : POSTCODES;
}

/* Towns are few and come again: folding each would cost more than the rest. */
static uint64_t
hash_town(struct scramble *scramble, struct slice town)
{
	uint64_t as_written = hash_short(0, town);
	struct spelling *known = &scramble->spellings[as_written % SPELLINGS];
	if (known->as_written != as_written) {
		*known = (struct spelling){
		    as_written, hash_short(0, text_fold(scramble->mem, town))};
		arena_reset(scramble->mem);
	}
	return known->folded;
}

void
scramble_add_place(
    struct scramble *scramble, struct slice postcode, struct slice town)
{
	uint32_t number = number_of(postcode);
	if (number == POSTCODES || text_is_blank(town) ||
	    scramble->places.count == PAIRS_MOST)
		return;
	add(&scramble->places, hash_town(scramble, town), number, 1);
}

void
scramble_add_births(struct scramble *scramble, day by_key, day by_column)
{
	if (by_key == DAY_NONE || by_column == DAY_NONE)
		return;
	scramble->births++;
	scramble->odd_births += by_key != by_column;
}

/* ---- what they amount to */

struct group {
	uint32_t rows, most; /* most: of one value */
};

static double
pairs_of(uint64_t rows)
{
	return rows ? (double)rows * (double)(rows - 1) / 2 : 0;
}

static void
add_to_group(struct group *group, uint32_t rows)
{
	group->rows += rows;
	if (rows > group->most)
		group->most = rows;
}

static void
count_group(struct agreement *agreement, const struct group *group)
{
	if (group->rows < 2)
		return;
	agreement->rows += group->rows;
	agreement->odd += group->rows - group->most;
}

/* 1 where nothing can be told: all rows in one group, or each its own. */
static double
find_bond(double both, double places, double towns, double all)
{
	double chance = all > 0 ? places * towns / all : 0;
	double most = places < towns ? places : towns;
	return most - chance > 0 ? (both - chance) / (most - chance) : 1;
}

static void
weigh(struct agreement *agreement)
{
	agreement->suspected =
	    agreement->odd >= ODD_LEAST &&
	    (uint64_t)agreement->odd * ODD_SHARE >= agreement->rows &&
	    agreement->bond < 0.5;
}

struct tables {
	struct group *by_place; /* POSTCODES of them */
	struct group *by_town; /* by the slot in `towns` */
	struct pairs towns; /* place 0: rows of each */
};

static void
tables_init(struct tables *tables, const struct pairs *pairs)
{
	*tables = (struct tables){
	    .by_place = mem_new(POSTCODES, sizeof *tables->by_place)};
	for (size_t i = 0; i < pairs->room; i++) {
		if (pairs->at[i].rows)
			add(&tables->towns, pairs->at[i].town, 0,
			    pairs->at[i].rows);
	}
	tables->by_town =
	    mem_new(tables->towns.room + 1, sizeof *tables->by_town);
}

static void
tables_fini(struct tables *tables)
{
	free(tables->by_place);
	free(tables->by_town);
	free(tables->towns.at);
}

/* `group_towns`: the groups are the towns, their values the places. */
static struct agreement
count_pairs(const struct pairs *pairs, bool group_towns)
{
	struct agreement agreement = {0};
	struct tables tables;
	double both = 0, places = 0, towns = 0;
	uint64_t all = 0;
	tables_init(&tables, pairs);
	for (size_t i = 0; i < pairs->room; i++) {
		const struct pair *pair = &pairs->at[i];
		if (!pair->rows)
			continue;
		const struct pair *town =
		    find_pair(&tables.towns, pair->town, 0);
		if (town->rows < 2)
			continue;
		add_to_group(&tables.by_place[pair->place], pair->rows);
		add_to_group(
		    &tables.by_town[town - tables.towns.at], pair->rows);
		both += pairs_of(pair->rows);
		all += pair->rows;
	}
	for (size_t i = 0; i < POSTCODES; i++) {
		places += pairs_of(tables.by_place[i].rows);
		if (!group_towns)
			count_group(&agreement, &tables.by_place[i]);
	}
	for (size_t i = 0; i < tables.towns.room; i++) {
		towns += pairs_of(tables.by_town[i].rows);
		if (group_towns)
			count_group(&agreement, &tables.by_town[i]);
	}
	agreement.bond = find_bond(both, places, towns, pairs_of(all));
	tables_fini(&tables);
	return agreement;
}

/* The same rows by the first two digits. */
static struct agreement
count_areas(const struct pairs *pairs)
{
	struct pairs areas = {0};
	for (size_t i = 0; i < pairs->room; i++) {
		const struct pair *pair = &pairs->at[i];
		if (pair->rows)
			add(&areas, pair->town, pair->place / AREA, pair->rows);
	}
	struct agreement agreement = count_pairs(&areas, true);
	free(areas.at);
	return agreement;
}

struct scramble_counts
scramble_count(const struct scramble *scramble)
{
	uint32_t all = scramble->births, odd = scramble->odd_births;
	struct scramble_counts counts = {
	    .towns = count_pairs(&scramble->places, false),
	    .areas = count_areas(&scramble->places),
	    .births = all,
	    .odd_births = odd,
	    .births_suspected =
		(odd >= ODD_LEAST && (uint64_t)odd * ODD_SHARE >= all) ||
		(odd >= FEW_BIRTHS_LEAST && odd >= all - odd),
	};
	if (counts.towns.rows >= SHARED_LEAST)
		weigh(&counts.towns);
	else
		weigh(&counts.areas);
	return counts;
}

bool
scramble_check(
    const struct scramble *scramble, struct span span, struct diag *diag)
{
	struct scramble_counts counts = scramble_count(scramble);
	const struct agreement *towns = &counts.towns, *areas = &counts.areas;
	if (towns->suspected)
		REPORT(diag, span, &record_scrambled_places,
		    ARGS(towns->odd, towns->rows));
	if (areas->suspected)
		REPORT(diag, span, &record_scrambled_areas,
		    ARGS(areas->odd, areas->rows));
	if (counts.births_suspected)
		REPORT(diag, span, &record_scrambled_births,
		    ARGS(counts.odd_births, counts.births));
	return !towns->suspected && !areas->suspected &&
	       !counts.births_suspected;
}
