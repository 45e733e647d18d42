/*
 * load/names_in_text.h - names of the register in the fixed text of its
 * letters.
 *
 * "Hej Åsa Ek!" in a letter that goes to everybody was meant for one. Whether
 * it is a namesake who signs the letter, nobody can tell from here: warned of,
 * with the place and without the name. Looked for are first name and surname
 * beside each other, with or without the further first names.
 */
#ifndef LOAD_NAMES_IN_TEXT_H
#define LOAD_NAMES_IN_TEXT_H

#include "job/job.h"

struct names_in_text;

/* NULL where no words stand together that could be a name. */
struct names_in_text *names_in_text_new(struct job *job);
void names_in_text_free(struct names_in_text *watch);

/* One row, protected or not, as the register has it; `watch` may be NULL. */
void names_in_text_take(struct names_in_text *watch, const struct slice *cells);

/* Warns at each place where a name was met. */
void names_in_text_warn(const struct names_in_text *watch);

#endif
