/*
 * pdf/label.h - page labels: "4711-1" is the first page of letter 4711, "B2-1"
 * that of the file's second banner sheet.
 *
 * So a reader goes to a letter by its number (ISO 32000-1 12.4.2). Numbers
 * only, never a name.
 */
#ifndef PDF_LABEL_H
#define PDF_LABEL_H

#include "pdf/haru.h"

/* Where a letter begins in its batch. */
struct letter_place {
	uint32_t number; /* of the letter or banner */
	bool banner;
	uint32_t page; /* its first page in the file, from 0 */
	uint32_t pages; /* how many, blank ones counted */
	uint32_t object; /* number of its first page's object */
};

/*
 * Adds the number tree to the document; *number is its root's. False after a
 * report.
 */
bool labels_add(struct haru *haru, struct arena *batch_mem,
    const struct letter_place *places, size_t count, uint32_t *number,
    struct diag *diag);

#endif
