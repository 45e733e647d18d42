/*
 * serve/fields.h - choices to make in a form, and what came of them.
 */
#ifndef SERVE_FIELDS_H
#define SERVE_FIELDS_H

#include "html/html.h"
#include "serve/http.h"

/* Whether the form has a field of that name. */
bool field_is_there(const struct form_field *fields, const char *name);

void field_label(struct strbuf *page, const char *id, struct slice words);

/* A list of choices "name-at", labelled by the words, and by whose it is for
 * those who do not see. */
void choice_open(struct strbuf *page, const char *name, size_t at,
    struct slice words, struct slice whose);
void choice_option(
    struct strbuf *page, struct slice value, struct slice words, bool chosen);
void choice_close(struct strbuf *page);

#endif
