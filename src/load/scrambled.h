/*
 * load/scrambled.h - is a file of the register scrambled? Fed while it is
 * loaded.
 *
 * Gives record/scramble.h what must agree: the address's postcode and town,
 * and the identity number with a column that is called födelsedatum, birth date
 * or the like and holds dates. Each file is judged by itself: one of ten may
 * have had a column sorted alone. A job that says `allow: {scrambled: why}`
 * goes on and has the reason in its plan.
 */
#ifndef LOAD_SCRAMBLED_H
#define LOAD_SCRAMBLED_H

#include "load/watcher.h"

extern const struct watcher scrambled_watcher;

#endif
