/*
 * intake/xlsx_cell.h - a workbook's cell by its type; for xlsx.c alone.
 */
#ifndef INTAKE_XLSX_CELL_H
#define INTAKE_XLSX_CELL_H

#include "intake/sheet.h"
#include "intake/workbook.h"

enum cell_type {
	CELL_NUMBER,
	CELL_SHARED,
	CELL_TEXT, /* inlineStr, str */
	CELL_FLAG,
	CELL_ERROR,
	CELL_DATE, /* ISO 8601 */
	CELL_UNKNOWN,
};

struct xlsx {
	struct sheet sheet;
	struct workbook workbook;
	struct part *part;
	struct xml *xml;
	bool row_done;
	bool numbered; /* the row says its number */
	const struct message *refusal;
	uint64_t shared; /* bytes of shared texts given */
	size_t measured; /* xlsx_measure: columns so far */
	bool measures;
	/* The cell at hand. */
	enum cell_type type;
	size_t column;
	const struct format *format;
	unsigned char look; /* enum look */
	bool in_cell, in_value, has_value, has_formula, in_formula;
	bool struck; /* a part of its text in t is */
	bool inline_text; /* its text stands in t, not in v */
	bool misfit; /* it has a text where its value should be, or two */
	int phonetic;
	struct strbuf value, formula;
};

/* The type that the attribute t names; NULL: a number. */
enum cell_type xlsx_read_type(const char *type);

/* The format and look of the style that the attribute s names; format_unknown
 * where nobody has it. */
void xlsx_read_style(struct xlsx *xlsx, const char *text);

/*
 * Adds what the cell at hand shows, and what lies beneath it, to the sheet's row.
 * A fault stands in `cell`; what refuses the sheet in xlsx->refusal.
 */
void xlsx_write_cell(struct xlsx *xlsx, struct sheet_cell *cell);

/* Whether the cell at hand holds anything, without drawing it. */
bool xlsx_is_filled(const struct xlsx *xlsx);

#endif
