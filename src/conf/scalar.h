/*
 * conf/scalar.h - a text as YAML reads it back, for what we write ourselves.
 */
#ifndef CONF_SCALAR_H
#define CONF_SCALAR_H

#include "base/strbuf.h"

/*
 * Characters that libyaml does not read, and those that nobody would see in the
 * file.
 */
bool conf_is_unprintable(uint32_t code);

/*
 * Adds the text on one line, as a key, a value or an item: in quotes where YAML
 * would make something else of it. What is not UTF-8 becomes U+FFFD.
 */
void conf_write_scalar(struct strbuf *out, struct slice text);

/* The same, always in quotes. */
void conf_write_quoted(struct strbuf *out, struct slice text);

/* Whether a text can stand without quotes as a key, a value, or an item. */
bool conf_is_plain(struct slice text);

#endif
