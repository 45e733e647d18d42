/*
 * pdf/deflate.h - FlateDecode by libdeflate (ISO 32000-1 7.4.4).
 *
 * Two strengths: pages are compressed at once and small, so level 1; what is
 * made once per job (fonts, shared forms) may take its time.
 */
#ifndef PDF_DEFLATE_H
#define PDF_DEFLATE_H

#include "base/arena.h"

struct deflater;

/* Running out of memory ends the program. */
struct deflater *deflater_new(void);
void deflater_free(struct deflater *deflater);

/* The zlib stream of `bytes`, in the arena. */
struct slice deflate_page(
    struct deflater *deflater, struct arena *arena, struct slice bytes);
struct slice deflate_once(
    struct deflater *deflater, struct arena *arena, struct slice bytes);

#endif
