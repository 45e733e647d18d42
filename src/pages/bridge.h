/*
 * pages/bridge.h - libqpdf's failures as diagnostics; for pages/ only.
 */
#ifndef PAGES_BRIDGE_H
#define PAGES_BRIDGE_H

#include <qpdf/qpdf-c.h>

#include "base/diag.h"

/* Opens a file, whose bytes live in mem: as long as the result. NULL after a
 * report: it is damaged, encrypted or not there. */
qpdf_data pages_open(struct arena *mem, const char *path, struct diag *diag);
void pages_close(qpdf_data pdf);

/* Whether nothing has failed so far, and nothing was doubtful. Otherwise that
 * has been reported. */
bool pages_are_fine(qpdf_data pdf, const char *path, struct diag *diag);

#endif
