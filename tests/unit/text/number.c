#include "text/number.h"

#include "test.h"

#define NBSP "\xC2\xA0"
#define MINUS "\xE2\x88\x92"

static const struct {
	const char *in, *plain; /* "": no number */
} parses[] = {
    {"0", "0"},
    {"12", "12"},
    {"-12", "-12"},
    {MINUS "12", "-12"},
    {"1234,5", "1234.5"},
    {"1234.5", "1234.5"},
    {"1 234,50", "1234.5"},
    {"1" NBSP "234" NBSP "567", "1234567"},
    {"1\xE2\x80\xAF"
     "234",
	"1234"},
    {"0,000001", "0.000001"},
    {"0,0000010", "0.000001"},
    {"0,0000001", ""},
    {"007", "7"},
    {" 5 ", "5"},
    {"1234 567", ""},
    {"1 23", ""},
    {"1 2345", ""},
    {"12 34", ""},
    {"1  234", ""},
    {"1.234,5", ""},
    {"1,234.5", ""},
    {",5", ""},
    {"5,", ""},
    {"", ""},
    {"-", ""},
    {"- 5", ""},
    {"+5", ""},
    {"1e3", ""},
    {"12a", ""},
    {"9223372036854", "9223372036854"},
    {"9223372036854,775807", "9223372036854.775807"},
    {"9223372036854,775808", ""},
    {"9223372036855", ""},
    {"99999999999999999999999999", ""},
    {"9223372036854775808", ""},
    {"1 000 000 000 000 000 000 000", ""},
    {"1\t234", ""},
};

static const struct {
	long long micro;
	int decimals;
	const char *language, *want;
} writes[] = {
    {1234500000, -1, "sv", "1" NBSP "234,5"},
    {1234500000, 2, "sv", "1" NBSP "234,50"},
    {1234500000, 0, "sv", "1" NBSP "235"},
    {-1234500000, 0, "sv", MINUS "1" NBSP "235"},
    {-400000, 0, "sv", "0"},
    {999999, 2, "sv", "1,00"},
    {0, -1, "sv", "0"},
    {0, 2, "sv", "0,00"},
    {1234567000000, -1, "fi", "1" NBSP "234" NBSP "567"},
    {1234500000, 2, "en", "1,234.50"},
    {1234500000, 2, "de", "1.234,50"},
    {-1234500000, -1, "de", "-1.234,5"},
    {INT64_MIN, -1, "en", "-9,223,372,036,854.775808"},
    {1, 9, "sv", "0,000001"},
    {1234500000, -1, "no", "1" NBSP "234,5"},
    {1234500000, -1, "nb-NO", "1" NBSP "234,5"},
    {1234500000, -1, "sv-FI", "1" NBSP "234,5"},
    {1234500000, -1, "en-GB", "1,234.5"},
};

/* As whoever wrote it may have meant it; "two": nobody can know. */
static const struct {
	const char *in;
	char decimal;
	const char *plain;
} reads[] = {
    {"1234,50", 0, "1234.5"},
    {"1 234,50", 0, "1234.5"},
    {"12.5", 0, "12.5"},
    {"12,5", 0, "12.5"},
    {"1.234", 0, "two"},
    {"1,234", 0, "two"},
    {"-1.234", 0, "two"},
    {"\u221212.345", 0, "two"},
    {"123,456", 0, "two"},
    {"5,000", 0, "two"},
    {"0,234", 0, "0.234"},
    {"1,2345", 0, "1.2345"},
    {"1234,567", 0, "1234.567"},
    {"1 234,567", 0, "1234.567"},
    {"1.234,50", 0, "1234.5"},
    {"1,234.50", 0, "1234.5"},
    {"1.234.567", 0, "1234567"},
    {"1.234.567,8", 0, "1234567.8"},
    {"1.234", ',', "1234"},
    {"1.234", '.', "1.234"},
    {"1,234", ',', "1.234"},
    {"1,234", '.', "1234"},
    {"1.234,5", ',', "1234.5"},
    {"1.234,5", '.', ""},
    {"12.5", ',', ""},
    {"1.234.567", '.', ""},
    {"12.34.567", 0, ""},
    {"1.2345,6", 0, ""},
    {"1234.567,8", 0, ""},
    {"1 234.567,8", 0, ""},
    {"1,2,3", 0, ""},
    {".5", 0, ""},
    {"1.", 0, ""},
    {"1..2", 0, ""},
    {"1.234,5,6", 0, ""},
    {"1,234.5.6", 0, ""},
    {"1,2.3,4", 0, ""},
    {".,", 0, ""},
    {"1.234.56", 0, ""},
    {"1.234.", 0, ""},
    {"kr", 0, ""},
    {"", 0, ""},
};

static void
test_reads(struct arena *mem)
{
	for (size_t i = 0; i < COUNT(reads); i++) {
		int64_t micro;
		struct slice have = SLICE("");
		switch (number_read(
		    slice_view(reads[i].in), reads[i].decimal, &micro)) {
		case NUMBER_FINE:
			have = number_write_plain(mem, micro);
			break;
		case NUMBER_TWO_READINGS:
			have = SLICE("two");
			break;
		case NUMBER_NONE:
			break;
		}
		test_slice(reads[i].in, have, reads[i].plain);
	}
}

int
main(void)
{
	struct arena *mem = arena_new();
	for (size_t i = 0; i < COUNT(parses); i++) {
		int64_t micro;
		struct slice have = {NULL, 0};
		if (number_parse(slice_view(parses[i].in), &micro))
			have = number_write_plain(mem, micro);
		test_slice(parses[i].in, have, parses[i].plain);
	}
	for (size_t i = 0; i < COUNT(writes); i++)
		test_slice(writes[i].want,
		    number_write(mem, writes[i].micro, writes[i].decimals,
			writes[i].language),
		    writes[i].want);
	test_reads(mem);
	arena_free(mem);
	return test_end();
}
