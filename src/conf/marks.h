/*
 * conf/marks.h - libyaml's marks as offsets and spans; for conf/ alone.
 *
 * A mark's index counts code points from the start of what was parsed; its
 * line and column are not used, since libyaml also counts U+0085, U+2028 and
 * U+2029 as line ends. Places are found from the one before: a file of one
 * long line costs no more than another.
 */
#ifndef CONF_MARKS_H
#define CONF_MARKS_H

#include "base/diag.h"

struct marks {
	const struct sources *sources;
	uint32_t file;
	size_t from; /* where the YAML begins in the file */
	struct slice text; /* the YAML */
	struct span start; /* of its first character */
	/* The place last asked for; the next one is mostly near. */
	size_t index, offset;
	uint32_t line, column; /* from the YAML's start, counted from 0 */
};

struct marks marks_of(
    const struct sources *sources, uint32_t file, size_t from, size_t len);

/* Offset in marks->text of a mark's index. */
size_t marks_offset(struct marks *marks, size_t index);

/* Bytes [from, to) of marks->text, cut at the end of the first line. */
struct span marks_span(struct marks *marks, size_t from, size_t to);

/* Offset of the first byte of the line that `offset` lies in. */
size_t marks_line_start(const struct marks *marks, size_t offset);

/* The line that begins at `start`, without its end. */
struct slice marks_line(const struct marks *marks, size_t start);

#endif
