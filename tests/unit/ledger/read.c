/* What is read of a sealed ledger: counts, rows, letters, batches, banners. */
#include <sqlite3.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "ledger/purged.h"

#include "reported.h"
#include "small.h"

static void
test_counts(struct bench *bench, struct ledger *ledger)
{
	struct ledger_counts counts;
	test_true("counted", ledger_count(ledger, &counts, bench->diag));
	test_number("rows", counts.rows, ROWS);
	test_number("letters", counts.by_outcome[OUTCOME_LETTER], 4);
	test_number("excluded", counts.by_outcome[OUTCOME_EXCLUDED], 1);
	test_number("held", counts.by_outcome[OUTCOME_HELD], 1);
	test_number("together", counts.by_outcome[OUTCOME_TOGETHER], 0);
	test_number("letters printed", counts.letters, 4);
	test_number("batches", counts.batches, 2);
	test_number("banners", counts.banners, 2);
	test_number("sheets", counts.sheets, 6);
}

struct told {
	struct strbuf text;
	uint32_t most; /* rows to see */
};

static bool
tell_row(const struct ledger_row *row, void *ctx)
{
	struct told *told = ctx;
	strbuf_print(&told->text, "%u %s %u %u %u-%u %.*s\n", row->row,
	    outcome_name(row->outcome), row->letter, row->batch,
	    row->first_page, row->last_page, (int)row->cells[0].len,
	    row->cells[0].at);
	return --told->most > 0;
}

static void
test_rows(struct bench *bench, struct ledger *ledger)
{
	static const size_t column[] = {1};
	struct told told = {.most = 99};
	test_true("every row",
	    ledger_each_row(ledger, column, 1, tell_row, &told, bench->diag));
	test_slice("in order, with the column asked for",
	    strbuf_view(&told.text),
	    "1 letter 1 1 3-3 Björkgatan 3\n2 letter 2 1 5-5 Björkgatan 3\n"
	    "3 letter 3 2 3-3 Björkgatan 3\n4 letter 4 2 5-5 Björkgatan 3\n"
	    "5 excluded 0 0 0-0 Björkgatan 3\n6 held 0 0 0-0 Björkgatan 3\n");
	strbuf_reset(&told.text);
	told.most = 1;
	test_true("stopped",
	    !ledger_each_row(ledger, column, 1, tell_row, &told, bench->diag));
	test_true("after one",
	    slice_starts(strbuf_view(&told.text), "1 ") && told.text.len < 40);
	strbuf_fini(&told.text);
}

static bool
tell_print(const struct ledger_print *print, void *ctx)
{
	strbuf_print(ctx, "%u=%u ", print->number, print->row);
	return true;
}

static bool
tell_batch(const struct ledger_batch *batch, void *ctx)
{
	strbuf_print(ctx, "%.*s:%u-%u ", (int)batch->file.len, batch->file.at,
	    batch->first_letter, batch->last_letter);
	return true;
}

static void
test_batches(struct bench *bench, struct ledger *ledger)
{
	struct strbuf out = {0};
	const char *file = NULL;
	test_true("of batch 2", ledger_each_print(ledger, 2, COLUMNS,
				    tell_print, &out, bench->diag));
	test_slice("its letters", strbuf_view(&out), "3=3 4=4 ");
	strbuf_reset(&out);
	test_true("of none", ledger_each_print(ledger, 9, COLUMNS, tell_print,
				 &out, bench->diag) &&
				 !out.len);
	test_true("batches",
	    ledger_each_batch(ledger, tell_batch, &out, bench->diag));
	test_slice("with their letters", strbuf_view(&out),
	    "batch-0001.pdf:1-2 batch-0002.pdf:3-4 ");
	test_true("a batch's file",
	    ledger_find_file(ledger, bench->mem, 2, &file, bench->diag));
	test_text("is named", file, "batch-0002.pdf");
	test_true("no such batch",
	    ledger_find_file(ledger, bench->mem, 3, &file, bench->diag));
	test_text("has none", file, "");
	strbuf_fini(&out);
}

static void
test_header(struct bench *bench, struct ledger *ledger)
{
	size_t key = 0, count = 0;
	struct slice *names = ledger_columns(ledger, bench->mem, &count);
	test_number("columns", (long long)count, COLUMNS);
	test_slice("first", names[0], "Nr");
	const size_t *shown = ledger_shown(ledger, bench->mem, &count);
	test_true("shown in the manifest's order",
	    count == 2 && shown[0] == 1 && shown[1] == 0);
	test_true("key", ledger_key(ledger, &key, bench->diag) && key == 1);
	test_slice(
	    "a text", ledger_text(ledger, bench->mem, "job"), "Fritt val");
	test_slice("no text", ledger_text(ledger, bench->mem, "none"), "");
	test_slice("type", ledger_column_type(ledger, 1), "text");
	test_slice("no column", ledger_column_type(ledger, COLUMNS), "");
}

/* A file that is not a ledger, or another format's, is told from a fault. */
static void
test_opening(struct bench *bench, const char *folder)
{
	sqlite3 *db = NULL;
	const char *path = path_join(bench->mem, folder, "other.db");
	test_true("none", !ledger_open("/nonexistent", bench->diag));
	file_write_whole(path, SLICE("Namn;Ort\n"), bench->diag);
	test_true("a text", !ledger_open(path, bench->diag));
	test_reported("is not a ledger", bench->diag, "not-a-ledger");
	file_write_whole(path, bench->bytes, bench->diag);
	test_true("opened", sqlite3_open(path, &db) == SQLITE_OK &&
				sqlite3_exec(db,
				    "UPDATE header SET value = '99'"
				    " WHERE key = 'format'",
				    NULL, NULL, NULL) == SQLITE_OK);
	sqlite3_close(db);
	test_true("a later format", !ledger_open(path, bench->diag));
	test_reported("is said", bench->diag, "other-format");
	test_number("its program", (long long)diag_count(bench->diag), 3);
	ledger_close(NULL);
}

/* Names that an address of SQLite's would read otherwise. */
static void
test_names(struct bench *bench, const char *folder)
{
	static const char *const names[] = {"a?b.db", "a#b.db", "a%41.db",
	    "a b.db", "\u00e5\u00e4\u00f6.db", "a&mode=rw"};
	diag_reset(bench->diag);
	for (size_t i = 0; i < COUNT(names); i++) {
		const char *path = path_join(bench->mem, folder, names[i]);
		file_write_whole(path, bench->bytes, bench->diag);
		for (int slashes = 0; slashes < 3; slashes++) {
			const char *more = slashes == 2	  ? "//"
					   : slashes == 1 ? "/"
							  : "";
			struct ledger *ledger = ledger_open(
			    arena_print(bench->mem, "%s%s", more, path).at,
			    bench->diag);
			test_true(names[i], ledger);
			ledger_close(ledger);
		}
	}
	test_number("nothing is said", (long long)diag_count(bench->diag), 0);
}

/* What is left of one goes into a new file, whatever stood in its place. */
static void
test_purge(struct bench *bench, const char *folder)
{
	const char *to = path_join(bench->mem, folder, "rest.db");
	file_write_whole(to, SLICE("of another time"), bench->diag);
	test_true("purged",
	    ledger_purge(bench->path, to, SLICE("2020-01-01"), bench->diag));
	struct ledger *rest = ledger_open(to, bench->diag);
	test_true("is a ledger", rest);
	test_slice("of the day",
	    rest ? ledger_text(rest, bench->mem, "purged") : SLICE(""),
	    "2020-01-01");
	ledger_close(rest);
	test_true("a folder that holds something goes too",
	    mkdir(path_join(bench->mem, folder, "old"), 0700) == 0 &&
		file_write_whole(path_join(bench->mem, folder, "old/x"),
		    SLICE("x"), bench->diag) &&
		ledger_purge(bench->path, path_join(bench->mem, folder, "old"),
		    SLICE("2020-01-01"), bench->diag));
}

int
main(void)
{
	char folder[] = "/tmp/utskick-read-XXXXXX";
	struct bench bench = {.mem = arena_new(), .sources = sources_new()};
	bench.diag = diag_new(bench.sources);
	test_true("a folder", mkdtemp(folder));
	bench.whole = bench.path = path_join(bench.mem, folder, "ledger.db");
	bool made =
	    make_ledger(&bench, path_join(bench.mem, folder, "plan.db"));
	struct ledger *ledger =
	    made ? ledger_open(bench.path, bench.diag) : NULL;
	test_true("a ledger", ledger);
	if (ledger) {
		test_true("all of it", read_all(&bench));
		test_counts(&bench, ledger);
		test_rows(&bench, ledger);
		test_batches(&bench, ledger);
		test_header(&bench, ledger);
		test_number(
		    "nothing was said", (long long)diag_count(bench.diag), 0);
		test_opening(&bench, folder);
		test_names(&bench, folder);
		test_purge(&bench, folder);
	}
	ledger_close(ledger);
	folder_remove(folder, bench.diag);
	diag_free(bench.diag);
	sources_free(bench.sources);
	arena_free(bench.mem);
	return test_end();
}
