/*
 * Preloaded into utskick by tests/e2e/network.py: folders of a network. No rename
 * can ask that nothing is replaced, as on NFS before version 4.2. Of the rename
 * to a path that ends in NETWORK_LOST the answer is lost, and what comes is that
 * of the second try; before one to a path that ends in NETWORK_STOPS the process
 * stops.
 */
#undef _FORTIFY_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static bool
ends(const char *path, const char *variable)
{
	const char *end = getenv(variable);
	size_t len = strlen(path), wanted = end ? strlen(end) : 0;
	return end && len >= wanted && strcmp(path + len - wanted, end) == 0;
}

int
rename(const char *from, const char *to)
{
	long done = syscall(SYS_renameat2, -100, from, -100, to, 0);
	if (done == 0 && ends(to, "NETWORK_LOST")) {
		errno = ENOENT;
		return -1;
	}
	return (int)done;
}

int
renameat2(int from_folder, const char *from, int to_folder, const char *to,
    unsigned flags)
{
	if (ends(to, "NETWORK_STOPS"))
		raise(SIGSTOP);
	if (flags) {
		errno = EINVAL;
		return -1;
	}
	return (int)syscall(
	    SYS_renameat2, from_folder, from, to_folder, to, flags);
}
