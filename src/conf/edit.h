/*
 * conf/edit.h - a file of YAML changed at one place, all other bytes as they
 * were.
 *
 * For forms that change a job file which people write as well. The place is a
 * path of keys and numbers; what stands there is set, put in or taken out.
 * Comments, order, indentation, line ends and quotes of everything else stay.
 * A comment behind a value stays when the value is another one; it goes with a
 * key or item that is taken out, as do comments between what goes.
 *
 * After each change the text is read again and must be the same tree but for
 * that place; otherwise the change is refused and nothing is changed. What
 * conf/yaml.h refuses (anchors, aliases, tags, several documents, double keys)
 * is refused here. Reads and writes no file.
 */
#ifndef CONF_EDIT_H
#define CONF_EDIT_H

#include "conf/yaml.h"

struct edit;

/* One step into the tree. */
struct edit_step {
	const char *key; /* one of ours (conf/keynames.h), in any language; */
	struct slice name; /* a name of theirs, compared folded; or, */
	size_t item; /* where both are empty, a number in a list */
};

#define EDIT_KEY(word)                                                         \
	{                                                                      \
		.key = (word)                                                  \
	}
#define EDIT_NAME(text)                                                        \
	{                                                                      \
		.name = (text)                                                 \
	}
#define EDIT_ITEM(number)                                                      \
	{                                                                      \
		.item = (number)                                               \
	}
/* Behind the last item. */
#define EDIT_END SIZE_MAX

/*
 * edit_set(edit, EDIT_PATH(EDIT_KEY("roles"), EDIT_KEY("person")), value);
 */
#define EDIT_PATH(...)                                                         \
	(const struct edit_step[]){__VA_ARGS__},                               \
	    sizeof((const struct edit_step[]){__VA_ARGS__}) /                  \
		sizeof(struct edit_step)

/*
 * Reads the bytes of a file (UTF-8 with or without BOM, LF or CRLF) that
 * reports call `name`. NULL after a report. Everything lives in `mem`, which
 * outlives it, as `diag` does.
 */
struct edit *edit_open(
    struct arena *mem, const char *name, struct slice bytes, struct diag *diag);

/* What stands at a path now; NULL where nothing does. Spans are of the text
 * as it was opened only until the first change. */
const struct yaml *edit_find(
    const struct edit *edit, const struct edit_step *path, size_t count);

/*
 * The value at the path is this one from now on; a key that is not there, and
 * the maps on the way to it, are made. Of a map or list that stays one only
 * what differs is changed. False after a report, and nothing is changed.
 */
bool edit_set(struct edit *edit, const struct edit_step *path, size_t count,
    const struct yaml *value);

/* Takes out the key or item; true as well where there is none. */
bool edit_remove(struct edit *edit, const struct edit_step *path, size_t count);

/* Puts a new item before the one that the path ends with, or behind the last
 * one (EDIT_END). The list is made where there is none. */
bool edit_insert(struct edit *edit, const struct edit_step *path, size_t count,
    const struct yaml *value);

bool edit_is_changed(const struct edit *edit);

/* The bytes of the file as it is now; in `mem`. */
struct slice edit_bytes(const struct edit *edit);

/* ---- values to set */

/* How our key or word is written in this file: in Swedish or English. */
struct slice edit_word(const struct edit *edit, const char *word);

/* A text, which is put in quotes where it needs them. */
struct yaml *edit_text(struct arena *mem, struct slice text);
/* A word with a meaning of its own ("none"): never in quotes. */
struct yaml *edit_plain(struct arena *mem, struct slice word);
struct yaml *edit_list(struct arena *mem);
void edit_add(struct arena *mem, struct yaml *list, struct yaml *item);
struct yaml *edit_map(struct arena *mem);
void edit_put(
    struct arena *mem, struct yaml *map, struct slice key, struct yaml *value);

#endif
