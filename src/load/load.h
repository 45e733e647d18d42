/*
 * load/load.h - the first step: the register's rows into the plan.
 *
 * Every record becomes a row of the plan: its cells normalised, and as read
 * where that differs. Of a protected person, of a row that speaks of one
 * (load/protected.h), and of a malformed record (whose mark of protection
 * cannot be trusted), nothing but number, line and a keyed hash of the key is
 * kept: what was never stored cannot leak.
 */
#ifndef LOAD_LOAD_H
#define LOAD_LOAD_H

#include "job/job.h"
#include "load/register.h"

struct progress;

struct loaded {
	uint32_t rows;
	struct register_keys keys; /* to find keys that repeat; closed */
};

/*
 * `secret` keys the hashes. False after reports; loaded_fini ends *loaded in
 * any case.
 */
bool load_register(struct job *job, struct plan *plan, struct slice secret,
    const struct progress *progress, struct loaded *loaded, struct diag *diag);
void loaded_fini(struct loaded *loaded);

#endif
