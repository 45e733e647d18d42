/*
 * run/libraries.h - the libraries that a run was made with.
 */
#ifndef RUN_LIBRARIES_H
#define RUN_LIBRARIES_H

#include "base/library.h"

/* All of them, by folder. */
void run_list_libraries(struct libraries *libraries);

#endif
