/* Every signal that would end a process asks its engine to end instead. */
#include "cli/signals.h"

#include <signal.h>
#include <stdbool.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

/* That none of these ends it: POSIX, and what Linux has beside it. */
static const int caught[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2,
    SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGXFSZ, SIGIO, SIGPWR, SIGSTKFLT,
    SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGSYS, SIGABRT};
static const int ignored[] = {SIGCHLD, SIGCONT, SIGURG, SIGWINCH, SIGPIPE};

/* In a process of its own: 0 where the engine was ended by SIGTERM. */
static int
meet(int number)
{
	int status = 0;
	signal(number, SIG_DFL); /* nohup leaves one ignored */
	signals_take();
	pid_t engine = signals_fork();
	if (engine == 0) {
		for (;;)
			pause();
	}
	raise(number);
	waitpid(engine, &status, 0);
	return WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM &&
		       signals_asked() == number
		   ? 0
		   : 1;
}

static void
test_caught(int number)
{
	int status = 0;
	pid_t child = fork();
	if (child == 0)
		_exit(meet(number));
	waitpid(child, &status, 0);
	test_true(strsignal(number), WIFEXITED(status) && !WEXITSTATUS(status));
}

/* Before there is an engine: it is asked to end as soon as there is one. */
static int
meet_early(void)
{
	int status = 0;
	signals_take();
	raise(SIGTERM);
	if (signals_asked() != SIGTERM)
		return 1;
	pid_t engine = signals_fork();
	if (engine == 0) {
		for (;;)
			pause();
	}
	waitpid(engine, &status, 0);
	return WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM ? 0 : 1;
}

static void
test_early(void)
{
	int status = 0;
	pid_t child = fork();
	if (child == 0)
		_exit(meet_early());
	waitpid(child, &status, 0);
	test_true(
	    "before the engine", WIFEXITED(status) && !WEXITSTATUS(status));
}

static void
test_ignored(void)
{
	struct sigaction now;
	signal(SIGHUP, SIG_IGN); /* as nohup leaves it */
	signals_take();
	for (size_t i = 0; i < COUNT(ignored); i++)
		raise(ignored[i]);
	raise(SIGHUP);
	test_number("nothing asked us to end", signals_asked(), 0);
	signals_restore();
	sigaction(SIGHUP, NULL, &now);
	test_true("ignored as before", now.sa_handler == SIG_IGN);
	sigaction(SIGTERM, NULL, &now);
	test_true("as before", now.sa_handler == SIG_DFL);
}

int
main(void)
{
	struct rlimit core = {1, 1};
	for (size_t i = 0; i < COUNT(caught); i++)
		test_caught(caught[i]);
	test_caught(SIGRTMIN);
	test_caught(SIGRTMAX);
	test_early();
	test_ignored();
	signals_keep_memory();
	getrlimit(RLIMIT_CORE, &core);
	test_true("no core", core.rlim_cur == 0 && core.rlim_max == 0);
#if !defined(__SANITIZE_ADDRESS__)
	test_number("nobody looks into it", prctl(PR_GET_DUMPABLE), 0);
#endif
	return test_end();
}
