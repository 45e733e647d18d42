/*
 * plan/record_pack.h - a record of set rows, copied, or sent from one process
 * of this program to another, which has the same messages at the same places.
 */
#ifndef PLAN_RECORD_PACK_H
#define PLAN_RECORD_PACK_H

#include "base/strbuf.h"
#include "plan/set_row.h"

/* With all its texts in the arena. */
struct set_record *record_dup(
    struct arena *mem, const struct set_record *record);

void record_pack(struct strbuf *out, const struct set_record *record);

/* The next of those packed one after another, in the arena; its texts borrow
 * from `packed`. NULL where the bytes are not whole. */
struct set_record *record_unpack(struct arena *mem, struct slice *packed);

#endif
