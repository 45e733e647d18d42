#include "word/atom.h"

struct slice
atoms_text(const struct atoms *atoms, const struct atom *atom)
{
	return slice_part(tree_text(atoms->tree, atom->paragraph), atom->from,
	    atom->end - atom->from);
}

static bool
is_blank_atom(const struct atoms *atoms, const struct atom *atom)
{
	return atom->kind == ATOM_BREAK ||
	       (atom->kind == ATOM_TEXT &&
		   slice_is_blank(atoms_text(atoms, atom)));
}

size_t
blanks_leading(struct slice text)
{
	size_t count = 0;
	while (count < text.len && text.at[count] == ' ')
		count++;
	return count;
}

size_t
blanks_trailing(struct slice text)
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
			atom.from += blanks_leading(atoms_text(atoms, &atom));
		bool closes = i + 1 == atoms->count ||
			      atoms->at[i + 1].kind == ATOM_BREAK;
		if (atom.kind == ATOM_TEXT && closes)
			atom.end -= blanks_trailing(atoms_text(atoms, &atom));
		if (atom.kind != ATOM_TEXT || atom.end > atom.from)
			atoms->at[kept++] = atom;
	}
	atoms->count = kept;
}

/* The break before the tags at the end, each of which stood alone. */
static void
drop_last_break(struct atoms *atoms, size_t *kept)
{
	size_t tags = *kept;
	while (tags && atoms->at[tags - 1].kind == ATOM_TAG)
		tags--;
	if (!tags || atoms->at[tags - 1].kind != ATOM_BREAK)
		return;
	memmove(&atoms->at[tags - 1], &atoms->at[tags],
	    (*kept - tags) * sizeof *atoms->at);
	--*kept;
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
		if (alone && last)
			drop_last_break(atoms, &kept);
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
		atoms_add(to, atom);
}

/* Blanks at the ends of what is bold or italic become texts of their own. */
static void
part_blanks(struct atoms *atoms)
{
	struct atoms parted = {.tree = atoms->tree};
	for (size_t i = 0; i < atoms->count; i++) {
		struct atom atom = atoms->at[i];
		if (atom.kind != ATOM_TEXT || !(atom.bold || atom.italic)) {
			atoms_add(&parted, atom);
			continue;
		}
		struct slice text = atoms_text(atoms, &atom);
		size_t first = blanks_leading(text);
		size_t last = first < text.len ? blanks_trailing(text) : 0;
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

void
atoms_settle(struct atoms *atoms, bool heading)
{
	trim_lines(atoms);
	drop_lines_of_tags(atoms);
	settle_blanks(atoms);
	if (heading)
		forget_bold(atoms);
}
