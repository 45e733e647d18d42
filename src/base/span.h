/*
 * base/span.h - where in a source file something stands.
 *
 * Every token of a job file, letter or stationery carries one from the first
 * byte read. Lines and columns count from 1; columns and length count code
 * points of the decoded text, as an editor shows them. file == 0: no place.
 */
#ifndef BASE_SPAN_H
#define BASE_SPAN_H

#include <stdint.h>

struct span {
	uint32_t file; /* from sources_add, 0 for none */
	uint32_t line;
	uint32_t column;
	uint32_t length; /* 0: a point, or the whole line where column is 0 */
};

#define NO_SPAN ((struct span){0, 0, 0, 0})

/* The part of a one-line span from `from` (code points), `length` long. */
static inline struct span
span_part(struct span span, uint32_t from, uint32_t length)
{
	span.column += from;
	span.length = length;
	return span;
}

#endif
