/*
 * ledger/libraries.h - the libraries of this folder, and their versions.
 */
#ifndef LEDGER_LIBRARIES_H
#define LEDGER_LIBRARIES_H

#include "base/library.h"

void ledger_add_libraries(struct libraries *libraries);

#endif
