/*
 * beside/lines.h - the first lines of many that are told of.
 */
#ifndef BESIDE_LINES_H
#define BESIDE_LINES_H

#include <stdint.h>

#include "base/arena.h"

#define LINES_TOLD 12

struct lines_told {
	uint32_t at[LINES_TOLD];
	uint32_t count; /* all of them */
};

void lines_tell(struct lines_told *lines, uint32_t line);

/* "3, 17, …" */
struct slice lines_write(struct arena *mem, const struct lines_told *lines);

#endif
