/*
 * conf/laid.h - where in its bytes each value of a YAML text lies; for
 * conf/edit.h alone.
 *
 * The same tree as conf/yaml.h reads, item for item and pair for pair, but of
 * places. The text must be one that conf/yaml.h reads without an error.
 */
#ifndef CONF_LAID_H
#define CONF_LAID_H

#include "conf/yaml.h"

struct laid_part;

struct laid {
	enum yaml_kind kind;
	char style; /* of a scalar: 0 plain, or one of ' " | > */
	bool flow; /* a map or list in brackets */
	bool inside; /* of something in brackets */
	/* From its first byte to behind its last one; of what stands without
	 * brackets, the last value's. A comment behind it is not of it. */
	size_t from, to;
	struct laid_part *parts;
	size_t count;
};

struct laid_part {
	size_t from; /* of the key, the dash, or the item in brackets */
	size_t after; /* behind the ':' or the dash */
	struct laid *value;
};

/* NULL where there is no value at all, or the text cannot be read. */
struct laid *laid_read(struct arena *mem, struct slice text);

/* ---- lines of a text */

size_t laid_line_start(struct slice text, size_t at);
/* Of the line's LF, or the end of the text. */
size_t laid_line_end(struct slice text, size_t at);
/* Whether only blanks stand before it on its line. */
bool laid_begins_line(struct slice text, size_t at);
/* Whether blanks and a comment are all that follows on its line. */
bool laid_ends_line(struct slice text, size_t at);
/* Past blanks, line ends and comments. */
size_t laid_skip(struct slice text, size_t at);

#endif
