/*
 * paper/draft.h - the text of a new stationery: a shipped one, with a sender.
 *
 * Name, language and the words above date and number are changed on their
 * lines; frames for the sender come before and after the others. All else is
 * the shipped file's, comments too, for whoever goes on by hand.
 */
#ifndef PAPER_DRAFT_H
#define PAPER_DRAFT_H

#include "base/unit.h"
#include "base/words.h"
#include "paper/answers.h"

struct paper_draft {
	struct arena *mem;
	const struct words *words; /* of comments */
	const char *base; /* "kommun-h2" */
	struct slice shipped; /* its text */
	const char *language; /* of the sender's words: "sv" */
	struct slice answers[PAPER_QUESTIONS]; /* clean; the logo's not used */
	/* The logo's file beside the stationery, and its proportions. NULL:
	 * none. */
	const char *logo;
	uint32_t logo_columns, logo_rows;
	bool tall; /* room for a name of two lines */
};

/* The shipped stationeries that a sender can be put on; NULL-terminated. */
extern const char *const paper_bases[];

/*
 * The language of a stationery for `words` on this base: a Finnish one stays
 * Finnish.
 */
const char *paper_language(struct slice shipped, const struct words *words);

/*
 * Adds the text. False where the shipped file lacks a line that is to be changed,
 * which somebody has changed there.
 */
bool paper_draft_write(struct strbuf *out, const struct paper_draft *draft);

/* How high the logo is printed. */
mpt paper_logo_height(const struct paper_draft *draft);

/* Which answer the text of a frame comes from; PAPER_QUESTIONS: none. */
enum paper_question paper_frame_question(struct slice frame);

#endif
