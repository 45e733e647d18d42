#include "sealed/sealed.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/messages.h"
#include "beside/form.h"
#include "ledger/messages.h"
#include "sealed/finder.h"
#include "sealed/messages.h"
#include "sealed/sealed_run.h"
#include "text/normal.h"

/* ---- find */

struct finding {
	struct strbuf *out;
	const struct words *words;
	uint32_t found;
};

static void
tell_row(const struct ledger_row *row, void *ctx)
{
	struct finding *finding = ctx;
	finding->found++;
	sealed_tell_row(finding->out, finding->words, row);
}

static bool
find_in_run(struct finding *finding, struct slice key, const char *folder,
    struct diag *diag)
{
	struct sealed sealed;
	struct arena *mem = arena_new();
	struct strbuf here = {0}, *out = finding->out;
	uint32_t before = finding->found;
	bool ok = sealed_open(&sealed, mem, folder, diag);
	finding->out = &here;
	ok = ok && finder_each(&sealed, key, tell_row, finding, diag);
	finding->out = out;
	if (finding->found > before) {
		sealed_tell(out, finding->words, &sealed_run, ARGS(folder));
		strbuf_add(out, strbuf_view(&here));
		strbuf_add_char(out, '\n');
	}
	strbuf_fini(&here);
	ledger_close(sealed.ledger);
	arena_free(mem);
	return ok;
}

#define DEPTH_MOST 6

/*
 * Hidden folders belong to no run, and one that is being made is not a run yet.
 */
static bool
is_looked_into(const char *name)
{
	return name[0] != '.' && !slice_ends(slice_view(name), ".partial");
}

static bool find_below(struct finding *finding, struct slice key,
    const char *folder, int depth, struct diag *diag);

static bool
find_in_folder(struct finding *finding, struct slice key, const char *folder,
    int depth, struct diag *diag)
{
	if (depth)
		return find_below(finding, key, folder, depth - 1, diag);
	REPORT(diag, NO_SPAN, &sealed_too_deep, ARGS(folder, DEPTH_MOST));
	HINT(diag, &sealed_too_deep_hint, NO_ARGS);
	return false;
}

/*
 * A run that is not looked into would not be found, and that is not "nobody".
 */
static bool
find_in_folders(struct finding *finding, struct slice key, const char *folder,
    int depth, struct diag *diag)
{
	struct arena *mem = arena_new();
	struct dirent **names = NULL;
	int count = scandir(folder, &names, NULL, alphasort);
	bool ok = count >= 0;
	if (!ok)
		REPORT(diag, NO_SPAN, &base_cannot_read,
		    ARGS(folder, (const char *)strerror(errno)));
	for (int i = 0; i < count; i++) {
		const char *path = path_join(mem, folder, names[i]->d_name);
		if (is_looked_into(names[i]->d_name) && folder_exists(path))
			ok = find_in_folder(finding, key, path, depth, diag) &&
			     ok;
		free(names[i]);
	}
	free(names);
	arena_free(mem);
	return ok;
}

static bool
find_below(struct finding *finding, struct slice key, const char *folder,
    int depth, struct diag *diag)
{
	struct arena *mem = arena_new();
	bool sealed = file_exists(path_join(mem, folder, "keep/ledger.db"));
	bool bare = !sealed && folder_exists(path_join(mem, folder, "keep"));
	arena_free(mem);
	if (sealed)
		return find_in_run(finding, key, folder, diag);
	if (!bare)
		return find_in_folders(finding, key, folder, depth, diag);
	REPORT(diag, NO_SPAN, &sealed_no_ledger, ARGS(folder));
	return false;
}

bool
sealed_find(const char *folder, struct slice key, struct strbuf *out,
    uint32_t *found, struct diag *diag)
{
	struct finding finding = {.out = out, .words = diag_words(diag)};
	bool ok = true;
	if (folder_exists(folder)) {
		ok = find_below(&finding, key, folder, DEPTH_MOST, diag);
	} else {
		REPORT(diag, NO_SPAN, &ledger_no_such_run, ARGS(folder));
		ok = false;
	}
	*found = finding.found;
	return ok;
}

/* ---- diff */

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

struct differing {
	struct strbuf *out;
	const struct words *words;
	uint32_t gained, lost, changed, other;
};

static bool
has_letter(const struct state *state)
{
	return state && (state->outcome == OUTCOME_LETTER ||
			    state->outcome == OUTCOME_TOGETHER);
}

static struct slice
describe(struct arena *mem, const struct state *state)
{
	if (!state)
		return slice_view("-");
	return arena_print(mem, "%s%s%.*s", outcome_name(state->outcome),
	    state->reason.len ? ": " : "", (int)state->reason.len,
	    state->reason.at ? state->reason.at : "");
}

static void
compare_pair(struct differing *to, struct arena *mem,
    const struct state *before, const struct state *after)
{
	bool had = has_letter(before), has = has_letter(after);
	const struct message *what = NULL;
	if (!had && has) {
		to->gained++;
		what = &sealed_diff_gained;
	} else if (had && !has) {
		to->lost++;
		what = &sealed_diff_lost;
	} else if (had && has && !slice_equal(before->digest, after->digest)) {
		to->changed++;
		what = &sealed_diff_changed;
	} else if (!had && !has &&
		   (!before || !after || before->outcome != after->outcome ||
		       !slice_equal(before->reason, after->reason))) {
		to->other++;
		what = &sealed_diff_other;
	}
	if (what)
		sealed_tell(to->out, to->words, what,
		    ARGS(before ? before->row : 0, after ? after->row : 0,
			describe(mem, before), describe(mem, after)));
}

static void
compare_all(struct differing *to, struct arena *mem, const struct states *a,
    const struct states *b)
{
	size_t i = 0, j = 0;
	while (i < a->count || j < b->count) {
		int order = i == a->count ? 1
			    : j == b->count
				? -1
				: slice_compare(a->at[i].form, b->at[j].form);
		compare_pair(to, mem, order <= 0 ? &a->at[i] : NULL,
		    order >= 0 ? &b->at[j] : NULL);
		i += order <= 0;
		j += order >= 0;
	}
}

static struct slice
key_name(const struct sealed *sealed)
{
	size_t count;
	struct slice *names =
	    ledger_columns(sealed->ledger, sealed->mem, &count);
	return sealed->key < count ? names[sealed->key] : SLICE("");
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

bool
sealed_diff(struct arena *job_mem, const char *before, const char *after,
    struct strbuf *out, uint32_t *differences, struct diag *diag)
{
	struct sealed one = {0}, other = {0};
	struct states a = {.sealed = &one}, b = {.sealed = &other};
	struct differing to = {.out = out, .words = diag_words(diag)};
	bool ok = sealed_open(&one, job_mem, before, diag);
	ok = sealed_open(&other, job_mem, after, diag) && ok;
	ok = ok && same_keys(&one, &other, diag);
	ok = ok && read_states(&a, diag) && read_states(&b, diag);
	if (ok) {
		compare_all(&to, job_mem, &a, &b);
		sealed_tell(out, to.words, &sealed_diff_sum,
		    ARGS(to.gained, to.lost, to.changed, to.other));
		if (a.unnamed || b.unnamed)
			sealed_tell(out, to.words, &sealed_diff_unnamed,
			    ARGS(a.unnamed, b.unnamed));
	}
	*differences = to.gained + to.lost + to.changed + to.other;
	ledger_close(one.ledger);
	ledger_close(other.ledger);
	free(a.at);
	free(b.at);
	return ok;
}
