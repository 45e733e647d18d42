#include <errno.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/messages.h"

/* What the engine tells its supervisor, in memory of both. */
struct shared {
	struct scratch scratch;
	bool finished; /* the exit code is the engine's own word */
};

/* A handler has no argument but the signal. */
static volatile sig_atomic_t engine_pid, ended_by;

static void
end_engine(int signal_number)
{
	ended_by = signal_number;
	if (engine_pid > 0)
		kill(engine_pid, SIGTERM);
}

static const int ends[] = {SIGINT, SIGTERM, SIGHUP};
#define END_COUNT (sizeof ends / sizeof *ends)

/* The signals that ask us to end, but those that our parent ignores. */
static void
handle_ends(struct sigaction before[END_COUNT])
{
	struct sigaction handle = {.sa_handler = end_engine};
	for (size_t i = 0; i < END_COUNT; i++) {
		sigaction(ends[i], NULL, &before[i]);
		if (before[i].sa_handler != SIG_IGN)
			sigaction(ends[i], &handle, NULL);
	}
}

static void
restore_ends(const struct sigaction before[END_COUNT])
{
	for (size_t i = 0; i < END_COUNT; i++)
		sigaction(ends[i], &before[i], NULL);
}

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

static int
exit_code_from(int status, const struct shared *shared)
{
	if (WIFEXITED(status) && shared->finished)
		return WEXITSTATUS(status);
	/* Who ends without memory has said so. */
	if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SYSTEM)
		return EXIT_SYSTEM;
	struct argument how =
	    WIFEXITED(status) ? argument_wording(cli_word_unfinished.wording)
			      : argument_text(strsignal(WTERMSIG(status)));
	say(stderr, &cli_died, ARGS(how));
	return EXIT_SYSTEM;
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
	struct sigaction before[END_COUNT];
	pid_t supervisor = getpid();
	struct shared *shared = mmap(NULL, sizeof *shared,
	    PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (shared == MAP_FAILED) {
		say(stderr, &cli_cannot_start,
		    ARGS((const char *)strerror(errno)));
		return EXIT_SYSTEM;
	}
	invocation->scratch = &shared->scratch;
	/* Whoever closes our output early (head) ends no run by it. */
	signal(SIGPIPE, SIG_IGN);
	fflush(NULL);
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	handle_ends(before);
	pid_t child = fork();
	if (child == 0) {
		restore_ends(before);
		run_engine(engine, invocation, shared, supervisor);
	}
	engine_pid = child;
	if (child < 0) {
		say(stderr, &cli_cannot_start,
		    ARGS((const char *)strerror(errno)));
		return EXIT_SYSTEM;
	}
	if (ended_by) /* before its number was known */
		kill(child, SIGTERM);
	int status = reap(child);
	bool unfinished = shared->scratch.folder[0] != '\0';
	scratch_clear(&shared->scratch, invocation->diag);
	diag_print(invocation->diag, stderr);
	if (ended_by && !shared->finished) {
		say(stderr, &cli_interrupted, NO_ARGS);
		if (unfinished)
			say(stderr, &cli_nothing_left, NO_ARGS);
		restore_ends(before);
		raise(ended_by);
	}
	return exit_code_from(status, shared);
}
