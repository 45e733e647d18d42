#include "text/date.h"

#include "base/fault.h"

#include <assert.h>
#include <sys/stat.h>

#define DAYS_400 146097 /* of 400 years */
#define DAYS_TO_1970 (-DAY_FIRST)

static bool
is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int
days_in(int year, int month)
{
	static const int days[] = {
	    31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	return days[month - 1] + (month == 2 && is_leap(year));
}

/* Days from 0001-01-01 to the first of the year's January. */
static int
days_before_year(int year)
{
	int past = year - 1;
	return past * 365 + past / 4 - past / 100 + past / 400;
}

day
day_of(int year, int month, int day_of_month)
{
	if (year < 1 || year > 9999 || month < 1 || month > 12 ||
	    day_of_month < 1 || day_of_month > days_in(year, month))
		return DAY_NONE;
	int days = days_before_year(year) - DAYS_TO_1970 + day_of_month - 1;
	for (int before = 1; before < month; before++)
		days += days_in(year, before);
	return days;
}

void
day_split(day when, int *year, int *month, int *day_of_month)
{
	assert(day_is_valid(when));
	int days = when + DAYS_TO_1970;
	/* The mean year gives the year or the one after it. */
	int guess = (int)((int64_t)days * 400 / DAYS_400) + 2;
	while (days_before_year(guess) > days)
		guess--;
	days -= days_before_year(guess);
	int in = 1;
	for (; days >= days_in(guess, in); in++)
		days -= days_in(guess, in);
	*year = guess;
	*month = in;
	*day_of_month = days + 1;
}

void
day_write_iso(day when, char to[11])
{
	int year, month, day_of_month;
	day_split(when, &year, &month, &day_of_month);
	to[0] = (char)('0' + year / 1000 % 10);
	to[1] = (char)('0' + year / 100 % 10);
	to[2] = (char)('0' + year / 10 % 10);
	to[3] = (char)('0' + year % 10);
	to[4] = '-';
	to[5] = (char)('0' + month / 10);
	to[6] = (char)('0' + month % 10);
	to[7] = '-';
	to[8] = (char)('0' + day_of_month / 10);
	to[9] = (char)('0' + day_of_month % 10);
	to[10] = '\0';
}

int
years_between(day born, day when)
{
	int from_year, from_month, from_day, year, month, day_of_month;
	day_split(born, &from_year, &from_month, &from_day);
	day_split(when, &year, &month, &day_of_month);
	if (from_day > days_in(year, from_month))
		from_day = days_in(year, from_month);
	bool reached = month > from_month ||
		       (month == from_month && day_of_month >= from_day);
	return year - from_year - (reached ? 0 : 1);
}

day
day_of_file(const char *path)
{
	const int64_t seconds = 86400;
	struct stat st;
	if (!fault_stat(path, &st) || st.st_mtime < 0 ||
	    !day_is_valid(st.st_mtime / seconds))
		return 0;
	return (day)(st.st_mtime / seconds);
}
