/*
 * record/person_name.h - one person's name in one cell, taken apart.
 *
 * A comma says which part is which: "von Ek, Märta Lisa". Without a comma two
 * words are a first name and a surname. Anything else is not taken apart: in
 * "Märta Lisa Ek" and "Märta von Ek" nobody can tell from here where the
 * surname begins, and "Ek, Anna och Bo" names two people.
 */
#ifndef RECORD_PERSON_NAME_H
#define RECORD_PERSON_NAME_H

#include "base/arena.h"
#include "base/message.h"

struct person_name {
	struct slice first_names, surname; /* blanks single, none at the ends */
};

/*
 * NULL where the name could be told apart. Otherwise the message (LEVEL_HOLD)
 * that says why not, with the column's name as its argument.
 */
const struct message *person_name_read(
    struct arena *arena, struct slice text, struct person_name *name);

#endif
