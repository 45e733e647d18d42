#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/messages.h"
#include "base/sink.h"
#include "base/suggest.h"

const char *
path_join(struct arena *arena, const char *folder, const char *name)
{
	if (name[0] == '/' || !folder[0])
		return arena_dup_text(arena, slice_view(name));
	const char *slash = slice_ends(slice_view(folder), "/") ? "" : "/";
	return arena_print(arena, "%s%s%s", folder, slash, name).at;
}

const char *
path_folder(struct arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');
	if (!slash)
		return ".";
	if (slash == path)
		return "/";
	return arena_dup_text(
	    arena, (struct slice){path, (size_t)(slash - path)});
}

const char *
path_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

bool
path_is_below(const char *path, const char *folder)
{
	char *real = realpath(path, NULL), *within = realpath(folder, NULL);
	size_t len = within ? strlen(within) : 0;
	if (len && within[len - 1] == '/')
		len--; /* the root itself */
	bool below = real && within && strncmp(real, within, len) == 0 &&
		     (real[len] == '/' || real[len] == '\0');
	free(real);
	free(within);
	return below;
}

bool
path_ends_in(const char *path, const char *const *ends)
{
	const char *name = path_name(path);
	size_t len = strlen(name);
	for (; *ends; ends++) {
		size_t end = strlen(*ends);
		if (len > end && strcasecmp(name + len - end, *ends) == 0)
			return true;
	}
	return false;
}

bool
file_exists(const char *path)
{
	struct stat st;
	return fault_stat(path, &st) && S_ISREG(st.st_mode);
}

bool
folder_exists(const char *path)
{
	struct stat st;
	return fault_stat(path, &st) && S_ISDIR(st.st_mode);
}

bool
path_is_taken(const char *path)
{
	struct stat st;
	return fault_lstat(path, &st);
}

void
file_report(struct diag *diag, const char *path, int error)
{
	REPORT(diag, NO_SPAN, &base_cannot_write,
	    ARGS(path, (const char *)strerror(error)));
}

void
file_report_unread(
    struct diag *diag, struct span asked, const char *path, int error)
{
	if (error == EINVAL) {
		/* file_open: it is not a regular one */
		REPORT(diag, asked, &base_cannot_read,
		    ARGS(path, argument_wording(N_(
				   "it is a pipe or a device, not a file"))));
		return;
	}
	if (error != ENOENT) {
		fault_report_unread(diag, asked, path, error);
		return;
	}
	REPORT(diag, asked, &base_no_such_file, ARGS(path));
	struct arena *mem = arena_new();
	size_t count = 0;
	const char **names = folder_list(mem, path_folder(mem, path), &count);
	struct suggestion best = suggestion_start(slice_view(path_name(path)));
	for (size_t i = 0; i < count; i++)
		suggestion_offer(&best, slice_view(names[i]));
	if (best.nearest.len)
		HINT(diag, &base_did_you_mean, ARGS(best.nearest));
	arena_free(mem);
}

static bool
read_all(int fd, char *to, size_t len)
{
	ssize_t got = fault_read(fd, to, len);
	if (got >= 0)
		errno = EIO; /* it has become shorter */
	return got == (ssize_t)len;
}

int
file_open(const char *path)
{
	struct stat st = {0};
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return fd;
	int error = fstat(fd, &st) == 0 ? 0 : errno;
	if (!error && S_ISREG(st.st_mode))
		return fd;
	close(fd);
	errno = error ? error : S_ISDIR(st.st_mode) ? EISDIR : EINVAL;
	return -1;
}

bool
file_read(struct arena *job_mem, const char *path, enum input_role role,
    size_t limit, struct diag *diag, struct span asked, struct slice *text)
{
	struct stat st;
	bool ok = false;
	int fd = file_open(path);
	if (fd < 0 || fstat(fd, &st) != 0) {
		file_report_unread(diag, asked, path, errno);
		goto out;
	}
	if ((size_t)st.st_size > limit) {
		REPORT(diag, asked, &base_too_large, ARGS(path, limit));
		goto out;
	}
	char *bytes = arena_raw(job_mem, (size_t)st.st_size + 1);
	if (!read_all(fd, bytes, (size_t)st.st_size)) {
		file_report_unread(diag, asked, path, errno);
		goto out;
	}
	bytes[st.st_size] = '\0';
	*text = (struct slice){bytes, (size_t)st.st_size};
	ok = inputs_add_bytes(diag, role, path, *text);
out:
	if (fd >= 0)
		close(fd);
	return ok;
}

const char *
folder_of_temporary(void)
{
	const char *asked = getenv("TMPDIR");
	return asked && *asked ? asked : "/tmp";
}

int
file_make_nameless(const char *folder, const char **used)
{
	if (!folder)
		folder = folder_of_temporary();
	*used = folder;
	int file = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (file >= 0)
		return file;
	struct strbuf path = {0};
	strbuf_print(&path, "%s/utskick-XXXXXX", folder);
	strbuf_text(&path);
	file = mkostemp(path.at, O_CLOEXEC);
	if (file >= 0)
		unlink(path.at);
	strbuf_fini(&path);
	return file;
}

bool
file_write_whole(const char *path, struct slice text, struct diag *diag)
{
	struct sink *sink = sink_to_path(path);
	sink_write(sink, text);
	return sink_finish(sink, diag);
}

bool
file_may_replace(const char *path, struct diag *diag)
{
	struct stat st;
	if (lstat(path, &st) != 0 || !S_ISLNK(st.st_mode))
		return true;
	REPORT(diag, NO_SPAN, &base_is_link, ARGS(path_name(path)));
	HINT(diag, &base_is_link_hint, NO_ARGS);
	return false;
}

static bool
sync_path(const char *path, int flags, bool own, struct diag *diag)
{
	int fd = open(path, flags | O_CLOEXEC);
	bool ok = fd >= 0 && (!own || fchmod(fd, 0600) == 0) && fsync(fd) == 0;
	if (!ok)
		file_report(diag, path, errno);
	if (fd >= 0)
		close(fd);
	return ok;
}

bool
file_settle(const char *path, struct diag *diag)
{
	return sync_path(path, O_RDWR, true, diag);
}

bool
folder_sync(const char *path, struct diag *diag)
{
	return sync_path(path, O_RDONLY | O_DIRECTORY, false, diag);
}

static bool sync_below(struct arena *mem, const char *path, struct diag *diag);

static bool
sync_entry(struct arena *mem, const char *path, const struct dirent *entry,
    struct diag *diag)
{
	const char *name = entry->d_name;
	if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0 ||
	    (entry->d_type != DT_DIR && entry->d_type != DT_UNKNOWN))
		return true;
	const char *below = path_join(mem, path, name);
	return (entry->d_type == DT_UNKNOWN && !folder_exists(below)) ||
	       sync_below(mem, below, diag);
}

static bool
sync_below(struct arena *mem, const char *path, struct diag *diag)
{
	DIR *dir = opendir(path);
	if (!dir) {
		file_report(diag, path, errno);
		return false;
	}
	bool ok = true;
	errno = 0;
	for (struct dirent *e = readdir(dir); e && ok; e = readdir(dir)) {
		ok = sync_entry(mem, path, e, diag);
		errno = 0;
	}
	if (ok && errno != 0) {
		file_report(diag, path, errno);
		ok = false;
	}
	closedir(dir);
	return ok && folder_sync(path, diag);
}

bool
folder_sync_all(const char *path, struct diag *diag)
{
	struct arena *mem = arena_new();
	bool ok = sync_below(mem, path, diag);
	arena_free(mem);
	return ok;
}

static bool
sync_parent(const char *path, struct diag *diag)
{
	struct arena *mem = arena_new();
	bool ok = folder_sync(path_folder(mem, path), diag);
	arena_free(mem);
	if (!ok)
		rmdir(path); /* what failed leaves no result */
	return ok;
}

static bool
make_folder(const char *path, bool lasting, struct diag *diag)
{
	if (mkdir(path, 0700) == 0)
		return !lasting || sync_parent(path, diag);
	if (errno == EEXIST && folder_exists(path))
		return true;
	if (errno == ENOENT) {
		struct arena *mem = arena_new();
		const char *parent = path_folder(mem, path);
		bool made = strcmp(parent, path) != 0 &&
			    make_folder(parent, lasting, diag);
		arena_free(mem);
		if (!made)
			return false;
		if (mkdir(path, 0700) == 0)
			return !lasting || sync_parent(path, diag);
		if (errno == EEXIST)
			return true;
	}
	file_report(diag, path, errno);
	return false;
}

bool
folder_make(const char *path, struct diag *diag)
{
	return make_folder(path, false, diag);
}

bool
folder_make_lasting(const char *path, struct diag *diag)
{
	return make_folder(path, true, diag);
}

/* A network may lose the answer of what it has done, and say of its second try
 * that nothing is there to be renamed. */
static bool
is_at(const char *path, const struct stat *moved)
{
	struct stat there;
	return lstat(path, &there) == 0 && there.st_dev == moved->st_dev &&
	       there.st_ino == moved->st_ino;
}

/* An empty folder, or file, that only one can make. */
static bool
claim(const char *path, bool folder)
{
	if (folder)
		return mkdir(path, 0700) == 0;
	int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	return file >= 0 && close(file) == 0;
}

/*
 * Network folders know no RENAME_NOREPLACE. There an empty one of its kind claims
 * the name, and a rename may replace that (POSIX rename).
 */
static bool
rename_claimed(const char *from, const char *to, const struct stat *moved)
{
	bool folder = S_ISDIR(moved->st_mode);
	if (!claim(to, folder))
		return false;
	if (rename(from, to) == 0 || is_at(to, moved))
		return true;
	int error = errno;
	unlinkat(AT_FDCWD, to, folder ? AT_REMOVEDIR : 0);
	errno = error;
	return false;
}

static bool
rename_new(const char *from, const char *to)
{
	struct stat moved;
	if (lstat(from, &moved) != 0)
		return false;
	if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
		return true;
	if (errno == EINVAL || errno == ENOSYS)
		return rename_claimed(from, to, &moved);
	int error = errno;
	bool is_there = is_at(to, &moved);
	errno = error;
	return is_there;
}

bool
folder_move(const char *from, const char *to, struct diag *diag)
{
	if (!rename_new(from, to)) {
		if (errno == EEXIST || errno == ENOTEMPTY) {
			REPORT(diag, NO_SPAN, &base_folder_exists, ARGS(to));
			HINT(diag, &base_other_folder, NO_ARGS);
		} else {
			file_report(diag, to, errno);
		}
		return false;
	}
	struct arena *mem = arena_new();
	bool ok = folder_sync(path_folder(mem, to), diag);
	arena_free(mem);
	if (!ok)
		rename_new(to, from); /* what failed leaves no result */
	return ok;
}

static bool
remove_below(int parent, const char *name)
{
	if (unlinkat(parent, name, 0) == 0)
		return true;
	int fd = openat(
	    parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
	if (!dir) {
		if (fd >= 0)
			close(fd);
		return errno == ENOENT;
	}
	bool ok = true;
	for (struct dirent *e = readdir(dir); e; e = readdir(dir)) {
		if (strcmp(e->d_name, ".") && strcmp(e->d_name, ".."))
			ok = remove_below(dirfd(dir), e->d_name) && ok;
	}
	closedir(dir);
	return unlinkat(parent, name, AT_REMOVEDIR) == 0 && ok;
}

bool
folder_remove(const char *path, struct diag *diag)
{
	/* once more: what is left of it is personal data lying about */
	if (remove_below(AT_FDCWD, path) || remove_below(AT_FDCWD, path))
		return true;
	file_report(diag, path, errno);
	return false;
}

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char **
folder_list(struct arena *arena, const char *path, size_t *count)
{
	size_t found = 0, room = 0;
	const char **names = arena_grow(arena, NULL, &room, 1, sizeof *names);
	DIR *dir = fault_opendir(path);
	for (struct dirent *e = dir ? fault_readdir(dir) : NULL; e;
	     e = fault_readdir(dir)) {
		if (e->d_name[0] == '.' ||
		    !file_exists(path_join(arena, path, e->d_name)))
			continue;
		names =
		    arena_grow(arena, names, &room, found + 2, sizeof *names);
		names[found++] = arena_dup_text(arena, slice_view(e->d_name));
	}
	if (dir)
		closedir(dir);
	qsort(names, found, sizeof *names, compare_names);
	names[found] = NULL;
	if (count)
		*count = found;
	return names;
}
