#include "record/henkilotunnus.h"

#include "test.h"

/* Individual numbers 900-999 are given to nobody for life. */
static const struct {
	const char *name, *in, *want; /* want: text */
	enum identity_fault fault;
	int year;
} cases[] = {
    {"1900", "010150-980Y", "010150-980Y", IDENTITY_FINE, 1950},
    {"lower case", "010150-980y", "010150-980Y", IDENTITY_FINE, 1950},
    {"1800", "010150+980Y", "010150+980Y", IDENTITY_OLD, 1850},
    {"2000", "010150A980Y", "010150A980Y", IDENTITY_UNBORN, 2050},
    {"2023 signs of 1900", "010150Y980Y", "010150Y980Y", IDENTITY_FINE, 1950},
    {"", "010150U980Y", "010150U980Y", IDENTITY_FINE, 1950},
    {"2023 signs of 2000", "150312B981U", "150312B981U", IDENTITY_FINE, 2012},
    {"", "150312F981U", "150312F981U", IDENTITY_FINE, 2012},
    {"not born yet", "010150B980Y", "010150B980Y", IDENTITY_UNBORN, 2050},
    {"no such sign", "010150G980Y", "", IDENTITY_SHAPE, 0},
    {"no such sign", "010150T980Y", "", IDENTITY_SHAPE, 0},
    {"no such sign", "010150Z980Y", "", IDENTITY_SHAPE, 0},
    {"wrong control character", "010150-980X", "010150-980X", IDENTITY_CHECK,
	1950},
    {"letter outside the alphabet", "010150-980G", "010150-980G",
	IDENTITY_CHECK, 1950},
    {"no such day", "290250-980Y", "290250-980Y", IDENTITY_DATE, 0},
    {"leap day", "290204A9810", "290204A9810", IDENTITY_FINE, 2004},
    {"individual number 001", "010150-0017", "010150-0017", IDENTITY_SHAPE,
	1950},
    {"too short", "010150-980", "", IDENTITY_SHAPE, 0},
    {"too long", "010150-980YY", "", IDENTITY_SHAPE, 0},
    {"a Swedish number", "500101-9800", "500101-9800", IDENTITY_DATE, 0},
    {"empty", "", "", IDENTITY_SHAPE, 0},
};

int
main(void)
{
	day today = day_of(2012, 3, 19);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct henkilotunnus have =
		    henkilotunnus_read(slice_view(cases[i].in), today);
		test_number(cases[i].in, have.fault, cases[i].fault);
		test_text(cases[i].in, have.text, cases[i].want);
		int year = 0, month, day_of_month;
		if (have.born != DAY_NONE)
			day_split(have.born, &year, &month, &day_of_month);
		test_number(cases[i].in, year, cases[i].year);
	}
	return test_end();
}
