/*
 * word/convert.h - a letter in Word as Markdown, its pictures beside it.
 */
#ifndef WORD_CONVERT_H
#define WORD_CONVERT_H

#include "letter/letter.h"

struct word_converted {
	struct slice markdown; /* front matter first */
	struct slice language;
	size_t pictures;
};

/*
 * Reads a document and makes the Markdown of the same letter, which is parsed
 * again to see that it is. `out` is where that is to lie: pictures are written
 * beside it, "brev-1.png" beside brev.md, and none over anything; NULL: a letter
 * with pictures is refused. False after reports. All lives in mem.
 */
bool word_convert(struct arena *mem, const char *path, const char *out,
    struct word_converted *converted, struct diag *diag);

#endif
