/*
 * merge/value.h - a field's value as text that can only be text.
 *
 * Inside merge/ only.
 */
#ifndef MERGE_VALUE_H
#define MERGE_VALUE_H

#include "letter/letter.h"

#define FIRST_STRONG_ISOLATE "\xe2\x81\xa8"
#define POP_ISOLATE "\xe2\x81\xa9"

/*
 * The value as a letter of that language writes it: dates ISO, numbers with
 * the language's comma and, from five digits, its grouping. Results borrow
 * from the value or live in letter_mem.
 */
struct slice value_text(
    struct arena *letter_mem, struct value value, const char *language);

/*
 * Control characters and line ends become blanks, controls of direction go
 * (a value must not turn the text round it), and where the value or what
 * surrounds it (`isolate`) has right-to-left characters it is put between
 * FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE (UAX 9). Borrowed where
 * nothing changes.
 */
struct slice value_tame(
    struct arena *letter_mem, struct slice text, bool isolate);

/*
 * For a link's address: everything but unreserved characters (RFC 3986 2.3)
 * becomes %XX; with `whole` the reserved ones stay, since the value is the
 * whole address.
 */
void value_write_target(struct strbuf *out, struct slice text, bool whole);

#endif
