/*
 * letter/written.h - pieces of Markdown: text without signs that mean
 * something, lines that begin nothing, fields, the front matter.
 *
 * Inside letter/ only.
 */
#ifndef LETTER_WRITTEN_H
#define LETTER_WRITTEN_H

#include "base/strbuf.h"
#include "letter/letter.h"

/* Text, a backslash before each sign that would be more than itself. */
void written_text(struct strbuf *out, struct slice text);

/*
 * Lines of a block, none of which begins a list, a heading or a quotation;
 * the first may, where `first` is false.
 */
void written_lines(struct strbuf *out, struct slice lines, bool first);

/* What stands between a field's braces. */
void written_field(struct strbuf *out, const struct letter_field *field);

void written_front(struct strbuf *out, const struct letter *letter);

#endif
