/*
 * specimen/invent.h - texts of invented people in place of real ones, of the
 * same shape.
 *
 * A word keeps its length, its script, its capitals and nearly its width; a
 * number its digits and signs; a date is moved by a few days, all of a letter's
 * by the same, so that what lies before what stays so. Identity numbers are of
 * the ranges that nobody has, postcodes begin with 999, telephones with 0999,
 * mail goes to example.com.
 *
 * What comes out depends on how many words came before in the letter, never on
 * the word itself: nobody can invent all names and compare. The same word
 * twice in a letter becomes the same word twice. No word is one that the
 * register has.
 */
#ifndef SPECIMEN_INVENT_H
#define SPECIMEN_INVENT_H

#include "expr/expr.h"

struct inventor;

/* `today`: the job's date, by which identity numbers are read. */
struct inventor *inventor_new(day today);
/* Accepts NULL. */
void inventor_free(struct inventor *inventor);

/* A text of a person: neither it nor any of its words is ever invented. */
void inventor_avoid(
    struct inventor *inventor, struct arena *scratch, struct slice text);
/*
 * What the job itself names stays as it is in that column: the whole value or,
 * where a part is named, its words. Borrowed.
 */
void inventor_keep(
    struct inventor *inventor, const struct expr_literal *literal);

/* How often a letter may be invented anew. */
#define INVENT_TRIES 12

/*
 * Starts a letter; what was invented for others is forgotten. Texts live in
 * letter_mem. Another `try` gives other texts and moves dates otherwise; the
 * later ones leave numbers as they are.
 */
void inventor_start(struct inventor *inventor, struct arena *letter_mem,
    uint32_t letter, uint32_t try);

/* The text that stands in place of a column's. Empty for an empty one. */
struct slice inventor_text(
    struct inventor *inventor, const struct column *column, struct slice text);

/* What `shown` stands in place of; the text itself where it was not invented. */
struct slice inventor_real(struct inventor *inventor, struct slice shown);

#endif
