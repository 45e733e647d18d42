#include "format/section.h"

#include "format/word.h"

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

/* Whether a date has words in it, which are lost where it is written as ISO has
 * it. */
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
			known |= word_is(text, nothing[k]);
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
	else if (!after && is_digit_at(section, at + 1) &&
		 before->kind == TOKEN_DIGIT)
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
	section->unsure |= is_digit_at(section, 0) && is_digit_at(section, 1);
	section->unsure |= !is_digit_at(section, 0);
}

void
section_settle(struct section *section)
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
