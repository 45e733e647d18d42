/*
 * sealed/finder.h - the rows of a person in a sealed run; for this folder.
 */
#ifndef SEALED_FINDER_H
#define SEALED_FINDER_H

#include "sealed/sealed_run.h"

/*
 * Calls seen with each row whose key is this one, in any spelling, a protected
 * person's by the keyed hash. False after a report: the run cannot be asked.
 */
bool finder_each(struct sealed *sealed, struct slice key,
    void (*seen)(const struct ledger_row *row, void *ctx), void *ctx,
    struct diag *diag);

#endif
