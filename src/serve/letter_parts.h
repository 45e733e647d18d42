/*
 * serve/letter_parts.h - what the page of a letter shows of a text: faults,
 * pages, how easy it is to read, what can be put into it.
 *
 * Made in a process that has the register open (serve/warm.h).
 */
#ifndef SERVE_LETTER_PARTS_H
#define SERVE_LETTER_PARTS_H

#include "preview/preview.h"
#include "serve/task.h"

struct letter_question {
	const char *name;
	uint32_t version;
	enum preview_why why;
	bool is_text;
	struct slice text;
};

/* All parts (enum warm_part), each ended by NUL. `preview` is NULL where the
 * job could not be opened: diag says why. */
void letter_answer(struct work *work, struct preview *preview,
    struct diag *diag, const struct letter_question *asked, struct strbuf *out);

/* The same parts; the first is a list of stationeries, each with a picture of
 * the first page of that letter on it, or why it cannot be used. */
void letter_papers_answer(struct work *work, struct preview *preview,
    struct diag *diag, const struct letter_question *asked, struct strbuf *out);

#endif
