/* Keys and signatures in minisign's format: what is read, and what is near it
 * and is not. */
#include "proof/minisign.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "reported.h"

#define PUBLIC_LEN (2 + 8 + SIGNING_PUBLIC)
#define SECRET_LEN (2 + 2 + 2 + 32 + 8 + 8 + 8 + SIGNING_SEED + 2 * 32)
#define SIGNED_LEN (2 + 8 + SIGNING_SIGNATURE)
#define ID_AT 54 /* of a secret key: what scrypt's stream hides begins here */

static struct arena *mem;
static const char *path; /* of the file at hand */
static struct minisign_secret pair;

static struct slice
bytes_of(const void *at, size_t len)
{
	return (struct slice){at, len};
}

/* The n-th line of a text, from 0. */
static struct slice
line_of(struct slice text, size_t n)
{
	for (; n; n--)
		text = slice_from(text, slice_find_char(text, '\n') + 1);
	return slice_part(text, 0, slice_find_char(text, '\n'));
}

static struct slice
in_base64(const uint8_t *bytes, size_t len)
{
	struct strbuf out = {0};
	base64_write(&out, bytes_of(bytes, len));
	struct slice kept = arena_dup(mem, strbuf_view(&out));
	strbuf_fini(&out);
	return kept;
}

/* ---- keys */

static const struct {
	const char *name;
	const char *before, *behind; /* the line of base64 */
	uint8_t of; /* the byte that is another */
	uint8_t byte; /* 0: as it is */
	bool good;
} public_keys[] = {
    {"with its comment", "untrusted comment: a\n", "\n", 0, 0, true},
    {"alone", "", "\n", 0, 0, true},
    {"without a line feed", "", "", 0, 0, true},
    {"from Windows", "untrusted comment: a\r\n", "\r\n", 0, 0, true},
    {"behind another word", "comment: a\n", "\n", 0, 0, false},
    {"two lines", "", "\nRWQ\n", 0, 0, false},
    {"more on the line", "", "=\n", 0, 0, false},
    {"another algorithm", "", "\n", 0, 'X', false},
    {"another algorithm's second letter", "", "\n", 1, 'D', false},
};

static void
write_file(const char *before, struct slice key, const char *behind)
{
	FILE *file = fopen(path, "w");
	if (!file)
		abort();
	fprintf(file, "%s%.*s%s", before, (int)key.len, key.at, behind);
	fclose(file);
}

static void
test_public(size_t i, struct diag *diag)
{
	struct minisign_public key;
	struct strbuf out = {0};
	uint8_t bytes[PUBLIC_LEN];
	minisign_write_public(&out, &pair.public_);
	test_true("written",
	    base64_read(line_of(strbuf_view(&out), 1), bytes, sizeof bytes));
	strbuf_fini(&out);
	if (public_keys[i].byte)
		bytes[public_keys[i].of] = public_keys[i].byte;
	write_file(public_keys[i].before, in_base64(bytes, sizeof bytes),
	    public_keys[i].behind);
	bool ok = minisign_read_public(path, &key, diag);
	test_true(public_keys[i].name, ok == public_keys[i].good);
	if (ok)
		test_true(public_keys[i].name,
		    memcmp(&key, &pair.public_, sizeof key) == 0);
	else
		test_reported(public_keys[i].name, diag, "bad-key-file");
}

static const struct {
	const char *name, *before;
	int of; /* the byte that is another; -1: none */
	bool good;
} secret_keys[] = {
    {"a secret key", "untrusted comment: a\n", -1, true},
    {"without its comment", "", -1, false},
    {"a secret key's algorithm", "untrusted comment: a\n", 0, false},
    {"its derivation", "untrusted comment: a\n", 2, false},
    {"its sum's name", "untrusted comment: a\n", 4, false},
    {"its seed", "untrusted comment: a\n", ID_AT + 8, false},
    {"its public half", "untrusted comment: a\n", ID_AT + 8 + 32, false},
};

static void
read_open_secret(uint8_t bytes[SECRET_LEN], struct diag *diag)
{
	struct strbuf out = {0};
	test_true("written",
	    minisign_write_secret(&out, &pair, SLICE(""), diag) &&
		base64_read(line_of(strbuf_view(&out), 1), bytes, SECRET_LEN));
	strbuf_fini(&out);
}

static void
test_secret(size_t i, struct diag *diag)
{
	struct minisign_secret secret;
	uint8_t bytes[SECRET_LEN];
	read_open_secret(bytes, diag);
	if (secret_keys[i].of >= 0)
		bytes[secret_keys[i].of] ^= 1;
	write_file(secret_keys[i].before, in_base64(bytes, sizeof bytes), "\n");
	bool ok = minisign_read_secret(path, SLICE(""), &secret, diag);
	test_true(secret_keys[i].name, ok == secret_keys[i].good);
	if (ok)
		test_true(secret_keys[i].name,
		    memcmp(&secret, &pair, sizeof secret) == 0);
	else
		test_reported(secret_keys[i].name, diag, "bad-key-file");
}

/* libsodium's limits, and what its pickparams makes of them. */
static const struct {
	const char *name;
	uint64_t ops, memory, n;
	uint32_t p;
	const char *passphrase, *code; /* NULL: good */
} costs[] = {
    {"fewer rounds than there can be", 1, 1 << 25, 1024, 1, "ord", NULL},
    {"few rounds", 1 << 17, 1 << 25, 4096, 1, "ord", NULL},
    {"little memory", 1 << 17, 1 << 20, 1024, 4, "ord", NULL},
    {"another passphrase", 1, 1 << 25, 1024, 1, "ard", "wrong-passphrase"},
    {"more rounds than there is time for", UINT64_MAX / 2, 1 << 20, 2, 1, "ord",
	"key-wants-memory"},
    {"more memory than there is", UINT64_MAX / 2, UINT64_MAX, 2, 1, "ord",
	"key-wants-memory"},
};

static void
put_number(uint8_t *to, uint64_t number)
{
	for (int i = 0; i < 8; i++)
		to[i] = (uint8_t)(number >> 8 * i);
}

/* Closes the key as minisign would: a sum, and scrypt's stream over it. */
static void
test_closed(size_t i, struct diag *diag)
{
	struct minisign_secret secret;
	uint8_t bytes[SECRET_LEN], stream[SECRET_LEN - ID_AT];
	uint8_t text[2 + 8 + SIGNING_SEED + SIGNING_PUBLIC];
	read_open_secret(bytes, diag);
	memcpy(bytes + 2, "Sc", 2);
	memset(bytes + 6, 7, 32);
	put_number(bytes + 38, costs[i].ops);
	put_number(bytes + 46, costs[i].memory);
	memcpy(text, bytes, 2);
	memcpy(text + 2, bytes + ID_AT, sizeof text - 2);
	blake2b(bytes_of(text, sizeof text), bytes + SECRET_LEN - 32, 32);
	const struct scrypt cost = {
	    .passphrase = SLICE("ord"),
	    .salt = bytes_of(bytes + 6, 32),
	    .n = costs[i].n,
	    .r = 8,
	    .p = costs[i].p,
	    .most = (uint64_t)64 << 20,
	};
	test_true("derived", scrypt_derive(&cost, stream, sizeof stream));
	for (size_t k = 0; k < sizeof stream; k++)
		bytes[ID_AT + k] ^= stream[k];
	write_file(
	    "untrusted comment: a\n", in_base64(bytes, sizeof bytes), "\n");
	bool closed = false;
	test_true("closed", minisign_is_closed(path, &closed, diag) && closed);
	bool ok = minisign_read_secret(
	    path, slice_view(costs[i].passphrase), &secret, diag);
	test_true(costs[i].name, ok == !costs[i].code);
	if (ok)
		test_true(
		    costs[i].name, memcmp(&secret, &pair, sizeof secret) == 0);
	else if (costs[i].code)
		test_reported(costs[i].name, diag, costs[i].code);
}

/* ---- signatures */

enum change {
	NO_CHANGE,
	OTHER_BYTES,
	OTHER_KEY,
	OLDER_FORM, /* of the bytes themselves, not of their hash */
	OTHER_ALGORITHM,
	OTHER_ALGORITHM_FIRST,
};

static const struct {
	const char *name;
	enum change change;
	const char *line[4]; /* instead of the signature's own */
	const char *behind;
	enum minisign_answer want;
} signatures[] = {
    {"good", NO_CHANGE, {NULL}, "", MINISIGN_GOOD},
    {"the older form", OLDER_FORM, {NULL}, "", MINISIGN_GOOD},
    {"other bytes", OTHER_BYTES, {NULL}, "", MINISIGN_BAD},
    {"another's", OTHER_KEY, {NULL}, "", MINISIGN_OTHER_KEY},
    {"an unknown form", OTHER_ALGORITHM, {NULL}, "", MINISIGN_MALFORMED},
    {"no form", OTHER_ALGORITHM_FIRST, {NULL}, "", MINISIGN_MALFORMED},
    {"minisign's comment", NO_CHANGE,
	{"untrusted comment: signature from minisign secret key"}, "",
	MINISIGN_GOOD},
    {"anybody's comment", NO_CHANGE, {"untrusted comment: a"}, "",
	MINISIGN_COMMENT},
    {"no comment", NO_CHANGE, {"comment: a"}, "", MINISIGN_MALFORMED},
    {"no base64", NO_CHANGE, {NULL, "a"}, "", MINISIGN_MALFORMED},
    {"another comment that is signed", NO_CHANGE,
	{NULL, NULL, "trusted comment: b"}, "", MINISIGN_BAD},
    {"no comment that is signed", NO_CHANGE, {NULL, NULL, "comment: b"}, "",
	MINISIGN_MALFORMED},
    {"no base64 of the whole", NO_CHANGE, {NULL, NULL, NULL, "a"}, "",
	MINISIGN_MALFORMED},
    {"a line more", NO_CHANGE, {NULL}, "a\n", MINISIGN_MALFORMED},
};

/* The signature's own bytes, changed; the comment is signed with them. */
static void
change_bytes(enum change change, uint8_t bytes[SIGNED_LEN],
    uint8_t whole[SIGNING_SIGNATURE])
{
	uint8_t text[SIGNING_SIGNATURE + 1];
	if (change == OTHER_KEY)
		bytes[2] ^= 1;
	else if (change == OTHER_ALGORITHM)
		bytes[1] = 'e';
	else if (change == OTHER_ALGORITHM_FIRST)
		bytes[0] = 'X';
	else if (change != OLDER_FORM)
		return;
	if (change == OLDER_FORM) {
		bytes[1] = 'd';
		ed25519_sign(pair.seed, SLICE("bytes"), bytes + 10);
	}
	memcpy(text, bytes + 10, SIGNING_SIGNATURE);
	text[SIGNING_SIGNATURE] = 'c';
	ed25519_sign(pair.seed, bytes_of(text, sizeof text), whole);
}

static void
test_signature(size_t i)
{
	uint8_t bytes[SIGNED_LEN], whole[SIGNING_SIGNATURE];
	struct minisign_public signer;
	struct slice comment = {NULL, 0}, line[4];
	struct strbuf out = {0}, text = {0};
	minisign_sign(&out, &pair, SLICE("bytes"), SLICE("c"));
	for (size_t k = 0; k < 4; k++)
		line[k] = line_of(strbuf_view(&out), k);
	test_true("signed", base64_read(line[1], bytes, sizeof bytes) &&
				base64_read(line[3], whole, sizeof whole));
	change_bytes(signatures[i].change, bytes, whole);
	line[1] = in_base64(bytes, sizeof bytes);
	line[3] = in_base64(whole, sizeof whole);
	for (size_t k = 0; k < 4; k++) {
		strbuf_add(&text, signatures[i].line[k]
				      ? slice_view(signatures[i].line[k])
				      : line[k]);
		strbuf_add_char(&text, '\n');
	}
	strbuf_add_text(&text, signatures[i].behind);
	struct slice signed_ = signatures[i].change == OTHER_BYTES
				   ? SLICE("bytez")
				   : SLICE("bytes");
	test_number(signatures[i].name,
	    minisign_verify(
		strbuf_view(&text), &pair.public_, signed_, &signer, &comment),
	    signatures[i].want);
	if (signatures[i].want == MINISIGN_GOOD)
		test_slice(signatures[i].name, comment, "c");
	strbuf_fini(&text);
	strbuf_fini(&out);
}

int
main(void)
{
	char folder[] = "/tmp/utskick-minisign-XXXXXX";
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	mem = arena_new();
	if (!mkdtemp(folder))
		abort();
	path = path_join(mem, folder, "key");
	test_true("a pair", minisign_make(&pair, diag));
	for (size_t i = 0; i < COUNT(public_keys); i++)
		test_public(i, diag);
	for (size_t i = 0; i < COUNT(secret_keys); i++)
		test_secret(i, diag);
	for (size_t i = 0; i < COUNT(costs); i++)
		test_closed(i, diag);
	for (size_t i = 0; i < COUNT(signatures); i++)
		test_signature(i);
	folder_remove(folder, diag);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
	return test_end();
}
