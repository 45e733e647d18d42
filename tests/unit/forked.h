/*
 * tests/unit/forked.h - a test in a process of its own, for what ends with its
 * process: it confines itself, or frees nothing.
 */
#ifndef TESTS_UNIT_FORKED_H
#define TESTS_UNIT_FORKED_H

#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

/* It says itself what failed; here it passes or not. */
static inline void
test_forked(void (*test)(size_t index), size_t index)
{
	int status = -1;
	fflush(stdout);
	pid_t child = fork();
	if (child == 0) {
		test_failed = 0;
		test(index);
		fflush(stdout);
		_exit(test_failed > 0);
	}
	test_true("a process of its own",
	    child > 0 && waitpid(child, &status, 0) == child && status == 0);
}

#endif
