/*
 * serve/ticks.h - milliseconds since some moment, for waiting only: nothing
 * that is made depends on them.
 */
#ifndef SERVE_TICKS_H
#define SERVE_TICKS_H

#include <stdint.h>
#include <time.h>

static inline uint64_t
ticks_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

#endif
