/*
 * letter/fence.h - which files a letter may take in.
 *
 * The author of a letter may name any file, and its contents are printed to
 * everybody who gets the letter. So a part is a .md file and a picture a .png
 * or .jpg, and both lie in the job's folder or in the templates, below them or
 * in them; links are followed before that is checked.
 */
#ifndef LETTER_FENCE_H
#define LETTER_FENCE_H

#include "letter/reading.h"

enum fence_kind { FENCE_PART, FENCE_PICTURE };

/* Whether the name, as it is written, has the kind's end. */
bool fence_has_end(enum fence_kind kind, const char *name);

/*
 * Whether the file, found at `path` by the name that stands at `span`, may be
 * read. False after a report with the cure.
 */
bool fence_lets_in(struct reading *reading, enum fence_kind kind,
    const char *path, struct slice name, struct span span);

#endif
