/*
 * ledger/texts.h - a row of texts as JSON (RFC 8259), which an auditor's SQL
 * can read, and which comes back as it was.
 *
 * For ledger/, and for whoever gives it lines or takes them from it.
 */
#ifndef LEDGER_TEXTS_H
#define LEDGER_TEXTS_H

#include "base/arena.h"
#include "base/strbuf.h"

/* ["a","b"]: quotes, backslashes and controls are escaped, and no other character. */
void texts_write(struct strbuf *out, const struct slice *texts, size_t count);

/* Reads what texts_write has written; NULL for anything else. The texts borrow
 * from it or live in mem. */
const struct slice *texts_read(
    struct arena *mem, struct slice json, size_t *count);

#endif
