/*
 * sealed/sealed_run.h - a sealed run, opened for asking; for this folder.
 */
#ifndef SEALED_SEALED_RUN_H
#define SEALED_SEALED_RUN_H

#include "base/diag.h"
#include "fate/fates.h"
#include "ledger/read.h"
#include "text/date.h"

struct sealed {
	struct arena *mem;
	const char *folder;
	struct ledger *ledger;
	size_t key; /* column */
	day date;
	struct slice secret; /* of protected rows; empty where there is none */
	const struct fates *fates; /* of its letters, once they are read */
	bool other_secret; /* protected.key is another run's */
};

/*
 * Borrows `folder`; what is read lives in `mem`. False after a report: no run,
 * or a purged one. The ledger is to be closed in either case.
 */
bool sealed_open(struct sealed *sealed, struct arena *mem, const char *folder,
    struct diag *diag);

/* The same of a plan, which has no secret; `path` is the database's. */
bool sealed_open_plan(struct sealed *sealed, struct arena *mem,
    const char *path, struct diag *diag);

/* What has become of the run's letters since. False after a report. */
bool sealed_read_fates(struct sealed *sealed, struct diag *diag);

/* What stands for a protected person with this key; empty without a secret. */
struct slice sealed_hash_key(const struct sealed *sealed, struct slice form);

/*
 * Whether "not found" would be an answer, of a key that was looked for in vain
 * among rows of which so many are hashed. False after a report: their secret is
 * not there, or the key is not an identity number where all keys are.
 */
bool sealed_can_ask(const struct sealed *sealed, struct slice key,
    uint32_t hashed, struct diag *diag);

/* A message and a line feed. */
void sealed_tell(struct strbuf *out, const struct words *words,
    const struct message *message, size_t count,
    const struct argument *arguments);

/* Row, outcome and letter, and what became of it if anything did. */
void sealed_tell_row(struct strbuf *out, const struct words *words,
    const struct sealed *sealed, const struct ledger_row *row);

#endif
