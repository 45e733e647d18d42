/*
 * pdf/trim.h - the boxes of a page that is cut, and the marks to cut it at.
 *
 * ISO 32000-1 14.11.2. The page as cut has its corner at the origin, so what
 * stands on it has the same place with bleed and without; media and bleed
 * reach beyond it, to the left and below too.
 */
#ifndef PDF_TRIM_H
#define PDF_TRIM_H

#include "layout/page.h"
#include "pdf/pen.h"

struct trim {
	mpt width, height;
	mpt bleed;
	mpt margin; /* of the media, around the page as cut */
	bool marks;
};

struct trim trim_of(const struct pages *pages);

bool trim_same_media(const struct trim *a, const struct trim *b);

/* "/MediaBox[…]" */
void trim_add_media(struct strbuf *out, const struct trim *trim);
/* "/TrimBox[…]", and "/BleedBox[…]" where there is one. */
void trim_add_boxes(struct strbuf *out, const struct trim *trim);

/* "/BBox[…]" of a form that lies on all of the media. */
void trim_add_overlay_box(struct strbuf *out, const struct trim *trim);

/* Outside any text and marked content; an artifact where the page is tagged.
 */
void trim_add_marks(struct pen *pen, const struct trim *trim, bool tagged);

#endif
