#include "text/workday.h"

/* Butcher's algorithm: Meeus, Astronomical Algorithms, chapter 8. */
static day
easter(int year)
{
	int a = year % 19, b = year / 100, c = year % 100;
	int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
	int h = (19 * a + b - d - g + 15) % 30;
	int i = c / 4, k = c % 4;
	int l = (32 + 2 * e + 2 * i - h - k) % 7;
	int m = (a + 11 * h + 22 * l) / 451;
	int of_march = h + l - 7 * m + 22;
	return day_of(year, 3, 1) + of_march - 1;
}

/* Monday is 0: so was DAY_FIRST. */
static int
weekday(day when)
{
	return (int)((when - DAY_FIRST) % 7);
}

/* Good Friday, Easter Monday, Ascension; the Sundays are Sundays. */
static bool
moves_with_easter(day when, int year)
{
	day from = when - easter(year);
	return from == -2 || from == 1 || from == 39;
}

static bool
is_fixed(int month, int date)
{
	static const int fixed[][2] = {{1, 1}, {1, 6}, {5, 1}, {6, 6}, {12, 24},
	    {12, 25}, {12, 26}, {12, 31}};
	for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
		if (fixed[i][0] == month && fixed[i][1] == date)
			return true;
	return false;
}

bool
day_is_working(day when)
{
	int year, month, date;
	day_split(when, &year, &month, &date);
	/* midsummer's eve is the Friday from 19 to 25 June */
	bool midsummer =
	    month == 6 && date >= 19 && date <= 25 && weekday(when) == 4;
	return weekday(when) < 5 && !is_fixed(month, date) && !midsummer &&
	       !moves_with_easter(when, year);
}

day
day_before_working(day when, uint32_t days)
{
	while (days && day_is_valid((int64_t)when - 1))
		days -= day_is_working(--when);
	return when;
}
