/*
 * ledger/banner.h - banner sheets: they lie between batches, or between groups
 * of letters within one, and show the person who handles the pile where it ends.
 *
 * A banner is a sheet of its batch and stands in its file, but it is not a
 * letter: it has no letter's number and no row.
 */
#ifndef LEDGER_BANNER_H
#define LEDGER_BANNER_H

#include "base/diag.h"

enum banner_use {
	BANNER_NONE,
	BANNER_BATCH, /* before each batch */
	BANNER_GROUP, /* and where the group changes within it */
};

/* Slices live until the callback that is given it returns. */
struct banner {
	uint32_t batch, batches; /* k of n */
	uint32_t number, count; /* the same of the batch's banners */
	uint32_t page; /* of the batch's file */
	/* The letters after it, to the next banner, and their sheets. */
	uint32_t first_letter, last_letter, sheets;
	struct slice envelope; /* the batch's class */
	struct slice stationery; /* and what its letters are set on */
	struct slice part; /* what all of the batch have in common */
	struct slice group; /* what all these letters have */
};

#endif
