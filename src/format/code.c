#include "format/code.h"

#include "base/languages.h"
#include "base/utf8.h"
#include "format/section.h"
#include "format/word.h"

#define CODE_MAX 2000 /* bytes; Excel takes 255 characters */
#define REPEAT_MAX 30 /* signs of one kind in a row */

struct reading {
	struct slice code;
	size_t at;
	struct section *section;
	struct token last; /* that was added */
};

static struct slice
rest_of(const struct reading *reading)
{
	return slice_from(reading->code, reading->at);
}

static void
add(struct reading *reading, struct token token)
{
	reading->section->tokens[reading->section->count++] = token;
}

/* The character at the front, with all its bytes. */
static struct slice
one_character(struct slice text)
{
	size_t len = 0;
	if (text.len)
		utf8_next(text, &len);
	return slice_part(text, 0, len);
}

/* A test such as "[>=100]"; false where it is not one. */
static bool
read_test(struct section *section, struct slice inside)
{
	static const struct {
		const char *sign;
		enum section_test test;
	} tests[] = {{"<=", TEST_LE}, {">=", TEST_GE}, {"<>", TEST_NE},
	    {"<", TEST_LT}, {">", TEST_GT}, {"=", TEST_EQ}};
	for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
		if (!slice_starts(inside, tests[i].sign))
			continue;
		section->unsure |= section->test != TEST_NONE;
		section->test = tests[i].test;
		return decimal_read(
		    slice_trim(slice_from(inside, strlen(tests[i].sign))),
		    &section->limit);
	}
	return false;
}

static bool
is_colour(struct slice inside)
{
	static const char *const colours[] = {"black", "blue", "cyan", "green",
	    "magenta", "red", "white", "yellow"};
	for (size_t i = 0; i < sizeof colours / sizeof *colours; i++) {
		if (word_is(inside, colours[i]))
			return true;
	}
	if (!word_starts(inside, "color"))
		return false;
	inside = slice_trim(slice_from(inside, 5));
	for (size_t i = 0; i < inside.len; i++) {
		if (inside.at[i] < '0' || inside.at[i] > '9')
			return false;
	}
	return inside.len > 0;
}

static bool
is_number(struct slice text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (!strchr("0123456789abcdef", word_lower(text.at[i])))
			return false;
	}
	return text.len > 0;
}

static bool
is_of(struct slice locale, const struct language *language)
{
	for (size_t i = 0; language->windows[i]; i++) {
		if (word_is(locale, language->windows[i]))
			return true;
	}
	return word_starts(locale, language->code) && locale.len > 2 &&
	       locale.at[2] == '-';
}

/* The language of the months' names: Windows' number ("41D") or a tag ("sv-SE"). */
static const struct language *
find_language(struct slice locale)
{
	const struct language *language;
	for (size_t i = 0; (language = language_at(i)); i++) {
		if (language->windows[0] && is_of(locale, language))
			return language;
	}
	return NULL;
}

/* "$kr-41D", "$-sv-SE": the sign is text. The rest names the language of the
 * months and, where it says more than that, changes digits or calendar too. */
static void
read_locale(struct reading *reading, struct slice inside)
{
	struct section *section = reading->section;
	size_t dash = slice_find_char(inside, '-');
	struct slice locale = slice_from(inside, dash + 1);
	struct slice sign = slice_part(inside, 0, dash);
	if (sign.len)
		add(reading, (struct token){TOKEN_TEXT, 0, 0, sign});
	section->language = find_language(locale);
	bool more = is_number(locale) ? locale.len > 4 : locale.len > 5;
	/* The system's date is a date; its time may have any form. */
	section->unsure |= (more && !word_is(locale, "x-sysdate") &&
			       !word_starts(locale, "x-euro")) ||
			   word_is(locale, "F400") ||
			   slice_find_char(locale, ',') < locale.len;
}

static void
read_bracket(struct reading *reading)
{
	struct section *section = reading->section;
	struct slice rest = slice_from(rest_of(reading), 1);
	size_t len = slice_find_char(rest, ']');
	struct slice inside = slice_part(rest, 0, len);
	size_t same = 0;
	while (same < inside.len &&
	       word_lower(inside.at[same]) == word_lower(*inside.at))
		same++;
	section->unread |= len == rest.len;
	reading->at += 1 + (len < rest.len ? len + 1 : len);
	if (inside.len && same == inside.len && same < REPEAT_MAX &&
	    memchr("hms", word_lower(*inside.at), 3))
		add(reading,
		    (struct token){TOKEN_ELAPSED, word_lower(*inside.at),
			(unsigned char)same, {NULL, 0}});
	else if (slice_starts(inside, "$"))
		read_locale(reading, slice_from(inside, 1));
	else if (!is_colour(inside) && !read_test(section, inside))
		section->unread = true;
}

/* A run of the same letter. */
static void
read_letters(struct reading *reading, enum token_kind kind)
{
	struct slice rest = rest_of(reading);
	size_t count = 0;
	while (count < rest.len &&
	       word_lower(rest.at[count]) == word_lower(*rest.at))
		count++;
	reading->at += count;
	reading->section->unsure |= count > REPEAT_MAX;
	add(reading, (struct token){kind, 0, (unsigned char)count, {NULL, 0}});
}

static void
read_quoted(struct reading *reading)
{
	struct slice rest = slice_from(rest_of(reading), 1);
	size_t len = slice_find_char(rest, '"');
	reading->section->unread |= len == rest.len;
	reading->at += 1 + (len < rest.len ? len + 1 : len);
	add(reading,
	    (struct token){TOKEN_TEXT, 0, 0, slice_part(rest, 0, len)});
}

/* "\x", "_x" and "*x", where x may be more than a byte. */
static void
read_escape(struct reading *reading, char c)
{
	struct slice one = one_character(slice_from(rest_of(reading), 1));
	struct section *section = reading->section;
	reading->at += 1 + one.len;
	section->unsure |= !one.len;
	if (c == '\\')
		add(reading, (struct token){TOKEN_TEXT, 0, 0, one});
	else if (c == '_')
		add(reading, (struct token){TOKEN_GAP, 0, 0, {NULL, 0}});
	else if (slice_is(one, " "))
		add(reading, (struct token){TOKEN_FILL, 0, 0, {NULL, 0}});
	else
		section->unsure = true;
}

static bool
read_word(struct reading *reading)
{
	static const struct {
		const char *word;
		enum token_kind kind;
		char sign;
	} words[] = {{"general", TOKEN_GENERAL, 0}, {"am/pm", TOKEN_HALF, 0},
	    {"a/p", TOKEN_HALF, 0}, {"E+", TOKEN_EXPONENT, '+'},
	    {"E-", TOKEN_EXPONENT, '-'}};
	struct slice rest = rest_of(reading);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (!word_starts(rest, words[i].word))
			continue;
		/* Only some programs draw "e+" with a small letter. */
		reading->section->unsure |= words[i].sign && *rest.at == 'e';
		reading->at += strlen(words[i].word);
		add(reading,
		    (struct token){words[i].kind, words[i].sign, 0, {NULL, 0}});
		return true;
	}
	return false;
}

static bool
read_letter(struct reading *reading, char c)
{
	static const struct {
		char letter;
		enum token_kind kind;
	} letters[] = {{'y', TOKEN_YEAR}, {'m', TOKEN_MONTH}, {'d', TOKEN_DAY},
	    {'h', TOKEN_HOUR}, {'s', TOKEN_SECOND}};
	for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
		if (word_lower(c) != letters[i].letter)
			continue;
		read_letters(reading, letters[i].kind);
		return true;
	}
	return false;
}

static bool
read_sign(struct reading *reading, char c)
{
	static const struct {
		char sign;
		enum token_kind kind;
	} signs[] = {{'0', TOKEN_DIGIT}, {'#', TOKEN_DIGIT}, {'?', TOKEN_DIGIT},
	    {'.', TOKEN_POINT}, {',', TOKEN_COMMA}, {'%', TOKEN_PERCENT},
	    {'/', TOKEN_SLASH}, {'@', TOKEN_AT}};
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		if (c != signs[i].sign)
			continue;
		struct slice text = slice_part(rest_of(reading), 0, 1);
		reading->at++;
		add(reading, (struct token){signs[i].kind, c, 0, text});
		return true;
	}
	return false;
}

/* A character that shows as it stands without quotes. Letters do not, and
 * digits other than 0 are denominators of fractions only. */
static void
read_literal(struct reading *reading, char c)
{
	struct slice one = one_character(rest_of(reading));
	reading->at += one.len;
	if ((unsigned char)c < 0x80 && !strchr(" $-+():!^&'~{}=<>123456789", c))
		reading->section->unread = true;
	add(reading, (struct token){TOKEN_TEXT, c, 0, one});
}

static void
read_tokens(struct reading *reading)
{
	while (reading->at < reading->code.len) {
		char c = reading->code.at[reading->at];
		if (c == '[')
			read_bracket(reading);
		else if (c == '"')
			read_quoted(reading);
		else if (c == '\\' || c == '_' || c == '*')
			read_escape(reading, c);
		else if (!read_word(reading) && !read_letter(reading, c) &&
			 !read_sign(reading, c))
			read_literal(reading, c);
	}
}

void
format_code_read(struct arena *mem, struct slice code, struct section *section)
{
	struct reading reading = {.code = code, .section = section};
	*section = (struct section){0};
	section->tokens = ARENA_ARRAY(mem, struct token, code.len + 1);
	read_tokens(&reading);
	section_settle(section);
	section->unsure |= section->unread;
}

/* Where the character that begins at `at` ends: quoted text, brackets and
 * escapes are one. */
static size_t
skip(struct slice code, size_t at)
{
	char c = code.at[at];
	struct slice rest = slice_from(code, at + 1);
	if (c == '"')
		return at + 2 + slice_find_char(rest, '"');
	if (c == '[')
		return at + 2 + slice_find_char(rest, ']');
	if (c == '\\' || c == '_' || c == '*')
		return at + 2;
	return at + 1;
}

size_t
format_code_split(struct slice code, struct slice *sections)
{
	size_t count = 0, from = 0, at = 0;
	if (code.len > CODE_MAX)
		return 0;
	for (; at < code.len; at = skip(code, at)) {
		if (code.at[at] != ';')
			continue;
		if (count + 1 == SECTIONS_MAX)
			return 0;
		sections[count++] = slice_part(code, from, at - from);
		from = at + 1;
	}
	sections[count++] = slice_from(code, from);
	return count;
}
