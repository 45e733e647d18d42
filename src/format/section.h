/*
 * format/section.h - what the tokens of a section make together; for code.c alone.
 */
#ifndef FORMAT_SECTION_H
#define FORMAT_SECTION_H

#include "format/code.h"

/*
 * Gives a section whose tokens have been read its kind, places and shift, and
 * marks it where it holds what is not drawn here.
 */
void section_settle(struct section *section);

#endif
