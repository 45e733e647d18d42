/*
 * expr/near_word.h - one word, or two that abbreviate it, against another.
 *
 * Inside expr/ only; near.h says what is near.
 */
#ifndef EXPR_NEAR_WORD_H
#define EXPR_NEAR_WORD_H

#include "expr/near_text.h"

enum word_match {
	WORD_FAR,
	WORD_BEGINS, /* one begins as the other: near where others fit */
	WORD_NEAR,
};

/*
 * `part` is a word of the text that may be in the other: Servicehus is in
 * Servicehuslägenhet, but Gruppboende is not in Eget boende.
 */
enum word_match near_word_match(
    const struct near_word *word, const struct near_word *part);

/* A slip of the finger; of the letters alone. */
bool near_is_slip(struct slice a, struct slice b);

/* Nothing, or an ending of Swedish nouns and adjectives. */
bool near_ends_well(struct slice rest);

/* The longer lacks up to three letters inside: servhus. */
bool near_is_contraction(struct slice a, struct slice b);

/* ---- near_code.c */

/* Serv.hus, S-hus, tr.bo.: two words that are one word's head and tail. */
bool near_is_head_and_tail(const struct near_word *head,
    const struct near_word *tail, const struct near_word *whole);

/*
 * How many words of `of`, from index `from` on, a code of two to five letters
 * stands for: SH is Servicehus, SÄBO Särskilt boende. 0: none.
 */
size_t near_code_covers(
    struct slice code, const struct near_text *of, size_t from);

#endif
