#include "base/raw_key.h"

#include <openssl/evp.h>

#include "base/memory.h"

void
crypto_must(bool ok)
{
	if (!ok)
		memory_exhausted();
}

void
raw_key_public(int type, const uint8_t secret[RAW_KEY], uint8_t key[RAW_KEY])
{
	size_t len = RAW_KEY;
	EVP_PKEY *pair =
	    EVP_PKEY_new_raw_private_key(type, NULL, secret, RAW_KEY);
	crypto_must(pair && EVP_PKEY_get_raw_public_key(pair, key, &len) == 1);
	EVP_PKEY_free(pair);
}
