/*
 * text/language.h - which languages ICU has data for.
 *
 * For a language it does not know ICU takes the one of the environment, and
 * then the same input gives other bytes on another machine: whatever opens
 * something of ICU's asks here first.
 */
#ifndef TEXT_LANGUAGE_H
#define TEXT_LANGUAGE_H

#include <stdbool.h>

/* "sv", "sv-FI"; for the job to refuse a letter's language. */
bool language_is_known(const char *language);

/*
 * The code that is written for it: "fi" of "fin", "sv" of "swe-FI", itself of
 * "rom"; empty where no language has it ("dk"). In `code`, of LANGUAGE_CODE
 * bytes.
 */
#define LANGUAGE_CODE 12
void language_code(const char *language, char *code);

/* The language itself, or "root" where it is not known. */
const char *language_or_root(const char *language);

/*
 * Whether dates can be written in it: ICU's data name its months. Without them
 * a date would read "2012 M02 29".
 */
bool language_has_months(const char *language);

#endif
