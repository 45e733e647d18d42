/*
 * conf/libraries.h - the libraries of this folder, and their versions.
 */
#ifndef CONF_LIBRARIES_H
#define CONF_LIBRARIES_H

#include "base/library.h"

void conf_add_libraries(struct libraries *libraries);

#endif
