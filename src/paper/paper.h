/*
 * paper/paper.h - a stationery of one's own, from five answers: a shipped one
 * with the sender on it and the logo beside it.
 *
 * Each answer is set in its place at once, so that one that does not fit is told
 * while it can still be changed. Nothing is ever overwritten.
 */
#ifndef PAPER_PAPER_H
#define PAPER_PAPER_H

#include "paper/answers.h"

struct paper;

struct paper_spec {
	const char *where; /* a folder, or a file's name that ends in .yaml */
	const char *base; /* NULL: kommun-h2 */
	bool again; /* over what `new` wrote and nobody has changed */
	const struct words
	    *words; /* of comments and, where it can be, the sender */
};

struct paper_made {
	const char *path; /* the stationery */
	const char *logo; /* the copy beside it; NULL: none was made */
	const char *base;
};

/*
 * NULL after a report: there is no such base, the name is taken or is none for a
 * stationery.
 */
struct paper *paper_new(const struct paper_spec *spec, struct diag *diag);
void paper_free(struct paper *paper);

/*
 * Takes an answer; one not given is empty. False after a report, and the
 * question may be answered again.
 */
bool paper_answer(struct paper *paper, enum paper_question question,
    struct slice text, struct diag *diag);

/*
 * Writes the stationery, and the logo beside it unless it lies there. False
 * after a report, and nothing is there. The paths live as long as the paper.
 */
bool paper_write(
    struct paper *paper, struct paper_made *made, struct diag *diag);

#endif
