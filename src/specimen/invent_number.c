/* invent_number.c - numbers that nobody has: identity, dates, telephones. */
#include "specimen/invent_parts.h"

#include "base/code.h"
#include "record/fodselsnummer.h"
#include "record/henkilotunnus.h"
#include "text/normal.h"

#define TRIES 60

day
inventor_day(const struct inventor *inventor, day when)
{
	day moved = when + inventor->shift;
	return day_is_valid(moved) ? moved : when;
}

static int
year_of(day when)
{
	int year, month, on;
	day_split(when, &year, &month, &on);
	return year;
}

/*
 * A birth moves the other way where it would be after today, or in another
 * year: a sign or digit that stays says the century.
 */
static day
move_birth(const struct inventor *inventor, day born)
{
	day moved = inventor_day(inventor, born);
	day other = born - inventor->shift;
	bool fits = moved <= inventor->today && year_of(moved) == year_of(born);
	return fits || other > inventor->today ? moved : other;
}

static void
digits_at_random(struct inventor *inventor, char *to, struct slice like)
{
	memcpy(to, like.at, like.len);
	for (size_t i = 0; i < like.len; i++) {
		/* 120 stays a number of three digits, and 0 is 0 */
		if (i == 0 && to[i] == '0')
			continue;
		to[i] = (char)(i == 0 ? '1' + inventor_next(inventor, 9)
				      : '0' + inventor_next(inventor, 10));
	}
}

static bool
is_identity(const struct inventor *inventor, struct slice text)
{
	return identity_read(text, inventor->today).kind != IDENTITY_NONE;
}

void
inventor_add_digits(
    struct inventor *inventor, struct strbuf *out, struct slice digits)
{
	char *to = arena_raw(inventor->mem, digits.len + 1);
	struct slice made = {to, digits.len};
	for (int tries = 0; tries < TRIES; tries++) {
		digits_at_random(inventor, to, digits);
		if (!slice_equal(made, digits) && !is_identity(inventor, made))
			break;
	}
	strbuf_add(out, made);
}

/* ---- Swedish identity numbers */

/* The check digit by modulus 10 of nine digits (record/identity.h). */
static int
luhn(const char *nine)
{
	int sum = 0;
	for (int i = 0; i < 9; i++) {
		int product = (nine[i] - '0') * (i % 2 ? 1 : 2);
		sum += product / 10 + product % 10;
	}
	return (10 - sum % 10) % 10;
}

/* "YYYYMMDD-NNNC" in the form in which the real one was written. */
static struct slice
write_alike(struct arena *mem, const char full[14], struct slice like)
{
	struct strbuf out = {0};
	size_t digits = 0;
	for (size_t i = 0; i < like.len; i++)
		digits += char_is_digit(like.at[i]);
	size_t at = digits == 12 ? 0 : 2;
	for (size_t i = 0; i < like.len; i++) {
		if (at == 8)
			at++;
		if (char_is_digit(like.at[i]))
			strbuf_add_char(&out, full[at++]);
		else
			strbuf_add_char(&out, like.at[i]);
	}
	struct slice made = arena_dup(mem, strbuf_view(&out));
	strbuf_fini(&out);
	return made;
}

/* Birth numbers 980-999 are nobody's; odd for men, as the real one. */
static struct slice
swedish(struct inventor *inventor, const struct identity *of, struct slice like)
{
	char full[14], nine[10];
	struct slice made = like;
	int year, month, on;
	for (int tries = 0; tries < TRIES; tries++) {
		day born = move_birth(inventor, of->born) -
			   (tries > 20 ? (int)inventor_next(inventor, 90) : 0);
		day_split(born, &year, &month, &on);
		int number = 980 + (int)inventor_next(inventor, 10) * 2 +
			     (of->digits[11] - '0') % 2;
		if (of->kind == IDENTITY_COORDINATION)
			on += 60;
		snprintf(full, sizeof full, "%04u%02u%02u-%03u",
		    (unsigned)year % 10000, (unsigned)month % 100,
		    (unsigned)on % 100, (unsigned)number % 1000);
		memcpy(nine, full + 2, 6);
		memcpy(nine + 6, full + 9, 3);
		full[12] = (char)('0' + luhn(nine));
		full[13] = '\0';
		made = write_alike(inventor->mem, full, like);
		if (!slice_equal(made, like) &&
		    !inventor_is_taken(inventor, made))
			break;
	}
	return made;
}

/* ---- Finnish and Norwegian */

static struct slice
finnish(struct inventor *inventor, const struct henkilotunnus *of)
{
	static const char signs[] = "0123456789ABCDEFHJKLMNPRSTUVWXY";
	char text[12];
	int year, month, on;
	struct slice made = {NULL, 0};
	for (int tries = 0; tries < TRIES; tries++) {
		day_split(move_birth(inventor, of->born), &year, &month, &on);
		unsigned number = 900 + inventor_next(inventor, 50) * 2 +
				  (unsigned)(of->text[9] - '0') % 2;
		unsigned long nine =
		    (((unsigned long)on * 100 + (unsigned long)month) * 100 +
			(unsigned long)year % 100) *
			1000 +
		    number;
		snprintf(text, sizeof text, "%02u%02u%02u%c%03u%c",
		    (unsigned)on % 100, (unsigned)month % 100,
		    (unsigned)year % 100, of->text[6], number % 1000,
		    signs[nine % 31]);
		made = arena_dup(inventor->mem, slice_view(text));
		if (!inventor_is_taken(inventor, made))
			break;
	}
	return made;
}

/* The two check digits of nine; false where there are none for these. */
static bool
norwegian_checks(char text[12])
{
	static const int first[] = {3, 7, 6, 1, 8, 9, 4, 5, 2},
			 second[] = {5, 4, 3, 2, 7, 6, 5, 4, 3, 2};
	int a = 0, b = 0;
	for (int i = 0; i < 9; i++)
		a += (text[i] - '0') * first[i];
	a = (11 - a % 11) % 11;
	text[9] = (char)('0' + a);
	for (int i = 0; i < 10; i++)
		b += (text[i] - '0') * second[i];
	b = (11 - b % 11) % 11;
	text[10] = (char)('0' + b);
	text[11] = '\0';
	return a < 10 && b < 10;
}

/* Months with 80 more are of people in tests only. */
static struct slice
norwegian(struct inventor *inventor, const struct fodselsnummer *of)
{
	char text[12];
	int year, month, on;
	struct slice made = {NULL, 0};
	for (int tries = 0; tries < TRIES; tries++) {
		day_split(move_birth(inventor, of->born), &year, &month, &on);
		if (of->temporary)
			on += 40;
		/* its first digit says the century, its last the sex */
		unsigned number = (unsigned)(of->text[6] - '0') * 100 +
				  inventor_next(inventor, 50) * 2 +
				  (unsigned)(of->text[8] - '0') % 2;
		snprintf(text, sizeof text, "%02u%02u%02u%03u",
		    (unsigned)on % 100, (unsigned)(month + 80) % 100,
		    (unsigned)year % 100, number % 1000);
		if (!norwegian_checks(text))
			continue;
		made = arena_dup(inventor->mem, slice_view(text));
		if (!inventor_is_taken(inventor, made))
			break;
	}
	return made;
}

/* A firm's: ten digits, the third not below 2. None where it has other signs. */
static struct slice
organisation(struct inventor *inventor, struct slice like)
{
	size_t digits = 0, hyphens = 0;
	for (size_t i = 0; i < like.len; i++) {
		digits += char_is_digit(like.at[i]);
		hyphens += like.at[i] == '-';
	}
	if ((digits != 10 && digits != 12) || digits + hyphens != like.len)
		return (struct slice){NULL, 0};
	char full[14] = "20559999-0000", nine[10];
	for (size_t i = 4; i < 12; i++) {
		if (i != 8)
			full[i] = (char)('2' + inventor_next(inventor, 8));
	}
	memcpy(nine, full + 2, 6);
	memcpy(nine + 6, full + 9, 3);
	full[12] = (char)('0' + luhn(nine));
	return write_alike(inventor->mem, full, like);
}

struct slice
inventor_identity(
    struct inventor *inventor, enum column_type type, struct slice number)
{
	struct identity swede = identity_read(number, inventor->today);
	struct henkilotunnus finn = henkilotunnus_read(number, inventor->today);
	struct fodselsnummer norwegian_ =
	    fodselsnummer_read(number, inventor->today);
	if (type == COLUMN_HENKILOTUNNUS && finn.born != DAY_NONE)
		return finnish(inventor, &finn);
	if (type == COLUMN_FODSELSNUMMER && norwegian_.born != DAY_NONE)
		return norwegian(inventor, &norwegian_);
	if (type == COLUMN_ORGANISATIONSNUMMER)
		return organisation(inventor, number);
	if (swede.kind == IDENTITY_PERSON ||
	    swede.kind == IDENTITY_COORDINATION)
		return swedish(inventor, &swede, number);
	return (struct slice){NULL, 0};
}

/* ---- telephones */

bool
inventor_is_phone(struct slice text)
{
	size_t digits = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (char_is_digit(text.at[i]))
			digits++;
		else if (!strchr("+-/() ", text.at[i]) &&
			 (unsigned char)text.at[i] < 0x80)
			return false;
		else if ((unsigned char)text.at[i] >= 0x80 &&
			 (unsigned char)text.at[i] != 0xc2 &&
			 (unsigned char)text.at[i] != 0xa0)
			return false; /* but for NBSP */
	}
	return digits >= 7 && digits <= 15 &&
	       (text.at[0] == '0' || text.at[0] == '+' || text.at[0] == '(');
}

/* 0999 and what follows; of other countries the three digits after theirs. */
struct slice
inventor_phone(struct inventor *inventor, struct slice text)
{
	struct slice made = {NULL, 0};
	for (int tries = 0; tries < TRIES; tries++) {
		struct strbuf out = {0};
		size_t digits = 0;
		bool abroad = text.at[0] == '+';
		size_t kept = abroad ? 2 : 1, nines = abroad ? 5 : 4;
		for (size_t i = 0; i < text.len; i++) {
			char c = text.at[i];
			if (char_is_digit(c) && digits++ >= kept)
				c = digits <= nines
					? '9'
					: (char)('0' +
						 inventor_next(inventor, 10));
			strbuf_add_char(&out, c);
		}
		made = arena_dup(inventor->mem, strbuf_view(&out));
		strbuf_fini(&out);
		if (!inventor_is_taken(inventor, made))
			break;
	}
	return made;
}

/* ---- parts of a text */

static size_t
count_digits(struct slice text)
{
	size_t count = 0;
	while (count < text.len && char_is_digit(text.at[count]))
		count++;
	return count;
}

static bool
has_digit(struct slice text, size_t at)
{
	return at < text.len && char_is_digit(text.at[at]);
}

/* "19310202-9810", "310202+9810", "3102029810": its length, or 0. */
static size_t
identity_length(const struct inventor *inventor, struct slice text)
{
	size_t digits = count_digits(text);
	size_t len = 0;
	if (digits == 10 || digits == 12)
		len = digits;
	else if ((digits == 6 || digits == 8) && text.len > digits &&
		 strchr("-+ ", text.at[digits]) &&
		 count_digits(slice_from(text, digits + 1)) == 4)
		len = digits + 5;
	return len && is_identity(inventor, slice_part(text, 0, len)) ? len : 0;
}

/* "999 32 Norrviken", "99932 Norrviken": of the number, or 0. */
static size_t
postcode_length(struct slice text)
{
	size_t digits = count_digits(text), len = digits;
	if (digits == 3 && text.len > 3 && text.at[3] == ' ' &&
	    count_digits(slice_from(text, 4)) == 2)
		len = 6;
	else if (digits != 5)
		return 0;
	return text.len > len + 1 && text.at[len] == ' ' &&
		       !has_digit(text, len + 1)
		   ? len
		   : 0;
}

static size_t
add_postcode(struct inventor *inventor, struct strbuf *out, size_t len)
{
	char text[8] = "999 00";
	char *last = text + len - 2;
	for (int tries = 0; tries < TRIES; tries++) {
		last[0] = (char)('0' + inventor_next(inventor, 10));
		last[1] = (char)('0' + inventor_next(inventor, 10));
		last[2] = '\0';
		if (!inventor_is_taken(inventor, slice_view(text)))
			break;
	}
	strbuf_add_text(out, text);
	return len;
}

/* "070-123 45 67" in a text, up to its last digit; 0: none begins there. */
static size_t
phone_length(struct slice text)
{
	size_t digits = 0, len = 0;
	for (size_t i = 0; i < text.len; i++) {
		bool digit = char_is_digit(text.at[i]);
		if (!digit && (!strchr("-/ ", text.at[i]) || i > len + 1))
			break;
		digits += digit;
		len = digit ? i + 1 : len;
	}
	return text.at[0] == '0' && digits >= 7 && digits <= 15 ? len : 0;
}

static size_t
add_date(struct inventor *inventor, struct strbuf *out, struct slice text)
{
	char iso[11];
	day when = text.len >= 10 && !has_digit(text, 10)
		       ? day_parse_iso(slice_part(text, 0, 10))
		       : DAY_NONE;
	if (when == DAY_NONE)
		return 0;
	day_write_iso(inventor_day(inventor, when), iso);
	strbuf_add_text(out, iso);
	return 10;
}

size_t
inventor_add_number(
    struct inventor *inventor, struct strbuf *out, struct slice text)
{
	size_t len = identity_length(inventor, text);
	if (len) {
		struct slice made = inventor_identity(
		    inventor, COLUMN_PERSONNUMMER, slice_part(text, 0, len));
		strbuf_add(out, made);
		return len;
	}
	len = add_date(inventor, out, text);
	if (len)
		return len;
	len = phone_length(text);
	if (len) {
		strbuf_add(
		    out, inventor_phone(inventor, slice_part(text, 0, len)));
		return len;
	}
	len = postcode_length(text);
	return len ? add_postcode(inventor, out, len) : 0;
}
