/*
 * intake/query.h - a database's answer as a register.
 *
 * The query is asked once: who opens it again reads what was kept. Of an
 * earlier run (utskick write) only the names are known, and no row is given.
 */
#ifndef INTAKE_QUERY_H
#define INTAKE_QUERY_H

#include "intake/reader.h"

/* NULL after a report. Adds to the account of what was read. */
struct reader *query_open(const struct reader_setting *setting);

/* The names of a run whose rows are in its ledger, or NULL: it is to be asked.
 */
const struct input *query_recalled(
    const struct diag *diag, const struct intake_options *options);

/* Their text is compared all the same: it goes into the account. */
bool query_recall(
    const struct reader_setting *setting, const struct input *recalled);

#endif
