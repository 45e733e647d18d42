#include "run/carry.h"

#include <dirent.h>
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/sink.h"

bool
carry_copy(const char *from, const char *to, struct diag *diag)
{
	char buffer[65536];
	ssize_t got;
	int in = file_open(from);
	if (in < 0) {
		file_report(diag, from, errno);
		return false;
	}
	struct sink *sink = sink_to_path(to);
	for (;;) {
		got = read(in, buffer, sizeof buffer);
		if (got > 0)
			sink_write(sink, (struct slice){buffer, (size_t)got});
		else if (got == 0 || errno != EINTR)
			break;
	}
	if (got < 0)
		file_report(diag, from, errno);
	close(in);
	return sink_end(sink, got == 0, diag);
}

/* What link(2) says where names cannot be given, for one reason or another. */
static bool
cannot_link(int error)
{
	return error == EXDEV || error == EPERM || error == EACCES ||
	       error == EMLINK || error == EOPNOTSUPP || error == ENOSYS;
}

bool
carry_file(const char *from, const char *to, struct diag *diag)
{
	if (link(from, to) == 0)
		return true;
	if (cannot_link(errno))
		return carry_copy(from, to, diag);
	file_report(diag, to, errno);
	return false;
}

static bool
carry_entry(const char *from, const char *to, struct diag *diag)
{
	struct stat st;
	if (lstat(from, &st) != 0) {
		file_report(diag, from, errno);
		return false;
	}
	return S_ISDIR(st.st_mode) ? carry_folder(from, to, diag)
				   : carry_file(from, to, diag);
}

bool
carry_folder(const char *from, const char *to, struct diag *diag)
{
	struct arena *mem = arena_new();
	DIR *dir = opendir(from);
	bool ok = dir && folder_make(to, diag);
	if (!dir)
		file_report(diag, from, errno);
	for (struct dirent *e; ok && (e = readdir(dir));) {
		if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
			continue;
		ok = carry_entry(path_join(mem, from, e->d_name),
		    path_join(mem, to, e->d_name), diag);
	}
	if (dir)
		closedir(dir);
	ok = ok && folder_sync(to, diag);
	arena_free(mem);
	return ok;
}
