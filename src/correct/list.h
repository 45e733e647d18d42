/*
 * correct/list.h - the bytes of a list of corrections: a line more, a line less,
 * another value in a line.
 *
 * Encoding, delimiter, quotes and line ends are the file's own; every byte that
 * is not asked for stays. What has been written is read back before it takes
 * the file's place (correct/save.h). Knows no register.
 */
#ifndef CORRECT_LIST_H
#define CORRECT_LIST_H

#include "base/strbuf.h"
#include "intake/intake.h"

enum list_field { LIST_KEY, LIST_COLUMN, LIST_OLD, LIST_NEW, LIST_WHO };
#define LIST_FIELDS 5

/* A list as it lies there, in the arena. */
struct list {
	struct arena *mem;
	const char *name; /* for reports */
	struct slice bytes; /* of the file */
	const struct intake_found *found;
	size_t fields[LIST_FIELDS]; /* by enum list_field, in its header */
	size_t width; /* fields of a line */
	bool quotes_all; /* its header has quotes around each */
	const char *line_end;
};

/* One correction, as texts of UTF-8 in the order of enum list_field. */
struct list_line {
	struct slice field[LIST_FIELDS];
};

/*
 * Reads the list. False after a report: it is no text of one byte a character
 * or UTF-8, or its header is not one of a list of corrections.
 */
bool list_open(
    struct list *list, struct arena *mem, const char *path, struct diag *diag);

/* The first bytes of a list that there was none of: as Excel writes and reads
 * them. */
void list_begin(struct strbuf *out);

/* The file's bytes with one more line at their end. False after a report: the
 * encoding has no such character. */
bool list_add(const struct list *list, const struct list_line *line,
    struct strbuf *out, struct diag *diag);

/* The same with another old and new value, and another name, in the record that
 * begins on that line. */
bool list_change(const struct list *list, uint32_t at,
    const struct list_line *line, struct strbuf *out, struct diag *diag);

/* The same without the record that begins on that line. */
void list_remove(const struct list *list, uint32_t at, struct strbuf *out);

#endif
