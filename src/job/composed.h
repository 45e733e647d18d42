/*
 * job/composed.h - lines of an address that the job makes of several cells.
 *
 * `street: "Gata + ' ' + Nr"` is a column like any other (job/computed.h), and
 * record/address.h judges its text. What is odd in one of the cells does not
 * show in the whole: "Storgatan NULL", "Storgatan 03-apr".
 */
#ifndef JOB_COMPOSED_H
#define JOB_COMPOSED_H

#include "job/reads.h"

/*
 * False, and why, where a cell of which a line of the address is made is no
 * part of one. Lines that are a column of the register pass.
 */
bool composed_fits(const struct job_reads *reads, const char *language,
    struct arena *letter_mem, const struct row *row,
    const struct address_columns *from, struct problem *why);

#endif
