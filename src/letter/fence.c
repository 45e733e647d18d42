#include "letter/fence.h"

#include <stdlib.h>

#include "base/file.h"
#include "letter/messages.h"

static const char *const part_ends[] = {".md", NULL};
static const char *const picture_ends[] = {".png", ".jpg", ".jpeg", NULL};

static const struct {
	const char *const *ends;
	const struct message *wrong_end, *hint;
} kinds[] = {
    [FENCE_PART] = {part_ends, &letter_part_kind, &letter_part_kind_hint},
    [FENCE_PICTURE] = {picture_ends, &letter_picture_kind,
	&letter_picture_kind_hint},
};

bool
fence_has_end(enum fence_kind kind, const char *name)
{
	return path_ends_in(name, kinds[kind].ends);
}

/*
 * Without folders of a job (a text read alone) the file must lie beside or
 * below the one that names it.
 */
static bool
lies_within(struct reading *reading, const char *path)
{
	const char *const *folders = reading->options->part_folders;
	if (!folders)
		return path_is_below(
		    path, path_folder(reading->job_mem, reading->path));
	for (; *folders; folders++) {
		if (path_is_below(path, *folders))
			return true;
	}
	return false;
}

bool
fence_lets_in(struct reading *reading, enum fence_kind kind, const char *path,
    struct slice name, struct span span)
{
	/* Links are followed for the name's end too: a.md must not be a
	 * register. */
	char *real = realpath(path, NULL);
	bool fits =
	    real && fence_has_end(kind, path) && fence_has_end(kind, real);
	free(real);
	if (!fits) {
		REPORT(reading->diag, span, kinds[kind].wrong_end, ARGS(name));
		HINT(reading->diag, kinds[kind].hint, NO_ARGS);
		return false;
	}
	bool whole = slice_starts(name, "/");
	if (!whole && lies_within(reading, path))
		return true;
	REPORT(reading->diag, span,
	    whole ? &letter_whole_path : &letter_outside, ARGS(name));
	HINT(reading->diag, &letter_outside_hint, NO_ARGS);
	return false;
}
