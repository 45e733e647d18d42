#include "base/fault.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

#define MANY ((size_t)1 << 20) /* more than a pipe holds */

static volatile sig_atomic_t rung;

static void
ring(int number)
{
	(void)number;
	rung++;
}

/* A reader who takes his time, while signals come. */
static pid_t
start_reader(const int ends[2])
{
	char buffer[4096];
	pid_t reader = fork();
	if (reader)
		return reader;
	close(ends[1]);
	usleep(100000);
	size_t all = 0;
	for (ssize_t got; (got = read(ends[0], buffer, sizeof buffer)) > 0;)
		all += (size_t)got;
	_exit(all == MANY ? 0 : 1);
}

static void
test_write(void)
{
	int ends[2], status = -1;
	char *bytes = calloc(MANY, 1);
	struct sigaction interrupts = {.sa_handler = ring};
	struct itimerval often = {{0, 5000}, {0, 5000}}, never = {{0}};
	if (pipe(ends) != 0)
		exit(1);
	pid_t reader = start_reader(ends);
	close(ends[0]);
	sigaction(SIGALRM, &interrupts, NULL);
	setitimer(ITIMER_REAL, &often, NULL);
	test_true("all of it, whatever signals come",
	    fault_write(ends[1], (struct slice){bytes, MANY}));
	setitimer(ITIMER_REAL, &never, NULL);
	close(ends[1]);
	test_true("they came", rung > 0);
	waitpid(reader, &status, 0);
	test_number("it was read", status, 0);
	free(bytes);
}

static void
test_reader_gone(void)
{
	int ends[2];
	signal(SIGPIPE, SIG_IGN);
	if (pipe(ends) != 0)
		exit(1);
	close(ends[0]);
	test_true(
	    "nobody reads", !fault_write(ends[1], (struct slice){"x", 1}));
	test_true("nothing to write", fault_write(-1, (struct slice){NULL, 0}));
	close(ends[1]);
}

int
main(void)
{
	test_write();
	test_reader_gone();
	return test_end();
}
