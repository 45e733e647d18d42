/*
 * tests/fault/points.h - where a command asks something of the system, by call
 * stack, and which of these places is refused this time.
 *
 * Lies in a file that the harness (harness.py) makes, reads and writes, and that
 * all processes of a command share. FAULT_FILE names it; it is opened before the
 * program confines itself.
 */
#ifndef TESTS_FAULT_POINTS_H
#define TESTS_FAULT_POINTS_H

#include <stdbool.h>
#include <stdint.h>

#define FRAMES 28 /* callers that tell one stack from another */
#define POINTS 32768 /* a power of two */
#define MODULES 128
#define MODULE_NAME 120

/* What is asked; harness.py has them in the same order. */
enum kind {
	KIND_ALLOC,
	KIND_WRITE,
	KIND_STDERR, /* a write to where messages go */
	KIND_PWRITE,
	KIND_READ,
	KIND_PREAD,
	KIND_OPEN,
	KIND_CREATE,
	KIND_LSEEK,
	KIND_CLOSE,
	KIND_FSYNC,
	KIND_FTRUNCATE,
	KIND_RENAME,
	KIND_UNLINK,
	KIND_MKDIR,
	KIND_MMAP,
	KIND_STAT,
	KIND_LIST,
	KIND_LOCK,
	KIND_CHMOD,
	KIND_PIPE,
	KIND_FORK,
	KIND_WAIT,
	KIND_RANDOM,
	KIND_SOCKET, /* made, bound, accepted */
	KIND_SEND,
	KIND_RECEIVE,
	KIND_POLL,
	KINDS,
};

/* What happens at the point that is hit. */
enum effect {
	EFFECT_NONE,
	EFFECT_ERROR, /* the call is not made, and fails with `error` */
	EFFECT_AFTER, /* the call is made, and fails with `error` */
	EFFECT_SHORT, /* half of the bytes are read or written */
	EFFECT_KILL, /* all processes of the command die, as by kill -9 */
};

struct point {
	uint64_t hash; /* 0: free */
	uint32_t kind, count;
	uint32_t process, ordinal; /* of the first call from it */
	uint32_t frames, padding;
	struct {
		uint32_t module, offset;
	} frame[FRAMES];
};

struct points {
	uint64_t target; /* the stack that is hit, or 0 */
	uint32_t kinds; /* which are looked at, as bits */
	uint32_t effect, error;
	uint32_t every; /* hit each time, and not only the first */
	uint32_t number; /* of all calls, the one that is hit, or 0 */
	uint32_t process, ordinal; /* where the target came first, or 0 */
	uint32_t calls, hits, modules, lost;
	uint32_t padding;
	char module[MODULES][MODULE_NAME];
	struct point point[POINTS];
};

/* What is to happen to this call, which has been counted. */
enum effect point_meet(enum kind kind);

/* In a new process: calls are counted anew; `child` is its place among those of
 * its parent. */
void point_forked(uint32_t child);

/* Between these nothing is met. */
void point_pause(bool pauses);

/* The error of EFFECT_ERROR and EFFECT_AFTER. */
int point_error(void);

/* Ends every process of the command. */
_Noreturn void point_kill(void);

#endif
