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

struct later_spec {
	const char *run, *path;
	const char *catalogues; /* where words are (base/places.h) */
	/* Pages of a proof with invented people, as PNG files; or none. */
	const struct slice *pages;
	size_t page_count;
};

/*
 * In the language of the run's own report. A file that is there is not
 * overwritten. False after reports: no run, a purged one, one whose ledger or
 * events do not hold.
 */
bool later_write(const struct later_spec *spec, struct diag *diag);

#endif
