/*
 * pack/pack.h - a run's print files for the print shop: one encrypted file.
 *
 * An archive (pack/tar.h) in age's format (pack/age.h) of to-printer/ and
 * nothing else: files that its SHA256SUMS list, for which the seal stands, each
 * with its sum as it is packed. Beside it lies a receipt to be signed. The event
 * stands in the run before the file appears.
 */
#ifndef PACK_PACK_H
#define PACK_PACK_H

#include "fate/chain.h"
#include "pack/age.h"

struct pack_spec {
	const char *run, *out; /* `out` is not there yet */
	const char *to; /* a file of recipients, or NULL: */
	struct slice passphrase;
	day until; /* the shop destroys it by then */
	const struct words *words; /* of the receipt */
};

struct pack_made {
	uint32_t files;
	uint64_t bytes; /* of the pack */
	struct digest digest;
	const char *receipt; /* its path, in the chain's memory */
};

/* Whether a passphrase is long and mixed enough; reports otherwise. */
bool pack_check_passphrase(struct slice passphrase, struct diag *diag);

/* Whether a file is what an earlier pack left that was ended: it begins as one,
 * or is empty. It is written over. */
bool pack_is_left(const char *path);

/* The event is filled but for its file. False after reports; no file is left
 * then. */
bool pack_run(struct chain *chain, const struct pack_spec *spec,
    struct event *event, struct pack_made *made, struct diag *diag);

#endif
