/*
 * fate/batches.h - the letters of batches that are posted.
 */
#ifndef FATE_BATCHES_H
#define FATE_BATCHES_H

#include "fate/chain.h"

/*
 * The letters of these batches that can be posted; *left counts the others:
 * withdrawn, posted already, to be printed again. False after a report: there
 * is no such batch, or nothing to post.
 */
bool batches_letters(struct chain *chain, const char *run,
    const struct numbers *batches, struct numbers *letters, uint32_t *left,
    struct diag *diag);

#endif
