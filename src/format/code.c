#include "format/code.h"

#include "base/languages.h"
#include "base/utf8.h"

#define CODE_MAX 2000 /* bytes; Excel takes 255 characters */
#define REPEAT_MAX 30 /* signs of one kind in a row */

struct reading {
	struct slice code;
	size_t at;
	struct section *section;
	struct token last; /* that was added */
};

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

/* Without regard to case, of ASCII. */
static bool
is_word(struct slice text, const char *word)
{
	for (size_t i = 0; i < text.len; i++) {
		if (!word[i] || lower(text.at[i]) != lower(word[i]))
			return false;
	}
	return !word[text.len];
}

static bool
starts_word(struct slice text, const char *word)
{
	return is_word(slice_part(text, 0, strlen(word)), word);
}

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

/* "[>=100]": false where it is none. */
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
		if (is_word(inside, colours[i]))
			return true;
	}
	if (!starts_word(inside, "color"))
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
		if (!strchr("0123456789abcdef", lower(text.at[i])))
			return false;
	}
	return text.len > 0;
}

static bool
is_of(struct slice locale, const struct language *language)
{
	for (size_t i = 0; language->windows[i]; i++) {
		if (is_word(locale, language->windows[i]))
			return true;
	}
	return starts_word(locale, language->code) && locale.len > 2 &&
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

/* "$kr-41D", "$-sv-SE": the sign is text; the rest says whose names of months,
 * and, where it says more than that, changes digits or calendar too. */
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
	/* The system's date is a date; its time may be any. */
	section->unsure |= (more && !is_word(locale, "x-sysdate") &&
			       !starts_word(locale, "x-euro")) ||
			   is_word(locale, "F400") ||
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
	while (same < inside.len && lower(inside.at[same]) == lower(*inside.at))
		same++;
	section->unread |= len == rest.len;
	reading->at += 1 + (len < rest.len ? len + 1 : len);
	if (inside.len && same == inside.len && same < REPEAT_MAX &&
	    memchr("hms", lower(*inside.at), 3))
		add(reading, (struct token){TOKEN_ELAPSED, lower(*inside.at),
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
	while (count < rest.len && lower(rest.at[count]) == lower(*rest.at))
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
		if (!starts_word(rest, words[i].word))
			continue;
		/* "e+" is drawn with a small letter by some only. */
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
		if (lower(c) != letters[i].letter)
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

/* Shown as it stands without quotes; letters are not, and other digits are
 * denominators of fractions only. */
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

/* ---- what the tokens make together */

static size_t
count_kind(const struct section *section, enum token_kind kind)
{
	size_t count = 0;
	for (size_t i = 0; i < section->count; i++)
		count += section->tokens[i].kind == kind;
	return count;
}

static bool
has_slash(const struct section *section)
{
	return count_kind(section, TOKEN_SLASH) > 0;
}

static bool
is_moment(const struct token *token)
{
	return token->kind >= TOKEN_YEAR;
}

static bool
is_clock(const struct token *token)
{
	return token->kind >= TOKEN_HOUR;
}

/* The next token of date or time from `at`, in steps of 1 or -1; or NULL. */
static struct token *
near_moment(const struct section *section, size_t at, bool forward)
{
	while (forward ? ++at < section->count : at-- > 0) {
		if (is_moment(&section->tokens[at]))
			return &section->tokens[at];
	}
	return NULL;
}

/* m behind an hour or before seconds is minutes. */
static void
find_minutes(struct section *section)
{
	for (size_t i = 0; i < section->count; i++) {
		struct token *token = &section->tokens[i];
		if (token->kind != TOKEN_MONTH || token->count > 2)
			continue;
		const struct token *before = near_moment(section, i, false);
		const struct token *after = near_moment(section, i, true);
		bool hour =
		    before &&
		    (before->kind == TOKEN_HOUR ||
			(before->kind == TOKEN_ELAPSED && before->sign == 'h'));
		if (hour || (after && after->kind == TOKEN_SECOND))
			token->kind = TOKEN_MINUTE;
	}
}

/* In a date point and comma are text, but for the point of a second's parts;
 * '/' is the system's sign between parts of a date. */
static void
settle_signs(struct section *section)
{
	struct token *tokens = section->tokens;
	size_t kept = 0;
	for (size_t i = 0; i < section->count; i++) {
		struct token token = tokens[i];
		bool second =
		    kept && (tokens[kept - 1].kind == TOKEN_SECOND ||
				(tokens[kept - 1].kind == TOKEN_ELAPSED &&
				    tokens[kept - 1].sign == 's'));
		if (token.kind == TOKEN_POINT && second &&
		    i + 1 < section->count && tokens[i + 1].sign == '0') {
			token.kind = TOKEN_SPLIT;
			for (; i + 1 < section->count &&
			       tokens[i + 1].sign == '0';
			     i++)
				token.count++;
			section->unsure |= token.count > 3;
		} else if (token.kind == TOKEN_POINT ||
			   token.kind == TOKEN_COMMA) {
			token.kind = TOKEN_TEXT;
		} else if (token.kind == TOKEN_DIGIT ||
			   token.kind == TOKEN_PERCENT ||
			   token.kind == TOKEN_EXPONENT ||
			   token.kind == TOKEN_GENERAL ||
			   token.kind == TOKEN_AT) {
			section->unsure = true;
		}
		tokens[kept++] = token;
	}
	section->count = kept;
}

/* Words in a date, which are not kept where it is written in its own way. */
static bool
has_words(const struct section *section)
{
	static const char *const nothing[] = {"den", "kl", "kl.", "T", "Z"};
	for (size_t i = 0; i < section->count; i++) {
		struct slice text = slice_trim(section->tokens[i].text);
		bool word = false, known = false;
		if (section->tokens[i].kind != TOKEN_TEXT)
			continue;
		for (size_t k = 0; k < text.len; k++)
			word |= (unsigned char)text.at[k] >= '0' &&
				!memchr(":<=>^{}~", text.at[k], 8);
		for (size_t k = 0; k < sizeof nothing / sizeof *nothing; k++)
			known |= is_word(text, nothing[k]);
		if (word && !known)
			return true;
	}
	return false;
}

static void
settle_moment(struct section *section)
{
	bool year = false, month = false, day = false, weekday = false,
	     clock = false, elapsed = false;
	find_minutes(section);
	settle_signs(section);
	for (size_t i = 0; i < section->count; i++) {
		const struct token *token = &section->tokens[i];
		year |= token->kind == TOKEN_YEAR;
		month |= token->kind == TOKEN_MONTH;
		day |= token->kind == TOKEN_DAY && token->count <= 2;
		weekday |= token->kind == TOKEN_DAY && token->count > 2;
		clock |= is_clock(token);
		elapsed |= token->kind == TOKEN_ELAPSED;
	}
	bool whole = year && month && day;
	bool part = !whole && (year || month || day || weekday);
	section->kind = whole	  ? (clock ? SECTION_DATE_TIME : SECTION_DATE)
			: part	  ? SECTION_DATE_PART
			: elapsed ? SECTION_ELAPSED
				  : SECTION_TIME;
	section->unsure |= part && clock;
	section->unsure |= !whole && has_slash(section);
	section->unsure |=
	    elapsed &&
	    (whole || part || count_kind(section, TOKEN_ELAPSED) > 1);
	section->unsure |= elapsed && count_kind(section, TOKEN_HOUR);
	section->unsure |= whole && has_words(section);
	/* The system's words for the halves of the day. */
	section->unsure |= !whole && count_kind(section, TOKEN_HALF);
}

static bool
is_digit_at(const struct section *section, size_t at)
{
	return at < section->count && section->tokens[at].kind == TOKEN_DIGIT;
}

/* A comma parts thousands where a digit follows at once, and divides by a
 * thousand behind the last digit. */
static void
read_comma(struct section *section, size_t at, bool after, size_t last)
{
	const struct token *before = at ? &section->tokens[at - 1] : NULL;
	bool joined = before && (before->kind == TOKEN_DIGIT ||
				    before->kind == TOKEN_COMMA);
	if (!joined)
		section->unsure = true;
	else if (!after && is_digit_at(section, at + 1))
		section->grouped = true;
	else if (at > last || section->tokens[at + 1].kind == TOKEN_POINT ||
		 section->tokens[at + 1].kind == TOKEN_COMMA)
		section->shift -= 3;
	else
		section->unsure = true;
}

static void
settle_number(struct section *section)
{
	bool after = false;
	size_t last = 0; /* digit */
	for (size_t i = 0; i < section->count; i++)
		last = section->tokens[i].kind == TOKEN_DIGIT ? i : last;
	for (size_t i = 0; i < section->count; i++) {
		enum token_kind kind = section->tokens[i].kind;
		section->places += kind == TOKEN_DIGIT && !after;
		section->decimals += kind == TOKEN_DIGIT && after;
		section->unsure |= kind == TOKEN_POINT && after;
		section->shift += kind == TOKEN_PERCENT ? 2 : 0;
		if (kind == TOKEN_COMMA)
			read_comma(section, i, after, last);
		after |= kind == TOKEN_POINT;
	}
	section->unsure |= section->places + section->decimals > 100;
}

/* E with digits behind it, and one before the point. */
static void
settle_scientific(struct section *section)
{
	bool behind = false;
	for (size_t i = 0; i < section->count; i++) {
		const struct token *token = &section->tokens[i];
		behind |= token->kind == TOKEN_EXPONENT;
		section->unsure |= behind && token->kind != TOKEN_EXPONENT &&
				   token->kind != TOKEN_DIGIT;
		section->unsure |=
		    token->kind == TOKEN_DIGIT && token->sign != '0' && behind;
		section->unsure |=
		    token->kind == TOKEN_COMMA || token->kind == TOKEN_PERCENT;
	}
	section->unsure |= !is_digit_at(section, section->count - 1);
	section->unsure |= count_kind(section, TOKEN_EXPONENT) > 1;
	section->unsure |= section->count > 1 && is_digit_at(section, 0) &&
			   is_digit_at(section, 1);
	section->unsure |= !is_digit_at(section, 0);
}

static void
settle(struct section *section)
{
	size_t digits = count_kind(section, TOKEN_DIGIT);
	bool moment = false;
	for (size_t i = 0; i < section->count; i++)
		moment |= is_moment(&section->tokens[i]);
	section->percent = count_kind(section, TOKEN_PERCENT) > 0;
	for (size_t i = 0; i < section->count && !has_slash(section); i++)
		section->unsure |= section->tokens[i].sign >= '1' &&
				   section->tokens[i].sign <= '9';
	if (moment) {
		settle_moment(section);
	} else if (count_kind(section, TOKEN_GENERAL)) {
		section->kind = SECTION_GENERAL;
		section->unsure |= digits || count_kind(section, TOKEN_AT) ||
				   count_kind(section, TOKEN_GENERAL) > 1;
	} else if (count_kind(section, TOKEN_AT)) {
		section->kind = SECTION_TEXT;
		section->unsure |= digits > 0;
	} else if (has_slash(section)) {
		section->kind = SECTION_FRACTION;
	} else if (count_kind(section, TOKEN_EXPONENT)) {
		section->kind = SECTION_SCIENTIFIC;
		settle_scientific(section);
	} else if (digits) {
		section->kind = SECTION_NUMBER;
		settle_number(section);
	} else {
		section->kind = SECTION_WORDS;
		section->unsure |= count_kind(section, TOKEN_POINT) ||
				   count_kind(section, TOKEN_COMMA);
	}
}

void
format_code_read(struct arena *mem, struct slice code, struct section *section)
{
	struct reading reading = {.code = code, .section = section};
	*section = (struct section){0};
	section->tokens = ARENA_ARRAY(mem, struct token, code.len + 1);
	read_tokens(&reading);
	settle(section);
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
