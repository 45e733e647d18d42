#include "pack/age.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/memory.h"
#include "base/signing.h"
#include "pack/messages.h"

#define FILE_KEY 16
#define PART ((size_t)64 * 1024)
#define SCRYPT_LOG 18 /* 256 MiB and about a second, as age itself */
#define SCRYPT_MOST ((uint64_t)300 << 20)

struct age {
	struct sink *sink;
	uint8_t file_key[FILE_KEY], key[BOX_KEY];
	uint8_t nonce[BOX_NONCE]; /* a count, and whether it is the last */
	char *part; /* not sealed yet */
	size_t len;
	uint8_t *sealed;
};

static struct slice
bytes_of(const uint8_t *at, size_t len)
{
	return (struct slice){(const char *)at, len};
}

/* Without the signs that fill up. */
static void
add_base64(struct strbuf *out, struct slice bytes)
{
	base64_write(out, bytes);
	while (out->at[out->len - 1] == '=')
		out->len--;
}

static void
add_wrapped(
    struct strbuf *head, const struct age *age, const uint8_t wrap[BOX_KEY])
{
	static const uint8_t nonce[BOX_NONCE];
	uint8_t wrapped[FILE_KEY + BOX_TAG];
	box_seal(wrap, nonce, bytes_of(age->file_key, FILE_KEY), wrapped);
	strbuf_add_char(head, '\n');
	add_base64(head, bytes_of(wrapped, sizeof wrapped));
	strbuf_add_char(head, '\n');
}

/* ---- for whom */

static bool
add_recipient(struct strbuf *head, const struct age *age,
    const struct age_recipient *recipient)
{
	uint8_t secret[BOX_KEY], shared[BOX_KEY], wrap[BOX_KEY];
	uint8_t both[2 * BOX_KEY];
	bool ok = random_fill(secret, sizeof secret) &&
		  x25519_shared(secret, recipient->key, shared);
	if (ok) {
		x25519_public(secret, both);
		memcpy(both + BOX_KEY, recipient->key, BOX_KEY);
		hkdf_derive(bytes_of(shared, sizeof shared),
		    bytes_of(both, sizeof both),
		    SLICE("age-encryption.org/v1/X25519"), wrap);
		strbuf_add_text(head, "-> X25519 ");
		add_base64(head, bytes_of(both, BOX_KEY));
		add_wrapped(head, age, wrap);
	}
	secret_wipe(secret, sizeof secret);
	secret_wipe(shared, sizeof shared);
	secret_wipe(wrap, sizeof wrap);
	return ok;
}

static bool
add_passphrase(
    struct strbuf *head, const struct age *age, struct slice passphrase)
{
	static const char label[] = "age-encryption.org/v1/scrypt";
	char salt[sizeof label - 1 + 16];
	uint8_t wrap[BOX_KEY];
	uint8_t *random = (uint8_t *)salt + sizeof label - 1;
	memcpy(salt, label, sizeof label - 1);
	if (!random_fill(random, 16))
		return false;
	const struct scrypt scrypt = {
	    .passphrase = passphrase,
	    .salt = {salt, sizeof salt},
	    .n = (uint64_t)1 << SCRYPT_LOG,
	    .r = 8,
	    .p = 1,
	    .most = SCRYPT_MOST,
	};
	if (!scrypt_derive(&scrypt, wrap, sizeof wrap))
		return false;
	strbuf_add_text(head, "-> scrypt ");
	add_base64(head, bytes_of(random, 16));
	strbuf_print(head, " %d", SCRYPT_LOG);
	add_wrapped(head, age, wrap);
	secret_wipe(wrap, sizeof wrap);
	return true;
}

/* ---- the head */

static struct age *
make(struct sink *sink)
{
	struct age *age = mem_new(1, sizeof *age);
	age->sink = sink;
	age->part = mem_room(PART);
	age->sealed = mem_room(PART + BOX_TAG);
	return age;
}

static void
drop(struct age *age)
{
	secret_wipe(age->part, PART);
	secret_wipe(age->file_key, sizeof age->file_key);
	secret_wipe(age->key, sizeof age->key);
	free(age->part);
	free(age->sealed);
	free(age);
}

/* The head's own sum, by a key that only who can read the file has. */
static bool
end_head(struct age *age, struct strbuf *head)
{
	uint8_t key[BOX_KEY], nonce[16];
	struct slice file_key = bytes_of(age->file_key, FILE_KEY);
	strbuf_add_text(head, "---");
	hkdf_derive(file_key, (struct slice){NULL, 0}, SLICE("header"), key);
	struct digest sum =
	    hash_keyed(bytes_of(key, sizeof key), strbuf_view(head));
	strbuf_add_char(head, ' ');
	add_base64(head, bytes_of(sum.bytes, sizeof sum.bytes));
	strbuf_add_char(head, '\n');
	if (!random_fill(nonce, sizeof nonce))
		return false;
	strbuf_add(head, bytes_of(nonce, sizeof nonce));
	hkdf_derive(file_key, bytes_of(nonce, sizeof nonce), SLICE("payload"),
	    age->key);
	sink_write(age->sink, strbuf_view(head));
	return true;
}

static struct age *
start(struct sink *sink, const struct age_recipients *recipients,
    struct slice passphrase, struct diag *diag)
{
	struct age *age = make(sink);
	struct strbuf head = {0};
	bool ok = random_fill(age->file_key, sizeof age->file_key);
	strbuf_add_text(&head, AGE_MAGIC "\n");
	for (size_t i = 0; recipients && ok && i < recipients->count; i++)
		ok = add_recipient(&head, age, &recipients->at[i]);
	if (ok && !recipients)
		ok = add_passphrase(&head, age, passphrase);
	ok = ok && end_head(age, &head);
	strbuf_fini(&head);
	if (ok)
		return age;
	REPORT(diag, NO_SPAN, &pack_cannot_encrypt, NO_ARGS);
	drop(age);
	return NULL;
}

struct age *
age_start(struct sink *sink, const struct age_recipients *recipients,
    struct diag *diag)
{
	return start(sink, recipients, (struct slice){NULL, 0}, diag);
}

struct age *
age_start_passphrase(
    struct sink *sink, struct slice passphrase, struct diag *diag)
{
	return start(sink, NULL, passphrase, diag);
}

/* ---- the bytes */

static void
seal_part(struct age *age, bool last)
{
	age->nonce[BOX_NONCE - 1] = last;
	box_seal(age->key, age->nonce, (struct slice){age->part, age->len},
	    age->sealed);
	sink_write(age->sink, bytes_of(age->sealed, age->len + BOX_TAG));
	age->len = 0;
	for (int i = BOX_NONCE - 2; i >= 0 && !++age->nonce[i]; i--)
		;
}

/* A full part waits: the last one is marked, and is not empty. */
void
age_write(struct age *age, struct slice bytes)
{
	while (bytes.len) {
		if (age->len == PART)
			seal_part(age, false);
		size_t room = PART - age->len;
		size_t take = bytes.len < room ? bytes.len : room;
		memcpy(age->part + age->len, bytes.at, take);
		age->len += take;
		bytes = slice_from(bytes, take);
	}
}

void
age_end(struct age *age)
{
	if (!age)
		return;
	seal_part(age, true);
	drop(age);
}
