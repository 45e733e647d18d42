#include <unicode/ucal.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/ustring.h>

#include "base/languages.h"
#include "base/memory.h"
#include "base/strbuf.h"
#include "text/date.h"
#include "text/language.h"
#include "text/utf16.h"

static struct slice
write_by_table(struct arena *arena, day when, const char *form,
    const struct language *names)
{
	int year, month, day_of_month;
	day_split(when, &year, &month, &day_of_month);
	/* 1970-01-01 was a Thursday. */
	int weekday = (when - DAY_FIRST) % 7;
	struct strbuf out = {0};
	for (; *form; form++) {
		if (*form != '{') {
			strbuf_add_char(&out, *form);
			continue;
		}
		switch (form[1]) {
		case 'd':
			strbuf_add_number(&out, day_of_month);
			break;
		case 'm':
			strbuf_add_text(&out, names->months[month - 1]);
			break;
		case 'w':
			strbuf_add_text(&out, names->weekdays[weekday]);
			break;
		default:
			strbuf_add_number(&out, year);
		}
		form += 2;
	}
	struct slice text = arena_dup(arena, strbuf_view(&out));
	strbuf_fini(&out);
	return text;
}

static const UChar utc[] = {'U', 'T', 'C', 0};

/* A formatter by pattern, in the calendar of day_of. */
static UDateFormat *
open_pattern(
    const char *language, const UChar *pattern, int32_t len, UErrorCode *status)
{
	UDateFormat *format = udat_open(UDAT_PATTERN, UDAT_PATTERN, language,
	    utc, -1, pattern, len, status);
	UCalendar *calendar =
	    ucal_open(utc, -1, language, UCAL_GREGORIAN, status);
	if (U_SUCCESS(*status)) {
		ucal_setGregorianChange(calendar, -1e17, status);
		udat_setCalendar(format, calendar);
	}
	ucal_close(calendar);
	return format;
}

static const char *
skeleton_of(enum date_style style)
{
	switch (style) {
	case DATE_SHORT:
		return "dMMMM";
	case DATE_LONG:
		return "dMMMMy";
	case DATE_FULL:
		return "EEEEdMMMMy";
	case DATE_ISO:
		break;
	}
	return "yMMdd";
}

static UDateFormat *
open_style(const char *language, enum date_style style, UErrorCode *status)
{
	UChar skeleton[16], pattern[128];
	u_uastrcpy(skeleton, skeleton_of(style));
	UDateTimePatternGenerator *patterns = udatpg_open(language, status);
	int32_t len = udatpg_getBestPattern(patterns, skeleton, -1, pattern,
	    sizeof pattern / sizeof *pattern, status);
	UDateFormat *format = U_SUCCESS(*status)
				  ? open_pattern(language, pattern, len, status)
				  : NULL;
	udatpg_close(patterns);
	return format;
}

static struct slice
write_by_icu(
    struct arena *arena, day when, enum date_style style, const char *language)
{
	UErrorCode status = U_ZERO_ERROR;
	struct utf16 wide;
	utf16_init(&wide);
	UDateFormat *format =
	    open_style(language_or_root(language), style, &status);
	if (U_SUCCESS(status))
		wide.len = udat_format(format, (double)when * U_MILLIS_PER_DAY,
		    wide.at, wide.room, NULL, &status);
	if (format)
		udat_close(format);
	if (U_FAILURE(status))
		memory_exhausted();
	struct slice text = utf16_write(arena, &wide);
	/* "2012 M02 29": the language has no months, as language_has_months
	 * would have said. Digits are a date everywhere. */
	bool nameless = slice_find(text, SLICE("M0")) < text.len ||
			slice_find(text, SLICE("M1")) < text.len;
	return nameless ? date_write(arena, when, DATE_ISO, language) : text;
}

struct slice
date_write(
    struct arena *arena, day when, enum date_style style, const char *language)
{
	const struct language *names = language_find(language);
	switch (style) {
	case DATE_ISO: {
		char iso[11];
		day_write_iso(when, iso);
		return arena_dup(arena, slice_view(iso));
	}
	case DATE_SHORT:
		if (names)
			return write_by_table(
			    arena, when, names->short_date, names);
		break;
	case DATE_LONG:
		if (names)
			return write_by_table(
			    arena, when, names->long_date, names);
		break;
	case DATE_FULL:
		if (names)
			return write_by_table(
			    arena, when, names->full_date, names);
		break;
	}
	return write_by_icu(arena, when, style, language);
}
