/*
 * layout/dump.h - the packed dump of galleys, for digests.
 *
 * The packed form holds what is seen and nothing else, little-endian, each
 * list led by its count. Fonts stand as the first eight bytes of their file's
 * SHA-256, since their numbers depend on which was opened first.
 */
#ifndef LAYOUT_DUMP_H
#define LAYOUT_DUMP_H

#include "base/strbuf.h"
#include "layout/page.h"

/* Changes with the form, so that hashes of two forms never agree. */
#define DUMP_VERSION 3

/* Lines [from, to) of a galley and the bars placed with them. */
void dump_pack_galley(struct strbuf *out, const struct galley *galley,
    uint32_t from, uint32_t to);

/* The role of pieces that the content hash leaves out. */
#define DUMP_MARK_ROLE "mark"

#endif
