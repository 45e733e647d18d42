/*
 * run/room.h - whether the disk can hold a run, before it is written.
 */
#ifndef RUN_ROOM_H
#define RUN_ROOM_H

#include "ledger/plan.h"

/*
 * False after a report where what is left of the disk of `folder` is less than
 * the mailing of that plan takes at the very least; NULL: no ledger is made. A disk that has more may
 * still be full before the end; that is reported where it is met.
 */
bool room_check(const char *folder, const char *plan,
    const struct plan_counts *counts, struct diag *diag);

#endif
