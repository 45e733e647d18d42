#include "record/identity_text.h"

#include "base/code.h"
#include "base/utf8.h"
#include "record/fodselsnummer.h"
#include "record/henkilotunnus.h"
#include "record/identity.h"
#include "text/normal.h"

/* Letters and digits: a number cannot stand in the middle of them. */
static bool
is_of_word(uint32_t code)
{
	return (code >= '0' && code <= '9') || (code | 0x20) - 'a' < 26u ||
	       (code >= 0xC0 && code < 0x2000 && code != 0xD7 && code != 0xF7);
}

/* The place at which the text is read; what has been taken is kept in one plain
 * spelling. */
struct reader {
	struct slice text;
	size_t at;
	char plain[16];
	size_t len;
};

static bool
take_digits(struct reader *reader, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (reader->at >= reader->text.len ||
		    !char_is_digit(reader->text.at[reader->at]))
			return false;
		reader->plain[reader->len++] = reader->text.at[reader->at++];
	}
	return true;
}

static uint32_t
peek(const struct reader *reader)
{
	size_t at = reader->at;
	return at < reader->text.len ? utf8_next(reader->text, &at) : 0;
}

static void
skip(struct reader *reader)
{
	utf8_next(reader->text, &reader->at);
}

/* At most two, so that columns of a table are not one number. */
static size_t
skip_blanks(struct reader *reader)
{
	size_t count = 0;
	while (count < 2 &&
	       (code_is_blank(peek(reader)) || code_is_hidden(peek(reader)))) {
		skip(reader);
		count++;
	}
	return count;
}

static bool
is_dash(uint32_t code)
{
	return code == '-' || (code >= 0x2010 && code <= 0x2015) ||
	       code == 0x2212 || code == 0xFE63 || code == 0xFF0D;
}

/* '-', '+', ' ' for blanks alone, or 0 for nothing. */
static char
take_sign(struct reader *reader)
{
	char sign = skip_blanks(reader) ? ' ' : 0;
	uint32_t code = peek(reader);
	if (code == '+' || is_dash(code)) {
		skip(reader);
		skip_blanks(reader);
		sign = code == '+' ? '+' : '-';
	}
	return sign;
}

/* The sign between the parts of a date: none, or the same one twice. */
static bool
take_date(struct reader *reader, size_t year_digits, char *between)
{
	*between = 0;
	if (!take_digits(reader, year_digits))
		return false;
	uint32_t sign = peek(reader);
	if (is_dash(sign) || sign == '.' || sign == '/' || sign == ' ') {
		*between = (char)(is_dash(sign) ? '-' : sign);
		skip(reader);
	}
	if (!take_digits(reader, 2))
		return false;
	if (*between) {
		if (peek(reader) != sign)
			return false;
		skip(reader);
	}
	return take_digits(reader, 2);
}

static bool
is_time(const char four[4])
{
	int hours = (four[0] - '0') * 10 + four[1] - '0';
	return hours < 24 && four[2] < '6';
}

/* Whether date and last four, taken apart so, can be meant as one number. */
static bool
is_one_number(char between, char sign, size_t year_digits, const char four[4])
{
	if (!between)
		return true;
	if (sign == '-' || sign == '+')
		return year_digits == 4 || between == ' ' || between == '-';
	return sign == ' ' && year_digits == 4 && !is_time(four);
}

static bool
ends_word(const struct reader *reader)
{
	return !is_of_word(peek(reader));
}

static bool
is_swedish(struct reader *reader, size_t year_digits, day today, bool *bare)
{
	char between, sign, form[16];
	if (!take_date(reader, year_digits, &between))
		return false;
	size_t date = reader->len;
	sign = take_sign(reader);
	if (!take_digits(reader, 4) || !ends_word(reader) ||
	    !is_one_number(between, sign, year_digits, reader->plain + date))
		return false;
	*bare = !sign; /* and nothing in the date: is_one_number */
	size_t len = 0;
	memcpy(form, reader->plain, date);
	len = date;
	if (sign)
		form[len++] = sign == '+' ? '+' : '-';
	memcpy(form + len, reader->plain + date, 4);
	struct identity identity =
	    identity_read((struct slice){form, len + 4}, today);
	return identity.fault == IDENTITY_FINE ||
	       (year_digits == 2 && identity_is_number(identity.fault));
}

static bool
is_finnish(struct reader *reader, day today)
{
	char form[11];
	if (!take_digits(reader, 6))
		return false;
	memcpy(form, reader->plain, 6);
	uint32_t sign = peek(reader);
	if (!sign || (sign >= 0x80 && !is_dash(sign)))
		return false;
	form[6] = (char)(is_dash(sign) ? '-' : sign);
	skip(reader);
	if (!take_digits(reader, 3) || reader->at >= reader->text.len)
		return false;
	memcpy(form + 7, reader->plain + 6, 3);
	form[10] = reader->text.at[reader->at++];
	return ends_word(reader) &&
	       henkilotunnus_read((struct slice){form, 11}, today).fault ==
		   IDENTITY_FINE;
}

static bool
is_norwegian(struct reader *reader, day today)
{
	if (!take_digits(reader, 6))
		return false;
	take_sign(reader);
	return take_digits(reader, 5) && ends_word(reader) &&
	       fodselsnummer_read(
		   (struct slice){reader->plain, reader->len}, today)
		       .fault == IDENTITY_FINE;
}

/* ---- what stands before it */

/* Words behind which a number is another kind of number. */
static bool
says_other(struct slice word)
{
	static const char *const words[] = {"tel", "telefon", "telefonnr",
	    "telefonnummer", "tfn", "mobil", "mobiltelefon", "mobilnr",
	    "mobilnummer", "växel", "växeln", "fax", "sms", "ring", "puh",
	    "puhelin", "phone", "bg", "bankgiro", "bankgironummer", "pg",
	    "plusgiro", "postgiro", "konto", "kontonr", "kontonummer",
	    "clearingnummer", "iban", "ocr", "ocr-nr", "ocr-nummer", "dnr",
	    "diarienr", "diarienummer", "fakturanr", "fakturanummer", "tlf",
	    "tlfnr", "telefonnr", "mobilnr", "kontonr", "saksnr", "saksnummer",
	    "kid", "kid-nummer", "orgnr"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (text_same(word, slice_view(words[i])))
			return true;
	}
	return false;
}

/* The word before, without the signs and blanks behind it. */
static struct slice
word_before(struct slice text, size_t at)
{
	while (at && strchr(" .:#*(_\t", text.at[at - 1]))
		at--;
	while (at >= 2 && (unsigned char)text.at[at - 2] == 0xC2 &&
	       (unsigned char)text.at[at - 1] == 0xA0)
		at -= 2;
	while (at && strchr(".:", text.at[at - 1]))
		at--;
	size_t end = at;
	while (at && ((text.at[at - 1] & 0x80) || text.at[at - 1] == '-' ||
			 (unsigned)(text.at[at - 1] | 0x20) - 'a' < 26u))
		at--;
	return slice_part(text, at, end - at);
}

/* "0701234567": mobile and nation-wide numbers without any sign. */
static bool
looks_like_phone(const char *plain)
{
	return memcmp(plain, "070", 3) == 0 || memcmp(plain, "010", 3) == 0;
}

static bool
is_number_at(struct slice text, day today, size_t at, size_t *len)
{
	static const size_t years[] = {4, 2};
	for (size_t i = 0; i < 2; i++) {
		struct reader reader = {.text = text, .at = at};
		bool bare = false;
		if (!is_swedish(&reader, years[i], today, &bare) ||
		    (bare && years[i] == 2 && looks_like_phone(reader.plain)))
			continue;
		*len = reader.at - at;
		return true;
	}
	static bool (*const others[])(struct reader *, day) = {
	    is_finnish, is_norwegian};
	for (size_t i = 0; i < 2; i++) {
		struct reader reader = {.text = text, .at = at};
		if (!others[i](&reader, today))
			continue;
		*len = reader.at - at;
		return true;
	}
	return false;
}

bool
identity_find(struct slice text, day today, size_t *at, size_t *len)
{
	uint32_t before = 0;
	for (size_t i = 0; i < text.len;) {
		size_t here = i;
		uint32_t code = utf8_next(text, &i);
		bool starts = here >= *at && code >= '0' && code <= '9' &&
			      !is_of_word(before) && before != '+';
		before = code;
		if (!starts || !is_number_at(text, today, here, len) ||
		    says_other(word_before(text, here)))
			continue;
		*at = here;
		return true;
	}
	return false;
}
