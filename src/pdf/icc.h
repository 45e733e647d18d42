/*
 * pdf/icc.h - the colours a batch is meant in: an sRGB profile of our own.
 *
 * PDF/A wants an output intent with an ICC profile wherever device colours
 * are used (ISO 19005-2 6.2.4.3). This is a display profile of ICC.1:2001-04
 * (version 2.4): matrix and tone curve of IEC 61966-2-1, adapted to D50 by
 * Bradford, made from numbers here, so no file and no licence come with it.
 */
#ifndef PDF_ICC_H
#define PDF_ICC_H

#include "base/strbuf.h"

/* Appends the profile's bytes; the same ones always. */
void icc_add_srgb(struct strbuf *out);

#endif
