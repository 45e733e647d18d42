/*
 * Preloaded into utskick by tests/e2e/dropped.py: as soon as a folder is made
 * whose path ends in DROP_IN, something lies in it that the program did not
 * make: DROP_NAME, a file, or a folder where the name ends in '/'.
 */
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef int making(const char *path, mode_t mode);

static void
drop(making *make, const char *folder, const char *name)
{
	char path[4096];
	size_t len = strlen(name);
	snprintf(path, sizeof path, "%s/%s", folder, name);
	if (len && name[len - 1] == '/') {
		make(path, 0700);
		return;
	}
	int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	if (fd >= 0)
		close(fd);
}

int
mkdir(const char *path, mode_t mode)
{
	making *make = __extension__(making *) dlsym(RTLD_NEXT, "mkdir");
	const char *in = getenv("DROP_IN"), *name = getenv("DROP_NAME");
	int made = make(path, mode);
	if (made == 0 && in && name && strlen(path) >= strlen(in) &&
	    strcmp(path + strlen(path) - strlen(in), in) == 0)
		drop(make, path, name);
	return made;
}
