/*
 * serve/serve.h - the workbench: a mailing made in a browser.
 *
 * The same engine, checks and files as on the command line. It keeps no state
 * of its own but who is let in and what was found out last, and it knows no
 * rule of who gets a letter. See docs/serve.md for what is protected and how.
 */
#ifndef SERVE_SERVE_H
#define SERVE_SERVE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/diag.h"

struct serve_spec {
	const char *folder; /* of the job; with a socket, of users' folders */
	uint16_t port; /* on loopback; 0: a free one */
	const char *socket; /* a socket file for a proxy; NULL: loopback */
	const char *user_header; /* in which the proxy says who it is */
	const char *origin; /* as browsers see the proxy: https://… */
	const char *language; /* NULL: each browser's */
	/* Called once it can be reached; `address` has the key, or is the
	 * socket's path. */
	void (*ready)(const char *address, void *ctx);
	void *ctx;
};

/*
 * Serves until SIGINT, SIGTERM or SIGHUP; true then. False after a report: the
 * folder is not there or is served already, or no socket can be had.
 */
bool serve_run(
    struct arena *mem, const struct serve_spec *spec, struct diag *diag);

#endif
