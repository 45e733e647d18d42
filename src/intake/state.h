/*
 * intake/state.h - what an open register is made of; for intake/ alone.
 */
#ifndef INTAKE_STATE_H
#define INTAKE_STATE_H

#include "intake/reader.h"

struct joined;

struct intake {
	struct joined *joined; /* several files (intake/joined.h), or NULL */
	struct reader *reader;
	struct bytes *bytes;
	struct survey *survey; /* of a file */
	struct diag *diag;
	struct intake_found *found;
	size_t fields; /* that every row must have */
	bool may_be_empty;
	bool beneath; /* the caller looks at what lies beneath cells */
	uint32_t first_malformed; /* its line */
	enum intake_result ended; /* INTAKE_ROW: not yet */
};

/* For intake_next and intake_close where there are several files. */
enum intake_result joined_next(
    struct intake *intake, struct intake_record *record);
void joined_close(struct joined *joined);

#endif
