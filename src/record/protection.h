/*
 * record/protection.h - does a cell say that a person's data are protected?
 *
 * Sekretessmarkering, skyddad folkbokföring and fingerade uppgifter stand in
 * exports as J, Ja, 1, x, S, the words themselves … An unclear value counts as
 * protected: only an empty cell and a plain no (N, Nej, 0, -, Ingen) do not.
 * Whether somebody has died is read with more care, since whoever has is left
 * out: a date, a yes or a word for it says so; what is neither yes nor no is
 * unclear, and nobody's row is decided by it.
 */
#ifndef RECORD_PROTECTION_H
#define RECORD_PROTECTION_H

#include "base/slice.h"

/* False only for an empty cell or a plain no. */
bool mark_is_set(struct slice cell);

enum death { DEATH_NO, DEATH_SURE, DEATH_UNCLEAR };

/* DEATH_NO only where mark_is_set is false. */
enum death death_read(struct slice cell);

#endif
