#include "base/inputs.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/memory.h"
#include "base/messages.h"

struct inputs {
	struct arena *mem;
	struct input *at;
	size_t count, room;
};

const char *
input_role_name(enum input_role role)
{
	static const char *const names[INPUT_ROLES] = {
	    [INPUT_NONE] = "",
	    [INPUT_JOB] = "job",
	    [INPUT_REGISTER] = "register",
	    [INPUT_CORRECTIONS] = "corrections",
	    [INPUT_LIST] = "list",
	    [INPUT_TABLE] = "table",
	    [INPUT_LOOK_UP] = "look-up",
	    [INPUT_RUN] = "run",
	    [INPUT_LETTER] = "letter",
	    [INPUT_PART] = "part",
	    [INPUT_PICTURE] = "picture",
	    [INPUT_STATIONERY] = "stationery",
	    [INPUT_FONTS] = "fonts",
	    [INPUT_FONT] = "font",
	    [INPUT_HYPHENATION] = "hyphenation",
	};
	return names[role];
}

static struct inputs *
inputs_of(const struct diag *diag)
{
	struct inputs **inputs = sources_inputs(diag_sources(diag));
	if (!*inputs) {
		*inputs = mem_new(1, sizeof **inputs);
		(*inputs)->mem = arena_new();
	}
	return *inputs;
}

void
inputs_free(struct inputs *inputs)
{
	if (!inputs)
		return;
	arena_free(inputs->mem);
	free(inputs->at);
	free(inputs);
}

const struct input *
inputs_list(const struct diag *diag, size_t *count)
{
	struct inputs *inputs = inputs_of(diag);
	*count = inputs->count;
	return inputs->at;
}

const struct input *
inputs_find(const struct diag *diag, enum input_role role, const char *path)
{
	struct inputs *inputs = inputs_of(diag);
	for (size_t i = 0; i < inputs->count; i++) {
		if (inputs->at[i].role == role &&
		    strcmp(inputs->at[i].path, path) == 0)
			return &inputs->at[i];
	}
	return NULL;
}

bool
inputs_add(struct diag *diag, const struct input *input)
{
	struct inputs *inputs = inputs_of(diag);
	const struct input *known = inputs_find(diag, input->role, input->path);
	if (known && digest_equal(known->digest, input->digest))
		return true;
	if (known) {
		REPORT(
		    diag, NO_SPAN, &base_changed_meanwhile, ARGS(input->path));
		HINT(diag, &base_read_again, NO_ARGS);
		return false;
	}
	inputs->at = mem_grow(
	    inputs->at, &inputs->room, inputs->count + 1, sizeof *inputs->at);
	struct input *added = &inputs->at[inputs->count++];
	*added = *input;
	added->path = arena_dup_text(inputs->mem, slice_view(input->path));
	return true;
}

bool
inputs_add_bytes(struct diag *diag, enum input_role role, const char *path,
    struct slice bytes)
{
	if (role == INPUT_NONE)
		return true;
	const struct input input = {role, path, bytes.len, hash_of(bytes)};
	return inputs_add(diag, &input);
}

bool
inputs_add_file(struct diag *diag, enum input_role role, const char *path)
{
	struct stat st;
	struct input input = {.role = role, .path = path};
	if (stat(path, &st) != 0) {
		REPORT(diag, NO_SPAN, &base_cannot_read,
		    ARGS(path, (const char *)strerror(errno)));
		return false;
	}
	input.size = (uint64_t)st.st_size;
	return hash_file(path, diag, &input.digest) && inputs_add(diag, &input);
}
