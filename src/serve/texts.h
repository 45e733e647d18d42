/*
 * serve/texts.h - which files of a folder are text that can be edited.
 */
#ifndef SERVE_TEXTS_H
#define SERVE_TEXTS_H

#include <stdbool.h>

/* A name in the folder that the process is in: .md or .yaml, and a file. */
bool text_is_editable(const char *name);

#endif
