/*
 * intake/connection.h - what a job says of a database: "DSN=klienter".
 *
 * Keywords and values divided by semicolons, a value with special characters in
 * braces, as SQLDriverConnect takes them. No password may stand there: a job
 * file lies in folders and mails. It comes from odbc.ini or the environment.
 */
#ifndef INTAKE_CONNECTION_H
#define INTAKE_CONNECTION_H

#include "base/diag.h"

/* Where the password is looked for. */
#define CONNECTION_PASSWORD "UTSKICK_ODBC_PASSWORD"

/* False after a report, which never quotes a password. */
bool connection_check(struct slice said, struct span span, struct diag *diag);

/* The value of a keyword, compared without case; empty where there is none. */
struct slice connection_find(struct slice said, const char *keyword);

/*
 * Adds what SQLDriverConnect is given: what is said, what the driver of this
 * file needs so that it makes nothing, keeps no log of data and does not hold
 * all rows in memory, and the password of the environment.
 */
void connection_write(
    struct strbuf *out, struct slice said, struct slice driver_file);

#endif
