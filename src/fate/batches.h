/*
 * fate/batches.h - which letters are posted with their batches, and which of a
 * batch were withdrawn.
 */
#ifndef FATE_BATCHES_H
#define FATE_BATCHES_H

#include "fate/chain.h"
#include "fate/numbers.h"

/*
 * The letters of these batches that can be posted; *left counts the others:
 * withdrawn, posted already, to be printed again. False after a report: a
 * batch does not exist, or has nothing to post.
 */
bool batches_letters(struct chain *chain, const char *run,
    const struct numbers *batches, struct numbers *letters, uint32_t *left,
    struct diag *diag);

/*
 * Adds the letters of a batch that were withdrawn: none where there is no such
 * batch. False after a report.
 */
bool batches_withdrawn(struct arena *mem, const char *run, uint32_t batch,
    struct numbers *letters, struct diag *diag);

#endif
