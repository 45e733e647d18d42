/*
 * pages/bridge.h - libqpdf's failures as diagnostics; for pages/ only.
 */
#ifndef PAGES_BRIDGE_H
#define PAGES_BRIDGE_H

#include <qpdf/qpdf-c.h>

#include "base/diag.h"

/* Opens a file. Its bytes are in mem, which must outlive the result. NULL after
 * a report: the file is damaged, encrypted or missing. */
qpdf_data pages_open(struct arena *mem, const char *path, struct diag *diag);
void pages_close(qpdf_data pdf);

/* The same of a file's bytes, reported at `asked`. */
qpdf_data pages_open_bytes(
    struct slice bytes, const char *path, struct diag *diag, struct span asked);

/* Whether nothing has failed or was doubtful so far. False after a report. */
bool pages_are_fine(qpdf_data pdf, const char *path, struct diag *diag);
bool pages_are_fine_at(
    qpdf_data pdf, const char *path, struct diag *diag, struct span asked);

#endif
