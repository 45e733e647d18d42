#include "ledger/read.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/memory.h"
#include "ledger/banner_sql.h"
#include "ledger/messages.h"
#include "ledger/sql.h"

struct ledger {
	sqlite3 *db;
};

static bool
is_ours(sqlite3 *db)
{
	sqlite3_stmt *stmt = NULL;
	bool ours = false;
	if (sqlite3_prepare_v2(db,
		"SELECT value FROM header WHERE key = 'format'", -1, &stmt,
		NULL) == SQLITE_OK &&
	    sqlite3_step(stmt) == SQLITE_ROW)
		ours = sqlite3_column_int(stmt, 0) == LEDGER_FORMAT;
	sqlite3_finalize(stmt);
	return ours;
}

struct ledger *
ledger_open(const char *path, struct diag *diag)
{
	sqlite3 *db = file_exists(path) ? sql_open(path, diag) : NULL;
	if (!db || !is_ours(db)) {
		REPORT(
		    diag, NO_SPAN, &ledger_not_ours, ARGS(path, LEDGER_FORMAT));
		sqlite3_close(db);
		return NULL;
	}
	struct ledger *ledger = mem_new(1, sizeof *ledger);
	ledger->db = db;
	return ledger;
}

void
ledger_close(struct ledger *ledger)
{
	if (!ledger)
		return;
	sqlite3_close(ledger->db);
	free(ledger);
}

struct slice
ledger_text(struct ledger *ledger, struct arena *job_mem, const char *key)
{
	struct slice text = {"", 0};
	sqlite3_stmt *stmt = NULL;
	if (sqlite3_prepare_v2(ledger->db,
		"SELECT value FROM header WHERE key = ?", -1, &stmt,
		NULL) != SQLITE_OK)
		return text;
	sql_bind(stmt, 1, slice_view(key));
	if (sqlite3_step(stmt) == SQLITE_ROW) {
		const char *at = sqlite3_column_blob(stmt, 0);
		text = arena_dup(job_mem,
		    (struct slice){at, (size_t)sqlite3_column_bytes(stmt, 0)});
	}
	sqlite3_finalize(stmt);
	return text;
}

bool
ledger_has_input(struct ledger *ledger, const char *role, const char *name,
    struct digest digest, bool *has, struct diag *diag)
{
	char hex[65];
	digest_write_hex(digest, hex);
	bool failed = false;
	sqlite3_stmt *stmt = sql_prepare(ledger->db,
	    "SELECT 1 FROM input WHERE role = ? AND name = ? AND sha256 = ?",
	    diag);
	if (!stmt)
		return false;
	sql_bind(stmt, 1, slice_view(role));
	sql_bind(stmt, 2, slice_view(name));
	sql_bind(stmt, 3, slice_view(hex));
	*has = sql_next(stmt, diag, &failed);
	sqlite3_finalize(stmt);
	return !failed;
}

static enum outcome
outcome_of(struct slice name)
{
	for (int i = 0; i < OUTCOME_COUNT; i++) {
		if (slice_is(name, outcome_name((enum outcome)i)))
			return (enum outcome)i;
	}
	return OUTCOME_HELD;
}

bool
ledger_count(
    struct ledger *ledger, struct ledger_counts *counts, struct diag *diag)
{
	bool failed = false;
	*counts = (struct ledger_counts){0};
	sqlite3_stmt *stmt = sql_prepare(ledger->db,
	    "SELECT (SELECT count(*) FROM cells),"
	    " (SELECT count(*) FROM letter),"
	    " (SELECT total(pages) FROM letter)"
	    " + (SELECT count(*) FROM banner),"
	    " (SELECT total(sheets) FROM batch),"
	    " (SELECT count(*) FROM batch), (SELECT count(*) FROM banner)",
	    diag);
	if (!stmt)
		return false;
	if (sql_next(stmt, diag, &failed)) {
		counts->rows = (uint32_t)sqlite3_column_int64(stmt, 0);
		counts->letters = (uint32_t)sqlite3_column_int64(stmt, 1);
		counts->pages = (uint32_t)sqlite3_column_int64(stmt, 2);
		counts->sheets = (uint32_t)sqlite3_column_int64(stmt, 3);
		counts->batches = (uint32_t)sqlite3_column_int64(stmt, 4);
		counts->banners = (uint32_t)sqlite3_column_int64(stmt, 5);
	}
	sqlite3_finalize(stmt);
	stmt = failed ? NULL
		      : sql_prepare(ledger->db,
			    "SELECT outcome, count(*) FROM outcome"
			    " GROUP BY outcome",
			    diag);
	if (!stmt)
		return false;
	while (sql_next(stmt, diag, &failed))
		counts->by_outcome[outcome_of(sql_text(stmt, 0))] =
		    (uint32_t)sqlite3_column_int64(stmt, 1);
	sqlite3_finalize(stmt);
	return !failed;
}

struct slice *
ledger_columns(struct ledger *ledger, struct arena *job_mem, size_t *count)
{
	size_t room = 0;
	struct slice *names =
	    arena_grow(job_mem, NULL, &room, 1, sizeof *names);
	sqlite3_stmt *stmt = NULL;
	*count = 0;
	if (sqlite3_prepare_v2(ledger->db,
		"SELECT name FROM register_column ORDER BY number", -1, &stmt,
		NULL) != SQLITE_OK)
		return names;
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		names = arena_grow(
		    job_mem, names, &room, *count + 1, sizeof *names);
		names[(*count)++] = arena_dup(job_mem, sql_text(stmt, 0));
	}
	sqlite3_finalize(stmt);
	return names;
}

#define FIXED_COLUMNS 17

static sqlite3_stmt *
prepare_rows(struct ledger *ledger, const size_t *columns, size_t count,
    struct diag *diag)
{
	struct strbuf sql = {0};
	/* A row with two letters stands once: with its first, and all named. */
	strbuf_add_text(&sql,
	    "SELECT cells.row, cells.line, outcome.outcome, outcome.rule,"
	    " coalesce(rule.kind, ''), coalesce(rule.reason, ''),"
	    " outcome.reason, coalesce(group_concat(letter_row.addressee, ', "
	    "'), ''),"
	    " coalesce(min(letter.number), 0), coalesce(letter.batch, 0),"
	    " coalesce(letter.first_page, 0), coalesce(letter.pages, 0),"
	    " coalesce(letter.sheets, 0), coalesce(letter.sha256, ''),"
	    " coalesce(group_concat(letter.number, ', '), ''),"
	    " outcome.matches, cells.key_hash");
	for (size_t i = 0; i < count; i++)
		strbuf_print(&sql, ", cells.c%zu", columns[i]);
	strbuf_add_text(&sql,
	    " FROM cells JOIN outcome USING (row)"
	    " LEFT JOIN rule ON rule.number = outcome.rule"
	    " LEFT JOIN letter_row ON letter_row.row = cells.row"
	    " LEFT JOIN letter ON letter.number = letter_row.letter"
	    " GROUP BY cells.row ORDER BY cells.row");
	sqlite3_stmt *stmt = sql_prepare(ledger->db, strbuf_text(&sql), diag);
	strbuf_fini(&sql);
	return stmt;
}

static void
fill_row(sqlite3_stmt *stmt, struct ledger_row *row, struct strbuf *name)
{
	uint32_t numbers[FIXED_COLUMNS];
	for (int i = 0; i < FIXED_COLUMNS; i++)
		numbers[i] = (uint32_t)sqlite3_column_int64(stmt, i);
	strbuf_reset(name);
	if (numbers[3])
		strbuf_print(name, "%u: %s", numbers[3],
		    (const char *)sqlite3_column_text(stmt, 5));
	*row = (struct ledger_row){
	    .row = numbers[0],
	    .line = numbers[1],
	    .outcome = outcome_of(sql_text(stmt, 2)),
	    .rule = numbers[3],
	    .rule_name = strbuf_view(name),
	    .reason = sql_text(stmt, 6),
	    .addressee = sql_text(stmt, 7),
	    .letter = numbers[8],
	    .batch = numbers[9],
	    .first_page = numbers[10],
	    .last_page = numbers[8] ? numbers[10] + numbers[11] - 1 : 0,
	    .sheets = numbers[12],
	    .digest = sql_text(stmt, 13),
	    .letters = sql_text(stmt, 14),
	    .matches = sql_text(stmt, 15),
	    .key_hash = sql_text(stmt, 16),
	};
}

bool
ledger_each_row(struct ledger *ledger, const size_t *columns,
    size_t column_count, bool (*seen)(const struct ledger_row *row, void *ctx),
    void *ctx, struct diag *diag)
{
	bool failed = false;
	struct strbuf name = {0};
	struct slice *cells = mem_new(column_count, sizeof *cells);
	sqlite3_stmt *stmt = prepare_rows(ledger, columns, column_count, diag);
	while (stmt && !failed && sql_next(stmt, diag, &failed)) {
		struct ledger_row row;
		fill_row(stmt, &row, &name);
		for (size_t i = 0; i < column_count; i++)
			cells[i] = sql_text(stmt, (int)i + FIXED_COLUMNS);
		row.cells = cells;
		failed = !seen(&row, ctx);
	}
	bool ok = stmt && !failed;
	sqlite3_finalize(stmt);
	free(cells);
	strbuf_fini(&name);
	return ok;
}

bool
ledger_each_letter(struct ledger *ledger,
    bool (*seen)(const struct ledger_letter *letter, void *ctx), void *ctx,
    struct diag *diag)
{
	bool failed = false;
	sqlite3_stmt *stmt = sql_prepare(ledger->db,
	    "SELECT letter.number, letter.batch, batch.file, first_page,"
	    " letter.pages, letter.sheets, letter.sha256, letter.addressee,"
	    " (SELECT group_concat(row, ', ') FROM letter_row"
	    "  WHERE letter_row.letter = letter.number), letter.file"
	    " FROM letter JOIN batch"
	    " ON batch.number = letter.batch ORDER BY letter.number",
	    diag);
	if (!stmt)
		return false;
	while (!failed && sql_next(stmt, diag, &failed)) {
		struct ledger_letter letter = {
		    .number = (uint32_t)sqlite3_column_int64(stmt, 0),
		    .batch = (uint32_t)sqlite3_column_int64(stmt, 1),
		    .file = sql_text(stmt, 2),
		    .first_page = (uint32_t)sqlite3_column_int64(stmt, 3),
		    .pages = (uint32_t)sqlite3_column_int64(stmt, 4),
		    .sheets = (uint32_t)sqlite3_column_int64(stmt, 5),
		    .digest = sql_text(stmt, 6),
		    .addressee = sql_text(stmt, 7),
		    .rows = sql_text(stmt, 8),
		    .own_file = sql_text(stmt, 9),
		};
		failed = !seen(&letter, ctx);
	}
	sqlite3_finalize(stmt);
	return !failed;
}

static bool
has_results(struct ledger *ledger)
{
	sqlite3_stmt *stmt = NULL;
	bool has = sqlite3_prepare_v2(ledger->db, "SELECT 1 FROM batch_result",
		       -1, &stmt, NULL) == SQLITE_OK;
	sqlite3_finalize(stmt);
	return has;
}

#define BATCHES(bytes, digest, joined)                                         \
	"SELECT batch.number, file, letters, batch.pages, batch.sheets,"       \
	" (SELECT min(number) FROM letter WHERE letter.batch = batch.number)," \
	" (SELECT max(number) FROM letter WHERE letter.batch = batch.number)," \
	" (SELECT count(*) FROM banner WHERE banner.batch = batch.number),"    \
	" envelope, " bytes ", " digest " FROM batch " joined                  \
	" ORDER BY batch.number"

bool
ledger_each_batch(struct ledger *ledger,
    bool (*seen)(const struct ledger_batch *batch, void *ctx), void *ctx,
    struct diag *diag)
{
	bool failed = false;
	sqlite3_stmt *stmt = sql_prepare(ledger->db,
	    has_results(ledger)
		? BATCHES("bytes", "sha256",
		      "JOIN batch_result ON batch_result.batch = batch.number")
		: BATCHES("0", "''", ""),
	    diag);
	if (!stmt)
		return false;
	while (!failed && sql_next(stmt, diag, &failed)) {
		struct ledger_batch batch = {
		    .number = (uint32_t)sqlite3_column_int64(stmt, 0),
		    .file = sql_text(stmt, 1),
		    .letters = (uint32_t)sqlite3_column_int64(stmt, 2),
		    .pages = (uint32_t)sqlite3_column_int64(stmt, 3),
		    .sheets = (uint32_t)sqlite3_column_int64(stmt, 4),
		    .first_letter = (uint32_t)sqlite3_column_int64(stmt, 5),
		    .last_letter = (uint32_t)sqlite3_column_int64(stmt, 6),
		    .banners = (uint32_t)sqlite3_column_int64(stmt, 7),
		    .envelope = sql_text(stmt, 8),
		    .bytes = (uint64_t)sqlite3_column_int64(stmt, 9),
		    .digest = sql_text(stmt, 10),
		};
		failed = !seen(&batch, ctx);
	}
	sqlite3_finalize(stmt);
	return !failed;
}

bool
ledger_find_file(struct ledger *ledger, struct arena *mem, uint32_t batch,
    const char **file, struct diag *diag)
{
	bool failed = false;
	sqlite3_stmt *stmt = sql_prepare(
	    ledger->db, "SELECT file FROM batch WHERE number = ?", diag);
	if (!stmt)
		return false;
	*file = "";
	sqlite3_bind_int64(stmt, 1, batch);
	if (sql_next(stmt, diag, &failed))
		*file = arena_dup_text(mem, sql_text(stmt, 0));
	sqlite3_finalize(stmt);
	return !failed;
}

bool
ledger_has_own_files(struct ledger *ledger, bool *has, struct diag *diag)
{
	bool failed = false;
	sqlite3_stmt *stmt = sql_prepare(
	    ledger->db, "SELECT 1 FROM letter WHERE file <> '' LIMIT 1", diag);
	if (!stmt)
		return false;
	*has = sql_next(stmt, diag, &failed);
	sqlite3_finalize(stmt);
	return !failed;
}

bool
ledger_each_banner(struct ledger *ledger, uint32_t batch,
    bool (*seen)(const struct banner *banner, void *ctx), void *ctx,
    struct diag *diag)
{
	return banner_each(ledger->db, batch, seen, ctx, diag);
}

bool
ledger_each_rule(struct ledger *ledger,
    bool (*seen)(const struct ledger_rule *rule, void *ctx), void *ctx,
    struct diag *diag)
{
	bool failed = false;
	sqlite3_stmt *stmt = sql_prepare(ledger->db,
	    "SELECT number, kind, reason, condition, matched, decided, left"
	    " FROM rule ORDER BY number",
	    diag);
	if (!stmt)
		return false;
	while (!failed && sql_next(stmt, diag, &failed)) {
		struct ledger_rule rule = {
		    .number = (uint32_t)sqlite3_column_int64(stmt, 0),
		    .kind = sql_text(stmt, 1),
		    .reason = sql_text(stmt, 2),
		    .condition = sql_text(stmt, 3),
		    .matched = (uint32_t)sqlite3_column_int64(stmt, 4),
		    .decided = (uint32_t)sqlite3_column_int64(stmt, 5),
		    .left = (uint32_t)sqlite3_column_int64(stmt, 6),
		};
		failed = !seen(&rule, ctx);
	}
	sqlite3_finalize(stmt);
	return !failed;
}

#define PRINT_COLUMNS 10

static sqlite3_stmt *
prepare_prints(struct ledger *ledger, size_t column_count, struct diag *diag)
{
	struct strbuf sql = {0};
	strbuf_add_text(&sql,
	    "SELECT letter.number, cells.row, cells.line, letter.version,"
	    " letter.pages, letter.sheets, letter.addressee,"
	    " letter.sha256, letter.names, letter.file");
	for (size_t i = 0; i < column_count; i++)
		strbuf_print(&sql, ", cells.c%zu", i);
	strbuf_add_text(&sql,
	    " FROM letter JOIN cells ON cells.row = letter.first_row"
	    " WHERE letter.batch = ? ORDER BY letter.number");
	sqlite3_stmt *stmt = sql_prepare(ledger->db, strbuf_text(&sql), diag);
	strbuf_fini(&sql);
	return stmt;
}

bool
ledger_each_print(struct ledger *ledger, uint32_t batch, size_t column_count,
    bool (*seen)(const struct ledger_print *print, void *ctx), void *ctx,
    struct diag *diag)
{
	bool failed = false;
	sqlite3_stmt *stmt = prepare_prints(ledger, column_count, diag);
	if (!stmt)
		return false;
	struct slice *cells = mem_new(column_count, sizeof *cells);
	sqlite3_bind_int64(stmt, 1, batch);
	while (!failed && sql_next(stmt, diag, &failed)) {
		uint32_t numbers[6];
		for (int i = 0; i < 6; i++)
			numbers[i] = (uint32_t)sqlite3_column_int64(stmt, i);
		for (size_t i = 0; i < column_count; i++)
			cells[i] = sql_text(stmt, (int)i + PRINT_COLUMNS);
		struct ledger_print print = {
		    .number = numbers[0],
		    .row = numbers[1],
		    .line = numbers[2],
		    .version = numbers[3],
		    .pages = numbers[4],
		    .sheets = numbers[5],
		    .addressee = sql_text(stmt, 6),
		    .digest = sql_text(stmt, 7),
		    .names = sql_text(stmt, 8),
		    .own_file = sql_text(stmt, 9),
		    .cells = cells,
		};
		failed = !seen(&print, ctx);
	}
	sqlite3_finalize(stmt);
	free(cells);
	return !failed;
}
