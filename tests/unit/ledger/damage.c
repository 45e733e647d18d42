/* Files that say they are ledgers: read whole or refused, and never believed
 * by half. */
#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

#include "ledger/small.h"
#include "test.h"

static void
put(struct bench *bench, struct slice bytes)
{
	unlink(bench->path);
	file_write_whole(bench->path, bytes, bench->diag);
	diag_reset(bench->diag);
}

static struct slice
said(struct bench *bench)
{
	char *text = NULL;
	size_t len = 0;
	FILE *to = open_memstream(&text, &len);
	diag_print(bench->diag, to);
	fclose(to);
	struct slice copy = arena_dup(bench->mem, (struct slice){text, len});
	free(text);
	return copy;
}

/* What the plan was told is what those are told who write batches. */
static void
test_whole(struct bench *bench)
{
	struct plan_options have = {0}, options = make_options();
	size_t count = 0;
	put(bench, bench->bytes);
	struct ledger *ledger = ledger_open(bench->path, bench->diag);
	test_true("options", ledger && ledger_read_options(ledger, bench->mem,
					   &have, bench->diag));
	test_true("texts", slice_equal(have.title, options.title) &&
			       !have.reference.len &&
			       slice_equal(have.date, options.date) &&
			       slice_equal(have.profile, options.profile) &&
			       slice_equal(have.split, options.split) &&
			       slice_equal(have.channel, options.channel) &&
			       slice_equal(have.encoding, options.encoding));
	test_true("numbers", have.bookmarks && have.sides == 2 &&
				 have.key == 1 && have.letters_per_batch == 2 &&
				 have.sheets_per_batch == UINT32_MAX);
	const size_t *shown = ledger_shown(ledger, bench->mem, &count);
	test_true("columns of the manifest, in its order",
	    count == 2 && shown[0] == 1 && shown[1] == 0);
	ledger_close(ledger);
}

/* What SQLite cannot do is said in its words. */
static void
test_failing(struct bench *bench)
{
	diag_reset(bench->diag);
	test_true("no folder", !plan_new("/nowhere/plan.db", bench->diag));
	test_slice("and said so", said(bench),
	    "error: the ledger cannot be read or written: unable to open"
	    " database file [ledger-failed]\n");
}

/* ---- what is changed by SQL */

static const struct {
	const char *statement, *want; /* "": it is read */
} changes[] = {
    {"SELECT 1", ""},
    {"UPDATE outcome SET reason = 'a' || char(0) || 'b'", ""},
    {"CREATE TABLE more (a)", ""},
    {"UPDATE header SET value = '1' WHERE key = 'format'", "[other-format]"},
    {"UPDATE header SET value = '1' WHERE key = 'format'",
	"use the program that made it: utskick 9"},
    {"UPDATE header SET value = '1' WHERE key = 'format';"
     "DELETE FROM header WHERE key = 'program'",
	"[other-format]"},
    {"UPDATE header SET value = '99999999999999999999' WHERE key = 'format'",
	"[other-format]"},
    {"UPDATE header SET value = 'two' WHERE key = 'format'", "[not-a-ledger]"},
    {"DELETE FROM header", "[not-a-ledger]"},
    {"DROP TABLE header", "[not-a-ledger]"},
    {"DROP TABLE outcome", "[damaged-ledger]"},
    {"DROP TABLE outcome", "compare it with SHA256SUMS beside it"},
    {"DROP TABLE banner", "no such table: banner [damaged-ledger]"},
    {"DROP TABLE input", "no such table: input [damaged-ledger]"},
    {"DROP VIEW as_read; DROP VIEW register; DROP TABLE cells",
	"[damaged-ledger]"},
    {"ALTER TABLE letter RENAME COLUMN names TO others",
	"no such column: names [damaged-ledger]"},
    {"INSERT INTO register_column VALUES (2, 'Ort', 'text', 0)",
	"no such column: cells.c2 [damaged-ledger]"},
    {"DELETE FROM register_column WHERE number = 1", "[damaged-ledger]"},
    {"DELETE FROM register_column WHERE number = 0", "[damaged-ledger]"},
    {"DELETE FROM register_column", "[damaged-ledger]"},
    {"UPDATE outcome SET outcome = 'sent' WHERE row = 2", "[damaged-ledger]"},
    {"DELETE FROM outcome WHERE row = 2", "[damaged-ledger]"},
    {"DELETE FROM batch WHERE number = 2", "[damaged-ledger]"},
    {"DELETE FROM batch_result WHERE batch = 2", "[damaged-ledger]"},
    {"DELETE FROM cells WHERE row = 1", "[damaged-ledger]"},
    {"DELETE FROM letter_row WHERE letter = 1", "[damaged-ledger]"},
    {"DELETE FROM letter WHERE batch = 1", "[damaged-ledger]"},
    {"UPDATE letter SET pages = -1", "[damaged-ledger]"},
    {"UPDATE letter SET sheets = 4294967296", "[damaged-ledger]"},
    {"UPDATE letter SET version = 'one'", "[damaged-ledger]"},
    {"UPDATE letter SET sha256 = x'00'", "[damaged-ledger]"},
    {"UPDATE cells SET line = 1.5", "[damaged-ledger]"},
    {"UPDATE rule SET matched = -1", "matched [damaged-ledger]"},
    {"UPDATE beside SET rows = 'x'", "rows [damaged-ledger]"},
    {"UPDATE beside SET columns = '[\"a'", "beside.columns [damaged-ledger]"},
    {"UPDATE beside_row SET cells = '[\"a'", "[damaged-ledger]"},
    {"UPDATE beside_row SET place = 1", "[damaged-ledger]"},
    {"UPDATE beside_row SET places = 0", "[damaged-ledger]"},
    {"UPDATE beside_row SET places = 2", "[damaged-ledger]"},
    {"UPDATE banner SET page = 'x'", "[damaged-ledger]"},
    {"DELETE FROM header WHERE key = 'sides'", "sides [damaged-ledger]"},
    {"UPDATE header SET value = 'two' WHERE key = 'sides'",
	"sides [damaged-ledger]"},
    {"UPDATE header SET value = '' WHERE key = 'key'", "[damaged-ledger]"},
    {"UPDATE header SET value = '2' WHERE key = 'bookmarks'",
	"bookmarks [damaged-ledger]"},
    {"UPDATE header SET value = '4294967296' WHERE key = 'key'",
	"[damaged-ledger]"},
};

static void
test_changes(struct bench *bench)
{
	for (size_t i = 0; i < COUNT(changes); i++) {
		sqlite3 *db = NULL;
		put(bench, bench->bytes);
		sqlite3_open(bench->path, &db);
		test_true(changes[i].statement,
		    sqlite3_exec(db, "PRAGMA ignore_check_constraints = ON",
			NULL, NULL, NULL) == SQLITE_OK &&
			sqlite3_exec(db, changes[i].statement, NULL, NULL,
			    NULL) == SQLITE_OK);
		sqlite3_close(db);
		bool read = read_all(bench);
		struct slice have = said(bench);
		bool fine =
		    *changes[i].want
			? !read && slice_find(have,
				       slice_view(changes[i].want)) < have.len
			: read && !have.len;
		test_true(changes[i].statement, fine);
		if (!fine)
			printf("  have: %.*s\n", (int)have.len, have.at);
	}
}

/* ---- what is changed by bytes */

static void
test_lengths(struct bench *bench)
{
	const size_t len = bench->bytes.len;
	const size_t lengths[] = {
	    0, 1, 15, 99, 100, 512, 8191, 8192, len / 2, len - 8192, len - 1};
	for (size_t i = 0; i < COUNT(lengths); i++) {
		put(bench, slice_part(bench->bytes, 0, lengths[i]));
		test_true("cut", !read_all(bench));
		test_number(
		    "and said so", (long long)diag_errors(bench->diag), 1);
	}
	char *longer = arena_raw(bench->mem, len + 8192);
	memcpy(longer, bench->bytes.at, len);
	memset(longer + len, 0, 8192);
	for (size_t more = 1; more <= 8192; more *= 2) {
		put(bench, (struct slice){longer, len + more});
		test_true("NULs behind it", !read_all(bench));
		test_true("and said so",
		    slice_find(said(bench), SLICE("[damaged-ledger]")) <
			    said(bench).len ||
			diag_errors(bench->diag) == 1);
	}
	/* a page of 65,536 bytes is written as 1 */
	char *page = arena_take(bench->mem, 65536 + 8192);
	memcpy(page, bench->bytes.at, 100);
	memcpy(page + 16, "\0\1", 2);
	memcpy(page + 28, "\0\0\0\1", 4);
	for (size_t more = 0; more <= 8192; more += 8192) {
		put(bench, (struct slice){page, 65536 + more});
		test_true("a page alone", !read_all(bench));
		struct slice have = said(bench);
		bool length =
		    slice_find(have, SLICE("its length is not")) < have.len;
		test_true("its length is as it says, or not",
		    have.len && length == (more > 0));
	}
	put(bench, SLICE("Personnummer;Namn\n"));
	test_true("a text", !read_all(bench));
	unlink(bench->path);
	diag_reset(bench->diag);
	test_true("nothing", !read_all(bench));
	test_number("said", (long long)diag_errors(bench->diag), 1);
}

/* Any byte can be another; what is then read or refused is SQLite's to find,
 * but nothing reads past its end (the sanitizers watch) or fails in silence. */
static void
test_flips(struct bench *bench)
{
	uint32_t state = 7, read = 0, refused = 0;
	char *bytes = arena_raw(bench->mem, bench->bytes.len);
	memcpy(bytes, bench->bytes.at, bench->bytes.len);
	struct slice damaged = {bytes, bench->bytes.len};
	for (int n = 0; n < 600; n++) {
		size_t at[3];
		for (int k = 0; k < 3; k++) {
			state = state * 1664525u + 1013904223u;
			/* Half of them where SQLite's own bytes stand. */
			at[k] = (state >> 8) % bench->bytes.len;
			if (k)
				at[k] = at[k] / 8192 * 8192 + at[k] % 128;
			bytes[at[k]] ^= (char)(1u << (state >> 29));
		}
		put(bench, damaged);
		bool ok = read_all(bench);
		read += ok;
		refused += !ok;
		if (ok != (diag_errors(bench->diag) == 0))
			test_true("failed and said so", false);
		for (int k = 0; k < 3; k++)
			bytes[at[k]] = bench->bytes.at[at[k]];
	}
	test_true("some are read, some refused", read > 20 && refused > 20);
}

int
main(void)
{
	char folder[] = "/tmp/utskick-damage-XXXXXX";
	struct bench bench = {.mem = arena_new(), .sources = sources_new()};
	bench.diag = diag_new(bench.sources);
	test_true("a folder", mkdtemp(folder) != NULL);
	bench.whole = path_join(bench.mem, folder, "ledger.db");
	bench.path = path_join(bench.mem, folder, "damaged.db");
	test_true("a ledger",
	    make_ledger(&bench, path_join(bench.mem, folder, "plan.db")));
	test_whole(&bench);
	test_failing(&bench);
	test_changes(&bench);
	test_lengths(&bench);
	test_flips(&bench);
	folder_remove(folder, bench.diag);
	arena_free(bench.mem);
	diag_free(bench.diag);
	sources_free(bench.sources);
	return test_end();
}
