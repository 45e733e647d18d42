/* What age is to open: read back here by the format's own words (C2SP age.md),
 * with a count of the parts that is not the writer's. */
#include <stdlib.h>

#include <openssl/evp.h>

#include "base/hash.h"
#include "base/memory.h"
#include "base/signing.h"
#include "pack/age.h"
#include "test.h"

#define PART ((size_t)64 * 1024)
#define FILE_KEY 16

static const struct {
	const char *name;
	size_t len, parts;
} cases[] = {
    {"nothing", 0, 1},
    {"a byte", 1, 1},
    {"a part", PART, 1},
    {"and a byte more", PART + 1, 2},
    {"two parts", 2 * PART, 2},
    /* from the 257th part on, the count takes two bytes */
    {"256 parts", 256 * PART, 256},
    {"300 parts", 300 * PART - 7, 300},
};

static struct slice
bytes_of(const void *at, size_t len)
{
	return (struct slice){at, len};
}

static bool
open_box(const uint8_t key[BOX_KEY], const uint8_t nonce[BOX_NONCE],
    struct slice sealed, uint8_t *to)
{
	int len = 0, more = 0;
	uint8_t tag[BOX_TAG];
	const uint8_t *at = (const uint8_t *)sealed.at;
	size_t bytes = sealed.len - BOX_TAG;
	memcpy(tag, at + bytes, sizeof tag);
	EVP_CIPHER_CTX *box = EVP_CIPHER_CTX_new();
	bool ok =
	    EVP_DecryptInit_ex(
		box, EVP_chacha20_poly1305(), NULL, key, nonce) &&
	    EVP_CIPHER_CTX_ctrl(box, EVP_CTRL_AEAD_SET_TAG, BOX_TAG, tag) &&
	    EVP_DecryptUpdate(box, to, &len, at, (int)bytes) &&
	    EVP_DecryptFinal_ex(box, to + len, &more) == 1;
	EVP_CIPHER_CTX_free(box);
	return ok;
}

/* The next line, of which what stands before `from` is left out. */
static struct slice
take_line(struct slice *rest, size_t from)
{
	size_t end = slice_find_char(*rest, '\n');
	struct slice line = slice_from(slice_part(*rest, 0, end), from);
	*rest = slice_from(*rest, end + 1);
	return line;
}

/* Base64 without the signs that fill it up. */
static bool
read_base64(struct slice text, uint8_t *to, size_t len)
{
	char full[80];
	snprintf(full, sizeof full, "%.*s%s", (int)text.len, text.at,
	    len % 3 == 0   ? ""
	    : len % 3 == 1 ? "=="
			   : "=");
	return base64_read(slice_view(full), to, len);
}

/* The key of the parts, which begin where `rest` does then. */
static bool
open_head(
    struct slice *rest, const uint8_t secret[BOX_KEY], uint8_t key[BOX_KEY])
{
	static const uint8_t none[BOX_NONCE];
	uint8_t both[2 * BOX_KEY], shared[BOX_KEY], wrap[BOX_KEY];
	uint8_t wrapped[FILE_KEY + BOX_TAG], file_key[FILE_KEY];
	x25519_public(secret, both + BOX_KEY);
	bool ok =
	    slice_is(take_line(rest, 0), AGE_MAGIC) &&
	    read_base64(take_line(rest, strlen("-> X25519 ")), both, BOX_KEY) &&
	    x25519_shared(secret, both, shared) &&
	    read_base64(take_line(rest, 0), wrapped, sizeof wrapped);
	hkdf_derive(bytes_of(shared, sizeof shared),
	    bytes_of(both, sizeof both), SLICE("age-encryption.org/v1/X25519"),
	    wrap);
	ok = ok &&
	     open_box(wrap, none, bytes_of(wrapped, sizeof wrapped), file_key);
	take_line(rest, 0); /* the head's sum: age looks at it in e2e/pack.py */
	hkdf_derive(bytes_of(file_key, sizeof file_key),
	    slice_part(*rest, 0, 16), SLICE("payload"), key);
	*rest = slice_from(*rest, 16);
	return ok;
}

static size_t
open_parts(struct slice rest, const uint8_t key[BOX_KEY], struct strbuf *to)
{
	size_t count = 0;
	uint8_t *part = mem_room(PART);
	for (bool last = false; !last; count++) {
		size_t len =
		    rest.len < PART + BOX_TAG ? rest.len : PART + BOX_TAG;
		last = len == rest.len;
		uint8_t nonce[BOX_NONCE] = {[BOX_NONCE - 1] = last};
		for (size_t i = 0; i < 8; i++)
			nonce[BOX_NONCE - 2 - i] = (uint8_t)(count >> 8 * i);
		if (len < BOX_TAG ||
		    !open_box(key, nonce, slice_part(rest, 0, len), part))
			break;
		strbuf_add(to, bytes_of(part, len - BOX_TAG));
		rest = slice_from(rest, len);
	}
	free(part);
	return count;
}

/* Written in pieces that end nowhere near a part. */
static void
write_all(struct age *age, struct slice bytes)
{
	while (bytes.len) {
		size_t len = bytes.len < 99991 ? bytes.len : 99991;
		age_write(age, slice_part(bytes, 0, len));
		bytes = slice_from(bytes, len);
	}
	age_end(age);
}

static void
test_case(size_t i)
{
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct strbuf plain = {0}, written = {0}, back = {0};
	uint8_t secret[BOX_KEY], key[BOX_KEY];
	struct age_recipient recipient;
	const struct age_recipients recipients = {.at = &recipient, .count = 1};
	memset(secret, 7, sizeof secret);
	x25519_public(secret, recipient.key);
	for (size_t k = 0; k < cases[i].len; k++)
		strbuf_add_char(&plain, (char)(k * 31 + k / 251));
	struct sink *sink = sink_to_memory(&written);
	write_all(age_start(sink, &recipients, diag), strbuf_view(&plain));
	test_true(cases[i].name, sink_finish(sink, diag));
	struct slice rest = strbuf_view(&written);
	test_true("its head", open_head(&rest, secret, key));
	test_number(cases[i].name, (long long)open_parts(rest, key, &back),
	    (long long)cases[i].parts);
	test_true("the same bytes",
	    slice_equal(strbuf_view(&back), strbuf_view(&plain)));
	strbuf_fini(&plain);
	strbuf_fini(&written);
	strbuf_fini(&back);
	diag_free(diag);
	sources_free(sources);
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++)
		test_case(i);
	return test_end();
}
