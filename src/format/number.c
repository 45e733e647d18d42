#include "format/draw.h"

#include <stdio.h>

/* General has no more decimals than this before it changes its form. */
#define PLAIN_PLACES 15

/* As Excel writes a cell to a text file: a gap is a blank, and what fills the
 * cell's width is nothing. */
static void
draw_text(struct strbuf *out, const struct token *token)
{
	if (token->kind == TOKEN_GAP)
		strbuf_add_char(out, ' ');
	else if (token->kind == TOKEN_TEXT || token->kind == TOKEN_PERCENT)
		strbuf_add(out, token->text);
}

/* ---- digits where the section's digit signs are */

struct drawing {
	struct strbuf *out;
	const struct section *section;
	struct decimal number;
	int place; /* of the next digit sign; -1 is the first decimal */
	bool zeros; /* a 0 was met */
	bool blanks; /* a sign without a digit among grouped ones */
	bool bare; /* a point without a decimal behind it */
};

static void
draw_group(struct drawing *drawing, int place)
{
	if (drawing->section->grouped && place > 0 && place % 3 == 0)
		strbuf_add_char(drawing->out, ' ');
}

/* The first sign takes what the others cannot. */
static void
draw_whole(struct drawing *drawing, char sign)
{
	const struct decimal *number = &drawing->number;
	int place = drawing->place;
	if (place == drawing->section->places - 1) {
		for (int more = number->point - 1; more > place; more--) {
			strbuf_add_char(
			    drawing->out, decimal_digit(number, more));
			draw_group(drawing, more);
		}
	}
	bool inner = drawing->zeros && drawing->section->grouped;
	drawing->zeros |= sign == '0';
	if (place < number->point || sign == '0') {
		strbuf_add_char(drawing->out, decimal_digit(number, place));
		draw_group(drawing, place);
	} else if (sign == '?') {
		strbuf_add_char(drawing->out, ' ');
		drawing->blanks |=
		    drawing->section->grouped && drawing->section->places > 3;
	} else {
		drawing->blanks |= inner;
	}
	drawing->place--;
}

/* Whether a digit or a 0 follows the decimal at `place`, or stands there. */
static bool
goes_on(const struct drawing *drawing, size_t at)
{
	const struct section *section = drawing->section;
	if (-drawing->place <= decimal_places(&drawing->number))
		return true;
	for (; at < section->count; at++) {
		if (section->tokens[at].sign == '0')
			return true;
	}
	return false;
}

static void
draw_decimal(struct drawing *drawing, size_t at, char sign)
{
	if (goes_on(drawing, at))
		strbuf_add_char(drawing->out,
		    decimal_digit(&drawing->number, drawing->place));
	else if (sign == '?')
		strbuf_add_char(drawing->out, ' ');
	drawing->place--;
}

/* A point without digit signs before it still has whole digits. */
static void
draw_point(struct drawing *drawing)
{
	const struct decimal *number = &drawing->number;
	for (int place = number->point - 1;
	     !drawing->section->places && place >= 0; place--)
		strbuf_add_char(drawing->out, decimal_digit(number, place));
	strbuf_add_char(drawing->out, ',');
	drawing->place = -1;
}

bool
draw_number(struct strbuf *out, const struct section *section,
    const struct decimal *number)
{
	struct drawing drawing = {.out = out,
	    .section = section,
	    .number = *number,
	    .place = section->places - 1};
	bool after = false;
	decimal_shift(&drawing.number, section->shift);
	decimal_round(&drawing.number, section->decimals);
	for (size_t i = 0; i < section->count; i++) {
		const struct token *token = &section->tokens[i];
		if (token->kind == TOKEN_POINT) {
			draw_point(&drawing);
			drawing.bare = !goes_on(&drawing, i + 1);
			after = true;
		} else if (token->kind != TOKEN_DIGIT) {
			draw_text(out, token);
		} else if (after) {
			draw_decimal(&drawing, i, token->sign);
		} else {
			draw_whole(&drawing, token->sign);
		}
	}
	/* "3," of 3 under 0.##: LibreOffice leaves the comma out. */
	return !drawing.blanks && !drawing.bare;
}

/* ---- 1,23E+04 */

static void
draw_exponent(
    struct strbuf *out, const struct section *section, size_t at, int exponent)
{
	int size = exponent < 0 ? -exponent : exponent;
	int digits = (int)(section->count - at - 1);
	strbuf_add_char(out, 'E');
	if (exponent < 0 || section->tokens[at].sign == '+')
		strbuf_add_char(out, exponent < 0 ? '-' : '+');
	strbuf_print(out, "%0*d", digits, size);
}

bool
draw_scientific(struct strbuf *out, const struct section *section,
    const struct decimal *number)
{
	struct section mantissa = *section;
	struct decimal shifted = *number;
	size_t at = 0;
	int exponent = decimal_is_zero(number) ? 0 : number->point - 1;
	bool after = false;
	mantissa.places = mantissa.decimals = 0;
	for (; section->tokens[at].kind != TOKEN_EXPONENT; at++) {
		const struct token *token = &section->tokens[at];
		after |= token->kind == TOKEN_POINT;
		if (token->kind == TOKEN_DIGIT)
			*(after ? &mantissa.decimals : &mantissa.places) += 1;
	}
	mantissa.count = at;
	decimal_shift(&shifted, -exponent);
	decimal_round(&shifted, mantissa.decimals);
	if (shifted.point > 1) { /* 9,99 has become 10 */
		decimal_shift(&shifted, -1);
		exponent++;
	}
	bool drawn = draw_number(out, &mantissa, &shifted);
	draw_exponent(out, section, at, exponent);
	return drawn;
}

/* ---- 1 1/2 */

struct fraction_form {
	bool whole; /* digit signs of the whole number, and a blank */
	char whole_sign;
	int numerator, denominator; /* digit signs */
	char numerator_sign, denominator_sign;
	int fixed; /* denominator that is stated, or 0 */
};

/* A run of the same digit sign; 0 where there is none or they differ. */
static int
read_run(const struct section *section, size_t *at, char *sign)
{
	int count = 0;
	for (; *at < section->count; *at += 1, count++) {
		const struct token *token = &section->tokens[*at];
		if (token->kind != TOKEN_DIGIT ||
		    (count && token->sign != *sign))
			break;
		*sign = token->sign;
	}
	return count;
}

static int
read_fixed(const struct section *section, size_t *at)
{
	int number = 0;
	for (; *at < section->count && number < 1000; *at += 1) {
		const struct token *token = &section->tokens[*at];
		if (token->sign < '0' || token->sign > '9' ||
		    (!number && token->sign == '0'))
			break;
		number = number * 10 + token->sign - '0';
	}
	return number;
}

/* "# ?/?", "?/?", "# ??/16": no other form is known well enough. */
static bool
read_form(const struct section *section, struct fraction_form *form)
{
	size_t at = 0;
	char sign = 0;
	*form = (struct fraction_form){0};
	int run = read_run(section, &at, &sign);
	/* The slash is still ahead. */
	if (section->tokens[at].kind == TOKEN_TEXT) {
		if (run != 1 || !slice_is(section->tokens[at++].text, " "))
			return false;
		form->whole = true;
		form->whole_sign = sign;
		run = read_run(section, &at, &sign);
	}
	form->numerator = run;
	form->numerator_sign = sign;
	if (!run || section->tokens[at++].kind != TOKEN_SLASH)
		return false;
	form->fixed = read_fixed(section, &at);
	if (!form->fixed)
		form->denominator =
		    read_run(section, &at, &form->denominator_sign);
	return at == section->count && (form->fixed || form->denominator) &&
	       form->denominator <= 3 && form->numerator <= 3 &&
	       form->whole_sign != '?';
}

/* number = n/d with d in the bounds; or 0. */
static int
find_denominator(
    double number, double off_most, int least, int most, long *numerator)
{
	for (int d = least; d <= most; d++) {
		double n = number * d;
		double near = (double)(long)(n + 0.5);
		double off = n > near ? n - near : near - n;
		if (off > off_most * d)
			continue;
		*numerator = (long)near;
		return d;
	}
	return 0;
}

static void
draw_padded(struct strbuf *out, long number, int places, char sign, bool left)
{
	char digits[24];
	int len = snprintf(digits, sizeof digits, "%ld", number);
	int pad = places > len ? places - len : 0;
	for (int i = 0; left && sign != '#' && i < pad; i++)
		strbuf_add_char(out, sign == '?' ? ' ' : '0');
	strbuf_add_text(out, digits);
	for (int i = 0; !left && sign == '?' && i < pad; i++)
		strbuf_add_char(out, ' ');
}

bool
draw_fraction(struct strbuf *out, const struct section *section,
    const struct decimal *number)
{
	static const int most[] = {0, 9, 99, 999};
	struct fraction_form form;
	double rest = 0;
	long whole = 0, numerator = 0;
	if (!read_form(section, &form) || number->point > 9)
		return false;
	for (int place = number->point - 1; place >= 0; place--)
		whole = whole * 10 + (decimal_digit(number, place) - '0');
	for (int place = -DECIMAL_DIGITS; place < 0; place++)
		rest = (rest + (decimal_digit(number, place) - '0')) / 10;
	/* A third is stored with as many digits as there are, and is a third
	 * all the same. */
	double off = 1e-13;
	for (int place = decimal_places(number);
	     number->count == DECIMAL_DIGITS && place < 13; place++)
		off *= 10;
	int denominator =
	    find_denominator(rest, off, form.fixed ? form.fixed : 1,
		form.fixed ? form.fixed : most[form.denominator], &numerator);
	if (!denominator)
		return false;
	if (!form.whole) {
		numerator += whole * denominator;
	} else if (!numerator) {
		/* Blanks where the fraction would be; 0/1 with 0. */
		strbuf_print(out, "%ld ", whole);
		return form.numerator_sign != '0' &&
		       form.denominator_sign != '0';
	} else if (whole || form.whole_sign == '0') {
		strbuf_print(out, "%ld", whole);
	}
	if (form.whole)
		strbuf_add_char(out, ' ');
	draw_padded(out, numerator, form.numerator, form.numerator_sign, true);
	strbuf_add_char(out, '/');
	draw_padded(out, denominator, form.denominator, form.denominator_sign,
	    form.denominator_sign == '0');
	return form.denominator_sign != '0' || form.denominator == 1;
}

/* ---- General */

bool
draw_plain(struct strbuf *out, const struct decimal *number)
{
	struct decimal size = *number;
	size.negative = false;
	decimal_write(out, &size, ',');
	/* Excel changes to 1E+15 and 2,8E-17 at some size, and then shows less
	 * than the number holds. */
	return number->point <= DECIMAL_DIGITS + 1 &&
	       decimal_places(number) <= PLAIN_PLACES;
}

bool
draw_general(struct strbuf *out, const struct section *section,
    const struct decimal *number)
{
	bool drawn = true;
	for (size_t i = 0; i < section->count; i++) {
		if (section->tokens[i].kind == TOKEN_GENERAL)
			drawn = draw_plain(out, number);
		else
			draw_text(out, &section->tokens[i]);
	}
	return drawn;
}
