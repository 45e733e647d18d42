#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/messages.h"

int
supervise(
    int (*engine)(struct invocation *invocation), struct invocation *invocation)
{
	int status = 0;
	fflush(NULL);
	pid_t child = fork();
	if (child < 0) {
		say(stderr, &cli_cannot_start,
		    ARGS((const char *)strerror(errno)));
		return EXIT_SYSTEM;
	}
	if (child == 0) {
		int code = engine(invocation);
		fflush(NULL);
		_exit(code);
	}
	while (waitpid(child, &status, 0) < 0) {
		if (errno != EINTR)
			return EXIT_SYSTEM;
	}
	if (WIFEXITED(status)) {
		int code = WEXITSTATUS(status);
		return code <= EXIT_SYSTEM ? code : EXIT_SYSTEM;
	}
	say(stderr, &cli_died, ARGS((const char *)strsignal(WTERMSIG(status))));
	return EXIT_SYSTEM;
}
