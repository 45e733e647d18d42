/*
 * ooxml/libraries.h - the libraries of this folder, and their versions.
 */
#ifndef OOXML_LIBRARIES_H
#define OOXML_LIBRARIES_H

#include "base/library.h"

void ooxml_add_libraries(struct libraries *libraries);

#endif
