#include "sealed/compare.h"

#include <stdlib.h>

#include "base/memory.h"
#include "beside/form.h"
#include "sealed/messages.h"
#include "sealed/sealed_run.h"
#include "text/normal.h"

struct state {
	struct slice form;
	uint32_t row;
	enum outcome outcome;
	struct slice reason, digest;
};

struct states {
	struct sealed *sealed;
	struct state *at;
	size_t count, room;
	uint32_t unnamed; /* protected or without key: cannot be paired */
};

static bool
add_state(const struct ledger_row *row, void *ctx)
{
	struct states *states = ctx;
	struct arena *mem = states->sealed->mem;
	if (!row->cells[0].len) {
		states->unnamed++;
		return true;
	}
	states->at = mem_grow(
	    states->at, &states->room, states->count + 1, sizeof *states->at);
	states->at[states->count++] = (struct state){
	    .form = arena_dup(
		mem, form_of_text(mem, row->cells[0], states->sealed->date)),
	    .row = row->row,
	    .outcome = row->outcome,
	    .reason = arena_dup(mem, row->reason),
	    .digest = arena_dup(mem, row->digest),
	};
	return true;
}

static int
compare_states(const void *a, const void *b)
{
	const struct state *x = a, *y = b;
	int order = slice_compare(x->form, y->form);
	return order ? order : (x->row > y->row) - (x->row < y->row);
}

static bool
read_states(struct states *states, struct diag *diag)
{
	if (!ledger_each_row(states->sealed->ledger, &states->sealed->key, 1,
		add_state, states, diag))
		return false;
	if (states->count)
		qsort(states->at, states->count, sizeof *states->at,
		    compare_states);
	return true;
}

struct comparing {
	void (*seen)(const struct sealed_difference *difference, void *ctx);
	void *ctx;
	struct sealed_differences *all;
};

static bool
has_letter(const struct state *state)
{
	return state && (state->outcome == OUTCOME_LETTER ||
			    state->outcome == OUTCOME_TOGETHER);
}

static struct sealed_side
side_of(const struct state *state)
{
	if (!state)
		return (struct sealed_side){0};
	return (struct sealed_side){state->row, state->outcome, state->reason};
}

static bool
is_changed(const struct state *before, const struct state *after,
    enum sealed_change *change)
{
	bool had = has_letter(before), has = has_letter(after);
	if (had != has)
		*change = has ? SEALED_GAINED : SEALED_LOST;
	else if (had && !slice_equal(before->digest, after->digest))
		*change = SEALED_CHANGED;
	else if (!had &&
		 (!before || !after || before->outcome != after->outcome ||
		     !slice_equal(before->reason, after->reason)))
		*change = SEALED_OTHER;
	else
		return false;
	return true;
}

static void
compare_pair(
    struct comparing *to, const struct state *before, const struct state *after)
{
	struct sealed_difference one = {
	    .before = side_of(before), .after = side_of(after)};
	if (!is_changed(before, after, &one.change))
		return;
	to->all->by[one.change]++;
	to->seen(&one, to->ctx);
}

static void
compare_all(
    struct comparing *to, const struct states *a, const struct states *b)
{
	size_t i = 0, j = 0;
	while (i < a->count || j < b->count) {
		int order = i == a->count ? 1
			    : j == b->count
				? -1
				: slice_compare(a->at[i].form, b->at[j].form);
		compare_pair(to, order <= 0 ? &a->at[i] : NULL,
		    order >= 0 ? &b->at[j] : NULL);
		i += order <= 0;
		j += order >= 0;
	}
}

static struct slice
key_name(const struct sealed *sealed)
{
	size_t count; /* the key is one of them: ledger_key */
	return ledger_columns(sealed->ledger, sealed->mem, &count)[sealed->key];
}

/* By another column nobody would be the same: all lost, all gained. */
static bool
same_keys(
    const struct sealed *one, const struct sealed *other, struct diag *diag)
{
	struct slice a = key_name(one), b = key_name(other);
	if (text_same(a, b))
		return true;
	REPORT(diag, NO_SPAN, &sealed_other_keys, ARGS(a, b));
	return false;
}

static bool
open_after(struct sealed *sealed, struct arena *mem,
    const struct sealed_after *after, struct diag *diag)
{
	if (after->plan)
		return sealed_open_plan(sealed, mem, after->plan, diag);
	return sealed_open(sealed, mem, after->run, diag);
}

bool
sealed_compare(struct arena *job_mem, const char *before,
    const struct sealed_after *after,
    void (*seen)(const struct sealed_difference *difference, void *ctx),
    void *ctx, struct sealed_differences *all, struct diag *diag)
{
	struct sealed one = {0}, other = {0};
	struct states a = {.sealed = &one}, b = {.sealed = &other};
	struct comparing to = {seen, ctx, all};
	*all = (struct sealed_differences){0};
	bool ok = sealed_open(&one, job_mem, before, diag);
	ok = open_after(&other, job_mem, after, diag) && ok;
	ok = ok && same_keys(&one, &other, diag);
	ok = ok && read_states(&a, diag) && read_states(&b, diag);
	if (ok)
		compare_all(&to, &a, &b);
	all->unnamed_before = a.unnamed;
	all->unnamed_after = b.unnamed;
	ledger_close(one.ledger);
	ledger_close(other.ledger);
	free(a.at);
	free(b.at);
	return ok;
}
