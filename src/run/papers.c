#include "run/papers.h"

#include <errno.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/file.h"
#include "base/messages.h"
#include "ledger/read.h"
#include "manifest/index.h"
#include "manifest/manifest.h"
#include "manifest/report.h"
#include "plan/planned.h"
#include "run/delivery.h"
#include "run/messages.h"

/* What the process has open. */
struct desk {
	const struct papers *papers;
	struct arena *mem;
	struct ledger *plan, *sealed;
	struct areas areas;
};

/* Waits for the seal; NULL where there is none to come, or after a report. */
static struct ledger *
await_seal(void *ctx)
{
	struct desk *desk = ctx;
	const struct papers *papers = desk->papers;
	char byte;
	ssize_t got;
	do
		got = read(papers->gate[0], &byte, 1);
	while (got < 0 && errno == EINTR);
	if (got == 1)
		desk->sealed = ledger_open(papers->sealed, papers->diag);
	return desk->sealed;
}

static bool
check_counts(const struct desk *desk, const struct manifest_counts *counts)
{
	const struct plan_counts *planned = desk->papers->counts;
	if (counts->rows == planned->rows &&
	    memcmp(counts->by_outcome, planned->by_outcome,
		sizeof counts->by_outcome) == 0)
		return true;
	REPORT(desk->papers->diag, NO_SPAN, &run_manifest_differs,
	    ARGS(counts->rows, planned->rows));
	return false;
}

static bool
write_manifest(struct desk *desk)
{
	const struct papers *papers = desk->papers;
	struct diag *diag = papers->diag;
	struct manifest_counts counts = {0};
	struct manifest_spec spec = {
	    .folder = desk->papers->passing,
	    .words = papers->job->words,
	    .areas = &desk->areas,
	    .sealed = await_seal,
	    .sealed_ctx = desk,
	};
	struct planned said;
	if (!planned_read(desk->plan, desk->mem, &said, diag))
		return false;
	spec.columns = ledger_shown(desk->plan, desk->mem, &spec.column_count);
	memcpy(spec.date, said.date, sizeof spec.date);
	struct sink *sink =
	    sink_to_path(path_join(desk->mem, papers->keep, "manifest.xlsx"));
	spec.csv =
	    sink_to_path(path_join(desk->mem, papers->keep, "manifest.csv"));
	bool whole = manifest_write(sink, desk->plan, &spec, &counts, diag);
	whole = sink_end(spec.csv, whole, diag) && whole;
	return sink_end(sink, whole, diag) && check_counts(desk, &counts);
}

static bool
write_index(struct desk *desk)
{
	const struct papers *papers = desk->papers;
	struct sink *sink =
	    sink_to_path(path_join(desk->mem, papers->print, "index.csv"));
	return sink_end(
	    sink, index_write(sink, desk->plan, papers->diag), papers->diag);
}

static bool
write_report(struct desk *desk)
{
	const struct papers *papers = desk->papers;
	struct sink *sink =
	    sink_to_path(path_join(desk->mem, papers->keep, "report.html"));
	return sink_end(sink,
	    report_html_write(sink, desk->sealed, papers->job->words,
		&desk->areas, papers->diag),
	    papers->diag);
}

static bool
write_papers(void *ctx)
{
	const struct papers *papers = ctx;
	struct diag *diag = papers->diag;
	struct desk desk = {.papers = papers, .mem = arena_new()};
	close(papers->gate[1]); /* so that it ends with the engine */
	desk.plan = ledger_open(papers->plan, diag);
	bool ok =
	    desk.plan && areas_read(&desk.areas, desk.mem, desk.plan, diag) &&
	    write_index(&desk) &&
	    control_file_write(papers->job, desk.plan, papers->print, diag) &&
	    write_manifest(&desk) && write_report(&desk) &&
	    delivery_write(papers->job, desk.sealed, papers->print, diag);
	ledger_close(desk.plan);
	ledger_close(desk.sealed);
	arena_free(desk.mem);
	return ok;
}

bool
papers_start(struct papers *papers)
{
	if (pipe(papers->gate) != 0) {
		REPORT(papers->diag, NO_SPAN, &base_no_worker,
		    ARGS((const char *)strerror(errno)));
		return false;
	}
	bool ok =
	    child_start(&papers->child, write_papers, papers, papers->diag);
	close(papers->gate[0]);
	if (!ok)
		close(papers->gate[1]);
	return ok;
}

void
papers_go_on(struct papers *papers)
{
	papers->asked = fault_write(papers->gate[1], (struct slice){"", 1});
}

bool
papers_finish(struct papers *papers)
{
	close(papers->gate[1]);
	/* one that was dead already says so by its end */
	return child_end(&papers->child, papers->diag) && papers->asked;
}

void
papers_drop(struct papers *papers)
{
	if (!papers->child.process)
		return;
	child_kill(&papers->child);
	close(papers->gate[1]);
}
