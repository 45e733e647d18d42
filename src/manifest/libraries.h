/*
 * manifest/libraries.h - the libraries of this folder, and their versions.
 */
#ifndef MANIFEST_LIBRARIES_H
#define MANIFEST_LIBRARIES_H

#include "base/library.h"

void manifest_add_libraries(struct libraries *libraries);

#endif
