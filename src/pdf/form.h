/*
 * pdf/form.h - shared galleys as Form XObjects, compressed once per job.
 *
 * A block that no row changes is the same galley in every letter
 * (layout/page.h). Its operators are written and compressed when it is first
 * met; each batch holds it once and paints it wherever it stands. Static and
 * variable content never meet in one form.
 */
#ifndef PDF_FORM_H
#define PDF_FORM_H

#include "pdf/content.h"

/* One shared galley, whole. */
struct form {
	const struct galley *galley;
	struct slice box; /* "/BBox[…]" */
	struct slice bytes; /* compressed operators */
	bool *used; /* by part: fonts it shows */
	struct picture_use pictures;
	size_t index; /* among the job's forms, from 0 */
};

struct forms;

struct forms *forms_new(struct arena *job_mem, const struct content_job *job,
    struct deflater *deflater);
void forms_free(struct forms *forms);

/*
 * The form of a galley whose id is not 0, made where it is new. Its origin is
 * the galley's top left corner. NULL after a report.
 */
const struct form *forms_find(
    struct forms *forms, const struct galley *galley, struct diag *diag);

#endif
