/*
 * proof/lines.h - texts of a name and a value on each line, such as SEAL and
 * PURGED; for proof/ only.
 */
#ifndef PROOF_LINES_H
#define PROOF_LINES_H

#include "base/slice.h"

/* Takes the next line; returns its value, whatever its name. */
struct slice take_value(struct slice *text);

#endif
