#include "plan/inputs.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/places.h"
#include "ledger/inputs.h"
#include "plan/messages.h"

/* The path behind "folder/"; NULL where it lies elsewhere. */
static const char *
below(const char *path, const char *folder)
{
	size_t len = folder ? strlen(folder) : 0;
	if (!len || strncmp(path, folder, len) != 0 || path[len] != '/')
		return NULL;
	return path + len + 1;
}

static const char *
name_of(struct arena *mem, const char *folder, const struct input *input)
{
	const char *path = input->path, *name;
	bool system = input->role == INPUT_FONT || input->role == INPUT_FONTS;
	if (input->role == INPUT_JOB || system)
		return path_name(path);
	if ((name = below(path, folder)))
		return name;
	name = below(path, places_find(mem, "templates"));
	if (name)
		return arena_print(mem, "templates/%s", name).at;
	return input->role == INPUT_HYPHENATION ? path_name(path) : path;
}

static int
compare_names(const void *a, const void *b)
{
	const struct input *const *x = a, *const *y = b;
	int order = strcmp(path_name((*x)->path), path_name((*y)->path));
	return order ? order
		     : memcmp(&(*x)->digest, &(*y)->digest, sizeof(*x)->digest);
}

/* Those of one role, or of all that no letter asked for as it was set. */
static size_t
add_role(const struct input *inputs, size_t count, enum input_role role,
    const struct input **to)
{
	size_t found = 0;
	for (size_t i = 0; i < count; i++) {
		enum input_role own = inputs[i].role;
		if (own != INPUT_HYPHENATION && own != INPUT_FONT)
			own = INPUT_NONE;
		if (own == role)
			to[found++] = &inputs[i];
	}
	if (found && role != INPUT_NONE)
		qsort(to, found, sizeof(*to), compare_names);
	return found;
}

/*
 * As they were first read; but dictionaries and fonts, which are read when the
 * first letter needs them, come last and by name. Which letter that is does not
 * matter then.
 */
static const struct input **
sort_inputs(struct arena *mem, const struct diag *diag, size_t *count)
{
	const struct input *inputs = inputs_list(diag, count);
	const struct input **to =
	    ARENA_ARRAY(mem, const struct input *, *count + 1);
	size_t at = add_role(inputs, *count, INPUT_NONE, to);
	at += add_role(inputs, *count, INPUT_HYPHENATION, to + at);
	add_role(inputs, *count, INPUT_FONT, to + at);
	return to;
}

bool
inputs_add_to_plan(
    struct arena *mem, const char *folder, struct plan *plan, struct diag *diag)
{
	size_t count;
	const struct input **inputs = sort_inputs(mem, diag, &count);
	bool ok = true;
	for (size_t i = 0; ok && i < count; i++) {
		const struct plan_input row = {
		    .role = slice_view(input_role_name(inputs[i]->role)),
		    .name = slice_view(name_of(mem, folder, inputs[i])),
		    .bytes = inputs[i]->size,
		    .sha256 = inputs[i]->digest,
		};
		ok = plan_add_input(
		    plan, &row, inputs[i]->names, inputs[i]->name_count);
	}
	return ok;
}

void
inputs_write_dictionaries(struct strbuf *out, const struct diag *diag)
{
	struct arena *mem = arena_new();
	size_t count;
	const struct input **inputs = sort_inputs(mem, diag, &count);
	for (size_t i = 0; i < count; i++) {
		char hex[65];
		if (inputs[i]->role != INPUT_HYPHENATION)
			continue;
		digest_write_hex(inputs[i]->digest, hex);
		strbuf_print(out, "%s  %s\n", hex, path_name(inputs[i]->path));
	}
	arena_free(mem);
}

static bool
recall(const struct ledger_answer *answer, void *ctx)
{
	static const enum input_role roles[] = {INPUT_REGISTER, INPUT_TABLE};
	struct diag *diag = ctx;
	struct arena *mem = arena_new();
	bool ok = true;
	for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
		const struct input input = {
		    .role = roles[i],
		    .path = arena_dup_text(mem, answer->name),
		    .names = answer->columns,
		    .name_count = answer->column_count,
		    .recalled = true,
		};
		if (slice_is(answer->role, input_role_name(roles[i])))
			ok = inputs_add(diag, &input);
	}
	arena_free(mem);
	return ok;
}

bool
inputs_recall(const char *ledger, struct diag *diag)
{
	struct ledger *opened = ledger_open(ledger, diag);
	bool ok = opened && ledger_each_answer(opened, recall, diag, diag);
	ledger_close(opened);
	return ok;
}

struct comparing {
	struct arena *mem;
	const char *folder;
	struct diag *diag;
};

/* Those that letters need as they are set have their pins. */
static bool
is_set_with(struct slice role)
{
	static const enum input_role roles[] = {
	    INPUT_FONTS, INPUT_FONT, INPUT_HYPHENATION};
	for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
		if (slice_is(role, input_role_name(roles[i])))
			return true;
	}
	return false;
}

/* One that there may be or not, such as what happened to an earlier run's letters,
 * would not be missed by those who read it. */
static bool
miss_input(const struct ledger_input *planned, void *ctx)
{
	const struct comparing *comparing = ctx;
	size_t count;
	const struct input *inputs = inputs_list(comparing->diag, &count);
	bool met = is_set_with(planned->role);
	for (size_t i = 0; !met && i < count; i++)
		met =
		    slice_is(planned->role, input_role_name(inputs[i].role)) &&
		    slice_is(planned->name,
			name_of(comparing->mem, comparing->folder, &inputs[i]));
	if (!met)
		REPORT(comparing->diag, NO_SPAN, &plan_input_changed,
		    ARGS(planned->name));
	return true;
}

bool
inputs_compare(struct arena *mem, const char *folder, struct ledger *ledger,
    bool register_too, struct diag *diag)
{
	size_t count, before = diag_errors(diag);
	const struct input *inputs = inputs_list(diag, &count);
	for (size_t i = 0; i < count; i++) {
		bool same;
		bool of_register = inputs[i].role == INPUT_REGISTER ||
				   inputs[i].role == INPUT_CORRECTIONS;
		if (inputs[i].recalled || (of_register && !register_too))
			continue;
		const char *role = input_role_name(inputs[i].role);
		const char *name = name_of(mem, folder, &inputs[i]);
		if (!ledger_has_input(
			ledger, role, name, inputs[i].digest, &same, diag))
			return false;
		if (!same)
			REPORT(diag, NO_SPAN, &plan_input_changed, ARGS(name));
	}
	struct comparing comparing = {mem, folder, diag};
	if (register_too &&
	    !ledger_each_input(ledger, miss_input, &comparing, diag))
		return false;
	return diag_errors(diag) == before;
}
