/*
 * tests/unit/conf/steps.h - paths as tests write them: "columns/=Namn/type",
 * "rules/#0/exclude", "rules/#end".
 */
#ifndef TESTS_UNIT_CONF_STEPS_H
#define TESTS_UNIT_CONF_STEPS_H

#include <stdlib.h>
#include <string.h>

#include "conf/edit.h"

#define STEPS_MOST 16

struct steps {
	struct edit_step at[STEPS_MOST];
	size_t count;
};

static inline struct steps
steps_read(struct arena *mem, const char *path)
{
	struct steps steps = {.count = 0};
	struct slice rest = slice_view(path);
	while (rest.len && steps.count < STEPS_MOST) {
		size_t end = slice_find_char(rest, '/');
		const char *step =
		    arena_dup_text(mem, slice_part(rest, 0, end));
		struct edit_step *to = &steps.at[steps.count++];
		if (strcmp(step, "#end") == 0)
			to->item = EDIT_END;
		else if (step[0] == '#')
			to->item = (size_t)atoi(step + 1);
		else if (step[0] == '=')
			to->name = slice_view(step + 1);
		else
			to->key = step;
		rest = slice_from(rest, end + 1);
	}
	return steps;
}

#endif
