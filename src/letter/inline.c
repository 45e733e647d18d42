#include "letter/inline.h"

#include "base/utf8.h"
#include "letter/messages.h"

struct converter {
	struct reading *reading;
	struct cursor *cursor;
	size_t depth;
	bool said_html; /* of this block */
};

static void convert_children(
    struct converter *converter, cmark_node *from, struct node *to);

struct slice
literal_of(cmark_node *node)
{
	return slice_view(cmark_node_get_literal(node));
}

static struct span
place_here(const struct converter *converter, size_t length)
{
	return reading_place(converter->reading, converter->cursor->line,
	    converter->cursor->offset, length);
}

/* Moves the cursor to the first `needle` in what is left of a line. */
static bool
find_in_line(struct converter *converter, size_t line, struct slice needle)
{
	struct cursor *cursor = converter->cursor;
	struct slice text = reading_line(converter->reading, line);
	size_t from = line == cursor->line ? cursor->offset : 0;
	size_t at = from + slice_find(slice_from(text, from), needle);
	if (at + needle.len > text.len)
		return false;
	*cursor = (struct cursor){.line = line, .offset = at};
	return true;
}

/*
 * Moves the cursor to where `text` starts. That may be a line further down,
 * where a link's address was broken or definitions stood before; entities and
 * backslashes are gone from the text, so that less of it may do.
 */
static struct span
find_text(struct converter *converter, struct slice text)
{
	size_t len = text.len < 12 ? text.len : 12;
	struct slice needle = slice_part(text, 0, len);
	size_t line = converter->cursor->line;
	bool found = find_in_line(converter, line, needle);
	for (size_t i = 1; !found && len > 2 && i < 5; i++)
		found = find_in_line(converter, line + i, needle);
	while (!found && needle.len > 1) {
		needle.len--;
		found = find_in_line(converter, line, needle);
	}
	return place_here(converter, text.len);
}

static void
move_past(struct converter *converter, struct slice text)
{
	struct slice line =
	    reading_line(converter->reading, converter->cursor->line);
	struct slice rest = slice_from(line, converter->cursor->offset);
	/*
	 * Text that differs (entities) is passed when the next text is found.
	 */
	size_t same = 0;
	while (same < text.len && same < rest.len &&
	       text.at[same] == rest.at[same])
		same++;
	converter->cursor->offset += same;
}

static void
next_line(struct converter *converter, size_t count)
{
	if (!count)
		return;
	converter->cursor->line += count;
	converter->cursor->offset = 0;
}

static size_t
count_lines(struct slice text)
{
	size_t count = 0;
	for (size_t i = 0; i < text.len; i++)
		count += text.at[i] == '\n';
	return count;
}

static void
add_text(struct converter *converter, struct node *to, struct slice text)
{
	if (!text.len)
		return;
	struct node *node = node_new(
	    converter->reading->job_mem, NODE_TEXT, find_text(converter, text));
	move_past(converter, text);
	struct slice copy = arena_dup(converter->reading->job_mem, text);
	char *bytes = (char *)(uintptr_t)copy.at;
	for (size_t i = 0; i < copy.len; i++) {
		if (bytes[i] == '\t')
			bytes[i] = ' ';
	}
	node->text = copy;
	node_append(to, node);
	reading_mark_printed(converter->reading, converter->cursor->line);
}

static void
add_tag(struct converter *converter, struct node *to, size_t index)
{
	struct reading *reading = converter->reading;
	struct tag *tag = &reading->tags[index];
	tag->seen = true;
	reading_mark_printed(reading, converter->cursor->line);
	if (tag->kind == TAG_WRONG)
		return;
	if (tag->kind != TAG_FIELD) {
		node_append(to, raw_tag_new(reading, index));
		return;
	}
	struct node *field = node_new(reading->job_mem, NODE_FIELD, tag->span);
	field->field = tag->field;
	field->optional = reading->letter->fields[tag->field].optional;
	node_append(to, field);
}

/* Text with placeholders in it: text and fields. */
static void
split_text(struct converter *converter, struct node *to, struct slice text)
{
	size_t from = 0;
	for (size_t at = 0; at < text.len;) {
		size_t start = at;
		size_t tag =
		    reading_tag_of(converter->reading, utf8_next(text, &at));
		if (tag == TAG_NONE)
			continue;
		add_text(converter, to, slice_part(text, from, start - from));
		struct slice mark = slice_part(text, start, at - start);
		find_text(converter, mark);
		move_past(converter, mark);
		add_tag(converter, to, tag);
		from = at;
	}
	add_text(converter, to, slice_from(text, from));
}

static void
add_soft_break(struct converter *converter, struct node *to, bool hard)
{
	struct span span = place_here(converter, 0);
	next_line(converter, 1);
	enum node_kind kind = NODE_LINE_BREAK;
	if (converter->reading->wrapped && !hard)
		kind = NODE_TEXT;
	struct node *node = node_new(converter->reading->job_mem, kind, span);
	if (kind == NODE_TEXT)
		node->text = SLICE(" ");
	node_append(to, node);
}

/* Tags that people use, and what to write here. */
static const struct {
	const char *tag;
	const char *ours;
} html_cures[] = {{"<br", NULL}, {"<b>", "**text**"}, {"<strong", "**text**"},
    {"<i>", "*text*"}, {"<em", "*text*"}, {"<!--", "{{! text }}"},
    {"<img", "![text](file.png)"}, {"<a ", "[text](address)"}};

static void
hint_html(struct diag *diag, struct slice html)
{
	for (size_t i = 0; i < sizeof html_cures / sizeof *html_cures; i++) {
		if (!slice_starts(html, html_cures[i].tag))
			continue;
		if (html_cures[i].ours)
			HINT(
			    diag, &letter_write_this, ARGS(html_cures[i].ours));
		else
			HINT(diag, &letter_no_br, NO_ARGS);
		return;
	}
	HINT(diag, &letter_escape_less, NO_ARGS);
}

static void
report_html(struct converter *converter, struct slice html)
{
	struct reading *reading = converter->reading;
	struct span span = find_text(converter, html);
	/* A closing tag's fault is its opening one's. */
	if (!slice_starts(html, "</") || !converter->said_html) {
		REPORT(reading->diag, span, &letter_html, NO_ARGS);
		hint_html(reading->diag, html);
	}
	converter->said_html = true;
	move_past(converter, html);
	next_line(converter, count_lines(html));
	reading_forgive(reading, html);
}

static void
report_code(struct converter *converter, struct slice code)
{
	REPORT(converter->reading->diag, find_text(converter, code),
	    &letter_code_span, NO_ARGS);
	HINT(converter->reading->diag, &letter_escape_backquote, NO_ARGS);
	move_past(converter, code);
	reading_forgive(converter->reading, code);
}

/*
 * A target with placeholders: each field stands as LETTER_PLACEHOLDER plus its
 * index in the letter. Only fields can stand there, and in a picture's only those
 * of a QR code.
 */
static struct slice
convert_target(struct converter *converter, struct slice target, bool image)
{
	struct reading *reading = converter->reading;
	struct strbuf out = {0};
	bool symbol = slice_starts(target, "qr:");
	image = image && !symbol;
	for (size_t at = 0; at < target.len;) {
		uint32_t code = utf8_next(target, &at);
		size_t index = reading_tag_of(reading, code);
		if (index == TAG_NONE) {
			strbuf_add_code(&out, code);
			continue;
		}
		struct tag *tag = &reading->tags[index];
		tag->seen = true;
		if (tag->kind == TAG_FIELD && !image)
			strbuf_add_code(&out, LETTER_PLACEHOLDER + tag->field);
		else if (tag->kind != TAG_WRONG)
			REPORT(reading->diag, tag->span,
			    image ? &letter_field_in_image
				  : &letter_tag_in_target,
			    NO_ARGS);
	}
	bool dropped = image && out.len < target.len;
	struct slice kept = arena_dup(reading->job_mem,
	    dropped ? (struct slice){NULL, 0} : strbuf_view(&out));
	strbuf_fini(&out);
	return kept;
}

/* On paper a link is worth its address; merge/ adds one that has fields. */
static void
convert_link(struct converter *converter, cmark_node *from, struct node *link)
{
	struct slice target = slice_view(cmark_node_get_url(from));
	struct slice title = slice_view(cmark_node_get_title(from));
	link->target =
	    convert_target(converter, target, link->kind == NODE_IMAGE);
	if (!target.len)
		REPORT(converter->reading->diag, link->span, &letter_no_target,
		    NO_ARGS);
	if (title.len) {
		reading_forgive(converter->reading, title);
		REPORT(converter->reading->diag, link->span, &letter_link_title,
		    NO_ARGS);
	}
	convert_children(converter, from, link);
}

static void
convert_nested(struct converter *converter, cmark_node *from, struct node *to,
    enum node_kind kind)
{
	struct node *node = node_new(
	    converter->reading->job_mem, kind, place_here(converter, 0));
	node_append(to, node);
	reading_mark_printed(converter->reading, converter->cursor->line);
	if (kind == NODE_LINK || kind == NODE_IMAGE)
		convert_link(converter, from, node);
	else
		convert_children(converter, from, node);
}

static void
convert_inline(struct converter *converter, cmark_node *from, struct node *to)
{
	switch ((int)cmark_node_get_type(from)) {
	case CMARK_NODE_TEXT:
		split_text(converter, to, literal_of(from));
		break;
	case CMARK_NODE_SOFTBREAK:
		add_soft_break(converter, to, false);
		break;
	case CMARK_NODE_LINEBREAK:
		add_soft_break(converter, to, true);
		break;
	case CMARK_NODE_CODE:
		report_code(converter, literal_of(from));
		break;
	case CMARK_NODE_EMPH:
		convert_nested(converter, from, to, NODE_EMPHASIS);
		break;
	case CMARK_NODE_STRONG:
		convert_nested(converter, from, to, NODE_STRONG);
		break;
	case CMARK_NODE_LINK:
		convert_nested(converter, from, to, NODE_LINK);
		break;
	case CMARK_NODE_IMAGE:
		convert_nested(converter, from, to, NODE_IMAGE);
		break;
	default: /* HTML_INLINE; nothing else is switched on */
		report_html(converter, literal_of(from));
		break;
	}
}

static void
convert_children(struct converter *converter, cmark_node *from, struct node *to)
{
	if (converter->depth == NESTING_MAX) {
		REPORT(converter->reading->diag, place_here(converter, 0),
		    &letter_too_deep, NO_ARGS);
		return;
	}
	converter->depth++;
	for (cmark_node *child = cmark_node_first_child(from); child;
	     child = cmark_node_next(child))
		convert_inline(converter, child, to);
	converter->depth--;
}

void
inline_convert(struct reading *reading, cmark_node *from, struct node *to,
    struct cursor *cursor)
{
	struct converter converter = {.reading = reading, .cursor = cursor};
	convert_children(&converter, from, to);
}
