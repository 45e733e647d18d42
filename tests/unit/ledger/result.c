/* What a worker leaves beside its batch: it comes back, or is not there. */
#include "ledger/result.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "ledger/read.h"
#include "reported.h"

#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000"
#define LINE "utskick-result-1 7 12 345678 " ZEROS " " ZEROS "\n"

struct place {
	struct arena *mem;
	struct diag *diag;
	const char *folder, *path;
};

static void
test_round(struct place *at)
{
	struct batch_result back = {0};
	const struct batch_result result = {
	    .batch = 7,
	    .pages = UINT32_MAX,
	    .bytes = UINT64_MAX,
	    .digest = hash_of(SLICE("a")),
	    .plan = hash_of(SLICE("b")),
	};
	test_true(
	    "written", result_write(at->folder, &result, false, at->diag));
	test_true("read", result_read(at->folder, 7, &back));
	test_number("batch", back.batch, 7);
	test_number("pages", back.pages, UINT32_MAX);
	test_true("bytes", back.bytes == UINT64_MAX);
	test_true("hashes", digest_equal(back.digest, result.digest) &&
				digest_equal(back.plan, result.plan));
	test_true("another batch", !result_read(at->folder, 8, &back));
	test_true(
	    "nowhere", !result_write(path_join(at->mem, at->folder, "none"),
			   &result, true, at->diag));
	test_reported("is said", at->diag, "cannot-write");
}

static const struct {
	const char *name, *text;
	bool read;
} lines[] = {
    {"as it is written", LINE, true},
    {"empty", "", false},
    {"another format", "utskick-result-2 7 12 345678 " ZEROS " " ZEROS, false},
    {"another batch's", "utskick-result-1 8 12 345678 " ZEROS " " ZEROS, false},
    {"no number", "utskick-result-1 7 x 345678 " ZEROS " " ZEROS, false},
    {"no hash", "utskick-result-1 7 12 345678 " ZEROS, false},
    {"a short hash", "utskick-result-1 7 12 345678 " ZEROS " 00", false},
    {"the first in other digits",
	"utskick-result-1 7 12 345678 "
	"000000000000000000000000000000000000000000000000000000000000000G"
	" " ZEROS,
	false},
    {"a hash in other digits",
	"utskick-result-1 7 12 345678 " ZEROS
	" 000000000000000000000000000000000000000000000000000000000000000G",
	false},
};

static void
test_lines(struct place *at)
{
	struct batch_result result;
	for (size_t i = 0; i < COUNT(lines); i++) {
		file_write_whole(at->path, slice_view(lines[i].text), at->diag);
		test_true(lines[i].name,
		    result_read(at->folder, 7, &result) == lines[i].read);
	}
	/* cut anywhere it is not there; only its line feed may be missing */
	for (size_t len = 0; len + 2 < strlen(LINE); len++) {
		file_write_whole(
		    at->path, slice_part(SLICE(LINE), 0, len), at->diag);
		test_true("cut", !result_read(at->folder, 7, &result));
	}
}

static void
test_seal(struct place *at)
{
	const char *to = path_join(at->mem, at->folder, "ledger.db");
	test_true(
	    "no plan", !ledger_seal(path_join(at->mem, at->folder, "none.db"),
			   to, NULL, 0, at->diag));
	test_true("no ledger", !file_exists(to));
	test_true("not a plan", !ledger_seal(at->path, to, NULL, 0, at->diag));
	test_reported("is said", at->diag, "damaged-ledger");
}

int
main(void)
{
	char folder[] = "/tmp/utskick-result-XXXXXX";
	struct sources *sources = sources_new();
	struct place at = {arena_new(), diag_new(sources), mkdtemp(folder)};
	at.path = path_join(at.mem, folder, "batch-0007.result");
	test_round(&at);
	test_lines(&at);
	test_seal(&at);
	folder_remove(folder, at.diag);
	diag_free(at.diag);
	sources_free(sources);
	arena_free(at.mem);
	return test_end();
}
