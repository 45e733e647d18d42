/* A seal and the note of a purge are read as they are written, and no other
 * way. */
#include "proof/seal.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "fate/sealed.h"
#include "proof/purged.h"
#include "reported.h"

#define NINES "9999999999999999999999999999999999999999999999999999999999999999"

static struct bench bench;
static const char *run;

static const char *
at(const char *name)
{
	return path_join(bench.mem, run, name);
}

static struct slice
read_at(const char *name)
{
	struct slice text;
	if (!file_read(bench.mem, at(name), INPUT_NONE, 1 << 20, bench.diag,
		NO_SPAN, &text))
		abort();
	return text;
}

static void
write_at(const char *name, struct slice text)
{
	if (!file_write_whole(at(name), text, bench.diag))
		abort();
}

/* The text with its first `from` replaced. */
static struct slice
replaced(struct slice text, const char *from, const char *to)
{
	size_t place = slice_find(text, slice_view(from));
	test_true(from, place < text.len);
	struct slice rest = slice_from(text, place + strlen(from));
	return arena_print(bench.mem, "%.*s%s%.*s", (int)place, text.at, to,
	    (int)rest.len, rest.at);
}

static const struct {
	const char *from, *to;
	bool good;
} seals[] = {
    {"rows 6\n", "rows 6\n", true},
    {"rows 6\n", "rows 7\n", true}, /* the sums and the ledger say otherwise */
    {"rows 6\n", "rows 06\n", false},
    {"rows 6\n", "rows 4294967302\n", false},
    {"rows 6\n", "rows 12345678901\n", false},
    {"rows 6\n", "rows x\n", false},
    {"rows 6\n", "rows\n", false},
    {"rows 6\n", "", false},
    {"rows 6\n", "rows 6\nrows 6\n", false},
    {"date 2012", "Date 2012", false},
    {"previous -\n", "previous " NINES "\n", true},
    {"previous -\n", "previous 99\n", false},
    {"previous -\n", "previous -", false},
    {"previous -\n", "previous -\nmore -\n", false},
    {"seal 1\n", "seal 2\n", false},
    {"seal 1\n", "seal 1\r\n", false},
};

static void
test_seals(struct slice whole)
{
	for (size_t i = 0; i < COUNT(seals); i++) {
		struct seal seal;
		write_at(
		    "keep/SEAL", replaced(whole, seals[i].from, seals[i].to));
		bool ok = seal_read(&seal, bench.mem, run, bench.diag);
		test_true(seals[i].to, ok == seals[i].good);
		if (!ok)
			test_reported(seals[i].to, bench.diag, "bad-seal");
		else
			test_true(seals[i].to,
			    seal.follows ==
				(strstr(seals[i].to, NINES) != NULL));
	}
	write_at("keep/SEAL", whole);
}

/* A folder that one stands in may be gone: nothing lies above it. */
static void
test_gone(void)
{
	char gone[] = "/tmp/utskick-gone-XXXXXX";
	int back = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	test_true("a folder", mkdtemp(gone) && chdir(gone) == 0);
	test_true("is there", !seal_lies_above("none/more.txt"));
	test_number("and goes", rmdir(gone), 0);
	test_true("is not there", !seal_lies_above("more.txt"));
	test_true("nor below", !seal_lies_above("none/more.txt"));
	test_number("back", fchdir(back), 0);
	close(back);
}

/* Sums without the ledger, and sealed so; and a seal that follows another. */
static void
test_other_sums(struct slice sums)
{
	const struct digest before = hash_of(SLICE("a"));
	struct seal seal;
	struct slice was = read_at("keep/SEAL");
	struct strbuf others = {0};
	for (struct slice rest = sums; rest.len;) {
		size_t end = slice_find_char(rest, '\n');
		struct slice line = slice_part(rest, 0, end + 1);
		if (slice_find(line, SLICE("ledger.db")) == line.len)
			strbuf_add(&others, line);
		rest = slice_from(rest, end + 1);
	}
	test_true("there was one", others.len < sums.len);
	write_at("keep/SHA256SUMS", strbuf_view(&others));
	test_true(
	    "sealed once more", seal_make(run, before, &before, bench.diag));
	test_true("follows", seal_read(&seal, bench.mem, run, bench.diag) &&
				 seal.follows &&
				 digest_equal(seal.previous, before));
	test_true("a ledger of no sum", !seal_check_ledger(run, bench.diag));
	test_reported("a ledger of no sum", bench.diag, "changed-file");
	write_at("keep/SHA256SUMS", sums);
	write_at("keep/SEAL", was);
	strbuf_fini(&others);
}

static void
test_ledger(void)
{
	test_true("sealed", seal_check_ledger(run, bench.diag));
	write_at("keep/ledger.db", SLICE("x"));
	test_true("another ledger", !seal_check_ledger(run, bench.diag));
	test_reported("another ledger", bench.diag, "changed-file");
	write_at("keep/ledger.db", bench.bytes);
	struct slice sums = read_at("keep/SHA256SUMS");
	write_at("keep/SHA256SUMS", SLICE(""));
	test_true("no sums", !seal_check_ledger(run, bench.diag));
	write_at("keep/SHA256SUMS", sums);
	test_true("as it was", seal_check_ledger(run, bench.diag));
	test_other_sums(sums);
	test_true("as it was again", seal_check_ledger(run, bench.diag));
	test_true("no run", !seal_check_ledger("/nonexistent", bench.diag));
	test_reported("no run", bench.diag, "no-such-run");
	test_true("it lies in it", seal_lies_above(at("keep/more.txt")));
	test_true("deep in it", seal_lies_above(at("a/b/c")));
	test_true("beside it", !seal_lies_above("/tmp/more.txt"));
	test_true("here", !seal_lies_above("more.txt"));
	test_gone();
}

/* ---- keep/PURGED */

static const struct {
	const char *from, *to;
	bool good;
} purges[] = {
    {"files 12\n", "files 12\n", true},
    {"files 12\n", "files 999999999\n", true},
    {"files 12\n", "files 1999999999\n", false},
    {"files 12\n", "files 012\n", false},
    {"files 12\n", "files x\n", false},
    {"files 12\n", "files 12", false},
    {"sums kept\n", "sums removed\n", true},
    {"sums kept\n", "sums gone\n", false},
    {"approvals -\n", "approvals " NINES "\n", true},
    {"approvals -\n", "approvals 9\n", false},
    {"keep-until 2012", "keep 2012", false},
};

static void
test_purged(void)
{
	struct strbuf out = {0};
	struct purged purged = {
	    .date = SLICE("2012-06-30"),
	    .keep_until = SLICE("2012-06-29"),
	    .sums = true,
	    .files = 12,
	};
	purged_write(&out, &purged);
	test_true("not purged", !purged_is(run));
	test_true("no note", !purged_read(&purged, bench.mem, run,
				 hash_of(SLICE("")), bench.diag));
	for (size_t i = 0; i < COUNT(purges); i++) {
		struct slice text =
		    replaced(strbuf_view(&out), purges[i].from, purges[i].to);
		write_at("keep/PURGED", text);
		test_true("purged", purged_is(run));
		test_true(purges[i].to,
		    purged_read(&purged, bench.mem, run, hash_of(text),
			bench.diag) == purges[i].good);
		test_true("another's", !purged_read(&purged, bench.mem, run,
					   hash_of(SLICE("")), bench.diag));
		test_reported("another's", bench.diag, "bad-purge");
	}
	strbuf_fini(&out);
}

/* ---- names that may stay: none that may have come from the register */

static const struct {
	const char *path;
	bool ours;
} names[] = {
    {"batch-0001.pdf", true},
    {"letter-000017.pdf", true},
    {"letters/letter-1.pdf", true},
    {"protected/index.csv", true},
    {"manifest.xlsx", true},
    {"letters/Eva Ek.pdf", false},
    {"Eva Ek/letter-1.pdf", false},
    {"batch-.pdf", false},
    {"batch-1", false},
    {"batch-1a.pdf", false},
    {"batch-1.pdf.pdf", false},
    {"batch-:.pdf", false},
    {"batch-1-Ek.pdf", false},
    {"19990101-9802.pdf", false},
};

static void
test_names(void)
{
	for (size_t i = 0; i < COUNT(names); i++) {
		struct sums_line lines[] = {
		    {.path = "index.csv"}, {.path = names[i].path}};
		const struct sums sums = {.at = lines, .count = 2};
		test_true(names[i].path,
		    purged_names_are_ours(&sums) == names[i].ours);
	}
}

int
main(void)
{
	char name[] = "/tmp/utskick-sealed-XXXXXX";
	bench = (struct bench){.mem = arena_new(), .sources = sources_new()};
	bench.diag = diag_new(bench.sources);
	run = mkdtemp(name);
	if (!run)
		abort();
	test_true("a run", make_run(run, &bench));
	test_seals(read_at("keep/SEAL"));
	test_ledger();
	test_purged();
	test_names();
	folder_remove(run, bench.diag);
	diag_free(bench.diag);
	sources_free(bench.sources);
	arena_free(bench.mem);
	return test_end();
}
