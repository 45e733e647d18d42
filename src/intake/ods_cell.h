/*
 * intake/ods_cell.h - an OpenDocument cell by its type; for ods.c alone.
 */
#ifndef INTAKE_ODS_CELL_H
#define INTAKE_ODS_CELL_H

#include "base/hash_set.h"
#include "intake/odf.h"
#include "intake/ods_open.h"
#include "intake/sheet.h"

enum value_type {
	TYPE_NONE,
	TYPE_STRING,
	TYPE_NUMBER,
	TYPE_PERCENT,
	TYPE_DATE,
	TYPE_TIME,
	TYPE_FLAG,
	TYPE_ERROR,
	TYPE_UNKNOWN,
};

struct ods {
	struct sheet sheet;
	struct package *package;
	struct ods_choice choice;
	struct part *part;
	struct xml *xml;
	const struct message *refusal;
	size_t tables; /* begun so far */
	bool in_table, row_done, measures;
	size_t measured;
	size_t described; /* columns, before the rows */
	struct hash_set struck, coloured; /* names of styles of cells */
	uint64_t style; /* the one whose properties follow */
	/* The row at hand. */
	size_t repeats; /* of it, still to be given */
	uint32_t next_number;
	uint64_t repeated; /* bytes given again */
	/* The cell at hand. */
	bool in_cell, covered, spanned;
	size_t column, columns;
	enum value_type type;
	bool formula;
	unsigned char look; /* enum look */
	struct strbuf value; /* as its attribute has it */
	bool has_value;
	struct odf_text text;
};

/* The type that value-type names, or LibreOffice's calcext beside it. */
enum value_type ods_read_type(const char *type, const char *calc);

/* Notes a style of cells that strikes them through or colours them: what people
 * mark a row by. */
void ods_note_style(
    struct ods *ods, struct xml_name name, const char **attributes);

/* What the style that the attribute `named` names looks like: enum look. */
unsigned char ods_find_look(
    const struct ods *ods, const char **attributes, const char *named);

/*
 * Adds what the cell at hand shows, and what lies beneath it, to the sheet's row.
 * A fault stands in `cell`.
 */
void ods_write_cell(struct ods *ods, struct sheet_cell *cell);

#endif
