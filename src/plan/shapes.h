/*
 * plan/shapes.h - what the cells of each column look like, without saying what
 * they hold: for `utskick check`.
 *
 * A shape has 9 for a digit, A for a capital and a for other letters, a+ for
 * two or more of them; other signs stand as they are. "Aa+-Aa+" is a double
 * name, "999 99" a postcode. Shapes that stand in fewer than five cells are
 * counted, not shown: a rare one could be somebody's.
 */
#ifndef PLAN_SHAPES_H
#define PLAN_SHAPES_H

#include "load/watcher.h"

#define SHAPES_SHOWN 3

struct column_shapes {
	uint32_t filled; /* cells that are not empty */
	uint32_t kinds; /* different shapes */
	struct {
		struct slice shape;
		uint32_t count;
	} common[SHAPES_SHOWN];
	size_t common_count; /* most first */
};

/* Leaves one per column in the account. */
extern const struct watcher shapes_watcher;

#endif
