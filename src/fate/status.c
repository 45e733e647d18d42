#include "fate/status.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/messages.h"
#include "base/suggest.h"
#include "fate/messages.h"
#include "ledger/read.h"
#include "text/normal.h"

/* A column of more values than this is not areas, and may name people. */
#define AREAS_MOST 200

struct summing {
	struct status *status;
	struct arena *mem;
	const struct fates *fates;
	bool *counted; /* by letter */
	bool given; /* the areas are, and all others are one */
	bool full;
};

static struct fate_counts *
find_area(struct summing *summing, struct slice name)
{
	struct status *status = summing->status;
	for (size_t i = 0; i < status->count; i++) {
		if (slice_equal(status->areas[i].name, name))
			return &status->areas[i].counts;
	}
	if (summing->given)
		return &status->others;
	if (status->count == AREAS_MOST) {
		summing->full = true;
		return NULL;
	}
	status->areas = arena_grow(summing->mem, status->areas, &status->room,
	    status->count + 1, sizeof *status->areas);
	struct status_area *area = &status->areas[status->count++];
	*area = (struct status_area){.name = arena_dup(summing->mem, name)};
	return &area->counts;
}

/* "12, 13": counts each once. */
static bool
see_row(const struct ledger_row *row, void *ctx)
{
	struct summing *summing = ctx;
	struct slice rest = row->letters;
	while (rest.len) {
		uint32_t number = 0;
		size_t end = slice_find_char(rest, ',');
		for (size_t i = 0; i < end; i++) {
			if (rest.at[i] >= '0' && rest.at[i] <= '9')
				number =
				    number * 10 + (uint32_t)(rest.at[i] - '0');
		}
		rest = slice_from(rest, end + 1);
		if (!number || number > summing->fates->letters ||
		    summing->counted[number])
			continue;
		summing->counted[number] = true;
		struct fate_counts *counts = find_area(summing, row->cells[0]);
		if (!counts)
			return false;
		fates_add(counts, summing->fates, number);
	}
	return true;
}

static bool
find_column(struct ledger *ledger, struct arena *mem, struct slice name,
    size_t *column, struct diag *diag)
{
	size_t count;
	struct slice *names = ledger_columns(ledger, mem, &count);
	struct suggestion best = suggestion_start(name);
	for (*column = 0; *column < count; ++*column) {
		if (text_same(names[*column], name))
			return true;
		suggestion_offer(&best, names[*column]);
	}
	REPORT(diag, NO_SPAN, &fate_no_column, ARGS(name));
	if (best.nearest.len)
		HINT(diag, &base_did_you_mean, ARGS(best.nearest));
	return false;
}

static int
compare_areas(const void *a, const void *b)
{
	const struct status_area *x = a, *y = b;
	return slice_compare(x->name, y->name);
}

static bool
sum_areas(struct summing *summing, const char *run, struct slice column,
    struct diag *diag)
{
	size_t at;
	struct status *status = summing->status;
	struct ledger *ledger =
	    ledger_open(path_join(summing->mem, run, "keep/ledger.db"), diag);
	bool ok = ledger &&
		  find_column(ledger, summing->mem, column, &at, diag) &&
		  ledger_each_row(ledger, &at, 1, see_row, summing, diag);
	ledger_close(ledger);
	if (summing->full)
		REPORT(diag, NO_SPAN, &fate_no_area, ARGS(column, AREAS_MOST));
	if (status->count && !summing->given)
		qsort(status->areas, status->count, sizeof *status->areas,
		    compare_areas);
	return ok;
}

static bool
read_status(struct status *status, struct arena *mem, const char *run,
    struct slice column, bool given, struct diag *diag)
{
	struct seal seal;
	struct chain chain;
	if (!seal_read(&seal, mem, run, diag) ||
	    !chain_read(&chain, mem, run, &seal, true, diag))
		return false;
	status->purged = chain.purged;
	if ((!chain.purged || column.len) && !seal_check_ledger(run, diag))
		return false;
	status->events = chain.count;
	chain_fingerprint(&chain, status->last_event);
	for (uint32_t n = 1; n <= chain.fates.letters; n++)
		fates_add(&status->all, &chain.fates, n);
	if (!column.len)
		return true;
	struct summing summing = {
	    .status = status,
	    .mem = mem,
	    .fates = &chain.fates,
	    .counted = ARENA_ARRAY(mem, bool, (size_t)chain.fates.letters + 1),
	    .given = given,
	};
	return sum_areas(&summing, run, column, diag);
}

bool
status_read(struct status *status, struct arena *mem, const char *run,
    struct slice column, struct diag *diag)
{
	*status = (struct status){0};
	return read_status(status, mem, run, column, false, diag);
}

bool
status_read_of(struct status *status, struct arena *mem, const char *run,
    struct slice column, const struct slice *values, size_t count,
    struct diag *diag)
{
	*status = (struct status){
	    .areas = ARENA_ARRAY(mem, struct status_area, count),
	    .count = count,
	};
	for (size_t i = 0; i < count; i++)
		status->areas[i].name = values[i];
	return read_status(status, mem, run, column, true, diag);
}
