/*
 * cli/signals.h - the signals that would end us, and no memory on a disk.
 *
 * A run works in folders of personal data. Whatever signal would end the
 * program ends its engine first, so that cli/supervise.c can clear them away;
 * and no core dump, and no other process of the same user, gets at the names
 * in its memory.
 */
#ifndef CLI_SIGNALS_H
#define CLI_SIGNALS_H

#include <stdbool.h>
#include <sys/types.h>

/* No core dump (RLIMIT_CORE), no ptrace, no /proc/PID/mem: in us and in every
 * process that is forked from here. */
void signals_keep_memory(void);

/*
 * From now on a signal that would end us asks the engine to end (SIGTERM) and
 * is kept; one that our parent ignores stays ignored. A fault of our own
 * (SIGSEGV …) is taken once: raised again, it does what it did before.
 */
void signals_take(void);

/* All as before signals_take. */
void signals_restore(void);

/*
 * Forks the engine: in the child all is as before signals_take. No signal is
 * lost in between. What fork() gives.
 */
pid_t signals_fork(void);

/* It is dead, and its number may be another's. */
void signals_forget_engine(void);

/*
 * In the engine: from now on no signal but SIGKILL ends it. What begins to last is
 * made whole, and told (run_spec.may_last, which this is). Gives true.
 */
bool signals_hold(void *nothing);

/* The signal that asked us to end, or 0. */
int signals_asked(void);

#endif
