/*
 * Preloaded into utskick by tests/fault/memory.py: the FAIL_AT-th allocation
 * fails. Of each call stack only the first one counts; counts and stacks are in
 * the file FAIL_COUNTER, which all processes of the run share.
 */
#include "starve.h"

#include <execinfo.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#define STACKS 65536 /* a power of two; slots of the table */
#define FRAMES 24

struct counted {
	atomic_int count;
	atomic_uint_least64_t stacks[STACKS];
};

static struct counted *
open_counter(void)
{
	const char *path = getenv("FAIL_COUNTER");
	int fd = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
	void *shared = fd < 0 ? MAP_FAILED
			      : mmap(NULL, sizeof(struct counted),
				    PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	close(fd);
	return shared == MAP_FAILED ? NULL : shared;
}

/* The stack by the addresses that called; 0 is no stack. */
static uint64_t
stack_hash(void)
{
	void *frames[FRAMES];
	int count = backtrace(frames, FRAMES);
	uint64_t hash = 0x9e3779b97f4a7c15;
	for (int i = 2; i < count; i++)
		hash = (hash ^ (uint64_t)(uintptr_t)frames[i]) * 0x100000001b3;
	return hash | 1;
}

/* Whether no allocation before came from this stack. */
static bool
is_new(struct counted *counted, uint64_t hash)
{
	for (size_t i = 0; i < STACKS; i++) {
		size_t at = ((hash >> 20) + i) % STACKS;
		uint_least64_t there = 0;
		if (atomic_compare_exchange_strong(
			&counted->stacks[at], &there, hash))
			return true;
		if (there == hash)
			return false;
	}
	return false;
}

static bool
starves(void)
{
	static struct counted *counted;
	static _Thread_local bool within; /* backtrace may allocate */
	const char *at = getenv("FAIL_AT");
	if (!at || within)
		return false;
	within = true;
	counted = counted ? counted : open_counter();
	bool fails = counted && is_new(counted, stack_hash()) &&
		     atomic_fetch_add(&counted->count, 1) + 1 == atoi(at);
	within = false;
	return fails;
}
