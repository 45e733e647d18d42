#include "serve/listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/file.h"
#include "serve/messages.h"

#define WAITING_MOST 256
#define TYPE (SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK)

/* Gives up with what errno says. */
static int
fail(int fd, const char *where, struct diag *diag)
{
	REPORT(diag, NO_SPAN, &serve_cannot_listen,
	    ARGS(where, (const char *)strerror(errno)));
	if (fd >= 0)
		close(fd);
	return -1;
}

int
listen_loopback(uint16_t port, uint16_t *bound, struct diag *diag)
{
	struct sockaddr_in at = {
	    .sin_family = AF_INET,
	    .sin_port = htons(port),
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	socklen_t len = sizeof at;
	int on = 1, fd = socket(AF_INET, TYPE, 0);
	struct strbuf where = {0};
	strbuf_print(&where, "127.0.0.1:%u", (unsigned)port);
	if (fd < 0 ||
	    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0 ||
	    bind(fd, (const struct sockaddr *)&at, sizeof at) != 0 ||
	    listen(fd, WAITING_MOST) != 0 ||
	    getsockname(fd, (struct sockaddr *)&at, &len) != 0)
		fd = fail(fd, strbuf_text(&where), diag);
	*bound = ntohs(at.sin_port);
	strbuf_fini(&where);
	return fd;
}

/* A socket that nobody listens on any more. */
static bool
is_left_behind(const char *path, const struct sockaddr_un *at)
{
	struct stat st;
	if (lstat(path, &st) != 0 || !S_ISSOCK(st.st_mode))
		return false;
	int fd = socket(AF_UNIX, TYPE, 0);
	bool dead = fd >= 0 &&
		    connect(fd, (const struct sockaddr *)at, sizeof *at) != 0 &&
		    errno == ECONNREFUSED;
	if (fd >= 0)
		close(fd);
	return dead;
}

int
listen_socket(const char *path, struct diag *diag)
{
	struct sockaddr_un at = {.sun_family = AF_UNIX};
	size_t len = strlen(path);
	if (len >= sizeof at.sun_path) {
		errno = ENAMETOOLONG;
		return fail(-1, path, diag);
	}
	memcpy(at.sun_path, path, len + 1);
	if (path_is_taken(path) && is_left_behind(path, &at))
		unlink(path);
	int fd = socket(AF_UNIX, TYPE, 0);
	mode_t before = umask(0117);
	if (fd < 0 || bind(fd, (const struct sockaddr *)&at, sizeof at) != 0 ||
	    listen(fd, WAITING_MOST) != 0)
		fd = fail(fd, path, diag);
	umask(before);
	return fd;
}
