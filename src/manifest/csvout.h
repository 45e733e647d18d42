/*
 * manifest/csvout.h - rows of text for programs, comma-separated with CRLF
 * (RFC 4180), written or compared with a file that is there.
 *
 * A field that a spreadsheet might take for a formula (it begins with = + - @,
 * a tab or a carriage return) gets an apostrophe before it, and so does one that
 * begins with an apostrophe: whoever reads takes the first apostrophe away.
 */
#ifndef MANIFEST_CSVOUT_H
#define MANIFEST_CSVOUT_H

#include "base/sink.h"

struct csvout;

/* Writes; the sink is borrowed. */
struct csvout *csvout_to_sink(struct sink *sink);
/* Compares with a file. NULL after a report. */
struct csvout *csvout_like_file(const char *path, struct diag *diag);
/* Accepts NULL. */
void csvout_free(struct csvout *csv);

void csvout_text(struct csvout *csv, struct slice field);
void csvout_number(struct csvout *csv, uint32_t number); /* 0: an empty field */
void csvout_end_row(struct csvout *csv);

/* Whether a file was, row for row, what has been written. False after a
 * report. */
bool csvout_agrees(struct csvout *csv, struct diag *diag);

#endif
