/*
 * letter/cmark.h - cmark-gfm without its short names, which are ours too.
 *
 * Inside letter/ only.
 */
#ifndef LETTER_CMARK_H
#define LETTER_CMARK_H

#define CMARK_NO_SHORT_NAMES
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>

#endif
