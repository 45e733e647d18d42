/*
 * sealed/later.h - a run's report.html once more, with what happened since the
 * seal: the fates of its letters by area, and the events.
 *
 * The report in keep/ is sealed and says nothing of later. This page is made of
 * the sealed ledger and the events, on demand, and is not part of the run.
 */
#ifndef SEALED_LATER_H
#define SEALED_LATER_H

#include "base/diag.h"

/*
 * In the language of the run's own report; catalogues: where words are
 * (base/places.h). A file that is there is not overwritten. False after
 * reports: no run, a purged one, one whose ledger or events do not hold.
 */
bool later_write(const char *run, const char *path, const char *catalogues,
    struct diag *diag);

#endif
