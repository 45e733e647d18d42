/*
 * intake/shared.h - the texts that a workbook's cells point to.
 */
#ifndef INTAKE_SHARED_H
#define INTAKE_SHARED_H

#include "base/hash_set.h"
#include "base/strbuf.h"
#include "ooxml/xml.h"

struct strings {
	struct strbuf text; /* all, one after another */
	size_t *ends;
	size_t count, room;
	struct hash_set
	    struck; /* numbers, from 1, of those partly struck out */
};

/* Reads the part of that name. False after a report; strings_fini either way.
 */
bool strings_read(struct package *package, const char *part,
    struct strings *strings, struct diag *diag, struct span file);
void strings_fini(struct strings *strings);

/* The text of that number; false where there is none. */
bool strings_find(
    const struct strings *strings, size_t index, struct slice *text);

/* Whether a part of that text is struck through. */
bool strings_struck(const struct strings *strings, size_t index);

/* Appends a text with _xHHHH_ made the character it stands for (ECMA-376
 * part 1, 22.4.2.4). */
void strings_add_text(struct strbuf *out, struct slice text);

#endif
