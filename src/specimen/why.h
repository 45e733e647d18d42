/*
 * specimen/why.h - in words: what a letter shows, and what none does.
 */
#ifndef SPECIMEN_WHY_H
#define SPECIMEN_WHY_H

#include "specimen/gather.h"

/* Appends one thing that letters can be: "brev.md, line 14: if Larm". */
void why_write_circumstance(struct strbuf *out, const struct job *job,
    const struct circumstances *list, size_t index,
    const struct sources *sources);

/* Appends an extreme: "longest name (23 signs)". */
void why_write_extreme(struct strbuf *out, const struct words *words,
    enum extreme extreme, int64_t value);

/*
 * Appends why the letter is in the proof: the extremes that it has, and all of
 * `shown` that it is the first to show, which it then adds.
 */
void why_write_letter(struct strbuf *out, const struct job *job,
    const struct gathered *gathered, const struct gathered_letter *letter,
    struct branch_set *shown, const struct sources *sources);

#endif
