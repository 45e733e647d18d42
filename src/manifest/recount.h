/*
 * manifest/recount.h - read the written manifest back, every part and every
 * cell.
 *
 * libxlsxwriter does not look at what stdio says while it copies sheets
 * through temporary files, so a full disk can cut a sheet short without an
 * error. Nothing is sealed before the file itself has told the same cells.
 */
#ifndef MANIFEST_RECOUNT_H
#define MANIFEST_RECOUNT_H

#include "base/diag.h"
#include "manifest/cells.h"
#include "manifest/zip_parts.h"

struct recount_sheet {
	struct cells cells; /* the library's own */
	const struct zip_rows *behind; /* what went in behind them, or NULL */
	uint32_t rows; /* in it */
};

struct recount_want {
	const struct recount_sheet *sheets; /* in the workbook's order */
	uint32_t sheet_count;
	const struct slice *charts; /* the texts of each (manifest/reading.h) */
	uint32_t chart_count;
};

/*
 * Reads all parts to their end, where each one's sum is compared; the sheets
 * must have these cells, the charts these texts, and all others be well-formed.
 * Rows that went in compressed are compared so: they have been unpacked before.
 * False after a report of the first that is not as wanted. The file is opened
 * anew by its name.
 */
bool recount_check(
    const char *file, const struct recount_want *want, struct diag *diag);

#endif
