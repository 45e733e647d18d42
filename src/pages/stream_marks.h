/*
 * pages/stream_marks.h - marked content (ISO 32000-1 14.6) that stays, for
 * stream.c.
 */
#ifndef PAGES_STREAM_MARKS_H
#define PAGES_STREAM_MARKS_H

#include "pages/stream.h"

/*
 * Begins a mark: its operands are a tag and, perhaps, a property list or its
 * name. Writes it as it stays; false where it cannot.
 */
bool marks_begin(struct stream_marks *marks, const struct slice *operands,
    size_t count, bool in_text, struct strbuf *out);

/* Ends the last; false where there is none, or it began elsewhere. */
bool marks_end(struct stream_marks *marks, bool in_text, struct strbuf *out);

/* Whether what is shown here is read aloud, or said not to be. */
bool marks_cover(const struct stream_marks *marks);

/* Whether operands have a property list that says something. */
bool marks_say(const struct slice *operands, size_t count);

#endif
