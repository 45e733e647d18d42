/*
 * pdf/libraries.h - the libraries of this folder, and their versions.
 */
#ifndef PDF_LIBRARIES_H
#define PDF_LIBRARIES_H

#include "base/library.h"

void pdf_add_libraries(struct libraries *libraries);

#endif
