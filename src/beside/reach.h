/*
 * beside/reach.h - to how many rows the register's rows come.
 */
#ifndef BESIDE_REACH_H
#define BESIDE_REACH_H

#include "beside/index.h"

/* Rows of the register to which none, one, several rows of a file belong. */
struct reach {
	uint32_t none, one, several;
};

/* Counts a row of the register with its entries, which are marked. */
void reach_count(struct reach *reach, struct index_entry *entries, size_t count,
    bool in_letter);

#endif
