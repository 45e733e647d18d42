#include "base/child.h"

#include <errno.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/messages.h"

enum { DONE = 0, REFUSED = 2, FAILED = 4 };

static _Noreturn void
live(bool (*work)(void *ctx), void *ctx, pid_t parent, int reports,
    struct diag *diag)
{
	size_t known = diag_count(diag);
	/* alone, it has nobody to tell */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(FAILED);
	bool ok = work(ctx);
	bool told = diag_leave(diag, known, reports);
	if (ok && told)
		_exit(DONE);
	_exit(told && diag_worst(diag) < LEVEL_SYSTEM ? REFUSED : FAILED);
}

bool
child_start(
    struct child *child, bool (*work)(void *ctx), void *ctx, struct diag *diag)
{
	pid_t parent = getpid();
	child->reports = memfd_create("reports", MFD_CLOEXEC);
	child->process = child->reports < 0 ? -1 : fork();
	if (child->process == 0)
		live(work, ctx, parent, child->reports, diag);
	if (child->process > 0)
		return true;
	REPORT(diag, NO_SPAN, &base_no_worker,
	    ARGS((const char *)strerror(errno)));
	if (child->reports >= 0)
		close(child->reports);
	child->process = 0;
	return false;
}

static int
wait_for(struct child *child)
{
	int status = 0;
	while (waitpid(child->process, &status, 0) < 0 && errno == EINTR)
		;
	child->process = 0;
	return status;
}

bool
child_end(struct child *child, struct diag *diag)
{
	int status = wait_for(child);
	bool told = diag_fetch(diag, child->reports);
	close(child->reports);
	if (WIFEXITED(status) && WEXITSTATUS(status) == DONE)
		return true;
	if (!told)
		REPORT(diag, NO_SPAN, &base_worker_failed, NO_ARGS);
	return false;
}

void
child_kill(struct child *child)
{
	if (!child->process)
		return;
	kill(child->process, SIGKILL);
	wait_for(child);
	close(child->reports);
}
