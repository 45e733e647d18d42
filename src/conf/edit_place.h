/*
 * conf/edit_place.h - which bytes go and which come, where a value of a YAML
 * text is another one; for conf/edit.h alone.
 *
 * What is written here is tried, not trusted: conf/edit.h reads it again.
 */
#ifndef CONF_EDIT_PLACE_H
#define CONF_EDIT_PLACE_H

#include "base/strbuf.h"
#include "conf/laid.h"

#define SPLICES_MOST 4

/* Bytes that stand in place of others. */
struct splice {
	size_t from, to;
	struct slice text;
};

struct splices {
	struct arena *mem;
	struct slice text; /* as it is */
	size_t step; /* columns by which lines are indented more */
	struct splice at[SPLICES_MOST];
	size_t count;
};

/* Each adds the splices of one change. */
void place_replace(struct splices *splices, const struct laid_part *part,
    const struct yaml *value);
/* `key`, of a map alone; before the part of that number. */
void place_insert(struct splices *splices, const struct laid *into, size_t at,
    struct slice key, const struct yaml *value);
/* Of several parts. */
void place_remove(struct splices *splices, const struct laid *from, size_t at);
/* The only one of the whole text. */
void place_remove_last(struct splices *splices, const struct laid *from);

/* The text with them. */
struct slice splices_apply(const struct splices *splices);

#endif
