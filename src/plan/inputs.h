/*
 * plan/inputs.h - the files that a job was made of, as its plan has them.
 *
 * base/inputs.h knows every file that was opened; here each gets the name that
 * means the same on another machine: as the job says it, "templates/…" for the
 * program's own, without a folder for fonts and dictionaries.
 */
#ifndef PLAN_INPUTS_H
#define PLAN_INPUTS_H

#include "ledger/plan.h"
#include "ledger/read.h"

/* Once nothing more is read: all of them; `folder` is the job's. False after a
 * report. */
bool inputs_add_to_plan(struct arena *mem, const char *folder,
    struct plan *plan, struct diag *diag);

/* The hyphenation dictionaries read so far, by name: a line each with hash and
 * file name, as hyphenator_check_pins takes them. */
void inputs_write_dictionaries(struct strbuf *out, const struct diag *diag);

/*
 * Before the job is opened: what databases answered for a run's register and
 * tables is known from its ledger, and they are not asked. Lists are.
 */
bool inputs_recall(const char *ledger, struct diag *diag);

/*
 * Whether what was read until now is what the run was made of. All that differs
 * is reported: false then. The register and its corrections matter only if they
 * are asked for, since the ledger has the rows; a file that was not read again
 * matters then only, too, but fonts and dictionaries.
 */
bool inputs_compare(struct arena *mem, const char *folder,
    struct ledger *ledger, bool register_too, struct diag *diag);

#endif
