/*
 * font/libraries.h - the libraries of this folder, and their versions.
 */
#ifndef FONT_LIBRARIES_H
#define FONT_LIBRARIES_H

#include "base/library.h"

void font_add_libraries(struct libraries *libraries);

#endif
