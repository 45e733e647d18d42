/*
 * run/apart.h - letters to people with protected identity, made apart.
 *
 * With `protected: separate` they are written to keep/protected/, for somebody
 * who knows how each is to be sent (mail by way of the tax agency, an address
 * of their own). Nothing of them reaches to-printer/, manifest or ledger, and
 * what was needed to make them is removed again.
 */
#ifndef RUN_APART_H
#define RUN_APART_H

#include "proof/names.h"

struct apart_account {
	uint32_t letters;
	uint32_t rest; /* excluded or held, as the job's rules say */
};

/* Opens the job at that path anew and writes into `folder`, which it makes; what
 * it makes in it is added to `made`, from the folder's own name on. False after
 * reports. */
bool apart_write(const char *path, const char *folder, uint32_t workers,
    struct apart_account *account, struct names *made, struct diag *diag);

#endif
