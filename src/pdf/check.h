/*
 * pdf/check.h - what a PDF would refuse, said while letters are set.
 *
 * A damaged picture, a skipped heading or a picture without words would end
 * the job when its batches are written; asked here, it is refused before
 * anything is numbered. The same faults, the same messages.
 */
#ifndef PDF_CHECK_H
#define PDF_CHECK_H

#include "pdf/batch.h"

struct pdf_check;

struct pdf_check *pdf_check_new(
    struct arena *job_mem, enum pdf_profile profile);
void pdf_check_free(struct pdf_check *check);

/* The same of one picture alone, and whether it is grey; false after a
 * report. */
bool pdf_check_picture(struct pdf_check *check, const struct picture *picture,
    bool *grey, struct diag *diag);

/*
 * Looks at a letter's pages; each picture is decoded once a job. False after
 * a report.
 */
bool pdf_check_letter(
    struct pdf_check *check, const struct pages *pages, struct diag *diag);

#endif
