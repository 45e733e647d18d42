/*
 * pdf/syntax.h - numbers, strings, names and references as PDF text.
 *
 * ISO 32000-1 7.3. Everything is appended to a strbuf; nothing fails.
 */
#ifndef PDF_SYNTAX_H
#define PDF_SYNTAX_H

#include <stdint.h>

#include "base/strbuf.h"

/* Longest text of syntax_write_thousandths. */
#define SYNTAX_NUMBER_MAX 24

/*
 * value / 1000 as a decimal number without needless digits, which for mpt are
 * points: 12500 gives "12.5". Returns the end of what was written; room for
 * SYNTAX_NUMBER_MAX bytes must be there.
 */
char *syntax_write_thousandths(char *to, int64_t value);
char *syntax_write_whole(char *to, int64_t value);

void syntax_add_thousandths(struct strbuf *out, int64_t value);

/* "12 0 R" */
void syntax_add_reference(struct strbuf *out, uint32_t number);

/* "/Name" with everything escaped that 7.3.5 wants escaped. */
void syntax_add_name(struct strbuf *out, struct slice name);

/*
 * A text string (7.9.2.2): literal where it is plain ASCII, otherwise UTF-16BE
 * with a byte order mark in hexadecimal.
 */
void syntax_add_text(struct strbuf *out, struct slice utf8);

/* A URI as a string of ASCII; what is not is percent-encoded (RFC 3986). */
void syntax_add_uri(struct strbuf *out, struct slice uri);

/* UTF-16BE in hexadecimal, without brackets and mark. */
void syntax_add_utf16(struct strbuf *out, struct slice utf8);

/* The same as bytes, with the mark. */
void syntax_add_utf16_bytes(struct strbuf *out, struct slice utf8);

/* Text for XML, with & < > and quotes escaped. */
void syntax_add_xml(struct strbuf *out, struct slice utf8);

#endif
