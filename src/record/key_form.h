/*
 * record/key_form.h - keys written otherwise that may mean the same.
 *
 * "00123" and "123", "K-12", "k 12" and "K012": spreadsheets drop zeros, people
 * signs, blanks and capitals, and a Cyrillic К looks like a K. Whether two such
 * keys are one cannot be known from here; that it is doubtful can.
 */
#ifndef RECORD_KEY_FORM_H
#define RECORD_KEY_FORM_H

#include "base/arena.h"

/*
 * Two keys are near where `parted` is the same, or where one of them has no
 * sign between digits and `joined` is the same: "12-3" is near "123" but not
 * "1-23".
 */
struct key_form {
	struct slice parted; /* letters, digits, and one '-' between digits */
	struct slice joined; /* without that; the same slice where it has none
			      */
};

/* Empty slices where the key has neither letter nor digit. */
struct key_form key_form_make(struct arena *arena, struct slice key);

static inline bool
key_form_has_parts(const struct key_form *form)
{
	return form->parted.at != form->joined.at;
}

/* Near, and not the same text. */
bool keys_are_near(struct arena *arena, struct slice a, struct slice b);

#endif
