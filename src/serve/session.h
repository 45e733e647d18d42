/*
 * serve/session.h - who may ask: a key that opens for one, the cookie it is
 * exchanged for, and the token that each form carries.
 *
 * All are random and live as long as the server. Knows nothing of HTTP but the
 * text of a Cookie header.
 */
#ifndef SERVE_SESSION_H
#define SERVE_SESSION_H

#include "base/hash.h"

/* 160 bits in base32. */
#define SESSION_SIGNS 32

struct session {
	char key[SESSION_SIGNS + 1]; /* in the address that is printed */
	char cookie[SESSION_SIGNS + 1];
	char name[32]; /* of the cookie, "utskick-8471" */
	struct digest secret; /* of tokens */
	bool key_given; /* somebody has opened it; the cookie may be lost yet */
	bool key_taken; /* and has come back with it */
};

/* False where the system has no random bytes. */
bool session_start(struct session *session, uint16_t port);

/*
 * Whether this is the key. It opens until the cookie has come back for the first
 * time: an answer that got lost on its way locks nobody out.
 */
bool session_take_key(struct session *session, struct slice key);

/* Whether the text of a Cookie header holds the session's cookie; the key opens
 * nothing more then. */
bool session_is_open(struct session *session, struct slice cookies);

/* The token of a user's forms; of "" where there is only one. */
void session_write_token(const struct session *session, struct slice user,
    char to[SESSION_SIGNS + 1]);
/* Compared in a time that says nothing of the secret. */
bool session_is_token(
    const struct session *session, struct slice user, struct slice token);

#endif
