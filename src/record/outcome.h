/*
 * record/outcome.h - what becomes of a row; exactly one of these.
 *
 * letter + together + excluded + held = rows, always, checked before the seal.
 * That a letter was posted is a later event with its own record.
 */
#ifndef RECORD_OUTCOME_H
#define RECORD_OUTCOME_H

enum outcome {
	OUTCOME_LETTER,
	OUTCOME_TOGETHER, /* covered by another row's letter */
	OUTCOME_EXCLUDED, /* should not get it */
	OUTCOME_HELD, /* cannot, until somebody fixes something */
	OUTCOME_COUNT,
};

/* "letter", "together", "excluded", "held": in the ledger and --json. */
const char *outcome_name(enum outcome outcome);

#endif
