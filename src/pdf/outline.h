/*
 * pdf/outline.h - a bookmark for each letter, by its number alone.
 */
#ifndef PDF_OUTLINE_H
#define PDF_OUTLINE_H

#include "pdf/label.h"

/*
 * Adds an outline (ISO 32000-1 12.3.3) with an item per letter; *number is its
 * root's. False after a report.
 */
bool outline_add(struct haru *haru, struct arena *batch_mem,
    const struct letter_place *places, size_t count, uint32_t *number,
    struct diag *diag);

#endif
