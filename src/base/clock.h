/*
 * base/clock.h - the only clock: the day on which something is recorded, and how
 * long something takes.
 *
 * For what happens after a seal, where no day is given, and for whoever watches.
 * Nothing that is sealed depends on it.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdint.h>

/* The local day as 2012-03-19 and a NUL. */
void clock_write_today(char to[11]);

/* Since some moment, always the same for a process. */
uint64_t clock_milliseconds(void);

#endif
