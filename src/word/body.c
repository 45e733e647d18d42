#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"
#include "word/look.h"
#include "word/messages.h"

/* How an element of the text is treated, by its name. */
enum action {
	DO_THROUGH, /* its contents count as if it were not there */
	DO_PASS, /* ignored with its contents */
	DO_DATA, /* ignored too; holds data, not the author's text */
	DO_SEE, /* `thing` is counted, its contents ignored */
	DO_PARAGRAPH,
	DO_RUN,
	DO_TEXT,
	DO_CODE,
	DO_TAB,
	DO_BREAK,
	DO_HYPHEN,
	DO_SOFT_HYPHEN,
	DO_FIELD_CHARACTER,
	DO_FIELD,
	DO_LINK,
	DO_TABLE,
	DO_ROW,
	DO_CELL,
	DO_CONTROL,
	DO_SECTION,
	DO_DRAWING,
};

static const struct {
	const char *name;
	enum action action;
	enum word_thing thing; /* DO_SEE */
} elements[] = {
    {"p", DO_PARAGRAPH, 0},
    {"r", DO_RUN, 0},
    {"t", DO_TEXT, 0},
    {"tab", DO_TAB, 0},
    {"ptab", DO_TAB, 0},
    {"br", DO_BREAK, 0},
    {"cr", DO_BREAK, 0},
    {"instrText", DO_CODE, 0},
    {"fldChar", DO_FIELD_CHARACTER, 0},
    {"fldSimple", DO_FIELD, 0},
    {"hyperlink", DO_LINK, 0},
    {"tbl", DO_TABLE, 0},
    {"tr", DO_ROW, 0},
    {"tc", DO_CELL, 0},
    {"sdt", DO_CONTROL, 0},
    {"sectPr", DO_SECTION, 0},
    {"drawing", DO_DRAWING, 0},
    {"noBreakHyphen", DO_HYPHEN, 0},
    {"softHyphen", DO_SOFT_HYPHEN, 0},
    {"document", DO_THROUGH, 0},
    {"body", DO_THROUGH, 0},
    {"sdtContent", DO_THROUGH, 0},
    {"smartTag", DO_THROUGH, 0},
    {"customXml", DO_THROUGH, 0},
    {"dir", DO_THROUGH, 0},
    {"bdo", DO_THROUGH, 0},
    {"proofErr", DO_PASS, 0},
    {"bookmarkStart", DO_PASS, 0},
    {"bookmarkEnd", DO_PASS, 0},
    {"permStart", DO_PASS, 0},
    {"permEnd", DO_PASS, 0},
    {"lastRenderedPageBreak", DO_PASS, 0},
    {"commentRangeStart", DO_PASS, 0},
    {"commentRangeEnd", DO_PASS, 0},
    {"annotationRef", DO_PASS, 0},
    {"smartTagPr", DO_PASS, 0},
    {"customXmlPr", DO_PASS, 0},
    {"sdtEndPr", DO_PASS, 0},
    {"tblPrEx", DO_PASS, 0},
    {"background", DO_PASS, 0},
    {"fldData", DO_DATA, 0},
    {"ffData", DO_DATA, 0},
    {"commentReference", DO_SEE, LEFT_COMMENT},
    {"ins", DO_SEE, NOT_TRACKED},
    {"del", DO_SEE, NOT_TRACKED},
    {"moveFrom", DO_SEE, NOT_TRACKED},
    {"moveTo", DO_SEE, NOT_TRACKED},
    {"delText", DO_SEE, NOT_TRACKED},
    {"delInstrText", DO_SEE, NOT_TRACKED},
    {"moveFromRangeStart", DO_PASS, 0},
    {"moveFromRangeEnd", DO_PASS, 0},
    {"moveToRangeStart", DO_PASS, 0},
    {"moveToRangeEnd", DO_PASS, 0},
    {"customXmlInsRangeStart", DO_SEE, NOT_TRACKED},
    {"customXmlDelRangeStart", DO_SEE, NOT_TRACKED},
    {"customXmlInsRangeEnd", DO_PASS, 0},
    {"customXmlDelRangeEnd", DO_PASS, 0},
    {"footnoteReference", DO_SEE, NOT_NOTE},
    {"endnoteReference", DO_SEE, NOT_NOTE},
    {"footnoteRef", DO_SEE, NOT_NOTE},
    {"endnoteRef", DO_SEE, NOT_NOTE},
    {"object", DO_SEE, NOT_OBJECT},
    {"control", DO_SEE, NOT_OBJECT},
    {"contentPart", DO_SEE, NOT_OBJECT},
    {"altChunk", DO_SEE, NOT_INSERTED},
    {"subDoc", DO_SEE, NOT_INSERTED},
    {"ruby", DO_SEE, NOT_ABOVE},
    {"sym", DO_SEE, NOT_SYMBOL},
    {"pict", DO_SEE, NOT_OLD_PICTURE},
    {"pgNum", DO_SEE, NOT_COUNTED},
    {"dayShort", DO_SEE, NOT_COUNTED},
    {"dayLong", DO_SEE, NOT_COUNTED},
    {"monthShort", DO_SEE, NOT_COUNTED},
    {"monthLong", DO_SEE, NOT_COUNTED},
    {"yearShort", DO_SEE, NOT_COUNTED},
    {"yearLong", DO_SEE, NOT_COUNTED},
};

static void
do_break(struct body *body, const char **attributes)
{
	const char *type = wml_attribute(attributes, "type");
	if (type && (strcmp(type, "page") == 0 || strcmp(type, "column") == 0))
		body_leave_page_break(body);
	else
		body_add_break(body);
	body_skip(body, true);
}

static void
do_field_character(struct body *body, const char **attributes)
{
	const char *type = wml_attribute(attributes, "fldCharType");
	if (type && strcmp(type, "begin") == 0)
		body_begin_field(body);
	else if (type && strcmp(type, "separate") == 0)
		body_separate_field(body);
	else
		body_end_field(body);
	body_push_through(body); /* a form's data may stand in it */
}

static void
do_field(struct body *body, const char **attributes)
{
	const char *code = wml_attribute(attributes, "instr");
	body_push_through(body);
	body_top(body)->simple = true;
	body_begin_field(body);
	body_add_code(body, slice_view(code ? code : ""));
	body_separate_field(body);
}

static void
do_link(struct body *body, const char **attributes)
{
	struct word_document *document = body->document;
	const char *id = wml_relation(attributes, "id");
	const struct relation *relation =
	    id ? relations_find(&document->relations, id) : NULL;
	body_push_through(body);
	body_top(body)->links = true;
	body->has_format = false;
	if (!relation || !relation->external) {
		body_see(body, LEFT_BOOKMARK_LINK);
		body->link = 0;
		return;
	}
	const char *place = wml_attribute(attributes, "anchor");
	body->link = word_link_add(document, slice_view(relation->target),
	    slice_view(place ? place : ""));
}

/* A table in a table, or a cell's end that never comes. */
static void
do_table(struct body *body)
{
	if (body->table) {
		body_see(body, NOT_INNER_TABLE);
		body_skip(body, false);
		return;
	}
	body_push(body, EL_TABLE, true);
	body_begin_table(body);
}

/* A hidden tab is one like others; before text it only moves it. */
static void
do_tab(struct body *body)
{
	const struct word_paragraph *paragraph = body->paragraph;
	body_skip(body, true);
	if (!paragraph)
		return;
	bool in_code =
	    body->field_count && !body->fields[body->field_count - 1].in_result;
	if (in_code ||
	    (!body->field_count && body_here(body) > paragraph->from))
		body_see(body, WARN_TAB);
	else if (!body->field_count)
		body_see(body, LEFT_INDENT);
	if (paragraph->leads || body->run.underlined)
		body_see(body, WARN_TO_WRITE_ON);
	body_add_text(body, SLICE(" "));
}

/* An element that stands for a sign. */
static void
do_sign(struct body *body, struct slice sign)
{
	body_add_text(body, sign);
	body_skip(body, true);
}

static void
do_element(struct body *body, enum action action, const char **attributes)
{
	switch (action) {
	case DO_THROUGH:
		body_push_through(body);
		if (body_top(body)->is == EL_CONTROL)
			body_top(body)->is = body->stack[body->depth - 2].is;
		break;
	case DO_PARAGRAPH:
		body_push(body, EL_PARAGRAPH, true);
		body_begin_paragraph(body);
		break;
	case DO_RUN:
		body_push(body, EL_RUN, false);
		body_begin_run(body);
		break;
	case DO_TEXT:
	case DO_CODE:
		body_push(body, action == DO_TEXT ? EL_TEXT : EL_CODE, false);
		break;
	case DO_TAB:
		do_tab(body);
		break;
	case DO_BREAK:
		do_break(body, attributes);
		break;
	case DO_HYPHEN:
		do_sign(body, SLICE("\u2011"));
		break;
	case DO_SOFT_HYPHEN:
		do_sign(body, SLICE("\u00ad"));
		break;
	case DO_FIELD_CHARACTER:
		do_field_character(body, attributes);
		break;
	case DO_FIELD:
		do_field(body, attributes);
		break;
	case DO_LINK:
		do_link(body, attributes);
		break;
	case DO_TABLE:
		do_table(body);
		break;
	case DO_ROW:
		body_push(body, EL_ROW, true);
		body_begin_row(body);
		break;
	case DO_CELL:
		body_push(body, EL_CELL, true);
		body_begin_cell(body);
		break;
	case DO_CONTROL:
		body_see(body, LEFT_CONTROL);
		body_push(body, EL_CONTROL, false);
		break;
	case DO_SECTION:
		body_push(body, EL_SECTION, false);
		break;
	case DO_DRAWING:
		body_push(body, EL_DRAWING, true);
		drawing_begin(body);
		break;
	case DO_PASS:
	case DO_DATA:
	case DO_SEE:
		body_skip(body, action == DO_PASS);
		break;
	}
}

static void
enter_unknown(struct body *body, struct xml_name name)
{
	body_push(body, EL_UNKNOWN, !body->unknown);
	if (body->unknown)
		return;
	body->unknown =
	    arena_dup_text(body->document->mem, slice_view(name.local));
	body->unknown_said = false;
}

static void
enter_word(struct body *body, struct xml_name name, const char **attributes)
{
	if (body_top(body)->is == EL_UNKNOWN) {
		enter_unknown(body, name);
		return;
	}
	if (look_enter(body, name, attributes))
		return;
	for (size_t i = 0; i < sizeof elements / sizeof *elements; i++) {
		if (!xml_is(name, elements[i].name))
			continue;
		bool seen = elements[i].action == DO_SEE;
		if (seen)
			body_see(body, elements[i].thing);
		do_element(body, elements[i].action, attributes);
		/* What is refused may hold text, what is left out may not. */
		if (seen)
			body->watched = elements[i].thing >= WARN_LETTERED;
		return;
	}
	enter_unknown(body, name);
}

/*
 * The first choice is taken: what is in it is known, or refused. But that of a
 * sign by its font and number ("w16se"): the other one is the sign as text.
 */
static void
enter_choice(struct body *body, struct xml_name name, const char **attributes)
{
	const char *wanted = xml_attribute(attributes, "Requires");
	if (xml_is(name, "AlternateContent")) {
		body_push(body, EL_CHOICES, false);
		return;
	}
	if (body_top(body)->is != EL_CHOICES || body_top(body)->chosen) {
		body_skip(body, body_top(body)->is != EL_CHOICES);
		return;
	}
	if (wanted && strcmp(wanted, "w16se") == 0) {
		body_top(body)->passed = true;
		body_skip(body, false);
		return;
	}
	body_top(body)->chosen = true;
	body_push(body, body->stack[body->depth - 1].is, false);
}

static void
start(void *ctx, struct xml_name name, const char **attributes)
{
	struct body *body = ctx;
	assert(body->depth < BODY_DEPTH_MAX);
	if (body->skipped) {
		body->skipped++;
	} else if (name.space == SPACE_CHOICE) {
		enter_choice(body, name, attributes);
	} else if (body_top(body)->is == EL_DRAWING) {
		body_push(body, EL_DRAWING, false);
		drawing_element(body, name, attributes);
	} else if (wml_is_word(name)) {
		enter_word(body, name, attributes);
	} else {
		bool formula = name.space >= SPACE_MATH;
		body_see(body, formula ? NOT_FORMULA : LEFT_ELEMENT);
		body_skip(body, !formula);
	}
}

static void
end_owner(struct body *body, enum element is)
{
	if (is == EL_PARAGRAPH)
		body_end_paragraph(body);
	else if (is == EL_TABLE)
		body_end_table(body);
	else if (is == EL_ROW)
		body->row = NULL;
	else if (is == EL_CELL)
		body->cell = NULL;
	else if (is == EL_DRAWING)
		drawing_end(body);
}

static void
end(void *ctx, struct xml_name name)
{
	struct body *body = ctx;
	(void)name;
	if (body->skipped) {
		body->skipped--;
		return;
	}
	struct element_entry entry = body->stack[body->depth];
	assert(body->depth > 0);
	body->depth--;
	if (entry.simple)
		body_end_field(body);
	if (entry.links) {
		body->link = entry.link_before;
		body->has_format = false;
	}
	if (entry.is == EL_UNKNOWN && entry.owner) {
		if (!body->unknown_said)
			body_see(body, LEFT_ELEMENT);
		body->unknown = NULL;
	}
	if (entry.passed && !entry.chosen)
		body_refuse_unknown(body, "Choice");
	if (entry.owner)
		end_owner(body, entry.is);
}

static void
text(void *ctx, struct slice taken)
{
	struct body *body = ctx;
	enum element is = body_top(body)->is;
	if (body->skipped && (!body->watched || slice_is_blank(taken)))
		return;
	if (body->skipped) {
		body_refuse_unknown(body, "?");
	} else if (is == EL_TEXT) {
		body_add_text(body, taken);
	} else if (is == EL_CODE) {
		body_add_code(body, taken);
	} else if (!slice_is_blank(taken)) {
		if (!body->unknown_said)
			body_refuse_unknown(
			    body, body->unknown ? body->unknown : "?");
		body->unknown_said = body->unknown != NULL;
	}
}

/* Text in what belongs to another program. */
static void
foreign(void *ctx, const char *name, struct slice taken)
{
	struct body *body = ctx;
	const char *local = strrchr(name, ' ');
	if ((body->skipped && !body->watched) || slice_is_blank(taken))
		return;
	if (!body->skipped && body_top(body)->is == EL_DRAWING) {
		if (!body->drawing.boxed)
			body_see(body, NOT_BOX);
		body->drawing.boxed = true;
		return;
	}
	body_refuse_unknown(body, local ? local + 1 : name);
}

static void
fini(struct body *body)
{
	for (size_t i = 0; i < body->field_count; i++)
		word_field_fini(&body->fields[i]);
	free(body->fields);
}

bool
body_read(struct word_document *document)
{
	static const struct xml_handlers handlers = {
	    .spaces = wml_spaces,
	    .start = start,
	    .end = end,
	    .text = text,
	    .foreign = foreign,
	};
	struct part *part = part_open(document->package, document->main);
	if (!part)
		return false;
	struct body *body = mem_new(1, sizeof *body);
	body->document = document;
	body->stack[0].is = EL_BLOCKS;
	body->xml = xml_open(part, &handlers, body);
	enum xml_result result = xml_read(body->xml);
	if (body->refused)
		part_refuse(part, 1, body->refused);
	bool ok = result == XML_END;
	xml_close(body->xml);
	part_close(part);
	fini(body);
	free(body);
	return ok;
}
