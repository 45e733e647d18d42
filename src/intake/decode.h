/*
 * intake/decode.h - blocks of a register's bytes to UTF-8.
 *
 * Encodings of one byte a character go through a table that iconv has filled,
 * which is several times as fast as iconv itself; UTF-16 goes through iconv;
 * UTF-8, surveyed before, is copied.
 */
#ifndef INTAKE_DECODE_H
#define INTAKE_DECODE_H

#include <stdint.h>

#include "base/strbuf.h"

/* The code point of each byte; UTF8_INVALID where it stands for none. */
struct code_table {
	uint32_t code[256];
};

/*
 * Fills the table of an encoding of one byte a character; false where it is
 * unknown or has longer characters. What ISO 8859 calls C1 controls counts as
 * undefined: no text holds them.
 */
bool code_table_fill(struct code_table *table, const char *encoding);

struct decoder;

/* NULL for an unknown encoding. */
struct decoder *decoder_new(const char *encoding);
void decoder_free(struct decoder *decoder);

/*
 * Appends what is whole to `out`; returns the bytes taken, which is all but
 * the beginning of a last character, or up to a byte that is invalid.
 */
size_t decoder_add(struct decoder *decoder, struct slice bytes,
    struct strbuf *out, bool *invalid);

#endif
