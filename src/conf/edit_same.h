/*
 * conf/edit_same.h - whether a text that was changed is the tree that it should
 * be; for conf/edit.h alone.
 */
#ifndef CONF_EDIT_SAME_H
#define CONF_EDIT_SAME_H

#include "conf/yaml.h"

enum edit_kind { EDIT_REPLACES, EDIT_INSERTS, EDIT_REMOVES };

/* What was done: `at` leads to the part that is another one, that is new, or
 * that is gone. */
struct edit_done {
	enum edit_kind kind;
	const size_t *at;
	size_t depth; /* steps in `at`, one at least */
	struct slice key; /* of a new part of a map */
	const struct yaml *value; /* not of one that is gone */
};

/* Whether what is read means the value that was to be written: maps in any
 * order, and a text that is no word with a meaning of its own. */
bool edit_means(const struct yaml *value, const struct yaml *read);

/* Whether `after` is `before`, but for what was done. */
bool edit_is_done(const struct yaml *before, const struct yaml *after,
    const struct edit_done *done);

#endif
