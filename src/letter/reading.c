#include "letter/reading.h"

#include "base/utf8.h"
#include "letter/messages.h"

struct span
reading_span(const struct reading *reading, uint32_t line,
    struct slice line_text, size_t from, size_t len)
{
	struct span span = reading->place;
	span.line += line;
	span.column += (uint32_t)utf8_count(slice_part(line_text, 0, from));
	span.length = (uint32_t)utf8_count(slice_part(line_text, from, len));
	return span;
}

struct slice
reading_line(const struct reading *reading, size_t line)
{
	if (line >= reading->line_count)
		return (struct slice){NULL, 0};
	return slice_part(strbuf_view(&reading->markdown),
	    reading->lines[line].from, reading->lines[line].len);
}

struct span
reading_place(
    struct reading *reading, size_t line, size_t offset, size_t length)
{
	struct span span = reading->place;
	if (line >= reading->line_count)
		return span;
	struct slice text = reading_line(reading, line);
	span.line += reading->lines[line].source;
	/* Places are mostly asked for from left to right: it goes on from the
	 * last one. */
	size_t at = 0;
	if (reading->placed.line == line + 1 &&
	    reading->placed.offset <= offset) {
		at = reading->placed.offset;
		span.column = reading->placed.column;
	}
	while (at < offset && at < text.len) {
		size_t tag = reading_tag_of(reading, utf8_next(text, &at));
		if (tag == TAG_NONE)
			span.column++;
		else
			span.column = reading->tags[tag].span.column +
				      reading->tags[tag].span.length;
	}
	reading->placed.line = line + 1;
	reading->placed.offset = at;
	reading->placed.column = span.column;
	span.length = (uint32_t)utf8_count(slice_part(text, offset, length));
	return span;
}

size_t
reading_tag_of(const struct reading *reading, uint32_t code)
{
	if (code < LETTER_PLACEHOLDER ||
	    code - LETTER_PLACEHOLDER >= reading->tag_count)
		return TAG_NONE;
	return code - LETTER_PLACEHOLDER;
}

void
reading_forgive(struct reading *reading, struct slice text)
{
	for (size_t at = 0; at < text.len;) {
		size_t tag = reading_tag_of(reading, utf8_next(text, &at));
		if (tag != TAG_NONE)
			reading->tags[tag].seen = true;
	}
}

uint32_t
reading_add_field(struct reading *reading, struct letter_field field,
    struct slice text, struct span place)
{
	struct letter *letter = reading->letter;
	if (letter->field_count == LETTER_FIELDS_MAX) {
		REPORT(reading->diag, field.span, &letter_too_many_fields,
		    ARGS(LETTER_FIELDS_MAX));
		return FIELD_NONE;
	}
	if (field.use != USE_TABLE)
		field.expr =
		    expr_parse(reading->job_mem, text, place, reading->diag);
	letter->fields =
	    arena_grow(reading->job_mem, letter->fields, reading->field_room,
		letter->field_count + 1, sizeof *letter->fields);
	letter->fields[letter->field_count] = field;
	return (uint32_t)letter->field_count++;
}

struct node *
raw_tag_new(struct reading *reading, size_t tag)
{
	struct node *node =
	    node_new(reading->job_mem, NODE_IF, reading->tags[tag].span);
	node->id = UINT32_MAX;
	node->field = (uint32_t)tag;
	reading->tags[tag].seen = true;
	return node;
}

bool
raw_tag_is(const struct node *node)
{
	return node->kind == NODE_IF && node->id == UINT32_MAX;
}

size_t
raw_tag_index(const struct node *node)
{
	return node->field;
}

void
reading_set_language(struct node *node, struct slice language)
{
	bool tag = node->kind == NODE_DOCUMENT || node->kind == NODE_IF ||
		   node->kind == NODE_BRANCH || node->kind == NODE_EACH;
	if (!node->language.len && node->kind != NODE_DOCUMENT)
		node->language = language;
	for (struct node *child = node->first; tag && child;
	     child = child->next)
		reading_set_language(child, language);
}

void
reading_mark_printed(struct reading *reading, size_t line)
{
	if (line < reading->line_count)
		reading->lines[line].printed = true;
}

/* A field that Markdown swallowed: in a link's title, a definition unused. */
static void
report_lost(struct reading *reading)
{
	for (size_t i = 0; i < reading->tag_count; i++) {
		const struct tag *tag = &reading->tags[i];
		if (!tag->seen && tag->kind != TAG_WRONG)
			REPORT(reading->diag, tag->span, &letter_field_lost,
			    NO_ARGS);
	}
}

static bool
has_words(struct slice line)
{
	for (size_t i = 0; i < line.len; i++) {
		unsigned char c = (unsigned char)line.at[i];
		if (c >= 0xc3 || (c >= '0' && c <= '9') ||
		    ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'))
			return true;
	}
	return false;
}

/* "[label]: address", and "[label]" stands somewhere else too. */
static bool
is_used_definition(const struct reading *reading, struct slice line)
{
	struct slice start = slice_trim(line);
	size_t end = slice_find(start, SLICE("]:"));
	if (!slice_starts(start, "[") || end == start.len)
		return false;
	struct slice label = slice_part(start, 0, end + 1);
	struct slice all = strbuf_view(&reading->markdown);
	size_t count = 0;
	for (size_t at = 0; at < all.len; at += label.len) {
		at += slice_find(slice_from(all, at), label);
		count += at < all.len;
	}
	return count > 1;
}

/*
 * The last net: a line with words of which nothing is in the tree. "[Telefon]:
 * 0920-12345" is such a one, a link's address that nobody uses.
 */
static void
report_lost_lines(struct reading *reading)
{
	for (size_t i = 0; i < reading->line_count; i++) {
		const struct markdown_line *line = &reading->lines[i];
		struct slice text = reading_line(reading, i);
		if (line->printed || line->origin != LINE_SOURCE ||
		    !has_words(text) || is_used_definition(reading, text))
			continue;
		REPORT(reading->diag, reading_place(reading, i, 0, text.len),
		    &letter_line_lost, NO_ARGS);
		if (slice_starts(slice_trim(text), "["))
			HINT(reading->diag, &letter_write_this, ARGS("\\["));
		else
			HINT(reading->diag, &letter_link_on_line, NO_ARGS);
	}
}

struct node *
reading_make_tree(struct reading *reading)
{
	scan_source(reading);
	pair_tags(reading);
	size_t errors = diag_errors(reading->diag);
	struct node *root = markdown_parse(reading);
	report_lost(reading);
	if (diag_errors(reading->diag) == errors)
		report_lost_lines(reading);
	check_pictures(reading, root);
	fold_tags(reading, root);
	join_lists(reading, root);
	strbuf_fini(&reading->markdown);
	return root;
}
