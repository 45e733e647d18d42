/*
 * conf/edit_own.h - what is shared by those who change a text; for conf/edit.h
 * alone.
 */
#ifndef CONF_EDIT_OWN_H
#define CONF_EDIT_OWN_H

#include "conf/edit.h"
#include "conf/laid.h"

#define PATH_MOST 40 /* levels; conf/yaml.h reads fewer */

struct edit {
	struct arena *mem;
	struct diag *diag;
	const char *name;
	bool bom, crlf, changed;
	struct slice text; /* lines ended by LF */
	struct yaml *tree;
	struct laid *laid; /* NULL where there is no value */
	size_t step;
};

/* A path as numbers. */
struct way {
	size_t at[PATH_MOST], depth;
};

/* The number of the pair that a step of a map leads to; its count where there
 * is none. */
size_t edit_pair_of(const struct yaml *map, const struct edit_step *step);
const struct yaml *edit_part(const struct yaml *yaml, size_t at);
/* The first `depth` steps of a way. */
const struct yaml *edit_tree_at(
    const struct edit *edit, const struct way *way, size_t depth);
struct way edit_way_on(const struct way *way, size_t at);

/*
 * One change each, which is tried: false where the text would not be what it
 * should be, and then nothing is changed. Nothing is reported.
 */
bool edit_do_replace(
    struct edit *edit, const struct way *way, const struct yaml *value);
/* Before the part of that number, the last of the way; `key` of a map alone. */
bool edit_do_insert(struct edit *edit, const struct way *way, struct slice key,
    const struct yaml *value);
bool edit_do_remove(struct edit *edit, const struct way *way);
/* What differs, in several changes: false where some may have been made. */
bool edit_do_merge(
    struct edit *edit, const struct way *way, const struct yaml *value);

#endif
