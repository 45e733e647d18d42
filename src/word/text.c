#include "base/utf8.h"
#include "expr/expr.h"
#include "letter/messages.h"
#include "letter/tag.h"
#include "word/messages.h"
#include "word/tree.h"

enum atom_kind { ATOM_TEXT, ATOM_FIELD, ATOM_TAG, ATOM_BREAK, ATOM_PICTURE };

/* The smallest part of a block that is alike all through. */
struct atom {
	enum atom_kind kind;
	bool bold, italic;
	uint32_t link;
	const struct word_paragraph *paragraph;
	size_t from, end; /* bytes of its paragraph */
	size_t tag;
	const struct word_picture *picture;
};

struct atoms {
	struct tree *tree;
	struct atom *at;
	size_t count, room;
	bool plain_bold; /* a heading: all bold is no emphasis */
};

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
tree_span(const struct tree *tree, const struct word_paragraph *paragraph,
    size_t from, size_t len)
{
	return reading_span(tree->reading, paragraph->number - 1,
	    tree_text(tree, paragraph), from, len);
}

/* ---- from text to atoms */

static struct atom *
add_atom(struct atoms *atoms, struct atom atom)
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
	if (last && last->kind == ATOM_TEXT && last->paragraph == paragraph &&
	    last->end == from && is_alike(last, &atom))
		last->end = end;
	else
		add_atom(atoms, atom);
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
		if (mark_at(tree, paragraph, at)->kind == MARK_BREAK ||
		    text.at[at] == '\n')
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
	add_atom(atoms, atom);
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
	add_atom(atoms, atom);
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
			add_atom(atoms, atom_at(atoms, ATOM_BREAK, paragraph,
					    from, at, from));
		} else if (kind == MARK_PICTURE && picture) {
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

/* ---- what blanks and breaks look like */

static struct slice
text_of(const struct atoms *atoms, const struct atom *atom)
{
	return slice_part(tree_text(atoms->tree, atom->paragraph), atom->from,
	    atom->end - atom->from);
}

static bool
is_blank_atom(const struct atoms *atoms, const struct atom *atom)
{
	return atom->kind == ATOM_BREAK ||
	       (atom->kind == ATOM_TEXT &&
		   slice_is_blank(text_of(atoms, atom)));
}

static size_t
leading_blanks(struct slice text)
{
	size_t count = 0;
	while (count < text.len && text.at[count] == ' ')
		count++;
	return count;
}

static size_t
trailing_blanks(struct slice text)
{
	size_t count = 0;
	while (count < text.len && text.at[text.len - 1 - count] == ' ')
		count++;
	return count;
}

/* Blanks at the ends of lines are nobody's text. */
static void
trim_lines(struct atoms *atoms)
{
	size_t kept = 0;
	for (size_t i = 0; i < atoms->count; i++) {
		struct atom atom = atoms->at[i];
		bool opens =
		    kept == 0 || atoms->at[kept - 1].kind == ATOM_BREAK;
		if (atom.kind == ATOM_TEXT && opens)
			atom.from += leading_blanks(text_of(atoms, &atom));
		bool closes = i + 1 == atoms->count ||
			      atoms->at[i + 1].kind == ATOM_BREAK;
		if (atom.kind == ATOM_TEXT && closes)
			atom.end -= trailing_blanks(text_of(atoms, &atom));
		if (atom.kind != ATOM_TEXT || atom.end > atom.from)
			atoms->at[kept++] = atom;
	}
	atoms->count = kept;
}

/*
 * A line that is one tag of a condition and nothing else is no line of text:
 * the break behind it, or before it at the end, goes with it.
 */
static void
drop_lines_of_tags(struct atoms *atoms)
{
	size_t kept = 0;
	bool opens = true; /* at the beginning of a line */
	for (size_t i = 0; i < atoms->count; i++) {
		struct atom atom = atoms->at[i];
		bool last = i + 1 == atoms->count;
		bool alone = atom.kind == ATOM_TAG && opens &&
			     (last || atoms->at[i + 1].kind == ATOM_BREAK);
		if (alone && last && kept &&
		    atoms->at[kept - 1].kind == ATOM_BREAK)
			kept--;
		atoms->at[kept++] = atom;
		i += alone && !last;
		opens = atom.kind == ATOM_BREAK || (alone && !last);
	}
	atoms->count = kept;
}

/* A piece of a text, where it is not empty. */
static void
add_piece(struct atoms *to, struct atom atom, size_t from, size_t end)
{
	atom.from = from;
	atom.end = end;
	if (end > from)
		add_atom(to, atom);
}

/* Blanks at the ends of what is bold or italic become texts of their own. */
static void
part_blanks(struct atoms *atoms)
{
	struct atoms parted = {.tree = atoms->tree};
	for (size_t i = 0; i < atoms->count; i++) {
		struct atom atom = atoms->at[i];
		if (atom.kind != ATOM_TEXT || !(atom.bold || atom.italic)) {
			add_atom(&parted, atom);
			continue;
		}
		struct slice text = text_of(atoms, &atom);
		size_t first = leading_blanks(text);
		size_t last = first < text.len ? trailing_blanks(text) : 0;
		add_piece(&parted, atom, atom.from, atom.from + first);
		add_piece(&parted, atom, atom.from + first, atom.end - last);
		add_piece(&parted, atom, atom.end - last, atom.end);
	}
	*atoms = parted;
}

/* Blanks and breaks are bold between what is bold, and nowhere else. */
static void
settle_blanks(struct atoms *atoms)
{
	part_blanks(atoms);
	const struct atom *after = NULL;
	for (size_t i = atoms->count; i > 0; i--) {
		struct atom *atom = &atoms->at[i - 1];
		if (!is_blank_atom(atoms, atom)) {
			after = atom;
			continue;
		}
		atom->bold &= after && after->bold;
		atom->italic &= after && after->italic;
		atom->link =
		    after && after->link == atom->link ? atom->link : 0;
	}
	for (size_t i = 0; i < atoms->count; i++) {
		struct atom *atom = &atoms->at[i];
		const struct atom *before = i ? atom - 1 : NULL;
		if (!is_blank_atom(atoms, atom))
			continue;
		atom->bold &= before && before->bold;
		atom->italic &= before && before->italic;
		if (!before || before->link != atom->link)
			atom->link = 0;
	}
}

/* A heading is bold by its style: all of it bold by hand says nothing. */
static void
forget_bold(struct atoms *atoms)
{
	for (size_t i = 0; i < atoms->count; i++) {
		const struct atom *atom = &atoms->at[i];
		bool said = atom->kind == ATOM_TEXT || atom->kind == ATOM_FIELD;
		if (said && !atom->bold && !is_blank_atom(atoms, atom))
			return;
	}
	for (size_t i = 0; i < atoms->count; i++)
		atoms->at[i].bold = false;
}

/* ---- from atoms to nodes */

static struct span
span_of(const struct atoms *atoms, const struct atom *atom)
{
	return tree_span(
	    atoms->tree, atom->paragraph, atom->from, atom->end - atom->from);
}

static struct node *
add_node(struct atoms *atoms, enum node_kind kind, const struct atom *atom,
    struct node *to)
{
	struct node *node =
	    node_new(atoms->tree->document->mem, kind, span_of(atoms, atom));
	node_append(to, node);
	return node;
}

static void
emit_text(struct atoms *atoms, const struct atom *atom, struct node *to)
{
	struct node *last = to->last;
	struct arena *mem = atoms->tree->document->mem;
	struct slice text = text_of(atoms, atom);
	if (last && last->kind == NODE_TEXT &&
	    last->span.line == atom->paragraph->number) {
		struct slice parts[] = {last->text, text};
		last->text = arena_join(mem, parts, 2, SLICE(""));
		last->span.length += span_of(atoms, atom).length;
		return;
	}
	add_node(atoms, NODE_TEXT, atom, to)->text = arena_dup(mem, text);
}

static void
emit_picture(struct atoms *atoms, const struct atom *atom, struct node *to)
{
	struct node *image = add_node(atoms, NODE_IMAGE, atom, to);
	image->target = slice_view(atom->picture->target);
	if (atom->picture->description.len)
		add_node(atoms, NODE_TEXT, atom, image)->text =
		    atom->picture->description;
}

static void
emit_atom(struct atoms *atoms, const struct atom *atom, struct node *to)
{
	struct reading *reading = atoms->tree->reading;
	switch (atom->kind) {
	case ATOM_TEXT:
		emit_text(atoms, atom, to);
		break;
	case ATOM_FIELD: {
		const struct tag *tag = &reading->tags[atom->tag];
		struct node *field =
		    node_new(reading->job_mem, NODE_FIELD, tag->span);
		field->field = tag->field;
		field->optional = reading->letter->fields[tag->field].optional;
		node_append(to, field);
		break;
	}
	case ATOM_TAG:
		node_append(to, raw_tag_new(reading, atom->tag));
		break;
	case ATOM_BREAK:
		add_node(atoms, NODE_LINE_BREAK, atom, to);
		break;
	case ATOM_PICTURE:
		emit_picture(atoms, atom, to);
		break;
	}
}

/* What is open above the atoms at hand. */
struct inside {
	bool bold, italic;
	uint32_t link;
};

static size_t
run_of(const struct atoms *atoms, size_t from, size_t end, enum node_kind kind)
{
	const struct atom *first = &atoms->at[from];
	size_t at = from;
	for (; at < end; at++) {
		const struct atom *atom = &atoms->at[at];
		bool same = kind == NODE_STRONG	    ? atom->bold
			    : kind == NODE_EMPHASIS ? atom->italic
						    : atom->link == first->link;
		if (!same)
			break;
	}
	return at;
}

static void emit(struct atoms *atoms, size_t from, size_t end,
    struct inside inside, struct node *to);

static void
emit_link(struct atoms *atoms, size_t from, size_t end, struct inside inside,
    struct node *to)
{
	struct tree *tree = atoms->tree;
	struct node *link = add_node(atoms, NODE_LINK, &atoms->at[from], to);
	inside.link = atoms->at[from].link;
	emit(atoms, from, end, inside, link);
	tree_finish_link(tree, link, tree->document->links[inside.link - 1]);
}

/* The longer of the two is outside; of equals, emphasis. */
static size_t
emit_looks(struct atoms *atoms, size_t from, size_t end, struct inside inside,
    struct node *to)
{
	const struct atom *atom = &atoms->at[from];
	size_t bold = atom->bold && !inside.bold
			  ? run_of(atoms, from, end, NODE_STRONG)
			  : from;
	size_t italic = atom->italic && !inside.italic
			    ? run_of(atoms, from, end, NODE_EMPHASIS)
			    : from;
	bool strong = bold > italic;
	size_t until = strong ? bold : italic;
	struct node *node =
	    add_node(atoms, strong ? NODE_STRONG : NODE_EMPHASIS, atom, to);
	inside.bold |= strong;
	inside.italic |= !strong;
	emit(atoms, from, until, inside, node);
	return until;
}

static void
emit(struct atoms *atoms, size_t from, size_t end, struct inside inside,
    struct node *to)
{
	while (from < end) {
		const struct atom *atom = &atoms->at[from];
		if (atom->link && atom->link != inside.link) {
			size_t until = run_of(atoms, from, end, NODE_LINK);
			emit_link(atoms, from, until, inside, to);
			from = until;
		} else if ((atom->bold && !inside.bold) ||
			   (atom->italic && !inside.italic)) {
			from = emit_looks(atoms, from, end, inside, to);
		} else {
			emit_atom(atoms, atom, to);
			from++;
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
			add_atom(&atoms, (struct atom){.kind = ATOM_BREAK,
					     .paragraph = at,
					     .tag = TAG_NONE});
		scan_paragraph(&atoms, at);
	}
	trim_lines(&atoms);
	drop_lines_of_tags(&atoms);
	settle_blanks(&atoms);
	if (to->kind == NODE_HEADING)
		forget_bold(&atoms);
	emit(&atoms, 0, atoms.count, (struct inside){0}, to);
}

size_t
tree_lone_tag(struct tree *tree, const struct word_paragraph *paragraph)
{
	struct slice text = tree_text(tree, paragraph);
	size_t from = leading_blanks(text);
	size_t end = text.len - trailing_blanks(text);
	if (end < from + 4 || !slice_starts(slice_from(text, from), "{{") ||
	    slice_starts(slice_from(text, from), "{{{") ||
	    find_close(tree, paragraph, from + 2) != end - 2)
		return TAG_NONE;
	/* A field is text like any other, and read with it. */
	size_t before = tree->reading->tag_count;
	size_t fields = tree->reading->letter->field_count;
	size_t errors = diag_errors(tree->reading->diag);
	struct slice inside =
	    slice_trim(slice_part(text, from + 2, end - from - 4));
	static const char *const words[] = {
	    "if", "else", "each", "#", "/", ">", "!", NULL};
	bool tag = false;
	for (size_t i = 0; words[i]; i++)
		tag |= slice_starts(inside, words[i]);
	if (!tag)
		return TAG_NONE;
	size_t index = read_tag(tree, paragraph, from + 2, end - 2);
	bool field =
	    index != TAG_NONE && tree->reading->tags[index].kind == TAG_FIELD;
	if (!field)
		return index;
	/* "{{elsewhere}}": read again as what it is. */
	if (diag_errors(tree->reading->diag) == errors) {
		tree->reading->tag_count = before;
		tree->reading->letter->field_count = fields;
	}
	return TAG_NONE;
}
