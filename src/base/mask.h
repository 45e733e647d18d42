/*
 * base/mask.h - lines of people's files, as diagnostics may quote them.
 *
 * A printed line ends up in logs and mails, where nobody's number belongs.
 */
#ifndef BASE_MASK_H
#define BASE_MASK_H

#include "base/strbuf.h"

/*
 * Adds the line. Where it holds something that looks like an identity number,
 * Swedish or Finnish, the last four characters are X, and so is everything
 * after "password=" and its like. Nothing moves, so that a caret below still
 * fits.
 */
void mask_line(struct strbuf *out, struct slice line);

#endif
