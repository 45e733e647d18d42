#include "doc/node.h"

#include "base/code.h"
#include "base/utf8.h"

static const char *const kind_names[] = {
    [NODE_DOCUMENT] = "document",
    [NODE_HEADING] = "heading",
    [NODE_PARAGRAPH] = "paragraph",
    [NODE_LIST] = "list",
    [NODE_ITEM] = "item",
    [NODE_TABLE] = "table",
    [NODE_TABLE_ROW] = "row",
    [NODE_TABLE_CELL] = "cell",
    [NODE_RULE] = "rule",
    [NODE_QUOTE] = "quote",
    [NODE_TEXT] = "text",
    [NODE_EMPHASIS] = "emphasis",
    [NODE_STRONG] = "strong",
    [NODE_LINK] = "link",
    [NODE_IMAGE] = "image",
    [NODE_LINE_BREAK] = "break",
    [NODE_FIELD] = "field",
    [NODE_IF] = "if",
    [NODE_BRANCH] = "branch",
    [NODE_EACH] = "each",
    [NODE_PART] = "part",
};

struct node *
node_new(struct arena *arena, enum node_kind kind, struct span span)
{
	struct node *node = ARENA_NEW(arena, struct node);
	node->kind = kind;
	node->span = span;
	node->field = FIELD_NONE;
	return node;
}

void
node_append(struct node *parent, struct node *child)
{
	child->parent = parent;
	child->next = NULL;
	if (parent->last)
		parent->last->next = child;
	else
		parent->first = child;
	parent->last = child;
}

#define SYMBOL "qr:"

bool
node_is_symbol(const struct node *image)
{
	return image->kind == NODE_IMAGE && slice_starts(image->target, SYMBOL);
}

struct slice
node_symbol_text(const struct node *image)
{
	return slice_from(image->target, strlen(SYMBOL));
}

bool
node_is_block(enum node_kind kind)
{
	return kind >= NODE_HEADING && kind <= NODE_QUOTE;
}

const char *
node_kind_name(enum node_kind kind)
{
	return kind_names[kind];
}

/* Characters that cannot be seen, or told apart, in a dump: isolates, blanks of
 * other kinds. */
static bool
is_invisible(uint32_t code)
{
	return code != ' ' &&
	       code_is(code, CODE_BLANK | CODE_CONTROL | CODE_HIDDEN |
				 CODE_NOTE | CODE_PRIVATE | CODE_NONE);
}

static void
write_quoted(struct strbuf *out, struct slice text)
{
	strbuf_add_char(out, '"');
	for (size_t at = 0; at < text.len;) {
		uint32_t code = utf8_next(text, &at);
		if (code == '"' || code == '\\')
			strbuf_print(out, "\\%c", (char)code);
		else if (is_invisible(code))
			strbuf_print(out, "\\u{%x}", code);
		else
			strbuf_add_code(out, code);
	}
	strbuf_add_char(out, '"');
}

static void
write_named(struct strbuf *out, const char *before, struct slice text)
{
	if (!text.len)
		return;
	strbuf_add_text(out, before);
	strbuf_add(out, text);
}

static void
write_list(struct strbuf *out, const struct node *node)
{
	if (node->ordered)
		strbuf_print(out, " from %d", node->start);
	strbuf_add_text(out, node->tight ? " tight" : " loose");
	if (node->goes_on)
		strbuf_add_text(out, " goes on");
}

static void
write_cell(struct strbuf *out, const struct node *node)
{
	static const char *const names[] = {[ALIGN_START] = "",
	    [ALIGN_CENTRE] = " centre",
	    [ALIGN_END] = " end"};
	strbuf_add_text(out, names[node->alignment]);
}

static void
write_table(struct strbuf *out, const struct node *node)
{
	strbuf_print(out, " %u columns", node->column_count);
	for (uint32_t i = 0; node->shares && i < node->column_count; i++)
		strbuf_print(out, "%c%u", i ? ':' : ' ', node->shares[i]);
}

/* Properties that belong to one kind only. */
static void
write_kind(struct strbuf *out, const struct node *node)
{
	switch (node->kind) {
	case NODE_HEADING:
		strbuf_print(out, " %u", node->level);
		break;
	case NODE_LIST:
		write_list(out, node);
		break;
	case NODE_TABLE:
		write_table(out, node);
		break;
	case NODE_TABLE_ROW:
		strbuf_add_text(out, node->is_header ? " header" : "");
		break;
	case NODE_TABLE_CELL:
		write_cell(out, node);
		break;
	case NODE_TEXT:
		strbuf_add_char(out, ' ');
		write_quoted(out, node->text);
		break;
	case NODE_LINK:
	case NODE_IMAGE:
		strbuf_add_char(out, ' ');
		write_quoted(out, node->target);
		break;
	case NODE_FIELD:
	case NODE_EACH:
		strbuf_print(out, " %u", node->field);
		break;
	case NODE_BRANCH:
		if (node->field == FIELD_NONE)
			strbuf_add_text(out, " else");
		else
			strbuf_print(out, " %u", node->field);
		break;
	case NODE_DOCUMENT:
	case NODE_PARAGRAPH:
	case NODE_ITEM:
	case NODE_RULE:
	case NODE_QUOTE:
	case NODE_EMPHASIS:
	case NODE_STRONG:
	case NODE_LINE_BREAK:
	case NODE_IF:
	case NODE_PART:
		break;
	}
}

static void
write_node(struct strbuf *out, const struct node *node)
{
	strbuf_add_text(out, kind_names[node->kind]);
	write_kind(out, node);
	if (node->optional)
		strbuf_add_text(out, " optional");
	write_named(out, " .", node->style);
	write_named(out, " #", node->section);
	write_named(out, " language=", node->language);
	write_named(out, " from ", node->origin);
	if (node->id && node->fixed)
		strbuf_add_text(out, " fixed");
	if (node->span.line)
		strbuf_print(
		    out, " @%u:%u", node->span.line, node->span.column);
	strbuf_add_char(out, '\n');
}

static void
dump_below(struct strbuf *out, const struct node *node, size_t depth)
{
	for (size_t i = 0; i < depth; i++)
		strbuf_add_text(out, "  ");
	write_node(out, node);
	for (const struct node *child = node->first; child; child = child->next)
		dump_below(out, child, depth + 1);
}

void
node_dump(struct strbuf *out, const struct node *node)
{
	dump_below(out, node, 0);
}
