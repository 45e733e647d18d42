/*
 * SHA-256 against the examples of FIPS 180-4 (NIST's "SHA256.pdf"), HMAC
 * against RFC 4231.
 */
#include "base/hash.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "test.h"

static void
test_digest(const char *name, struct digest have, const char *want)
{
	char hex[65];
	digest_write_hex(have, hex);
	test_text(name, hex, want);
}

#define OF_NOTHING                                                             \
	"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define OF_ABC                                                                 \
	"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define OF_TWO_BLOCKS                                                          \
	"248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
#define TWO_BLOCKS "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"
#define OF_RFC_4231_2                                                          \
	"5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"

static void
test_files(void)
{
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	char path[] = "/tmp/utskick-hash-XXXXXX";
	struct digest digest;
	int fd = mkstemp(path);
	test_true("a file", fd >= 0 && write(fd, "bc", 2) == 2);
	close(fd);
	test_true("read", hash_file_after(SLICE("a"), path, diag, &digest));
	test_digest("behind a prefix", digest, OF_ABC);
	unlink(path);
	test_true("a file that is gone", !hash_file(path, diag, &digest));
	test_true("is reported", diag_worst(diag) >= LEVEL_ERROR);
	diag_free(diag);
	sources_free(sources);
}

int
main(void)
{
	test_digest("nothing", hash_of(SLICE("")), OF_NOTHING);
	test_digest("abc", hash_of(SLICE("abc")), OF_ABC);
	test_digest("two blocks", hash_of(SLICE(TWO_BLOCKS)), OF_TWO_BLOCKS);
	test_digest("RFC 4231, case 2",
	    hash_keyed(SLICE("Jefe"), SLICE("what do ya want for nothing?")),
	    OF_RFC_4231_2);
	struct keyed_hasher *keyed = keyed_hasher_new(SLICE("Jefe"));
	keyed_hasher_hash(keyed, SLICE("somebody else"));
	test_digest("the same, by one key for many",
	    keyed_hasher_hash(keyed, SLICE("what do ya want for nothing?")),
	    OF_RFC_4231_2);
	keyed_hasher_free(keyed);
	keyed_hasher_free(NULL);
	keyed = keyed_hasher_new((struct slice){NULL, 0});
	test_true("by a key of nothing",
	    digest_equal(keyed_hasher_hash(keyed, SLICE("a")),
		hash_keyed(SLICE(""), SLICE("a"))));
	keyed_hasher_free(keyed);
	struct hasher *hasher = hasher_new();
	hasher_add(hasher, SLICE("never asked for"));
	hasher_start(hasher);
	hasher_add(hasher, SLICE("a"));
	hasher_add(hasher, SLICE(""));
	hasher_add(hasher, SLICE("bc"));
	test_digest("in pieces, begun anew", hasher_finish(hasher), OF_ABC);
	hasher_free(hasher);
	test_true(
	    "equal", digest_equal(hash_of(SLICE("a")), hash_of(SLICE("a"))));
	test_true("not equal",
	    !digest_equal(hash_of(SLICE("a")), hash_of(SLICE("b"))));
	test_true("short: chained is not joined",
	    hash_short(hash_short(0, SLICE("a")), SLICE("b")) !=
		hash_short(hash_short(0, SLICE("b")), SLICE("a")));
	test_files();
	return test_end();
}
