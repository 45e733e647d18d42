/*
 * manifest/addressee.h - to whom a letter went, in the language in use.
 */
#ifndef MANIFEST_ADDRESSEE_H
#define MANIFEST_ADDRESSEE_H

#include "base/strbuf.h"

/* Adds the words for the ledger's names: "client", "client, guardian" … */
void addressee_write(struct strbuf *out, struct slice names);

#endif
