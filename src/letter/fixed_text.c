#include "letter/fixed_text.h"

#include "base/utf8.h"

struct gathering {
	struct arena *mem;
	const struct letter *letter;
	struct fixed_text made;
	size_t room;
	struct strbuf out;
};

static void
add_piece(struct gathering *gathering, struct slice text, struct span span,
    bool exact)
{
	struct fixed_text *made = &gathering->made;
	made->pieces = arena_grow(gathering->mem, made->pieces,
	    &gathering->room, made->count + 1, sizeof *made->pieces);
	made->pieces[made->count++] = (struct fixed_piece){
	    .from = gathering->out.len, .span = span, .exact = exact};
	strbuf_add(&gathering->out, text);
}

static void
end_line(struct gathering *gathering)
{
	strbuf_add_char(&gathering->out, '\n');
}

static void
add_alone(struct gathering *gathering, struct slice text, struct span span)
{
	if (!text.len)
		return;
	end_line(gathering);
	add_piece(gathering, text, span, false);
	end_line(gathering);
}

/* A field prints the texts in its quotes: otherwise(X, 'ring oss'). */
static void
add_field(struct gathering *gathering, const struct node *node)
{
	end_line(gathering);
	if (node->field == FIELD_NONE)
		return;
	const struct letter_field *field =
	    &gathering->letter->fields[node->field];
	add_alone(gathering, field->source, field->span);
	if (field->has_fallback)
		add_alone(gathering, field->fallback, field->span);
}

static void
gather(struct gathering *gathering, const struct node *node)
{
	bool joined = node->kind == NODE_EMPHASIS ||
		      node->kind == NODE_STRONG || node->kind == NODE_LINK ||
		      node->kind == NODE_TEXT;
	if (!joined)
		end_line(gathering);
	if (node->kind == NODE_TEXT)
		add_piece(gathering, node->text, node->span, true);
	if (node->kind == NODE_FIELD)
		add_field(gathering, node);
	for (const struct node *child = node->first; child; child = child->next)
		gather(gathering, child);
	if (!joined)
		end_line(gathering);
	if (node->kind == NODE_LINK || node->kind == NODE_IMAGE)
		add_alone(gathering, node->target, node->span);
}

struct fixed_text
letter_fixed_text(struct arena *job_mem, const struct letter *letter)
{
	struct gathering gathering = {.mem = job_mem, .letter = letter};
	struct span whole = {.file = letter->file};
	add_alone(&gathering, letter->subject, whole);
	for (size_t i = 0; i < letter->default_count; i++)
		add_alone(&gathering, letter->defaults[i].text,
		    letter->defaults[i].span);
	if (letter->root)
		gather(&gathering, letter->root);
	gathering.made.text = arena_dup(job_mem, strbuf_view(&gathering.out));
	strbuf_fini(&gathering.out);
	return gathering.made;
}

struct span
fixed_text_span(const struct fixed_text *text, size_t at, size_t len)
{
	size_t low = 0, high = text->count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (text->pieces[middle].from <= at)
			low = middle + 1;
		else
			high = middle;
	}
	if (!low)
		return NO_SPAN;
	const struct fixed_piece *piece = &text->pieces[low - 1];
	if (!piece->exact)
		return piece->span;
	struct slice before =
	    slice_part(text->text, piece->from, at - piece->from);
	return span_part(piece->span, (uint32_t)utf8_count(before),
	    (uint32_t)utf8_count(slice_part(text->text, at, len)));
}
