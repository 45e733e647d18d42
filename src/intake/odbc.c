#include "intake/odbc.h"

#include <odbcinst.h>
#include <sql.h>
#include <sqlext.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "intake/connection.h"
#include "intake/driver_text.h"
#include "intake/messages.h"
#include "intake/wide.h"

#define LOGIN_SECONDS 30
#define CELL_AT_ONCE 8192 /* units of two bytes */
#define NAME_MOST 1024

struct odbc {
	SQLHENV environment;
	SQLHDBC connection;
	SQLHSTMT statement;
	bool connected;
	/* The driver's own texts are UTF-8, and it converts them badly. */
	bool bytes;
	struct diag *diag;
	struct span span; /* of the query */
	uint64_t rows;
	SQLWCHAR cell[CELL_AT_ONCE];
	struct strbuf parts; /* of a cell that comes in several */
};

/* The words by which databases are told to refuse to write. */
static const struct guard {
	const char *database; /* as SQL_DBMS_NAME begins */
	const char *session; /* before the transaction, or NULL */
	const char *transaction; /* as its first statement, or NULL */
} guards[] = {
    {"PostgreSQL", "SET default_transaction_read_only = on",
	"SET TRANSACTION READ ONLY"},
    {"SQLite", "PRAGMA query_only = ON", NULL},
    {"MySQL", "SET SESSION TRANSACTION READ ONLY", NULL},
    {"MariaDB", "SET SESSION TRANSACTION READ ONLY", NULL},
    {"Oracle", NULL, "SET TRANSACTION READ ONLY"},
    {NULL, NULL, NULL},
};

/* ---- what went wrong, in the driver's words */

struct fault {
	char state[6];
	struct strbuf text;
};

static void
read_fault(SQLSMALLINT kind, SQLHANDLE handle, struct fault *fault)
{
	SQLWCHAR state[6] = {0}, text[1024] = {0};
	SQLSMALLINT len = 0;
	SQLINTEGER number;
	struct strbuf raw = {0};
	size_t units = 0;
	SQLGetDiagRecW(kind, handle, 1, state, &number, text, 1024, &len);
	while (units < 1023 && text[units])
		units++;
	for (int i = 0; i < 5; i++)
		fault->state[i] = state[i] ? (char)state[i] : '?';
	wide_add(&raw, text, units);
	driver_text_add(&fault->text, fault->state, strbuf_view(&raw));
	strbuf_fini(&raw);
}

static void
report(struct odbc *odbc, struct span span, const struct message *message,
    SQLSMALLINT kind, SQLHANDLE handle)
{
	struct fault fault = {{0}, {0}};
	read_fault(kind, handle, &fault);
	REPORT(odbc->diag, span, message,
	    ARGS(strbuf_view(&fault.text), (const char *)fault.state));
	strbuf_fini(&fault.text);
}

static void
report_statement(struct odbc *odbc, const struct message *message)
{
	report(odbc, odbc->span, message, SQL_HANDLE_STMT, odbc->statement);
}

/* After some rows it matters how far it came. */
static bool
report_broken(struct odbc *odbc, SQLSMALLINT kind, SQLHANDLE handle)
{
	struct fault fault = {{0}, {0}};
	read_fault(kind, handle, &fault);
	REPORT(odbc->diag, odbc->span, &intake_query_broken,
	    ARGS((long long)odbc->rows, strbuf_view(&fault.text),
		(const char *)fault.state));
	HINT(odbc->diag, &intake_nothing_kept, NO_ARGS);
	/* A driver without Unicode cannot give texts for certain. */
	if (strcmp(fault.state, "07006") == 0)
		HINT(odbc->diag, &intake_unicode_driver, NO_ARGS);
	strbuf_fini(&fault.text);
	return false;
}

/* ---- connecting */

/* The file that DSN and Driver lead to, by odbc.ini and odbcinst.ini. */
static void
find_driver(struct strbuf *file, struct slice said)
{
	char section[256], value[1024];
	struct slice driver = connection_find(said, "Driver");
	struct slice dsn = connection_find(said, "DSN");
	if (driver.len > 1 && driver.at[0] == '{')
		driver = slice_part(driver, 1, driver.len - 2);
	snprintf(section, sizeof section, "%.*s", (int)dsn.len, dsn.at);
	if (!driver.len && dsn.len &&
	    SQLGetPrivateProfileString(
		section, "Driver", "", value, sizeof value, "odbc.ini") > 0)
		driver = slice_view(value);
	snprintf(section, sizeof section, "%.*s", (int)driver.len, driver.at);
	strbuf_add(file, driver);
	if (SQLGetPrivateProfileString(section, "Driver", "", value,
		sizeof value, "odbcinst.ini") <= 0)
		return;
	strbuf_add_char(file, ' ');
	strbuf_add_text(file, value);
}

static bool
connect_now(struct odbc *odbc, struct slice said)
{
	struct strbuf driver = {0}, whole = {0}, wide = {0};
	find_driver(&driver, said);
	connection_write(&whole, said, strbuf_view(&driver));
	wide_write(&wide, strbuf_view(&whole));
	SQLRETURN got = SQLDriverConnectW(odbc->connection, NULL,
	    (SQLWCHAR *)(void *)wide.at, (SQLSMALLINT)(wide.len / 2), NULL, 0,
	    NULL, SQL_DRIVER_NOPROMPT);
	/* The password is in them. */
	explicit_bzero(whole.at, whole.room);
	explicit_bzero(wide.at, wide.room);
	strbuf_fini(&driver);
	strbuf_fini(&whole);
	strbuf_fini(&wide);
	return SQL_SUCCEEDED(got);
}

static bool
say(struct odbc *odbc, const char *statement)
{
	SQLHSTMT own;
	if (!statement)
		return true;
	if (!SQL_SUCCEEDED(
		SQLAllocHandle(SQL_HANDLE_STMT, odbc->connection, &own))) {
		report(odbc, odbc->span, &intake_not_read_only, SQL_HANDLE_DBC,
		    odbc->connection);
		return false;
	}
	char text[64];
	snprintf(text, sizeof text, "%s", statement);
	SQLRETURN got = SQLExecDirect(own, (SQLCHAR *)text, SQL_NTS);
	bool ok = SQL_SUCCEEDED(got) || got == SQL_NO_DATA;
	if (!ok)
		report(odbc, odbc->span, &intake_not_read_only, SQL_HANDLE_STMT,
		    own);
	SQLFreeHandle(SQL_HANDLE_STMT, own);
	return ok;
}

static const struct guard *
find_guard(struct odbc *odbc)
{
	char name[64] = "";
	const struct guard *guard = guards;
	SQLGetInfo(odbc->connection, SQL_DBMS_NAME, name, sizeof name, NULL);
	while (
	    guard->database && !slice_starts(slice_view(name), guard->database))
		guard++;
	odbc->bytes = slice_starts(slice_view(name), "SQLite");
	return guard;
}

static bool
set_attribute(struct odbc *odbc, SQLINTEGER attribute, uintptr_t value)
{
	/* The interface passes numbers as pointers. */
	SQLPOINTER as = (SQLPOINTER)value;
	return SQL_SUCCEEDED(
	    SQLSetConnectAttr(odbc->connection, attribute, as, 0));
}

/* Nothing may be written; what is read is rolled back. */
static bool
guard_session(struct odbc *odbc)
{
	const struct guard *guard = find_guard(odbc);
	if (!say(odbc, guard->session))
		return false;
	if (!set_attribute(odbc, SQL_ATTR_AUTOCOMMIT, SQL_AUTOCOMMIT_OFF)) {
		report(odbc, odbc->span, &intake_not_read_only, SQL_HANDLE_DBC,
		    odbc->connection);
		return false;
	}
	return say(odbc, guard->transaction);
}

struct odbc *
odbc_connect(struct slice said, struct span span, struct diag *diag)
{
	struct odbc *odbc = mem_new(1, sizeof *odbc);
	odbc->diag = diag;
	odbc->span = span;
	SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &odbc->environment);
	SQLSetEnvAttr(odbc->environment, SQL_ATTR_ODBC_VERSION,
	    (SQLPOINTER)SQL_OV_ODBC3, 0);
	SQLAllocHandle(SQL_HANDLE_DBC, odbc->environment, &odbc->connection);
	/* A trace would hold everything that is read. */
	set_attribute(odbc, SQL_ATTR_TRACE, SQL_OPT_TRACE_OFF);
	set_attribute(odbc, SQL_ATTR_ACCESS_MODE, SQL_MODE_READ_ONLY);
	set_attribute(odbc, SQL_ATTR_LOGIN_TIMEOUT, LOGIN_SECONDS);
	odbc->connected = connect_now(odbc, said);
	if (!odbc->connected)
		report(odbc, span, &intake_no_connection, SQL_HANDLE_DBC,
		    odbc->connection);
	if (odbc->connected && guard_session(odbc))
		return odbc;
	odbc_close(odbc);
	return NULL;
}

void
odbc_close(struct odbc *odbc)
{
	if (!odbc)
		return;
	if (odbc->statement)
		SQLFreeHandle(SQL_HANDLE_STMT, odbc->statement);
	if (odbc->connected) {
		SQLEndTran(SQL_HANDLE_DBC, odbc->connection, SQL_ROLLBACK);
		SQLDisconnect(odbc->connection);
	}
	SQLFreeHandle(SQL_HANDLE_DBC, odbc->connection);
	SQLFreeHandle(SQL_HANDLE_ENV, odbc->environment);
	strbuf_fini(&odbc->parts);
	free(odbc);
}

/* ---- asking */

/* A statement that answers without columns would write: it is not even run. */
static bool
has_columns(struct odbc *odbc, size_t *count)
{
	SQLSMALLINT columns = 0;
	if (!SQL_SUCCEEDED(SQLNumResultCols(odbc->statement, &columns))) {
		report_statement(odbc, &intake_query_refused);
		return false;
	}
	*count = columns > 0 ? (size_t)columns : 0;
	if (!*count)
		REPORT(odbc->diag, odbc->span, &intake_no_columns, NO_ARGS);
	return *count > 0;
}

bool
odbc_ask(struct odbc *odbc, struct slice query, struct span span, size_t *count)
{
	struct strbuf wide = {0};
	odbc->span = span;
	if (!SQL_SUCCEEDED(SQLAllocHandle(
		SQL_HANDLE_STMT, odbc->connection, &odbc->statement))) {
		report(odbc, span, &intake_query_refused, SQL_HANDLE_DBC,
		    odbc->connection);
		return false;
	}
	wide_write(&wide, query);
	SQLRETURN got = SQLPrepareW(odbc->statement,
	    (SQLWCHAR *)(void *)wide.at, (SQLINTEGER)(wide.len / 2));
	strbuf_fini(&wide);
	if (!SQL_SUCCEEDED(got)) {
		report_statement(odbc, &intake_query_refused);
		return false;
	}
	if (!has_columns(odbc, count))
		return false;
	got = SQLExecute(odbc->statement);
	if (!SQL_SUCCEEDED(got) && got != SQL_NO_DATA) {
		report_statement(odbc, &intake_query_refused);
		return false;
	}
	return has_columns(odbc, count);
}

/* ---- columns */

static bool
is_binary(SQLSMALLINT type)
{
	return type == SQL_BINARY || type == SQL_VARBINARY ||
	       type == SQL_LONGVARBINARY;
}

static enum reply_kind
kind_of(SQLSMALLINT type)
{
	switch (type) {
	case SQL_TINYINT:
	case SQL_SMALLINT:
	case SQL_INTEGER:
	case SQL_BIGINT:
	case SQL_NUMERIC:
	case SQL_DECIMAL:
	case SQL_REAL:
	case SQL_FLOAT:
	case SQL_DOUBLE:
		return REPLY_NUMBER;
	case SQL_DATE:
	case SQL_TIMESTAMP:
	case SQL_TYPE_DATE:
	case SQL_TYPE_TIMESTAMP:
		return REPLY_DATE;
	default:
		return REPLY_TEXT;
	}
}

bool
odbc_column(
    struct odbc *odbc, size_t index, struct strbuf *name, enum reply_kind *kind)
{
	SQLWCHAR wide[NAME_MOST] = {0};
	SQLSMALLINT len = 0, type = 0, decimals, nullable;
	SQLULEN size;
	size_t from = name->len;
	SQLRETURN got =
	    SQLDescribeColW(odbc->statement, (SQLUSMALLINT)(index + 1), wide,
		NAME_MOST, &len, &type, &size, &decimals, &nullable);
	bool whole = SQL_SUCCEEDED(got) && len >= 0 && len < NAME_MOST;
	/* SQLite's counts the bytes of UTF-8. */
	size_t units = 0;
	while (units < NAME_MOST - 1 && wide[units])
		units++;
	if (!whole || !wide_add(name, wide, units)) {
		report_statement(odbc, &intake_query_refused);
		return false;
	}
	*kind = kind_of(type);
	if (!is_binary(type))
		return true;
	REPORT(odbc->diag, odbc->span, &intake_binary_column,
	    ARGS(slice_from(strbuf_view(name), from)));
	HINT(odbc->diag, &intake_binary_hint, NO_ARGS);
	return false;
}

/* ---- rows */

/*
 * The last row was the last one only if nothing follows and the transaction
 * still ends as it should: a connection that is gone may look like an end.
 */
static enum odbc_row
finish(struct odbc *odbc)
{
	SQLRETURN more = SQLMoreResults(odbc->statement);
	if (more != SQL_NO_DATA) {
		if (SQL_SUCCEEDED(more))
			REPORT(odbc->diag, odbc->span, &intake_several_results,
			    NO_ARGS);
		else
			report_broken(odbc, SQL_HANDLE_STMT, odbc->statement);
		return ODBC_FAILED;
	}
	SQLFreeHandle(SQL_HANDLE_STMT, odbc->statement);
	odbc->statement = NULL;
	if (SQL_SUCCEEDED(
		SQLEndTran(SQL_HANDLE_DBC, odbc->connection, SQL_ROLLBACK)))
		return ODBC_END;
	report_broken(odbc, SQL_HANDLE_DBC, odbc->connection);
	return ODBC_FAILED;
}

enum odbc_row
odbc_next(struct odbc *odbc)
{
	SQLRETURN got = SQLFetch(odbc->statement);
	if (got == SQL_NO_DATA)
		return finish(odbc);
	if (SQL_SUCCEEDED(got)) {
		odbc->rows++;
		return ODBC_ROW;
	}
	report_broken(odbc, SQL_HANDLE_STMT, odbc->statement);
	return ODBC_FAILED;
}

/* Whether all was given: a driver says how long the whole is. */
static bool
is_whole(SQLRETURN got, SQLLEN len, SQLLEN room)
{
	return got == SQL_SUCCESS && len >= 0 && len <= room;
}

/* As much as came in the buffer; *whole: nothing follows. */
static enum odbc_cell
read_part(struct odbc *odbc, size_t index, struct slice *part, bool *whole)
{
	SQLSMALLINT type = odbc->bytes ? SQL_C_CHAR : SQL_C_WCHAR;
	SQLLEN room = (SQLLEN)(sizeof odbc->cell - (odbc->bytes ? 1 : 2));
	SQLLEN len = 0;
	*part = (struct slice){"", 0};
	*whole = true;
	SQLRETURN got = SQLGetData(odbc->statement, (SQLUSMALLINT)(index + 1),
	    type, odbc->cell, sizeof odbc->cell, &len);
	if (got == SQL_NO_DATA)
		return ODBC_TEXT;
	if (SQL_SUCCEEDED(got) && len == SQL_NULL_DATA)
		return ODBC_NULL;
	*whole = is_whole(got, len, room);
	/* More is promised, and nothing says that it will come: a fault too. */
	if (!SQL_SUCCEEDED(got) || (!*whole && got == SQL_SUCCESS)) {
		report_broken(odbc, SQL_HANDLE_STMT, odbc->statement);
		return ODBC_BROKEN;
	}
	part->at = (const char *)odbc->cell;
	part->len = (size_t)(*whole ? len : room);
	return ODBC_TEXT;
}

static bool
add_cell(const struct odbc *odbc, struct strbuf *text, struct slice units)
{
	if (!odbc->bytes)
		return wide_add(text, (const uint16_t *)(const void *)units.at,
		    units.len / 2);
	strbuf_add(text, units);
	return utf8_check(units) == units.len;
}

/*
 * A buffer at a time. What does not fit comes with SQL_SUCCESS_WITH_INFO, as
 * much as the buffer holds without its NUL, and the rest when asked again. A
 * character may be cut by it.
 */
static enum odbc_cell
read_parts(struct odbc *odbc, size_t index, struct slice *part)
{
	bool whole = false;
	enum odbc_cell cell;
	strbuf_reset(&odbc->parts);
	strbuf_add(&odbc->parts, *part);
	while (!whole) {
		cell = read_part(odbc, index, part, &whole);
		if (cell != ODBC_TEXT)
			return cell;
		strbuf_add(&odbc->parts, *part);
		if (odbc->parts.len > 2 * REPLY_CELL_MAX)
			return ODBC_LONG;
	}
	*part = strbuf_view(&odbc->parts);
	return ODBC_TEXT;
}

enum odbc_cell
odbc_cell(struct odbc *odbc, size_t index, struct strbuf *text)
{
	struct slice part;
	bool whole;
	size_t from = text->len;
	enum odbc_cell cell = read_part(odbc, index, &part, &whole);
	if (cell == ODBC_TEXT && !whole)
		cell = read_parts(odbc, index, &part);
	if (cell != ODBC_TEXT)
		return cell;
	bool fine = add_cell(odbc, text, part);
	struct slice added = slice_from(strbuf_view(text), from);
	if (added.len > REPLY_CELL_MAX)
		return ODBC_LONG;
	fine = fine && !memchr(added.len ? added.at : "", 0, added.len);
	return fine ? ODBC_TEXT : ODBC_NOT_TEXT;
}
