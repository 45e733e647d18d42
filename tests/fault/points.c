#include "points.h"

#include <dlfcn.h>
#include <execinfo.h>
#include <fcntl.h>
#include <link.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* How far from its ordinal a call may be that is not the same each time: a pipe
 * is read in more pieces, a lock is waited for. */
#define NEAR 200

static struct points *points;

/* This process by its line of descent, and the calls that it has made. */
static uint32_t process = 1, ordinal;

__attribute__((constructor(101))) static void
open_points(void)
{
	const char *path = getenv("FAULT_FILE");
	int fd = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
	if (fd < 0)
		return;
	void *frames[2];
	backtrace(frames, 2); /* its library is loaded now */
	void *shared = mmap(
	    NULL, sizeof *points, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	close(fd);
	if (shared == MAP_FAILED)
		abort();
	points = shared;
}

/* Names of modules are told once; their numbers follow the order of meeting. */
static uint32_t
module_number(const char *name)
{
	for (uint32_t i = 0; i < MODULES; i++) {
		uint32_t free_ = i;
		if (i == points->modules &&
		    __atomic_compare_exchange_n(&points->modules, &free_, i + 1,
			false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST)) {
			strncpy(points->module[i], name, MODULE_NAME - 1);
			return i;
		}
		if (strncmp(points->module[i], name, MODULE_NAME - 1) == 0)
			return i;
	}
	return MODULES - 1;
}

static uint64_t
mix(uint64_t hash, uint64_t value)
{
	hash = (hash ^ value) * 0x9e3779b97f4a7c15;
	return hash ^ (hash >> 29);
}

/* The stack by its offsets in the modules, which no loading moves. */
static uint64_t
stack_hash(enum kind kind, void **frames, int count)
{
	uint64_t hash = mix(0x51ed270b, kind);
	for (int i = 1; i < count; i++) {
		struct dl_find_object found;
		uintptr_t at = (uintptr_t)frames[i];
		if (_dl_find_object(frames[i], &found) != 0)
			continue;
		const char *name = found.dlfo_link_map->l_name;
		hash = mix(hash, at - found.dlfo_link_map->l_addr);
		hash = mix(hash, strlen(name));
	}
	return hash | 1;
}

static void
describe(struct point *point, void **frames, int count)
{
	point->frames = 0;
	for (int i = 1; i < count; i++) {
		struct dl_find_object found;
		if (_dl_find_object(frames[i], &found) != 0)
			continue;
		const struct link_map *map = found.dlfo_link_map;
		point->frame[point->frames].module = module_number(map->l_name);
		point->frame[point->frames++].offset =
		    (uint32_t)((uintptr_t)frames[i] - map->l_addr);
	}
}

/* Counts it; whether it is the first from this stack. */
static bool
count_stack(enum kind kind, uint64_t hash, void **frames, int count)
{
	for (size_t i = 0; i < POINTS; i++) {
		struct point *point =
		    &points->point[((hash >> 20) + i) % POINTS];
		uint64_t there = 0;
		if (__atomic_compare_exchange_n(&point->hash, &there, hash,
			false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST)) {
			point->kind = kind;
			point->count = 1;
			point->process = process;
			point->ordinal = ordinal;
			describe(point, frames, count);
			return true;
		}
		if (there == hash) {
			__atomic_fetch_add(&point->count, 1, __ATOMIC_SEQ_CST);
			return false;
		}
	}
	__atomic_fetch_add(&points->lost, 1, __ATOMIC_SEQ_CST);
	return false;
}

/* Whether the target may be here; to look at each stack takes seconds. */
static bool
is_near(void)
{
	return !points->ordinal ||
	       (process == points->process && ordinal + NEAR > points->ordinal);
}

static bool
is_hit(enum kind kind)
{
	ordinal++;
	uint32_t number =
	    __atomic_add_fetch(&points->calls, 1, __ATOMIC_SEQ_CST);
	if (points->number)
		return number == points->number;
	if (points->every && !points->target)
		return true;
	if (points->target && ((points->hits && !points->every) || !is_near()))
		return false;
	void *frames[FRAMES + 1];
	int count = backtrace(frames, FRAMES + 1);
	uint64_t hash = stack_hash(kind, frames, count);
	if (!points->target) {
		count_stack(kind, hash, frames, count);
		return false;
	}
	return hash == points->target;
}

static _Thread_local bool within __attribute__((tls_model("initial-exec")));

void
point_pause(bool pauses)
{
	within = pauses;
}

enum effect
point_meet(enum kind kind)
{
	if (!points || within || !(points->kinds & (1U << kind)))
		return EFFECT_NONE;
	within = true;
	bool hit = is_hit(kind);
	within = false;
	if (!hit)
		return EFFECT_NONE;
	uint32_t before =
	    __atomic_fetch_add(&points->hits, 1, __ATOMIC_SEQ_CST);
	return before && !points->every ? EFFECT_NONE
					: (enum effect)points->effect;
}

void
point_forked(uint32_t child)
{
	process = process * 31 + child;
	ordinal = 0;
}

int
point_error(void)
{
	return (int)points->error;
}

void
point_kill(void)
{
	kill(0, SIGKILL);
	for (;;)
		pause();
}
