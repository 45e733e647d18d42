#include "ledger/result.h"

#include <errno.h>
#include <inttypes.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/file.h"
#include "base/sink.h"
#include "ledger/tables.h"

#define RESULT_WORD "utskick-result-1"
#define TEXT_MOST 256

static const char *
result_path(struct arena *mem, const char *folder, uint32_t batch)
{
	return arena_print(mem, "%s/batch-%04u.result", folder, batch).at;
}

bool
result_write(const char *folder, const struct batch_result *result,
    bool passing, struct diag *diag)
{
	char pdf[65], plan[65];
	digest_write_hex(result->digest, pdf);
	digest_write_hex(result->plan, plan);
	struct arena *mem = arena_new();
	struct slice text =
	    arena_print(mem, RESULT_WORD " %u %u %" PRIu64 " %s %s\n",
		result->batch, result->pages, result->bytes, pdf, plan);
	const char *path = result_path(mem, folder, result->batch);
	struct sink *sink =
	    passing ? sink_to_passing(path) : sink_to_path(path);
	sink_write(sink, text);
	bool ok = sink_finish(sink, diag);
	arena_free(mem);
	return ok;
}

bool
result_read(const char *folder, uint32_t batch, struct batch_result *result)
{
	char pdf[65] = "", plan[65] = "", text[TEXT_MOST + 1];
	struct arena *mem = arena_new();
	const char *path = result_path(mem, folder, batch);
	int file = fault_open(path);
	ssize_t len = file >= 0 ? fault_read(file, text, TEXT_MOST) : 0;
	if (len < 0)
		fault_end(path, errno);
	if (file >= 0)
		close(file);
	arena_free(mem);
	text[len] = '\0';
	int got = sscanf(text,
	    RESULT_WORD " %" SCNu32 " %" SCNu32 " %" SCNu64 " %64s %64s",
	    &result->batch, &result->pages, &result->bytes, pdf, plan);
	return got == 5 && result->batch == batch &&
	       digest_read_hex(slice_view(pdf), &result->digest) &&
	       digest_read_hex(slice_view(plan), &result->plan);
}

static bool
copy_file(const char *from, const char *to, struct diag *diag)
{
	FILE *in = fopen(from, "re");
	char buffer[65536];
	size_t got;
	if (!in) {
		file_report(diag, from, errno);
		return false;
	}
	struct sink *sink = sink_to_path(to);
	while ((got = fread(buffer, 1, sizeof buffer, in)) > 0)
		sink_write(sink, (struct slice){buffer, got});
	bool bad = ferror(in);
	fclose(in);
	if (bad)
		file_report(diag, from, EIO);
	return sink_end(sink, !bad, diag);
}

bool
ledger_seal(const char *plan, const char *to,
    const struct batch_result *results, size_t count, struct diag *diag)
{
	if (!copy_file(plan, to, diag))
		return false;
	sqlite3 *db = sql_create(to, diag);
	bool ok = db && sql_run(db, "BEGIN", diag) &&
		  tables_create(db, STAGE_SEALED, diag);
	sqlite3_stmt *add =
	    ok ? table_prepare(db, TABLE_BATCH_RESULT, 1, diag) : NULL;
	for (size_t i = 0; add && ok && i < count; i++)
		ok = table_insert(add, TABLE_BATCH_RESULT, &results[i], diag);
	ok = add && ok;
	sqlite3_finalize(add);
	ok = ok && sql_run(db, "COMMIT", diag);
	sqlite3_close(db);
	return ok && file_settle(to, diag);
}
