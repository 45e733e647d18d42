/*
 * ledger/banner_sql.h - banners as a plan or a ledger has them; for ledger/.
 */
#ifndef LEDGER_BANNER_SQL_H
#define LEDGER_BANNER_SQL_H

#include "ledger/banner.h"
#include "ledger/sql.h"

/* Those of one batch, or of all (0), in order. False after a report. */
bool banner_each(sqlite3 *db, uint32_t batch,
    bool (*seen)(const struct banner *banner, void *ctx), void *ctx,
    struct diag *diag);

#endif
