/*
 * conf/keynames.h - the keys of our files and their words, in Swedish as well.
 *
 * The code knows a key by its English name. A file may say either, also in one
 * file; but not both for one thing. The table is keynames.def.
 */
#ifndef CONF_KEYNAMES_H
#define CONF_KEYNAMES_H

#include "base/suggest.h"
#include "conf/yaml.h"

/* Whether `written` is the key, in one of its languages; exactly so. */
bool keyname_is(struct slice written, const char *key);

/* The same for a word that is a value: without regard to case and blanks. */
bool keyname_is_word(struct slice written, const char *word);

/* What the key is called in Swedish; `key` itself where that is the same. */
const char *keyname_swedish(const char *key);

/* The key's place in the table, from 1, which is the order in which a job is
 * written; 0 for what is not one of our keys. */
size_t keyname_place(const char *key);
size_t keyname_place_of(struct slice written);

/* Whether a map is written in Swedish: a key of it stands in no English one. */
bool keyname_map_is_swedish(const struct yaml *map);

/* Offers the key's names for one that is not there. */
void keyname_offer(struct suggestion *best, const char *key);

/* Reports a key of the map that stands there in both languages; then false. */
bool keyname_check_twice(const struct yaml *map, struct diag *diag);

#endif
