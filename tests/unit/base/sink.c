/* The same bytes, wherever they go; an error is reported once. */
#include "base/sink.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "test.h"

#define LINE "0123456789abcdef0123456789abcdef\n"
#define LINES 20000

struct place {
	struct arena *mem;
	struct diag *diag;
	const char *folder;
};

static const char *
in(struct place *at, const char *name)
{
	return path_join(at->mem, at->folder, name);
}

/* Small pieces, and one larger than any buffer. */
static void
fill(struct sink *sink)
{
	static char block[300000];
	memset(block, 'x', sizeof block);
	for (int i = 0; i < LINES; i++)
		sink_write(sink, SLICE(LINE));
	sink_write(sink, (struct slice){block, sizeof block});
	sink_write(sink, (struct slice){NULL, 0});
	sink_write(sink, SLICE("end"));
}

static bool
is_filled(struct slice text)
{
	return text.len == LINES * strlen(LINE) + 300000 + 3 &&
	       slice_starts(text, LINE LINE) && slice_ends(text, "xxend");
}

static struct slice
read_whole(struct place *at, const char *path)
{
	struct slice text = {0};
	file_read(at->mem, path, INPUT_NONE, 1 << 24, at->diag, NO_SPAN, &text);
	return text;
}

static void
test_path(struct place *at)
{
	struct stat st = {0};
	const char *path = in(at, "åäö.txt");
	struct sink *sink = sink_to_path(path);
	fill(sink);
	test_true("not there before it is whole", !file_exists(path));
	test_text("its name", sink_name(sink), path);
	test_text(
	    "its file", sink_file(sink), in(at, "åäö.txt.utskick.partial"));
	test_true("finished", sink_finish(sink, at->diag));
	test_true("every byte", is_filled(read_whole(at, path)));
	test_number(
	    "mode", lstat(path, &st) == 0 ? st.st_mode & 07777 : 0, 0600);
	sink = sink_to_path(path);
	sink_write(sink, SLICE("other"));
	sink_abort(sink);
	test_true(
	    "aborted: the old one stands", is_filled(read_whole(at, path)));
	sink = sink_to_path(path);
	sink_write(sink, SLICE("other"));
	test_true("not whole", !sink_end(sink, false, at->diag));
	test_number("is no error of ours", diag_worst(at->diag), LEVEL_NOTE);
	test_true("nothing beside it",
	    !file_exists(in(at, "åäö.txt.utskick.partial")));
	sink_abort(NULL);
}

/* A library opens the file by its name and fills it. */
static void
test_library(struct place *at)
{
	const char *path = in(at, "library");
	struct sink *sink = sink_to_path(path);
	FILE *file = fopen(sink_file(sink), "w");
	fputs("by another", file);
	fclose(file);
	test_true("finished", sink_finish(sink, at->diag));
	test_slice("it is the file", read_whole(at, path), "by another");
}

static void
test_memory(struct place *at)
{
	struct strbuf to = {0};
	strbuf_add_text(&to, "before ");
	struct sink *sink = sink_to_memory(&to);
	fill(sink);
	test_true("no file", !sink_file(sink));
	sink_abort(sink);
	test_slice("nothing stays", strbuf_view(&to), "before ");
	strbuf_reset(&to);
	sink = sink_to_memory(&to);
	fill(sink);
	test_true("finished", sink_finish(sink, at->diag));
	test_true("every byte", is_filled(strbuf_view(&to)));
	strbuf_fini(&to);
}

struct reader {
	int fd;
	struct strbuf got;
};

/* Slowly, so that the other side has to wait. */
static void *
read_all(void *ctx)
{
	struct reader *reader = ctx;
	ssize_t got;
	do {
		char *room = strbuf_reserve(&reader->got, 4096);
		got = read(reader->fd, room, 4096);
		if (got > 0)
			reader->got.len += (size_t)got;
	} while (got > 0);
	return NULL;
}

static void
test_ends(struct place *at, const char *name, int from, int to)
{
	pthread_t thread;
	struct reader reader = {.fd = from};
	pthread_create(&thread, NULL, read_all, &reader);
	struct sink *sink = sink_to_descriptor(to, name);
	fill(sink);
	test_true(name, sink_finish(sink, at->diag));
	close(to); /* it is ours */
	pthread_join(thread, NULL);
	test_true("every byte", is_filled(strbuf_view(&reader.got)));
	strbuf_fini(&reader.got);
	close(from);
}

static void
test_descriptors(struct place *at)
{
	int ends[2];
	test_number("pipe", pipe(ends), 0);
	test_ends(at, "a pipe", ends[0], ends[1]);
	test_number("socket", socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	test_ends(at, "a socket", ends[0], ends[1]);
	test_number("pipe", pipe(ends), 0);
	fcntl(ends[1], F_SETFL, O_NONBLOCK);
	test_ends(at, "one that does not wait", ends[0], ends[1]);
}

static void
test_reported(struct place *at, const char *name, struct sink *sink, int error,
    bool whole)
{
	diag_reset(at->diag);
	fill(sink);
	test_number(name, sink_error(sink), error);
	test_true("is told at the end", !sink_end(sink, whole, at->diag));
	test_number("once", (long long)diag_count(at->diag), 1);
	test_number("as the system's", diag_worst(at->diag), LEVEL_SYSTEM);
	diag_reset(at->diag);
}

static void
test_errors(struct place *at)
{
	int ends[2], full = open("/dev/full", O_WRONLY | O_CLOEXEC);
	for (int whole = 0; whole < 2; whole++) {
		test_reported(at, "no such folder",
		    sink_to_path(in(at, "none/a")), ENOENT, whole);
		test_reported(at, "a full disk", sink_to_descriptor(full, "x"),
		    ENOSPC, whole);
		test_number("pipe", pipe(ends), 0);
		close(ends[0]);
		test_reported(at, "a reader who has left",
		    sink_to_descriptor(ends[1], "x"), EPIPE, whole);
		close(ends[1]);
	}
	close(full);
	test_number(
	    "a link", symlink("/etc/passwd", in(at, "to.utskick.partial")), 0);
	test_reported(
	    at, "is not followed", sink_to_path(in(at, "to")), ELOOP, true);
	test_true("nor removed", path_is_taken(in(at, "to.utskick.partial")));
}

/* The disk fills up while a file is written. */
static void
test_full_disk(struct place *at)
{
	struct sink *sink = sink_to_path(in(at, "full"));
	test_true("it is open", sink_file(sink));
	int full = open("/dev/full", O_WRONLY | O_CLOEXEC);
	/* The file's descriptor is the lowest below: let it be the full disk */
	test_true("the file's", dup2(full, full - 1) == full - 1);
	test_reported(at, "full", sink, ENOSPC, true);
	test_true("nothing is left",
	    !file_exists(in(at, "full")) &&
		!file_exists(in(at, "full.utskick.partial")));
	close(full);
}

/* What is no file stays what it is. */
static void
test_pipe_in_place(struct place *at)
{
	struct stat st;
	const char *path = in(at, "pipe");
	test_true("a pipe", mkfifo(path, 0600) == 0);
	struct sink *sink = sink_to_path(path);
	sink_write(sink, SLICE("x"));
	test_true("not replaced", !sink_finish(sink, at->diag));
	test_true(
	    "still a pipe", lstat(path, &st) == 0 && S_ISFIFO(st.st_mode));
	diag_reset(at->diag);
}

int
main(void)
{
	char folder[] = "/tmp/utskick-sink-XXXXXX";
	struct sources *sources = sources_new();
	struct place at = {arena_new(), diag_new(sources), mkdtemp(folder)};
	test_path(&at);
	test_library(&at);
	test_memory(&at);
	test_descriptors(&at);
	test_errors(&at);
	test_full_disk(&at);
	test_pipe_in_place(&at);
	folder_remove(folder, at.diag);
	diag_free(at.diag);
	sources_free(sources);
	arena_free(at.mem);
	return test_end();
}
