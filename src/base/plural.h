/*
 * base/plural.h - which of a wording's forms goes with a number.
 *
 * A catalogue's header says it as an expression of C over n ("Plural-Forms:
 * nplurals=2; plural=(n != 1);", GNU gettext manual, 11.2.6).
 */
#ifndef BASE_PLURAL_H
#define BASE_PLURAL_H

#include <stddef.h>

/*
 * The form, from 0. `rule` is what stands behind "plural=" and ends at ';' or
 * with its line. Where it is NULL or not an expression, the rule is that of
 * English.
 */
size_t plural_form(const char *rule, unsigned long long n);

#endif
