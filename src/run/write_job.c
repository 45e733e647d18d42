#include "run/write_job.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/child.h"
#include "base/fault.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/messages.h"
#include "beside/beside.h"
#include "ledger/read.h"
#include "plan/planned.h"
#include "run/messages.h"
#include "run/part.h"
#include "run/writer.h"

bool
write_batch(struct job *job, const struct write_spec *spec, uint32_t batch,
    struct diag *diag)
{
	struct writer *writer =
	    beside_read(job->reads.beside, spec->folder, false)
		? writer_open(job, spec, diag)
		: NULL;
	bool ok = writer && writer_write(writer, batch, spec->folder, NULL);
	writer_close(writer);
	return ok;
}

/* ---- workers */

struct worker {
	struct child child;
	struct job *job;
	const struct write_spec *spec;
	struct diag *diag;
	uint32_t first, step; /* it has every step-th batch, from first on */
	const int *done; /* a pipe: each done batch is a byte */
};

static uint32_t
count_batches(const struct write_spec *spec)
{
	return spec->place ? spec->place->count : spec->batches;
}

/* The one at index i of those that are written. */
static bool
write_one(struct writer *writer, const struct write_spec *spec, uint32_t i,
    struct diag *diag)
{
	const struct part_place *place = spec->place;
	if (place)
		return part_write(place, writer, &place->wanted[i], diag);
	return writer_write(writer, i + 1, spec->folder, spec->own_folder);
}

/*
 * The one process that writes the manifest takes longer than any of these: it
 * has a processor, if there are two, and they share what is left.
 */
#define GIVES_WAY 3

static bool
work(void *ctx)
{
	const struct worker *worker = ctx;
	close(worker->done[0]);
	mem_keep_freed();
	nice(GIVES_WAY);
	struct writer *writer =
	    writer_open(worker->job, worker->spec, worker->diag);
	bool ok = writer;
	for (uint32_t i = worker->first; ok && i < count_batches(worker->spec);
	     i += worker->step)
		ok = write_one(writer, worker->spec, i, worker->diag) &&
		     fault_write(worker->done[1], (struct slice){"", 1});
	writer_close(writer);
	return ok;
}

static uint32_t
count_workers(const struct write_spec *spec)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	uint32_t workers = spec->workers;
	if (!workers)
		workers = processors > 0 ? (uint32_t)processors : 1;
	uint32_t batches = count_batches(spec);
	return workers < batches ? workers : batches;
}

/* Nearly: batches are nearly alike. */
static uint32_t
letters_of(const struct write_spec *spec, uint32_t batches)
{
	return (uint32_t)((uint64_t)spec->letters * batches / spec->batches);
}

static void
follow(int done, const struct write_spec *spec, const struct progress *progress)
{
	char bytes[64];
	uint32_t count = 0, all = letters_of(spec, count_batches(spec));
	progress_step(progress, STAGE_WRITE, 0, all);
	for (;;) {
		ssize_t got = read(done, bytes, sizeof bytes);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		count += (uint32_t)got;
		progress_step(
		    progress, STAGE_WRITE, letters_of(spec, count), all);
	}
}

/* The workers' reports are said once, in the order of their batches. */
static bool
reap(struct worker *workers, uint32_t count, struct diag *diag)
{
	bool ok = true;
	for (uint32_t i = 0; i < count; i++)
		ok = child_end(&workers[i].child, diag) && ok;
	return ok;
}

static uint32_t
start(struct job *job, const struct write_spec *spec, uint32_t workers,
    struct worker *started, const int *done, struct diag *diag)
{
	for (uint32_t i = 0; i < workers; i++) {
		started[i] = (struct worker){
		    .job = job,
		    .spec = spec,
		    .diag = diag,
		    .first = i,
		    .step = workers,
		    .done = done,
		};
		if (!child_start(&started[i].child, work, &started[i], diag))
			return i;
	}
	return workers;
}

static bool
make_own_folder(
    struct job *job, const struct write_spec *spec, struct diag *diag)
{
	struct planned planned;
	struct ledger *plan = ledger_open(spec->plan, diag);
	bool ok = plan && planned_read(plan, job->mem, &planned, diag);
	ledger_close(plan);
	return ok && (planned.split != SPLIT_BOTH ||
			 folder_make(spec->own_folder, diag));
}

bool
write_job(struct job *job, const struct write_spec *spec,
    const struct progress *progress, struct diag *diag)
{
	int done[2];
	uint32_t workers = count_workers(spec);
	if (!workers)
		return true;
	if (!spec->place && !make_own_folder(job, spec, diag))
		return false;
	if (pipe(done) != 0) {
		REPORT(diag, NO_SPAN, &base_no_worker,
		    ARGS((const char *)strerror(errno)));
		return false;
	}
	struct worker *children = mem_new(workers, sizeof *children);
	uint32_t started = start(job, spec, workers, children, done, diag);
	close(done[1]);
	follow(done[0], spec, progress);
	close(done[0]);
	bool ok = reap(children, started, diag) && started == workers;
	free(children);
	return ok;
}
