#include "letter/usage.h"

#include "base/languages.h"
#include "letter/messages.h"
#include "letter/word.h"
#include "text/normal.h"

void
letter_each_column(const struct letter *letter,
    void (*seen)(size_t column, void *ctx), void *ctx)
{
	for (size_t i = 0; i < letter->field_count; i++) {
		if (letter->fields[i].expr)
			expr_each_column(letter->fields[i].expr, seen, ctx);
	}
}

bool
letter_asks_for_row(const struct letter *letter)
{
	bool asks = false;
	for (size_t i = 0; i < letter->field_count && !asks; i++)
		asks = letter->fields[i].expr &&
		       expr_asks_for_row(letter->fields[i].expr);
	return asks;
}

struct tables_read {
	const struct scope *scope;
	bool *read;
};

static void
mark_table(struct slice name, void *ctx)
{
	struct tables_read *tables = ctx;
	const struct scope *scope = tables->scope;
	for (size_t i = 0; i < scope->table_count; i++) {
		const struct expr_table *table = &scope->tables[i];
		for (size_t c = 0; c < table->column_count; c++)
			tables->read[i] |= text_same(
			    name, scope->names[table->first_name + c].name);
	}
}

void
letter_mark_tables(const struct letter *letter, bool *read)
{
	struct tables_read tables = {letter->scope, read};
	for (size_t i = 0; letter->scope && i < letter->field_count; i++) {
		const struct letter_field *field = &letter->fields[i];
		if (field->use == USE_TABLE)
			read[field->table] = true;
		else if (field->expr)
			expr_each_name(field->expr, mark_table, &tables);
	}
}

struct marks {
	bool *used;
	size_t count;
};

static void
mark_column(size_t column, void *ctx)
{
	struct marks *marks = ctx;
	marks->count += !marks->used[column];
	marks->used[column] = true;
}

size_t
letters_mark_columns(
    const struct letter *const *letters, size_t count, bool *used)
{
	struct marks marks = {.used = used};
	for (size_t i = 0; i < count; i++)
		letter_each_column(letters[i], mark_column, &marks);
	return marks.count;
}

static bool
is_greeting(struct slice text)
{
	static const char *const words[] = {"hej", "hejsan", "hallå", "bästa",
	    "bäste", "kära", "käre", "god dag", "goddag", "hello", "hi", "dear",
	    "hei", "moi", "hyvä", "päivää", "hyvää päivää", "kjære"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (text_same(text, slice_view(words[i])))
			return true;
	}
	return false;
}

struct greetings {
	const struct letter *letter;
	void (*seen)(size_t column, struct span span, void *ctx);
	void *ctx;
};

static void
find_greetings(const struct greetings *greetings, const struct node *node)
{
	const struct node *before = NULL; /* alone on its line so far */
	bool starts = true;
	for (const struct node *child = node->first; child;
	     child = child->next) {
		size_t column;
		if (child->kind == NODE_FIELD && before &&
		    is_greeting(before->text)) {
			const struct letter_field *field =
			    &greetings->letter->fields[child->field];
			if (field->expr && expr_is_column(field->expr, &column))
				greetings->seen(
				    column, field->span, greetings->ctx);
		}
		before = starts && child->kind == NODE_TEXT ? child : NULL;
		starts = child->kind == NODE_LINE_BREAK;
		find_greetings(greetings, child);
	}
}

void
letter_each_greeting(const struct letter *letter,
    void (*seen)(size_t column, struct span span, void *ctx), void *ctx)
{
	struct greetings greetings = {letter, seen, ctx};
	if (letter->root)
		find_greetings(&greetings, letter->root);
}

struct asked_name {
	struct slice name;
	bool found;
};

static void
see_name(struct slice name, void *ctx)
{
	struct asked_name *asked = ctx;
	bool of_job =
	    name.len > 4 && text_same(slice_part(name, 0, 4), SLICE("job."));
	asked->found |=
	    text_same(of_job ? slice_from(name, 4) : name, asked->name);
}

bool
letter_names(const struct letter *letter, struct slice name)
{
	struct asked_name asked = {name, false};
	for (size_t i = 0; i < letter->field_count; i++) {
		if (letter->fields[i].expr)
			expr_each_name(
			    letter->fields[i].expr, see_name, &asked);
	}
	return asked.found;
}

static const struct node *
find_section(const struct node *node, struct slice section)
{
	if (slice_equal(node->section, section))
		return node;
	const struct node *found = NULL;
	for (const struct node *child = node->first; child && !found;
	     child = child->next)
		found = find_section(child, section);
	return found;
}

struct versions {
	const struct letter *const *letters;
	size_t count;
	size_t at; /* whose sections are looked at */
	struct diag *diag;
};

static bool
seen_before(const struct versions *versions, struct slice section)
{
	for (size_t i = 0; i < versions->at; i++) {
		if (find_section(versions->letters[i]->root, section))
			return true;
	}
	return false;
}

static void
compare_below(const struct versions *versions, const struct node *node)
{
	if (node->section.len && !seen_before(versions, node->section)) {
		for (size_t i = 0; i < versions->count; i++) {
			const struct letter *other = versions->letters[i];
			if (!find_section(other->root, node->section))
				REPORT(versions->diag, node->span,
				    &letter_section_missing,
				    ARGS(node->section, other->path));
		}
	}
	for (const struct node *child = node->first; child; child = child->next)
		compare_below(versions, child);
}

void
letters_compare_sections(
    const struct letter *const *letters, size_t count, struct diag *diag)
{
	struct versions versions = {letters, count, 0, diag};
	for (; versions.at < count; versions.at++)
		compare_below(&versions, letters[versions.at]->root);
}

/* The first text that says one of the words; *at is where. */
static const struct node *
find_word(
    const struct node *node, const char *const *words, struct slice *found)
{
	struct slice word;
	size_t at = 0;
	while (node->kind == NODE_TEXT && word_next(node->text, &at, &word)) {
		for (size_t i = 0; words[i]; i++) {
			if (text_same(word, slice_view(words[i]))) {
				*found = word;
				return node;
			}
		}
	}
	const struct node *in = NULL;
	for (const struct node *child = node->first; child && !in;
	     child = child->next)
		in = find_word(child, words, found);
	return in;
}

bool
letter_check_guardian(const struct letter *letter, struct diag *diag)
{
	if (letter_names(letter, SLICE("addressee")))
		return true;
	struct slice word;
	const struct language *language = language_find(letter->language.at);
	const struct node *node =
	    language ? find_word(letter->root, language->you, &word) : NULL;
	if (!node)
		return false;
	REPORT(diag, word_span(node, word), &letter_du_to_guardian, ARGS(word));
	HINT(diag, &letter_if_guardian, NO_ARGS);
	return true;
}

struct greeted {
	size_t guardian; /* their column, by which they may be greeted */
	struct diag *diag;
	bool told;
};

static void
report_greeting(size_t column, struct span span, void *ctx)
{
	struct greeted *greeted = ctx;
	if (greeted->told || column == greeted->guardian)
		return;
	greeted->told = true;
	REPORT(greeted->diag, span, &letter_greets_client, NO_ARGS);
	HINT(greeted->diag, &letter_if_guardian, NO_ARGS);
}

void
letter_check_greeting(
    const struct letter *letter, size_t guardian, struct diag *diag)
{
	struct greeted greeted = {guardian, diag, false};
	letter_each_greeting(letter, report_greeting, &greeted);
}
