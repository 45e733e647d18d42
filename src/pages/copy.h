/*
 * pages/copy.h - pages of sealed PDFs, copied into an empty file by libqpdf.
 *
 * Content streams, fonts and pictures are copied byte for byte. Nothing else of
 * the source comes along: no structure, links, marks or metadata, and only
 * those of a page's resources that its content names.
 */
#ifndef PAGES_COPY_H
#define PAGES_COPY_H

#include "base/sink.h"

struct pages_part {
	const char *path;
	uint32_t first, count; /* pages, from 1 */
};

/* Parts of the same file must follow each other. False after a report; the
 * caller ends the sink. */
bool pages_copy(struct sink *sink, const struct pages_part *parts, size_t count,
    struct diag *diag);

#endif
