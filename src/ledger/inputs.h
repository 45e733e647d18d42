/*
 * ledger/inputs.h - the files that a plan was made of.
 */
#ifndef LEDGER_INPUTS_H
#define LEDGER_INPUTS_H

#include "ledger/read.h"

struct ledger_input {
	struct slice role, name, sha256;
	uint64_t bytes;
};
/* In the order they were read. Stops, false, where seen returns false. */
bool ledger_each_input(struct ledger *ledger,
    bool (*seen)(const struct ledger_input *input, void *ctx), void *ctx,
    struct diag *diag);

#endif
