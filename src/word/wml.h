/*
 * word/wml.h - names of WordprocessingML (ECMA-376 part 1, 17), transitional
 * and strict. Inside word/ only.
 */
#ifndef WORD_WML_H
#define WORD_WML_H

#include "ooxml/xml.h"

#define WML "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define WML_STRICT "http://purl.oclc.org/ooxml/wordprocessingml/main"

/* Which of wml_spaces a name is of. */
enum wml_space {
	SPACE_WORD,
	SPACE_WORD_STRICT,
	SPACE_CHOICE, /* markup compatibility */
	SPACE_PLACED, /* wp: pictures in the text */
	SPACE_PLACED_STRICT,
	SPACE_DRAWING, /* a: */
	SPACE_DRAWING_STRICT,
	SPACE_PICTURE, /* pic: */
	SPACE_PICTURE_STRICT,
	SPACE_MATH,
	SPACE_MATH_STRICT,
};

extern const char *const wml_spaces[];

static inline bool
wml_is_word(struct xml_name name)
{
	return name.space <= SPACE_WORD_STRICT;
}

/* The value of w:NAME="…", or NULL. */
const char *wml_attribute(const char **attributes, const char *name);
/* The value of r:NAME="…", or NULL. */
const char *wml_relation(const char **attributes, const char *name);

/* w:val of a property that is on or off: without one it is on. */
bool wml_is_on(const char **attributes);

/* A whole number; `otherwise` where it is none or not there. */
long wml_number(const char *text, long otherwise);

#endif
