/*
 * ledger/settled.h - rows whose outcome and letters do not agree.
 *
 * A plan has none of them: for whoever verifies a ledger.
 */
#ifndef LEDGER_SETTLED_H
#define LEDGER_SETTLED_H

#include "ledger/read.h"

/*
 * Rows without an outcome, with a letter though they should have none, or
 * without one. Stops, false, where seen returns false, and after a report.
 */
bool ledger_each_unsettled(struct ledger *ledger,
    bool (*seen)(uint32_t row, void *ctx), void *ctx, struct diag *diag);

#endif
