/*
 * pack/age.h - files in age's format (age-encryption.org/v1, C2SP), written.
 *
 * `age -d` and every other program of that format opens them. For people with a
 * key each (X25519), or for whoever has one passphrase (scrypt); the bytes
 * follow as ChaCha20-Poly1305 in parts of 64 KiB, so no length, order or end
 * can be changed unseen.
 */
#ifndef PACK_AGE_H
#define PACK_AGE_H

#include "base/arena.h"
#include "base/box.h"
#include "base/sink.h"

/* Its first line, without the end. */
#define AGE_MAGIC "age-encryption.org/v1"

struct age_recipient {
	uint8_t key[BOX_KEY];
};

/* "age1…", bech32 (BIP 173) of a key; false for anything else. */
bool age_read_recipient(struct slice text, struct age_recipient *recipient);

struct age_recipients {
	struct age_recipient *at;
	size_t count, room;
};
/*
 * A file with one recipient a line, and comments after #, as age-keygen writes
 * it. False after a report, at the line that is not one.
 */
bool age_read_recipients(struct age_recipients *recipients, struct arena *mem,
    const char *path, struct diag *diag);

struct age;

/* Writes the head. NULL after a report. */
struct age *age_start(struct sink *sink,
    const struct age_recipients *recipients, struct diag *diag);
struct age *age_start_passphrase(
    struct sink *sink, struct slice passphrase, struct diag *diag);
void age_write(struct age *age, struct slice bytes);
/* The last part; frees. The sink is the caller's to end. Accepts NULL. */
void age_end(struct age *take_age);

#endif
