/*
 * verify/verify.h - whether everything in a run is as it was sealed, and
 * whether its parts say the same.
 *
 * Needs only the run's folder: no job, letters, fonts or register. Names
 * everything that fails, not only the first fault:
 *
 *	seal         is read, and has a signature by the key that is given
 *	sums         every file of both folders, none missing, none more
 *	plan         the ledger has what was planned, and the seal's counts
 *	letters      numbered without a gap, page after page, with their hashes
 *	batches      their pages counted again (libqpdf), their bytes
 *	index        line for line what the ledger says
 *	report       byte for byte, made again from the ledger
 *	manifest     cell for cell, by another reader than its writer; like the
 *		     report only by the version of the program that made the run
 *	events       each follows the one before, nothing is torn or cut off
 *
 * Of a purged run, what must be left: seal, signature, events, sums, and the
 * new ledger's counts with the seal's.
 */
#ifndef VERIFY_VERIFY_H
#define VERIFY_VERIFY_H

#include "base/diag.h"
#include "ledger/read.h"
#include "proof/minisign.h"
#include "proof/seal.h"

struct verify_spec {
	const char *run;
	const char *key; /* file of a public key; NULL: no signature asked */
	const char *catalogues; /* where words are; see base/places.h */
	bool final; /* no letter's fate may be open */
	const char *events; /* "5:3F7K-…", as it was noted; NULL: not asked */
};

struct verify_found {
	char fingerprint[FINGERPRINT_SIZE]; /* empty where there is no seal */
	bool is_signed;
	char signer[KEY_ID_SIZE]; /* whose key verified the signature */
	struct slice comment; /* in the arena */
	uint32_t files, rows, letters, pages;
	uint32_t events, open; /* letters whose fate is open */
	char last_event[FINGERPRINT_SIZE]; /* of the events up to the last */
	bool purged; /* then rows and letters are those of the seal */
	bool destroyed; /* the print files are gone, as an event says */
};

/* False after reports: something does not hold. */
bool verify_run(struct arena *mem, const struct verify_spec *spec,
    struct verify_found *found, struct diag *diag);

#endif
