#include "text/keep.h"

#include <unicode/uchar.h>

#include "base/code.h"
#include "base/utf8.h"
#include "text/breaks.h"
#include "text/date_names.h"
#include "text/normal.h"

#define LONGEST 48 /* bytes of a word that a rule can be about */
#define SHORT_WORD 12 /* characters */
#define MOST_GROUPS 6 /* of a phone number */

/* The lists are in lower case, as words are compared. */
#define TEXT(literal)                                                          \
	{                                                                      \
		(literal), sizeof(literal) - 1                                 \
	}
#define LONGEST_LISTED 12 /* bytes */

/* Signs and words that stay with the number before them. */
static const struct slice units[] = {TEXT("%"), TEXT("‰"), TEXT("°"),
    TEXT("°c"), TEXT("§"), TEXT("§§"), TEXT("€"), TEXT("£"), TEXT("$"),
    TEXT("kr"), TEXT("kronor"), TEXT("öre"), TEXT("sek"), TEXT("eur"),
    TEXT("euro"), TEXT("euroa"), TEXT("mkr"), TEXT("tkr"), TEXT("mnkr"),
    TEXT("tn"), TEXT("mn"), TEXT("mm"), TEXT("cm"), TEXT("dm"), TEXT("m"),
    TEXT("km"), TEXT("mil"), TEXT("m²"), TEXT("m2"), TEXT("m³"), TEXT("m3"),
    TEXT("km²"), TEXT("ha"), TEXT("ml"), TEXT("cl"), TEXT("dl"), TEXT("l"),
    TEXT("liter"), TEXT("mg"), TEXT("g"), TEXT("hg"), TEXT("kg"), TEXT("ton"),
    TEXT("ms"), TEXT("s"), TEXT("sek"), TEXT("min"), TEXT("minuter"), TEXT("h"),
    TEXT("tim"), TEXT("timmar"), TEXT("timme"), TEXT("dagar"), TEXT("dag"),
    TEXT("dygn"), TEXT("veckor"), TEXT("vecka"), TEXT("mån"), TEXT("månader"),
    TEXT("månad"), TEXT("år"), TEXT("års"), TEXT("v"), TEXT("st"), TEXT("kap"),
    TEXT("p"), TEXT("w"), TEXT("kw"), TEXT("kwh"), TEXT("a"), TEXT("px"),
    TEXT("pt"), TEXT("mb"), TEXT("gb"), TEXT("kpl"), TEXT("vuotta"),
    TEXT("vuoden"), TEXT("kk"), TEXT("vrk"), TEXT("pv"), TEXT("cent"),
    {NULL, 0}};

/* Abbreviations that stay with what follows, whatever it is. */
static const struct slice before_all[] = {TEXT("kl."), TEXT("kl"), TEXT("nr"),
    TEXT("nr."), TEXT("c/o"), TEXT("klo"), TEXT("nro"), TEXT("n:o"),
    TEXT("dnr"), {NULL, 0}};

/* … and those that do before a number. */
static const struct slice before_numbers[] = {TEXT("tel"), TEXT("tel."),
    TEXT("tfn"), TEXT("tfn."), TEXT("puh."), TEXT("puh"), TEXT("fax"),
    TEXT("§"), TEXT("§§"), TEXT("s."), TEXT("sid."), TEXT("sidan"),
    TEXT("kap."), TEXT("kap"), TEXT("ca"), TEXT("ca."), TEXT("c:a"),
    TEXT("cirka"), TEXT("lgh"), TEXT("box"), TEXT("pb"), TEXT("bil."),
    TEXT("bilaga"), TEXT("fig."), TEXT("tab."), TEXT("punkt"), TEXT("v."),
    TEXT("vecka"), TEXT("paragraf"), TEXT("momentti"), TEXT("mom."), TEXT("+"),
    TEXT("±"), TEXT("<"), TEXT(">"), TEXT("="), {NULL, 0}};

/* A word without the directional and zero-width characters around it. */
struct word {
	char bytes[LONGEST];
	struct slice text; /* empty where it is too long */
	size_t from, to; /* in the text */
};

/* Most characters: neither a blank nor hidden. */
static bool
is_plain(char c)
{
	return c > ' ' && c < 0x7F;
}

static size_t
step_back(struct slice text, size_t at)
{
	do
		at--;
	while (at > 0 && ((unsigned char)text.at[at] & 0xC0) == 0x80);
	return at;
}

static void
set_word(struct word *word, struct slice text, size_t from, size_t to)
{
	size_t len = 0;
	word->from = from;
	word->to = to;
	word->text = (struct slice){word->bytes, 0};
	for (size_t at = from; at < to;) {
		size_t here = at;
		if (is_plain(text.at[at]))
			at++;
		else if (code_is_hidden(utf8_next(text, &at)))
			continue;
		if (len + (at - here) > LONGEST)
			return;
		memcpy(word->bytes + len, text.at + here, at - here);
		len += at - here;
	}
	word->text.len = len;
}

/* The word that ends before `end`, or before the blanks there. */
static void
find_before(struct word *word, struct slice text, size_t end)
{
	bool inside = false;
	size_t at = end;
	while (at > 0) {
		if (is_plain(text.at[at - 1])) {
			inside = true;
			at--;
			continue;
		}
		size_t here = step_back(text, at), next = here;
		uint32_t code = utf8_next(text, &next);
		bool blank = code_is_blank(code);
		if (blank && inside)
			break;
		if (blank)
			end = here;
		else if (!code_is_hidden(code))
			inside = true;
		at = here;
	}
	set_word(word, text, at, end);
}

static void
find_after(struct word *word, struct slice text, size_t from)
{
	size_t at = from;
	while (at < text.len) {
		size_t here = at;
		if (is_plain(text.at[at])) {
			at++;
		} else if (code_is_blank(utf8_next(text, &at))) {
			at = here;
			break;
		}
	}
	set_word(word, text, from, at);
}

static char
lower(char before, char byte)
{
	bool upper = (byte >= 'A' && byte <= 'Z') ||
		     (before == '\xC3' && (unsigned char)byte < 0x9F);
	return (char)(byte + (upper ? 0x20 : 0));
}

static bool
is_listed(struct slice word, const struct slice *list)
{
	char bytes[LONGEST_LISTED], before = '\0';
	if (word.len > sizeof bytes)
		return false;
	for (size_t i = 0; i < word.len; i++) {
		bytes[i] = lower(before, word.at[i]);
		before = word.at[i];
	}
	for (; list->len; list++) {
		if (list->len == word.len && list->at[0] == bytes[0] &&
		    memcmp(list->at, bytes, word.len) == 0)
			return true;
	}
	return false;
}

static bool
ends_word(char c)
{
	return c == '.' || c == ',' || c == ';' || c == ':' || c == '!' ||
	       c == '?' || c == ')';
}

static struct slice
without_end(struct slice word)
{
	while (word.len && ends_word(word.at[word.len - 1]))
		word.len--;
	return word;
}

static bool
starts_word(char c)
{
	return c == '(' || c == '"' || c == '\'';
}

static struct slice
without_start(struct slice word)
{
	while (word.len && starts_word(word.at[0]))
		word = slice_from(word, 1);
	return word;
}

static size_t
count_digits(struct slice word)
{
	size_t count = 0;
	while (count < word.len && char_is_digit(word.at[count]))
		count++;
	return count;
}

static bool
is_digits(struct slice word, size_t least, size_t most)
{
	return word.len >= least && word.len <= most &&
	       count_digits(word) == word.len;
}

/* "1", "1,5", "10:30", "1/9", "350–450", "−4" */
static bool
is_number(struct slice word)
{
	if (!word.len || !char_is_digit(word.at[word.len - 1]))
		return false;
	for (size_t at = 0; at < word.len;) {
		uint32_t code = utf8_next(word, &at);
		if (code < 0x80 ? !strchr("0123456789,.:/-+", (int)code)
				: code != 0x2013 && code != 0x2212)
			return false;
	}
	return true;
}

/* "12 345", "753 10", "SE-753 10" */
static bool
is_group(struct slice before, struct slice after)
{
	size_t count = count_digits(after);
	if (slice_starts(before, "SE-") || slice_starts(before, "FI-"))
		before = slice_from(before, 3);
	else if (slice_starts(before, "S-") || slice_starts(before, "-"))
		before = slice_from(before, slice_find_char(before, '-') + 1);
	if (count == 3)
		return is_digits(before, 1, 3);
	return count == 2 && is_digits(before, 3, 3);
}

/* "5 mm", "10 000 kr/mån", "1 §" */
static bool
is_measure(struct slice before, struct slice after)
{
	after = without_end(after);
	after = slice_part(after, 0, slice_find_char(after, '/'));
	return after.len && is_number(before) && is_listed(after, units);
}

static bool
is_abbreviated(struct slice before, struct slice after)
{
	if (is_listed(before, before_all))
		return true;
	after = without_start(after);
	return after.len &&
	       (char_is_digit(after.at[0]) || after.at[0] == '+') &&
	       is_listed(before, before_numbers);
}

static bool
is_upper(struct slice text, size_t *at)
{
	return *at < text.len && u_isupper((UChar32)utf8_next(text, at));
}

/* "A." and "A.B.", "K.-G.", before a name or the next of them */
static bool
is_initials(struct slice before, struct slice after)
{
	size_t at = 0, start = 0;
	if (!is_upper(without_start(after), &start))
		return false;
	while (at < before.len) {
		if (!is_upper(before, &at) || at >= before.len ||
		    before.at[at++] != '.')
			return false;
		if (at < before.len && before.at[at] == '-')
			at++;
	}
	return before.len > 0;
}

/* "0999-10", "(0999)", "+46", "040" */
static bool
starts_phone(struct slice word)
{
	word = without_start(word);
	if (!word.len || (word.at[0] != '0' && word.at[0] != '+'))
		return false;
	for (size_t i = 1; i < word.len; i++) {
		if (!char_is_digit(word.at[i]) && !strchr("-()", word.at[i]))
			return false;
	}
	return slice_find_char(word, '-') < word.len || word.at[0] == '+' ||
	       word.len <= 5;
}

/* Whether `before` and the groups of digits it ends lead back to a prefix. */
static bool
is_phone(struct slice text, const struct word *before, struct slice after)
{
	struct word word = *before;
	word.text.at = word.bytes;
	if (!is_digits(without_end(after), 2, 4))
		return false;
	for (int groups = 0; groups < MOST_GROUPS; groups++) {
		if (starts_phone(word.text))
			return true;
		if (!is_digits(word.text, 2, 4) || word.from == 0)
			return false;
		struct word earlier;
		find_before(&earlier, text, word.from);
		word = earlier;
		word.text.at = word.bytes;
	}
	return false;
}

/* "19", "19.", "1:a" */
static bool
is_day(struct slice word)
{
	size_t count = count_digits(word);
	struct slice rest = slice_from(word, count);
	return (count == 1 || count == 2) &&
	       (!rest.len || slice_is(rest, ".") || slice_is(rest, ":a") ||
		   slice_is(rest, ":e"));
}

/* "19 | mars", "19 mars | 2012", "19/3 | 2012" */
static bool
is_date(struct slice text, const struct word *before, struct slice after)
{
	after = without_end(after);
	if (is_day(before->text))
		return date_names_month(after) != 0;
	if (!is_digits(after, 4, 4))
		return false;
	if (is_number(before->text))
		return slice_find_char(before->text, '/') < before->text.len;
	struct word day;
	find_before(&day, text, before->from);
	return is_day(day.text) &&
	       date_names_month(slice_part(
		   before->text, 0, slice_find_char(before->text, '.'))) != 0;
}

/* Whether a character of U+2000 to U+2FFF ends at `end`: an isolate's, say. */
static bool
ends_with_sign(struct slice text, size_t end)
{
	return end >= 3 && text.at[end - 3] == '\xE2';
}

/*
 * Most blanks stand between two plain words: a rule needs a digit or a stop
 * before the blank, a sign of a number behind it, or a word of before_all.
 */
static bool
may_be_bound(struct slice text, size_t at)
{
	size_t end = at - 1, from = end;
	if (at >= text.len || end == 0 || ends_with_sign(text, end) ||
	    char_is_digit(text.at[end - 1]) || text.at[end - 1] == '.' ||
	    char_is_digit(text.at[at]) || text.at[at] == '+' ||
	    text.at[at] == '\xE2' || starts_word(text.at[at]))
		return true;
	while (from > 0 && text.at[from - 1] != ' ' && end - from < 5)
		from--;
	struct slice word = slice_part(text, from, end - from);
	return word.len && word.len <= 4 &&
	       (char_is_digit(word.at[0]) || starts_word(word.at[0]) ||
		   word.at[0] == '\xE2' || is_listed(word, before_all));
}

/* Whether the words on both sides of a blank belong together. */
static bool
is_bound(struct slice text, size_t at)
{
	struct word before, after;
	if (!may_be_bound(text, at))
		return false;
	find_before(&before, text, at);
	find_after(&after, text, at);
	struct slice left = without_start(before.text), right = after.text;
	if (!left.len || !right.len)
		return false;
	return is_group(left, right) || is_measure(left, right) ||
	       is_abbreviated(left, right) || is_initials(left, right) ||
	       is_date(text, &before, right) || is_phone(text, &before, right);
}

/* "C/|o", "kr/|mån": a stroke in a short word; an address may be broken. */
static bool
is_short_stroke(struct slice text, size_t at)
{
	struct word left, right;
	find_before(&left, text, at);
	find_after(&right, text, at);
	size_t before = utf8_count(left.text), after = utf8_count(right.text);
	return before + after <= SHORT_WORD && (before <= 3 || after <= 3);
}

/* Breaks within a word that UAX 14 allows: "350–|450", "K.-|G.", "C/|o". */
static bool
is_joint(struct slice text, size_t at)
{
	struct slice left = slice_part(text, 0, at);
	struct slice right = slice_from(text, at);
	size_t start = 0;
	if (slice_ends(left, "\xE2\x80\x93") && at > 3)
		return char_is_digit(left.at[at - 4]) &&
		       char_is_digit(right.at[0]);
	if (slice_ends(left, ".-"))
		return is_upper(right, &start);
	return slice_ends(left, "/") && is_short_stroke(text, at);
}

void
keep_together(struct slice text, uint8_t *breaks)
{
	for (size_t at = 1; at < text.len; at++) {
		if (breaks[at] != BREAK_ALLOWED)
			continue;
		bool bound = text.at[at - 1] == ' ' ? is_bound(text, at)
						    : is_joint(text, at);
		if (bound)
			breaks[at] = BREAK_NONE;
	}
}
