#include "base/sink.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"

#define BUFFER_SIZE ((size_t)256 * 1024)

struct sink {
	char *name;
	char *partial, *folder; /* of a path, otherwise NULL */
	struct strbuf *memory; /* otherwise NULL */
	size_t start; /* the memory's length before us */
	int fd; /* -1: none */
	int error;
	bool passing; /* nobody wants it after a power cut */
	bool settled, placed; /* the way of a path's file */
	bool was_there; /* another of its name */
	size_t used;
	char *buffer;
};

static char *
dup_with(const char *path, const char *end)
{
	size_t len = strlen(path), more = strlen(end);
	char *copy = mem_new(len + more + 1, 1);
	memcpy(copy, path, len);
	memcpy(copy + len, end, more);
	return copy;
}

static char *
dup_folder(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *folder = dup_with(slash ? path : ".", "");
	if (slash)
		folder[slash == path ? 1 : slash - path] = '\0';
	return folder;
}

static struct sink *
new_sink(const char *name)
{
	struct sink *sink = mem_new(1, sizeof *sink);
	sink->name = dup_with(name, "");
	sink->fd = -1;
	return sink;
}

struct sink *
sink_to_path(const char *path)
{
	struct sink *sink = new_sink(path);
	sink->partial = dup_with(path, SINK_PARTIAL);
	sink->folder = dup_folder(path);
	sink->buffer = mem_new(BUFFER_SIZE, 1);
	return sink;
}

struct sink *
sink_to_passing(const char *path)
{
	struct sink *sink = sink_to_path(path);
	sink->passing = true;
	return sink;
}

/* Once there is something to write: no memory is asked for from then on. */
static void
open_file(struct sink *sink)
{
	if (!sink->partial || sink->fd >= 0 || sink->error)
		return;
	sink->fd = open(sink->partial,
	    O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (sink->fd < 0)
		sink->error = errno;
}

struct sink *
sink_to_memory(struct strbuf *to)
{
	struct sink *sink = new_sink("");
	sink->memory = to;
	sink->start = to->len;
	return sink;
}

struct sink *
sink_to_descriptor(int fd, const char *name)
{
	struct sink *sink = new_sink(name);
	sink->buffer = mem_new(BUFFER_SIZE, 1);
	sink->fd = fd;
	return sink;
}

static void
free_sink(struct sink *sink)
{
	if (sink->partial && sink->fd >= 0)
		close(sink->fd);
	free(sink->name);
	free(sink->partial);
	free(sink->folder);
	free(sink->buffer);
	free(sink);
}

/* write() in a thread that no SIGPIPE ends, whatever others do with it. */
static ssize_t
write_quietly(int fd, const char *at, size_t len)
{
	static const struct timespec at_once = {0, 0};
	sigset_t pipe, before, pending;
	sigemptyset(&pipe);
	sigaddset(&pipe, SIGPIPE);
	sigpending(&pending);
	bool was_pending = sigismember(&pending, SIGPIPE);
	pthread_sigmask(SIG_BLOCK, &pipe, &before);
	ssize_t put = write(fd, at, len);
	int error = errno;
	if (put < 0 && error == EPIPE && !was_pending)
		sigtimedwait(&pipe, NULL, &at_once);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	errno = error;
	return put;
}

/* Whether a write that failed with this is worth another try. */
static bool
is_passing(int fd, int error)
{
	if (error == EAGAIN || error == EWOULDBLOCK) {
		struct pollfd room = {.fd = fd, .events = POLLOUT};
		return poll(&room, 1, -1) >= 0 || errno == EINTR;
	}
	return error == EINTR;
}

static void
write_out(struct sink *sink, const char *at, size_t len)
{
	open_file(sink);
	while (len && !sink->error) {
		ssize_t put = sink->partial ? write(sink->fd, at, len)
					    : write_quietly(sink->fd, at, len);
		if (put < 0) {
			int error = errno;
			if (!is_passing(sink->fd, error))
				sink->error = error;
			continue;
		}
		at += put;
		len -= (size_t)put;
	}
}

static void
flush(struct sink *sink)
{
	write_out(sink, sink->buffer, sink->used);
	sink->used = 0;
}

void
sink_write(struct sink *sink, struct slice bytes)
{
	if (sink->memory) {
		strbuf_add(sink->memory, bytes);
		return;
	}
	if (bytes.len >= BUFFER_SIZE - sink->used) {
		flush(sink);
		if (bytes.len >= BUFFER_SIZE) {
			write_out(sink, bytes.at, bytes.len);
			return;
		}
	}
	if (bytes.len)
		memcpy(sink->buffer + sink->used, bytes.at, bytes.len);
	sink->used += bytes.len;
}

int
sink_error(const struct sink *sink)
{
	return sink->error;
}

const char *
sink_name(const struct sink *sink)
{
	return sink->name;
}

const char *
sink_file(struct sink *sink)
{
	open_file(sink);
	return sink->fd >= 0 ? sink->partial : NULL;
}

/* A file moved over a device or a pipe would take its place for everybody. */
static bool
may_be_replaced(const char *name)
{
	struct stat st;
	if (lstat(name, &st) != 0 || S_ISREG(st.st_mode) || S_ISLNK(st.st_mode))
		return true;
	errno = EEXIST;
	return false;
}

/* All bytes are on the disk, under the name of the unfinished file. */
static void
settle(struct sink *sink)
{
	if (!sink->memory)
		flush(sink);
	open_file(sink); /* of nothing, too */
	if (!sink->partial || sink->fd < 0)
		return;
	if (!sink->error && !sink->passing && fsync(sink->fd) != 0)
		sink->error = errno;
	if (close(sink->fd) != 0 && !sink->error)
		sink->error = errno;
	sink->fd = -1;
	sink->settled = true;
}

/* A folder that is unfinished itself is synced by whoever gives it its name. */
static bool
is_synced_later(const char *name)
{
	return strstr(name, ".partial/");
}

static void
give_name(struct sink *sink)
{
	struct stat st;
	sink->was_there = lstat(sink->name, &st) == 0;
	if ((!sink->was_there && errno != ENOENT) ||
	    !may_be_replaced(sink->name) ||
	    rename(sink->partial, sink->name) != 0)
		sink->error = errno;
	sink->placed = !sink->error;
}

/* The file has its name, and keeps it whatever happens to the power. What can
 * be told before it has it is asked before. */
static void
place(struct sink *sink)
{
	if (!sink->settled)
		return;
	if (sink->passing || is_synced_later(sink->name)) {
		give_name(sink);
		return;
	}
	int folder = open(sink->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (folder < 0) {
		sink->error = errno;
		return;
	}
	give_name(sink);
	if (sink->placed && fsync(folder) != 0)
		sink->error = errno;
	close(folder);
}

static bool replaced; /* by what failed */

/* What was there before cannot come back, and stays as it is now. */
static void
take_back(struct sink *sink)
{
	if (sink->settled && !sink->placed)
		unlink(sink->partial);
	if (sink->placed && !sink->was_there)
		unlink(sink->name);
	replaced = replaced || (sink->placed && sink->was_there);
}

void
sink_note_replaced(void)
{
	replaced = true;
}

bool
sink_has_replaced(void)
{
	return replaced;
}

bool
sink_finish_all(struct sink **sinks, size_t count, struct diag *diag)
{
	const struct sink *bad = NULL;
	for (size_t i = 0; i < count; i++) {
		settle(sinks[i]);
		bad = !bad && sinks[i]->error ? sinks[i] : bad;
	}
	for (size_t i = 0; i < count && !bad; i++) {
		place(sinks[i]);
		bad = sinks[i]->error ? sinks[i] : NULL;
	}
	if (bad)
		file_report(diag, bad->name, bad->error);
	for (size_t i = 0; i < count; i++) {
		if (bad)
			take_back(sinks[i]);
		free_sink(sinks[i]);
	}
	return !bad;
}

bool
sink_finish(struct sink *sink, struct diag *diag)
{
	return sink_finish_all(&sink, 1, diag);
}

void
sink_abort(struct sink *sink)
{
	if (!sink)
		return;
	if (sink->partial && sink->fd >= 0)
		unlink(sink->partial);
	if (sink->memory)
		sink->memory->len = sink->start;
	free_sink(sink);
}

bool
sink_end(struct sink *sink, bool whole, struct diag *diag)
{
	if (whole)
		return sink_finish(sink, diag);
	if (sink->error)
		file_report(diag, sink->name, sink->error);
	sink_abort(sink);
	return false;
}
