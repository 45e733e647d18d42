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

/* Begins a file, which has none of them. */
void foreigns_start(struct foreigns *foreigns);

/*
 * Adds the objects of the excerpt where the file has none yet; gives the number
 * of the page's form, 0 after a report.
 */
uint32_t foreign_add(struct foreigns *foreigns, const struct foreign *foreign,
    uint32_t page, struct haru *haru, struct arena *batch_mem,
    struct diag *diag);

#endif
