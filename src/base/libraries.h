/*
 * base/libraries.h - the libraries of this folder, and their versions.
 */
#ifndef BASE_LIBRARIES_H
#define BASE_LIBRARIES_H

#include "base/library.h"

void base_add_libraries(struct libraries *libraries);

#endif
