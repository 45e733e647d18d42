/*
 * intake/driver_text.h - what a database says, as diagnostics may repeat it.
 */
#ifndef INTAKE_DRIVER_TEXT_H
#define INTAKE_DRIVER_TEXT_H

#include "base/strbuf.h"

/*
 * Adds the first line of a driver's message, cut to a length that can be read.
 * Names in quotes stand in messages about names, connections and the driver
 * itself, by their SQLSTATE; in all others what is quoted is somebody's value,
 * and "…" stands in its place, and # for each digit outside quotes.
 */
void driver_text_add(struct strbuf *out, const char *state, struct slice text);

#endif
