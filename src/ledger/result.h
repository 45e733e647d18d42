/*
 * ledger/result.h - what a worker leaves beside each batch, and the ledger.
 *
 * batch-0007.result is one line: format, batch, pages, bytes and SHA-256 of
 * the PDF, SHA-256 of the plan it was made from. A batch is done when both
 * files are there and agree: that is all a resumed run looks at.
 */
#ifndef LEDGER_RESULT_H
#define LEDGER_RESULT_H

#include "base/diag.h"
#include "base/hash.h"

struct batch_result {
	uint32_t batch;
	uint32_t pages;
	uint64_t bytes;
	struct digest digest; /* of the PDF */
	struct digest plan; /* of plan.db */
};

/* Writes "<folder>/batch-NNNN.result" whole; `passing`: it is read and removed
 * before the folder gets its name, and need not outlive a power cut. */
bool result_write(const char *folder, const struct batch_result *result,
    bool passing, struct diag *diag);

/* False without a report where there is none that can be read. */
bool result_read(
    const char *folder, uint32_t batch, struct batch_result *result);

/*
 * Copies the plan to `to` and adds the results, one per batch: the sealed
 * ledger. False after a report.
 */
bool ledger_seal(const char *plan, const char *to,
    const struct batch_result *results, size_t count, struct diag *diag);

#endif
