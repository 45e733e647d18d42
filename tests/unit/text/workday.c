#include "text/workday.h"

#include "test.h"

/* Public calendars of these years. */
static const struct {
	const char *date;
	bool working;
} days[] = {
    {"2012-01-01", false},
    {"2012-01-06", false},
    {"2012-04-05", true}, /* Maundy Thursday */
    {"2012-04-06", false},
    {"2012-04-09", false},
    {"2012-04-30", true},
    {"2012-05-01", false},
    {"2012-05-17", false}, /* Ascension */
    {"2012-05-18", true},
    {"2012-05-28", true}, /* Whit Monday is no holiday any more */
    {"2012-06-06", false},
    {"2012-06-22", false}, /* midsummer's eve */
    {"2012-06-21", true},
    {"2012-06-15", true}, /* Fridays, but not that one */
    {"2012-06-29", true},
    {"2015-06-19", false}, /* the earliest eve */
    {"2010-06-25", false}, /* and the latest */
    {"2012-07-20", true},
    {"2012-11-02", true}, /* All Saints' is a Saturday */
    {"2012-12-24", false},
    {"2012-12-27", true},
    {"2012-12-31", false},
    {"2024-03-29", false}, /* Easter is 31 March */
    {"2025-04-21", false}, /* Easter is 20 April */
    {"2038-04-23", false}, /* Easter is 25 April, the latest there is */
    {"2285-03-20", false}, /* and 22 March, the earliest */
    {"2026-11-28", false}, /* a Saturday */
    {"2026-11-30", true},
};

static const struct {
	const char *from;
	uint32_t days;
	const char *want;
} counts[] = {
    {"2012-03-23", 0, "2012-03-23"}, {"2012-03-23", 1, "2012-03-22"},
    {"2012-03-26", 1, "2012-03-23"},
    {"2012-03-25", 1, "2012-03-23"}, /* from a Sunday */
    {"2012-04-10", 1, "2012-04-05"}, {"2013-01-02", 2, "2012-12-27"},
    {"0001-01-02", 7, "0001-01-01"}, /* there are no days before */
};

int
main(void)
{
	char iso[11];
	for (size_t i = 0; i < COUNT(days); i++)
		test_true(days[i].date, day_is_working(day_parse_iso(slice_view(
					    days[i].date))) == days[i].working);
	for (size_t i = 0; i < COUNT(counts); i++) {
		day when = day_parse_iso(slice_view(counts[i].from));
		day_write_iso(day_before_working(when, counts[i].days), iso);
		test_slice(counts[i].from, slice_view(iso), counts[i].want);
	}
	return test_end();
}
