/*
 * paper/answers.h - the five answers that a stationery is made of.
 *
 * An answer is one line, as somebody types it. In addresses ';' parts the
 * postal address from the visiting one; there, and among telephones, ", " ends
 * a line on the paper. Empty: it is left out.
 */
#ifndef PAPER_ANSWERS_H
#define PAPER_ANSWERS_H

#include "base/arena.h"
#include "base/diag.h"

enum paper_question {
	PAPER_MUNICIPALITY,
	PAPER_UNIT,
	PAPER_ADDRESSES,
	PAPER_TELEPHONES,
	PAPER_LOGO, /* path of a PNG, JPEG or PDF */
	PAPER_QUESTIONS,
};

#define PAPER_PLACES_MOST 2

/* "the municipality", for reports. */
const struct message *paper_question_called(enum paper_question question);

/*
 * The answer without blanks at its ends or in a row. False after a report: a
 * character that nobody would see, a gap that is still to be filled in, no
 * municipality, three addresses. The result lives in the arena.
 */
bool paper_clean_answer(struct arena *mem, enum paper_question question,
    struct slice text, struct slice *clean, struct diag *diag);

/* The addresses apart; how many. */
size_t paper_places(struct slice addresses, struct slice at[PAPER_PLACES_MOST]);

/* The lines of one address, or of the telephones, ended by LF but for the
 * last. */
struct slice paper_lines(struct arena *mem, struct slice answer);

#endif
