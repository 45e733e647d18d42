/*
 * Preloaded into utskick by tests/e2e/failing.py: of the calls below the
 * FAIL_AT-th fails, counted over all processes of the run in the file
 * FAIL_COUNTER. Counted are those by which a run makes something.
 */
#undef _FILE_OFFSET_BITS /* open and open64 are two names here */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int open64(const char *path, int flags, ...);

/* The function that is hidden by one of ours. */
#define REAL(type, name) (__extension__(type) dlsym(RTLD_NEXT, #name))

static bool
fails(int error)
{
	static atomic_int *counter;
	const char *at = getenv("FAIL_AT"), *path = getenv("FAIL_COUNTER");
	if (!at || !path)
		return false;
	if (!counter) {
		int (*real)(const char *, int, ...) =
		    REAL(int (*)(const char *, int, ...), open64);
		int fd = real(path, O_RDWR | O_CLOEXEC);
		void *shared = mmap(NULL, sizeof *counter,
		    PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
		close(fd);
		if (shared == MAP_FAILED)
			abort();
		counter = shared;
	}
	if (atomic_fetch_add(counter, 1) + 1 != atoi(at))
		return false;
	errno = error;
	return true;
}

/* Counts of coverage are not the run's. */
static bool
is_counts(const char *path)
{
	const char *end = strrchr(path, '.');
	return end && strcmp(end, ".gcda") == 0;
}

int
open64(const char *path, int flags, ...)
{
	mode_t mode = 0;
	if (flags & (O_CREAT | O_TMPFILE)) {
		va_list arguments;
		va_start(arguments, flags);
		mode = va_arg(arguments, mode_t);
		va_end(arguments);
		if (!is_counts(path) && fails(ENOSPC))
			return -1;
	}
	return REAL(int (*)(const char *, int, ...), open64)(path, flags, mode);
}

int
open(const char *path, int flags, ...)
{
	mode_t mode = 0;
	if (flags & (O_CREAT | O_TMPFILE)) {
		va_list arguments;
		va_start(arguments, flags);
		mode = va_arg(arguments, mode_t);
		va_end(arguments);
		if (!is_counts(path) && fails(ENOSPC))
			return -1;
	}
	return REAL(int (*)(const char *, int, ...), open)(path, flags, mode);
}

#define FAILING(error, name, parameters, ...)                                  \
	int name parameters                                                    \
	{                                                                      \
		if (fails(error))                                              \
			return -1;                                             \
		return REAL(int(*) parameters, name)(__VA_ARGS__);             \
	}

FAILING(ENOSPC, mkdir, (const char *path, mode_t mode), path, mode)
FAILING(EIO, fsync, (int fd), fd)
FAILING(EIO, fdatasync, (int fd), fd)
FAILING(EIO, rename, (const char *from, const char *to), from, to)
FAILING(EMFILE, pipe, (int ends[2]), ends)
FAILING(
    ENOMEM, memfd_create, (const char *name, unsigned int flags), name, flags)
FAILING(EIO, renameat2,
    (int old, const char *from, int new_, const char *to, unsigned int flags),
    old, from, new_, to, flags)

pid_t
fork(void)
{
	if (fails(EAGAIN))
		return -1;
	return REAL(pid_t(*)(void), fork)();
}
