/*
 * ledger/temporary.h - where SQLite puts what it sorts and has no memory for.
 *
 * SQLite asks for TMPDIR once, when it is first used, which may be before this
 * process is told where alone it may write (run/least.h).
 */
#ifndef LEDGER_TEMPORARY_H
#define LEDGER_TEMPORARY_H

/* From now on in this folder, in this process and all that it forks. */
void ledger_put_temporary(const char *folder);

#endif
