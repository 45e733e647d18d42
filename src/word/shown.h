/*
 * word/shown.h - what a look, a run's own or a style's, does to the signs of a
 * text: other ones, raised ones, none.
 *
 * Inside word/ only.
 */
#ifndef WORD_SHOWN_H
#define WORD_SHOWN_H

#include "ooxml/package.h"
#include "word/wml.h"

enum word_switch { SWITCH_UNSAID, SWITCH_ON, SWITCH_OFF };

struct word_shown {
	enum word_switch symbols; /* a font of other signs than the text's */
	enum word_switch raised; /* or lowered */
	enum word_switch white, capitals;
};

/* "w:b", "w:b w:val='0'". */
enum word_switch word_switch_of(const char **attributes);

/* One property of a run's or a style's; others are passed over. */
void shown_read(
    struct word_shown *shown, struct xml_name name, const char **attributes);

#endif
