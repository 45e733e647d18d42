/*
 * pdf/batch_private.h - a batch being made, for batch.c and page.c.
 */
#ifndef PDF_BATCH_PRIVATE_H
#define PDF_BATCH_PRIVATE_H

#include "pdf/job.h"
#include "pdf/label.h"
#include "pdf/tag.h"
#include "pdf/trim.h"

/* How a form was painted last: mostly it stands there again. */
struct painted {
	uint32_t name; /* n of /Sn, from 1; 0: not in this batch yet */
	mpt x, y;
	uint32_t len;
	char text[PEN_FORM_MAX];
};

struct pdf_batch {
	struct pdf_job *job;
	struct arena *mem;
	struct haru *haru;
	struct tags *tags; /* NULL where untagged */
	struct slice title;
	struct haru_object *resources, *form_resources;
	bool *used; /* by part of a font */
	struct picture_use pictures;
	struct foreign_use foreigns;
	struct trim trim; /* of the first page; the others inherit it */
	/* Shared galleys, by form index; forms by the n of their /Sn less 1. */
	struct painted *painted;
	size_t painted_room;
	const struct form **forms;
	size_t form_count, form_room;
	struct letter_place *places;
	size_t place_count, place_room;
	uint32_t pages;
	struct strbuf content, entries; /* scratch */
};

/* Where pages of other PDFs go. */
static inline struct foreign_file
batch_foreign_file(struct pdf_batch *batch, struct diag *diag)
{
	return (struct foreign_file){
	    &batch->foreigns, batch->haru, batch->mem, diag};
}

/* Adds one page, NULL for a blank one. False after a report. */
bool page_add(struct pdf_batch *batch, const struct page *page,
    const struct trim *trim, struct diag *diag);

#endif
