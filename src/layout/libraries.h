/*
 * layout/libraries.h - the libraries of this folder, and their versions.
 */
#ifndef LAYOUT_LIBRARIES_H
#define LAYOUT_LIBRARIES_H

#include "base/library.h"

void layout_add_libraries(struct libraries *libraries);

#endif
