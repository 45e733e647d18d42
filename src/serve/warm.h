/*
 * serve/warm.h - a process that has read a job's register and shows letters of
 * texts that are being written.
 *
 * One for each folder in which somebody writes a letter, started by the server
 * when it is asked for. It keeps what the preview needs (preview/preview.h),
 * reads the register again once one of its files has changed, forks for each
 * text, and ends after two minutes in which nobody asked. A page's own child
 * asks it, over a socket that both got from the server, so that the server never
 * waits for it and holds nothing of a register.
 */
#ifndef SERVE_WARM_H
#define SERVE_WARM_H

#include "serve/server.h"

/* The descriptor by which it is asked, in the seat's language; -1: there is
 * none to be had. */
int warm_ensure(struct seat *seat);
/* Whether it runs; takes note of its end. `now` in ms. */
void warm_look(struct warm *warm, uint64_t now);
void warm_end(struct warm *warm);

/* ---- a page's child asks */

enum warm_part {
	WARM_FAULTS, /* of the text, in place */
	WARM_SHOWN, /* the pages, who has them, how easy the text is to read */
	WARM_PEOPLE, /* for whom it can be shown */
	WARM_AIDS, /* what can be put into a text */
	WARM_PARTS
};

enum warm_kind {
	WARM_LETTER, /* all parts */
	WARM_PAPERS, /* `text` names stationeries, a line each: a list of them in
			the first part */
};

struct warm_question {
	enum warm_kind kind;
	const char *name; /* of the letter's file */
	uint32_t version; /* index of the job's letters */
	uint32_t why; /* enum preview_why */
	bool is_text; /* `text` is to be in place of the file's */
	struct slice text;
	uint32_t wait_ms;
};

enum warm_answer {
	WARM_ANSWERED,
	WARM_LATE, /* the register is being read still, or the text was too much
		      for it */
	WARM_DIED, /* it ended before, or never began */
};

/* HTML of each part, in work->mem. */
enum warm_answer warm_ask(struct work *work,
    const struct warm_question *question, struct slice parts[WARM_PARTS]);

#endif
