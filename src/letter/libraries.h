/*
 * letter/libraries.h - the libraries of this folder, and their versions.
 */
#ifndef LETTER_LIBRARIES_H
#define LETTER_LIBRARIES_H

#include "base/library.h"

void letter_add_libraries(struct libraries *libraries);

#endif
