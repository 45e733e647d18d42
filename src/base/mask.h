/*
 * base/mask.h - lines of people's files, as diagnostics may quote them.
 *
 * What is printed ends up in logs and mails, where nobody's number belongs.
 */
#ifndef BASE_MASK_H
#define BASE_MASK_H

#include "base/strbuf.h"

/*
 * Adds the line; of what looks like an identity number, Swedish or Finnish, the
 * last four characters are X, and so is all of what follows "password=" and its
 * like. Nothing moves, so that a caret below still fits.
 */
void mask_line(struct strbuf *out, struct slice line);

#endif
