#include "format/draw.h"

#include <stdio.h>

#define MICROS 1000000LL
#define DAY_MICROS (86400 * MICROS)

/* The parts of a moment, rounded to the least that is shown. */
struct parts {
	int year, month, day, weekday;
	long long hours, minutes, seconds; /* of the day */
	long long split; /* millionths of a second */
	int32_t days;
};

static bool
has(const struct section *section, enum token_kind kind)
{
	for (size_t i = 0; i < section->count; i++) {
		if (section->tokens[i].kind == kind)
			return true;
	}
	return false;
}

static unsigned
split_places(const struct section *section)
{
	for (size_t i = 0; i < section->count; i++) {
		if (section->tokens[i].kind == TOKEN_SPLIT)
			return section->tokens[i].count;
	}
	return 0;
}

/* To whole seconds, or to the parts of one that show. */
static int64_t
round_micros(int64_t micros, unsigned places)
{
	int64_t step = MICROS;
	for (; places && step > 1; places--)
		step /= 10;
	return (micros + step / 2) / step * step;
}

/* False where rounding would make it another day. */
static bool
take_apart(const struct section *section, const struct moment *moment,
    struct parts *parts)
{
	int64_t micros = round_micros(moment->micros, split_places(section));
	*parts = (struct parts){.days = moment->days};
	if (moment->when != DAY_NONE) {
		day_split(
		    moment->when, &parts->year, &parts->month, &parts->day);
		parts->weekday = (int)(((int64_t)moment->when + 719162) % 7);
	}
	parts->hours = micros / (3600 * MICROS);
	parts->minutes = micros / (60 * MICROS) % 60;
	parts->seconds = micros / MICROS % 60;
	parts->split = micros % MICROS;
	return micros < DAY_MICROS;
}

static void
draw_padded(struct strbuf *out, unsigned digits, long long number)
{
	strbuf_print(out, "%0*lld", (int)digits, number);
}

static void
draw_split(struct strbuf *out, unsigned places, long long split)
{
	char digits[24];
	snprintf(digits, sizeof digits, "%06lld", split);
	strbuf_add_char(out, ',');
	strbuf_add(out, slice_part(slice_view(digits), 0, places));
}

static bool
draw_elapsed(
    struct strbuf *out, const struct token *token, const struct parts *parts)
{
	long long hours = parts->days * 24LL + parts->hours;
	long long number = hours;
	if (token->sign != 'h')
		number = number * 60 + parts->minutes;
	if (token->sign == 's')
		number = number * 60 + parts->seconds;
	draw_padded(out, token->count, number);
	return true;
}

/* A name is drawn where the format states its language and all systems have the
 * same one. */
static bool
draw_name(struct strbuf *out, const struct section *section, bool month,
    int number, unsigned count)
{
	const struct language *language = section->language;
	bool english = language && strcmp(language->code, "en") == 0;
	if (!language || count > 4 || (count == 3 && !english))
		return false;
	struct slice name = slice_view(
	    month ? language->months[number] : language->days[number]);
	strbuf_add(out, count == 3 ? slice_part(name, 0, 3) : name);
	return true;
}

static bool
draw_year(struct strbuf *out, const struct parts *parts, unsigned count)
{
	if (count <= 2)
		draw_padded(out, 2, parts->year % 100);
	else
		draw_padded(out, 4, parts->year);
	return count <= 4;
}

static bool
draw_token(struct strbuf *out, const struct section *section,
    const struct token *token, const struct parts *parts)
{
	unsigned count = token->count;
	switch (token->kind) {
	case TOKEN_YEAR:
		return draw_year(out, parts, count);
	case TOKEN_MONTH:
		if (count > 2)
			return draw_name(
			    out, section, true, parts->month - 1, count);
		draw_padded(out, count, parts->month);
		return true;
	case TOKEN_DAY:
		/* Before March 1900 Excel's weekdays are a day behind. */
		if (count > 2)
			return parts->year > 1900 &&
			       draw_name(
				   out, section, false, parts->weekday, count);
		draw_padded(out, count, parts->day);
		return true;
	case TOKEN_HOUR:
		draw_padded(out, count, parts->hours);
		return count <= 2;
	case TOKEN_MINUTE:
		draw_padded(out, count, parts->minutes);
		return true;
	case TOKEN_SECOND:
		draw_padded(out, count, parts->seconds);
		return count <= 2;
	case TOKEN_SPLIT:
		draw_split(out, count, parts->split);
		return true;
	case TOKEN_ELAPSED:
		return draw_elapsed(out, token, parts);
	case TOKEN_GAP:
		strbuf_add_char(out, ' ');
		return true;
	case TOKEN_FILL:
		return true;
	case TOKEN_TEXT:
		strbuf_add(out, token->text);
		return true;
	case TOKEN_DIGIT:
	case TOKEN_POINT:
	case TOKEN_COMMA:
	case TOKEN_PERCENT:
	case TOKEN_EXPONENT:
	case TOKEN_SLASH:
	case TOKEN_GENERAL:
	case TOKEN_AT:
	case TOKEN_HALF:
		break;
	}
	return false;
}

/* A whole date is written as ISO has it, with a time of 24 hours. */
static bool
draw_date(struct strbuf *out, const struct section *section,
    const struct moment *moment, const struct parts *parts)
{
	char iso[11];
	day_write_iso(moment->when, iso);
	strbuf_add_text(out, iso);
	if (section->kind == SECTION_DATE)
		return true;
	strbuf_print(out, " %02lld:%02lld", parts->hours, parts->minutes);
	if (has(section, TOKEN_SECOND))
		strbuf_print(out, ":%02lld", parts->seconds);
	return parts->split == 0;
}

bool
draw_moment(struct strbuf *out, const struct section *section,
    const struct moment *moment)
{
	struct parts parts;
	bool drawn = take_apart(section, moment, &parts);
	/* Without a time nothing is rounded. */
	if (section->kind == SECTION_DATE || section->kind == SECTION_DATE_PART)
		drawn = true;
	if (section->kind == SECTION_DATE || section->kind == SECTION_DATE_TIME)
		return draw_date(out, section, moment, &parts) && drawn;
	for (size_t i = 0; i < section->count; i++)
		drawn &= draw_token(out, section, &section->tokens[i], &parts);
	return drawn;
}
