/*
 * base/signing.h - Ed25519 (RFC 8032), BLAKE2b (RFC 7693), scrypt (RFC 7914),
 * base64 (RFC 4648) and random bytes, as libcrypto has them.
 *
 * Knows nothing of keys' files (proof/minisign.h). A libcrypto that fails ends
 * the program, as in base/hash.h.
 */
#ifndef BASE_SIGNING_H
#define BASE_SIGNING_H

#include <stdint.h>

#include "base/diag.h"

#define SIGNING_SEED 32
#define SIGNING_PUBLIC 32
#define SIGNING_SIGNATURE 64
#define BLAKE2B_MOST 64

/* Bytes that nobody can guess; false where the system has none. */
bool random_fill(void *to, size_t len);
/* Overwrites what nobody shall find in memory later. */
void secret_wipe(void *at, size_t len);

void ed25519_public(
    const uint8_t seed[SIGNING_SEED], uint8_t key[SIGNING_PUBLIC]);
void ed25519_sign(const uint8_t seed[SIGNING_SEED], struct slice bytes,
    uint8_t signature[SIGNING_SIGNATURE]);
bool ed25519_verify(const uint8_t key[SIGNING_PUBLIC], struct slice bytes,
    const uint8_t signature[SIGNING_SIGNATURE]);

/* Unkeyed, of 1 to BLAKE2B_MOST bytes: libcrypto 3.0 has no other than 64. */
void blake2b(struct slice bytes, uint8_t *to, size_t len);
/* Of 64 bytes, by libcrypto. */
void blake2b_whole(struct slice bytes, uint8_t to[BLAKE2B_MOST]);

/* False where it wants more memory than `most` bytes, or there is none. */
struct scrypt {
	struct slice passphrase, salt;
	uint64_t n;
	uint32_t r, p;
	uint64_t most;
};
bool scrypt_derive(const struct scrypt *scrypt, uint8_t *to, size_t len);

void base64_write(struct strbuf *out, struct slice bytes);
/* The one spelling that base64_write has, of exactly `len` bytes. */
bool base64_read(struct slice text, uint8_t *to, size_t len);

#endif
