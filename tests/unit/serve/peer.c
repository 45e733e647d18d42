#include "serve/peer.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

static uint16_t
port_of(int fd)
{
	struct sockaddr_in at;
	socklen_t len = sizeof at;
	getsockname(fd, (struct sockaddr *)&at, &len);
	return ntohs(at.sin_port);
}

static int
listen_somewhere(void)
{
	const struct sockaddr_in at = {
	    .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	if (bind(fd, (const struct sockaddr *)&at, sizeof at) != 0 ||
	    listen(fd, 8) != 0)
		return -1;
	return fd;
}

static int
connect_to(uint16_t port)
{
	const struct sockaddr_in at = {.sin_family = AF_INET,
	    .sin_port = htons(port),
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	if (connect(fd, (const struct sockaddr *)&at, sizeof at) != 0)
		return -1;
	return fd;
}

/* A connection of somebody else's; root alone can be two people. */
static void
test_other(uint16_t port)
{
	int ports[2], done[2];
	uint16_t from = 0;
	char end;
	if (geteuid() != 0 || pipe(ports) != 0 || pipe(done) != 0)
		return;
	pid_t child = fork();
	if (child == 0) {
		close(done[1]);
		int fd = setuid(65534) == 0 ? connect_to(port) : -1;
		from = fd < 0 ? 0 : port_of(fd);
		_exit(write(ports[1], &from, sizeof from) < 0 ||
		      read(done[0], &end, 1) < 0);
	}
	test_true("the other has connected",
	    read(ports[0], &from, sizeof from) == sizeof from && from);
	test_true("is not ours", !peer_is_ours(from, port));
	close(done[1]);
	waitpid(child, NULL, 0);
}

int
main(void)
{
	int listening = listen_somewhere();
	uint16_t port = port_of(listening);
	int fd = connect_to(port);
	test_true("ours", peer_is_ours(port_of(fd), port));
	test_true("no connection", !peer_is_ours(1, port));
	test_true("another port", !peer_is_ours(port_of(fd), 1));
	uint16_t from = port_of(fd);
	close(fd);
	int accepted = accept(listening, NULL, NULL);
	test_true("closed", !peer_is_ours(from, port));
	close(accepted);
	test_true("can be told", peer_can_tell(port));
	test_other(port);
	close(listening);
	return test_end();
}
