#include "serve/peer.h"

#include <arpa/inet.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* sock_diag(7): one socket, by both its ends. */
struct question {
	struct nlmsghdr head;
	struct inet_diag_req_v2 of;
};

static bool
ask(int fd, uint16_t from, uint16_t to)
{
	struct question question = {
	    .head = {.nlmsg_len = sizeof question,
		.nlmsg_type = SOCK_DIAG_BY_FAMILY,
		.nlmsg_flags = NLM_F_REQUEST},
	    .of = {.sdiag_family = AF_INET,
		.sdiag_protocol = IPPROTO_TCP,
		.idiag_states = ~0u,
		.id = {.idiag_sport = htons(from),
		    .idiag_dport = htons(to),
		    .idiag_src = {htonl(INADDR_LOOPBACK)},
		    .idiag_dst = {htonl(INADDR_LOOPBACK)},
		    .idiag_cookie = {INET_DIAG_NOCOOKIE, INET_DIAG_NOCOOKIE}}},
	};
	return send(fd, &question, sizeof question, 0) ==
	       (ssize_t)sizeof question;
}

/* The owner of the socket that the answer is about; false for none. */
static bool
read_owner(int fd, uid_t *owner)
{
	_Alignas(struct nlmsghdr) char room[8192];
	struct nlmsghdr head;
	struct inet_diag_msg said;
	ssize_t len = recv(fd, room, sizeof room, 0);
	if (len < (ssize_t)(NLMSG_HDRLEN + sizeof said))
		return false;
	memcpy(&head, room, sizeof head);
	if (head.nlmsg_type != SOCK_DIAG_BY_FAMILY)
		return false;
	memcpy(&said, room + NLMSG_HDRLEN, sizeof said);
	*owner = said.idiag_uid;
	return said.idiag_inode != 0; /* 0: it is closed already */
}

bool
peer_is_ours(uint16_t from, uint16_t to)
{
	uid_t owner;
	int fd =
	    socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
	bool ours = fd >= 0 && ask(fd, from, to) && read_owner(fd, &owner) &&
		    owner == geteuid();
	if (fd >= 0)
		close(fd);
	return ours;
}

bool
peer_can_tell(uint16_t port)
{
	struct sockaddr_in at = {
	    .sin_family = AF_INET,
	    .sin_port = htons(port),
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	socklen_t len = sizeof at;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bool told = fd >= 0 &&
		    connect(fd, (const struct sockaddr *)&at, sizeof at) == 0 &&
		    getsockname(fd, (struct sockaddr *)&at, &len) == 0 &&
		    peer_is_ours(ntohs(at.sin_port), port);
	if (fd >= 0)
		close(fd);
	return told;
}
