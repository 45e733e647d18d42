/*
 * conf/yaml.h - YAML as a tree in which every scalar knows its place.
 *
 * By libyaml's events, its marks kept. Everything stays text until a schema
 * (conf/schema.h) says what it is: no "no" becomes false by itself, no 01234
 * loses its zero. Anchors, aliases, tags and several documents are refused by
 * name; a key that stands twice (text/normal.h: folded) is an error at the
 * second place. What YAML
 * would do silently is a warning: a '#' that cuts a value off, typographic
 * quotes that become part of one.
 *
 * The span of a scalar begins at the first character of its text (behind the
 * opening quote, on the first line of a block), so that places inside a
 * one-line text without escapes are span.column plus the characters before.
 */
#ifndef CONF_YAML_H
#define CONF_YAML_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/inputs.h"

enum yaml_kind { YAML_SCALAR, YAML_MAP, YAML_LIST };

struct yaml_pair;

struct yaml {
	enum yaml_kind kind;
	struct span span; /* on one line; scalar: of the text inside quotes */
	struct slice text; /* scalar: decoded, NFC; empty for null and ~ */
	bool quoted; /* scalar: written with quotes or as a block */
	struct yaml **items; /* list */
	struct yaml_pair *pairs; /* map, in the file's order */
	size_t count; /* of items or pairs */
};

struct yaml_pair {
	struct slice key;
	struct span key_span;
	struct yaml *value;
};

/* Reads a file (text/encoding.h); NULL after a report. An empty file is an
 * empty map. `asked` is where its name stands. */
struct yaml *yaml_read(struct arena *job_mem, const char *path,
    enum input_role role, struct diag *diag, struct span asked);

/*
 * Parses bytes [from, from + len) of a source already added (a letter's front
 * matter); spans are in that file's coordinates.
 */
struct yaml *yaml_parse(struct arena *job_mem, uint32_t file, size_t from,
    size_t len, struct diag *diag);

/* The value under one of our keys (conf/keynames.h) of a map, or NULL. */
const struct yaml *yaml_find(const struct yaml *map, const char *key);

#endif
