#include "proof/minisign.h"

#include "base/file.h"
#include "proof/messages.h"

#define FILE_LIMIT 16384
#define SUM_LEN 32
#define SALT_LEN 32
#define COMMENT "untrusted comment: "
#define TRUSTED "trusted comment: "
#define OUR_COMMENT "signature from utskick"
#define THEIR_COMMENT "signature from minisign secret key"

/* Cost of our own keys: N 2^17, r 8, p 1, which takes 128 MiB. */
#define OPS_LIMIT ((uint64_t)1 << 22)
#define MEMORY_LIMIT ((uint64_t)1 << 27)
#define MEMORY_MOST ((uint64_t)2 << 30)

/* The files' bytes before base64; all members are uint8_t, so without gaps. */
struct public_file {
	uint8_t algorithm[2], id[8], key[SIGNING_PUBLIC];
};
struct secret_part {
	uint8_t id[8], seed[SIGNING_SEED], key[SIGNING_PUBLIC], sum[SUM_LEN];
};
struct secret_file {
	uint8_t algorithm[2], derivation[2], checksum[2], salt[SALT_LEN];
	uint8_t ops[8], memory[8];
	struct secret_part secret;
};
struct signature_file {
	uint8_t algorithm[2], id[8], signature[SIGNING_SIGNATURE];
};

static struct slice
bytes_of(const void *at, size_t len)
{
	return (struct slice){at, len};
}

bool
minisign_make(struct minisign_secret *secret, struct diag *diag)
{
	if (!random_fill(secret->seed, sizeof secret->seed) ||
	    !random_fill(secret->public_.id, sizeof secret->public_.id)) {
		REPORT(diag, NO_SPAN, &proof_no_random, NO_ARGS);
		return false;
	}
	ed25519_public(secret->seed, secret->public_.key);
	return true;
}

void
minisign_forget(struct minisign_secret *secret)
{
	secret_wipe(secret, sizeof *secret);
}

void
minisign_write_id(const struct minisign_public *key, char to[KEY_ID_SIZE])
{
	for (int i = 0; i < 8; i++)
		snprintf(to + 2 * i, 3, "%02X", key->id[7 - i]);
}

/* ---- writing keys */

static void
write_lines(
    struct strbuf *out, const char *comment, const char *id, struct slice bytes)
{
	strbuf_print(out, COMMENT "%s%s\n", comment, id);
	base64_write(out, bytes);
	strbuf_add_char(out, '\n');
}

void
minisign_write_public(struct strbuf *out, const struct minisign_public *key)
{
	struct public_file file = {.algorithm = {'E', 'd'}};
	char id[KEY_ID_SIZE];
	memcpy(file.id, key->id, sizeof file.id);
	memcpy(file.key, key->key, sizeof file.key);
	minisign_write_id(key, id);
	write_lines(
	    out, "minisign public key ", id, bytes_of(&file, sizeof file));
}

static void
write_number(uint8_t to[8], uint64_t number)
{
	for (int i = 0; i < 8; i++)
		to[i] = (uint8_t)(number >> 8 * i);
}

static uint64_t
read_number(const uint8_t from[8])
{
	uint64_t number = 0;
	for (int i = 7; i >= 0; i--)
		number = number << 8 | from[i];
	return number;
}

/* BLAKE2b-256 of algorithm, number and key. */
static void
sum_secret(const struct secret_file *file, uint8_t sum[SUM_LEN])
{
	uint8_t text[2 + sizeof file->secret - SUM_LEN];
	memcpy(text, file->algorithm, 2);
	memcpy(text + 2, &file->secret, sizeof text - 2);
	blake2b(bytes_of(text, sizeof text), sum, SUM_LEN);
	secret_wipe(text, sizeof text);
}

/* libsodium's crypto_pwhash_scryptsalsa208sha256: limits to costs. */
static struct scrypt
cost_of(uint64_t ops, uint64_t memory)
{
	struct scrypt cost = {.r = 8, .p = 1, .most = MEMORY_MOST};
	if (ops < 32768)
		ops = 32768;
	bool few = ops < memory / 32;
	uint64_t most = few ? ops / 32 : memory / 1024;
	for (cost.n = 2; cost.n <= most / 2;)
		cost.n *= 2;
	if (!few) {
		uint64_t rp = ops / 4 / cost.n;
		cost.p = (uint32_t)(rp > 0x3fffffff ? 0x3fffffff : rp) / 8;
	}
	return cost;
}

/* Applied twice, it restores the key. */
static bool
close_secret(struct secret_file *file, struct slice passphrase)
{
	uint8_t stream[sizeof file->secret], *at = (uint8_t *)&file->secret;
	struct scrypt cost =
	    cost_of(read_number(file->ops), read_number(file->memory));
	cost.passphrase = passphrase;
	cost.salt = bytes_of(file->salt, sizeof file->salt);
	if (!scrypt_derive(&cost, stream, sizeof stream))
		return false;
	for (size_t i = 0; i < sizeof stream; i++)
		at[i] ^= stream[i];
	secret_wipe(stream, sizeof stream);
	return true;
}

bool
minisign_write_secret(struct strbuf *out, const struct minisign_secret *secret,
    struct slice passphrase, struct diag *diag)
{
	struct secret_file file = {
	    .algorithm = {'E', 'd'}, .checksum = {'B', '2'}};
	bool ok = true;
	memcpy(file.secret.id, secret->public_.id, sizeof file.secret.id);
	memcpy(file.secret.seed, secret->seed, sizeof file.secret.seed);
	memcpy(file.secret.key, secret->public_.key, sizeof file.secret.key);
	if (passphrase.len) {
		sum_secret(&file, file.secret.sum);
		memcpy(file.derivation, "Sc", 2);
		write_number(file.ops, OPS_LIMIT);
		write_number(file.memory, MEMORY_LIMIT);
		ok = random_fill(file.salt, sizeof file.salt) &&
		     close_secret(&file, passphrase);
	}
	if (ok)
		write_lines(out,
		    passphrase.len ? "minisign encrypted secret key"
				   : "minisign secret key",
		    "", bytes_of(&file, sizeof file));
	else
		REPORT(diag, NO_SPAN, &proof_no_random, NO_ARGS);
	secret_wipe(&file, sizeof file);
	return ok;
}

/* ---- reading keys */

/* Takes the next line and its end, which may be CRLF; returns it without. */
static struct slice
take_line(struct slice *text)
{
	size_t end = slice_find_char(*text, '\n');
	struct slice line = slice_part(*text, 0, end);
	*text = slice_from(*text, end + 1);
	return slice_ends(line, "\r") ? slice_part(line, 0, line.len - 1)
				      : line;
}

/* A comment and a line of base64; a public key may be that line alone. */
static bool
read_key(const char *path, bool bare, void *to, size_t len, struct diag *diag)
{
	struct arena *mem = arena_new();
	struct slice text, comment;
	bool ok =
	    file_read(mem, path, INPUT_NONE, FILE_LIMIT, diag, NO_SPAN, &text);
	if (ok) {
		comment = take_line(&text);
		bool commented = slice_starts(comment, COMMENT);
		struct slice key = commented ? take_line(&text) : comment;
		ok = (commented || bare) && slice_is_blank(text) &&
		     base64_read(key, to, len);
		if (!ok)
			REPORT(diag, NO_SPAN, &proof_bad_key, ARGS(path));
	}
	arena_free(mem);
	return ok;
}

bool
minisign_read_public(
    const char *path, struct minisign_public *key, struct diag *diag)
{
	struct public_file file;
	if (!read_key(path, true, &file, sizeof file, diag))
		return false;
	if (memcmp(file.algorithm, "Ed", 2) != 0) {
		REPORT(diag, NO_SPAN, &proof_bad_key, ARGS(path));
		return false;
	}
	memcpy(key->id, file.id, sizeof key->id);
	memcpy(key->key, file.key, sizeof key->key);
	return true;
}

static bool
read_secret_file(
    const char *path, struct secret_file *file, bool *closed, struct diag *diag)
{
	if (!read_key(path, false, file, sizeof *file, diag))
		return false;
	*closed = memcmp(file->derivation, "Sc", 2) == 0;
	if (memcmp(file->algorithm, "Ed", 2) == 0 &&
	    memcmp(file->checksum, "B2", 2) == 0 &&
	    (*closed || memcmp(file->derivation, "\0\0", 2) == 0))
		return true;
	REPORT(diag, NO_SPAN, &proof_bad_key, ARGS(path));
	return false;
}

bool
minisign_is_closed(const char *path, bool *closed, struct diag *diag)
{
	struct secret_file file;
	bool ok = read_secret_file(path, &file, closed, diag);
	secret_wipe(&file, sizeof file);
	return ok;
}

static bool
open_secret(struct secret_file *file, const char *path, bool closed,
    struct slice passphrase, struct diag *diag)
{
	uint8_t sum[SUM_LEN];
	if (closed && !close_secret(file, passphrase)) {
		REPORT(diag, NO_SPAN, &proof_no_memory, ARGS(path));
		return false;
	}
	sum_secret(file, sum);
	if (!closed || memcmp(sum, file->secret.sum, sizeof sum) == 0)
		return true;
	REPORT(diag, NO_SPAN, &proof_wrong_passphrase, ARGS(path));
	return false;
}

bool
minisign_read_secret(const char *path, struct slice passphrase,
    struct minisign_secret *secret, struct diag *diag)
{
	struct secret_file file;
	bool closed;
	bool ok = read_secret_file(path, &file, &closed, diag) &&
		  open_secret(&file, path, closed, passphrase, diag);
	if (ok) {
		memcpy(secret->public_.id, file.secret.id, 8);
		memcpy(secret->seed, file.secret.seed, SIGNING_SEED);
		ed25519_public(secret->seed, secret->public_.key);
		ok = memcmp(secret->public_.key, file.secret.key,
			 SIGNING_PUBLIC) == 0;
		if (!ok)
			REPORT(diag, NO_SPAN, &proof_bad_key, ARGS(path));
	}
	secret_wipe(&file, sizeof file);
	return ok;
}

/* ---- signatures */

static struct slice
signed_with_comment(struct strbuf *text, const struct signature_file *file,
    struct slice comment)
{
	strbuf_add(text, bytes_of(file->signature, sizeof file->signature));
	strbuf_add(text, comment);
	return strbuf_view(text);
}

void
minisign_sign(struct strbuf *out, const struct minisign_secret *secret,
    struct slice bytes, struct slice comment)
{
	struct signature_file file = {.algorithm = {'E', 'D'}};
	uint8_t hash[BLAKE2B_MOST], whole[SIGNING_SIGNATURE];
	struct strbuf text = {0};
	blake2b_whole(bytes, hash);
	memcpy(file.id, secret->public_.id, sizeof file.id);
	ed25519_sign(secret->seed, bytes_of(hash, sizeof hash), file.signature);
	ed25519_sign(
	    secret->seed, signed_with_comment(&text, &file, comment), whole);
	write_lines(out, OUR_COMMENT, "", bytes_of(&file, sizeof file));
	strbuf_add_text(out, TRUSTED);
	strbuf_add(out, comment);
	strbuf_add_char(out, '\n');
	base64_write(out, bytes_of(whole, sizeof whole));
	strbuf_add_char(out, '\n');
	strbuf_fini(&text);
}

struct signature {
	struct slice unsigned_comment;
	struct signature_file file;
	struct slice comment;
	uint8_t whole[SIGNING_SIGNATURE];
};

static bool
read_signature(struct slice text, struct signature *signature)
{
	struct slice first = take_line(&text);
	struct slice file = take_line(&text);
	struct slice comment = take_line(&text);
	struct slice whole = take_line(&text);
	if (!slice_starts(first, COMMENT) || !slice_starts(comment, TRUSTED) ||
	    text.len)
		return false;
	signature->unsigned_comment = slice_from(first, strlen(COMMENT));
	signature->comment = slice_from(comment, strlen(TRUSTED));
	return base64_read(
		   file, (uint8_t *)&signature->file, sizeof signature->file) &&
	       base64_read(whole, signature->whole, sizeof signature->whole) &&
	       signature->file.algorithm[0] == 'E' &&
	       (signature->file.algorithm[1] == 'D' ||
		   signature->file.algorithm[1] == 'd');
}

static bool
is_good(const struct signature *signature, const struct minisign_public *key,
    struct slice bytes)
{
	uint8_t hash[BLAKE2B_MOST];
	struct strbuf text = {0};
	/* "Ed" is the older form, without the hash */
	if (signature->file.algorithm[1] == 'D') {
		blake2b_whole(bytes, hash);
		bytes = bytes_of(hash, sizeof hash);
	}
	bool good =
	    ed25519_verify(key->key, bytes, signature->file.signature) &&
	    ed25519_verify(key->key,
		signed_with_comment(
		    &text, &signature->file, signature->comment),
		signature->whole);
	strbuf_fini(&text);
	return good;
}

enum minisign_answer
minisign_verify(struct slice text, const struct minisign_public *key,
    struct slice bytes, struct minisign_public *signer, struct slice *comment)
{
	struct signature signature;
	if (!read_signature(text, &signature))
		return MINISIGN_MALFORMED;
	memcpy(signer->id, signature.file.id, sizeof signer->id);
	if (memcmp(signer->id, key->id, sizeof signer->id) != 0)
		return MINISIGN_OTHER_KEY;
	if (!is_good(&signature, key, bytes))
		return MINISIGN_BAD;
	if (!slice_is(signature.unsigned_comment, OUR_COMMENT) &&
	    !slice_is(signature.unsigned_comment, THEIR_COMMENT))
		return MINISIGN_COMMENT;
	*comment = signature.comment;
	return MINISIGN_GOOD;
}
