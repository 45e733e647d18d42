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

/* A file of the register, and what it turned out to be. */
struct ledger_source {
	struct slice name, file;
	struct slice encoding; /* empty for a spreadsheet */
	struct slice sheet; /* empty for CSV */
	uint32_t rows, malformed, blank_lines;
};
bool ledger_each_source(struct ledger *ledger,
    bool (*seen)(const struct ledger_source *source, void *ctx), void *ctx,
    struct diag *diag);

/* A built-in hold that the job switched off, and why. */
struct ledger_allowed {
	struct slice name, reason;
};
bool ledger_each_allowed(struct ledger *ledger,
    bool (*seen)(const struct ledger_allowed *allowed, void *ctx), void *ctx,
    struct diag *diag);

/* A library that the program ran with, and its version. */
struct ledger_library {
	struct slice name, version;
};
bool ledger_each_library(struct ledger *ledger,
    bool (*seen)(const struct ledger_library *library, void *ctx), void *ctx,
    struct diag *diag);

/* A column in which cells were corrected before anything was decided. */
struct ledger_corrected {
	struct slice column;
	uint32_t cells;
};
bool ledger_each_corrected(struct ledger *ledger,
    bool (*seen)(const struct ledger_corrected *corrected, void *ctx),
    void *ctx, struct diag *diag);

/* A row that is held, by reasons and rows; the code of its message. */
struct ledger_held {
	uint32_t row;
	struct slice code, reason;
};
bool ledger_each_held(struct ledger *ledger,
    bool (*seen)(const struct ledger_held *held, void *ctx), void *ctx,
    struct diag *diag);

#endif
