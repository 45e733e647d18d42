#include "specimen/pictures.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "specimen/messages.h"

#define NO_PROGRAM 127

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
	_exit(NO_PROGRAM);
}

/* Its exit code; -1 where it did not come to one. */
static int
render(const char *pdf, const char *pages)
{
	int status = 0;
	pid_t child = fork();
	if (child == 0)
		become_renderer(pdf, pages);
	if (child < 0)
		return -1;
	while (waitpid(child, &status, 0) < 0) {
		if (errno != EINTR)
			return -1;
	}
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

bool
specimen_make_pictures(const char *pdf, const char *folder, struct diag *diag)
{
	struct arena *mem = arena_new();
	bool ok = folder_make(folder, diag);
	int code = ok ? render(pdf, path_join(mem, folder, "prov")) : 0;
	arena_free(mem);
	if (code) {
		REPORT(diag, NO_SPAN,
		    code == NO_PROGRAM ? &specimen_no_pdftoppm
				       : &specimen_no_pictures,
		    NO_ARGS);
		folder_remove(folder, diag);
		return false;
	}
	return ok && folder_sync(folder, diag);
}
