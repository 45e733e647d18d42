/*
 * record/name_words.h - the words of a name, to be compared in any order.
 *
 * Words are kept as hashes of what they look like (record/plain.h). Cells of a
 * register repeat: a reader remembers the words of those it read last, by
 * their whole text.
 */
#ifndef RECORD_NAME_WORDS_H
#define RECORD_NAME_WORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

#define NAME_WORDS_MOST 24 /* of a cell; more are left out */

/* Each word once; `bits` has one bit of each. */
struct name_words {
	uint64_t at[NAME_WORDS_MOST], bits;
	size_t count;
};

struct name_reader;

struct name_reader *name_reader_new(void);
/* Accepts NULL. */
void name_reader_free(struct name_reader *reader);

/* Those of a text; borrowed until the next are asked for. */
const struct name_words *name_words_of(
    struct name_reader *reader, struct slice text);
void name_words_join(struct name_words *to, const struct name_words *more);
bool name_words_have(const struct name_words *words, uint64_t word);
/* The same in any order. */
uint64_t name_words_sum(const struct name_words *words);

/* What has digits in it, or is long, is nobody's name. */
bool name_may_be(struct slice cell);

#endif
