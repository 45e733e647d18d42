/*
 * serve/text.h - a file's text in a form, and back: what nobody has changed comes
 * back byte for byte.
 *
 * Browsers send every line end as CR LF, and drop what they cannot show. A file
 * with mixed line ends, with controls, or that is not UTF-8 would come back as
 * another, and cannot be edited so.
 */
#ifndef SERVE_TEXT_H
#define SERVE_TEXT_H

#include "base/strbuf.h"

struct text_kind {
	bool crlf; /* its line ends */
	bool bom;
};

/* Adds what is shown. False where it would not come back as it was. */
bool text_show(struct slice bytes, struct text_kind *kind, struct strbuf *out);

/* Adds the bytes of a file of this kind for what a browser sent. */
void text_take(
    struct slice sent, const struct text_kind *kind, struct strbuf *out);

#endif
