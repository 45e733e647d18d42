/*
 * serve/approvers.h - the colleagues who are asked to approve a mailing.
 *
 * approvers.txt beside the job has the name of a user a line, as the proxy signs
 * them in. Whom it names may see the account and the proof of this mailing, and
 * approve it; nobody approves a mailing of her own folder.
 */
#ifndef SERVE_APPROVERS_H
#define SERVE_APPROVERS_H

#include "serve/check.h"

#define APPROVERS "approvers.txt"

/* Whether the file in that folder names the user. */
bool approvers_name(struct arena *mem, const char *folder, struct slice user);

/* How it comes to be approved: whom to ask, or what to send. */
void approvers_write_ask(struct check *check);

/* The folders beside this one whose mailings the user is asked to approve. */
void approvers_write_asked(struct work *work);

#endif
