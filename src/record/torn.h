/*
 * record/torn.h - what an export leaves of a letter that it could not write.
 *
 * Bj?rkgatan, Bj|rkgatan (Swedish in seven bits), Bj&ouml;rkgatan, Bj%C3%B6rk,
 * Bj=F6rk, Bj\u00f6rk: signs that no line of an address has where they stand.
 */
#ifndef RECORD_TORN_H
#define RECORD_TORN_H

#include "base/slice.h"

/* The first such sign in the text; empty: none. */
struct slice torn_find(struct slice text);

/* The same in a text that is no line of an address: a bar, brackets and what
 * stands in a link are meant there. */
struct slice torn_find_in_text(struct slice text);

#endif
