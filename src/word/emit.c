#include "word/atom.h"

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
	struct slice text = atoms_text(atoms, atom);
	/* Of the same line: a break stands between lines. */
	if (last && last->kind == NODE_TEXT) {
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
atoms_emit(struct atoms *atoms, struct node *to)
{
	emit(atoms, 0, atoms->count, (struct inside){0}, to);
}
