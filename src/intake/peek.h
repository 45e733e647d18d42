/*
 * intake/peek.h - the first rows of a register file as they lie, those over its
 * header too.
 *
 * For a page that shows somebody her own sheet. Nothing is judged here: whoever
 * shows a row must know first that nobody in it is protected.
 */
#ifndef INTAKE_PEEK_H
#define INTAKE_PEEK_H

#include "intake/intake.h"

struct peek_row {
	uint32_t line; /* of the file, or the sheet's row */
	const struct slice *cells; /* until the next row */
	size_t count;
	bool broken; /* its cells cannot be told apart */
	/* In a spreadsheet: */
	bool hidden, coloured, struck;
	const bool *hidden_columns; /* by column; NULL: none can be */
};

/*
 * Calls `seen` with the first `most` rows. The header that the options state
 * counts for nothing; encoding and delimiter are best stated as intake_open
 * found them. No query. False after a report.
 */
bool intake_peek(struct arena *job_mem, const struct intake_options *options,
    uint32_t most, void (*seen)(const struct peek_row *row, void *ctx),
    void *ctx, struct diag *diag);

#endif
