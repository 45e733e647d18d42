/*
 * SQLite finds no memory once, wherever that may be: what was asked is done
 * whole, or refused with a report. The program's own allocator ends the process
 * instead (tests/fault); this is what holds without it.
 */
#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

#include "ledger/areas.h"
#include "ledger/content.h"
#include "ledger/inputs.h"
#include "ledger/kept.h"
#include "ledger/purged.h"
#include "ledger/responses.h"
#include "ledger/settled.h"
#include "small.h"
#include "test.h"

static char folder[] = "/tmp/utskick-memory-XXXXXX";
static sqlite3_mem_methods real;
static long until; /* allocations; 0: none fails */
static bool failed;

static bool
fails(void)
{
	if (!until || --until)
		return false;
	failed = true;
	return true;
}

static void *
allocate(int size)
{
	return fails() ? NULL : real.xMalloc(size);
}

static void *
reallocate(void *old, int size)
{
	return fails() ? NULL : real.xRealloc(old, size);
}

static bool
take_allocator(void)
{
	sqlite3_mem_methods ours;
	bool ok = sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real) == SQLITE_OK;
	ours = real;
	ours.xMalloc = allocate;
	ours.xRealloc = reallocate;
	/* all are seen */
	return ok &&
	       sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0) == SQLITE_OK &&
	       sqlite3_config(SQLITE_CONFIG_MALLOC, &ours) == SQLITE_OK;
}

/* ---- all that is read of a ledger, and how much of it was seen */

#define SEE(name, type)                                                        \
	static bool name(const struct type *one, void *ctx)                    \
	{                                                                      \
		(void)one;                                                     \
		++*(size_t *)ctx;                                              \
		return true;                                                   \
	}

SEE(see_input, ledger_input)
SEE(see_source, ledger_source)
SEE(see_allowed, ledger_allowed)
SEE(see_library, ledger_library)
SEE(see_corrected, ledger_corrected)
SEE(see_held, ledger_held)
SEE(see_kept, ledger_kept)
SEE(see_area, ledger_area)
SEE(see_answer, ledger_answer)

static bool
see_number(uint32_t number, void *ctx)
{
	(void)number;
	++*(size_t *)ctx;
	return true;
}

static bool
read_more(struct ledger *ledger, struct diag *diag, size_t *seen)
{
	struct digest plan, letters;
	struct ledger_counts counts;
	size_t key;
	bool has;
	return ledger_each_input(ledger, see_input, seen, diag) &&
	       ledger_each_source(ledger, see_source, seen, diag) &&
	       ledger_each_allowed(ledger, see_allowed, seen, diag) &&
	       ledger_each_library(ledger, see_library, seen, diag) &&
	       ledger_each_corrected(ledger, see_corrected, seen, diag) &&
	       ledger_each_held(ledger, see_held, seen, diag) &&
	       ledger_each_kept(ledger, 1, see_kept, seen, diag) &&
	       ledger_each_area(ledger, see_area, seen, diag) &&
	       ledger_each_answer(ledger, see_answer, seen, diag) &&
	       ledger_each_unsettled(ledger, see_number, seen, diag) &&
	       ledger_each_wrong_response(ledger, see_number, seen, diag) &&
	       ledger_has_responses(ledger, &has, diag) &&
	       ledger_key(ledger, &key, diag) &&
	       ledger_count(ledger, &counts, diag) &&
	       ledger_hash_plan(ledger, &plan, diag) &&
	       ledger_hash_letters(ledger, &letters, diag);
}

static bool
read_it(struct bench *bench, size_t *seen)
{
	*seen = 0;
	bool ok = read_all(bench);
	struct ledger *ledger =
	    ok ? ledger_open(bench->whole, bench->diag) : NULL;
	ok = ledger && read_more(ledger, bench->diag, seen);
	ledger_close(ledger);
	return ok;
}

static bool
make_it(struct bench *bench, size_t *seen)
{
	const char *plan = path_join(bench->mem, folder, "plan.db");
	*seen = 0;
	unlink(bench->whole);
	unlink(plan);
	return make_ledger(bench, plan);
}

static bool
purge_it(struct bench *bench, size_t *seen)
{
	struct ledger_rest rest = {0};
	const char *to = path_join(bench->mem, folder, "purged.db");
	unlink(to);
	bool ok =
	    ledger_purge(bench->whole, to, SLICE("2020-01-01"), bench->diag);
	struct ledger *ledger = ok ? ledger_open(to, bench->diag) : NULL;
	ok = ledger && ledger_count_rest(ledger, &rest, bench->diag);
	ledger_close(ledger);
	*seen = (size_t)rest.letters;
	return ok;
}

/* ---- one after the other */

/* In each place of the first 25, then in one of 25 or so. */
static void
test_act(const char *name, struct bench *bench,
    bool (*act)(struct bench *bench, size_t *seen))
{
	size_t want, seen, refused = 0, silent = 0, lost = 0;
	struct arena *kept = bench->mem;
	bench->mem = arena_new();
	until = 0;
	test_true(name, act(bench, &want));
	arena_free(bench->mem);
	for (long n = 1, tried = 1; tried < 2000; n += 1 + n / 25, tried++) {
		bench->mem = arena_new();
		diag_reset(bench->diag);
		until = n;
		failed = false;
		bool ok = act(bench, &seen);
		until = 0;
		arena_free(bench->mem);
		refused += !ok;
		silent += ok != (diag_errors(bench->diag) == 0);
		lost += ok && seen != want;
		if (!failed)
			break;
	}
	bench->mem = kept;
	diag_reset(bench->diag);
	test_number("fails in silence, or says so and goes on", silent, 0);
	test_number("sees less", lost, 0);
	test_true("some fail", refused > 20);
	test_true("and then it works again", act(bench, &seen) && seen == want);
}

int
main(void)
{
	struct bench bench = {.mem = arena_new(), .sources = sources_new()};
	bench.diag = diag_new(bench.sources);
	test_true("an allocator", take_allocator());
	test_true("a folder", mkdtemp(folder) != NULL);
	bench.whole = path_join(bench.mem, folder, "ledger.db");
	bench.path = bench.whole;
	test_act("made", &bench, make_it);
	test_act("read", &bench, read_it);
	test_act("purged", &bench, purge_it);
	folder_remove(folder, bench.diag);
	arena_free(bench.mem);
	diag_free(bench.diag);
	sources_free(bench.sources);
	return test_end();
}
