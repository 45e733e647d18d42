/*
 * beside/form.h - the form in which values are compared with one another.
 *
 * Two cells are the same where their forms are: an identity number in its one
 * spelling, a number as a number, a date as a date, a text folded. What a
 * column's type has normalised (record/column.h) stays as it is.
 */
#ifndef BESIDE_FORM_H
#define BESIDE_FORM_H

#include "record/column.h"

/* A text that no column types: an identity number, or folded. */
struct slice form_of_text(struct arena *mem, struct slice text, day today);

/* The same, but a text is as it stands: capitals tell it from another. */
struct slice form_exact(struct arena *mem, struct slice text, day today);

/*
 * Of a value that `as` has read, or one of its kind; in mem or borrowed. Empty
 * where the value is.
 */
struct slice form_of_value(
    struct arena *mem, const struct column *as, const struct value *value);

/*
 * Whether a value that `as` has read is a word that stands for nothing: two of
 * them are no more the same than two empty cells are.
 */
bool form_is_nothing(
    struct arena *mem, const struct column *as, const struct value *value);

/*
 * Whether values of two columns are compared as they were read. Otherwise one
 * of them is text and is read as the other is.
 */
bool form_types_agree(enum column_type a, enum column_type b);

#endif
