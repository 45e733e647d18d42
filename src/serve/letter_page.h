/*
 * serve/letter_page.h - what the pages of a letter share, Markdown or Word.
 */
#ifndef SERVE_LETTER_PAGE_H
#define SERVE_LETTER_PAGE_H

#include "base/file.h"
#include "job/job_file.h"
#include "preview/preview.h"
#include "serve/pages.h"
#include "serve/warm.h"

struct letter_page {
	struct work *work;
	const struct job_file *file; /* NULL: there is none that can be read */
	const char *name; /* of the letter; NULL: there is none */
	uint32_t version; /* the first entry of `letters:` that has it */
	bool waits; /* somebody pressed a button for it */
	bool is_unsaved; /* what came could not be written */
	enum warm_answer answer;
	struct slice parts[WARM_PARTS];
};

/* Asks for all parts; NULL: of the file as it is. */
void letter_page_ask(struct letter_page *letter, const struct slice *text);
/* One of them, or what stands there until it comes. */
void letter_page_write(struct letter_page *letter, enum warm_part part);
/* The right-hand side: for whom, and the pages. */
void letter_page_write_printed(struct letter_page *letter);

/* ---- serve/page_word.c */

/* The page of a letter in Word. */
void letter_word_write(struct letter_page *letter);
/* The form by which one comes in the place of this letter. */
void letter_word_write_instead(struct letter_page *letter);

/* ---- serve/page_choices.c */

/* To whom a letter goes, as a form says it: "all" or nothing, or numbers of a
 * column and of one of its values. False for what no form offers. */
struct job_change_to;
bool letter_read_to(
    const struct job_file *file, struct slice said, struct job_change_to *to);
/* The options of such a choice; `entry` is the one whose own is chosen, or
 * SIZE_MAX. */
void letter_write_to(
    struct work *work, const struct job_file *file, size_t entry);

/* ---- serve/letter_place.c */

/* What came with a form becomes a letter of the job. */
void letter_place(struct work *work);

#endif
