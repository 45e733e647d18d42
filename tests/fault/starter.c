/*
 * Preloaded with trap.c: what another program asks of the system is no fault of
 * ours, and it does not live under our filter, which outlasts execve(2). So it
 * is started by the harness (starter.py), which gets its arguments and standard
 * descriptors over the socket that FAULT_STARTER names; this process ends as it
 * did.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "points.h"

#define TEXT 4096

static int
connect_to(const char *path)
{
	struct sockaddr_un at = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	strncpy(at.sun_path, path, sizeof at.sun_path - 1);
	return fd >= 0 &&
		       connect(fd, (const struct sockaddr *)&at, sizeof at) == 0
		   ? fd
		   : -1;
}

/* The arguments, each with its NUL, and descriptors 0 to 2. */
static bool
send_all(int to, char *text, size_t len)
{
	static const int standard[] = {0, 1, 2};
	union {
		char bytes[CMSG_SPACE(sizeof standard)];
		struct cmsghdr align;
	} room = {0};
	struct iovec one = {text, len};
	struct msghdr message = {
	    .msg_iov = &one,
	    .msg_iovlen = 1,
	    .msg_control = room.bytes,
	    .msg_controllen = sizeof room.bytes,
	};
	struct cmsghdr *head = CMSG_FIRSTHDR(&message);
	head->cmsg_level = SOL_SOCKET;
	head->cmsg_type = SCM_RIGHTS;
	head->cmsg_len = CMSG_LEN(sizeof standard);
	memcpy(CMSG_DATA(head), standard, sizeof standard);
	return sendmsg(to, &message, MSG_NOSIGNAL) == (ssize_t)len;
}

static int
start(const char *starter, char *text, size_t len)
{
	unsigned char code = 127;
	point_pause(true);
	int to = connect_to(starter);
	if (to < 0 || !send_all(to, text, len) ||
	    recv(to, &code, 1, MSG_WAITALL) != 1)
		code = 126;
	point_pause(false);
	return code;
}

int
execlp(const char *file, const char *first, ...)
{
	char text[TEXT];
	size_t len = 0;
	va_list rest;
	const char *starter = getenv("FAULT_STARTER");
	if (!starter) {
		errno = ENOENT;
		return -1;
	}
	(void)file;
	va_start(rest, first);
	for (const char *one = first; one; one = va_arg(rest, const char *)) {
		size_t size = strlen(one) + 1;
		if (len + size > sizeof text)
			abort();
		memcpy(text + len, one, size);
		len += size;
	}
	va_end(rest);
	_exit(start(starter, text, len));
}
