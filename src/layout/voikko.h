/*
 * layout/voikko.h - Finnish syllables, by libvoikko.
 *
 * It takes a word apart by its dictionary (kau-pun-gin-o-sa) and falls back on
 * the rules of syllables for words that are not in it. Patterns could not:
 * endings make a Finnish word from few roots in thousands of forms.
 */
#ifndef LAYOUT_VOIKKO_H
#define LAYOUT_VOIKKO_H

#include "base/slice.h"

struct VoikkoHandle;

/*
 * `dictionary` is the path of a "mor.vfst"; that file decides, not one in
 * somebody's home. NULL where libvoikko cannot use it.
 */
struct VoikkoHandle *voikko_open(const char *dictionary);
void voikko_close(struct VoikkoHandle *voikko);

/*
 * Sets breaks[i] where a syllable begins with letter i of a word of small
 * letters in ISO 8859-1; breaks has room for one a letter and is zero before.
 */
void voikko_find(
    struct VoikkoHandle *voikko, struct slice letters, bool *breaks);

#endif
