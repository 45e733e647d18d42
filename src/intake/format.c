#include "intake/format.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define DIGITS_MAX 15 /* that a double keeps of any decimal number */

/* Builtin formats that show numbers otherwise than General. */
static const struct {
	unsigned number;
	const char *code;
} built_in[] = {
    {1, "0"},
    {2, "0.00"},
    {3, "#,##0"},
    {4, "#,##0.00"},
    {9, "0%"},
    {10, "0.00%"},
    {37, "#,##0;-#,##0"},
    {38, "#,##0;-#,##0"},
    {39, "#,##0.00;-#,##0.00"},
    {40, "#,##0.00;-#,##0.00"},
    {14, "yyyy-mm-dd"},
    {15, "d-mmm-yy"},
    {16, "d-mmm"},
    {17, "mmm-yy"},
    {18, "h:mm"},
    {19, "h:mm:ss"},
    {20, "h:mm"},
    {21, "h:mm:ss"},
    {22, "yyyy-mm-dd h:mm"},
    {45, "mm:ss"},
    {46, "[h]:mm:ss"},
    {47, "mm:ss.0"},
    {49, "@"},
};

static struct slice
find_built_in(unsigned number)
{
	/* Dates of the Asian languages. */
	if ((number >= 27 && number <= 36) || (number >= 50 && number <= 58))
		return SLICE("yyyy-mm-dd");
	for (size_t i = 0; i < sizeof built_in / sizeof *built_in; i++) {
		if (built_in[i].number == number)
			return slice_view(built_in[i].code);
	}
	return (struct slice){0};
}

/* One token of a code: a literal's text, or a sign of the format. */
struct token {
	char sign; /* 0: a literal */
	struct slice text;
	bool elapsed; /* [h], [mm], [ss] */
};

static struct token
bracket(struct slice code, size_t *at)
{
	struct slice rest = slice_from(code, *at + 1);
	size_t len = slice_find_char(rest, ']');
	*at += rest.len > len ? len + 2 : len + 1;
	struct slice inside = slice_part(rest, 0, len);
	if (inside.len && strchr("hHmMsS", inside.at[0]))
		return (struct token){'h', inside, true};
	/* [$kr-41D] shows its currency; [Red] and conditions show nothing. */
	if (slice_starts(inside, "$")) {
		struct slice sign = slice_from(inside, 1);
		return (struct token){
		    0, slice_part(sign, 0, slice_find_char(sign, '-')), false};
	}
	return (struct token){0};
}

static struct token
next_token(struct slice code, size_t *at)
{
	char c = code.at[*at];
	struct slice rest = slice_from(code, *at + 1);
	if (c == '[')
		return bracket(code, at);
	if (c == '"') {
		size_t len = slice_find_char(rest, '"');
		*at += rest.len > len ? len + 2 : len + 1;
		return (struct token){0, slice_part(rest, 0, len), false};
	}
	if (c == '\\' || c == '_' || c == '*') {
		*at += rest.len ? 2 : 1;
		/* _x is a gap and *x a filling: neither is text. */
		struct slice one = slice_part(rest, 0, c == '\\');
		return (struct token){0, one, false};
	}
	*at += 1;
	if (strchr("0#?.,%@EeGgdDmMyYhHsS", c))
		return (struct token){c, {NULL, 0}, false};
	return (struct token){0, {code.at + *at - 1, 1}, false};
}

static enum format_kind
kind_of(struct slice code)
{
	bool date = false, time = false, month = false, text = false;
	size_t at = 0;
	while (at < code.len && code.at[at] != ';') {
		struct token token = next_token(code, &at);
		char c = token.sign;
		date |= c && strchr("dDyY", c);
		time |= c && strchr("hHsS", c);
		month |= c == 'm' || c == 'M';
		text |= c == '@';
	}
	if (date || (month && !time))
		return time ? FORMAT_DATE_TIME : FORMAT_DATE;
	if (time)
		return FORMAT_TIME;
	return text ? FORMAT_TEXT : FORMAT_NUMBER;
}

struct format
format_of(unsigned number, struct slice code)
{
	if (!code.len && number < 164)
		code = find_built_in(number);
	/* "General", and what spreadsheets in other languages call it. */
	if (code.len >= 6 && (code.at[0] == 'G' || code.at[0] == 'g'))
		code.len = 0;
	return (struct format){kind_of(code), code};
}

/* The section for the value; *minus: its sign must be written. */
static struct slice
choose_section(struct slice code, double value, bool *minus)
{
	struct slice sections[4];
	size_t count = 0, from = 0, at = 0;
	while (at <= code.len && count < 4) {
		if (at == code.len || code.at[at] == ';') {
			sections[count++] = slice_part(code, from, at - from);
			from = ++at;
		} else {
			next_token(code, &at);
		}
	}
	*minus = value < 0;
	if (count >= 2 && value < 0) {
		*minus = false;
		return sections[1];
	}
	if (count >= 3 && value == 0)
		return sections[2];
	return sections[0];
}

/* What a section asks of the number. */
struct picture {
	unsigned whole; /* least digits before the comma */
	unsigned decimals, least_decimals;
	unsigned places; /* digit signs before the comma */
	bool grouped, percent, exponent;
	bool empty; /* no digit is shown */
};

static struct picture
read_picture(struct slice section)
{
	struct picture picture = {0};
	bool after = false;
	size_t at = 0;
	while (at < section.len) {
		char c = next_token(section, &at).sign;
		bool digit = c && strchr("0#?", c);
		if (digit && after) {
			picture.decimals++;
			if (c == '0')
				picture.least_decimals = picture.decimals;
		} else if (digit) {
			picture.places++;
			picture.whole += c == '0' || picture.whole;
		}
		picture.grouped |= c == ',' && picture.places && !after;
		picture.percent |= c == '%';
		picture.exponent |= c == 'E' || c == 'e';
		after |= c == '.';
	}
	picture.empty = !picture.places && !picture.decimals;
	return picture;
}

/* Digits of the value before and after the comma, as the picture rounds. */
struct digits {
	char text[400];
	size_t whole, decimals;
};

static void
round_digits(struct digits *digits, double value, const struct picture *picture)
{
	char text[380];
	snprintf(
	    text, sizeof text, "%.*f", (int)picture->decimals, fabs(value));
	struct slice all = slice_view(text);
	size_t point = slice_find_char(all, '.');
	struct slice whole = slice_part(all, 0, point);
	struct slice decimals = slice_from(all, point + 1);
	if (slice_is(whole, "0"))
		whole.len = 0;
	while (decimals.len > picture->least_decimals &&
	       decimals.at[decimals.len - 1] == '0')
		decimals.len--;
	size_t pad =
	    whole.len < picture->whole ? picture->whole - whole.len : 0;
	memset(digits->text, '0', pad);
	memcpy(digits->text + pad, whole.at, whole.len);
	digits->whole = pad + whole.len;
	if (decimals.len)
		memcpy(digits->text + digits->whole, decimals.at, decimals.len);
	digits->decimals = decimals.len;
}

/* A digit before the comma; a blank after it where a group ends. */
static void
add_whole_digit(struct strbuf *out, const struct digits *digits, size_t i,
    const struct picture *picture)
{
	size_t left = digits->whole - i - 1;
	strbuf_add_char(out, digits->text[i]);
	if (picture->grouped && left && left % 3 == 0)
		strbuf_add_char(out, ' ');
}

/* Walks the section: digits where its digit signs are, literals between. */
static void
write_section(struct strbuf *out, struct slice section,
    const struct digits *digits, const struct picture *picture)
{
	size_t at = 0, place = 0, whole = 0, decimal = 0;
	bool after = false;
	while (at < section.len) {
		struct token token = next_token(section, &at);
		if (token.sign == '.') {
			after = true;
			while (whole < digits->whole)
				add_whole_digit(out, digits, whole++, picture);
			if (digits->decimals)
				strbuf_add_char(out, ',');
		} else if (token.sign == '%') {
			strbuf_add_text(out, "%");
		} else if (token.sign && strchr("0#?", token.sign)) {
			if (after) {
				if (decimal < digits->decimals)
					strbuf_add_char(
					    out, digits->text[digits->whole +
							      decimal++]);
				continue;
			}
			/* The first sign takes what the others cannot. */
			size_t left = picture->places - ++place;
			while (digits->whole - whole > left)
				add_whole_digit(out, digits, whole++, picture);
		} else if (!token.sign) {
			strbuf_add(out, token.text);
		}
	}
}

static bool
read_value(struct slice text, double *value)
{
	char copy[64];
	char *end;
	if (!text.len || text.len >= sizeof copy)
		return false;
	memcpy(copy, text.at, text.len);
	copy[text.len] = '\0';
	*value = strtod(copy, &end);
	return !*end && isfinite(*value) && fabs(*value) < 1e300;
}

/* General: the digits that a spreadsheet keeps, with a comma. */
static void
write_plain(struct strbuf *out, double value)
{
	char text[40];
	if (fabs(value) < 1e15 && floor(value) == value) {
		snprintf(text, sizeof text, "%.0f", value == 0 ? 0 : value);
	} else {
		snprintf(text, sizeof text, "%.*g", DIGITS_MAX, value);
		char *point = strchr(text, '.');
		if (point)
			*point = ',';
	}
	strbuf_add_text(out, text);
}

static void
write_number(struct strbuf *out, struct slice code, double value)
{
	bool minus;
	struct slice section = choose_section(code, value, &minus);
	struct picture picture = read_picture(section);
	bool words = value == 0 && section.len && !picture.exponent;
	if (!section.len || picture.exponent || (picture.empty && !words)) {
		write_plain(out, value);
		return;
	}
	struct digits digits;
	round_digits(&digits, picture.percent ? value * 100 : value, &picture);
	if (minus)
		strbuf_add_char(out, '-');
	write_section(out, section, &digits, &picture);
}

/*
 * Days since 1899-12-31, with the 29 February 1900 that never was counted as
 * day 60 (ECMA-376 part 1, 18.17.4.1).
 */
static day
day_of_serial(double serial, bool from_1904)
{
	double whole = floor(serial);
	if (from_1904)
		whole += 1462;
	if (whole < 1 || whole == 60 || whole > 2958465)
		return DAY_NONE;
	return day_of(1899, 12, whole < 60 ? 31 : 30) + (day)whole;
}

static enum format_fault
write_moment(
    struct strbuf *out, enum format_kind kind, double value, bool from_1904)
{
	char iso[11];
	/* Seconds, rounded once so that 12:00 is not 11:59. */
	double seconds = floor((value - floor(value)) * 86400 + 0.5);
	if (seconds >= 86400) {
		seconds = 0;
		value = floor(value) + 1;
	}
	if (kind != FORMAT_TIME) {
		day when = day_of_serial(value, from_1904);
		if (when == DAY_NONE)
			return FORMAT_NO_DAY;
		day_write_iso(when, iso);
		strbuf_add_text(out, iso);
	}
	int minutes = (int)(seconds / 60);
	if (kind != FORMAT_DATE)
		strbuf_print(out, "%s%02d:%02d", kind == FORMAT_TIME ? "" : " ",
		    minutes / 60, minutes % 60);
	return FORMAT_FINE;
}

/* Digits from the first that is not 0 to the last that is not. */
static size_t
count_digits(struct slice text)
{
	size_t digits = 0, zeros = 0;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];
		if (c == 'E' || c == 'e')
			break;
		if (c < '0' || c > '9' || (c == '0' && !digits))
			continue;
		zeros = c == '0' ? zeros + 1 : 0;
		digits++;
	}
	return digits - zeros;
}

enum format_fault
format_write(struct strbuf *out, const struct format *format, struct slice text,
    bool from_1904)
{
	double value;
	if (!read_value(text, &value))
		return FORMAT_NO_NUMBER;
	if (format->kind != FORMAT_NUMBER && format->kind != FORMAT_TEXT)
		return write_moment(out, format->kind, value, from_1904);
	/* A whole number longer than a double keeps has lost its end; what is
	 * stored of a fraction is always long and shown rounded. */
	if (fabs(value) >= 1e15 && count_digits(text) > 1)
		return FORMAT_LONG;
	struct slice code = format->code;
	if (format->kind == FORMAT_TEXT)
		code.len = 0;
	write_number(out, code, value);
	return FORMAT_FINE;
}
