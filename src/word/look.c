#include "word/look.h"

#include <stdlib.h>

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
    {EL_PARAGRAPH_LOOK, "tabs", EL_TABS},
    {EL_PARAGRAPH_LOOK, "sectPr", EL_SECTION},
    {EL_RUN, "rPr", EL_RUN_LOOK},
    {EL_TABLE, "tblPr", EL_TABLE_LOOK},
    {EL_TABLE, "tblGrid", EL_GRID},
    {EL_ROW, "trPr", EL_ROW_LOOK},
    {EL_CELL, "tcPr", EL_CELL_LOOK},
    {EL_CONTROL, "sdtPr", EL_CONTROL_LOOK},
};

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
		const char *cap = wml_attribute(attributes, "dropCap");
		bool drops = cap && strcmp(cap, "none") != 0;
		body_see(body, drops ? NOT_DROPPED : LEFT_FRAME);
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
read_tab(struct body *body, const char **attributes)
{
	const char *leader = wml_attribute(attributes, "leader");
	if (body->paragraph)
		body->paragraph->leads |= leader && strcmp(leader, "none") != 0;
}

static void
read_table_look(
    struct body *body, struct xml_name name, const char **attributes)
{
	const char *value = wml_attribute(attributes, "val");
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
	if (!xml_is(name, "gridCol"))
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
	case EL_TABS:
		read_tab(body, attributes);
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
	case EL_TABS:
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

bool
look_enter(struct body *body, struct xml_name name, const char **attributes)
{
	enum element of = body_top(body)->is;
	for (size_t i = 0; i < sizeof looks / sizeof *looks; i++) {
		if (looks[i].of != of || !xml_is(name, looks[i].name))
			continue;
		if (looks[i].is == EL_SECTION)
			body_see(body, LEFT_SECTION);
		body_push(body, looks[i].is, false);
		return true;
	}
	if (!is_look(of))
		return false;
	read_look(body, of, name, attributes);
	body_skip(body, true);
	return true;
}
