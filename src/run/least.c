#include "run/least.h"

#include <stdlib.h>

#include "base/file.h"
#include "ledger/temporary.h"

static bool
asks_database(const struct diag *diag)
{
	size_t count;
	const struct input *inputs = inputs_list(diag, &count);
	for (size_t i = 0; i < count; i++) {
		if (inputs[i].role == INPUT_QUERY)
			return true;
	}
	return false;
}

void
least_writes(
    struct confine *allowed, const char *temporary, const struct diag *diag)
{
	char absolute[4096];
	if (realpath(temporary, absolute)) {
		setenv("TMPDIR", absolute, 1);
		ledger_put_temporary(absolute);
	}
	allowed->network = asks_database(diag);
	confine_writes(allowed);
}

static size_t
count_of(const char *const *paths)
{
	size_t count = 0;
	while (paths && paths[count])
		count++;
	return count;
}

/* A driver of a database reads what its own set-up says. */
void
least_reads(
    struct arena *mem, const struct readable *allowed, const struct diag *diag)
{
	size_t count, own = count_of(allowed->paths);
	const struct input *inputs = inputs_list(diag, &count);
	const char **paths = ARENA_ARRAY(mem, const char *, own + count + 1);
	if (asks_database(diag))
		return;
	if (own)
		memcpy(paths, allowed->paths, own * sizeof *paths);
	for (size_t i = 0; i < count; i++)
		paths[own + i] = inputs[i].path;
	confine_reads(&(struct readable){paths, allowed->lists});
}
