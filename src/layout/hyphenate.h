/*
 * layout/hyphenate.h - where a word may be hyphenated, by libhyphen.
 *
 * By the dictionary that base/languages.h names, which a Debian package
 * brings. A language without one (Finnish among them) is set unhyphenated. At
 * least two letters stay before the hyphen and three come after it.
 */
#ifndef LAYOUT_HYPHENATE_H
#define LAYOUT_HYPHENATE_H

#include "base/diag.h"
#include "base/hash.h"

struct hyphenator;

/*
 * For a language ("sv"); *found is NULL where the language is set unhyphenated.
 * False after a report where its dictionary should be there and is not.
 */
bool hyphenator_open(
    const char *language, struct diag *diag, struct hyphenator **found);
/* The same from a file, which the package is to bring. */
bool hyphenator_open_file(const char *path, const char *package,
    struct diag *diag, struct hyphenator **found);
void hyphenator_free(struct hyphenator *hyphenator);

/*
 * `pins` has a line for each dictionary of a plan: hash, two blanks, file name.
 * False after reports: one is missing, or is not what the plan was made with.
 */
bool hyphenator_check_pins(struct slice pins, struct diag *diag);

#define HYPHEN_POINTS_MAX 24

/*
 * Offsets into the word where a hyphen may come, rising; returns how many. A
 * word is only broken where it is all lower-case letters but for
 * punctuation around it and, in a word of 13 letters or more, the first: short
 * words with a capital may be names, digits a number.
 */
size_t hyphenator_find(const struct hyphenator *hyphenator, struct slice word,
    uint32_t points[HYPHEN_POINTS_MAX]);

#endif
