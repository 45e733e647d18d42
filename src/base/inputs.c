#include "base/inputs.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/memory.h"
#include "base/messages.h"

struct inputs {
	struct arena *mem;
	struct input *at;
	size_t count, room;
	struct kept *kept;
	size_t kept_count, kept_room;
};

struct kept {
	const char *path;
	int file;
};

const char *
input_role_name(enum input_role role)
{
	static const char *const names[INPUT_ROLES] = {
	    [INPUT_NONE] = "",
	    [INPUT_JOB] = "job",
	    [INPUT_REGISTER] = "register",
	    [INPUT_QUERY] = "query",
	    [INPUT_CORRECTIONS] = "corrections",
	    [INPUT_LIST] = "list",
	    [INPUT_TABLE] = "table",
	    [INPUT_LOOK_UP] = "look-up",
	    [INPUT_RUN] = "run",
	    [INPUT_LETTER] = "letter",
	    [INPUT_PART] = "part",
	    [INPUT_PICTURE] = "picture",
	    [INPUT_ENCLOSURE] = "enclosure",
	    [INPUT_STATIONERY] = "stationery",
	    [INPUT_SHOP] = "print-shop",
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
	for (size_t i = 0; i < inputs->kept_count; i++)
		close(inputs->kept[i].file);
	arena_free(inputs->mem);
	free(inputs->kept);
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

/* The names are copied too: an answer may be gone before its account. */
static void
keep_names(struct inputs *inputs, struct input *added)
{
	const struct slice *names = added->names;
	struct slice *own =
	    ARENA_ARRAY(inputs->mem, struct slice, added->name_count + 1);
	for (size_t i = 0; i < added->name_count; i++)
		own[i] = arena_dup(inputs->mem, names[i]);
	added->names = names ? own : NULL;
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
	keep_names(inputs, added);
	return true;
}

void
inputs_pack(const struct diag *diag, struct strbuf *out)
{
	const struct inputs *inputs = inputs_of(diag);
	for (size_t i = 0; i < inputs->count; i++) {
		const struct input *input = &inputs->at[i];
		const struct slice bytes = {(const char *)input, sizeof *input};
		if (input->names)
			continue;
		strbuf_add(out, bytes);
		strbuf_add_text(out, input->path);
		strbuf_add_char(out, '\0');
	}
}

bool
inputs_unpack(struct diag *diag, struct slice packed)
{
	bool ok = true;
	while (ok && packed.len) {
		struct input input;
		size_t end = sizeof input;
		if (packed.len <= end)
			return false;
		memcpy(&input, packed.at, sizeof input);
		packed = slice_from(packed, end);
		end = slice_find_char(packed, '\0');
		input.path = packed.at;
		ok = end < packed.len && inputs_add(diag, &input);
		packed = slice_from(packed, end + 1);
	}
	return ok;
}

void
inputs_keep(const struct diag *diag, const char *path, int take_file)
{
	struct inputs *inputs = inputs_of(diag);
	inputs->kept = mem_grow(inputs->kept, &inputs->kept_room,
	    inputs->kept_count + 1, sizeof *inputs->kept);
	inputs->kept[inputs->kept_count++] = (struct kept){
	    arena_dup_text(inputs->mem, slice_view(path)), take_file};
}

int
inputs_kept(const struct diag *diag, const char *path)
{
	const struct inputs *inputs = inputs_of(diag);
	for (size_t i = 0; i < inputs->kept_count; i++) {
		if (strcmp(inputs->kept[i].path, path) == 0)
			return inputs->kept[i].file;
	}
	return -1;
}

bool
inputs_hash_kept_after(const struct diag *diag, const char *path,
    struct slice prefix, struct digest *digest)
{
	char block[1 << 16];
	int file = inputs_kept(diag, path);
	struct hasher *hasher = hasher_new();
	ssize_t got = file < 0 ? -1 : 1;
	hasher_add(hasher, prefix);
	for (off_t at = 0; got > 0; at += got) {
		got = fault_read_at(file, block, sizeof block, at);
		if (got > 0)
			hasher_add(hasher, (struct slice){block, (size_t)got});
	}
	*digest = hasher_finish(hasher);
	hasher_free(hasher);
	return got == 0;
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
		fault_report_unread(diag, NO_SPAN, path, errno);
		return false;
	}
	input.size = (uint64_t)st.st_size;
	return hash_file(path, diag, &input.digest) && inputs_add(diag, &input);
}
