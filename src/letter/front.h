/*
 * letter/front.h - the front matter: YAML between two lines of three dashes.
 *
 *	---
 *	language: sv
 *	subject: Fritt val i hemtjänsten
 *	wrapped: true
 *	defaults: {Handläggare: din handläggare}
 *	parts: {underskrift: underskrift-norr.md}
 *	styles: {heading: rubrik}
 *	---
 *
 * Inside letter/ only.
 */
#ifndef LETTER_FRONT_H
#define LETTER_FRONT_H

#include "conf/schema.h"
#include "letter/reading.h"

struct front {
	struct conf_text language;
	struct conf_text subject;
	struct conf_flag wrapped;
	const struct yaml *defaults;
	const struct yaml *parts;
	const struct yaml *styles;
	size_t end; /* byte where the letter's text starts */
	uint32_t end_line; /* its line, from 0 */
};

/*
 * Reads the front matter of a whole source; all zero where there is none.
 * False after reports.
 */
bool front_read(struct arena *job_mem, uint32_t file, struct slice text,
    struct front *front, struct diag *diag);

/* False after a report at `place`: it is no code of a language, or not the one
 * that is written for it. */
bool front_check_language(
    struct slice language, struct span place, struct diag *diag);

/* Puts `defaults:` into the letter. */
void front_take_defaults(struct arena *job_mem, const struct front *front,
    struct letter *letter, struct diag *diag);

/* Gives blocks without a style the one `styles:` has for their kind. */
void front_set_styles(
    const struct front *front, struct node *root, struct diag *diag);

#endif
