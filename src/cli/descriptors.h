/*
 * cli/descriptors.h - as many open files as a command may need.
 */
#ifndef CLI_DESCRIPTORS_H
#define CLI_DESCRIPTORS_H

#include <stdbool.h>
#include <stdint.h>

#define DESCRIPTORS_LEAST 64

/*
 * Takes all that the system lets us have (RLIMIT_NOFILE). False where that is
 * fewer than DESCRIPTORS_LEAST: *allowed. A command that runs out of them may not
 * even be able to clear away what it began.
 */
bool descriptors_take(uint32_t *allowed);

#endif
