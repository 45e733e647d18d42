#include "record/fodselsnummer.h"

#include "test.h"

/* Individual numbers from 980 on: invented, as in all tests here. */
static const struct {
	const char *name, *in, *want; /* want: text */
	enum identity_fault fault;
	int year;
	bool temporary, invented;
} cases[] = {
    {"1900", "01015098089", "01015098089", IDENTITY_FINE, 1950, false, false},
    {"blank", "010150 98089", "01015098089", IDENTITY_FINE, 1950, false, false},
    {"NBSP", "010150\u00a098089", "01015098089", IDENTITY_FINE, 1950, false,
	false},
    {"hyphen", "010150-98089", "01015098089", IDENTITY_FINE, 1950, false,
	false},
    {"2000", "15031298005", "15031298005", IDENTITY_FINE, 2012, false, false},
    {"a month of Tenor", "01815098044", "01815098044", IDENTITY_FINE, 1950,
	false, true},
    {"of 40", "01415098061", "01415098061", IDENTITY_FINE, 1950, false, true},
    {"D-number", "41015098072", "41015098072", IDENTITY_FINE, 1950, true,
	false},
    {"D-number for tests", "41815098038", "41815098038", IDENTITY_FINE, 1950,
	true, true},
    {"1800", "01015560041", "01015560041", IDENTITY_OLD, 1855, false, false},
    {"leap day", "29020498046", "29020498046", IDENTITY_FINE, 2004, false,
	false},
    {"no such day", "29020398025", "29020398025", IDENTITY_DATE, 0, false,
	false},
    {"not born yet", "16031298029", "16031298029", IDENTITY_CHECK, 2012, false,
	false},
    {"first check digit", "01015098189", "01015098189", IDENTITY_CHECK, 1950,
	false, false},
    {"second check digit", "01015098088", "01015098088", IDENTITY_CHECK, 1950,
	false, false},
    {"two digits changed about", "10015098089", "10015098089", IDENTITY_CHECK,
	1950, false, false},
    {"month 13", "01135098089", "01135098089", IDENTITY_DATE, 0, false, false},
    {"month 53", "01535098089", "01535098089", IDENTITY_DATE, 0, false, true},
    {"month 93", "01935098089", "01935098089", IDENTITY_DATE, 0, false, true},
    {"day 40", "40015098089", "40015098089", IDENTITY_DATE, 0, false, false},
    {"day 72", "72015098089", "72015098089", IDENTITY_DATE, 0, true, false},
    {"no century", "01015080089", "01015080089", IDENTITY_DATE, 0, false,
	false},
    {"no century before 1854", "01015060089", "01015060089", IDENTITY_DATE, 0,
	false, false},
    {"zeros", "00000000000", "00000000000", IDENTITY_DATE, 0, false, false},
    {"ten digits", "0101509808", "", IDENTITY_SHAPE, 0, false, false},
    {"twelve", "010150980890", "", IDENTITY_SHAPE, 0, false, false},
    {"two blanks", "010150  98089", "", IDENTITY_SHAPE, 0, false, false},
    {"parted elsewhere", "0101509 8089", "", IDENTITY_SHAPE, 0, false, false},
    {"a letter", "01015098o89", "", IDENTITY_SHAPE, 0, false, false},
    {"other digits", "\u0660101509808", "", IDENTITY_SHAPE, 0, false, false},
    {"empty", "", "", IDENTITY_SHAPE, 0, false, false},
};

int
main(void)
{
	day today = day_of(2012, 3, 19);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct fodselsnummer have =
		    fodselsnummer_read(slice_view(cases[i].in), today);
		test_number(cases[i].name, have.fault, cases[i].fault);
		test_text(cases[i].name, have.text, cases[i].want);
		int year = 0, month, day_of_month;
		if (have.born != DAY_NONE)
			day_split(have.born, &year, &month, &day_of_month);
		test_number(cases[i].name, year, cases[i].year);
		test_true(cases[i].name, have.temporary == cases[i].temporary);
		test_true(cases[i].name, have.invented == cases[i].invented);
	}
	struct fodselsnummer young =
	    fodselsnummer_read(SLICE("15031298005"), day_of(2012, 3, 14));
	test_number("born tomorrow", young.fault, IDENTITY_UNBORN);
	return test_end();
}
