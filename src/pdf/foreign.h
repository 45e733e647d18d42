/*
 * pdf/foreign.h - pages of other PDFs as objects: compressed once a job, once
 * in each file.
 *
 * All pages of an excerpt share its fonts and images, so the first of them that
 * a file uses brings the objects of all.
 */
#ifndef PDF_FOREIGN_H
#define PDF_FOREIGN_H

#include "pages/excerpt.h"
#include "pdf/deflate.h"
#include "pdf/haru.h"

struct foreigns;
/* One excerpt, ready to be objects. */
struct foreign;

struct foreigns *foreigns_new(struct arena *job_mem, struct deflater *deflater);
void foreigns_free(struct foreigns *foreigns);

/* Made ready where it is new; the excerpt lives as long as the job. */
const struct foreign *foreigns_find(
    struct foreigns *foreigns, const struct excerpt *excerpt);

/* What of them a file has already; all zero where that is nothing. */
struct foreign_use {
	struct haru_object ***added; /* by excerpt; NULL: not yet */
	size_t room;
	uint32_t *contents; /* objects, by content made ready; 0: not yet */
	size_t content_room;
};

void foreign_use_fini(struct foreign_use *use);

/* A file being written. */
struct foreign_file {
	struct foreign_use *use;
	struct haru *haru;
	struct arena *mem; /* of the batch */
	struct diag *diag;
};

/*
 * Adds the objects of the excerpt where the file has none yet; gives the number
 * of the page's form, 0 after a report.
 */
uint32_t foreign_add(const struct foreign *foreign, uint32_t page,
    const struct foreign_file *file);

/*
 * The same of a page whose tags come along: its content, moved up by `shift`,
 * is an object of the file once; its resources and group are entries of each
 * page, added to `entries`. `more` names forms that stand on it or below it, as
 * entries of its /XObject; or it is empty. Gives the content's number, 0 after a
 * report.
 */
uint32_t foreign_add_page(struct foreigns *foreigns,
    const struct foreign *foreign, uint32_t page, mpt shift, struct slice more,
    const struct foreign_file *file, struct strbuf *entries);

#endif
