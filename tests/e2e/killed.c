/*
 * Preloaded into utskick by tests/e2e/killed.py: before the KILL_AT-th of the
 * calls below all processes of the command are killed, as by kill -9; a write
 * has half of its bytes by then. Counted over all of them in the file
 * KILL_COUNTER.
 */
#undef _FILE_OFFSET_BITS /* open and open64 are two names here */
#undef _GNU_SOURCE
#define _GNU_SOURCE /* O_TMPFILE, off64_t */
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int open64(const char *path, int flags, ...);

/* The function that is hidden by one of ours. */
#define REAL(type, name) (__extension__(type) dlsym(RTLD_NEXT, #name))

static atomic_int *counter;

/* At once: later on the program may write nowhere but in its own folder. */
__attribute__((constructor)) static void
open_counter(void)
{
	const char *path = getenv("KILL_COUNTER");
	if (!path)
		return;
	int (*real)(const char *, int, ...) =
	    REAL(int (*)(const char *, int, ...), open64);
	int fd = real(path, O_RDWR | O_CLOEXEC);
	void *shared = mmap(NULL, sizeof *counter, PROT_READ | PROT_WRITE,
	    MAP_SHARED, fd, 0);
	close(fd);
	if (shared == MAP_FAILED)
		abort();
	counter = shared;
}

static bool
is_time(void)
{
	const char *at = getenv("KILL_AT");
	return at && counter && atomic_fetch_add(counter, 1) + 1 == atoi(at);
}

static void
die(void)
{
	kill(0, SIGKILL);
	for (;;)
		pause();
}

static void
count(void)
{
	if (is_time())
		die();
}

#define OPENING(name)                                                          \
	int name(const char *path, int flags, ...)                             \
	{                                                                      \
		mode_t mode = 0;                                               \
		if (flags & (O_CREAT | O_TMPFILE)) {                           \
			va_list arguments;                                     \
			va_start(arguments, flags);                            \
			mode = va_arg(arguments, mode_t);                      \
			va_end(arguments);                                     \
			count();                                               \
		}                                                              \
		return REAL(int (*)(const char *, int, ...), name)(            \
		    path, flags, mode);                                        \
	}
OPENING(open)
OPENING(open64)

#define COUNTED(result, name, parameters, ...)                                 \
	result name parameters                                                 \
	{                                                                      \
		count();                                                       \
		return REAL(result(*) parameters, name)(__VA_ARGS__);          \
	}

COUNTED(int, mkdir, (const char *path, mode_t mode), path, mode)
COUNTED(int, fsync, (int fd), fd)
COUNTED(int, rename, (const char *from, const char *to), from, to)
COUNTED(int, unlink, (const char *path), path)
COUNTED(int, unlinkat, (int fd, const char *path, int flags), fd, path, flags)
COUNTED(int, ftruncate, (int fd, off_t len), fd, len)

ssize_t
write(int fd, const void *bytes, size_t len)
{
	ssize_t (*real)(int, const void *, size_t) =
	    REAL(ssize_t(*)(int, const void *, size_t), write);
	if (is_time()) {
		real(fd, bytes, len / 2);
		die();
	}
	return real(fd, bytes, len);
}

ssize_t
pwrite64(int fd, const void *bytes, size_t len, off64_t at)
{
	ssize_t (*real)(int, const void *, size_t, off64_t) =
	    REAL(ssize_t(*)(int, const void *, size_t, off64_t), pwrite64);
	if (is_time()) {
		real(fd, bytes, len / 2, at);
		die();
	}
	return real(fd, bytes, len, at);
}
