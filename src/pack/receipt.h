/*
 * pack/receipt.h - the paper that the print shop signs.
 */
#ifndef PACK_RECEIPT_H
#define PACK_RECEIPT_H

#include "pack/pack.h"

void receipt_write(struct strbuf *out, const struct pack_spec *spec,
    const struct seal *seal, struct slice title, const struct pack_made *made);

#endif
