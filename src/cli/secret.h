/*
 * cli/secret.h - the secret key that --key names.
 */
#ifndef CLI_SECRET_H
#define CLI_SECRET_H

#include "cli/command.h"
#include "proof/minisign.h"

/* Asks for its passphrase where it has one. False after a report; otherwise to
 * be forgotten. */
bool secret_open(struct invocation *invocation, struct minisign_secret *secret);

/* Warns where others than its owner may read a key or a passphrase. */
void secret_warn_open(const char *path, struct diag *diag);

#endif
