/*
 * cli/allocator.c: whoever asks for memory that is not there, the program or a
 * library, ends the process with 4 and one line.
 */
#include <errno.h>
#include <hb.h>
#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../unit/test.h"
#include "starve.h"

static bool starved;

static bool
starves(void)
{
	return starved;
}

static void *volatile got;
static volatile size_t many = 100;

static void
by_malloc(void)
{
	got = malloc(many);
}

static void
by_calloc(void)
{
	got = calloc(many, 8);
}

static void
by_realloc(void)
{
	got = realloc(NULL, many);
}

static void
by_reallocarray(void)
{
	got = reallocarray(NULL, many, 8);
}

static void
by_aligned_alloc(void)
{
	got = aligned_alloc(64, 64 * many);
}

static void
by_memalign(void)
{
	got = memalign(64, many);
}

static void
by_posix_memalign(void)
{
	void *memory;
	if (posix_memalign(&memory, 64, many) == 0)
		got = memory;
}

static void
by_strdup(void)
{
	got = strdup("a copy that glibc makes");
}

static void
by_harfbuzz(void)
{
	got = hb_buffer_create();
}

static const struct {
	const char *name;
	void (*asks)(void);
} askers[] = {{"malloc", by_malloc}, {"calloc", by_calloc},
    {"realloc", by_realloc}, {"reallocarray", by_reallocarray},
    {"aligned_alloc", by_aligned_alloc}, {"memalign", by_memalign},
    {"posix_memalign", by_posix_memalign}, {"strdup", by_strdup},
    {"HarfBuzz", by_harfbuzz}};

/* The child's exit code; its stderr is in `said`. */
static int
run(void (*asks)(void), bool without, char said[100])
{
	int ends[2], status = 0;
	if (pipe(ends) != 0)
		return -1;
	pid_t child = fork();
	if (child == 0) {
		dup2(ends[1], STDERR_FILENO);
		starved = without;
		asks();
		_exit(got ? 0 : 1);
	}
	close(ends[1]);
	ssize_t len = read(ends[0], said, 99);
	said[len > 0 ? len : 0] = '\0';
	close(ends[0]);
	waitpid(child, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void
too_many(void)
{
	got = reallocarray(NULL, SIZE_MAX / 2, many);
}

/* What is no lack of memory is answered as glibc does. */
static void
test_other(void)
{
	void *memory = malloc(many);
	test_true("to nothing", !realloc(memory, 0 * many));
	test_true(
	    "odd alignment", posix_memalign(&memory, 24, many) == EINVAL &&
				 posix_memalign(&memory, 2, many) == EINVAL);
	void *none = malloc(0 * many);
	test_true("nothing", none);
	free(none);
}

int
main(void)
{
	char said[100];
	for (size_t i = 0; i < COUNT(askers); i++) {
		test_number(
		    askers[i].name, run(askers[i].asks, false, said), 0);
		test_text(askers[i].name, said, "");
		test_number(askers[i].name, run(askers[i].asks, true, said), 4);
		test_text(askers[i].name, said, "utskick: out of memory\n");
	}
	test_number("too many", run(too_many, false, said), 4);
	test_other();
	return test_end();
}
