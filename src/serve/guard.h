/*
 * serve/guard.h - whether a request is let in, by its head alone.
 *
 * A browser opens pages of others beside ours, and these can make it send
 * requests here. Such a request names another host, another origin or another
 * site, and is refused whatever it asks for. Knows no session and no page.
 */
#ifndef SERVE_GUARD_H
#define SERVE_GUARD_H

#include "base/slice.h"

/* What the server is, as every request must name it. */
struct gate {
	struct slice host; /* "127.0.0.1:8471" */
	struct slice origin; /* "http://127.0.0.1:8471" */
};

/* A header of which a request may have one. */
struct header {
	size_t count;
	struct slice value; /* of the last one */
};

/* The head of a request, as far as it is judged. */
struct knock {
	bool changes; /* POST */
	struct header host, origin, site; /* Sec-Fetch-Site */
};

enum guard_verdict {
	GUARD_PASS,
	GUARD_HOST, /* none, another, or several */
	GUARD_ORIGIN,
	GUARD_SITE,
};

enum guard_verdict guard_judge(
    const struct gate *gate, const struct knock *knock);

/*
 * "https://utskick.kommun.se" is an origin: http or https, a host and perhaps a
 * port, nothing behind. *host is the part of it that a Host header has.
 */
bool guard_read_origin(struct slice origin, struct slice *host);

/*
 * Whether a user's name, as a proxy gives it, can be that of a folder: letters
 * and digits of ASCII, and . _ - @ between them; at most 64.
 */
bool guard_is_user(const struct header *user);

#endif
