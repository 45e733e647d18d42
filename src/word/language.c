/* Which language a letter is in, by the marks that Word's proofing leaves. */
#include "text/language.h"
#include "base/code.h"
#include "base/languages.h"
#include "base/utf8.h"
#include "letter/word.h"
#include "text/normal.h"
#include "word/messages.h"
#include "word/tree.h"

/* "sv" of "sv-SE"; empty where it is no language ("x-none"). */
static struct slice
language_part(struct slice tag)
{
	size_t len = slice_find_char(tag, '-');
	if (len < 2 || len > 3)
		return (struct slice){NULL, 0};
	return slice_part(tag, 0, len);
}

static bool
is_letter(const struct styled *text, size_t at)
{
	unsigned char c = (unsigned char)text->text.at[at];
	return text->marks[at].kind == MARK_TEXT &&
	       (char_is_letter((char)c) || c >= 0xc3);
}

#define LANGUAGES 16

/* How much of a text each language has. */
struct census {
	struct slice language[LANGUAGES];
	size_t letters[LANGUAGES];
	size_t count;
};

static void
count_letter(struct census *census, struct slice language)
{
	for (size_t i = 0; i < census->count; i++) {
		if (slice_equal(census->language[i], language)) {
			census->letters[i]++;
			return;
		}
	}
	if (census->count == LANGUAGES)
		return;
	census->language[census->count] = language;
	census->letters[census->count++] = 1;
}

static struct slice
take_census(const struct word_document *document, size_t from, size_t end,
    struct census *census)
{
	size_t most = 0;
	for (size_t at = from; at < end; at++) {
		if (!is_letter(&document->text, at))
			continue;
		struct slice language =
		    language_part(word_format_of(document, at)->language);
		if (language.len)
			count_letter(census, language);
	}
	for (size_t i = 1; i < census->count; i++) {
		if (census->letters[i] > census->letters[most])
			most = i;
	}
	return census->count ? census->language[most] : (struct slice){NULL, 0};
}

/* Lower case, and with an end. */
static struct slice
settled(struct arena *mem, struct slice language)
{
	return arena_dup(mem, text_lower(mem, language, "en"));
}

/* Does the text say "you" in the language? Then it surely is in it. */
static bool
speaks(const struct word_document *document, struct slice language, size_t from,
    size_t end)
{
	const struct language *row = language_find(language.at);
	struct slice text =
	    slice_part(strbuf_view(&document->text.text), from, end - from);
	struct slice word;
	for (size_t at = 0; row && word_next(text, &at, &word);) {
		for (size_t i = 0; row->you[i]; i++) {
			if (text_same(word, slice_view(row->you[i])))
				return true;
		}
	}
	return false;
}

/*
 * A Word that was installed in English marks what is typed as English unless
 * somebody says otherwise, and dates would be written so: English wants to be
 * seen in the text.
 */
struct slice
tree_find_language(struct tree *tree, struct slice otherwise)
{
	const struct word_document *document = tree->document;
	size_t end = document->text.text.len;
	struct census census = {0};
	struct slice found =
	    settled(document->mem, take_census(document, 0, end, &census));
	tree->trusts_marks = false;
	if (!found.len || !language_is_known(found.at))
		return otherwise;
	tree->trusts_marks = true;
	if (slice_equal(found, otherwise) || speaks(document, found, 0, end))
		return found;
	bool english = slice_is(found, "en");
	bool theirs = speaks(document, otherwise, 0, end);
	if (!english && !theirs)
		return found;
	tree->trusts_marks = false;
	if (theirs)
		return otherwise;
	struct span whole = {.file = tree->reading->place.file};
	REPORT(document->diag, whole, &word_language, ARGS(found, otherwise));
	HINT(document->diag, &word_language_cure, NO_ARGS);
	return otherwise;
}

void
tree_set_language(struct tree *tree, const struct word_paragraph *paragraph,
    struct node *block)
{
	struct word_document *document = tree->document;
	size_t end = paragraph->from + paragraph->len;
	struct census census = {0};
	struct slice found =
	    take_census(document, paragraph->from, end, &census);
	if (!found.len || !tree->trusts_marks)
		return;
	found = settled(document->mem, found);
	if (census.count > 1)
		account_see(&document->account, LEFT_LANGUAGE, paragraph->from);
	bool english = slice_is(found, "en");
	if (slice_equal(found, tree->language) ||
	    !language_is_known(found.at) ||
	    (english && !speaks(document, found, paragraph->from, end)))
		return;
	block->language = found;
}
