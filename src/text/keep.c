#include "text/keep.h"

#include <unicode/uchar.h>

#include "base/utf8.h"
#include "text/breaks.h"
#include "text/date_names.h"
#include "text/normal.h"

#define LONGEST 48 /* bytes of a word that a rule can be about */
#define SHORT_WORD 12 /* characters */
#define MOST_GROUPS 6 /* of a phone number */

/* Signs and words that stay with the number before them. */
static const char *const units[] = {"%", "‰", "°", "°C", "§", "§§", "€", "£",
    "$", "kr", "kronor", "öre", "SEK", "EUR", "euro", "euroa", "mkr", "tkr",
    "mnkr", "tn", "mn", "mm", "cm", "dm", "m", "km", "mil", "m²", "m2", "m³",
    "m3", "km²", "ha", "ml", "cl", "dl", "l", "liter", "mg", "g", "hg", "kg",
    "ton", "ms", "s", "sek", "min", "minuter", "h", "tim", "timmar", "timme",
    "dagar", "dag", "dygn", "veckor", "vecka", "mån", "månader", "månad", "år",
    "års", "v", "st", "kap", "p", "W", "kW", "kWh", "V", "A", "px", "pt", "MB",
    "GB", "kpl", "vuotta", "vuoden", "kk", "vrk", "pv", "cent", NULL};

/* Abbreviations that stay with what follows, whatever it is. */
static const char *const before_all[] = {
    "kl.", "kl", "nr", "nr.", "c/o", "klo", "nro", "n:o", "dnr", NULL};

/* … and those that do before a number. */
static const char *const before_numbers[] = {"tel", "tel.", "tfn", "tfn.",
    "puh.", "puh", "fax", "§", "§§", "s.", "sid.", "sidan", "kap.", "kap", "ca",
    "ca.", "c:a", "cirka", "lgh", "box", "pb", "bil.", "bilaga", "fig.", "tab.",
    "punkt", "v.", "vecka", "paragraf", "momentti", "mom.", "+", "±", "<", ">",
    "=", NULL};

/* A word without the directional and zero-width characters around it. */
struct word {
	char bytes[LONGEST];
	struct slice text; /* empty where it is too long */
	size_t from, to; /* in the text */
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
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
		uint32_t code = utf8_next(text, &at);
		if (code_is_hidden(code))
			continue;
		if (len + (at - here) > LONGEST)
			return;
		memcpy(word->bytes + len, text.at + here, at - here);
		len += at - here;
	}
	word->text.len = len;
}

/* The word that ends before `end`, the blanks there passed. */
static void
find_before(struct word *word, struct slice text, size_t end)
{
	bool inside = false;
	size_t at = end;
	while (at > 0) {
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
		if (code_is_blank(utf8_next(text, &at))) {
			at = here;
			break;
		}
	}
	set_word(word, text, from, at);
}

static bool
is_listed(struct slice word, const char *const *list)
{
	for (; *list; list++) {
		if (text_same(word, slice_view(*list)))
			return true;
	}
	return false;
}

static struct slice
without_end(struct slice word)
{
	while (word.len && strchr(".,;:!?)", word.at[word.len - 1]))
		word.len--;
	return word;
}

static struct slice
without_start(struct slice word)
{
	while (word.len && strchr("(\"'", word.at[0]))
		word = slice_from(word, 1);
	return word;
}

static size_t
count_digits(struct slice word)
{
	size_t count = 0;
	while (count < word.len && is_digit(word.at[count]))
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
	if (!word.len || !is_digit(word.at[word.len - 1]))
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
	return after.len && (is_digit(after.at[0]) || after.at[0] == '+') &&
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
		if (!is_digit(word.at[i]) && !strchr("-()", word.at[i]))
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

/* Whether the words on both sides of a blank belong together. */
static bool
is_bound(struct slice text, size_t at)
{
	struct word before, after;
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
		return is_digit(left.at[at - 4]) && is_digit(right.at[0]);
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
