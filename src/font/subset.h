/*
 * font/subset.h - a font file with the glyphs a job uses, by hb-subset.
 *
 * Glyph indices are kept (RETAIN_GIDS), layout tables dropped.
 */
#ifndef FONT_SUBSET_H
#define FONT_SUBSET_H

#include "font/codes.h"

/*
 * The subset of `font` with all glyphs of its parts in `codes`; bytes live in
 * job_mem. False after a report.
 */
bool font_subset(struct arena *job_mem, const struct font *font,
    const struct glyph_codes *codes, struct diag *diag, struct slice *bytes);

#endif
