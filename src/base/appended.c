#include "base/appended.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/sink.h"

static void
name_all(struct appended *appended, const char *path)
{
	const char *slash = strrchr(path, '/');
	size_t len = strlen(path) + sizeof SINK_PARTIAL;
	*appended = (struct appended){.fd = -1, .folder_fd = -1};
	appended->path = mem_new(len, 1);
	appended->partial = mem_new(len, 1);
	appended->folder = mem_new(len, 1);
	snprintf(appended->path, len, "%s", path);
	snprintf(appended->partial, len, "%s" SINK_PARTIAL, path);
	snprintf(appended->folder, len, "%.*s",
	    slash ? (int)(slash - path) + (slash == path) : 1,
	    slash ? path : ".");
}

static bool
lock(int fd)
{
	int answer;
	do
		answer = flock(fd, LOCK_EX);
	while (answer != 0 && errno == EINTR);
	return answer == 0;
}

/* Whether it is what the path names: who had it before may have removed it. */
static bool
is_of_path(const struct appended *appended, int fd)
{
	struct stat ours, theirs;
	return fstat(fd, &ours) == 0 && lstat(appended->path, &theirs) == 0 &&
	       ours.st_dev == theirs.st_dev && ours.st_ino == theirs.st_ino;
}

/* The file locked; true with fd -1 where there is none, or no longer. */
static bool
open_file(struct appended *appended)
{
	int fd = open(appended->path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0)
		return errno == ENOENT;
	appended->fd = fd;
	if (!lock(fd))
		return false;
	if (is_of_path(appended, fd))
		return true;
	close(fd);
	appended->fd = -1;
	return true;
}

bool
appended_open(struct appended *appended, const char *path)
{
	name_all(appended, path);
	if (!open_file(appended))
		return false;
	if (appended->fd >= 0)
		return true;
	appended->folder_fd =
	    open(appended->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (appended->folder_fd < 0 || !lock(appended->folder_fd))
		return false;
	/* it may have come while we waited */
	return open_file(appended);
}

static bool
write_all(int fd, struct slice text)
{
	while (text.len) {
		ssize_t put = write(fd, text.at, text.len);
		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return false;
		text = slice_from(text, (size_t)put);
	}
	return true;
}

/* Locked before anybody can open it. */
static bool
make_file(struct appended *appended, struct slice text)
{
	int fd = open(appended->partial,
	    O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
	bool ok = fd >= 0 && lock(fd) && write_all(fd, text) &&
		  fsync(fd) == 0 &&
		  rename(appended->partial, appended->path) == 0;
	if (ok) {
		appended->fd = fd;
		appended->made = true;
		return fsync(appended->folder_fd) == 0;
	}
	int error = errno;
	if (fd >= 0) {
		unlink(appended->partial);
		close(fd);
	}
	errno = error;
	return false;
}

bool
appended_cut(struct appended *appended, off_t end)
{
	if (appended->fd < 0)
		return true;
	if (appended->made && end == 0) {
		bool ok = unlink(appended->path) == 0;
		close(appended->fd);
		appended->fd = -1;
		appended->made = false;
		return ok && fsync(appended->folder_fd) == 0;
	}
	return ftruncate(appended->fd, end) == 0 && fsync(appended->fd) == 0;
}

bool
appended_add(struct appended *appended, off_t end, struct slice text)
{
	bool ok = appended->fd < 0
		      ? make_file(appended, text)
		      : ftruncate(appended->fd, end) == 0 &&
			    lseek(appended->fd, end, SEEK_SET) == end &&
			    write_all(appended->fd, text) &&
			    fsync(appended->fd) == 0;
	if (!ok) {
		int error = errno;
		appended_cut(appended, end);
		errno = error;
	}
	return ok;
}

bool
appended_change(struct appended *appended, off_t at, struct slice text)
{
	return lseek(appended->fd, at, SEEK_SET) == at &&
	       write_all(appended->fd, text) && fsync(appended->fd) == 0;
}

void
appended_close(struct appended *appended)
{
	if (appended->fd >= 0)
		close(appended->fd);
	if (appended->path && appended->folder_fd >= 0)
		close(appended->folder_fd);
	free(appended->path);
	free(appended->partial);
	free(appended->folder);
	*appended = (struct appended){.fd = -1, .folder_fd = -1};
}
