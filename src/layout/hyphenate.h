/*
 * layout/hyphenate.h - where a word may be hyphenated.
 *
 * A compound whose parts are listed (layout/joints.h) is broken where they meet,
 * and inside a part where that is long; where it is shorter as a last resort,
 * where it is short never. Otherwise, and there, the
 * dictionary that base/languages.h names and a Debian package brings decides,
 * by libhyphen or, in Finnish, libvoikko. A language without either is set
 * unhyphenated. At least two letters stay before the hyphen and three come
 * after it.
 */
#ifndef LAYOUT_HYPHENATE_H
#define LAYOUT_HYPHENATE_H

#include "base/diag.h"
#include "base/hash.h"

struct hyphenator;

/* A file of words with their joints, beside the program's own. */
struct word_list {
	struct slice language;
	const char *path;
	struct span span; /* where it is named */
};

/*
 * For a language ("sv"), with those of the lists that are in it; *found is NULL
 * where the language is set unhyphenated. False after a report where its
 * dictionary should be there and is not, or a list is wrong.
 */
bool hyphenator_open(const char *language, const struct word_list *lists,
    size_t count, struct diag *diag, struct hyphenator **found);
/* The same from a file, which the package is to bring. */
bool hyphenator_open_file(const char *path, const char *package,
    struct diag *diag, struct hyphenator **found);
void hyphenator_free(struct hyphenator *hyphenator);

/*
 * `pins` has a line for each dictionary and list of a plan: hash, two blanks,
 * file name. False after reports: one is missing, or is not what the plan was
 * made with.
 */
bool hyphenator_check_pins(struct slice pins, const struct word_list *lists,
    size_t count, struct diag *diag);

#define HYPHEN_POINTS_MAX 24

struct hyphen_point {
	uint32_t at; /* offset into the word */
	bool poor; /* inside a short part of a compound: the last resort */
};

/*
 * Where a hyphen may come, rising; returns how many. A
 * word is only broken where it is all lower-case letters but for
 * punctuation around it and, in a word of 13 letters or more, the first: short
 * words with a capital may be names, digits a number.
 */
size_t hyphenator_find(const struct hyphenator *hyphenator, struct slice word,
    struct hyphen_point points[HYPHEN_POINTS_MAX]);

#endif
