#include "base/fault.h"

#include <errno.h>
#include <unistd.h>

#include "base/file.h"
#include "base/messages.h"

bool
fault_is(int error)
{
	static const int mended[] = {ENOENT, ENOTDIR, EACCES, EPERM, EISDIR,
	    ELOOP, ENAMETOOLONG, EINVAL, ENXIO, ENODEV, EAGAIN};
	for (size_t i = 0; i < sizeof mended / sizeof *mended; i++) {
		if (mended[i] == error)
			return false;
	}
	return error != 0;
}

void
fault_report_unread(
    struct diag *diag, struct span asked, const char *path, int error)
{
	const char *why = strerror(error);
	if (fault_is(error))
		REPORT(diag, asked, &base_read_failed, ARGS(path, why));
	else
		REPORT(diag, asked, &base_cannot_read, ARGS(path, why));
}

/* No stdio and no gettext, as in base/memory.c. */
_Noreturn void
fault_end(const char *path, int error)
{
	const char *const parts[] = {
	    "utskick: ", path, ": ", strerrordesc_np(error), "\n"};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		ssize_t ignored =
		    parts[i] ? write(STDERR_FILENO, parts[i], strlen(parts[i]))
			     : 0;
		(void)ignored;
	}
	_exit(4);
}

static bool
is_there(int answer, const char *path)
{
	if (answer != 0 && fault_is(errno))
		fault_end(path, errno);
	return answer == 0;
}

bool
fault_stat(const char *path, struct stat *st)
{
	return is_there(stat(path, st), path);
}

bool
fault_lstat(const char *path, struct stat *st)
{
	return is_there(lstat(path, st), path);
}

int
fault_open(const char *path)
{
	int fd = file_open(path);
	if (fd < 0 && fault_is(errno))
		fault_end(path, errno);
	return fd;
}

DIR *
fault_opendir(const char *path)
{
	DIR *dir = opendir(path);
	if (!dir && fault_is(errno))
		fault_end(path, errno);
	return dir;
}

struct dirent *
fault_next_name(DIR *dir)
{
	errno = 0;
	return readdir(dir);
}

struct dirent *
fault_readdir(DIR *dir)
{
	struct dirent *entry = fault_next_name(dir);
	if (!entry && errno)
		fault_end("readdir", errno);
	return entry;
}

static ssize_t
read_on(int fd, char *to, size_t len, off_t at)
{
	size_t done = 0;
	while (done < len) {
		ssize_t got =
		    at < 0 ? read(fd, to + done, len - done)
			   : pread(fd, to + done, len - done, at + (off_t)done);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -1;
		if (got == 0)
			break;
		done += (size_t)got;
	}
	return (ssize_t)done;
}

ssize_t
fault_read(int fd, void *to, size_t len)
{
	return read_on(fd, to, len, -1);
}

ssize_t
fault_read_at(int fd, void *to, size_t len, off_t at)
{
	return read_on(fd, to, len, at);
}

bool
fault_write(int fd, struct slice bytes)
{
	while (bytes.len) {
		ssize_t put = write(fd, bytes.at, bytes.len);
		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return false;
		bytes = slice_from(bytes, (size_t)put);
	}
	return true;
}
