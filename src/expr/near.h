/*
 * expr/near.h - nearly, but not quite, a value that a rule names.
 *
 * A register is typed by people: Service-hus, Sevicehus, Serv.hus and
 * Servicehuslägenhet are Servicehus to whoever reads them and four other
 * values to a rule. A rule that decides who gets a letter must not decide on
 * such a cell: doubt holds.
 *
 * Nearness is judged by what texts look like (text/skeleton.h: a Cyrillic е is
 * an e), and in texts of five letters or more without marks (å is a), word by
 * word, in any order:
 *   - the same letters, with other blanks, hyphens or punctuation;
 *   - a word that differs by a slip of the finger: two edits in a word of eight
 *     letters or more, one in five to seven, in three or four only a doubled or
 *     swapped letter, in shorter ones none;
 *   - an ending: Servicehus, Servicehusets;
 *   - head or tail of a compound, five letters or more: Servicehuslägenhet;
 *   - an abbreviation: Serv.hus, S-hus, Björkg. 3, Ord. boende; a code of two
 *     to five letters: SH, SÄBO; a word alone by its first three letters at
 *     most, M for Man, fi for finska; x or 1 beside ja, not beside each other;
 *   - codes and names of one language, alone: fin and suomi for fi;
 *   - all words of one in the other, as near as that, also short ones: Ej
 *     servicehus, SH Björken, Hus 2 for Hus.
 * Numbers are compared by what they say (02, 2, II, två; V alone). A replaced
 * number is a difference: Enhet 1 is never near Enhet 2, nor Björkgatan 3 A
 * Björkgatan 3 B. One that only one text has is a doubt: Björkgatan 3 lgh 1101,
 * Enhet 2 och 3. Nor are texts near that differ in a short word (Distrikt Norr,
 * Distrikt Nord; SH, EH), or in a point of the compass (Västra, Sydvästra).
 *
 * A near text may still be a value of its own: two names of places can differ
 * by a letter. Only the job can say so, by `values:`; a caller that knows how
 * often each occurs can say so to the user.
 */
#ifndef EXPR_NEAR_H
#define EXPR_NEAR_H

#include "base/arena.h"

/* A text that a rule names, made ready; its first 250 bytes count. */
struct near_named;

struct near_named *near_named_new(struct arena *job_mem, struct slice text);

enum near_ask {
	NEAR_WHOLE, /* is the cell nearly the value? */
	NEAR_PART, /* does it nearly contain it, anywhere? */
	NEAR_START, /* does it nearly start with it? */
};

/*
 * Index of the first of the named texts that the cell nearly, or quite, is, or
 * `count`. An empty cell or text is far from everything. UTF-8 of any length,
 * in time that grows with it.
 */
size_t near_find(struct slice cell, const struct near_named *const *named,
    size_t count, enum near_ask ask);

#endif
