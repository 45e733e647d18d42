/*
 * intake/wide.h - the units of two bytes that ODBC speaks, and UTF-8.
 */
#ifndef INTAKE_WIDE_H
#define INTAKE_WIDE_H

#include <stdint.h>

#include "base/strbuf.h"

/* Adds `count` units as UTF-8; a half of a pair becomes U+FFFD: false then. */
bool wide_add(struct strbuf *out, const uint16_t *units, size_t count);

/* Adds valid UTF-8 as units of two bytes, without a NUL. */
void wide_write(struct strbuf *out, struct slice text);

#endif
