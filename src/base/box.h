/*
 * base/box.h - X25519 (RFC 7748), HKDF-SHA-256 (RFC 5869) and
 * ChaCha20-Poly1305 (RFC 8439), as libcrypto has them.
 *
 * Knows nothing of files (pack/age.h). A libcrypto that fails ends the program,
 * as in base/hash.h.
 */
#ifndef BASE_BOX_H
#define BASE_BOX_H

#include <stdint.h>

#include "base/slice.h"

#define BOX_KEY 32
#define BOX_NONCE 12
#define BOX_TAG 16

void x25519_public(const uint8_t secret[BOX_KEY], uint8_t key[BOX_KEY]);
/* False for a key that gives a secret everybody knows. */
bool x25519_shared(const uint8_t secret[BOX_KEY], const uint8_t key[BOX_KEY],
    uint8_t shared[BOX_KEY]);

/* 32 bytes; `salt` may be empty. */
void hkdf_derive(struct slice from, struct slice salt, struct slice info,
    uint8_t to[BOX_KEY]);

/* Writes bytes.len + BOX_TAG bytes. */
void box_seal(const uint8_t key[BOX_KEY], const uint8_t nonce[BOX_NONCE],
    struct slice bytes, uint8_t *to);

#endif
