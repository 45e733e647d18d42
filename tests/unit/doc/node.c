#include "doc/node.h"

#include "../test.h"

static struct node *
make_text(struct arena *arena, const char *text)
{
	struct node *node = node_new(arena, NODE_TEXT, NO_SPAN);
	node->text = slice_view(text);
	return node;
}

static struct node *
make_tree(struct arena *arena)
{
	struct node *root = node_new(arena, NODE_DOCUMENT, NO_SPAN);
	struct node *head =
	    node_new(arena, NODE_HEADING, (struct span){1, 3, 1, 0});
	head->level = 2;
	head->id = 7;
	head->fixed = true;
	head->section = SLICE("val");
	node_append(root, head);
	node_append(head, make_text(arena, "a \"b\"\xc2\xa0\\"));
	struct node *list = node_new(arena, NODE_LIST, NO_SPAN);
	list->ordered = list->tight = true;
	list->start = 3;
	list->style = SLICE("smal");
	node_append(root, list);
	struct node *item = node_new(arena, NODE_ITEM, NO_SPAN);
	node_append(list, item);
	struct node *text = make_text(arena, "x");
	text->origin = SLICE("Ort");
	node_append(item, text);
	return root;
}

static const char want[] = "document\n"
			   "  heading 2 #val fixed @3:1\n"
			   "    text \"a \\\"b\\\"\\u{a0}\\\\\"\n"
			   "  list from 3 tight .smal\n"
			   "    item\n"
			   "      text \"x\" from Ort\n";

int
main(void)
{
	struct arena *arena = arena_new();
	struct strbuf out = {0};
	struct node *root = make_tree(arena);
	node_dump(&out, root);
	test_slice("dump", strbuf_view(&out), want);
	test_true("parent", root->first->parent == root);
	test_true("last", root->last->kind == NODE_LIST);
	test_true("no field", root->field == FIELD_NONE);
	test_true("a quote is a block", node_is_block(NODE_QUOTE));
	test_true("text is no block", !node_is_block(NODE_TEXT));
	test_true("the document is no block", !node_is_block(NODE_DOCUMENT));
	for (int kind = NODE_DOCUMENT; kind <= NODE_EACH; kind++)
		test_true("every kind has a name",
		    node_kind_name((enum node_kind)kind) != NULL);
	strbuf_fini(&out);
	arena_free(arena);
	return test_end();
}
