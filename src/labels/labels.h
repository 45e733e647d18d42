/*
 * labels/labels.h - address labels, or envelopes, for the letters of a sealed
 * run: the lines that its letters show in their windows, in mailing order.
 *
 * Everything comes from the run's ledger, nothing from a register. A letter
 * that was withdrawn gets none; one whose lines do not fit is told by its number
 * and gets none either.
 */
#ifndef LABELS_LABELS_H
#define LABELS_LABELS_H

#include "base/diag.h"

struct labels_spec {
	const char *run;
	const char *sheet; /* see label_sheet_read */
	const char *out; /* the PDF; not there yet */
	uint32_t skip; /* labels that the first sheet lacks */
};

struct labels_made {
	uint32_t labels, sheets;
	uint32_t held; /* lines that do not fit */
	uint32_t withdrawn;
};

/*
 * False after reports: no run, a purged one, a ledger that is not the sealed
 * one, a sheet that cannot be; no file is written then, nor where no letter has
 * a label.
 */
bool labels_make(const struct labels_spec *spec, struct labels_made *made,
    struct diag *diag);

#endif
