/*
 * base/raw_key.h - keys of 32 bytes on curve 25519, by libcrypto; for base/
 * only. Where libcrypto cannot, memory has ended, and the process with it.
 */
#ifndef BASE_RAW_KEY_H
#define BASE_RAW_KEY_H

#include <stdbool.h>
#include <stdint.h>

#define RAW_KEY 32

/* Ends the process unless libcrypto did what was asked. */
void crypto_must(bool ok);

/* The public key of a secret one; `type` is EVP_PKEY_ED25519 or _X25519. */
void raw_key_public(
    int type, const uint8_t secret[RAW_KEY], uint8_t key[RAW_KEY]);

#endif
