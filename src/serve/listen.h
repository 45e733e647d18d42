/*
 * serve/listen.h - the one socket on which the workbench can be reached.
 *
 * This machine's loopback, or a socket file for a proxy on it. There is no
 * other way: nothing here takes an address.
 */
#ifndef SERVE_LISTEN_H
#define SERVE_LISTEN_H

#include <stdint.h>

#include "base/diag.h"

/* On 127.0.0.1; port 0 takes a free one, and *bound says which. -1 after a
 * report. */
int listen_loopback(uint16_t port, uint16_t *bound, struct diag *diag);

/*
 * A socket file with mode 0660: whoever may open it may name any user. One that
 * a server left behind is replaced; anything else of that name is refused. -1
 * after a report.
 */
int listen_socket(const char *path, struct diag *diag);

#endif
