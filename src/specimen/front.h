/*
 * specimen/front.h - a proof's first page: why each letter is in it, what is
 * not shown, and the account of the register.
 *
 * In the job's language, on the job's paper. Nothing of a person stands on it;
 * with real people, or rows that were asked for, their row numbers.
 */
#ifndef SPECIMEN_FRONT_H
#define SPECIMEN_FRONT_H

#include "specimen/gather.h"

/* `pages`: what each of the letters takes. False after a report. */
bool front_set(const struct job *job, const struct specimen_spec *spec,
    const struct gathered *gathered, struct maker *maker,
    const uint32_t *letter_pages, struct pages *pages, struct diag *diag);

#endif
