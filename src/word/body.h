/*
 * word/body.h - the text of a .docx while its XML is read.
 *
 * body.c knows the elements, content.c puts text, fields, paragraphs and
 * tables where they belong, drawing.c pictures. Inside word/ only.
 */
#ifndef WORD_BODY_H
#define WORD_BODY_H

#include "word/field.h"
#include "word/run.h"

#define BODY_DEPTH_MAX 72 /* ooxml/xml.c ends before it */
#define BODY_ITEMS_MAX 100000 /* paragraphs, tables, rows, cells */

/* The kinds of element, by what each may contain. */
enum element {
	EL_BLOCKS, /* body, and other containers of blocks */
	EL_PARAGRAPH,
	EL_PARAGRAPH_LOOK,
	EL_LIST_LOOK, /* numPr */
	EL_MARK_LOOK, /* rPr of the paragraph's mark */
	EL_BORDERS,
	EL_TABS,
	EL_RUN,
	EL_RUN_LOOK,
	EL_TEXT,
	EL_CODE, /* instrText */
	EL_TABLE,
	EL_TABLE_LOOK,
	EL_GRID,
	EL_ROW,
	EL_ROW_LOOK,
	EL_CELL,
	EL_CELL_LOOK,
	EL_CONTROL, /* sdt */
	EL_CONTROL_LOOK,
	EL_CHOICES, /* mc:AlternateContent */
	EL_SECTION,
	EL_DRAWING,
	EL_UNKNOWN,
};

struct element_entry {
	enum element is;
	bool owner; /* its end ends what it is */
	bool chosen; /* EL_CHOICES: one of them was */
	bool passed; /* and one was not, though it came first */
	bool simple; /* EL_PARAGRAPH: a fldSimple's, whose end is the field's */
	uint32_t link_before;
	bool links; /* a hyperlink's */
};

struct drawing {
	bool boxed; /* no picture: reported */
	bool has_picture;
	struct slice description;
	const char *relation; /* of the picture */
};

struct body {
	struct word_document *document;
	struct xml *xml;
	struct element_entry stack[BODY_DEPTH_MAX + 1];
	size_t depth;
	size_t skipped; /* open elements that are ignored */
	bool watched; /* none of them holds text */
	const char *unknown; /* name of what is not known, or NULL */
	bool unknown_said;
	const char *refused; /* why reading stopped */

	struct word_paragraph *paragraph;
	uint32_t run_number;
	bool page_ended; /* behind its text: what follows begins a line */
	struct word_run run;
	bool run_said; /* counted */
	uint32_t format;
	bool has_format;
	uint32_t link;
	long list, list_level; /* of numPr; -1: unsaid */
	struct word_field *fields; /* open, the innermost last */
	size_t field_count, field_room;

	struct word_table *table;
	struct word_row *row;
	struct word_cell *cell;
	uint32_t items;
	struct drawing drawing;
	size_t picture_bytes;
};

/* ---- content.c */

size_t body_here(const struct body *body);
void body_see(struct body *body, enum word_thing thing);
/* Stops reading; `why` goes into the report. */
void body_refuse(struct body *body, const char *why);

void body_begin_paragraph(struct body *body);
void body_end_paragraph(struct body *body);
void body_begin_table(struct body *body);
void body_end_table(struct body *body);
void body_begin_row(struct body *body);
void body_begin_cell(struct body *body);

void body_begin_run(struct body *body);
/* Text as it stands, or a field's code. */
void body_add_text(struct body *body, struct slice text);
void body_add_code(struct body *body, struct slice text);
/* Text that stands in no paragraph, or in what is not known, would get lost. */
void body_refuse_unknown(struct body *body, const char *name);
void body_add_break(struct body *body);
/* A new page or column: left out, but for the line that it begins. */
void body_leave_page_break(struct body *body);
void body_add_picture(struct body *body, struct word_picture *picture);

void body_begin_field(struct body *body);
void body_separate_field(struct body *body);
void body_end_field(struct body *body);

/* ---- tame.c */

/* Text as it stands; refuses what no letter may hold. */
void body_add_tamed(
    struct body *body, struct styled *to, struct slice text, struct mark mark);

/* ---- drawing.c */

void drawing_begin(struct body *body);
void drawing_element(
    struct body *body, struct xml_name name, const char **attributes);
void drawing_end(struct body *body);

#endif
