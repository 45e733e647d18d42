#include "base/hash.h"

#include <errno.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/messages.h"

struct hasher {
	EVP_MD_CTX *context;
	EVP_MD *method;
};

static void
must(int ok)
{
	if (ok != 1)
		memory_exhausted();
}

struct hasher *
hasher_new(void)
{
	struct hasher *hasher = mem_new(1, sizeof *hasher);
	hasher->context = EVP_MD_CTX_new();
	hasher->method = EVP_MD_fetch(NULL, "SHA256", NULL);
	must(hasher->context && hasher->method);
	hasher_start(hasher);
	return hasher;
}

void
hasher_free(struct hasher *hasher)
{
	if (!hasher)
		return;
	EVP_MD_CTX_free(hasher->context);
	EVP_MD_free(hasher->method);
	free(hasher);
}

void
hasher_start(struct hasher *hasher)
{
	must(EVP_DigestInit_ex2(hasher->context, hasher->method, NULL));
}

void
hasher_add(struct hasher *hasher, struct slice bytes)
{
	if (bytes.len)
		must(EVP_DigestUpdate(hasher->context, bytes.at, bytes.len));
}

struct digest
hasher_finish(struct hasher *hasher)
{
	struct digest digest;
	must(EVP_DigestFinal_ex(hasher->context, digest.bytes, NULL));
	return digest;
}

struct digest
hash_of(struct slice bytes)
{
	struct hasher *hasher = hasher_new();
	hasher_add(hasher, bytes);
	struct digest digest = hasher_finish(hasher);
	hasher_free(hasher);
	return digest;
}

/* The end of splitmix64 (Steele, Lea, Flood, 2014): one to one. */
static uint64_t
mix(uint64_t hash)
{
	hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9u;
	hash = (hash ^ (hash >> 27)) * 0x94d049bb133111ebu;
	return hash ^ (hash >> 31);
}

uint64_t
hash_short(uint64_t seed, struct slice bytes)
{
	uint64_t hash = seed ^ mix(bytes.len + 0x9e3779b97f4a7c15u), word;
	size_t at = 0;
	for (; at + sizeof word <= bytes.len; at += sizeof word) {
		memcpy(&word, bytes.at + at, sizeof word);
		hash = mix(hash ^ word);
	}
	word = 0;
	if (at < bytes.len)
		memcpy(&word, bytes.at + at, bytes.len - at);
	return mix((hash ^ word) + 0x9e3779b97f4a7c15u);
}

struct digest
hash_keyed(struct slice key, struct slice bytes)
{
	struct digest digest;
	unsigned len = sizeof digest.bytes;
	if (!HMAC(EVP_sha256(), key.at, (int)key.len,
		(const unsigned char *)bytes.at, bytes.len, digest.bytes, &len))
		memory_exhausted();
	return digest;
}

/* OpenSSL looks its methods up by name, which takes longer than the hash. */
struct keyed_hasher {
	EVP_MAC *method;
	EVP_MAC_CTX *context;
};

struct keyed_hasher *
keyed_hasher_new(struct slice key)
{
	struct keyed_hasher *hasher = mem_new(1, sizeof *hasher);
	char name[] = "SHA256";
	const OSSL_PARAM asked[] = {
	    OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name, 0),
	    OSSL_PARAM_construct_end()};
	hasher->method = EVP_MAC_fetch(NULL, "HMAC", NULL);
	hasher->context = EVP_MAC_CTX_new(hasher->method);
	must(hasher->method && hasher->context &&
	     EVP_MAC_init(hasher->context,
		 (const unsigned char *)(key.len ? key.at : ""), key.len,
		 asked));
	return hasher;
}

void
keyed_hasher_free(struct keyed_hasher *hasher)
{
	if (!hasher)
		return;
	EVP_MAC_CTX_free(hasher->context);
	EVP_MAC_free(hasher->method);
	free(hasher);
}

struct digest
keyed_hasher_hash(struct keyed_hasher *hasher, struct slice bytes)
{
	struct digest digest;
	size_t len;
	must(EVP_MAC_init(hasher->context, NULL, 0, NULL) == 1 &&
	     EVP_MAC_update(hasher->context, (const unsigned char *)bytes.at,
		 bytes.len) == 1 &&
	     EVP_MAC_final(hasher->context, digest.bytes, &len,
		 sizeof digest.bytes) == 1);
	return digest;
}

bool
hash_file(const char *path, struct diag *diag, struct digest *digest)
{
	return hash_file_after((struct slice){NULL, 0}, path, diag, digest);
}

bool
hash_file_after(struct slice prefix, const char *path, struct diag *diag,
    struct digest *digest)
{
	bool ok = false;
	struct hasher *hasher = hasher_new();
	hasher_add(hasher, prefix);
	char *buffer = mem_new(1 << 18, 1);
	int fd = file_open(path);
	ssize_t got = -1;
	while (fd >= 0 && (got = fault_read(fd, buffer, 1 << 18)) > 0)
		hasher_add(hasher, (struct slice){buffer, (size_t)got});
	if (got < 0) {
		fault_report_unread(diag, NO_SPAN, path, errno);
		goto out;
	}
	*digest = hasher_finish(hasher);
	ok = true;
out:
	if (fd >= 0)
		close(fd);
	free(buffer);
	hasher_free(hasher);
	return ok;
}

void
digest_write_hex(struct digest digest, char hex[65])
{
	static const char digits[] = "0123456789abcdef";
	for (size_t i = 0; i < sizeof digest.bytes; i++) {
		hex[2 * i] = digits[digest.bytes[i] >> 4];
		hex[2 * i + 1] = digits[digest.bytes[i] & 15];
	}
	hex[64] = '\0';
}

static int
nibble(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return -1;
}

bool
digest_read_hex(struct slice hex, struct digest *digest)
{
	if (hex.len != 2 * sizeof digest->bytes)
		return false;
	for (size_t i = 0; i < sizeof digest->bytes; i++) {
		int high = nibble(hex.at[2 * i]);
		int low = nibble(hex.at[2 * i + 1]);
		if (high < 0 || low < 0)
			return false;
		digest->bytes[i] = (uint8_t)(high << 4 | low);
	}
	return true;
}

bool
digest_equal(struct digest a, struct digest b)
{
	return memcmp(a.bytes, b.bytes, sizeof a.bytes) == 0;
}
