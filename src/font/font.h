/*
 * font/font.h - font files: found by exact name, pinned by hash, fenced.
 *
 * fonts/fonts.yaml names families and the files of their four styles. A
 * family that is not there is an error with the nearest name; another font
 * is never taken silently. A file that is broken, a collection, variable, or
 * forbids embedding (OS/2 fsType) is refused by name.
 */
#ifndef FONT_FONT_H
#define FONT_FONT_H

#include "base/diag.h"
#include "base/hash.h"
#include "base/unit.h"

enum font_style {
	FONT_REGULAR = 0,
	FONT_BOLD = 1,
	FONT_ITALIC = 2,
	FONT_BOLD_ITALIC = 3,
};

enum { FONT_SCALE_LEAST = 50, FONT_SCALE_MOST = 200 };

/*
 * One font file in use. Read-only for everybody but font/. A file that several
 * families or styles name is one struct font; its family and style are those
 * of the first place in fonts.yaml that names it, for messages: what it falls
 * back on, and in which size, is asked of the family (font_set_fallback).
 */
struct font {
	uint16_t id; /* index into the set's fonts in use, from 0 */
	struct slice family;
	enum font_style style;
	const char *path;
	struct digest digest; /* SHA-256 of the file */
	struct slice file; /* the bytes */
	const char *postscript_name;
	bool cff; /* CFF outlines: FontFile3 */
	int32_t upem;
	int32_t ascent, descent; /* font units, descent negative */
	int32_t cap_height, x_height;
	int32_t box[4]; /* head: xMin yMin xMax yMax */
	int32_t italic_angle; /* 1/65536 degree */
	uint32_t glyph_count;
	bool fixed_pitch, serif;
	uint16_t weight; /* OS/2 usWeightClass */
	void *shaping; /* font/shape.c */
};

struct font_set;

/*
 * Reads fonts.yaml, and then the fonts.yaml of each of `folders` that has one
 * (a municipality's own families, in the job's folder). Font files are looked
 * for in `folders` (NULL-terminated), then in Debian's font folders.
 * Families are opened when first found. NULL after a report.
 */
struct font_set *font_set_read(struct arena *job_mem, const char *yaml_path,
    const char *const *folders, struct diag *diag);
void font_set_free(struct font_set *set);

/*
 * Adds the families of another file. A name that is already there is an
 * error; its fallback families may be any that the set has by now.
 */
bool font_set_add(
    struct font_set *set, const char *yaml_path, struct diag *diag);

/* The font of a family and style, opened; NULL after a report at `asked`. */
const struct font *font_set_find(struct font_set *set, struct slice family,
    enum font_style style, struct diag *diag, struct span asked);

/* The fonts opened so far; their index is their id. */
size_t font_set_count(const struct font_set *set);
const struct font *font_set_at(const struct font_set *set, size_t id);

/* The number of a family in the set; FONT_NO_FAMILY where there is none. */
#define FONT_NO_FAMILY UINT16_MAX
uint16_t font_set_family(const struct font_set *set, struct slice name);
/* Its name; empty for FONT_NO_FAMILY. */
struct slice font_set_family_name(const struct font_set *set, uint16_t family);

/* A font of a fallback family, and in which per cent of the size. */
struct font_choice {
	const struct font *font; /* NULL: none */
	uint16_t scale;
};

/*
 * The fonts to try for a glyph that a family lacks: step 0, 1, … gives its
 * fallback families in order, each in `style` and in its own scale, whichever
 * other families name the same file. None past the last, and after a report
 * (one named is missing or refused).
 */
struct font_choice font_set_fallback(struct font_set *set, uint16_t family,
    enum font_style style, size_t step, struct diag *diag);

/* True where the font has a glyph for the code point. */
bool font_has(const struct font *font, uint32_t code_point);

/*
 * The ink of a glyph in font units from the pen, y upwards: left, bottom,
 * right, top. Empty (all 0) where it shows nothing.
 */
void font_glyph_box(const struct font *font, uint32_t glyph, int32_t box[4]);

/* Natural advance of a glyph in font units, as the PDF's width table says. */
int32_t font_advance(const struct font *font, uint32_t glyph);

#endif
