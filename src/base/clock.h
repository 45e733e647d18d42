/*
 * base/clock.h - the only clock: the day on which something is recorded.
 *
 * For what happens after a seal, where no day is given. Nothing that is sealed
 * depends on it.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

/* The local day as 2012-03-19 and a NUL. */
void clock_write_today(char to[11]);

#endif
