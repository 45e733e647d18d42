/*
 * layout/picture.h - image files, as far as placing them needs.
 *
 * Reads the file and from its header the kind, the pixels and how large one is
 * meant to be (PNG: pHYs; JPEG: JFIF's density; otherwise 150 to the inch). The
 * image itself is decoded in pdf/. A PDF's page is taken whole
 * (pages/excerpt.h).
 */
#ifndef LAYOUT_PICTURE_H
#define LAYOUT_PICTURE_H

#include "base/diag.h"
#include "base/unit.h"
#include "layout/page.h"

struct picture_size {
	mpt width, height;
};

/*
 * The picture of a path, read once; `page` is that of a PDF, from 1, or 0 for
 * its only one. NULL after a report at `asked`: it is not there, neither PNG,
 * JPEG nor PDF, cut short, or beyond 20,000 pixels a side.
 */
struct picture *picture_read(struct arena *job_mem, const char *path,
    uint32_t page, struct diag *diag, struct span asked);

/* A name of its own for each page of a PDF: hashes and objects go by it. */
struct digest picture_page_digest(const struct digest *file, uint32_t page);

/* Its own size, or scaled down to `most` wide. */
struct picture_size picture_size(const struct picture *picture, mpt most);

#endif
