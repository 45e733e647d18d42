/*
 * plan/sort_key.h - the bytes by which letters are put in mailing order.
 *
 * Each part of `order:` gives a collation key (Swedish, or the job's language),
 * escaped so that parts cannot run into each other, inverted where the order
 * is descending. The key column and a hash of the whole row come last, so that
 * two runs agree whatever the register's own order.
 */
#ifndef PLAN_SORT_KEY_H
#define PLAN_SORT_KEY_H

#include "base/diag.h"
#include "job/pile.h"
#include "record/row.h"

struct sort_keys;

/* By the order, then by the key column; NULL after a report. */
struct sort_keys *sort_keys_new(const struct job_pile *pile, size_t key,
    const char *language, struct diag *diag);
void sort_keys_free(struct sort_keys *keys);

/* Compare by bytes; in letter_mem. */
struct slice sort_keys_make(
    struct sort_keys *keys, struct arena *letter_mem, const struct row *row);

#endif
