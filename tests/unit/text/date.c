#include "text/date.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unicode/udat.h>
#include <unicode/ustring.h>
#include <unistd.h>

#include "base/languages.h"
#include "test.h"

static const struct {
	const char *in, *want; /* want: ISO, "" for no date */
	bool iso; /* day_parse_iso reads it too */
} parses[] = {
    {"2012-03-19", "2012-03-19", true},
    {"2012-02-29", "2012-02-29", true},
    {"1900-02-29", "", false},
    {"2000-02-29", "2000-02-29", true},
    {"0001-01-01", "0001-01-01", true},
    {"9999-12-31", "9999-12-31", true},
    {"0000-01-01", "", false},
    {"2012-13-01", "", false},
    {"2012-00-01", "", false},
    {"2012-04-31", "", false},
    {"2012-3-19", "2012-03-19", false},
    {"20120319", "2012-03-19", false},
    {"20121319", "", false},
    {"2012/03/19", "2012-03-19", false},
    {"2012/3-19", "", false},
    {"19/3 2012", "2012-03-19", false},
    {"19/3-2012", "2012-03-19", false},
    {"19/3/2012", "", false},
    {"19/13 2012", "", false},
    {"19/3 12", "", false},
    {"19.3.2012", "2012-03-19", false},
    {"19.03.2012", "2012-03-19", false},
    {"19.3 2012", "", false},
    {"19 mars 2012", "2012-03-19", false},
    {"den 19 mars 2012", "2012-03-19", false},
    {"19 MARS 2012", "2012-03-19", false},
    {"1 sept. 2012", "2012-09-01", false},
    {"1 okt 2012", "2012-10-01", false},
    {"19\xC2\xA0mars\xC2\xA0"
     "2012",
	"2012-03-19", false},
    {"19. maaliskuuta 2012", "2012-03-19", false},
    {"19 March 2012", "2012-03-19", false},
    {"19 marsch 2012", "", false},
    {"19 mars", "", false},
    {"mars 2012", "", false},
    {"2012-03-19 00:00:00", "2012-03-19", false},
    {"2012-03-19T00:00:00", "2012-03-19", false},
    {"2012-03-19 00:00", "2012-03-19", false},
    {"2012-03/19", "", false},
    {"2012-03-", "", false},
    {"2012.03.19", "", false},
    {"19/3 2012 kl. 8", "", false},
    {"19.3.2012.", "", false},
    {"19.3.12", "", false},
    {"2012-03-19 08:15:00", "", false},
    {"  2012-03-19 ", "2012-03-19", false},
    {"2012-03-19x", "", false},
    {"120319", "", false},
    {"201203190", "", false},
    {"", "", false},
    {"den", "", false},
    {"40987", "", false},
};

static const struct {
	const char *when, *language;
	enum date_style style;
	const char *want;
} writes[] = {
    {"2012-03-19", "sv", DATE_ISO, "2012-03-19"},
    {"2012-03-19", "sv", DATE_SHORT, "19 mars"},
    {"2012-03-19", "sv", DATE_LONG, "19 mars 2012"},
    {"2012-03-19", "sv", DATE_FULL, "måndagen den 19 mars 2012"},
    {"2012-09-01", "sv-FI", DATE_FULL, "lördagen den 1 september 2012"},
    {"2012-03-19", "fi", DATE_SHORT, "19. maaliskuuta"},
    {"2012-03-19", "fi", DATE_LONG, "19. maaliskuuta 2012"},
    {"2012-03-19", "fi", DATE_FULL, "maanantai 19. maaliskuuta 2012"},
    {"2012-03-19", "en", DATE_FULL, "Monday 19 March 2012"},
    {"2012-03-19", "nb", DATE_SHORT, "19. mars"},
    {"2012-05-17", "nb", DATE_LONG, "17. mai 2012"},
    {"2012-12-01", "no", DATE_FULL, "lørdag 1. desember 2012"},
    {"2012-03-19", "de", DATE_LONG, "19. März 2012"},
    {"2012-03-19", "de", DATE_FULL, "Montag, 19. März 2012"},
    {"1500-03-01", "de", DATE_LONG, "1. März 1500"},
    {"2012-03-19", "nb", DATE_SHORT, "19. mars"},
};

static const struct {
	const char *born, *when;
	int want;
} ages[] = {
    {"1912-03-19", "2012-03-18", 99},
    {"1912-03-19", "2012-03-19", 100},
    {"1912-02-29", "2012-02-28", 99},
    {"1912-02-29", "2013-02-28", 101},
    {"1912-02-29", "2013-02-27", 100},
    {"2012-03-19", "2012-03-19", 0},
};

static day
iso(const char *text)
{
	return day_parse_iso(slice_view(text));
}

static void
test_parses(void)
{
	for (size_t i = 0; i < COUNT(parses); i++) {
		char have[11] = "";
		day when = day_parse(slice_view(parses[i].in));
		if (when != DAY_NONE)
			day_write_iso(when, have);
		test_text(parses[i].in, have, parses[i].want);
		test_true(parses[i].in,
		    (iso(parses[i].in) != DAY_NONE) == parses[i].iso);
	}
}

static void
test_days(void)
{
	day when = DAY_FIRST;
	for (int year = 1; year <= 9999; year++) {
		for (int month = 1; month <= 12; month++) {
			day first = day_of(year, month, 1);
			bool ok = first == when;
			for (int d = 1; day_of(year, month, d) != DAY_NONE;
			     d++, when++) {
				int y, m, dm;
				day_split(when, &y, &m, &dm);
				ok = ok && y == year && m == month && dm == d;
			}
			if (!ok || (month == 1 && year % 1000 == 0))
				test_true("days follow each other", ok);
		}
	}
	test_number("the last day", when - 1, DAY_LAST);
	test_number("the epoch", day_of(1970, 1, 1), 0);
}

/* Our month names against ICU's, so that a slip of the pen is found. */
static void
test_months_of_icu(void)
{
	const struct language *language;
	for (size_t i = 0; (language = language_at(i)); i++) {
		UErrorCode status = U_ZERO_ERROR;
		UDateFormat *format = udat_open(UDAT_LONG, UDAT_LONG,
		    language->code, NULL, 0, NULL, 0, &status);
		for (int month = 0; month < 12; month++) {
			UChar wide[64];
			char name[64];
			udat_getSymbols(
			    format, UDAT_MONTHS, month, wide, 64, &status);
			u_strToUTF8(name, sizeof name, NULL, wide, -1, &status);
			test_text("month", language->months[month], name);
		}
		test_true("icu", U_SUCCESS(status));
		udat_close(format);
	}
}

/* Days as spreadsheets show them, which a house number becomes. */
static const struct {
	const char *in;
	bool is;
} named[] = {
    {"03-apr", true},
    {"3-apr", true},
    {"apr-03", true},
    {"Apr-03", true},
    {"3. Apr 12", true},
    {"12-apr-2012", true},
    {"3 maj", true},
    {"4-mai", true},
    {"1-Dez", true},
    {"2-maalis", true},
    {"2/huhtikuu", true},
    {"jan-1", true},
    {"apr", false},
    {"apr-apr", false},
    {"3-4", false},
    {"3", false},
    {"1-2-3 apr", false},
    {"Majgatan 3", false},
    {"3 Majas väg", false},
    {"Aprilvägen 3", false},
    {"12345-apr", false},
    {"", false},
};

/* Pictures of dates, as Word has them. */
static const struct {
	const char *picture, *language, *want; /* NULL: not known */
} pictures[] = {
    {"d MMMM yyyy", "sv", "5 mars 2012"},
    {"dd/MM-yy", "sv", "05/03-12"},
    {"D M Y", "sv", NULL},
    {"dddd", "sv", "m\u00e5ndag"},
    {"dddd d MMM", "nb", "mandag 5 mar"},
    {"dddd", "en", "Monday"},
    {"dddd", "fi", "maanantai"},
    {"ddd", "sv", NULL},
    {"ddddd", "sv", NULL},
    {"MMM", "en", "Mar"},
    {"MMMMM", "sv", NULL},
    {"MMM", "sv", "mar"},
    {"MMM", "fi", "maalis"},
    {"yyy", "sv", NULL},
    {"YYYY", "sv", "2012"},
    {"HH:mm", "sv", NULL},
    {"d/M", "de", "5/3"},
    {"dddd", "de", NULL},
    {"MMM", "de", NULL},
    {"", "sv", NULL},
};

static void
test_pictures(struct arena *mem)
{
	day when = iso("2012-03-05");
	for (size_t i = 0; i < COUNT(pictures); i++) {
		struct slice picture = slice_view(pictures[i].picture);
		bool known =
		    date_picture_is_known(picture, pictures[i].language);
		test_true(pictures[i].picture, known == !!pictures[i].want);
		if (known && pictures[i].want)
			test_slice(pictures[i].picture,
			    date_write_as(
				mem, when, picture, pictures[i].language),
			    pictures[i].want);
	}
}

/* No day is before year 1, none after 9999, and no file's before 1970. */
static void
test_bounds(void)
{
	static const char path[] = "date-test.txt";
	static const struct {
		time_t when;
		day want;
	} files[] = {{86400 * 3, 3}, {86400 * 3 - 1, 2}, {0, 0}, {-86400, 0}};
	test_number("year 10000", day_of(10000, 1, 1), DAY_NONE);
	test_number("year 0", day_of(0, 12, 31), DAY_NONE);
	test_true("the first", day_is_valid(DAY_FIRST));
	test_true("one before", !day_is_valid((int64_t)DAY_FIRST - 1));
	test_true("the last", day_is_valid(DAY_LAST));
	test_true("one after", !day_is_valid((int64_t)DAY_LAST + 1));
	FILE *file = fopen(path, "w");
	if (file)
		fclose(file);
	for (size_t i = 0; i < COUNT(files); i++) {
		const struct timespec times[2] = {
		    {.tv_sec = files[i].when}, {.tv_sec = files[i].when}};
		test_true(
		    "a file's time", utimensat(AT_FDCWD, path, times, 0) == 0);
		test_number("a file's day", day_of_file(path), files[i].want);
	}
	unlink(path);
	test_number("no file's", day_of_file(path), 0);
}

int
main(void)
{
	struct arena *mem = arena_new();
	test_parses();
	test_days();
	test_months_of_icu();
	test_pictures(mem);
	for (size_t i = 0; i < COUNT(writes); i++)
		test_slice("date_write",
		    date_write(mem, iso(writes[i].when), writes[i].style,
			writes[i].language),
		    writes[i].want);
	for (size_t i = 0; i < COUNT(ages); i++)
		test_number(ages[i].when,
		    years_between(iso(ages[i].born), iso(ages[i].when)),
		    ages[i].want);
	arena_free(mem);
	test_bounds();
	for (size_t i = 0; i < COUNT(named); i++)
		test_true(named[i].in,
		    day_is_named(slice_view(named[i].in)) == named[i].is);
	return test_end();
}
