/*
 * font/check.h - is this a font file that we may use? Asked before HarfBuzz
 * sees a byte of it.
 *
 * Refused by name: files that are not fonts, web fonts, Type 1, collections,
 * variable and colour-bitmap fonts, symbol fonts without Unicode, CID-keyed
 * CFF; files cut short or damaged (every table's and the whole file's checksum
 * is verified, since a flipped bit in an outline would be printed ten thousand
 * times); fonts whose OS/2 fsType forbids embedding or subsetting.
 */
#ifndef FONT_CHECK_H
#define FONT_CHECK_H

#include "base/diag.h"
#include "font/sfnt.h"

#define FONT_FILE_LIMIT ((size_t)64 << 20)

/* Fills `sfnt`; false after one report at `place`, naming the file `name`. */
bool font_check(struct slice file, struct slice name, struct diag *diag,
    struct span place, struct sfnt *sfnt);

#endif
