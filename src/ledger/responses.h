/*
 * ledger/responses.h - the response codes of a run: which letter has which.
 */
#ifndef LEDGER_RESPONSES_H
#define LEDGER_RESPONSES_H

#include "base/response.h"
#include "ledger/read.h"

/* The codes of the run, by its key; NULL where no letter has one. To be
 * freed (base/response.h). */
struct response_codes *ledger_codes(struct ledger *ledger);

/* The letter that has the code; 0: none has. False after a report. */
bool ledger_find_response(struct ledger *ledger, const char *code,
    uint32_t *letter, struct diag *diag);

/*
 * Whether a code that no letter of the ledger has is that of a protected
 * person's row: her letter is made apart and stands in no ledger. False after a
 * report.
 */
bool ledger_is_made_apart(struct ledger *ledger,
    const struct response_codes *codes, const char *code, bool *apart,
    struct diag *diag);

/*
 * Letters whose code is not the one that the run's key gives their row, or
 * that should have one and have none. Stops, false, where seen returns false,
 * and after a report.
 */
bool ledger_each_wrong_response(struct ledger *ledger,
    bool (*seen)(uint32_t letter, void *ctx), void *ctx, struct diag *diag);

#endif
