/*
 * expr/near.h - nearly, but not quite, a value that a rule names.
 *
 * A register is typed by people: Service-hus, Sevicehus and Servicehuset are
 * Servicehus to whoever reads them and three other values to a rule. A rule
 * that decides who gets a letter must not decide on such a cell:
 * doubt holds.
 *
 * Nearness is judged by what texts look like (text/skeleton.h: a Cyrillic е is
 * an e), and in texts of five letters or more without marks (å is a), word by
 * word:
 *   - the same letters, with other blanks, hyphens or punctuation;
 *   - a word that differs by a slip of the finger: two edits in a word of eight
 *     letters or more, one in five to seven, in three or four only a doubled or
 *     swapped letter, in shorter ones none;
 *   - an ending: Servicehus, Servicehusets;
 *   - one value whole inside the other, five letters or more, its words as
 *     near as that: Servicehus Björken, Ej servicehus, Björkens sevicehus.
 * Texts that name different numbers are never near (Enhet 1, Enhet 2), nor are
 * ones that differ in a short word (Distrikt Norr, Distrikt Nord; SH, EH).
 *
 * What is near may still be a value of its own: two names of places can differ
 * by a letter. Only the job can say so, by `values:`; a caller that knows how
 * often each occurs can say so to the user.
 */
#ifndef EXPR_NEAR_H
#define EXPR_NEAR_H

#include <stdint.h>

#include "base/slice.h"

enum nearness {
	NEAR_FAR,
	NEAR_MISS,
	NEAR_SAME, /* folded they are equal */
};

/*
 * The nearest that the cell comes to any of the named values. An empty cell or
 * value is far from everything. Texts are UTF-8; what is longer than 250 bytes
 * is compared up to there.
 */
enum nearness near_value(
    struct slice cell, const struct slice *named, size_t count);

/*
 * The same for what `contains` and `starts with` look for: NEAR_SAME where the
 * cell contains the part, NEAR_MISS where it does but for blanks and hyphens,
 * or but for one slip (six letters or more) or two (ten or more).
 */
enum nearness near_part(struct slice cell, struct slice part, bool at_start);

/*
 * What makes a cheap test of a named value before near_value and near_part:
 * its letters and the number of its words.
 */
struct near_key {
	uint64_t letters;
	unsigned words;
};

struct near_key near_key_of(struct slice named);

/* False only where near_value is NEAR_FAR, or near_part is. */
bool near_value_possible(uint64_t cell_letters, const struct near_key *named);
bool near_part_possible(uint64_t cell_letters, const struct near_key *part);

/* The letters of a text as a set. */
uint64_t near_letters(struct slice text);

#endif
