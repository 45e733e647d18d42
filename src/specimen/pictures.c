#include "specimen/pictures.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/file.h"
#include "specimen/messages.h"

#define NO_PROGRAM 127
#define NOT_STARTED 126
#define DRAWN_MOST ((off_t)256 << 20)

/* Says nothing, and leaves files that only we may read. */
static void
become_renderer(const char *pdf, const char *pages)
{
	int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
	umask(0077);
	if (nothing >= 0 && dup2(nothing, 0) >= 0 && dup2(nothing, 1) >= 0 &&
	    dup2(nothing, 2) >= 0)
		execlp("pdftoppm", "pdftoppm", "-r", "100", "-png", pdf, pages,
		    (char *)NULL);
	_exit(errno == ENOENT ? NO_PROGRAM : NOT_STARTED);
}

/* The exit code of a child; -1 where it did not come to one. */
static int
wait_for(pid_t child)
{
	int status = 0;
	if (child < 0)
		return -1;
	while (waitpid(child, &status, 0) < 0) {
		if (errno != EINTR)
			return -1;
	}
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int
render(const char *pdf, const char *pages)
{
	pid_t child = fork();
	if (child == 0)
		become_renderer(pdf, pages);
	return wait_for(child);
}

static void
report(int code, struct diag *diag)
{
	REPORT(diag, NO_SPAN,
	    code == NO_PROGRAM ? &specimen_no_pdftoppm : &specimen_no_pictures,
	    NO_ARGS);
}

bool
specimen_make_pictures(const char *pdf, const char *folder, struct diag *diag)
{
	struct arena *mem = arena_new();
	bool ok = folder_make_lasting(folder, diag);
	int code = ok ? render(pdf, path_join(mem, folder, "prov")) : 0;
	arena_free(mem);
	if (code) {
		report(code, diag);
		folder_remove(folder, diag);
		return false;
	}
	return ok && folder_sync(folder, diag);
}

/* ---- in memory */

/* From its first to its second descriptor, by file of memory. */
static void
become_drawer(const struct pictures_asked *asked, int from, int to)
{
	char first[16], last[16], dots[16];
	int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
	snprintf(first, sizeof first, "%u", asked->first);
	snprintf(last, sizeof last, "%zu", asked->first + asked->most - 1);
	snprintf(dots, sizeof dots, "%u", asked->dots);
	if (nothing >= 0 && dup2(from, 0) >= 0 && dup2(to, 1) >= 0 &&
	    dup2(nothing, 2) >= 0)
		execlp("pdftoppm", "pdftoppm", "-jpeg", "-jpegopt",
		    "quality=90", "-r", dots, "-f", first, "-l", last, "-",
		    (char *)NULL);
	_exit(errno == ENOENT ? NO_PROGRAM : NOT_STARTED);
}

static int
make_memory(struct slice bytes)
{
	int file = memfd_create("pages", MFD_CLOEXEC);
	if (file >= 0 && !fault_write(file, bytes)) {
		close(file);
		return -1;
	}
	if (file >= 0)
		lseek(file, 0, SEEK_SET);
	return file;
}

static bool
read_memory(struct arena *mem, int file, struct slice *bytes)
{
	struct stat st;
	if (fstat(file, &st) != 0 || !st.st_size || st.st_size > DRAWN_MOST)
		return false;
	char *to = arena_raw(mem, (size_t)st.st_size);
	if (fault_read_at(file, to, (size_t)st.st_size, 0) != st.st_size)
		return false;
	*bytes = (struct slice){to, (size_t)st.st_size};
	return true;
}

/* One file ends and the next begins: within one no such signs can stand (ITU-T
 * T.81, B.1.1.2). */
static size_t
cut(struct slice all, struct slice *pictures, size_t most)
{
	size_t count = 0, from = 0;
	for (size_t at = 0; at + 3 < all.len && count + 1 < most; at++) {
		if (memcmp(all.at + at, "\xff\xd9\xff\xd8", 4) != 0)
			continue;
		pictures[count++] = slice_part(all, from, at + 2 - from);
		from = at + 2;
	}
	pictures[count++] = slice_from(all, from);
	return count;
}

bool
specimen_draw_pages(struct arena *mem, const struct pictures_asked *asked,
    struct slice *pictures, size_t *count, struct diag *diag)
{
	int code = -1;
	struct slice all;
	int from = make_memory(asked->pdf);
	int to = memfd_create("pictures", MFD_CLOEXEC);
	if (from >= 0 && to >= 0) {
		pid_t child = fork();
		if (child == 0)
			become_drawer(asked, from, to);
		code = wait_for(child);
	}
	bool ok = !code && read_memory(mem, to, &all);
	if (ok)
		*count = cut(all, pictures, asked->most);
	else
		report(code, diag);
	if (from >= 0)
		close(from);
	if (to >= 0)
		close(to);
	return ok;
}
