#include "base/code.h"
#include "base/utf8.h"
#include "expr/expr.h"
#include "letter/messages.h"
#include "letter/tag.h"
#include "word/atom.h"

struct slice
tree_text(const struct tree *tree, const struct word_paragraph *paragraph)
{
	return slice_part(
	    tree->document->kept, paragraph->from, paragraph->len);
}

static const struct mark *
mark_at(
    const struct tree *tree, const struct word_paragraph *paragraph, size_t at)
{
	return &tree->document->text.marks[paragraph->from + at];
}

bool
tree_is_blank(const struct tree *tree, const struct word_paragraph *paragraph)
{
	struct slice text = tree_text(tree, paragraph);
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] != ' ' &&
		    mark_at(tree, paragraph, i)->kind != MARK_BREAK)
			return false;
	}
	return true;
}

struct span
tree_span(struct tree *tree, const struct word_paragraph *paragraph,
    size_t from, size_t len)
{
	struct slice text = tree_text(tree, paragraph);
	if (tree->counted != paragraph || from < tree->counted_to) {
		tree->counted = paragraph;
		tree->counted_to = 0;
		tree->column = 1;
	}
	tree->column += (uint32_t)utf8_count(
	    slice_part(text, tree->counted_to, from - tree->counted_to));
	tree->counted_to = from;
	return (struct span){.file = tree->reading->place.file,
	    .line = paragraph->number,
	    .column = tree->column,
	    .length = (uint32_t)utf8_count(slice_part(text, from, len))};
}

struct atom *
atoms_add(struct atoms *atoms, struct atom atom)
{
	atoms->at = arena_grow(atoms->tree->document->mem, atoms->at,
	    &atoms->room, atoms->count + 1, sizeof *atoms->at);
	atoms->at[atoms->count] = atom;
	return &atoms->at[atoms->count++];
}

static struct atom
atom_at(const struct atoms *atoms, enum atom_kind kind,
    const struct word_paragraph *paragraph, size_t from, size_t end,
    size_t looks)
{
	const struct word_format *format =
	    word_format_of(atoms->tree->document, paragraph->from + looks);
	return (struct atom){.kind = kind,
	    .bold = format->bold,
	    .italic = format->italic,
	    .link = format->link,
	    .paragraph = paragraph,
	    .from = from,
	    .end = end,
	    .tag = TAG_NONE};
}

static bool
is_alike(const struct atom *a, const struct atom *b)
{
	return a->bold == b->bold && a->italic == b->italic &&
	       a->link == b->link;
}

static void
add_text(struct atoms *atoms, const struct word_paragraph *paragraph,
    size_t from, size_t end)
{
	struct atom atom =
	    atom_at(atoms, ATOM_TEXT, paragraph, from, end, from);
	struct atom *last = atoms->count ? &atoms->at[atoms->count - 1] : NULL;
	/* Of the same paragraph: a break stands between them. */
	if (last && last->kind == ATOM_TEXT && last->end == from &&
	    is_alike(last, &atom))
		last->end = end;
	else
		atoms_add(atoms, atom);
}

static void
report(struct atoms *atoms, const struct word_paragraph *paragraph, size_t from,
    size_t len, const struct message *message)
{
	REPORT(atoms->tree->reading->diag,
	    tree_span(atoms->tree, paragraph, from, len), message, NO_ARGS);
}

/* Where "}}" stands, on the same line; text.len where it does not. */
static size_t
find_close(const struct tree *tree, const struct word_paragraph *paragraph,
    size_t from)
{
	struct slice text = tree_text(tree, paragraph);
	for (size_t at = from; at + 1 < text.len; at++) {
		if (mark_at(tree, paragraph, at)->kind == MARK_BREAK)
			break;
		if (text.at[at] == '}' && text.at[at + 1] == '}')
			return at;
	}
	return text.len;
}

void
tree_take_for_word(struct letter_field *field)
{
	field->of_word = true;
	if (field->expr)
		expr_take_for_word(field->expr);
}

/* Its tag, taken for a word processor's where it was made of its field. */
static size_t
read_tag(struct tree *tree, const struct word_paragraph *paragraph, size_t from,
    size_t to)
{
	struct reading *reading = tree->reading;
	size_t index = tag_read(reading, paragraph->number - 1,
	    tree_text(tree, paragraph), from, to);
	if (index == TAG_NONE)
		return TAG_NONE;
	struct tag *tag = &reading->tags[index];
	bool made = mark_at(tree, paragraph, from - 2)->kind == MARK_MADE;
	if (made && tag->field != FIELD_NONE)
		tree_take_for_word(&reading->letter->fields[tag->field]);
	tag->seen = true;
	return index;
}

static void
add_tag(struct atoms *atoms, const struct word_paragraph *paragraph, size_t at,
    size_t close)
{
	struct reading *reading = atoms->tree->reading;
	size_t index = read_tag(atoms->tree, paragraph, at + 2, close);
	if (index == TAG_NONE)
		return;
	struct tag *tag = &reading->tags[index];
	if (tag->kind == TAG_COMMENT || tag->kind == TAG_WRONG)
		return;
	if (tag->kind == TAG_PART) {
		REPORT(
		    reading->diag, tag->span, &letter_part_not_alone, NO_ARGS);
		tag->kind = TAG_WRONG;
		return;
	}
	bool field = tag->kind == TAG_FIELD;
	/* The braces' inside says how the field looks. */
	struct atom atom = atom_at(atoms, field ? ATOM_FIELD : ATOM_TAG,
	    paragraph, at, close + 2, at + 2);
	atom.tag = index;
	if (!field)
		atom.bold = atom.italic = false;
	atoms_add(atoms, atom);
}

/* A tag or a fault of one at `at`; where the text goes on. */
static size_t
scan_braces(
    struct atoms *atoms, const struct word_paragraph *paragraph, size_t at)
{
	struct slice text = tree_text(atoms->tree, paragraph);
	struct diag *diag = atoms->tree->reading->diag;
	size_t close = find_close(atoms->tree, paragraph, at + 2);
	size_t again =
	    at + 2 + slice_find(slice_from(text, at + 2), SLICE("{{"));
	if (slice_starts(slice_from(text, at), "{{{")) {
		report(atoms, paragraph, at, 3, &letter_three_braces);
		HINT(diag, &letter_write_this, ARGS("{{Name}}"));
		while (close + 2 < text.len && text.at[close + 2] == '}')
			close++;
		return close >= text.len ? text.len : close + 2;
	}
	if (close >= text.len || again < close) {
		report(atoms, paragraph, at, 2, &letter_unclosed_field);
		HINT(diag, &letter_close_on_line, NO_ARGS);
		return again < text.len ? again : text.len;
	}
	add_tag(atoms, paragraph, at, close);
	return close + 2;
}

static const struct word_picture *
add_picture(struct atoms *atoms, const struct word_paragraph *paragraph,
    size_t at, size_t end, const struct word_picture *picture)
{
	struct atom atom = atom_at(atoms, ATOM_PICTURE, paragraph, at, end, at);
	atom.picture = picture;
	atom.bold = atom.italic = false;
	atoms_add(atoms, atom);
	return picture->next;
}

static void
scan_paragraph(struct atoms *atoms, const struct word_paragraph *paragraph)
{
	struct slice text = tree_text(atoms->tree, paragraph);
	const struct word_picture *picture = paragraph->pictures;
	for (size_t at = 0; at < text.len;) {
		size_t from = at;
		struct slice rest = slice_from(text, at);
		enum mark_kind kind =
		    (enum mark_kind)mark_at(atoms->tree, paragraph, at)->kind;
		utf8_next(text, &at);
		if (kind == MARK_BREAK) {
			atoms_add(atoms, atom_at(atoms, ATOM_BREAK, paragraph,
					     from, at, from));
		} else if (kind == MARK_PICTURE) {
			picture =
			    add_picture(atoms, paragraph, from, at, picture);
		} else if (slice_starts(rest, "{{")) {
			at = scan_braces(atoms, paragraph, from);
		} else if (slice_starts(rest, "}}")) {
			report(atoms, paragraph, from, 2, &letter_stray_braces);
			at = from + 2;
		} else {
			add_text(atoms, paragraph, from, at);
		}
	}
}

void
tree_add_inlines(struct tree *tree, const struct word_paragraph *first,
    const struct word_paragraph *end, struct node *to)
{
	struct atoms atoms = {.tree = tree};
	for (const struct word_paragraph *at = first; at != end;
	     at = at->next) {
		if (at != first)
			atoms_add(&atoms, (struct atom){.kind = ATOM_BREAK,
					      .paragraph = at,
					      .tag = TAG_NONE});
		scan_paragraph(&atoms, at);
	}
	atoms_settle(&atoms, to->kind == NODE_HEADING);
	atoms_emit(&atoms, to);
}

/* Blanks that do not show, NBSP too: how many bytes begin a text. */
static size_t
padding_before(struct slice text)
{
	size_t end = 0;
	for (size_t at = 0;
	     at < text.len && code_is_padding(utf8_next(text, &at));)
		end = at;
	return end;
}

/* And how many of its bytes, from `from` on, are left before those at its end. */
static size_t
end_before_padding(struct slice text, size_t from)
{
	size_t end = from;
	for (size_t at = from; at < text.len;) {
		if (!code_is_padding(utf8_next(text, &at)))
			end = at;
	}
	return end;
}

size_t
tree_lone_tag(struct tree *tree, const struct word_paragraph *paragraph)
{
	struct slice text = tree_text(tree, paragraph);
	size_t from = padding_before(text);
	size_t end = end_before_padding(text, from);
	if (end < from + 4 || !slice_starts(slice_from(text, from), "{{") ||
	    slice_starts(slice_from(text, from), "{{{") ||
	    find_close(tree, paragraph, from + 2) != end - 2)
		return TAG_NONE;
	struct slice inside =
	    slice_trim(slice_part(text, from + 2, end - from - 4));
	/* A field is text like any other, and read with it. */
	if (tag_look(inside) == TAG_BEGINS_FIELD)
		return TAG_NONE;
	return read_tag(tree, paragraph, from + 2, end - 2);
}
