/*
 * sealed/sealed.h - sealed runs, asked afterwards: who had a letter, by which
 * rule, and what differs between two runs.
 *
 * A key is compared in one form (beside/form.h), so any spelling of an
 * identity number finds the person; a protected person by the keyed hash.
 * What is told names rows and letters by number, never a person, in the
 * language of the reports.
 */
#ifndef SEALED_SEALED_H
#define SEALED_SEALED_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/strbuf.h"

/*
 * Every run at or below `folder` that touched the person: one paragraph each.
 * *found counts them. False after reports (a ledger that cannot be read).
 */
bool sealed_find(const char *folder, struct slice key, struct strbuf *out,
    uint32_t *found, struct diag *diag);

/*
 * Whether runs are looked for in a folder of this name: hidden ones belong to no
 * run, and one that is being made is not a run yet.
 */
bool sealed_is_looked_into(const char *name);

/*
 * Who gained, lost or changed a letter from one run to the other, with the
 * rules that did it; rows are paired by key. False after reports.
 */
bool sealed_diff(struct arena *job_mem, const char *before, const char *after,
    struct strbuf *out, uint32_t *differences, struct diag *diag);

/* Which row or letter of a sealed run. */
struct sealed_asked {
	uint32_t row, letter;
	struct slice key;
};

/* Explains what a sealed run did with a row; false after reports. */
bool sealed_explain(struct arena *job_mem, const char *folder,
    const struct sealed_asked *asked, struct strbuf *out, struct diag *diag);

#endif
