/*
 * letter/letter.h - a letter's source: front matter, Markdown, fields.
 *
 * Read once per job. Block tags split the source before it is parsed and
 * fields become placeholders, so that a row's data can never become markup.
 * Every node keeps file, line and column. See docs/letter.md.
 */
#ifndef LETTER_LETTER_H
#define LETTER_LETTER_H

#include "doc/node.h"
#include "expr/expr.h"

struct letter_field {
	struct expr *expr;
	struct slice source; /* as written between the braces */
	struct span span;
	bool optional;
};

struct letter {
	const char *path;
	uint32_t file; /* in diag's sources */
	struct slice language; /* front matter, or the default */
	struct slice subject; /* front matter `subject:`, may be empty */
	struct node *root; /* NODE_DOCUMENT, template kinds included */
	struct letter_field *fields;
	size_t field_count;
};

struct letter_options {
	const char *default_language; /* "sv" */
	const char *const *part_folders; /* for {{> part.md}}, NULL-terminated */
	uint32_t *next_id; /* block ids, shared by all letters of a job */
};

/* Reads a file. NULL after all its faults are reported. */
struct letter *letter_read(struct arena *job_mem, const char *path,
    const struct letter_options *options, struct diag *diag,
    struct span asked);

/* The same for a text inside another file (a stationery's frame). */
struct letter *letter_parse(struct arena *job_mem, uint32_t file,
    struct slice text, struct span place, const struct letter_options *options,
    struct diag *diag);

/* Checks every field against what the job knows; false after reports. */
bool letter_check(struct letter *letter, const struct scope *scope,
    struct diag *diag);

#endif
