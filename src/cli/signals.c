#include "cli/signals.h"

#include <signal.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED true
#else
#define SANITIZED false
#endif

#define SIGNALS_MOST 128 /* numbers are smaller, real-time ones included */

/* A handler has no argument but the signal. */
static volatile sig_atomic_t engine_pid, asked;
static struct sigaction before[SIGNALS_MOST];

/* Signals that do not end a process, or cannot be caught (signal(7)). */
static bool
is_left_alone(int number)
{
	static const int harmless[] = {SIGKILL, SIGSTOP, SIGCHLD, SIGCONT,
	    SIGTSTP, SIGTTIN, SIGTTOU, SIGURG, SIGWINCH, SIGPIPE};
	for (size_t i = 0; i < sizeof harmless / sizeof *harmless; i++) {
		if (harmless[i] == number)
			return true;
	}
	return false;
}

/* Raised by the processor: a handler that returns meets them again. */
static bool
is_fault(int number)
{
	return number == SIGSEGV || number == SIGBUS || number == SIGFPE ||
	       number == SIGILL || number == SIGTRAP || number == SIGSYS ||
	       number == SIGABRT;
}

static void
take(int number)
{
	if (is_fault(number))
		sigaction(number, &before[number], NULL);
	asked = number;
	if (engine_pid > 0)
		kill(engine_pid, SIGTERM);
}

void
signals_keep_memory(void)
{
	const struct rlimit none = {0, 0};
	setrlimit(RLIMIT_CORE, &none);
	/* LeakSanitizer reads our memory as a debugger does. */
	if (!SANITIZED)
		prctl(PR_SET_DUMPABLE, 0);
}

void
signals_take(void)
{
	struct sigaction handle = {.sa_handler = take};
	/* A reader that closes our output early (head) does not end a run by
	 * it. */
	signal(SIGPIPE, SIG_IGN);
	for (int i = 1; i < SIGNALS_MOST && i <= SIGRTMAX; i++) {
		if (is_left_alone(i) || sigaction(i, NULL, &before[i]) != 0)
			continue;
		if (before[i].sa_handler != SIG_IGN)
			sigaction(i, &handle, NULL);
	}
}

void
signals_restore(void)
{
	for (int i = 1; i < SIGNALS_MOST && i <= SIGRTMAX; i++) {
		if (!is_left_alone(i))
			sigaction(i, &before[i], NULL);
	}
}

pid_t
signals_fork(void)
{
	sigset_t all, unblocked;
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &unblocked);
	pid_t child = fork();
	if (child == 0)
		signals_restore();
	else
		engine_pid = child;
	if (child > 0 && asked)
		kill(child, SIGTERM);
	sigprocmask(SIG_SETMASK, &unblocked, NULL);
	return child;
}

void
signals_forget_engine(void)
{
	engine_pid = 0;
}

bool
signals_hold(void *nothing)
{
	sigset_t all;
	(void)nothing;
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, NULL);
	return true;
}

int
signals_asked(void)
{
	return asked;
}
