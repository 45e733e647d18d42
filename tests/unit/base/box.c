/* Vectors: RFC 7748 6.1, RFC 5869 A.1 and A.3, RFC 8439 2.8.2 without its
 * associated data. */
#include "base/box.h"

#include "test.h"

static size_t
read_hex(const char *hex, uint8_t *to)
{
	size_t len = 0;
	for (unsigned byte; *hex && sscanf(hex, "%2x", &byte) == 1; hex += 2)
		to[len++] = (uint8_t)byte;
	return len;
}

static void
test_hex(const char *name, const uint8_t *have, size_t len, const char *want)
{
	char hex[2 * 64 + 1] = "";
	for (size_t i = 0; i < len; i++)
		snprintf(hex + 2 * i, 3, "%02x", have[i]);
	test_text(name, hex, want);
}

static void
check_x25519(void)
{
	uint8_t bob[32], alice_key[32], key[32], shared[32];
	static const uint8_t zero[32];
	read_hex("5dab087e624a8a4b79e17f8b83800ee6"
		 "6f3bb1292618b6fd1c2f8b27ff88e0eb",
	    bob);
	read_hex("8520f0098930a754748b7ddcb43ef75a"
		 "0dbf3a0d26381af4eba4a98eaa9b4e6a",
	    alice_key);
	x25519_public(bob, key);
	test_hex("RFC 7748 6.1, a key", key, sizeof key,
	    "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f");
	test_true("a secret", x25519_shared(bob, alice_key, shared));
	test_hex("RFC 7748 6.1, the secret", shared, sizeof shared,
	    "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");
	test_true("of nothing", !x25519_shared(bob, zero, shared));
}

static void
check_hkdf(void)
{
	uint8_t from[32], salt[16], info[16], key[BOX_KEY];
	size_t len =
	    read_hex("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", from);
	size_t salted = read_hex("000102030405060708090a0b0c", salt);
	size_t said = read_hex("f0f1f2f3f4f5f6f7f8f9", info);
	hkdf_derive((struct slice){(char *)from, len},
	    (struct slice){(char *)salt, salted},
	    (struct slice){(char *)info, said}, key);
	test_hex("RFC 5869 A.1", key, sizeof key,
	    "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");
	hkdf_derive((struct slice){(char *)from, len}, (struct slice){NULL, 0},
	    (struct slice){NULL, 0}, key);
	test_hex("RFC 5869 A.3", key, sizeof key,
	    "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d");
}

/* The cipher's bytes do not depend on what else is signed. */
static void
check_box(void)
{
	uint8_t key[32], nonce[BOX_NONCE], sealed[200];
	struct slice text =
	    SLICE("Ladies and Gentlemen of the class of '99: If I could offer "
		  "you only one tip for the future, sunscreen would be it.");
	for (size_t i = 0; i < sizeof key; i++)
		key[i] = (uint8_t)(0x80 + i);
	read_hex("070000004041424344454647", nonce);
	box_seal(key, nonce, text, sealed);
	test_hex(
	    "RFC 8439 2.8.2", sealed, 16, "d31a8d34648e60db7b86afbc53ef7ec2");
	test_hex(
	    "its end", sealed + 98, 16, "def08e4b7a9de576d26586cec64b6116");
}

int
main(void)
{
	check_x25519();
	check_hkdf();
	check_box();
	return test_end();
}
