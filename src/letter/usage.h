/*
 * letter/usage.h - what a checked letter reads of a row, and whom it speaks to.
 *
 * For `utskick check`: fields used, columns nobody uses, versions that differ.
 */
#ifndef LETTER_USAGE_H
#define LETTER_USAGE_H

#include "letter/letter.h"

/* Whether it asks a list or a run for the row itself, by its key. */
bool letter_asks_for_row(const struct letter *letter);

/* Calls seen(column, ctx) for each column a field or condition reads. */
void letter_each_column(const struct letter *letter,
    void (*seen)(size_t column, void *ctx), void *ctx);

/*
 * Marks in used[0 … columns->count) the columns that any of the letters reads;
 * returns how many are marked.
 */
size_t letters_mark_columns(
    const struct letter *const *letters, size_t count, bool *used);

/* Marks in read[0 … table_count) the other tables that a checked letter reads.
 */
void letter_mark_tables(const struct letter *letter, bool *read);

/*
 * Calls seen for each field that prints a column as it stands, behind a word
 * of greeting that begins its line: "Hej {{Namn}}!".
 */
void letter_each_greeting(const struct letter *letter,
    void (*seen)(size_t column, struct span span, void *ctx), void *ctx);

/* Does an expression of the letter name this (`addressee`), with or without
 * "job." before it? */
bool letter_names(const struct letter *letter, struct slice name);

/*
 * Warns of every {#section} that one version has and another has not, at its
 * place in the first that has it. Versions in the same language are
 * compared too: they go to different people.
 */
void letters_compare_sections(
    const struct letter *const *letters, size_t count, struct diag *diag);

/*
 * For a job whose letters may go to guardians: warns where the letter says
 * "du" to its reader and never asks who that is. A guardian is not the client.
 * False where there was nothing to say, and it does not ask.
 */
bool letter_check_guardian(const struct letter *letter, struct diag *diag);

/* The same of a checked letter that greets by a column other than the
 * guardian's: "Hej {{Namn}}!". */
void letter_check_greeting(
    const struct letter *letter, size_t guardian, struct diag *diag);

#endif
