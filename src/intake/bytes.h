/*
 * intake/bytes.h - the register file's bytes, block by block, hashed on the
 * way.
 *
 * A register is read twice: once to survey it, once for its rows. The digest
 * of both readings must be the same.
 */
#ifndef INTAKE_BYTES_H
#define INTAKE_BYTES_H

#include "base/diag.h"
#include "base/hash.h"

#define BYTES_BLOCK (256u << 10)

struct bytes;

/* NULL after a report at `asked`: the file is missing, or is a folder … */
struct bytes *bytes_open(
    const char *path, struct span asked, struct diag *diag);
void bytes_close(struct bytes *bytes);

/*
 * The next block, at most BYTES_BLOCK long; empty at the end. False after a
 * report. The view is valid until the next call.
 */
bool bytes_next(struct bytes *bytes, struct slice *block, struct diag *diag);

/* Back to the first byte; the hash starts over. False after a report. */
bool bytes_rewind(struct bytes *bytes, struct diag *diag);

/* The same file for a library: a descriptor of its own, to be closed; -1
 * after a report. */
int bytes_descriptor(const struct bytes *bytes, struct diag *diag);

/* Of all bytes given since the start; ends the hash. */
struct digest bytes_digest(struct bytes *bytes);

#endif
