/* What a confined process may still do: each try in a process of its own. */
#include "base/confine.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "test.h"

enum act {
	WRITE_IN, /* makes a file */
	WRITE_ON, /* opens one that is there, for writing */
	MAKE_IN, /* makes and removes a folder */
	MOVE_IN, /* moves folder/moved to folder/moved-2 */
	REMOVE, /* a file */
	NAMELESS, /* a file without a name, in the folder */
	LINK_IN, /* makes a symbolic link */
	READ, /* a file */
	RUN, /* a program */
	CONNECT, /* to a port of TCP that nobody listens on */
};

static const struct {
	const char *name;
	enum act act;
	const char *path; /* below the test's folder, or absolute */
	bool loose, writes, reads; /* what is wanted: unconfined, by the first
				      ruleset, and by the second */
} cases[] = {
    {"a file in the folder", WRITE_IN, "ours/new", true, true, true},
    {"a file without a name", NAMELESS, "ours", true, true, true},
    {"a folder in the folder", MAKE_IN, "ours/sub", true, true, true},
    {"a file beside it", WRITE_IN, "theirs/new", true, false, false},
    {"a file without a name beside it", NAMELESS, "theirs", true, false, false},
    {"on a file beside it", WRITE_ON, "theirs/old", true, false, false},
    {"on the one file", WRITE_ON, "theirs/lines", true, true, true},
    {"removed beside it", REMOVE, "theirs/old", true, false, false},
    {"a folder moved", MOVE_IN, "", true, true, true},
    {"a folder moved further down", MOVE_IN, "theirs", true, true, true},
    {"a link in the folder", LINK_IN, "ours/link", true, false, false},
    {"/dev/null", WRITE_ON, "/dev/null", true, true, true},
    {"read beside it", READ, "theirs/old", true, true, false},
    {"the read file", READ, "theirs/input", true, true, true},
    {"the system's", READ, "/etc/passwd", true, true, true},
    {"a program", RUN, "/bin/sh", true, false, false},
    {"the program", RUN, "true", true, true, true},
    {"TCP", CONNECT, "", true, false, false},
};

static const char *folder;
static struct arena *mem;

static const char *
in(const char *name)
{
	return path_join(mem, folder, name);
}

static bool
opens(const char *path, int flags)
{
	int fd = open(path, flags, 0600);
	if (fd < 0 && (flags & O_TMPFILE) == O_TMPFILE && errno == EOPNOTSUPP)
		return true;
	return fd >= 0;
}

static bool
starts(const char *program)
{
	int status;
	pid_t child = fork();
	if (child == 0) {
		execlp(program, program, "-c", ":", (char *)NULL);
		_exit(126);
	}
	return waitpid(child, &status, 0) == child && WIFEXITED(status) &&
	       WEXITSTATUS(status) == 0;
}

/* Refused by whoever should listen there, and not by us. */
static bool
connects(void)
{
	struct sockaddr_in to = {
	    .sin_family = AF_INET,
	    .sin_port = htons(9),
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	return connect(fd, (struct sockaddr *)&to, sizeof to) == 0 ||
	       errno == ECONNREFUSED;
}

static bool
can(enum act act, const char *name)
{
	const char *path = in(name);
	switch (act) {
	case WRITE_IN:
		return opens(path, O_WRONLY | O_CREAT | O_EXCL);
	case WRITE_ON:
		return opens(path, O_WRONLY | O_TRUNC);
	case MAKE_IN:
		return mkdir(path, 0700) == 0 && rmdir(path) == 0;
	case MOVE_IN:
		return rename(path_join(mem, path, "moved"),
			   path_join(mem, path, "moved-2")) == 0;
	case REMOVE:
		return unlink(path) == 0;
	case NAMELESS:
		return opens(path, O_TMPFILE | O_RDWR);
	case LINK_IN:
		return symlink("x", path) == 0;
	case READ:
		return opens(path, O_RDONLY);
	case RUN:
		return starts(strchr(name, '/') ? path : name);
	case CONNECT:
		return connects();
	}
	return false;
}

static void
set_up(void)
{
	static const char *const folders[] = {
	    "ours", "theirs", "moved/deep", "theirs/moved"};
	static const char *const files[] = {
	    "theirs/old", "theirs/lines", "theirs/input"};
	struct diag *diag = diag_new(NULL);
	folder_remove(folder, diag);
	for (size_t i = 0; i < COUNT(folders); i++)
		folder_make(in(folders[i]), diag);
	for (size_t i = 0; i < COUNT(files); i++)
		file_write_whole(in(files[i]), SLICE("x"), diag);
	diag_free(diag);
}

static void
confine(bool reads_too)
{
	const char *const below[] = {in("ours"), NULL};
	const char *const moves[] = {folder, NULL};
	const char *const files[] = {in("theirs/lines"), in("none"), NULL};
	const char *const reads[] = {in("theirs/input"), in("ours"), NULL};
	confine_writes(&(struct confine){
	    .below = below,
	    .moves = moves,
	    .files = files,
	    .program = "true",
	});
	if (reads_too)
		confine_reads(&(struct readable){.paths = reads});
}

static void
try(size_t k, int rulesets, bool want)
{
	int status;
	set_up();
	pid_t child = fork();
	if (child == 0) {
		if (rulesets)
			confine(rulesets == 2);
		_exit(can(cases[k].act, cases[k].path) ? 0 : 1);
	}
	waitpid(child, &status, 0);
	printf("%s", WIFEXITED(status) ? "" : "died\n");
	test_true(cases[k].name, (WEXITSTATUS(status) == 0) == want);
}

int
main(void)
{
	char made[] = "/tmp/utskick-unit-XXXXXX";
	long abi = syscall(SYS_landlock_create_ruleset, NULL, 0,
	    LANDLOCK_CREATE_RULESET_VERSION);
	if (abi < 4) {
		printf(
		    "skipped: this kernel has no Landlock that can do all\n");
		return 77;
	}
	folder = mkdtemp(made);
	mem = arena_new();
	for (size_t k = 0; k < COUNT(cases); k++) {
		try(k, 0, cases[k].loose);
		try(k, 1, cases[k].writes);
		try(k, 2, cases[k].reads);
	}
	struct diag *diag = diag_new(NULL);
	folder_remove(folder, diag);
	diag_free(diag);
	arena_free(mem);
	return test_end();
}
