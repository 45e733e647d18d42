/*
 * font/family.h - fonts.yaml: families, the files of their styles, and whom to
 * ask for a glyph they lack.
 *
 *	families:
 *	  Noto Serif:
 *	    regular: NotoSerif-Regular.ttf
 *	    bold: NotoSerif-Bold.ttf
 *	    italic: NotoSerif-Italic.ttf
 *	    bold italic: NotoSerif-BoldItalic.ttf
 *	    fallback: [Noto Naskh Arabic, Noto Serif Hebrew]
 *	  Noto Naskh Arabic:
 *	    regular: NotoNaskhArabic-Regular.ttf
 *	    scale: 120
 */
#ifndef FONT_FAMILY_H
#define FONT_FAMILY_H

#include "conf/schema.h"
#include "font/font.h"

#define FONT_STYLES 4

struct family {
	struct slice name;
	struct span span;
	struct conf_text files[FONT_STYLES]; /* by enum font_style */
	struct conf_list fallback;
	struct conf_number scale; /* per cent; 0: not said */
};

struct families {
	struct family *at;
	size_t count, room;
};

/* Adds the families of a file; false after reports of all that is wrong. */
bool families_read(struct arena *job_mem, const char *yaml_path,
    struct families *families, struct diag *diag);

/* NULL where there is none. */
const struct family *families_find(
    const struct families *families, struct slice name);

/* Reports an unknown family with the nearest name. */
void families_report(const struct families *families, struct slice name,
    struct diag *diag, struct span asked);

/* "regular", "bold" …, as in fonts.yaml. */
const char *font_style_name(enum font_style style);

#endif
