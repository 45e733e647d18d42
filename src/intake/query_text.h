/*
 * intake/query_text.h - the text of a query: one statement that only reads.
 *
 * A first barrier, for any database: what is ambiguous is refused. The second
 * is the database's own (intake/odbc.h).
 */
#ifndef INTAKE_QUERY_TEXT_H
#define INTAKE_QUERY_TEXT_H

#include "base/diag.h"

/*
 * `text` of source `file`; *query is what of it is sent: without the semicolon
 * at its end. Warns where no order is asked for. False after a report.
 */
bool query_text_check(
    struct slice text, uint32_t file, struct slice *query, struct diag *diag);

#endif
