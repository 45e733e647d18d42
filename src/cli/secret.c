#include "cli/secret.h"

#include <sys/stat.h>

#include "cli/messages.h"

void
secret_warn_open(const char *path, struct diag *diag)
{
	struct stat st;
	if (stat(path, &st) != 0 || !S_ISREG(st.st_mode) ||
	    !(st.st_mode & (S_IRWXG | S_IRWXO)))
		return;
	REPORT(diag, NO_SPAN, &cli_open_secret, ARGS(path));
	HINT(diag, &cli_open_secret_hint, ARGS(path));
}

bool
secret_open(struct invocation *invocation, struct minisign_secret *secret)
{
	struct slice passphrase = {NULL, 0};
	bool closed;
	secret_warn_open(invocation->key, invocation->diag);
	return minisign_is_closed(invocation->key, &closed, invocation->diag) &&
	       (!closed || read_passphrase(invocation, false, &passphrase)) &&
	       minisign_read_secret(
		   invocation->key, passphrase, secret, invocation->diag);
}
