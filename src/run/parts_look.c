#include "run/parts_look.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>

#include "base/fault.h"
#include "base/file.h"
#include "base/memory.h"
#include "run/messages.h"

#define RANGES_MOST 20

struct looking {
	const struct plan_folder *folder;
	const struct plan_parts *planned;
	struct diag *diag;
	struct arena *mem;
	uint8_t *states; /* by batch, from 0 */
	uint32_t parts; /* into how many the writers divided it; 0: nobody said,
			   or not all the same */
	bool divided;
};

/* ---- names */

static bool
read_number(const char *text, uint32_t *number)
{
	char *end;
	unsigned long value = strtoul(text, &end, 10);
	if (*text < '1' || *text > '9' || *end || value > UINT32_MAX)
		return false;
	*number = (uint32_t)value;
	return true;
}

static bool
is_planned(const struct looking *looking, const char *name)
{
	const char *digits = name + strlen("batch-");
	uint32_t batch;
	if (strncmp(name, "batch-", strlen("batch-")) != 0)
		return false;
	while (*digits == '0')
		digits++;
	if (!read_number(digits, &batch) ||
	    batch > looking->planned->counts.batches)
		return false;
	return strcmp(name, path_name(part_folder(looking->mem, "", batch))) ==
	       0;
}

static void
take_division(struct looking *looking, uint32_t parts)
{
	/* Each number has one name: a second is another. */
	looking->parts = looking->divided ? 0 : parts;
	looking->divided = true;
}

static bool
see_name(struct looking *looking, const char *name)
{
	uint32_t parts;
	if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0 ||
	    part_is_attempt(name) || is_planned(looking, name))
		return true;
	if (strncmp(name, "of-", 3) == 0 && read_number(name + 3, &parts)) {
		take_division(looking, parts);
		return true;
	}
	REPORT(looking->diag, NO_SPAN, &run_part_stray,
	    ARGS(path_join(looking->mem, looking->folder->parts, name)));
	return false;
}

static bool
see_names(struct looking *looking)
{
	const char *path = looking->folder->parts;
	DIR *dir = opendir(path);
	bool ok = dir;
	if (!dir)
		file_report(looking->diag, path, errno);
	for (struct dirent *e; dir && (e = fault_readdir(dir));)
		ok = see_name(looking, e->d_name) && ok;
	if (dir)
		closedir(dir);
	return ok;
}

/* ---- batches */

static void
add_range(struct strbuf *to, uint32_t first, uint32_t last)
{
	strbuf_print(to, "%s%u", to->len ? ", " : "", first);
	if (last != first)
		strbuf_print(to, "-%u", last);
}

/* "3, 7, 9-12" of those for which is(k): the ranges' numbers from 1. */
static uint32_t
write_numbers(struct strbuf *to, const struct looking *looking, uint32_t count,
    bool (*is)(const struct looking *looking, uint32_t k, int state), int state)
{
	uint32_t found = 0, ranges = 0;
	for (uint32_t k = 0; k < count; k++) {
		uint32_t first = k;
		while (k < count && is(looking, k, state))
			k++;
		found += k - first;
		if (k == first)
			continue;
		if (++ranges <= RANGES_MOST)
			add_range(to, first + 1, k);
		else if (ranges == RANGES_MOST + 1)
			strbuf_add_text(to, " …");
	}
	return found;
}

static bool
has_state(const struct looking *looking, uint32_t k, int state)
{
	return looking->states[k] == state;
}

/* Whether part k lacks a batch. */
static bool
lacks(const struct looking *looking, uint32_t k, int whole)
{
	for (uint64_t i = k; i < looking->planned->counts.batches;
	     i += looking->parts) {
		if (looking->states[i] != whole)
			return true;
	}
	return false;
}

static bool
report_state(struct looking *looking, enum part_state state,
    const struct message *message)
{
	struct strbuf numbers = {0};
	uint32_t found = write_numbers(&numbers, looking,
	    looking->planned->counts.batches, has_state, (int)state);
	if (found)
		REPORT(looking->diag, NO_SPAN, message,
		    ARGS(strbuf_view(&numbers)));
	strbuf_fini(&numbers);
	return !found;
}

/* Whose parts they are, where all writers divided the plan alike. */
static void
hint_parts(struct looking *looking)
{
	struct strbuf numbers = {0};
	if (looking->parts) {
		write_numbers(
		    &numbers, looking, looking->parts, lacks, (int)PART_WHOLE);
		HINT(looking->diag, &run_parts_hint,
		    ARGS(strbuf_view(&numbers), looking->parts));
	} else {
		HINT(looking->diag, &run_parts_hint_all, NO_ARGS);
	}
	strbuf_fini(&numbers);
}

bool
parts_look(const struct plan_folder *folder, const struct plan_parts *planned,
    struct batch_result *results, struct diag *diag)
{
	struct looking looking = {
	    .folder = folder,
	    .planned = planned,
	    .diag = diag,
	    .mem = arena_new(),
	    .states = mem_new(planned->counts.batches, 1),
	};
	const struct part_place place = {
	    .folder = folder->parts,
	    .plan = folder->plan,
	    .own_files = planned->own_files,
	};
	/* listed first: a network's folder then asks its server what is new */
	bool names = see_names(&looking);
	for (uint32_t k = 0; k < planned->counts.batches; k++)
		looking.states[k] =
		    (uint8_t)part_look(&place, &planned->at[k], &results[k]);
	bool ok = report_state(&looking, PART_MISSING, &run_parts_missing);
	ok = report_state(&looking, PART_TORN, &run_parts_torn) && ok;
	ok = report_state(&looking, PART_FOREIGN, &run_parts_foreign) && ok;
	if (!ok)
		hint_parts(&looking);
	free(looking.states);
	arena_free(looking.mem);
	return ok && names;
}
