#include "record/scramble.h"

#include <stdlib.h>

#include "test.h"

enum { ROWS = 400 };

/* 40 postcodes, four to a town: as it is, with typing errors in every
 * fiftieth, with the towns moved on by some rows. */
static struct scramble_counts
count_places(struct arena *mem, unsigned moved, unsigned errors)
{
	struct scramble *scramble = scramble_new(mem);
	char postcode[8], town[16];
	for (unsigned i = 0; i < ROWS; i++) {
		unsigned other = (i + moved) % ROWS;
		snprintf(postcode, sizeof postcode, "999 %02u", i % 40);
		snprintf(town, sizeof town, "%s %u", i % 3 ? "Ort" : "ORT",
		    errors && i % errors == 0 ? i : other % 40 / 4);
		scramble_add_place(
		    scramble, slice_view(postcode), slice_view(town));
	}
	return scramble_count(scramble);
}

static struct scramble_counts
count_births(struct arena *mem, unsigned rows, unsigned odd)
{
	struct scramble *scramble = scramble_new(mem);
	for (unsigned i = 0; i < rows; i++)
		scramble_add_births(scramble, (day)i, (day)(i + (i < odd)));
	scramble_add_births(scramble, DAY_NONE, 1);
	scramble_add_births(scramble, 1, DAY_NONE);
	return scramble_count(scramble);
}

static void
test_report(struct arena *mem)
{
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct scramble *scramble = scramble_new(mem);
	test_true("nothing to say", scramble_check(scramble, NO_SPAN, diag));
	for (int i = 0; i < 20; i++) {
		scramble_add_births(scramble, i, i + 1);
		scramble_add_place(scramble, SLICE("999 01"), SLICE("Vik"));
		scramble_add_place(scramble, SLICE("999 01"), SLICE("By"));
	}
	test_true("refused", !scramble_check(scramble, NO_SPAN, diag));
	char *said = NULL;
	size_t len = 0;
	FILE *to = open_memstream(&said, &len);
	diag_print(diag, to);
	fclose(to);
	test_slice("reported", (struct slice){said, len},
	    "error: 20 of 40 rows have another town than other rows with the "
	    "same postcode; was a column sorted alone? [scrambled-towns]\n"
	    "error: 20 of 20 rows have a birth date that is not the identity "
	    "number's; was a column sorted alone? [scrambled-births]\n");
	free(said);
	diag_free(diag);
	sources_free(sources);
}

int
main(void)
{
	struct arena *mem = arena_new();
	struct scramble_counts counts = count_places(mem, 0, 0);
	test_number("rows", counts.places, ROWS);
	test_number("none odd", counts.odd_places, 0);
	test_true("none suspected", !counts.places_suspected);
	counts = count_places(mem, 0, 50);
	test_number("typing errors", counts.odd_places, 7);
	test_true("typing errors", !counts.places_suspected);
	counts = count_places(mem, 0, 4);
	test_true("every fourth", counts.places_suspected);
	/* All moved alike agree again: what a sort does is not that. */
	struct scramble *sorted = scramble_new(mem);
	for (unsigned i = 0; i < ROWS; i++) {
		char postcode[8], town[16];
		snprintf(postcode, sizeof postcode, "999 %02u", i % 40);
		snprintf(town, sizeof town, "Ort %u", i * 10 / ROWS);
		scramble_add_place(
		    sorted, slice_view(postcode), slice_view(town));
	}
	counts = scramble_count(sorted);
	test_true("towns sorted alone", counts.places_suspected);
	test_number("most are odd", counts.odd_places, 360);
	scramble_add_place(sorted, SLICE(""), SLICE("Vik"));
	scramble_add_place(sorted, SLICE("1234"), SLICE("Vik"));
	scramble_add_place(sorted, SLICE("999 99"), SLICE(" "));
	test_number(
	    "empty ones do not count", scramble_count(sorted).places, ROWS);
	counts = count_births(mem, 100, 4);
	test_true("4 of 100 births", !counts.births_suspected);
	test_number("births", counts.births, 100);
	test_true(
	    "9 of 100 births", !count_births(mem, 100, 9).births_suspected);
	test_true(
	    "10 of 100 births", count_births(mem, 100, 10).births_suspected);
	test_true(
	    "10 of 1000 births", !count_births(mem, 1000, 10).births_suspected);
	test_report(mem);
	arena_free(mem);
	return test_end();
}
