#include <errno.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/answer.h"
#include "cli/messages.h"
#include "cli/signals.h"

/* The engine tells its supervisor these, in memory that both share. */
struct shared {
	struct scratch scratch;
	bool finished; /* the exit code is the engine's own word */
};

/*
 * Reaps the engine, and its workers too: orphans come to us, and only when all
 * are dead does nobody write in the folder of unfinished things.
 */
static int
reap(pid_t engine)
{
	int status = 0, engine_status = 0;
	for (;;) {
		pid_t child = waitpid(-1, &status, 0);
		if (child == engine)
			engine_status = status;
		else if (child < 0 && errno != EINTR)
			return engine_status;
	}
}

/* The engine's own exit code, or that of its death, which is reported. */
static int
exit_code_from(
    int status, const struct shared *shared, struct invocation *invocation)
{
	if (WIFEXITED(status) && shared->finished) {
		diag_print(invocation->diag, stderr);
		return WEXITSTATUS(status);
	}
	struct argument how =
	    WIFEXITED(status) ? argument_wording(cli_word_unfinished.wording)
			      : argument_text(strsignal(WTERMSIG(status)));
	/* A process that runs out of memory has reported it itself. */
	if (!WIFEXITED(status) || WEXITSTATUS(status) != EXIT_SYSTEM)
		REPORT(invocation->diag, NO_SPAN, &cli_died, ARGS(how));
	return answer_only(invocation, EXIT_SYSTEM);
}

static int
cannot_start(struct invocation *invocation)
{
	REPORT(invocation->diag, NO_SPAN, &cli_cannot_start,
	    ARGS((const char *)strerror(errno)));
	return answer_only(invocation, EXIT_SYSTEM);
}

static void
run_engine(int (*engine)(struct invocation *invocation),
    struct invocation *invocation, struct shared *shared, pid_t supervisor)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != supervisor)
		_exit(EXIT_SYSTEM);
	int code = engine(invocation);
	fflush(NULL);
	shared->finished = true;
	_exit(code);
}

int
supervise(
    int (*engine)(struct invocation *invocation), struct invocation *invocation)
{
	pid_t supervisor = getpid();
	struct shared *shared = mmap(NULL, sizeof *shared,
	    PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (shared == MAP_FAILED)
		return cannot_start(invocation);
	invocation->scratch = &shared->scratch;
	fflush(NULL);
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	signals_take();
	pid_t child = signals_fork();
	if (child == 0)
		run_engine(engine, invocation, shared, supervisor);
	if (child < 0)
		return cannot_start(invocation);
	int status = reap(child);
	signals_forget_engine();
	if (!shared->finished)
		progress_clear(invocation);
	bool unfinished =
	    shared->scratch.folder[0] && !shared->scratch.ending[0];
	scratch_clear(&shared->scratch, invocation->diag);
	if (signals_asked() && !shared->finished) {
		diag_print(invocation->diag, stderr);
		say(stderr, invocation->words, &cli_interrupted, NO_ARGS);
		if (unfinished)
			say(stderr, invocation->words, &cli_nothing_left,
			    NO_ARGS);
		signals_restore();
		raise(signals_asked());
	}
	return exit_code_from(status, shared, invocation);
}
