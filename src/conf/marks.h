/*
 * conf/marks.h - libyaml's marks as offsets and spans; for conf/ alone.
 *
 * A mark's index counts code points from the start of what was parsed; its
 * line and column are not used, since libyaml also counts U+0085, U+2028 and
 * U+2029 as line ends.
 */
#ifndef CONF_MARKS_H
#define CONF_MARKS_H

#include "base/diag.h"

struct marks {
	const struct sources *sources;
	uint32_t file;
	size_t from; /* where the YAML begins in the file */
	struct slice text; /* the YAML */
	size_t index, offset; /* the place last asked for */
};

/* Offset in marks->text; cheap near the place last asked for. */
size_t marks_offset(struct marks *marks, size_t index);

/* Bytes [from, to) of marks->text, cut at the end of the first line. */
struct span marks_span(const struct marks *marks, size_t from, size_t to);

/* Offset of the first byte of the line that `offset` lies in. */
size_t marks_line_start(const struct marks *marks, size_t offset);

/* The line that begins at `start`, without its end. */
struct slice marks_line(const struct marks *marks, size_t start);

#endif
