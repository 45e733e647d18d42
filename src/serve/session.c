#include "serve/session.h"

#include <stdio.h>

#include "base/base32.h"
#include "base/signing.h"

#define SESSION_BYTES 20

static bool
make_secret(char to[SESSION_SIGNS + 1])
{
	uint8_t bytes[SESSION_BYTES];
	bool ok = random_fill(bytes, sizeof bytes);
	base32_write(bytes, SESSION_SIGNS, false, to);
	secret_wipe(bytes, sizeof bytes);
	return ok;
}

bool
session_start(struct session *session, uint16_t port)
{
	*session = (struct session){0};
	snprintf(
	    session->name, sizeof session->name, "utskick-%u", (unsigned)port);
	return make_secret(session->key) && make_secret(session->cookie) &&
	       random_fill(session->secret.bytes, sizeof session->secret.bytes);
}

/* Looks at every sign, whichever differs first. */
static bool
is_same(struct slice given, const char secret[SESSION_SIGNS + 1])
{
	unsigned differs = 0;
	if (given.len != SESSION_SIGNS)
		return false;
	for (size_t i = 0; i < SESSION_SIGNS; i++)
		differs |= (unsigned)((unsigned char)given.at[i] ^
				      (unsigned char)secret[i]);
	return !differs;
}

bool
session_take_key(struct session *session, struct slice key)
{
	if (session->key_taken || !is_same(key, session->key))
		return false;
	session->key_given = true;
	return true;
}

bool
session_is_open(struct session *session, struct slice cookies)
{
	bool found = false;
	if (!session->key_given)
		return false;
	while (cookies.len) {
		size_t end = slice_find_char(cookies, ';');
		struct slice one = slice_trim(slice_part(cookies, 0, end));
		size_t sign = slice_find_char(one, '=');
		if (slice_is(slice_part(one, 0, sign), session->name) &&
		    is_same(slice_from(one, sign + 1), session->cookie))
			found = true;
		cookies = slice_from(cookies, end + 1);
	}
	session->key_taken |= found;
	if (found)
		secret_wipe(session->key, sizeof session->key);
	return found;
}

void
session_write_token(const struct session *session, struct slice user,
    char to[SESSION_SIGNS + 1])
{
	struct slice secret = {
	    (const char *)session->secret.bytes, sizeof session->secret.bytes};
	struct digest digest = hash_keyed(secret, user);
	base32_write(digest.bytes, SESSION_SIGNS, false, to);
}

bool
session_is_token(
    const struct session *session, struct slice user, struct slice token)
{
	char wanted[SESSION_SIGNS + 1];
	session_write_token(session, user, wanted);
	return is_same(token, wanted);
}
