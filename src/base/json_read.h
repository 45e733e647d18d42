/*
 * base/json_read.h - what base/json.h has written, taken piece by piece from
 * the front. For lines of files that are written in one form.
 */
#ifndef BASE_JSON_READ_H
#define BASE_JSON_READ_H

#include "base/arena.h"

/* Takes this text away where the rest begins with it. */
bool json_take(struct slice *rest, const char *text);
/* A string, quotes and all; in mem without escapes. False for none. */
bool json_take_text(struct slice *rest, struct arena *mem, struct slice *text);

#endif
