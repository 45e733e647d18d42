/*
 * paper/longest.h - an invented address as long as a stationery takes.
 */
#ifndef PAPER_LONGEST_H
#define PAPER_LONGEST_H

#include "layout/setter.h"

#define LONGEST_LINES_MOST 6

/*
 * As many lines as the address frame holds, six at most, each of the widest of
 * some wordings that fits; 0 where there is no such frame.
 */
size_t longest_address(struct arena *mem, struct setter *setter,
    const struct stationery *stationery, struct slice at[LONGEST_LINES_MOST]);

#endif
