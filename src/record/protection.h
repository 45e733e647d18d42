/*
 * record/protection.h - does a cell say that a person's data are protected?
 *
 * Sekretessmarkering, skyddad folkbokföring and fingerade uppgifter stand in
 * exports as J, Ja, 1, x, S, the words themselves … An unclear value counts as
 * protected: only an empty cell and a plain no (N, Nej, 0, -, Ingen) do not.
 * Deceased is read the same way: a date or a yes is yes, a plain no is no.
 */
#ifndef RECORD_PROTECTION_H
#define RECORD_PROTECTION_H

#include "base/slice.h"

/* False only for an empty cell or a plain no. */
bool mark_is_set(struct slice cell);

#endif
