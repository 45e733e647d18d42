/*
 * pdf/cmap.h - the two tables of a part of a font: code to glyph, code to text.
 *
 * Codes are one byte, so both say one code space <00> to <FF>. See Adobe
 * Technical Note 5014 for the form, ISO 32000-1 9.7.5 and 9.10.3 for the use.
 */
#ifndef PDF_CMAP_H
#define PDF_CMAP_H

#include "base/strbuf.h"

/* One code of a part. */
struct cmap_code {
	uint8_t code;
	uint16_t glyph;
	struct slice text; /* what it stands for; never empty */
};

/* An embedded CMap whose CIDs are the codes. */
void cmap_add_bytes(struct strbuf *out, struct slice name);

/* An embedded CMap: code to glyph index, which is the CID. */
void cmap_add_glyphs(struct strbuf *out, struct slice name,
    const struct cmap_code *codes, size_t count);

/* A ToUnicode CMap. */
void cmap_add_texts(
    struct strbuf *out, const struct cmap_code *codes, size_t count);

#endif
