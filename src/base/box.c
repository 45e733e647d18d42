#include "base/box.h"

#include <assert.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <string.h>

#include "base/hash.h"
#include "base/raw_key.h"

void
x25519_public(const uint8_t secret[BOX_KEY], uint8_t key[BOX_KEY])
{
	raw_key_public(EVP_PKEY_X25519, secret, key);
}

bool
x25519_shared(const uint8_t secret[BOX_KEY], const uint8_t key[BOX_KEY],
    uint8_t shared[BOX_KEY])
{
	size_t len = BOX_KEY;
	EVP_PKEY *mine = EVP_PKEY_new_raw_private_key(
	    EVP_PKEY_X25519, NULL, secret, BOX_KEY);
	EVP_PKEY *theirs =
	    EVP_PKEY_new_raw_public_key(EVP_PKEY_X25519, NULL, key, BOX_KEY);
	crypto_must(mine);
	EVP_PKEY_CTX *context = EVP_PKEY_CTX_new(mine, NULL);
	crypto_must(context && EVP_PKEY_derive_init(context) == 1);
	bool good = theirs && EVP_PKEY_derive_set_peer(context, theirs) == 1 &&
		    EVP_PKEY_derive(context, shared, &len) == 1 &&
		    len == BOX_KEY;
	EVP_PKEY_CTX_free(context);
	EVP_PKEY_free(theirs);
	EVP_PKEY_free(mine);
	return good;
}

/* Extract, then the one block of expand that 32 bytes are. */
void
hkdf_derive(struct slice from, struct slice salt, struct slice info,
    uint8_t to[BOX_KEY])
{
	char block[128];
	assert(info.len < sizeof block);
	struct digest extracted =
	    hash_keyed(salt.len ? salt : (struct slice){"", 0}, from);
	if (info.len)
		memcpy(block, info.at, info.len);
	block[info.len] = 1;
	struct digest key =
	    hash_keyed((struct slice){(const char *)extracted.bytes,
			   sizeof extracted.bytes},
		(struct slice){block, info.len + 1});
	memcpy(to, key.bytes, BOX_KEY);
	OPENSSL_cleanse(&extracted, sizeof extracted);
	OPENSSL_cleanse(&key, sizeof key);
}

void
box_seal(const uint8_t key[BOX_KEY], const uint8_t nonce[BOX_NONCE],
    struct slice bytes, uint8_t *to)
{
	int len = 0, more = 0;
	EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
	crypto_must(
	    context && EVP_EncryptInit_ex(context, EVP_chacha20_poly1305(),
			   NULL, key, nonce) == 1);
	crypto_must(!bytes.len ||
		    EVP_EncryptUpdate(context, to, &len,
			(const unsigned char *)bytes.at, (int)bytes.len) == 1);
	crypto_must(EVP_EncryptFinal_ex(context, to + len, &more) == 1 &&
		    EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, BOX_TAG,
			to + bytes.len) == 1);
	EVP_CIPHER_CTX_free(context);
}
