/* Vectors: RFC 8032 7.1, RFC 7693 appendix A, RFC 7914 12, RFC 4648 10. */
#include "base/signing.h"

#include "test.h"

static void
read_hex(const char *hex, uint8_t *to)
{
	for (unsigned byte; *hex && sscanf(hex, "%2x", &byte) == 1; hex += 2)
		*to++ = (uint8_t)byte;
}

static void
test_hex(const char *name, const uint8_t *have, size_t len, const char *want)
{
	char hex[2 * 64 + 1] = "";
	for (size_t i = 0; i < len; i++)
		snprintf(hex + 2 * i, 3, "%02x", have[i]);
	test_text(name, hex, want);
}

/* RFC 8032, 7.1, test 2. */
static void
check_ed25519(void)
{
	uint8_t seed[32], key[32], signature[64];
	struct slice text = SLICE("\x72");
	read_hex("4ccd089b28ff96da9db6c346ec114e0f"
		 "5b8a319f35aba624da8cf6ed4fb8a6fb",
	    seed);
	ed25519_public(seed, key);
	test_hex("a public key", key, 32,
	    "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
	ed25519_sign(seed, text, signature);
	test_hex("a signature", signature, 64,
	    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
	    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
	test_true("is good", ed25519_verify(key, text, signature));
	test_true(
	    "of that text only", !ed25519_verify(key, SLICE("s"), signature));
	signature[40] ^= 1;
	test_true("with every bit", !ed25519_verify(key, text, signature));
	key[3] ^= 1;
	test_true("by that key only", !ed25519_verify(key, text, signature));
}

static void
check_blake2b(void)
{
	static char text[300];
	uint8_t ours[64], theirs[64];
	blake2b(SLICE("abc"), ours, 64);
	test_hex("RFC 7693, appendix A", ours, 64,
	    "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
	    "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923");
	blake2b(SLICE(""), ours, 32);
	test_hex("of 32 bytes (b2sum -l 256)", ours, 32,
	    "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
	for (size_t len = 0; len <= sizeof text; len++) {
		struct slice bytes = {text, len};
		blake2b(bytes, ours, 64);
		blake2b_whole(bytes, theirs);
		if (memcmp(ours, theirs, 64) != 0)
			test_true("as libcrypto's, of any length", false);
		if (len < sizeof text)
			text[len] = (char)(len * 7);
	}
}

static void
check_scrypt(void)
{
	uint8_t key[64];
	struct scrypt nothing = {.n = 16, .r = 1, .p = 1, .most = 1 << 20};
	test_true("of nothing", scrypt_derive(&nothing, key, sizeof key));
	test_hex("RFC 7914, 12, the first", key, 64,
	    "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
	    "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906");
	struct scrypt scrypt = {.passphrase = SLICE("password"),
	    .salt = SLICE("NaCl"),
	    .n = 1024,
	    .r = 8,
	    .p = 16,
	    .most = 64 << 20};
	test_true("derived", scrypt_derive(&scrypt, key, sizeof key));
	test_hex("RFC 7914, 12", key, 64,
	    "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
	    "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640");
	scrypt.most = 1 << 20;
	test_true("no more memory", !scrypt_derive(&scrypt, key, sizeof key));
}

static void
check_base64(void)
{
	static const struct {
		const char *bytes, *text;
	} cases[] = {{"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"},
	    {"foob", "Zm9vYg=="}, {"fooba", "Zm9vYmE="}};
	static const char *const faults[] = {
	    "Zm8", "Zm9=", "Zm8 ", "Zm8=\n", "Z===", "Zm9v", "*m8="};
	static uint8_t many[300];
	uint8_t bytes[8];
	struct strbuf long_one = {0};
	base64_write(&long_one, (struct slice){(const char *)many, 300});
	test_number("of any length", (long long)long_one.len, 400);
	test_true("which no key has",
	    !base64_read(strbuf_view(&long_one), many, sizeof many));
	strbuf_fini(&long_one);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct strbuf out = {0};
		struct slice from = slice_view(cases[i].bytes);
		base64_write(&out, from);
		test_slice(cases[i].bytes, strbuf_view(&out), cases[i].text);
		test_true("read again",
		    base64_read(strbuf_view(&out), bytes, from.len) &&
			memcmp(bytes, cases[i].bytes, from.len) == 0);
		strbuf_fini(&out);
	}
	for (size_t i = 0; i < COUNT(faults); i++)
		test_true(
		    faults[i], !base64_read(slice_view(faults[i]), bytes, 2));
}

int
main(void)
{
	uint8_t a[16] = {0}, b[16] = {0};
	check_ed25519();
	check_blake2b();
	check_scrypt();
	check_base64();
	test_true("random",
	    random_fill(a, 16) && random_fill(b, 16) && memcmp(a, b, 16) != 0);
	secret_wipe(a, 16);
	test_true("wiped", a[3] == 0 && a[15] == 0);
	return test_end();
}
