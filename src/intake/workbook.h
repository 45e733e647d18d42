/*
 * intake/workbook.h - what a spreadsheet's sheets share: their names, the
 * number formats of cells, and the texts that cells point to.
 */
#ifndef INTAKE_WORKBOOK_H
#define INTAKE_WORKBOOK_H

#include "intake/format.h"
#include "intake/reader.h"
#include "ooxml/xml.h"

struct workbook {
	struct package *package;
	const char *sheet; /* name of the one chosen */
	const char *sheet_part;
	bool from_1904;
	struct format *formats; /* by a cell's style */
	size_t format_count;
	struct strbuf strings; /* shared texts one after another */
	size_t *string_ends;
	size_t string_count, string_room;
};

/*
 * Opens the file and reads all of that; chooses the sheet that the options
 * name, or the first visible one. False after a report; workbook_fini either
 * way. What lives longer is in job_mem.
 */
bool workbook_open(
    struct workbook *workbook, const struct reader_setting *setting);
void workbook_fini(struct workbook *workbook);

/* The shared text of that number; false where there is none. */
bool workbook_find_string(
    const struct workbook *workbook, size_t index, struct slice *text);

/* Appends a text with _xHHHH_ made the character it stands for (ECMA-376
 * part 1, 22.4.2.4). */
void workbook_add_text(struct strbuf *out, struct slice text);

#endif
