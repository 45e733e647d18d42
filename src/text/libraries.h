/*
 * text/libraries.h - the libraries of this folder, and their versions.
 */
#ifndef TEXT_LIBRARIES_H
#define TEXT_LIBRARIES_H

#include "base/library.h"

void text_add_libraries(struct libraries *libraries);

#endif
