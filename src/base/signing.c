#include "base/signing.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include "base/raw_key.h"

static const unsigned char *
octets(struct slice bytes)
{
	return (const unsigned char *)(bytes.len ? bytes.at : "");
}

bool
random_fill(void *to, size_t len)
{
	return RAND_bytes(to, (int)len) == 1;
}

void
secret_wipe(void *at, size_t len)
{
	OPENSSL_cleanse(at, len);
}

void
ed25519_public(const uint8_t seed[SIGNING_SEED], uint8_t key[SIGNING_PUBLIC])
{
	raw_key_public(EVP_PKEY_ED25519, seed, key);
}

void
ed25519_sign(const uint8_t seed[SIGNING_SEED], struct slice bytes,
    uint8_t signature[SIGNING_SIGNATURE])
{
	size_t len = SIGNING_SIGNATURE;
	EVP_PKEY *pair = EVP_PKEY_new_raw_private_key(
	    EVP_PKEY_ED25519, NULL, seed, SIGNING_SEED);
	EVP_MD_CTX *context = EVP_MD_CTX_new();
	crypto_must(pair && context &&
		    EVP_DigestSignInit(context, NULL, NULL, NULL, pair) == 1 &&
		    EVP_DigestSign(context, signature, &len, octets(bytes),
			bytes.len) == 1);
	EVP_MD_CTX_free(context);
	EVP_PKEY_free(pair);
}

bool
ed25519_verify(const uint8_t key[SIGNING_PUBLIC], struct slice bytes,
    const uint8_t signature[SIGNING_SIGNATURE])
{
	EVP_PKEY *pair = EVP_PKEY_new_raw_public_key(
	    EVP_PKEY_ED25519, NULL, key, SIGNING_PUBLIC);
	EVP_MD_CTX *context = EVP_MD_CTX_new();
	crypto_must(context);
	bool good =
	    pair &&
	    EVP_DigestVerifyInit(context, NULL, NULL, NULL, pair) == 1 &&
	    EVP_DigestVerify(context, signature, SIGNING_SIGNATURE,
		octets(bytes), bytes.len) == 1;
	EVP_MD_CTX_free(context);
	EVP_PKEY_free(pair);
	return good;
}

void
blake2b_whole(struct slice bytes, uint8_t to[BLAKE2B_MOST])
{
	EVP_MD *method = EVP_MD_fetch(NULL, "BLAKE2B-512", NULL);
	crypto_must(method && EVP_Digest(octets(bytes), bytes.len, to, NULL,
				  method, NULL) == 1);
	EVP_MD_free(method);
}

bool
scrypt_derive(const struct scrypt *scrypt, uint8_t *to, size_t len)
{
	return EVP_PBE_scrypt(
		   scrypt->passphrase.len ? scrypt->passphrase.at : "",
		   scrypt->passphrase.len, octets(scrypt->salt),
		   scrypt->salt.len, scrypt->n, scrypt->r, scrypt->p,
		   scrypt->most, to, len) == 1;
}

/* ---- base64 */

void
base64_write(struct strbuf *out, struct slice bytes)
{
	char *to = strbuf_reserve(out, (bytes.len + 2) / 3 * 4 + 1);
	out->len += (size_t)EVP_EncodeBlock(
	    (unsigned char *)to, octets(bytes), (int)bytes.len);
}

bool
base64_read(struct slice text, uint8_t *to, size_t len)
{
	unsigned char bytes[256];
	struct strbuf again = {0};
	if (text.len != (len + 2) / 3 * 4 || len > sizeof bytes - 3 ||
	    EVP_DecodeBlock(bytes, octets(text), (int)text.len) < (int)len)
		return false;
	memcpy(to, bytes, len);
	base64_write(&again, (struct slice){(const char *)to, len});
	bool same = slice_equal(strbuf_view(&again), text);
	secret_wipe(bytes, sizeof bytes);
	if (again.len)
		secret_wipe(again.at, again.len);
	strbuf_fini(&again);
	return same;
}
