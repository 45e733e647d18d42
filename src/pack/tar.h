/*
 * pack/tar.h - an archive of files, as POSIX's ustar and pax have it.
 *
 * Names are UTF-8; of a name that is long or not ASCII a pax record says so.
 */
#ifndef PACK_TAR_H
#define PACK_TAR_H

#include "base/strbuf.h"
#include "text/date.h"

#define TAR_BLOCK 512
/* What ustar's size can say. */
#define TAR_SIZE_MOST ((uint64_t)8 << 30)

/* What stands before the bytes of a file; of the day only the date is kept. */
void tar_write_head(
    struct strbuf *out, struct slice name, uint64_t size, day when);
/* Zeros that fill up the last block of so many bytes. */
void tar_write_fill(struct strbuf *out, uint64_t size);
/* The end of an archive. */
void tar_write_end(struct strbuf *out);

#endif
