/*
 * pdf/icc.h - the colours a batch is meant in: profiles of our own.
 *
 * PDF/A wants an output intent with an ICC profile wherever device colours
 * are used (ISO 19005-2 6.2.4.3). This is a display profile of ICC.1:2001-04
 * (version 2.4): matrix and tone curve of IEC 61966-2-1, adapted to D50 by
 * Bradford, made from numbers here, so no file and no licence come with it.
 */
#ifndef PDF_ICC_H
#define PDF_ICC_H

#include "base/strbuf.h"

#define ICC_SRGB "sRGB IEC61966-2.1"
#define ICC_GREY "Grey with the tone curve of sRGB"

/* Append a profile's bytes; the same ones always. */
void icc_add_srgb(struct strbuf *out);

/*
 * A monochrome output profile (6.3.3.1 there) for black ink on white paper, as
 * PDF/X-4 wants one. The tone curve is that of sRGB: grey comes out as it looks
 * on a screen. It describes no press that was measured.
 */
void icc_add_grey(struct strbuf *out);

#endif
