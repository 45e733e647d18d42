#include "word/body.h"

#include <stdlib.h>

#include "base/memory.h"
#include "word/messages.h"

/* What to do with an element of the text, by its name. */
enum action {
	DO_THROUGH, /* what is in it stands where it does */
	DO_PASS, /* nothing of it matters */
	DO_DATA, /* the same, and it holds text that is nobody's */
	DO_SEE, /* `thing` is counted, what is in it passed */
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
};

/* The properties that stand first in what they are of. */
static const struct {
	enum element of;
	const char *name;
	enum element is;
} looks[] = {
    {EL_PARAGRAPH, "pPr", EL_PARAGRAPH_LOOK},
    {EL_PARAGRAPH_LOOK, "rPr", EL_MARK_LOOK},
    {EL_PARAGRAPH_LOOK, "numPr", EL_LIST_LOOK},
    {EL_PARAGRAPH_LOOK, "pBdr", EL_BORDERS},
    {EL_PARAGRAPH_LOOK, "sectPr", EL_SECTION},
    {EL_RUN, "rPr", EL_RUN_LOOK},
    {EL_TABLE, "tblPr", EL_TABLE_LOOK},
    {EL_TABLE, "tblGrid", EL_GRID},
    {EL_ROW, "trPr", EL_ROW_LOOK},
    {EL_CELL, "tcPr", EL_CELL_LOOK},
    {EL_CONTROL, "sdtPr", EL_CONTROL_LOOK},
};

static struct element_entry *
top(struct body *body)
{
	return &body->stack[body->depth];
}

/*
 * Passes over an element and all in it. `watched`: it holds no text, and what
 * there is of it is refused.
 */
static void
skip(struct body *body, bool watched)
{
	body->skipped = 1;
	body->watched = watched;
}

static void
push(struct body *body, enum element is, bool owner)
{
	struct element_entry *entry = &body->stack[++body->depth];
	*entry = (struct element_entry){.is = is, .owner = owner};
	entry->link_before = body->link;
}

/* What is in it stands where it does. */
static void
push_through(struct body *body)
{
	push(body, top(body)->is, false);
}

/* ---- properties */

static void
read_alignment(struct body *body, const char *value)
{
	struct word_paragraph *paragraph = body->paragraph;
	if (!value)
		return;
	bool centre = strcmp(value, "center") == 0;
	bool end = strcmp(value, "right") == 0 || strcmp(value, "end") == 0;
	paragraph->alignment = centre ? ALIGN_CENTRE
			       : end  ? ALIGN_END
				      : ALIGN_START;
	if (!body->cell && (centre || end || strcmp(value, "both") == 0))
		body_see(body, LEFT_ALIGNMENT);
}

static void
read_paragraph_look(
    struct body *body, struct xml_name name, const char **attributes)
{
	struct word_document *document = body->document;
	const char *value = wml_attribute(attributes, "val");
	if (!body->paragraph)
		return;
	if (xml_is(name, "pStyle")) {
		const struct word_style *style =
		    word_style_find(&document->styles, value, STYLE_PARAGRAPH);
		body->paragraph->style =
		    style ? style : document->styles.standard;
	} else if (xml_is(name, "outlineLvl")) {
		body->paragraph->outline = (int)wml_number(value, -1);
	} else if (xml_is(name, "jc")) {
		read_alignment(body, value);
	} else if (xml_is(name, "ind")) {
		body_see(body, LEFT_INDENT);
	} else if (xml_is(name, "spacing")) {
		body_see(body, LEFT_SPACING);
	} else if (xml_is(name, "shd")) {
		body_see(body, LEFT_BORDER);
	} else if (xml_is(name, "framePr")) {
		body_see(body, LEFT_FRAME);
	} else if (xml_is(name, "pageBreakBefore")) {
		if (wml_is_on(attributes))
			body_see(body, LEFT_PAGE_BREAK);
	} else if (xml_is(name, "pPrChange")) {
		body_see(body, NOT_TRACKED);
	}
}

static void
read_list_look(struct body *body, struct xml_name name, const char **attributes)
{
	const char *value = wml_attribute(attributes, "val");
	if (xml_is(name, "numId"))
		body->list = wml_number(value, 0);
	else if (xml_is(name, "ilvl"))
		body->list_level = wml_number(value, 0);
	else if (xml_is(name, "ins"))
		body_see(body, NOT_TRACKED);
}

static void
read_border(struct body *body, struct xml_name name, const char **attributes)
{
	const char *value = wml_attribute(attributes, "val");
	bool none =
	    !value || strcmp(value, "nil") == 0 || strcmp(value, "none") == 0;
	if (body->paragraph && !none &&
	    (xml_is(name, "top") || xml_is(name, "bottom")))
		body->paragraph->ruled = true;
	else if (!none)
		body_see(body, LEFT_BORDER);
}

static void
read_table_look(
    struct body *body, struct xml_name name, const char **attributes)
{
	const char *value = wml_attribute(attributes, "val");
	if (!body->table)
		return;
	if (xml_is(name, "tblStyle")) {
		body->table->style = word_style_find(
		    &body->document->styles, value, STYLE_TABLE);
	} else if (xml_is(name, "tblLook")) {
		const char *first = wml_attribute(attributes, "firstRow");
		bool set = value && strtoul(value, NULL, 16) & 0x20;
		body->table->has_look = first
					    ? strcmp(first, "1") == 0 ||
						  strcmp(first, "true") == 0 ||
						  strcmp(first, "on") == 0
					    : set;
	} else if (xml_is(name, "tblPrChange")) {
		body_see(body, NOT_TRACKED);
	}
}

static void
read_grid(struct body *body, struct xml_name name, const char **attributes)
{
	struct word_table *table = body->table;
	if (!table || !xml_is(name, "gridCol"))
		return;
	long width = wml_number(wml_attribute(attributes, "w"), 0);
	if (table->column_count == WORD_COLUMNS_MAX)
		body_see(body, NOT_WIDE);
	else
		table->widths[table->column_count++] =
		    width > 0 ? (uint32_t)width : 0;
}

static void
read_row_look(struct body *body, struct xml_name name, const char **attributes)
{
	if (!body->row)
		return;
	if (xml_is(name, "tblHeader"))
		body->row->header = wml_is_on(attributes);
	else if (xml_is(name, "gridBefore") || xml_is(name, "gridAfter"))
		body_see(body, NOT_MERGED);
	else if (xml_is(name, "ins") || xml_is(name, "del") ||
		 xml_is(name, "trPrChange"))
		body_see(body, NOT_TRACKED);
	else if (xml_is(name, "hidden") && wml_is_on(attributes))
		body_see(body, NOT_HIDDEN);
}

static void
read_cell_look(struct body *body, struct xml_name name, const char **attributes)
{
	long span = wml_number(wml_attribute(attributes, "val"), 1);
	if ((xml_is(name, "gridSpan") && span > 1) || xml_is(name, "vMerge") ||
	    xml_is(name, "hMerge"))
		body_see(body, NOT_MERGED);
	else if (xml_is(name, "cellIns") || xml_is(name, "cellDel") ||
		 xml_is(name, "cellMerge") || xml_is(name, "tcPrChange"))
		body_see(body, NOT_TRACKED);
}

static void
read_control_look(
    struct body *body, struct xml_name name, const char **attributes)
{
	if (xml_is(name, "dataBinding"))
		body_see(body, NOT_BOUND);
	else if (xml_is(name, "showingPlcHdr") && wml_is_on(attributes))
		body_see(body, NOT_FILLED_IN);
}

static void
read_section(struct body *body, struct xml_name name)
{
	if (xml_is(name, "sectPrChange"))
		body_see(body, NOT_TRACKED);
}

static void
read_look(struct body *body, enum element of, struct xml_name name,
    const char **attributes)
{
	switch ((int)of) {
	case EL_PARAGRAPH_LOOK:
		read_paragraph_look(body, name, attributes);
		break;
	case EL_LIST_LOOK:
		read_list_look(body, name, attributes);
		break;
	case EL_MARK_LOOK:
		if (xml_is(name, "ins") || xml_is(name, "del") ||
		    xml_is(name, "rPrChange"))
			body_see(body, NOT_TRACKED);
		break;
	case EL_BORDERS:
		read_border(body, name, attributes);
		break;
	case EL_RUN_LOOK:
		run_read(body->document, &body->run, name, attributes);
		body->has_format = false;
		break;
	case EL_TABLE_LOOK:
		read_table_look(body, name, attributes);
		break;
	case EL_GRID:
		read_grid(body, name, attributes);
		break;
	case EL_ROW_LOOK:
		read_row_look(body, name, attributes);
		break;
	case EL_CELL_LOOK:
		read_cell_look(body, name, attributes);
		break;
	case EL_CONTROL_LOOK:
		read_control_look(body, name, attributes);
		break;
	default:
		read_section(body, name);
		break;
	}
}

static bool
is_look(enum element is)
{
	switch ((int)is) {
	case EL_PARAGRAPH_LOOK:
	case EL_LIST_LOOK:
	case EL_MARK_LOOK:
	case EL_BORDERS:
	case EL_RUN_LOOK:
	case EL_TABLE_LOOK:
	case EL_GRID:
	case EL_ROW_LOOK:
	case EL_CELL_LOOK:
	case EL_CONTROL_LOOK:
	case EL_SECTION:
		return true;
	default:
		return false;
	}
}

/* True where it is one: it is on the stack, or what it says is read. */
static bool
enter_look(struct body *body, struct xml_name name, const char **attributes)
{
	enum element of = top(body)->is;
	for (size_t i = 0; i < sizeof looks / sizeof *looks; i++) {
		if (looks[i].of != of || !xml_is(name, looks[i].name))
			continue;
		if (looks[i].is == EL_SECTION)
			body_see(body, LEFT_SECTION);
		push(body, looks[i].is, false);
		return true;
	}
	if (!is_look(of))
		return false;
	read_look(body, of, name, attributes);
	skip(body, true);
	return true;
}

/* ---- the text */

static void
do_break(struct body *body, const char **attributes)
{
	const char *type = wml_attribute(attributes, "type");
	if (type && (strcmp(type, "page") == 0 || strcmp(type, "column") == 0))
		body_see(body, LEFT_PAGE_BREAK);
	else
		body_add_break(body);
	skip(body, true);
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
	push_through(body); /* a form's data may stand in it */
}

static void
do_field(struct body *body, const char **attributes)
{
	const char *code = wml_attribute(attributes, "instr");
	push_through(body);
	top(body)->simple = true;
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
	push_through(body);
	top(body)->links = true;
	body->has_format = false;
	if (!relation || !relation->external) {
		body_see(body, LEFT_BOOKMARK_LINK);
		body->link = 0;
		return;
	}
	document->links =
	    arena_grow(document->mem, document->links, &document->link_room,
		document->link_count + 1, sizeof *document->links);
	document->links[document->link_count++] = slice_view(relation->target);
	body->link = (uint32_t)document->link_count;
}

/* A table in a table, or a cell's end that never comes. */
static void
do_table(struct body *body)
{
	if (body->table) {
		body_see(body, NOT_INNER_TABLE);
		skip(body, false);
		return;
	}
	push(body, EL_TABLE, true);
	body_begin_table(body);
}

/* A hidden tab is one like others; before text it only moves it. */
static void
do_tab(struct body *body)
{
	const struct word_paragraph *paragraph = body->paragraph;
	skip(body, true);
	if (!paragraph)
		return;
	if (!body->field_count && body_here(body) > paragraph->from)
		body_see(body, WARN_TAB);
	else if (!body->field_count)
		body_see(body, LEFT_INDENT);
	body_add_text(body, SLICE(" "));
}

static void
do_element(struct body *body, enum action action, const char **attributes)
{
	switch (action) {
	case DO_THROUGH:
		push_through(body);
		if (top(body)->is == EL_CONTROL)
			top(body)->is = body->stack[body->depth - 2].is;
		break;
	case DO_PARAGRAPH:
		push(body, EL_PARAGRAPH, true);
		body_begin_paragraph(body);
		break;
	case DO_RUN:
		push(body, EL_RUN, false);
		body_begin_run(body);
		break;
	case DO_TEXT:
		push(body, EL_TEXT, false);
		break;
	case DO_CODE:
		push(body, EL_CODE, false);
		break;
	case DO_TAB:
		do_tab(body);
		break;
	case DO_BREAK:
		do_break(body, attributes);
		break;
	case DO_HYPHEN:
		body_add_text(body, SLICE("\u2011"));
		skip(body, true);
		break;
	case DO_SOFT_HYPHEN:
		body_add_text(body, SLICE("\u00ad"));
		skip(body, true);
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
		push(body, EL_ROW, true);
		body_begin_row(body);
		break;
	case DO_CELL:
		push(body, EL_CELL, true);
		body_begin_cell(body);
		break;
	case DO_CONTROL:
		body_see(body, LEFT_CONTROL);
		push(body, EL_CONTROL, false);
		break;
	case DO_SECTION:
		push(body, EL_SECTION, false);
		break;
	case DO_DRAWING:
		push(body, EL_DRAWING, true);
		drawing_begin(body);
		break;
	case DO_PASS:
		skip(body, true);
		break;
	case DO_DATA:
	case DO_SEE:
		skip(body, false);
		break;
	}
}

static void
enter_unknown(struct body *body, struct xml_name name)
{
	push(body, EL_UNKNOWN, !body->unknown);
	if (body->unknown)
		return;
	body->unknown =
	    arena_dup_text(body->document->mem, slice_view(name.local));
	body->unknown_said = false;
}

static void
enter_word(struct body *body, struct xml_name name, const char **attributes)
{
	if (top(body)->is == EL_UNKNOWN) {
		enter_unknown(body, name);
		return;
	}
	if (enter_look(body, name, attributes))
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

/* The first choice is taken: what is in it is known, or refused. */
static void
enter_choice(struct body *body, struct xml_name name)
{
	if (xml_is(name, "AlternateContent")) {
		push(body, EL_CHOICES, false);
		return;
	}
	if (top(body)->is != EL_CHOICES || top(body)->chosen) {
		skip(body, top(body)->is != EL_CHOICES);
		return;
	}
	top(body)->chosen = true;
	push(body, body->stack[body->depth - 1].is, false);
}

static void
start(void *ctx, struct xml_name name, const char **attributes)
{
	struct body *body = ctx;
	if (body->skipped) {
		body->skipped++;
	} else if (body->depth == BODY_DEPTH_MAX) {
		body_refuse(body, "elements too deep");
		skip(body, false);
	} else if (name.space == SPACE_CHOICE) {
		enter_choice(body, name);
	} else if (top(body)->is == EL_DRAWING) {
		push(body, EL_DRAWING, false);
		drawing_element(body, name, attributes);
	} else if (wml_is_word(name)) {
		enter_word(body, name, attributes);
	} else {
		bool formula = name.space >= SPACE_MATH;
		body_see(body, formula ? NOT_FORMULA : LEFT_ELEMENT);
		skip(body, !formula);
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
	if (body->depth)
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
	if (entry.owner)
		end_owner(body, entry.is);
}

static void
refuse_unknown(struct body *body, const char *name)
{
	account_fault(&body->document->account,
	    (struct word_fault){.message = &word_unknown,
		.hint = &word_unknown_cure,
		.at = body_here(body),
		.len = 1,
		.name = slice_view(name)});
}

static void
text(void *ctx, struct slice taken)
{
	struct body *body = ctx;
	enum element is = top(body)->is;
	if (body->skipped && (!body->watched || slice_is_blank(taken)))
		return;
	if (body->skipped) {
		refuse_unknown(body, "?");
	} else if (is == EL_TEXT) {
		body_add_text(body, taken);
	} else if (is == EL_CODE) {
		body_add_code(body, taken);
	} else if (!slice_is_blank(taken)) {
		if (!body->unknown_said)
			refuse_unknown(
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
	if (!body->skipped && top(body)->is == EL_DRAWING) {
		if (!body->drawing.boxed)
			body_see(body, NOT_BOX);
		body->drawing.boxed = true;
		return;
	}
	refuse_unknown(body, local ? local + 1 : name);
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
	bool ok = result == XML_END && !body->refused;
	xml_close(body->xml);
	part_close(part);
	fini(body);
	free(body);
	return ok;
}
