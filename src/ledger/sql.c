#include "ledger/sql.h"

#include <errno.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/file.h"
#include "ledger/messages.h"

/*
 * SQLite calls a disk that does not read a malformed database (unixRead,
 * SQLITE_IOERR_CORRUPTFS). Its own pread is asked through us, which it allows
 * (sqlite.org, "xSetSystemCall"), and what failed is remembered.
 */
static int read_error;

static ssize_t
read_at(int fd, void *to, size_t len, off64_t at)
{
	ssize_t got = pread64(fd, to, len, at);
	if (got < 0 && errno != EINTR)
		read_error = errno;
	return got;
}

static void
hear_errors(void)
{
	sqlite3_vfs *files = sqlite3_vfs_find(NULL);
	read_error = 0;
	if (files && files->iVersion >= 3)
		files->xSetSystemCall(
		    files, "pread64", (sqlite3_syscall_ptr)read_at);
}

void
sql_report_damage(sqlite3 *db, const char *what, struct diag *diag)
{
	const char *path = sqlite3_db_filename(db, "main");
	REPORT(diag, NO_SPAN, &ledger_damaged,
	    ARGS(path ? path_name(path) : "", what));
	HINT(diag, &ledger_take_copy, NO_ARGS);
}

void
sql_report(sqlite3 *db, struct diag *diag)
{
	int code = sqlite3_errcode(db);
	const char *path = db ? sqlite3_db_filename(db, "main") : NULL;
	if (read_error) {
		fault_report_unread(
		    diag, NO_SPAN, path ? path : "", read_error);
		return;
	}
	if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB) {
		sql_report_damage(db, sqlite3_errmsg(db), diag);
		return;
	}
	REPORT(diag, NO_SPAN, &ledger_sqlite_failed,
	    ARGS((const char *)sqlite3_errmsg(db)));
}

static sqlite3 *
open_with(const char *path, int flags, struct diag *diag)
{
	sqlite3 *db = NULL;
	/* Nobody asks how much memory it has, and counting takes a lock for
	 * each piece. Once it is in use, this changes nothing. */
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	hear_errors();
	if (sqlite3_open_v2(path, &db, flags, NULL) == SQLITE_OK)
		return db;
	sql_report(db, diag);
	sqlite3_close(db);
	return NULL;
}

sqlite3 *
sql_create(const char *path, struct diag *diag)
{
	sqlite3 *db = open_with(path,
	    SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
	    diag);
	/*
	 * The file is private until it is whole, synced and renamed: a crash
	 * leaves nothing that anybody would take for a plan, so a journal would
	 * protect nothing. Sorting spills to memory-bounded temporary files, which
	 * a thread of SQLite's writes while rows still come.
	 */
	if (db &&
	    !sql_run(db,
		"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
		"PRAGMA locking_mode = EXCLUSIVE; PRAGMA page_size = 8192;"
		"PRAGMA cache_size = -32000; PRAGMA temp_store = FILE;"
		"PRAGMA secure_delete = ON; PRAGMA threads = 1;",
		diag)) {
		sqlite3_close(db);
		return NULL;
	}
	return db;
}

/* A file: URI with what SQLite would read as its own escaped: of a path that
 * begins with two slashes the second part would be a host. */
static void
write_uri(struct strbuf *out, const char *path)
{
	strbuf_add_text(out, *path == '/' ? "file://" : "file:");
	for (; *path; path++) {
		if (*path == '?' || *path == '#' || *path == '%')
			strbuf_print(out, "%%%02X", (unsigned char)*path);
		else
			strbuf_add_char(out, *path);
	}
	strbuf_add_text(out, "?immutable=1");
}

sqlite3 *
sql_open(const char *path, struct diag *diag)
{
	struct strbuf uri = {0};
	write_uri(&uri, path);
	sqlite3 *db = open_with(strbuf_text(&uri),
	    SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, diag);
	strbuf_fini(&uri);
	/* A file that is none is found out by whoever asks it something. */
	if (db)
		sqlite3_exec(
		    db, "PRAGMA cache_size = -16000", NULL, NULL, NULL);
	return db;
}

bool
sql_run(sqlite3 *db, const char *statements, struct diag *diag)
{
	if (!db)
		return false;
	if (sqlite3_exec(db, statements, NULL, NULL, NULL) == SQLITE_OK)
		return true;
	sql_report(db, diag);
	return false;
}

sqlite3_stmt *
sql_prepare(sqlite3 *db, const char *statement, struct diag *diag)
{
	sqlite3_stmt *stmt = NULL;
	if (!db)
		return NULL;
	if (sqlite3_prepare_v2(db, statement, -1, &stmt, NULL) == SQLITE_OK)
		return stmt;
	sql_report(db, diag);
	return NULL;
}

bool
sql_insert(sqlite3_stmt *stmt, struct diag *diag)
{
	bool ok = sqlite3_step(stmt) == SQLITE_DONE;
	if (!ok)
		sql_report(sqlite3_db_handle(stmt), diag);
	sqlite3_reset(stmt);
	return ok;
}

bool
sql_next(sqlite3_stmt *stmt, struct diag *diag, bool *failed)
{
	int code = sqlite3_step(stmt);
	if (code == SQLITE_ROW)
		return true;
	if (code != SQLITE_DONE) {
		sql_report(sqlite3_db_handle(stmt), diag);
		*failed = true;
	}
	return false;
}

void
sql_bind(sqlite3_stmt *stmt, int at, struct slice text)
{
	sqlite3_bind_text64(stmt, at, text.len ? text.at : "", text.len,
	    SQLITE_STATIC, SQLITE_UTF8);
}

void
sql_bind_bytes(sqlite3_stmt *stmt, int at, struct slice bytes)
{
	sqlite3_bind_blob64(
	    stmt, at, bytes.len ? bytes.at : "", bytes.len, SQLITE_STATIC);
}

struct slice
sql_bytes(sqlite3_stmt *stmt, int at)
{
	const char *bytes = sqlite3_column_blob(stmt, at);
	return (struct slice){bytes, (size_t)sqlite3_column_bytes(stmt, at)};
}

struct slice
sql_text(sqlite3_stmt *stmt, int at)
{
	const char *text = (const char *)sqlite3_column_text(stmt, at);
	return (struct slice){text, (size_t)sqlite3_column_bytes(stmt, at)};
}
