#include "letter/surprise.h"

#include "base/code.h"
#include "base/utf8.h"
#include "letter/messages.h"
#include "letter/word.h"

/* Word's bullets, and signs that people use for them. */
static const char *const bullets[] = {
    "•", "·", "●", "▪", "■", "◦", "○", "→", "Ø ", NULL};

static void
check_bullet(struct diag *diag, const struct node *text)
{
	for (size_t i = 0; bullets[i]; i++) {
		if (!slice_starts(text->text, bullets[i]))
			continue;
		struct span span = text->span;
		span.length = 1;
		REPORT(diag, span, &letter_bullet_character, ARGS(bullets[i]));
		HINT(diag, &letter_list_cure, NO_ARGS);
		return;
	}
}

static void
check_hash(struct diag *diag, const struct node *text)
{
	size_t count = 0;
	while (count < text->text.len && text->text.at[count] == '#')
		count++;
	/* "#1" is a number, "\#" was meant. */
	if (!count || count > 6 || count == text->text.len ||
	    char_is_digit(text->text.at[count]) ||
	    surprise_is_escaped(diag, text) ||
	    !slice_starts(surprise_source(diag, text->span), "#"))
		return;
	REPORT(diag, text->span, &letter_no_heading, NO_ARGS);
	struct slice rest = slice_from(text->text, count);
	struct strbuf cure = {0};
	strbuf_add(&cure, slice_part(text->text, 0, count));
	strbuf_add_char(&cure, ' ');
	strbuf_add(&cure, rest);
	HINT(diag, &letter_write_this, ARGS(strbuf_view(&cure)));
	strbuf_fini(&cure);
}

void
surprise_at_start(struct diag *diag, const struct node *text)
{
	check_bullet(diag, text);
	check_hash(diag, text);
	struct slice source = surprise_source(diag, text->span);
	if (slice_starts(text->text, "|") && slice_starts(source, "|") &&
	    !surprise_is_escaped(diag, text)) {
		REPORT(diag, text->span, &letter_bars, NO_ARGS);
		HINT(diag, &letter_bars_cure, NO_ARGS);
	}
}

static struct span
part_span(const struct node *text, size_t from, size_t len)
{
	struct span span = text->span;
	span.column += (uint32_t)utf8_count(slice_part(text->text, 0, from));
	span.length = (uint32_t)utf8_count(slice_part(text->text, from, len));
	return span;
}

static void
check_stars(struct diag *diag, const struct node *text)
{
	struct slice source = surprise_source(diag, text->span);
	size_t at = slice_find(text->text, SLICE("**"));
	if (at == text->text.len || !slice_starts(slice_from(source, at), "**"))
		return;
	REPORT(diag, part_span(text, at, 2), &letter_open_stars, NO_ARGS);
	HINT(diag, &letter_stars_cure, NO_ARGS);
}

static void
check_blanks(struct diag *diag, const struct node *text)
{
	size_t at = slice_find(text->text, SLICE("    "));
	/* Behind a bullet that is said already they are part of it. */
	if (at == text->text.len || (at > 0 && at <= 3))
		return;
	REPORT(diag, part_span(text, at, 4), &letter_blanks, NO_ARGS);
	HINT(diag, &letter_use_table, NO_ARGS);
}

/* Words that people leave in a draft to fill in later. */
static const char *const leftovers[] = {
    "XX", "XXX", "XXXX", "TODO", "FIXME", "NN", "ÅÅÅÅ", NULL};

static void
check_leftovers(struct diag *diag, const struct node *text)
{
	struct slice word;
	size_t marks = slice_find(text->text, SLICE("???"));
	if (marks < text->text.len)
		REPORT(diag, part_span(text, marks, 3), &letter_leftover,
		    ARGS("???"));
	for (size_t at = 0; word_next(text->text, &at, &word);) {
		for (size_t i = 0; leftovers[i]; i++) {
			if (slice_is(word, leftovers[i]))
				REPORT(diag, word_span(text, word),
				    &letter_leftover, ARGS(word));
		}
	}
}

void
surprise_in_words(struct diag *diag, const struct node *text)
{
	check_blanks(diag, text);
	check_leftovers(diag, text);
}

void
surprise_in_text(struct diag *diag, const struct node *text)
{
	check_stars(diag, text);
	surprise_in_words(diag, text);
}

/* A letter of lower case: ASCII, or a-ring to thorn in UTF-8. */
static bool
begins_lower(const struct node *node)
{
	if (!node || node->kind != NODE_TEXT || !node->text.len)
		return false;
	unsigned char c = (unsigned char)node->text.at[0];
	if (c == 0xc3 && node->text.len > 1)
		return (unsigned char)node->text.at[1] >= 0xa0;
	return c >= 'a' && c <= 'z';
}

/*
 * Two lines or more that end far to the right, each going on in lower case:
 * an editor broke them, and each would be printed as a line of its own.
 */
void
surprise_in_lines(struct diag *diag, const struct node *paragraph)
{
	size_t breaks = 0;
	for (const struct node *node = paragraph->first; node;
	     node = node->next) {
		if (node->kind != NODE_LINE_BREAK)
			continue;
		if (node->span.column < 50 || !begins_lower(node->next))
			return;
		breaks++;
	}
	if (breaks < 2)
		return;
	REPORT(diag, paragraph->span, &letter_wrapped, NO_ARGS);
	HINT(diag, &letter_wrapped_cure, NO_ARGS);
}
