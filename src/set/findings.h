/*
 * set/findings.h - what preflight found in a letter, in one number a kind.
 */
#ifndef SET_FINDINGS_H
#define SET_FINDINGS_H

#include "base/message.h"

/* What is told of letters, by the worst of each kind. */
enum finding_kind {
	FINDING_NUMBER, /* an identity number in window, frame or file name */
	FINDING_WINDOW, /* the address out of its window; mpt */
	FINDING_INK, /* other ink in the window; mpt */
	FINDING_MARGIN, /* ink in a margin to be kept clear; mpt */
	FINDING_MARK, /* ink where the print shop's marks stand; mpt */
	FINDING_GLYPH, /* a character that no font has */
	FINDING_OVERFLOW, /* something does not fit */
	FINDING_SPILL, /* lines alone on the last page, 3 or fewer */
	FINDING_PAGES, /* more than one */
	FINDING_SHEETS, /* more than one */
	FINDING_KINDS
};

/* "number", "window" … in --json. */
const char *finding_name(enum finding_kind kind);

/* Of one letter: how bad, 0 where nothing is found. */
struct findings {
	int32_t amount[FINDING_KINDS];
};

/* Takes the worse of the two. */
void findings_add(struct findings *to, enum finding_kind kind, int32_t amount);

/* The kind of what holds a row, by its message; FINDING_KINDS: none of these. */
enum finding_kind finding_of(const struct message *why);

#endif
