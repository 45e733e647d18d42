/*
 * run/parts_look.h - whether every batch of a plan is written: one whole part for
 * each, and nothing else beside them.
 */
#ifndef RUN_PARTS_LOOK_H
#define RUN_PARTS_LOOK_H

#include "run/plan_folder.h"

/* Results by batch, from 0. False after reports of all that is wrong, and of the
 * command that writes it. */
bool parts_look(const struct plan_folder *folder,
    const struct plan_parts *planned, struct batch_result *results,
    struct diag *diag);

#endif
