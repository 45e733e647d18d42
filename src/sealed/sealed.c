#include "sealed/sealed.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>

#include "base/fault.h"
#include "base/file.h"
#include "base/messages.h"
#include "ledger/messages.h"
#include "sealed/compare.h"
#include "sealed/finder.h"
#include "sealed/messages.h"
#include "sealed/sealed_run.h"

/* ---- find */

struct finding {
	struct strbuf *out;
	const struct words *words;
	const struct sealed *sealed; /* the run at hand */
	uint32_t found;
};

static void
tell_row(const struct ledger_row *row, void *ctx)
{
	struct finding *finding = ctx;
	finding->found++;
	sealed_tell_row(finding->out, finding->words, finding->sealed, row);
}

static bool
find_in_run(struct finding *finding, struct slice key, const char *folder,
    struct diag *diag)
{
	struct sealed sealed;
	struct arena *mem = arena_new();
	struct strbuf here = {0}, *out = finding->out;
	uint32_t before = finding->found;
	bool ok = sealed_open(&sealed, mem, folder, diag) &&
		  sealed_read_fates(&sealed, diag);
	finding->sealed = &sealed;
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

bool
sealed_is_looked_into(const char *name)
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
		fault_report_unread(diag, NO_SPAN, folder, errno);
	for (int i = 0; i < count; i++) {
		const char *path = path_join(mem, folder, names[i]->d_name);
		if (sealed_is_looked_into(names[i]->d_name) &&
		    folder_exists(path))
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

/* ---- diff, in words */

struct differing {
	struct arena *mem;
	struct strbuf *out;
	const struct words *words;
};

static struct slice
describe(struct arena *mem, const struct sealed_side *side)
{
	if (!side->row)
		return slice_view("-");
	return arena_print(mem, "%s%s%.*s", outcome_name(side->outcome),
	    side->reason.len ? ": " : "", (int)side->reason.len,
	    side->reason.at);
}

static void
tell_difference(const struct sealed_difference *one, void *ctx)
{
	static const struct message *const told[SEALED_CHANGES] = {
	    [SEALED_GAINED] = &sealed_diff_gained,
	    [SEALED_LOST] = &sealed_diff_lost,
	    [SEALED_CHANGED] = &sealed_diff_changed,
	    [SEALED_OTHER] = &sealed_diff_other,
	};
	struct differing *to = ctx;
	sealed_tell(to->out, to->words, told[one->change],
	    ARGS(one->before.row, one->after.row,
		describe(to->mem, &one->before),
		describe(to->mem, &one->after)));
}

bool
sealed_diff(struct arena *job_mem, const char *before, const char *after,
    struct strbuf *out, uint32_t *differences, struct diag *diag)
{
	struct differing to = {job_mem, out, diag_words(diag)};
	const struct sealed_after other = {.run = after};
	struct sealed_differences all;
	bool ok = sealed_compare(
	    job_mem, before, &other, tell_difference, &to, &all, diag);
	const uint32_t *by = all.by;
	if (ok)
		sealed_tell(out, to.words, &sealed_diff_sum,
		    ARGS(by[SEALED_GAINED], by[SEALED_LOST], by[SEALED_CHANGED],
			by[SEALED_OTHER]));
	if (ok && (all.unnamed_before || all.unnamed_after))
		sealed_tell(out, to.words, &sealed_diff_unnamed,
		    ARGS(all.unnamed_before, all.unnamed_after));
	*differences = by[SEALED_GAINED] + by[SEALED_LOST] +
		       by[SEALED_CHANGED] + by[SEALED_OTHER];
	return ok;
}
