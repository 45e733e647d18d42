#include "record/scramble.h"

#include <stdlib.h>

#include "test.h"

enum { ROWS_MOST = 2000 };

/* How a register is made: `towns` towns of `codes` postcodes each; of ten rows
 * `main` live in the first town. */
struct shape {
	unsigned rows, towns, codes, main;
	unsigned areas; /* two-digit areas: town t lies in t % areas */
	unsigned errors; /* in a hundred towns, each its own */
};

enum spoilt { NOTHING, TOWNS, CODES, PART_OF_TOWNS };

struct place {
	char postcode[16], town[24];
};

static unsigned
draw(unsigned below)
{
	static uint64_t state = 1;
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)((state >> 33) % below);
}

static int
by_town(const void *a, const void *b)
{
	return strcmp(
	    ((const struct place *)a)->town, ((const struct place *)b)->town);
}

static int
by_postcode(const void *a, const void *b)
{
	return strcmp(((const struct place *)a)->postcode,
	    ((const struct place *)b)->postcode);
}

static void
make(const struct shape *shape, struct place *places)
{
	for (unsigned i = 0; i < shape->rows; i++) {
		unsigned town = draw(10) < shape->main ? 0 : draw(shape->towns);
		unsigned code = town * shape->codes + draw(shape->codes);
		unsigned area = 11 + town % shape->areas;
		snprintf(places[i].postcode, sizeof places[i].postcode,
		    "%02u%u %02u", area, code / 100 % 10, code % 100);
		snprintf(places[i].town, sizeof places[i].town, "%s %u",
		    i % 3 ? "Ort" : "ORT",
		    draw(100) < shape->errors ? 1000 + i : town);
	}
}

/* Sorts one column of the first `rows` alone. */
static void
sort_alone(struct place *places, unsigned rows, bool towns)
{
	static struct place sorted[ROWS_MOST];
	memcpy(sorted, places, rows * sizeof *sorted);
	qsort(sorted, rows, sizeof *sorted, towns ? by_town : by_postcode);
	for (unsigned i = 0; i < rows; i++) {
		if (towns)
			memcpy(places[i].town, sorted[i].town,
			    sizeof sorted[i].town);
		else
			memcpy(places[i].postcode, sorted[i].postcode,
			    sizeof sorted[i].postcode);
	}
}

static struct scramble_counts
count(const struct shape *shape, enum spoilt spoilt)
{
	static struct place places[ROWS_MOST];
	struct scramble *scramble = scramble_new();
	make(shape, places);
	if (spoilt != NOTHING)
		sort_alone(places,
		    spoilt == PART_OF_TOWNS ? shape->rows * 2 / 5 : shape->rows,
		    spoilt != CODES);
	for (unsigned i = 0; i < shape->rows; i++)
		scramble_add_place(scramble, slice_view(places[i].postcode),
		    slice_view(places[i].town));
	struct scramble_counts counts = scramble_count(scramble);
	scramble_free(scramble);
	return counts;
}

/* Each shape twenty times: as it was, and spoilt. */
static const struct {
	const char *name;
	struct shape shape;
	enum spoilt spoilt;
	unsigned towns, areas; /* of 20 */
} places[] = {
    {"four towns", {400, 4, 10, 0, 1, 0}, NOTHING, 0, 0},
    {"towns sorted", {400, 4, 10, 0, 1, 0}, TOWNS, 20, 0},
    {"postcodes sorted", {400, 4, 10, 0, 1, 0}, CODES, 20, 0},
    {"two fifths sorted", {400, 4, 10, 0, 1, 0}, PART_OF_TOWNS, 20, 0},
    {"large", {2000, 30, 20, 3, 3, 4}, NOTHING, 0, 0},
    {"large, sorted", {2000, 30, 20, 3, 3, 4}, TOWNS, 20, 0},
    {"typing errors", {400, 4, 10, 0, 1, 8}, NOTHING, 0, 0},
    {"nine in ten in one town", {400, 10, 5, 9, 1, 1}, NOTHING, 0, 0},
    {"nine in ten, sorted", {400, 10, 5, 9, 1, 1}, TOWNS, 20, 0},
    {"one town", {400, 1, 20, 0, 1, 0}, NOTHING, 0, 0},
    {"one town, typing errors", {400, 1, 20, 0, 1, 15}, NOTHING, 0, 0},
    {"one postcode a town", {300, 40, 1, 0, 4, 2}, NOTHING, 0, 0},
    {"one postcode a town, sorted", {300, 40, 1, 0, 4, 2}, CODES, 20, 0},
    {"small", {40, 4, 3, 0, 1, 2}, NOTHING, 0, 0},
    {"small, sorted", {40, 4, 3, 0, 1, 2}, TOWNS, 20, 0},
    {"too small to tell", {12, 4, 3, 0, 1, 0}, TOWNS, 0, 0},
    {"postcodes of their own", {60, 6, 150, 0, 6, 0}, NOTHING, 0, 0},
    {"of their own, towns sorted", {60, 6, 150, 0, 6, 0}, TOWNS, 0, 20},
    {"of their own, codes sorted", {60, 6, 150, 0, 6, 0}, CODES, 0, 20},
    {"of their own, one area", {60, 6, 150, 0, 1, 0}, TOWNS, 0, 0},
};

static void
test_places(void)
{
	for (size_t i = 0; i < COUNT(places); i++) {
		unsigned towns = 0, areas = 0;
		for (int time = 0; time < 20; time++) {
			struct scramble_counts counts =
			    count(&places[i].shape, places[i].spoilt);
			towns += counts.towns.suspected;
			areas += counts.areas.suspected;
		}
		test_number(places[i].name, towns, places[i].towns);
		test_number(places[i].name, areas, places[i].areas);
	}
}

static void
test_counts(void)
{
	struct scramble *scramble = scramble_new();
	for (int i = 0; i < 30; i++) {
		scramble_add_place(scramble, SLICE("999 01"), SLICE("Vik"));
		scramble_add_place(scramble, SLICE("99902"),
		    i % 3 ? SLICE("BY") : SLICE("Vik"));
	}
	scramble_add_place(scramble, SLICE("99903"), SLICE("By"));
	scramble_add_place(scramble, SLICE(""), SLICE("Vik"));
	scramble_add_place(scramble, SLICE("1234"), SLICE("Vik"));
	scramble_add_place(scramble, SLICE("123456"), SLICE("Vik"));
	scramble_add_place(scramble, SLICE("999 99"), SLICE(" "));
	struct scramble_counts counts = scramble_count(scramble);
	test_number("rows that share a postcode", counts.towns.rows, 60);
	test_number("odd ones", counts.towns.odd, 10);
	test_number("rows of towns", counts.areas.rows, 61);
	test_number("no odd areas", counts.areas.odd, 0);
	scramble_free(scramble);
}

/* Odd ones among rows that agree well otherwise, and among very many. */
static void
test_few(unsigned rows, unsigned odd, bool suspected)
{
	struct scramble *scramble = scramble_new();
	for (unsigned i = 0; i < rows; i++) {
		char postcode[8], town[16];
		snprintf(postcode, sizeof postcode, "120%02u", i % 10);
		snprintf(
		    town, sizeof town, "Ort %u", i < odd ? 10 + i / 2 : i % 10);
		scramble_add_place(
		    scramble, slice_view(postcode), slice_view(town));
	}
	struct scramble_counts counts = scramble_count(scramble);
	test_true("few odd ones", counts.towns.suspected == suspected);
	scramble_free(scramble);
}

/* More pairs than Sweden has: nothing is added any more. */
static void
test_many(void)
{
	struct scramble *scramble = scramble_new();
	const struct slice towns[] = {
	    SLICE("Vik"), SLICE("By"), SLICE("\u00d6n")};
	for (unsigned i = 0; i < 3 * 100000; i++) {
		char postcode[8];
		snprintf(postcode, sizeof postcode, "%05u", i % 100000);
		scramble_add_place(
		    scramble, slice_view(postcode), towns[i / 100000]);
	}
	struct scramble_counts counts = scramble_count(scramble);
	test_number("as many as are counted", counts.areas.rows, 1u << 18);
	scramble_free(scramble);
	scramble_free(NULL);
}

static const struct {
	const char *name;
	unsigned rows, odd;
	bool suspected;
} births[] = {
    {"none", 0, 0, false},
    {"4 of 100", 100, 4, false},
    {"9 of 100", 100, 9, false},
    {"10 of 100", 100, 10, true},
    {"10 of 200", 200, 10, true},
    {"10 of 201", 201, 10, false},
    {"5 of 10", 10, 5, true},
    {"5 of 11", 11, 5, false},
    {"4 of 4", 4, 4, false},
};

static void
test_births(void)
{
	for (size_t i = 0; i < COUNT(births); i++) {
		struct scramble *scramble = scramble_new();
		for (unsigned k = 0; k < births[i].rows; k++)
			scramble_add_births(
			    scramble, (day)k, (day)(k + (k < births[i].odd)));
		scramble_add_births(scramble, DAY_NONE, 1);
		scramble_add_births(scramble, 1, DAY_NONE);
		struct scramble_counts counts = scramble_count(scramble);
		test_number(births[i].name, counts.births, births[i].rows);
		test_true(births[i].name,
		    counts.births_suspected == births[i].suspected);
		scramble_free(scramble);
	}
}

static void
test_report(void)
{
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct scramble *scramble = scramble_new();
	struct scramble *apart = scramble_new();
	test_true("nothing to say", scramble_check(scramble, NO_SPAN, diag));
	for (int i = 0; i < 20; i++) {
		scramble_add_births(scramble, i, i + 1);
		scramble_add_place(scramble, SLICE("999 01"), SLICE("Vik"));
		scramble_add_place(scramble, SLICE("999 01"), SLICE("By"));
		scramble_add_place(scramble, SLICE("999 02"), SLICE("Vik"));
		scramble_add_place(scramble, SLICE("999 02"), SLICE("By"));
		char postcode[8];
		snprintf(postcode, sizeof postcode, "%u0%02u",
		    i % 2 ? 12u : 13u, (unsigned)i);
		scramble_add_place(apart, slice_view(postcode),
		    i % 4 < 2 ? SLICE("Vik") : SLICE("By"));
	}
	test_true("refused", !scramble_check(scramble, NO_SPAN, diag));
	test_true("by areas", !scramble_check(apart, NO_SPAN, diag));
	char *said = NULL;
	size_t len = 0;
	FILE *to = open_memstream(&said, &len);
	diag_print(diag, to);
	fclose(to);
	test_slice("reported", (struct slice){said, len},
	    "error: 40 of 80 rows have another town than other rows with the "
	    "same postcode; was a column sorted alone? [scrambled-towns]\n"
	    "error: 20 of 20 rows have a birth date that is not the identity "
	    "number's; was a column sorted alone? [scrambled-births]\n"
	    "error: 10 of 20 rows have other first two digits in their "
	    "postcode than other rows of the same town; was a column sorted "
	    "alone? [scrambled-areas]\n");
	free(said);
	scramble_free(scramble);
	scramble_free(apart);
	diag_free(diag);
	sources_free(sources);
}

int
main(void)
{
	test_places();
	test_counts();
	test_few(200, 20, false);
	test_few(1000, 12, false);
	test_many();
	test_births();
	test_report();
	return test_end();
}
