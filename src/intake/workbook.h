/*
 * intake/workbook.h - what a spreadsheet's sheets share: their names, the
 * formats of cells, and the texts that cells point to.
 */
#ifndef INTAKE_WORKBOOK_H
#define INTAKE_WORKBOOK_H

#include "intake/reader.h"
#include "intake/shared.h"
#include "intake/styles.h"

struct workbook {
	struct package *package;
	const char *sheet; /* name of the one chosen */
	const char *sheet_part;
	bool from_1904;
	struct styles styles;
	struct strings strings;
};

/*
 * Reads all of that from the package, which it takes; chooses the sheet that
 * the options name, or the first visible one. False after a report;
 * workbook_fini either way. What lives longer is in job_mem.
 */
bool workbook_open(struct workbook *workbook,
    const struct reader_setting *setting, struct package *take_package);
void workbook_fini(struct workbook *workbook);

#endif
