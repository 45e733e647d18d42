#undef _FILE_OFFSET_BITS /* fopen and fopen64 are two names here */
#include "manifest/streams.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* What one of the functions below and libc's own of the same name are. */
typedef FILE *fdopen_function(int, const char *);
typedef FILE *fopen_function(const char *, const char *);

static unsigned watching;
static int first_error;

void
streams_watch(void)
{
	if (!watching++)
		first_error = 0;
}

void
streams_release(void)
{
	watching--;
}

int
streams_error(void)
{
	return first_error;
}

static void
keep(int error)
{
	if (!first_error)
		first_error = error ? error : EIO;
}

/* ---- a stream's four functions (fopencookie(3)); the cookie is a descriptor */

static int
descriptor(void *cookie)
{
	return (int)(intptr_t)cookie;
}

static ssize_t
read_on(void *cookie, char *to, size_t len)
{
	ssize_t got;
	do
		got = read(descriptor(cookie), to, len);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		keep(errno);
	return got;
}

static ssize_t
write_on(void *cookie, const char *from, size_t len)
{
	size_t done = 0;
	while (done < len) {
		ssize_t put =
		    write(descriptor(cookie), from + done, len - done);
		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0) {
			keep(errno);
			return 0;
		}
		done += (size_t)put;
	}
	return (ssize_t)done;
}

static int
seek_on(void *cookie, off64_t *at, int from)
{
	off64_t now = lseek64(descriptor(cookie), *at, from);
	if (now < 0) {
		keep(errno);
		return -1;
	}
	*at = now;
	return 0;
}

static int
close_on(void *cookie)
{
	if (close(descriptor(cookie)) == 0)
		return 0;
	keep(errno);
	return EOF;
}

static FILE *
open_on(int fd, const char *mode)
{
	const cookie_io_functions_t functions = {
	    read_on, write_on, seek_on, close_on};
	return fopencookie((void *)(intptr_t)fd, mode, functions);
}

/* ---- in place of stdio's */

FILE *
fdopen(int fd, const char *mode)
{
	fdopen_function *theirs = NULL;
	if (watching)
		return open_on(fd, mode);
	*(void **)&theirs = dlsym(RTLD_NEXT, "fdopen");
	return theirs ? theirs(fd, mode) : NULL;
}

static int
flags_of(const char *mode)
{
	int how = strchr(mode, '+') ? O_RDWR
		  : mode[0] == 'r'  ? O_RDONLY
				    : O_WRONLY;
	if (mode[0] == 'w')
		how |= O_CREAT | O_TRUNC;
	if (mode[0] == 'a')
		how |= O_CREAT | O_APPEND;
	return how | O_CLOEXEC;
}

static FILE *
open_path(const char *path, const char *mode, const char *name)
{
	fopen_function *theirs = NULL;
	if (watching) {
		int fd = open(path, flags_of(mode), 0600);
		if (fd < 0)
			keep(errno);
		return fd < 0 ? NULL : open_on(fd, mode);
	}
	*(void **)&theirs = dlsym(RTLD_NEXT, name);
	return theirs ? theirs(path, mode) : NULL;
}

FILE *
fopen(const char *path, const char *mode)
{
	return open_path(path, mode, "fopen");
}

FILE *
fopen64(const char *path, const char *mode)
{
	return open_path(path, mode, "fopen64");
}
