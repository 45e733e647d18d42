/*
 * ledger/addressee.h - to whom a letter went: the ledger's names as words.
 */
#ifndef LEDGER_ADDRESSEE_H
#define LEDGER_ADDRESSEE_H

#include "base/strbuf.h"
#include "base/words.h"

/* Adds the words for the ledger's names: "client", "client, guardian" … */
void addressee_write(
    struct strbuf *out, const struct words *words, struct slice names);

#endif
