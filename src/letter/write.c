#include "letter/write.h"

#include "base/code.h"
#include "base/utf8.h"
#include "letter/written.h"

struct writer {
	struct arena *mem;
	const struct letter *letter;
	struct strbuf *out;
	const struct node *list; /* whose items are written, or NULL */
	int32_t number; /* of its next */
};

static void write_blocks(
    struct writer *writer, const struct node *parent, bool tight);

/* ---- lines within lines */

/* What `inner` holds, each line behind a prefix; the first behind another. */
static void
add_indented(struct strbuf *out, struct slice inner, const char *first,
    const char *others)
{
	const char *prefix = first;
	while (inner.len) {
		size_t len = slice_find_char(inner, '\n');
		struct slice line = slice_part(inner, 0, len);
		size_t prefixed = strlen(prefix);
		while (!line.len && prefixed && prefix[prefixed - 1] == ' ')
			prefixed--;
		strbuf_add(out, (struct slice){prefix, prefixed});
		strbuf_add(out, line);
		strbuf_add_char(out, '\n');
		inner = slice_from(inner, len + 1);
		prefix = others;
	}
}

static void
write_indented(struct writer *writer, const struct node *parent, bool tight,
    const char *first, const char *others)
{
	struct strbuf inner = {0};
	struct strbuf *outer = writer->out;
	writer->out = &inner;
	write_blocks(writer, parent, tight);
	writer->out = outer;
	add_indented(outer, strbuf_view(&inner), first, others);
	strbuf_fini(&inner);
}

/* ---- tags */

static void
write_tag(struct writer *writer, const char *word, uint32_t field)
{
	strbuf_print(writer->out, "{{%s", word);
	if (field != FIELD_NONE) {
		const struct letter_field *said =
		    &writer->letter->fields[field];
		if (said->use == USE_TABLE && said->optional)
			strbuf_add_text(writer->out, "?");
		strbuf_add_text(writer->out, *word ? " " : "");
		written_field(writer->out, said);
	}
	strbuf_add_text(writer->out, "}}");
}

/* A line of its own between blocks, nothing within a block. */
static void
end_tag(struct writer *writer, bool inlined)
{
	if (!inlined)
		strbuf_add_char(writer->out, '\n');
}

typedef void write_children(struct writer *writer, const struct node *parent);

static void
write_choice(struct writer *writer, const struct node *choice, bool inlined,
    write_children *inside)
{
	for (const struct node *branch = choice->first; branch;
	     branch = branch->next) {
		const char *word = branch == choice->first	 ? "if"
				   : branch->field == FIELD_NONE ? "else"
								 : "else if";
		write_tag(writer, word, branch->field);
		end_tag(writer, inlined);
		inside(writer, branch);
	}
	write_tag(writer, "/if", FIELD_NONE);
	end_tag(writer, inlined);
}

/* The else of an EACH stands beside it, alone in an EACH of its own. */
static const struct node *
write_each(struct writer *writer, const struct node *each, bool inlined,
    write_children *inside)
{
	const struct node *none = each->next;
	bool has_else = none && none->kind == NODE_EACH && none->first &&
			none->first->kind == NODE_BRANCH;
	write_tag(writer, "each", each->field);
	end_tag(writer, inlined);
	inside(writer, each);
	if (has_else) {
		write_tag(writer, "else", FIELD_NONE);
		end_tag(writer, inlined);
		inside(writer, none->first);
	}
	write_tag(writer, "/each", FIELD_NONE);
	end_tag(writer, inlined);
	return has_else ? none : each;
}

/* ---- within a block */

static void write_inlines(struct writer *writer, const struct node *parent);

static void
write_field(struct writer *writer, const struct node *node)
{
	const struct letter_field *field = &writer->letter->fields[node->field];
	strbuf_add_text(writer->out, field->optional ? "{{? " : "{{");
	written_field(writer->out, field);
	strbuf_add_text(writer->out, "}}");
}

static void
write_target(struct writer *writer, struct slice target)
{
	bool plain = true;
	for (size_t i = 0; i < target.len; i++)
		plain &= !strchr(" ()<>", target.at[i]);
	strbuf_add_text(writer->out, plain ? "](" : "](<");
	for (size_t at = 0; at < target.len;) {
		size_t from = at;
		uint32_t code = utf8_next(target, &at);
		if (code < LETTER_PLACEHOLDER || code == UTF8_INVALID)
			strbuf_add(
			    writer->out, slice_part(target, from, at - from));
		else
			write_tag(writer, "", code - LETTER_PLACEHOLDER);
	}
	strbuf_add_text(writer->out, plain ? ")" : ">)");
}

static void
write_marked(struct writer *writer, const struct node *node, const char *mark)
{
	strbuf_add_text(writer->out, mark);
	write_inlines(writer, node);
	strbuf_add_text(writer->out, mark);
}

/* The address behind a link's text is added when it is read. */
static void
write_link(struct writer *writer, const struct node *node)
{
	struct node shown = *node;
	shown.first = shown.last = NULL;
	const struct node *last = node->last;
	bool text = last && last->kind == NODE_TEXT;
	for (const struct node *at = node->first; at; at = at->next) {
		struct node *copy = arena_take(writer->mem, sizeof *copy);
		*copy = *at;
		if (at != last)
			node_append(&shown, copy);
	}
	if (!text ||
	    !slice_equal(letter_link_address(writer->mem, &shown), last->text))
		shown = *node;
	strbuf_add_char(writer->out, '[');
	write_inlines(writer, &shown);
	write_target(writer, node->target);
}

static void
write_inline(struct writer *writer, const struct node *node)
{
	switch ((int)node->kind) {
	case NODE_TEXT:
		written_text(writer->out, node->text);
		break;
	case NODE_EMPHASIS:
		write_marked(writer, node, "*");
		break;
	case NODE_STRONG:
		write_marked(writer, node, "**");
		break;
	case NODE_LINK:
		write_link(writer, node);
		break;
	case NODE_IMAGE:
		strbuf_add_text(writer->out, "![");
		write_inlines(writer, node);
		write_target(writer, node->target);
		break;
	case NODE_LINE_BREAK:
		strbuf_add_char(writer->out, '\n');
		break;
	case NODE_FIELD:
		write_field(writer, node);
		break;
	case NODE_IF:
		write_choice(writer, node, true, write_inlines);
		break;
	default:
		break;
	}
}

static void
write_inlines(struct writer *writer, const struct node *parent)
{
	for (const struct node *node = parent->first; node; node = node->next) {
		if (node->kind == NODE_EACH)
			node = write_each(writer, node, true, write_inlines);
		else
			write_inline(writer, node);
	}
}

/* ---- blocks */

static void
write_attributes(struct strbuf *out, const struct node *node)
{
	const char *between = "{";
	const struct {
		const char *sign;
		struct slice text;
	} said[] = {{".", node->style}, {"#", node->section},
	    {"lang=", node->language}};
	for (size_t i = 0; i < 3; i++) {
		if (!said[i].text.len)
			continue;
		strbuf_print(out, "%s%s", between, said[i].sign);
		strbuf_add(out, said[i].text);
		between = " ";
	}
	for (uint32_t i = 0; node->shares && i < node->column_count; i++) {
		strbuf_print(out, "%s%s%u", i ? "" : between,
		    i ? ":" : "shares=", node->shares[i]);
		between = " ";
	}
	strbuf_add_text(out, between[0] == ' ' ? "}\n" : "");
}

/* Lists side by side are told apart by their marks. */
static bool
is_second(const struct node *list)
{
	bool second = false;
	/* A list stands in something: the document at least. */
	for (const struct node *at = list->parent->first; at != list;
	     at = at->next)
		second = at->kind == NODE_LIST &&
			 at->ordered == list->ordered && !second;
	return second;
}

static void write_items(struct writer *writer, const struct node *parent);

static void
write_item(struct writer *writer, const struct node *item)
{
	char mark[24], indent[24];
	const struct node *list = writer->list;
	int32_t number = writer->number++;
	bool second = is_second(list);
	if (list->ordered)
		snprintf(
		    mark, sizeof mark, "%d%c ", number, second ? ')' : '.');
	else
		snprintf(mark, sizeof mark, "%c ", second ? '*' : '-');
	snprintf(indent, sizeof indent, "%*s", (int)strlen(mark), "");
	write_indented(writer, item, list->tight, mark, indent);
}

/* Items and tags between them. */
static void
write_items(struct writer *writer, const struct node *parent)
{
	for (const struct node *node = parent->first; node; node = node->next) {
		if (node->kind == NODE_ITEM)
			write_item(writer, node);
		else if (node->kind == NODE_IF)
			write_choice(writer, node, false, write_items);
		else if (node->kind == NODE_EACH)
			node = write_each(writer, node, false, write_items);
		if (!writer->list->tight && node->next)
			strbuf_add_char(writer->out, '\n');
	}
}

static void
write_list(struct writer *writer, const struct node *list)
{
	const struct node *outer = writer->list;
	int32_t number = writer->number;
	writer->list = list;
	writer->number = list->start;
	write_items(writer, list);
	writer->list = outer;
	writer->number = number;
}

static void
write_row(struct writer *writer, const struct node *row)
{
	strbuf_add_char(writer->out, '|');
	for (const struct node *cell = row->first; cell; cell = cell->next) {
		strbuf_add_char(writer->out, ' ');
		write_inlines(writer, cell);
		strbuf_add_text(writer->out, " |");
	}
	strbuf_add_char(writer->out, '\n');
}

static void
write_rows(struct writer *writer, const struct node *parent)
{
	for (const struct node *node = parent->first; node; node = node->next) {
		if (node->kind == NODE_TABLE_ROW && !node->is_header)
			write_row(writer, node);
		else if (node->kind == NODE_IF)
			write_choice(writer, node, false, write_rows);
		else if (node->kind == NODE_EACH)
			node = write_each(writer, node, false, write_rows);
	}
}

static const struct node *
first_row(const struct node *parent)
{
	for (const struct node *at = parent->first; at; at = at->next) {
		const struct node *row =
		    at->kind == NODE_TABLE_ROW ? at : first_row(at);
		if (row)
			return row;
	}
	return NULL;
}

/* A table has a head in Markdown; one without has an empty one. */
static void
write_table(struct writer *writer, const struct node *table)
{
	static const char *const rules[] = {[ALIGN_START] = "---|",
	    [ALIGN_CENTRE] = ":-:|",
	    [ALIGN_END] = "---:|"};
	const struct node *row = first_row(table);
	if (!row)
		return;
	if (row->is_header) {
		write_row(writer, row);
	} else {
		strbuf_add_char(writer->out, '|');
		for (uint32_t i = 0; i < table->column_count; i++)
			strbuf_add_text(writer->out, " |");
		strbuf_add_char(writer->out, '\n');
	}
	strbuf_add_char(writer->out, '|');
	for (const struct node *cell = row->first; cell; cell = cell->next)
		strbuf_add_text(writer->out, rules[cell->alignment]);
	strbuf_add_char(writer->out, '\n');
	write_rows(writer, table);
}

static void
write_text_block(
    struct writer *writer, const struct node *node, const char *mark)
{
	struct strbuf inner = {0};
	struct strbuf *outer = writer->out;
	writer->out = &inner;
	write_inlines(writer, node);
	writer->out = outer;
	strbuf_add_text(outer, mark);
	written_lines(outer, strbuf_view(&inner), *mark == '\0');
	strbuf_add_char(outer, '\n');
	strbuf_fini(&inner);
}

static void
write_inside(struct writer *writer, const struct node *parent)
{
	write_blocks(writer, parent, writer->list != NULL);
}

static void
write_block(struct writer *writer, const struct node *node)
{
	static const char *const marks[] = {
	    "# ", "## ", "### ", "#### ", "##### ", "###### "};
	write_attributes(writer->out, node);
	switch ((int)node->kind) {
	case NODE_HEADING:
		write_text_block(writer, node, marks[(node->level - 1) % 6]);
		break;
	case NODE_PARAGRAPH:
		write_text_block(writer, node, "");
		break;
	case NODE_LIST:
		write_list(writer, node);
		break;
	case NODE_TABLE:
		write_table(writer, node);
		break;
	case NODE_RULE:
		strbuf_add_text(writer->out, "***\n");
		break;
	case NODE_QUOTE:
		write_indented(writer, node, false, "> ", "> ");
		break;
	case NODE_IF:
		write_choice(writer, node, false, write_inside);
		break;
	case NODE_PART:
		strbuf_add_text(writer->out, "{{> ");
		strbuf_add(writer->out, node->text);
		strbuf_add_text(writer->out, "}}\n");
		break;
	default:
		break;
	}
}

static void
write_blocks(struct writer *writer, const struct node *parent, bool tight)
{
	for (const struct node *node = parent->first; node; node = node->next) {
		if (node->kind == NODE_EACH)
			node = write_each(writer, node, false, write_inside);
		else
			write_block(writer, node);
		if (node->next && !tight)
			strbuf_add_char(writer->out, '\n');
	}
}

void
letter_write(struct arena *job_mem, struct strbuf *out, struct letter *letter)
{
	struct writer writer = {.mem = job_mem, .letter = letter, .out = out};
	for (size_t i = 0; i < letter->field_count; i++) {
		struct letter_field *field = &letter->fields[i];
		if (field->of_word && field->expr)
			expr_respell(field->expr);
	}
	written_front(out, letter);
	write_blocks(&writer, letter->root, false);
}

/* ---- what is not of a letter yet */

void
letter_write_plain(struct strbuf *out, struct slice lines)
{
	struct strbuf text = {0};
	written_text(&text, lines);
	written_lines(out, strbuf_view(&text), true);
	strbuf_fini(&text);
}
