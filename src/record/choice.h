/*
 * record/choice.h - the spellings of a `values:` column, found by hash.
 *
 * A value's own text is one of its spellings. Spellings are compared folded
 * (text/normal.h); as written they are found without folding the cell.
 */
#ifndef RECORD_CHOICE_H
#define RECORD_CHOICE_H

#include "record/column.h"

struct choice_index;

struct choice_index *choice_index_new(
    struct arena *job_mem, const struct column *column);

/* The listed value that a cleaned cell means; false where it is none. */
bool choice_find(const struct choice_index *index, struct arena *row_mem,
    struct slice clean, struct slice *value);

/* True for the text of one of the column's values itself. */
bool choice_is_value(const struct column *column, struct slice text);

#endif
