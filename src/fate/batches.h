/*
 * fate/batches.h - which letters are posted with their batches.
 */
#ifndef FATE_BATCHES_H
#define FATE_BATCHES_H

#include "fate/chain.h"

/*
 * The letters of these batches that can be posted; *left counts the others:
 * withdrawn, posted already, to be printed again. False after a report: a
 * batch does not exist, or has nothing to post.
 */
bool batches_letters(struct chain *chain, const char *run,
    const struct numbers *batches, struct numbers *letters, uint32_t *left,
    struct diag *diag);

#endif
