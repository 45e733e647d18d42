#include "run/write_job.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "beside/beside.h"
#include "ledger/read.h"
#include "plan/planned.h"
#include "run/messages.h"
#include "run/writer.h"

bool
write_batch(struct job *job, const struct write_spec *spec, uint32_t batch,
    struct diag *diag)
{
	struct writer *writer =
	    beside_read(job->reads.beside, spec->folder, false)
		? writer_open(job, spec, diag)
		: NULL;
	bool ok = writer && writer_write(writer, batch);
	writer_close(writer);
	return ok;
}

/* ---- workers */

struct worker {
	pid_t process;
	int reports; /* where it leaves them: diag_leave */
};

/* Batch k belongs to worker k mod workers. Each done batch is a byte. */
static int
work(struct job *job, const struct write_spec *spec, uint32_t first,
    uint32_t workers, int done, int reports, struct diag *diag)
{
	size_t known = diag_count(diag);
	mem_keep_freed();
	struct writer *writer = writer_open(job, spec, diag);
	bool ok = writer;
	for (uint32_t k = first; ok && k <= spec->batches; k += workers) {
		ok = writer_write(writer, k) && write(done, "", 1) == 1;
	}
	writer_close(writer);
	bool told = diag_leave(diag, known, reports);
	if (ok && told)
		return 0;
	return told && diag_worst(diag) < LEVEL_SYSTEM ? 2 : 4;
}

static uint32_t
count_workers(const struct write_spec *spec)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	uint32_t workers = spec->workers;
	if (!workers)
		workers = processors > 0 ? (uint32_t)processors : 1;
	return workers < spec->batches ? workers : spec->batches;
}

static void
follow(int done, uint32_t batches, const struct progress *progress)
{
	char bytes[64];
	uint32_t count = 0;
	for (;;) {
		ssize_t got = read(done, bytes, sizeof bytes);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		count += (uint32_t)got;
		progress_step(progress, STAGE_WRITE, count, batches);
	}
}

/* The workers' reports are said once, in the order of their batches. */
static bool
reap(const struct worker *workers, uint32_t count, struct diag *diag)
{
	bool ok = true;
	for (uint32_t i = 0; i < count; i++) {
		int status = 0;
		while (waitpid(workers[i].process, &status, 0) < 0 &&
		       errno == EINTR)
			;
		bool told = diag_fetch(diag, workers[i].reports);
		close(workers[i].reports);
		if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
			continue;
		if (!told)
			REPORT(diag, NO_SPAN, &run_worker_failed, NO_ARGS);
		ok = false;
	}
	return ok;
}

static uint32_t
start(struct job *job, const struct write_spec *spec, uint32_t workers,
    struct worker *started, const int *done, struct diag *diag)
{
	pid_t engine = getpid();
	for (uint32_t i = 0; i < workers; i++) {
		struct worker *worker = &started[i];
		worker->reports = memfd_create("reports", MFD_CLOEXEC);
		worker->process = worker->reports < 0 ? -1 : fork();
		if (worker->process < 0) {
			REPORT(diag, NO_SPAN, &run_no_worker,
			    ARGS((const char *)strerror(errno)));
			if (worker->reports >= 0)
				close(worker->reports);
			return i;
		}
		if (worker->process == 0) {
			/* A worker without its engine has nobody to tell. */
			prctl(PR_SET_PDEATHSIG, SIGKILL);
			if (getppid() != engine)
				_exit(4);
			close(done[0]);
			_exit(work(job, spec, i + 1, workers, done[1],
			    worker->reports, diag));
		}
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
	if (!make_own_folder(job, spec, diag))
		return false;
	if (pipe(done) != 0) {
		REPORT(diag, NO_SPAN, &run_no_worker,
		    ARGS((const char *)strerror(errno)));
		return false;
	}
	struct worker *children = mem_new(workers, sizeof *children);
	uint32_t started = start(job, spec, workers, children, done, diag);
	close(done[1]);
	follow(done[0], spec->batches, progress);
	close(done[0]);
	bool ok = reap(children, started, diag) && started == workers;
	free(children);
	return ok;
}
