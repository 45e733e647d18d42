/*
 * manifest/recount.h - read the written manifest back and count its rows.
 *
 * libxlsxwriter does not look at what stdio says while it copies sheets
 * through temporary files, so a full disk can cut a sheet short without an
 * error. Nothing is sealed before the file itself has told the same counts.
 */
#ifndef MANIFEST_RECOUNT_H
#define MANIFEST_RECOUNT_H

#include "manifest/manifest.h"

struct recount_want {
	const struct words *words; /* of the outcomes */
	uint32_t first_sheet, sheets; /* from 1 */
	uint32_t rows; /* without the header of each sheet */
	const uint32_t *by_outcome; /* OUTCOME_COUNT of them, or NULL */
	size_t outcome_column;
};

/*
 * Counts the rows of the sheets and, by their words, the outcomes. False after
 * a report where they are not those wanted. The file is opened anew by its
 * name.
 */
bool recount_check(
    const char *file, const struct recount_want *want, struct diag *diag);

#endif
