/*
 * merge/isolate.h - values side by side among right-to-left text.
 *
 * Inside merge/ only.
 */
#ifndef MERGE_ISOLATE_H
#define MERGE_ISOLATE_H

#include "letter/letter.h"

/* Whether a value's text was put apart (merge/value.h). */
bool isolate_is_around(struct slice text);

/*
 * Values of a block that only blanks part share one isolate: apart from each
 * other, a first and a family name in Arabic would be ordered as the text
 * around them is, family name first where that is Swedish. Changes the texts
 * below `block` whose `fixed` is as asked; all others are left alone.
 */
void isolate_share(struct node *block, bool fixed);

#endif
