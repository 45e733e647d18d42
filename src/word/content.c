#include <stdlib.h>

#include "base/code.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "letter/messages.h"
#include "word/body.h"
#include "word/messages.h"

#define BREAK_SIGN "↵" /* stands for a line break in the text */
#define PICTURE_SIGN "▣"

size_t
body_here(const struct body *body)
{
	return body->document->text.text.len;
}

void
body_see(struct body *body, enum word_thing thing)
{
	account_see(&body->document->account, thing, body_here(body));
}

void
body_refuse(struct body *body, const char *why)
{
	if (body->refused)
		return;
	body->refused = why;
	xml_pause(body->xml);
}

static bool
count_item(struct body *body)
{
	if (++body->items > BODY_ITEMS_MAX)
		body_refuse(body, "too many paragraphs, rows and cells");
	return !body->refused;
}

/* ---- paragraphs */

static void
place_block(struct body *body, struct word_block block)
{
	struct word_document *document = body->document;
	struct word_block *kept = ARENA_NEW(document->mem, struct word_block);
	*kept = block;
	if (document->last)
		document->last->next = kept;
	else
		document->first = kept;
	document->last = kept;
}

static void
place_paragraph(struct body *body, struct word_paragraph *paragraph)
{
	struct word_cell *cell = body->cell;
	if (!cell) {
		place_block(body, (struct word_block){.paragraph = paragraph});
		return;
	}
	if (cell->last)
		cell->last->next = paragraph;
	else
		cell->first = paragraph;
	cell->last = paragraph;
}

void
body_begin_paragraph(struct body *body)
{
	struct word_document *document = body->document;
	/* A paragraph in a paragraph ends the outer one, whose rest would be lost. */
	if (body->paragraph)
		body_end_paragraph(body);
	if (!count_item(body))
		return;
	if (document->paragraph_count == WORD_PARAGRAPHS_MAX)
		body_refuse(body, "too many paragraphs");
	body->paragraph = ARENA_NEW(document->mem, struct word_paragraph);
	*body->paragraph = (struct word_paragraph){
	    .number = ++document->paragraph_count,
	    .from = body_here(body),
	    .style = document->styles.standard,
	    .outline = -1,
	};
	body->run_number = 0;
	body->page_ended = false;
	body->run = (struct word_run){0};
	body->has_format = false;
	body->list = -1;
	body->list_level = 0;
	place_paragraph(body, body->paragraph);
}

/* A level names its style (ECMA-376 17.9.23), or the style its level. */
static long
list_of_style(const struct body *body, long *level)
{
	const struct word_document *document = body->document;
	const struct word_style *style = body->paragraph->style;
	long list = word_style_list(style, level), named = -1;
	for (int depth = 0;
	     list > 0 && named < 0 && style && depth < WORD_BASES_MAX;
	     style = style->base, depth++)
		named = word_list_style_level(&document->lists,
		    &document->styles, (uint32_t)list, style->id);
	if (named >= 0)
		*level = named;
	return list;
}

/* The list, set by hand or by the style; 0 is none. */
static void
settle_list(struct body *body)
{
	struct word_paragraph *paragraph = body->paragraph;
	long level = body->list_level, list = body->list;
	if (list < 0)
		list = list_of_style(body, &level);
	if (list <= 0 || level < 0 || level >= WORD_LEVELS)
		return;
	paragraph->item = (struct word_item){
	    .listed = true, .list = (uint32_t)list, .level = (uint8_t)level};
}

static void
drop_fields(struct body *body)
{
	for (size_t i = 0; i < body->field_count; i++) {
		field_refuse_open(body->document, &body->fields[i]);
		word_field_fini(&body->fields[i]);
	}
	body->field_count = 0;
}

void
body_end_paragraph(struct body *body)
{
	struct word_document *document = body->document;
	drop_fields(body);
	body->link = 0;
	if (!body->paragraph)
		return;
	settle_list(body);
	body->paragraph->len = body_here(body) - body->paragraph->from;
	styled_add(&document->text, SLICE("\n"), (struct mark){0});
	body->paragraph = NULL;
}

/* ---- tables */

void
body_begin_table(struct body *body)
{
	if (!count_item(body))
		return;
	body->table = ARENA_NEW(body->document->mem, struct word_table);
	body->table->number = body->document->paragraph_count + 1;
	place_block(body, (struct word_block){.table = body->table});
}

void
body_end_table(struct body *body)
{
	body->table = NULL;
	body->row = NULL;
	body->cell = NULL;
}

void
body_begin_row(struct body *body)
{
	if (!body->table || !count_item(body))
		return;
	struct word_row *row = ARENA_NEW(body->document->mem, struct word_row);
	if (body->table->last)
		body->table->last->next = row;
	else
		body->table->first = row;
	body->table->last = body->row = row;
}

void
body_begin_cell(struct body *body)
{
	if (!body->row || !count_item(body))
		return;
	struct word_cell *cell =
	    ARENA_NEW(body->document->mem, struct word_cell);
	if (body->row->last)
		body->row->last->next = cell;
	else
		body->row->first = cell;
	body->row->last = body->cell = cell;
	body->row->count++;
}

/* ---- text */

/*
 * Where text goes: the paragraph, the code of a field (*within), or NULL:
 * nowhere.
 */
static struct styled *
destination(struct body *body, struct word_field **within)
{
	*within = NULL;
	for (size_t i = body->field_count; i > 0; i--) {
		struct word_field *field = &body->fields[i - 1];
		if (!field->in_result) {
			*within = field;
			return &field->code;
		}
		if (!field->passes)
			return NULL;
	}
	return &body->document->text;
}

void
body_begin_run(struct body *body)
{
	if (body->run_number < UINT16_MAX)
		body->run_number++;
	body->run = (struct word_run){0};
	body->has_format = body->run_said = false;
}

static struct mark
mark_here(struct body *body, enum mark_kind kind)
{
	if (!body->has_format) {
		body->format = run_format(body->document, &body->run,
		    body->paragraph->style, body->link);
		body->has_format = true;
	}
	return (struct mark){
	    body->format, (uint16_t)body->run_number, (uint8_t)kind};
}

/* A field looks as its result does, which is what one sees in Word. */
static void
look_at_result(struct body *body)
{
	struct word_field *field = &body->fields[body->field_count - 1];
	if (!field->in_result || field->passes || field->has_look)
		return;
	field->mark = mark_here(body, MARK_MADE);
	field->has_look = true;
}

/* Blanks enough to write on. */
static bool
has_gap(struct slice text)
{
	size_t blanks = 0;
	for (size_t at = 0; at < text.len && blanks < 3;)
		blanks = code_is_space(utf8_next(text, &at)) ? blanks + 1 : 0;
	return blanks == 3;
}

/* The look of a run counts once, where it has text that is printed. */
static void
account_run(struct body *body, struct slice text, bool of_field)
{
	if (body->run.underlined && has_gap(text))
		body_see(body, WARN_TO_WRITE_ON);
	if (body->run_said || slice_is_blank(text))
		return;
	body->run_said = true;
	run_account(
	    body->document, &body->run, body->paragraph->style, of_field);
}

/* What stands behind a page's end begins a line. */
static void
begin_line(struct body *body, const struct styled *to, struct slice text,
    enum mark_kind kind)
{
	if (!body->page_ended || to != &body->document->text ||
	    slice_is_blank(text))
		return;
	body->page_ended = false;
	if (kind != MARK_BREAK)
		styled_add(&body->document->text, SLICE(BREAK_SIGN),
		    mark_here(body, MARK_BREAK));
}

static void
add(struct body *body, struct slice text, enum mark_kind kind)
{
	struct word_field *within;
	struct styled *to = destination(body, &within);
	if (body->field_count)
		look_at_result(body);
	/* A field is hidden or struck as its code and its result are. */
	if (!body->stack[body->depth].simple)
		account_run(body, text, !to || within);
	if (!to || !text.len)
		return;
	begin_line(body, to, text, kind);
	if (kind == MARK_TEXT)
		body_add_tamed(body, to, text, mark_here(body, kind));
	else
		styled_add(to, text, mark_here(body, kind));
	if (body_here(body) > WORD_TEXT_MAX || to->text.len > WORD_TEXT_MAX)
		body_refuse(body, "too much text");
	if (body_here(body) - body->paragraph->from > WORD_PARAGRAPH_MAX)
		body_refuse(body, "too long a paragraph");
}

void
body_refuse_unknown(struct body *body, const char *name)
{
	account_fault(&body->document->account,
	    (struct word_fault){.message = &word_unknown,
		.hint = &word_unknown_cure,
		.at = body_here(body),
		.len = 1,
		.name = slice_view(name)});
}

void
body_add_text(struct body *body, struct slice text)
{
	if (body->paragraph)
		add(body, text, MARK_TEXT);
	else if (!slice_is_blank(text))
		body_refuse_unknown(body, "t");
}

void
body_add_code(struct body *body, struct slice text)
{
	bool open =
	    body->field_count && !body->fields[body->field_count - 1].in_result;
	if (open)
		add(body, text, MARK_TEXT);
	else if (!slice_is_blank(text))
		body_refuse_unknown(body, "instrText");
}

void
body_add_break(struct body *body)
{
	if (body->paragraph)
		add(body, SLICE(BREAK_SIGN), MARK_BREAK);
}

void
body_leave_page_break(struct body *body)
{
	struct word_field *within;
	const struct styled *to = destination(body, &within);
	body_see(body, LEFT_PAGE_BREAK);
	if (within)
		body_add_break(body);
	else if (to && body->paragraph)
		body->page_ended = !slice_is_blank(
		    slice_from(strbuf_view(&to->text), body->paragraph->from));
}

void
body_add_picture(struct body *body, struct word_picture *picture)
{
	struct word_paragraph *paragraph = body->paragraph;
	struct word_field *within;
	if (!paragraph || !destination(body, &within) || within) {
		body_refuse_unknown(body, "drawing");
		return;
	}
	if (paragraph->last_picture)
		paragraph->last_picture->next = picture;
	else
		paragraph->pictures = picture;
	paragraph->last_picture = picture;
	add(body, SLICE(PICTURE_SIGN), MARK_PICTURE);
}

/* ---- fields */

/* In no paragraph none begins: its code is then text in the wrong place. */
void
body_begin_field(struct body *body)
{
	if (!body->paragraph)
		return;
	if (body->field_count == WORD_FIELDS_DEEP) {
		body_refuse(body, "fields too deep");
		return;
	}
	body->fields = mem_grow(body->fields, &body->field_room,
	    body->field_count + 1, sizeof *body->fields);
	body->fields[body->field_count++] = (struct word_field){
	    .at = body_here(body),
	    .mark = mark_here(body, MARK_MADE),
	    .link_before = body->link,
	};
}

void
body_separate_field(struct body *body)
{
	if (!body->field_count)
		return;
	struct word_field *field = &body->fields[body->field_count - 1];
	uint32_t link;
	field->in_result = true;
	field->passes = field_read_link(body->document, field, &link);
	if (!field->passes)
		return;
	body->link = link;
	body->has_format = false;
}

/* Into the code that it stands in: a character of its own, and what is meant.
 */
static void
add_nested(struct word_field *to, struct styled *made, struct slice operand,
    struct mark mark)
{
	char bytes[8];
	to->nested = mem_grow(to->nested, &to->nested_room,
	    to->nested_count + 1, sizeof *to->nested);
	to->nested[to->nested_count] = (struct word_nested){*made, operand};
	*made = (struct styled){0};
	size_t len = utf8_encode(bytes, 0xf0000 + (uint32_t)to->nested_count++);
	mark.kind = MARK_NESTED;
	styled_add(&to->code, (struct slice){bytes, len}, mark);
}

static void
place_made(struct body *body, struct word_field *field)
{
	struct word_field *within;
	struct styled *to = destination(body, &within);
	struct styled made = {0};
	struct slice operand;
	if (!to)
		return;
	field_make(body->document, field, &made, &operand);
	begin_line(body, to, strbuf_view(&made.text), MARK_MADE);
	if (within)
		add_nested(within, &made, operand, field->mark);
	else
		styled_add_part(to, &made, 0, made.text.len);
	styled_fini(&made);
	if (body_here(body) > WORD_TEXT_MAX)
		body_refuse(body, "too much text");
}

void
body_end_field(struct body *body)
{
	uint32_t link;
	if (!body->field_count)
		return;
	struct word_field field = body->fields[--body->field_count];
	if (field.passes) {
		body->link = field.link_before;
		body->has_format = false;
	} else if (!field_read_link(body->document, &field, &link)) {
		place_made(body, &field);
	}
	word_field_fini(&field);
}
