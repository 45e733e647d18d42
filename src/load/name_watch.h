/*
 * load/name_watch.h - names of the register in the fixed text of its letters.
 *
 * "Hej Åsa Ek!" in a letter that goes to everybody was meant for one. Whether
 * it is a namesake who signs the letter, nobody can tell from here: warned of,
 * with the place and without the name. Looked for are first name and surname
 * beside each other, with or without the further first names.
 */
#ifndef LOAD_NAME_WATCH_H
#define LOAD_NAME_WATCH_H

#include "job/job.h"

struct name_watch;

/* NULL where no words stand together that could be a name. */
struct name_watch *name_watch_new(struct job *job);
void name_watch_free(struct name_watch *watch);

/* One row, protected or not, as the register has it; `watch` may be NULL. */
void name_watch_take(struct name_watch *watch, const struct slice *cells);

/* Warns at each place where a name was met. */
void name_watch_warn(const struct name_watch *watch);

#endif
