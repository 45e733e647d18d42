/*
 * manifest/spool.h - text that waits for its place in a part of the workbook,
 * compressed as it comes.
 *
 * It lies in a nameless file, and is whole bytes of raw deflate (RFC 1951)
 * without an end, so that what stands before it and what follows can be
 * compressed by themselves.
 */
#ifndef MANIFEST_SPOOL_H
#define MANIFEST_SPOOL_H

#include <sys/types.h>

#include "base/strbuf.h"
#include "manifest/text_sum.h"

/*
 * Of zlib, for what is not rows. Its sixth level, which the library asks for,
 * took 44 % of a manifest's time; the second takes less than a third of that, for
 * a file 18 % larger. Rows are compressed by libdeflate's first, which is 2.6
 * times as fast again, for a file no larger.
 */
#define SPOOL_LEVEL 2

struct spool;

/* The file lies in `folder`. Never NULL: an error is kept for spool_end. */
struct spool *spool_open(const char *folder);
/* Accepts NULL. */
void spool_free(struct spool *spool);

void spool_add(struct spool *spool, struct slice text);
/* Nothing is added after it. Returns 0, or the errno of the first error. */
int spool_end(struct spool *spool);

/* After spool_end. Of all text that was added. */
uint64_t spool_len(const struct spool *spool);
/* Continues the CRC-32 of what stands before it. */
uint32_t spool_continue_crc(const struct spool *spool, uint32_t crc);
/* Of its compressed bytes, each of which has been unpacked again and was the
 * text. */
const struct text_sum *spool_packed(const struct spool *spool);

/* Up to `room` compressed bytes from there; 0 at the end, -1 with errno. */
ssize_t spool_read(
    const struct spool *spool, uint64_t from, char *to, size_t room);

/* Compresses text that stands before or after it; `last`: it ends the part. False
 * where zlib fails. */
bool spool_pack(struct strbuf *out, struct slice text, bool last);
/* The text of such bytes; false where they are not whole. */
bool spool_unpack(struct strbuf *out, struct slice packed, bool last);
/* As zlib's crc32. */
uint32_t spool_crc(uint32_t crc, struct slice text);

#endif
