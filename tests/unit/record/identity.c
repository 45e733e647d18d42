#include "record/identity.h"

#include "test.h"

static const struct {
	const char *name, *in;
	enum identity_kind kind;
	enum identity_fault fault;
	const char *want; /* digits */
} cases[] = {
    {"ten with hyphen", "500101-9800", IDENTITY_PERSON, IDENTITY_FINE,
	"19500101-9800"},
    {"ten without", "5001019800", IDENTITY_PERSON, IDENTITY_FINE,
	"19500101-9800"},
    {"twelve without", "195001019800", IDENTITY_PERSON, IDENTITY_FINE,
	"19500101-9800"},
    {"twelve with hyphen", "19500101-9800", IDENTITY_PERSON, IDENTITY_FINE,
	"19500101-9800"},
    {"en dash for hyphen", "500101–9800", IDENTITY_PERSON, IDENTITY_FINE,
	"19500101-9800"},
    {"over a hundred", "100305+9811", IDENTITY_PERSON, IDENTITY_FINE,
	"19100305-9811"},
    {"the same with twelve", "19100305-9811", IDENTITY_PERSON, IDENTITY_FINE,
	"19100305-9811"},
    {"the same with plus", "19100305+9811", IDENTITY_PERSON, IDENTITY_FINE,
	"19100305-9811"},
    {"plus in the year of the hundredth birthday", "121130+9818",
	IDENTITY_PERSON, IDENTITY_FINE, "19121130-9818"},
    {"hyphen, but not born yet", "121130-9818", IDENTITY_NONE, IDENTITY_CENTURY,
	""},
    {"no sign, a child or a hundred", "1003059811", IDENTITY_NONE,
	IDENTITY_CENTURY, ""},
    {"hyphen, a child or a hundred", "100305-9811", IDENTITY_NONE,
	IDENTITY_CENTURY, ""},
    {"the child with twelve", "20100305-9811", IDENTITY_PERSON, IDENTITY_FINE,
	"20100305-9811"},
    {"hyphen, 12 this year or 112", "000103-9817", IDENTITY_NONE,
	IDENTITY_CENTURY, ""},
    {"hyphen, 13 this year", "990103-9819", IDENTITY_PERSON, IDENTITY_FINE,
	"19990103-9819"},
    {"coordination, a child or a hundred", "100163-9812", IDENTITY_NONE,
	IDENTITY_CENTURY, ""},
    {"interim, a child or a hundred", "100103-T981", IDENTITY_NONE,
	IDENTITY_CENTURY, ""},
    {"plus that makes 181", "310202+9810", IDENTITY_NONE, IDENTITY_OLD, ""},
    {"twelve that make 181", "18310202-9810", IDENTITY_NONE, IDENTITY_OLD, ""},
    {"120 on the day", "18920319-9808", IDENTITY_PERSON, IDENTITY_FINE,
	"18920319-9808"},
    {"121 on the day", "18910101-9801", IDENTITY_NONE, IDENTITY_OLD, ""},
    {"plus that makes 120", "920320+9805", IDENTITY_PERSON, IDENTITY_FINE,
	"18920320-9805"},
    {"plus on somebody under a hundred", "19500101+9800", IDENTITY_NONE,
	IDENTITY_CENTURY, ""},
    {"born after the job", "20150101-9804", IDENTITY_NONE, IDENTITY_UNBORN, ""},
    {"coordination", "500161-9807", IDENTITY_COORDINATION, IDENTITY_FINE,
	"19500161-9807"},
    {"coordination of the 31st", "500191-9801", IDENTITY_COORDINATION,
	IDENTITY_FINE, "19500191-9801"},
    {"coordination of no day", "500160-9808", IDENTITY_NONE, IDENTITY_DATE, ""},
    {"interim", "500101-T123", IDENTITY_INTERIM, IDENTITY_FINE,
	"19500101-T123"},
    {"interim in lower case without sign", "19500101t123", IDENTITY_INTERIM,
	IDENTITY_FINE, "19500101-T123"},
    {"an O for a zero", "19500101-998O", IDENTITY_NONE, IDENTITY_SHAPE, ""},
    {"interim of ten", "500101T123", IDENTITY_INTERIM, IDENTITY_FINE,
	"19500101-T123"},
    {"two letters", "500101-TF12", IDENTITY_NONE, IDENTITY_SHAPE, ""},
    {"wrong check digit", "500101-9801", IDENTITY_NONE, IDENTITY_CHECK, ""},
    {"no such month", "501301-9806", IDENTITY_NONE, IDENTITY_DATE, ""},
    {"29 February of no leap year", "19510229-9804", IDENTITY_NONE,
	IDENTITY_DATE, ""},
    {"29 February of a leap year", "19520229-9805", IDENTITY_PERSON,
	IDENTITY_FINE, "19520229-9805"},
    {"birth number 000", "500101-0007", IDENTITY_NONE, IDENTITY_SHAPE, ""},
    {"eighteenth century", "17500101-9800", IDENTITY_NONE, IDENTITY_OLD, ""},
    {"empty", "", IDENTITY_NONE, IDENTITY_SHAPE, ""},
    {"date only", "500101", IDENTITY_NONE, IDENTITY_SHAPE, ""},
    {"date and hyphen", "500101-", IDENTITY_NONE, IDENTITY_SHAPE, ""},
    {"seven digits and three letters", "5001019abc", IDENTITY_NONE,
	IDENTITY_SHAPE, ""},
    {"interim with another sign", "500101-{123", IDENTITY_NONE, IDENTITY_SHAPE,
	""},
    {"interim of a coordination day", "500161-T123", IDENTITY_INTERIM,
	IDENTITY_FINE, "19500161-T123"},
    {"nine digits", "500101980", IDENTITY_NONE, IDENTITY_SHAPE, ""},
    {"eleven digits", "50010198001", IDENTITY_NONE, IDENTITY_SHAPE, ""},
    {"a blank between", "500101 9800", IDENTITY_NONE, IDENTITY_SHAPE, ""},
    {"hyphen after eight of ten", "50010198-00", IDENTITY_NONE, IDENTITY_SHAPE,
	""},
    {"a zero lost by a spreadsheet", "10305-9811", IDENTITY_NONE,
	IDENTITY_SHAPE, ""},
    {"a number as a spreadsheet shows it", "1,95001E+11", IDENTITY_NONE,
	IDENTITY_SHAPE, ""},
    {"letters in the date", "50O101-9800", IDENTITY_NONE, IDENTITY_SHAPE, ""},
};

/* A changed digit or two swapped neighbours are never another number. */
static void
test_check_digit(day today)
{
	char text[] = "19500101-9800";
	for (int i = 2; i < 13; i++) {
		if (i == 8)
			continue;
		char was = text[i];
		for (char c = '0'; c <= '9'; c++) {
			text[i] = c;
			bool fine =
			    identity_read(slice_view(text), today).fault ==
			    IDENTITY_FINE;
			test_true("one digit changed", fine == (c == was));
		}
		text[i] = was;
	}
}

/* By ten digits, whatever stands around them. */
static const struct {
	const char *in, *want;
} tens[] = {
    {"19310202-9810", "3102029810"},
    {"310202-9810", "3102029810"},
    {"310202+9810", "3102029810"},
    {"18310202+9810", "3102029810"},
    {"19310202 9810", "3102029810"},
    {" 1931-02-02 9810.", "3102029810"},
    {"310202\u00a09810", "3102029810"},
    {"310202\u20119811", "3102029811"},
    {"500101-t123", "500101T123"},
    {"500161-9807", "5001619807"},
    {"310202-981", ""},
    {"319902-9810", ""},
    {"310299-9810", ""},
    {"210000-9810", ""},
    {"99310202-9810", ""},
    {"0999-10 01 23", ""},
    {"310202-9810 Anna", ""},
    {"310202/9810", ""},
    {"17310202-9810", ""},
    {"21310202-9810", ""},
    {"310002-9810", ""},
    {"310200-9810", ""},
    {"310202-98AB", ""},
    {"310202-T98\u00e5", ""},
    {"193102029810 1", ""},
    {"310202\u200b9810", "3102029810"},
    {"310202-z981", "310202Z981"},
    {"", ""},
};

static void
test_tens(void)
{
	for (size_t i = 0; i < COUNT(tens); i++) {
		char ten[11];
		bool have = identity_ten(slice_view(tens[i].in), ten);
		test_text(tens[i].in, ten, tens[i].want);
		test_true(tens[i].in, have == (tens[i].want[0] != '\0'));
	}
}

/* The century that ten digits do not say, where somebody may be so old. */
static const struct {
	const char *in, *want;
} others[] = {
    {"990103-9819", "18990103-9819"},
    {"9901039819", "18990103-9819"},
    {"19990103-9819", ""},
    {"310202-9810", ""},
    {"100305+9811", ""},
};

int
main(void)
{
	day today = day_of(2012, 3, 19);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct identity have =
		    identity_read(slice_view(cases[i].in), today);
		test_number(cases[i].name, have.kind, cases[i].kind);
		test_number(cases[i].name, have.fault, cases[i].fault);
		test_text(cases[i].name, have.digits, cases[i].want);
		test_true(cases[i].name,
		    (have.born == DAY_NONE) == (have.fault != IDENTITY_FINE));
	}
	struct identity old = identity_read(SLICE("100305+9811"), today);
	test_number("born", old.born, day_of(1910, 3, 5));
	struct identity guest = identity_read(SLICE("500161-9807"), today);
	test_number("born, day less 60", guest.born, day_of(1950, 1, 1));
	test_check_digit(today);
	test_tens();
	for (size_t i = 0; i < COUNT(others); i++)
		test_text(others[i].in,
		    identity_read(slice_view(others[i].in), today).other,
		    others[i].want);
	/* No 29 February of 1900 that 00 could have meant. */
	struct identity leap =
	    identity_read(SLICE("000229-9816"), day_of(2018, 3, 19));
	test_text("29 February 2000", leap.digits, "20000229-9816");
	test_text("and none a hundred years before", leap.other, "");
	return test_end();
}
