/*
 * A sealed ledger with any of its bytes changed: it is read to its end, or
 * refused with a report. The input says which: one byte for the file's length,
 * then three for a place and one for what stands there, again and again.
 */
#include <assert.h>
#include <stdlib.h>
#include <unistd.h>

#include "ledger/small.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static struct bench bench;
static char *damaged;

static char folder[] = "/tmp/utskick-fuzz-XXXXXX";

static void
clear(void)
{
	folder_remove(folder, bench.diag);
}

static void
start(void)
{
	bench.mem = arena_new();
	bench.sources = sources_new();
	bench.diag = diag_new(bench.sources);
	const char *made = mkdtemp(folder);
	assert(made);
	bench.whole = path_join(bench.mem, folder, "ledger.db");
	bench.path = path_join(bench.mem, folder, "damaged.db");
	bool ok = make_ledger(&bench, path_join(bench.mem, folder, "plan.db"));
	assert(ok);
	atexit(clear);
	damaged = malloc(bench.bytes.len);
}

/* In place: a new file for each input would be most of the time. */
static void
put(size_t len)
{
	FILE *file = fopen(bench.path, "w");
	assert(file && fwrite(damaged, 1, len, file) == len);
	fclose(file);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	if (!damaged)
		start();
	size_t whole = bench.bytes.len;
	memcpy(damaged, bench.bytes.at, whole);
	for (size_t i = 1; i + 4 <= len; i += 4) {
		size_t at = bytes[i] | (size_t)bytes[i + 1] << 8 |
			    (size_t)bytes[i + 2] << 16;
		damaged[at % whole] = (char)bytes[i + 3];
	}
	/* Mostly whole: what is cut is refused at once. */
	put(len && bytes[0] > 250 ? whole / 256 * bytes[0] : whole);
	struct arena *kept = bench.mem;
	bench.mem = arena_new();
	diag_reset(bench.diag);
	bool ok = read_all(&bench);
	assert(ok == (diag_errors(bench.diag) == 0));
	arena_free(bench.mem);
	bench.mem = kept;
	return 0;
}
