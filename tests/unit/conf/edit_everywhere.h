/*
 * tests/unit/conf/edit_everywhere.h - any bytes as a file: each of its first
 * values is set, taken out, and given one more, or that is refused.
 *
 * A refusal changes nothing and says why; what is changed can be read, and has
 * the new value in its place. True where all of that held.
 */
#ifndef TESTS_UNIT_CONF_EDIT_EVERYWHERE_H
#define TESTS_UNIT_CONF_EDIT_EVERYWHERE_H

#include "conf/edit.h"

#define EVERYWHERE_STEPS 8
#define EVERYWHERE_VALUES 24

struct everywhere {
	struct arena *mem;
	struct diag *diag;
	struct slice bytes;
	struct edit_step path[EVERYWHERE_STEPS];
	size_t depth, values, done;
};

static inline struct edit *
everywhere_open(struct everywhere *of)
{
	diag_reset(of->diag);
	return edit_open(of->mem, "job.yaml", of->bytes, of->diag);
}

static inline bool
everywhere_holds(
    struct everywhere *of, struct edit *edit, bool ok, const struct yaml *value)
{
	of->done += ok;
	if (!ok)
		return diag_errors(of->diag) > 0 &&
		       slice_equal(edit_bytes(edit), of->bytes);
	struct edit *again =
	    edit_open(of->mem, "job.yaml", edit_bytes(edit), of->diag);
	const struct yaml *found =
	    again && value ? edit_find(again, of->path, of->depth) : NULL;
	return again && (!value || of->path[of->depth - 1].item == EDIT_END ||
			    (found && slice_equal(found->text, value->text)));
}

static inline bool
everywhere_try(struct everywhere *of)
{
	struct yaml *value = edit_text(of->mem, SLICE("ny: [text], #1"));
	struct edit *edit = everywhere_open(of);
	bool ok = edit_set(edit, of->path, of->depth, value);
	if (!everywhere_holds(of, edit, ok, value))
		return false;
	if (of->path[of->depth - 1].item == EDIT_END)
		return true;
	edit = everywhere_open(of);
	ok = edit_remove(edit, of->path, of->depth);
	return everywhere_holds(of, edit, ok, NULL);
}

static inline bool
everywhere_walk(struct everywhere *of, const struct yaml *yaml)
{
	bool list = yaml->kind == YAML_LIST, holds = true;
	if (yaml->kind == YAML_SCALAR || of->depth + 1 >= EVERYWHERE_STEPS)
		return true;
	for (size_t i = 0; holds && i <= yaml->count; i++) {
		struct edit_step *step = &of->path[of->depth];
		*step =
		    (struct edit_step){.item = i < yaml->count ? i : EDIT_END};
		if (!list)
			step->name = i < yaml->count ? yaml->pairs[i].key
						     : SLICE("Något nytt");
		if (++of->values > EVERYWHERE_VALUES)
			return true;
		of->depth++;
		holds = everywhere_try(of) &&
			(i == yaml->count ||
			    everywhere_walk(of,
				list ? yaml->items[i] : yaml->pairs[i].value));
		of->depth--;
	}
	return holds;
}

static inline bool
edit_everywhere(struct arena *mem, struct slice bytes, size_t *done)
{
	struct sources *sources = sources_new();
	struct everywhere of = {
	    .mem = mem, .diag = diag_new(sources), .bytes = bytes};
	struct edit *edit = everywhere_open(&of);
	bool holds = edit ? everywhere_walk(&of, edit_find(edit, NULL, 0))
			  : diag_errors(of.diag) > 0;
	*done += of.done;
	diag_free(of.diag);
	sources_free(sources);
	return holds;
}

#endif
