/*
 * intake/twice.h - text that was encoded twice.
 *
 * UTF-8 read as an encoding of one byte a character and written as UTF-8
 * again: "Ã¶" for ö (Windows-1252), "√∂" (Mac Roman), "├Â" (CP850).
 */
#ifndef INTAKE_TWICE_H
#define INTAKE_TWICE_H

#include "base/slice.h"

bool text_is_encoded_twice(struct slice text);

#endif
