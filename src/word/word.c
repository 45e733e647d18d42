#include "word/word.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/memory.h"
#include "letter/messages.h"
#include "word/messages.h"
#include "word/tree.h"

bool
word_is_letter(const char *path)
{
	static const char *const ends[] = {".docx", ".dotx", NULL};
	return path_ends_in(path, ends);
}

/* What it is instead, by its first bytes; NULL where it may be a .docx. */
static const struct message *
other_kind(struct slice bytes)
{
	/* An OLE container: the old format, and how Word encrypts. */
	if (slice_starts(bytes, "\xd0\xcf\x11\xe0"))
		return &word_encrypted;
	if (slice_starts(bytes, "{\\rtf"))
		return &word_rich_text;
	return slice_starts(bytes, "PK") ? NULL : &word_no_docx;
}

static bool
is_docx(struct slice bytes, struct span file, struct diag *diag)
{
	const struct message *other = other_kind(bytes);
	if (!other)
		return true;
	REPORT(diag, file, other, NO_ARGS);
	HINT(diag,
	    other == &word_encrypted ? &word_encrypted_cure : &word_save_as,
	    NO_ARGS);
	return false;
}

/* The text as a source: each paragraph a line, each byte of a run. */
static uint32_t
add_source(const struct word_document *document)
{
	struct sources *sources = diag_sources(document->diag);
	struct slice text = strbuf_view(&document->text.text);
	if (slice_ends(text, "\n"))
		text.len--;
	uint32_t file = sources_add(sources, document->path, text);
	uint16_t *runs = mem_new(text.len + 1, sizeof *runs);
	for (size_t i = 0; i < text.len; i++)
		runs[i] = document->text.marks[i].run;
	sources_set_runs(sources, file, runs);
	free(runs);
	return file;
}

static void
check_pictures_of(const struct tree *tree, const struct node *node)
{
	if (node->kind == NODE_IMAGE) {
		bool alone = node->parent->kind == NODE_PARAGRAPH &&
			     node->parent->first == node->parent->last;
		if (!alone)
			REPORT(tree->reading->diag, node->span,
			    &letter_picture_not_alone, NO_ARGS);
		if (!node->first) {
			REPORT(tree->reading->diag, node->span,
			    &letter_no_description, NO_ARGS);
			HINT(tree->reading->diag, &word_description_cure,
			    NO_ARGS);
		}
	}
	for (const struct node *child = node->first; child; child = child->next)
		check_pictures_of(tree, child);
}

static void
make_tree(struct word_document *document, struct letter *letter,
    const struct letter_options *options)
{
	size_t field_room = 0;
	struct reading reading = {
	    .job_mem = document->mem,
	    .diag = document->diag,
	    .options = options,
	    .letter = letter,
	    .field_room = &field_room,
	    .path = letter->path,
	    .place = {letter->file, 1, 1, 0},
	};
	struct tree tree = {.document = document, .reading = &reading};
	letter->root = node_new(document->mem, NODE_DOCUMENT, reading.place);
	letter->language = tree_find_language(&tree, letter->language);
	tree.language = letter->language;
	tree_make(&tree, letter->root);
	pair_tags(&reading);
	check_pictures_of(&tree, letter->root);
	fold_tags(&reading, letter->root);
	join_lists(&reading, letter->root);
	letter->counters = document->lists.counters;
	letter->counter_count = document->lists.counter_count;
	numbering_settle(letter, document->mem);
	count_lists(letter, NULL);
	number_nodes(letter, document->mem, options->next_id);
	tree_warn(&tree, letter->root);
}

static struct letter *
make_letter(
    struct word_document *document, const struct letter_options *options)
{
	uint32_t file = add_source(document);
	document->kept =
	    arena_dup(document->mem, strbuf_view(&document->text.text));
	struct letter *letter =
	    letter_new(document->mem, document->path, file, options);
	letter->subject = document->subject;
	account_report_refused(&document->account, file, document->diag);
	make_tree(document, letter, options);
	account_report_rest(&document->account, file, document->diag);
	return letter;
}

struct letter *
word_read(struct arena *job_mem, const char *path,
    const struct letter_options *options, struct diag *diag, struct span asked)
{
	size_t errors = diag_errors(diag);
	struct slice bytes;
	struct letter *letter = NULL;
	if (!file_read(job_mem, path, INPUT_LETTER, WORD_FILE_MAX, diag, asked,
		&bytes))
		return NULL;
	struct word_document *document = mem_new(1, sizeof *document);
	document->mem = document->relations.mem = document->styles.mem =
	    document->lists.mem = document->account.mem = job_mem;
	document->diag = diag;
	document->path = path;
	document->file = sources_add_secret(diag_sources(diag), path);
	struct span whole = {.file = document->file};
	if (is_docx(bytes, whole, diag) && word_open(document, bytes) &&
	    body_read(document))
		letter = make_letter(document, options);
	if (letter)
		letter->broken = diag_errors(diag) != errors;
	package_close(document->package);
	styled_fini(&document->text);
	free(document);
	return letter;
}
