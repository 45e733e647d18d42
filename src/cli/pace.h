/*
 * cli/pace.h - how fast a stage goes on, and how long it still takes.
 */
#ifndef CLI_PACE_H
#define CLI_PACE_H

#include <stdbool.h>
#include <stdint.h>

struct pace {
	uint32_t rate; /* a second */
	uint32_t left; /* seconds, 1 at least */
};

/*
 * Of a stage that took so many seconds from `first` to `done` of `total`. False
 * in the first second, when a pace says little, and where nothing is left.
 */
bool pace_find(double seconds, uint32_t first, uint32_t done, uint32_t total,
    struct pace *pace);

#endif
