/* Whether what is left of a letter tells its reader something. */
#include "compose/said.h"

#include "test.h"

/*
 * Blocks, one letter each: p a paragraph with a word, e one of a sign alone, f
 * one of a field, s a signature, h a heading, i a picture, q a QR code, t a
 * table with a head alone, r one with a row, b an item of a list.
 */
static const struct {
	const char *name, *letter, *left;
	bool said;
} cases[] = {
    {"a word", "p", "p", true},
    {"nothing of a word", "p", "", false},
    {"nothing of a field", "f", "", false},
    {"what a field said", "f", "p", true},
    {"a sign", "e", "e", false},
    {"a sign of a field", "f", "e", false},
    {"a signature", "ps", "s", false},
    {"a heading of a text", "hp", "h", false},
    {"a heading of a field", "hf", "h", false},
    {"a heading that is all there is", "h", "h", true},
    {"a heading over a signature", "hs", "hs", true},
    {"a picture of a text", "ip", "i", false},
    {"a picture that is all there is", "i", "i", true},
    {"a QR code", "q", "q", false},
    {"a table's head", "t", "t", true},
    {"a table's head without its rows", "r", "t", false},
    {"a table's row", "r", "r", true},
    {"an item", "hb", "hb", true},
    {"nothing of an item", "hb", "h", false},
};

static struct node *
child(struct arena *mem, struct node *parent, enum node_kind kind)
{
	struct node *node = node_new(mem, kind, NO_SPAN);
	node_append(parent, node);
	return node;
}

static struct node *
words(struct arena *mem, struct node *block, const char *text)
{
	child(mem, block, NODE_TEXT)->text = slice_view(text);
	return block;
}

static struct node *
table(struct arena *mem, bool rows)
{
	struct node *table = node_new(mem, NODE_TABLE, NO_SPAN);
	struct node *row = child(mem, table, NODE_TABLE_ROW);
	row->is_header = true;
	words(mem, child(mem, row, NODE_TABLE_CELL), "Dag");
	if (rows)
		words(mem,
		    child(mem, child(mem, table, NODE_TABLE_ROW),
			NODE_TABLE_CELL),
		    "m\u00e5ndag");
	return table;
}

static struct node *
image(struct arena *mem, const char *target)
{
	struct node *block = node_new(mem, NODE_PARAGRAPH, NO_SPAN);
	struct node *image = child(mem, block, NODE_IMAGE);
	image->target = slice_view(target);
	words(mem, image, "Karta");
	return block;
}

static struct node *
block(struct arena *mem, char kind)
{
	struct node *node =
	    node_new(mem, kind == 'h' ? NODE_HEADING : NODE_PARAGRAPH, NO_SPAN);
	switch (kind) {
	case 'e':
		return words(mem, node, " \u2013 !");
	case 'f':
		child(mem, node, NODE_FIELD);
		return node;
	case 's':
		node->style = SLICE("signature");
		return words(mem, node, "Karin Ek");
	case 'i':
		return image(mem, "karta.png");
	case 'q':
		return image(mem, "qr:https://exempel.se");
	case 't':
		return table(mem, false);
	case 'r':
		return table(mem, true);
	case 'b':
		node->kind = NODE_LIST;
		words(mem,
		    child(mem, child(mem, node, NODE_ITEM), NODE_PARAGRAPH),
		    "Ring");
		return node;
	default:
		return words(mem, node, "Hej 1");
	}
}

static void
run(size_t i)
{
	struct arena *mem = arena_new();
	struct letter letter = {.root = node_new(mem, NODE_DOCUMENT, NO_SPAN)};
	const struct node *blocks[4];
	struct merged left = {.blocks = blocks};
	for (const char *c = cases[i].letter; *c; c++)
		node_append(letter.root, block(mem, *c));
	for (const char *c = cases[i].left; *c; c++)
		blocks[left.count++] = block(mem, *c);
	test_true(
	    cases[i].name, said_something(&letter, &left) == cases[i].said);
	arena_free(mem);
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++)
		run(i);
	return test_end();
}
