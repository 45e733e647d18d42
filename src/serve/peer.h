/*
 * serve/peer.h - whose process is at the other end of a loopback connection.
 *
 * Anybody with an account on the machine can reach its loopback, and a browser
 * sends a cookie to any port of the host that set it, so that a page of another
 * user's could learn it. The kernel knows whose a socket is; a cookie is then
 * of no use to anybody else.
 */
#ifndef SERVE_PEER_H
#define SERVE_PEER_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Whether the connection from that port of 127.0.0.1 to this one is of the user
 * that we are. False also where the kernel does not say.
 */
bool peer_is_ours(uint16_t from, uint16_t to);

/* Whether the kernel says it: of a connection of our own to a port on which we
 * listen. */
bool peer_can_tell(uint16_t port);

#endif
