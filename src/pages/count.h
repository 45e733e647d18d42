/*
 * pages/count.h - how many pages a PDF has, counted by libqpdf.
 *
 * None of the code that wrote the file takes part. A damaged or encrypted file
 * is refused; nothing is repaired.
 */
#ifndef PAGES_COUNT_H
#define PAGES_COUNT_H

#include "base/diag.h"

/* False after a report. */
bool pages_count(const char *path, uint32_t *count, struct diag *diag);

/* A text of the information dictionary ("Title"), in mem; empty where there is
 * none. False after a report. */
bool pages_information(struct arena *mem, const char *path, const char *key,
    struct slice *text, struct diag *diag);

#endif
