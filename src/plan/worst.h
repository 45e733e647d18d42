/*
 * plan/worst.h - of what setting found, the worst ten rows of each kind.
 *
 * Row numbers only. Letters are counted as they are taken into the plan, in the
 * order of the rows, so that the first of equals stand here.
 */
#ifndef PLAN_WORST_H
#define PLAN_WORST_H

#include "base/strbuf.h"
#include "set/findings.h"

#define WORST_SHOWN 10

struct worst_row {
	uint32_t row;
	int32_t amount; /* mpt, lines, pages, sheets; 1 where it is just so */
};

struct worst {
	struct worst_kind {
		uint32_t rows;
		struct worst_row at[WORST_SHOWN]; /* the worst first */
		size_t count;
	} kinds[FINDING_KINDS];
};

void worst_add(
    struct worst *worst, uint32_t row, const struct findings *findings);

/* A line for each kind that any row has; nothing where there is none. */
void worst_write(
    struct strbuf *out, const struct words *words, const struct worst *worst);

/* The same as "preflight" of an open JSON object. */
struct json;
void worst_write_json(struct json *json, const struct worst *worst);

#endif
