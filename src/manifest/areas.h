/*
 * manifest/areas.h - the areas of a run that papers name, and all others as
 * one.
 */
#ifndef MANIFEST_AREAS_H
#define MANIFEST_AREAS_H

#include "base/words.h"
#include "ledger/areas.h"

/* So many are named: the ones with the most rows. Where there are more, those
 * of a single row are not: their names may be people's. */
#define AREAS_MAX 200

struct areas {
	struct ledger_area *at; /* the named ones, by rows and name */
	size_t count;
	uint32_t further; /* areas that are not named */
	struct ledger_area others; /* their sum */
	struct ledger_area all; /* the sum of all */
};

/* None where the job has no such column. False after a report. */
bool areas_read(struct areas *areas, struct arena *mem, struct ledger *ledger,
    struct diag *diag);

/* "3 further areas" */
void areas_write_further(
    struct strbuf *out, const struct words *words, const struct areas *areas);
/* The name, or a dash for an empty one. */
struct slice area_name(const struct ledger_area *area);

#endif
