/*
 * ooxml/relation.h - which part of an Office file belongs to which (ECMA-376
 * part 2, 9.3).
 */
#ifndef OOXML_RELATION_H
#define OOXML_RELATION_H

#include "base/arena.h"
#include "ooxml/package.h"

struct relation {
	const char *id, *type, *target;
	bool external; /* the target is no part of this file */
};

struct relations {
	struct arena *mem; /* theirs */
	struct relation *at;
	size_t count, room;
};

/*
 * Those of a part, or of the whole file where `part` is "". What they held is
 * forgotten. False after a report.
 */
bool relations_read(
    struct relations *relations, struct package *package, const char *part);

/* The name of the part that says what belongs to a part, in the arena. */
const char *relations_part(struct arena *arena, const char *part);

/* The type is the last part of its address: "worksheet", "styles" … */
bool relation_is_of_type(const struct relation *relation, const char *type);

/* The first of a type that is not external, or NULL. */
const struct relation *relations_find_type(
    const struct relations *relations, const char *type);

/* By its id, external or not; or NULL. */
const struct relation *relations_find(
    const struct relations *relations, const char *id);

/* The name of the part that a target means, seen from a part ("xl/a.xml"). */
const char *relation_resolve(
    struct arena *arena, const char *part, const char *target);

#endif
