/*
 * conf/edit_write.h - a value as YAML; for conf/edit.h alone.
 */
#ifndef CONF_EDIT_WRITE_H
#define CONF_EDIT_WRITE_H

#include "base/strbuf.h"
#include "conf/yaml.h"

/* Whether a text needs no quotes outside of brackets, where a comma, or a
 * bracket that is not first, means itself. */
bool edit_is_plain(struct slice text);

/* On one line; `inside` brackets more must stand in quotes. */
void edit_write_scalar(
    struct strbuf *out, const struct yaml *scalar, bool inside);
/* The same in the style of the one that it replaces (conf/laid.h): ' or ". */
void edit_write_quoted(
    struct strbuf *out, const struct yaml *scalar, char style, bool inside);

/* A key: a word of ours means the same with quotes and without. */
void edit_write_key(struct strbuf *out, struct slice key);

/* In brackets, on one line. */
void edit_write_flow(struct strbuf *out, const struct yaml *value, bool inside);

/* Whether it is best written so, in a column of that number. */
bool edit_fits_line(const struct yaml *value, size_t indent);

/*
 * A map or list, not empty, on lines of its own, of which the first begins in
 * column `indent` without its blanks; nothing ends the last one.
 */
void edit_write_block(
    struct strbuf *out, const struct yaml *value, size_t indent, size_t step);

/* What follows "key:" in that column: " value", or lines below it. */
void edit_write_behind(
    struct strbuf *out, const struct yaml *value, size_t indent, size_t step);

void edit_write_indent(struct strbuf *out, size_t indent);

#endif
