/*
 * Text that looks like what it is not: a heading made by hand, a list or a
 * heading typed with signs, a draft.
 */
#include "base/code.h"
#include "base/utf8.h"
#include "letter/messages.h"
#include "letter/sure.h"
#include "letter/surprise.h"
#include "word/messages.h"
#include "word/tree.h"

#define HEADING_LONGEST 80

/* Bytes with letters or digits of the author's: bold, larger, all of them. */
struct looks {
	size_t bold, large, all;
};

static struct looks
look_at(const struct tree *tree, const struct word_paragraph *paragraph)
{
	const struct word_document *document = tree->document;
	struct looks looks = {0};
	size_t end = paragraph->from + paragraph->len;
	for (size_t at = paragraph->from; at < end; at++) {
		const struct mark *mark = &document->text.marks[at];
		if (mark->kind != MARK_TEXT ||
		    document->text.text.at[at] == ' ')
			continue;
		looks.all++;
		looks.bold += document->formats[mark->format].bold;
		looks.large += document->formats[mark->format].large;
	}
	return looks;
}

static bool
has_lines(const struct tree *tree, const struct word_paragraph *paragraph)
{
	for (size_t i = 0; i < paragraph->len; i++) {
		if (tree->document->text.marks[paragraph->from + i].kind ==
		    MARK_BREAK)
			return true;
	}
	return false;
}

void
tree_warn_of_look(struct tree *tree, const struct word_paragraph *paragraph)
{
	struct slice text = slice_trim(tree_text(tree, paragraph));
	struct looks looks = look_at(tree, paragraph);
	bool stands_out = looks.all > 2 &&
			  (looks.bold == looks.all || looks.large == looks.all);
	if (!stands_out || utf8_count(text) > HEADING_LONGEST ||
	    has_lines(tree, paragraph) ||
	    strchr(".,;:!", text.at[text.len - 1]))
		return;
	REPORT(tree->reading->diag,
	    tree_span(tree, paragraph, 0, paragraph->len),
	    &word_looks_like_heading, NO_ARGS);
	HINT(tree->reading->diag, &word_heading_cure, NO_ARGS);
}

static struct span
start_of(const struct node *text)
{
	return span_part(text->span, 0, 1);
}

static void
warn(struct tree *tree, const struct node *text, const struct message *message,
    struct slice sign, const struct message *cure)
{
	REPORT(tree->reading->diag, start_of(text), message, ARGS(sign));
	HINT(tree->reading->diag, cure, NO_ARGS);
}

/* What begins a line of a list that somebody typed. */
static const char *const bullets[] = {
    "•", "·", "●", "▪", "■", "◦", "○", "→", "- ", "* ", NULL};

static void
warn_of_start(struct tree *tree, const struct node *text)
{
	struct slice line = text->text;
	for (size_t i = 0; bullets[i]; i++) {
		if (!slice_starts(line, bullets[i]))
			continue;
		size_t len = 0;
		utf8_next(line, &len);
		warn(tree, text, &word_typed_bullet, slice_part(line, 0, len),
		    &word_typed_bullet_cure);
		return;
	}
	size_t hashes = 0;
	while (hashes < line.len && line.at[hashes] == '#')
		hashes++;
	if (hashes && hashes < 7 && hashes < line.len && line.at[hashes] == ' ')
		warn(tree, text, &word_typed_heading,
		    slice_part(line, 0, hashes), &word_heading_cure);
}

/* "1. " or "1) "; 0 where no number begins the line. */
static unsigned
number_of(const struct node *paragraph)
{
	const struct node *text = paragraph->first;
	unsigned number = 0;
	size_t at = 0;
	if (paragraph->kind != NODE_PARAGRAPH || !text ||
	    text->kind != NODE_TEXT)
		return 0;
	while (
	    at < text->text.len && at < 3 && char_is_digit(text->text.at[at]))
		number = number * 10 + (unsigned)(text->text.at[at++] - '0');
	struct slice rest = slice_from(text->text, at);
	return slice_starts(rest, ". ") || slice_starts(rest, ") ") ? number
								    : 0;
}

/* One alone is a date ("1. oktober"); one more behind it is a list. */
static void
warn_of_numbers(struct tree *tree, const struct node *paragraph)
{
	unsigned number = number_of(paragraph);
	if (!number || !paragraph->next ||
	    number_of(paragraph->next) != number + 1)
		return;
	const struct node *text = paragraph->first;
	size_t len = slice_find_char(text->text, ' ');
	warn(tree, text, &word_typed_bullet, slice_part(text->text, 0, len),
	    &word_typed_bullet_cure);
}

/* Signs that say something in a file of another kind, and are text here. */
static void
warn_of_signs(struct tree *tree, const struct node *text, struct slice signs,
    const struct message *message, const struct message *cure)
{
	size_t at = slice_find(text->text, signs);
	if (at == text->text.len)
		return;
	struct span span = span_part(text->span,
	    (uint32_t)utf8_count(slice_part(text->text, 0, at)),
	    (uint32_t)signs.len);
	REPORT(tree->reading->diag, span, message, ARGS(signs));
	HINT(tree->reading->diag, cure, NO_ARGS);
}

/* An item above a sublist whose own text some letters do not have. */
static void
warn_of_bare(struct tree *tree, const struct node *item)
{
	const struct node *text = item->first;
	if (!text || !text->next || text->kind != NODE_PARAGRAPH ||
	    node_is_sure(tree->reading->letter, text))
		return;
	REPORT(tree->reading->diag, text->span, &word_bare_item, NO_ARGS);
	HINT(tree->reading->diag, &word_bare_item_cure, NO_ARGS);
}

void
tree_warn(struct tree *tree, const struct node *node)
{
	/* A part is Markdown, and has been looked through as such. */
	if (node->span.file != tree->reading->place.file)
		return;
	if (node->kind == NODE_TEXT) {
		surprise_in_words(tree->reading->diag, node);
		warn_of_signs(tree, node, SLICE("**"), &word_typed_stars,
		    &word_typed_stars_cure);
		warn_of_signs(tree, node, SLICE("MERGEFIELD"), &word_typed_code,
		    &word_typed_code_cure);
	}
	if (node->kind == NODE_ITEM)
		warn_of_bare(tree, node);
	if (node->kind == NODE_PARAGRAPH && node->first &&
	    node->first->kind == NODE_TEXT)
		warn_of_start(tree, node->first);
	if (node->kind == NODE_PARAGRAPH && node->parent->kind != NODE_ITEM)
		warn_of_numbers(tree, node);
	for (const struct node *child = node->first; child; child = child->next)
		tree_warn(tree, child);
}
