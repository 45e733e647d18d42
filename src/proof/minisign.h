/*
 * proof/minisign.h - keys and signatures in minisign's format.
 *
 * `minisign -V` verifies what is signed here, and what minisign signed is
 * verified here (jedisct1.github.io/minisign, "Signature format"): Ed25519
 * over the BLAKE2b-512 of the file, and once more over that signature and the
 * trusted comment. A secret key is kept under scrypt of a passphrase.
 */
#ifndef PROOF_MINISIGN_H
#define PROOF_MINISIGN_H

#include "base/diag.h"
#include "base/signing.h"

#define KEY_ID_SIZE 17 /* hexadecimal digits and a NUL */

struct minisign_public {
	uint8_t id[8];
	uint8_t key[SIGNING_PUBLIC];
};

struct minisign_secret {
	struct minisign_public public_;
	uint8_t seed[SIGNING_SEED];
};

/* A new pair. False after a report. */
bool minisign_make(struct minisign_secret *secret, struct diag *diag);
void minisign_forget(struct minisign_secret *secret);

/* As minisign prints it. */
void minisign_write_id(const struct minisign_public *key, char to[KEY_ID_SIZE]);

void minisign_write_public(
    struct strbuf *out, const struct minisign_public *key);
/* Encrypts under the passphrase; an empty one leaves the key open. False after
 * a report. */
bool minisign_write_secret(struct strbuf *out,
    const struct minisign_secret *secret, struct slice passphrase,
    struct diag *diag);

/* Reads the file. False after a report. */
bool minisign_read_public(
    const char *path, struct minisign_public *key, struct diag *diag);
/* Whether a secret key's file needs a passphrase. False after a report. */
bool minisign_is_closed(const char *path, bool *closed, struct diag *diag);
bool minisign_read_secret(const char *path, struct slice passphrase,
    struct minisign_secret *secret, struct diag *diag);

/* The comment is one line, and signed too. */
void minisign_sign(struct strbuf *out, const struct minisign_secret *secret,
    struct slice bytes, struct slice comment);

enum minisign_answer {
	MINISIGN_GOOD,
	MINISIGN_MALFORMED,
	MINISIGN_OTHER_KEY, /* its number is in `signer` */
	MINISIGN_BAD,
	/* good, but its first line, which nobody signs, is not one that minisign
	 * or we write: anything may have been put there */
	MINISIGN_COMMENT,
};
/* Checks a signature's text; `comment` borrows from it if it is good. */
enum minisign_answer minisign_verify(struct slice signature,
    const struct minisign_public *key, struct slice bytes,
    struct minisign_public *signer, struct slice *comment);

#endif
