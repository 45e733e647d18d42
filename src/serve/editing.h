/*
 * serve/editing.h - a text file of the folder that a form changes, and only as
 * long as it is the one that the form was made of.
 */
#ifndef SERVE_EDITING_H
#define SERVE_EDITING_H

#include "serve/task.h"
#include "serve/text.h"

#define EDITING_MOST ((size_t)256 << 10)

struct editing {
	struct work *work;
	const char *name; /* of the file; NULL: there is none of that name */
	struct slice bytes; /* as it is */
	struct text_kind kind;
	struct strbuf shown;
};

/* Finds a file of that name that can be edited, and reads it. False after a
 * report, or where there is none; editing_close in any case. */
bool editing_open(
    struct editing *editing, struct work *work, struct slice name);
void editing_close(struct editing *editing);

/* Hidden fields: which file, and which version of it, a form is of. */
void editing_hide(struct editing *editing);
/* Whether the form that came is of the file as it is. */
bool editing_is_seen(const struct editing *editing);
/* Saves what came. False after a report. */
bool editing_save(struct editing *editing);
/* What came, with the line ends of no file. */
void editing_show_sent(const struct editing *editing, struct strbuf *plain);

/* That nothing was saved, as `told` says, and the file as it is; the form
 * follows. */
void editing_write_theirs(struct editing *editing, const struct message *told);
/* That it could not be saved, and why; the form with what came follows. */
void editing_write_unsaved(struct work *work);
/* That there is no such file, or why it cannot be edited. */
void editing_write_none(struct work *work);

#endif
