#include "cli/secret.h"

bool
secret_open(struct invocation *invocation, struct minisign_secret *secret)
{
	struct slice passphrase = {NULL, 0};
	bool closed;
	return minisign_is_closed(invocation->key, &closed, invocation->diag) &&
	       (!closed || read_passphrase(invocation, false, &passphrase)) &&
	       minisign_read_secret(
		   invocation->key, passphrase, secret, invocation->diag);
}
