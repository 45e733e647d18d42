#include "base/strbuf.h"
#include "base/utf8.h"
#include "text/normal.h"
#include "text/words.h"

#define NBSP "\xC2\xA0"
#define MOST_DIGITS 16

/* A number taken apart. */
struct phone {
	char digits[MOST_DIGITS]; /* national: with its 0 */
	size_t len;
	size_t area; /* digits before the hyphen, 0 where there was none */
	bool abroad; /* written with +46 */
};

/*
 * The area codes of three digits in the Swedish numbering plan (PTS); besides
 * them 08 has two, 010, 020 and 07x three, and all others four.
 */
static const char *const three_digits[] = {"010", "011", "013", "016", "018",
    "019", "020", "021", "023", "026", "031", "033", "035", "036", "040", "042",
    "044", "046", "054", "060", "063", "070", "072", "073", "076", "079", "090",
    NULL};

static size_t
area_length(const struct phone *phone)
{
	if (phone->area)
		return phone->area;
	if (phone->digits[1] == '8')
		return 2;
	for (const char *const *code = three_digits; *code; code++) {
		if (memcmp(phone->digits, *code, 3) == 0)
			return 3;
	}
	return 4;
}

/* False where anything but digits and signs of phone numbers stands. */
static bool
read_digits(struct slice text, struct phone *phone)
{
	for (size_t at = 0; at < text.len;) {
		uint32_t code = utf8_next(text, &at);
		bool dash = code == '-' || code == 0x2010 || code == 0x2011 ||
			    code == 0x2013 || code == '/';
		if (code >= '0' && code <= '9') {
			if (phone->len == MOST_DIGITS)
				return false;
			phone->digits[phone->len++] = (char)code;
		} else if (dash && !phone->area) {
			phone->area = phone->len;
		} else if (!dash && !code_is_blank(code) && code != '(' &&
			   code != ')') {
			return false;
		}
	}
	return phone->len > 0;
}

/* Drops "+46" or "0046" and a following "(0)"; the 0 is put back. */
static struct slice
without_country(struct slice text, struct phone *phone)
{
	static const char *const codes[] = {"+46", "0046"};
	for (size_t i = 0; i < 2; i++) {
		if (!slice_starts(text, codes[i]))
			continue;
		text = slice_trim(slice_from(text, strlen(codes[i])));
		phone->abroad = true;
		if (!slice_starts(text, "(0)") && !slice_starts(text, "0"))
			phone->digits[phone->len++] = '0';
	}
	return text;
}

/* Svenska skrivregler: pairs from the right, a first group of three. */
static void
add_groups(struct strbuf *out, const char *digits, size_t len)
{
	static const unsigned char groups[][3] = {
	    [5] = {3, 2}, [6] = {2, 2, 2}, [7] = {3, 2, 2}, [8] = {3, 3, 2}};
	size_t at = 0;
	for (size_t i = 0; i < 3 && groups[len][i]; i++) {
		if (i)
			strbuf_add_text(out, NBSP);
		strbuf_add(out, (struct slice){digits + at, groups[len][i]});
		at += groups[len][i];
	}
}

static bool
write_phone(struct strbuf *out, const struct phone *phone)
{
	if (phone->len < 7 || phone->digits[0] != '0')
		return false;
	size_t area = area_length(phone);
	if (area < 2 || area > 4 || phone->len < area + 5 ||
	    phone->len > area + 8)
		return false;
	struct slice code = {phone->digits, area};
	if (phone->abroad) {
		strbuf_add_text(out, "+46" NBSP);
		code = slice_from(code, 1);
	}
	strbuf_add(out, code);
	strbuf_add_text(out, phone->abroad ? NBSP : "-");
	add_groups(out, phone->digits + area, phone->len - area);
	return true;
}

static bool
has_letters(struct slice text)
{
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)(text.at[i] | 0x20);
		if (c >= 'a' && c <= 'z')
			return true;
	}
	return false;
}

struct slice
word_phone(struct arena *arena, struct slice text, const char *language)
{
	struct phone phone = {0};
	struct strbuf out = {0};
	text = text_clean(arena, text);
	if (has_letters(text))
		return text;
	bool swedish = strcmp(language, "sv") == 0 &&
		       read_digits(without_country(text, &phone), &phone) &&
		       write_phone(&out, &phone);
	struct slice written = swedish ? arena_dup(arena, strbuf_view(&out))
				       : word_unbroken(arena, text);
	strbuf_fini(&out);
	return written;
}

size_t
word_phone_digits(struct slice text, char digits[WORD_PHONE_DIGITS])
{
	struct phone phone = {0};
	size_t abroad = 0;
	text = without_country(slice_trim(text), &phone);
	if (!phone.abroad && text.len && text.at[0] == '+') {
		text = slice_from(text, 1);
		abroad = 2;
	}
	if (!read_digits(text, &phone))
		return 0;
	memset(digits, '0', abroad);
	memcpy(digits + abroad, phone.digits, phone.len);
	digits[abroad + phone.len] = '\0';
	return abroad + phone.len;
}
