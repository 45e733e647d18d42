/*
 * base/hash.h - SHA-256 (FIPS 180-4) by libcrypto.
 *
 * The only file of ours that includes OpenSSL. A failing libcrypto ends the
 * program: without hashes nothing may be sealed.
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stdint.h>

#include "base/diag.h"

struct digest {
	uint8_t bytes[32];
};

struct hasher;

struct hasher *hasher_new(void);
void hasher_free(struct hasher *hasher);
/* Starts over; a new hasher is started. */
void hasher_start(struct hasher *hasher);
void hasher_add(struct hasher *hasher, struct slice bytes);
struct digest hasher_finish(struct hasher *hasher);

struct digest hash_of(struct slice bytes);

/*
 * 64 bits for tables in memory, never for anything that somebody would forge:
 * eight bytes at a time, mixed as splitmix64 ends. Differs between machines of
 * another byte order. Chained by giving the last result as seed; 0 to start.
 */
uint64_t hash_short(uint64_t seed, struct slice bytes);
/* HMAC-SHA-256 (RFC 2104), for names that must not be guessed back. */
struct digest hash_keyed(struct slice key, struct slice bytes);
/* The same for very many, by one key. keyed_hasher_free accepts NULL. */
struct keyed_hasher *keyed_hasher_new(struct slice key);
void keyed_hasher_free(struct keyed_hasher *hasher);
struct digest keyed_hasher_hash(
    struct keyed_hasher *hasher, struct slice bytes);
/* Reads the file; false after a report. */
bool hash_file(const char *path, struct diag *diag, struct digest *digest);
/* The hash of a prefix and the file behind it, which says nothing of the file's
 * own hash. */
bool hash_file_after(struct slice prefix, const char *path, struct diag *diag,
    struct digest *digest);

/* 64 hexadecimal digits and a NUL. */
void digest_write_hex(struct digest digest, char hex[65]);
/* Of 64 small hexadecimal digits; false for anything else. */
bool digest_read_hex(struct slice hex, struct digest *digest);
bool digest_equal(struct digest a, struct digest b);

#endif
