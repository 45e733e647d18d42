#include "cli/report_pages.h"

#include "approve/approval.h"
#include "base/file.h"
#include "base/messages.h"
#include "cli/messages.h"
#include "pages/count.h"
#include "specimen/pictures.h"
#include "specimen/specimen.h"

#define PAGES_MOST 6
#define PICTURE_LIMIT ((size_t)16 << 20)

/* Its own mark is a claim of the file, against a mistake and not a forger. */
static bool
is_of_this_run(struct invocation *invocation)
{
	struct arena *mem = invocation->mem;
	struct diag *diag = invocation->diag;
	struct slice mark, found;
	if (!approval_mark(mem,
		path_join(mem, invocation->job, "keep/ledger.db"), &mark,
		diag) ||
	    !pages_information(
		mem, invocation->proof, SPECIMEN_KEY, &found, diag))
		return false;
	if (found.len && approval_mark_is(mark, found))
		return true;
	REPORT(diag, NO_SPAN, &cli_status_proof, ARGS(invocation->proof));
	HINT(diag, &cli_status_proof_hint, NO_ARGS);
	return false;
}

static bool
read_pictures(struct invocation *invocation, const char *folder,
    struct report_pages *pages)
{
	size_t count;
	struct arena *mem = invocation->mem;
	const char **names = folder_list(mem, folder, &count);
	pages->at = ARENA_ARRAY(mem, struct slice, PAGES_MOST);
	pages->count = 0;
	for (size_t i = 0; names && i < count && i < PAGES_MOST; i++) {
		if (!file_read(mem, path_join(mem, folder, names[i]),
			INPUT_NONE, PICTURE_LIMIT, invocation->diag, NO_SPAN,
			&pages->at[pages->count++]))
			return false;
	}
	return names;
}

bool
report_pages_read(struct invocation *invocation, struct report_pages *pages)
{
	struct diag *diag = invocation->diag;
	const char *folder =
	    arena_print(invocation->mem, "%s.pages", invocation->report).at;
	*pages = (struct report_pages){0};
	if (!invocation->proof)
		return true;
	if (!is_of_this_run(invocation))
		return false;
	if (path_is_taken(folder)) { /* somebody else's: it stays */
		REPORT(diag, NO_SPAN, &base_folder_exists, ARGS(folder));
		return false;
	}
	scratch_claim(invocation->scratch, folder);
	bool made = specimen_make_pictures(invocation->proof, folder, diag);
	bool ok = made && read_pictures(invocation, folder, pages);
	if (made) /* they show people, read or not */
		ok = folder_remove(folder, diag) && ok;
	scratch_release(invocation->scratch);
	return ok;
}
