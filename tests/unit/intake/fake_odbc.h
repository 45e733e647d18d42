/*
 * tests/unit/intake/fake_odbc.h - the functions of ODBC, which the program has
 * itself, so that none of a library is taken; and what they give is a script.
 */
#ifndef TESTS_UNIT_INTAKE_FAKE_ODBC_H
#define TESTS_UNIT_INTAKE_FAKE_ODBC_H

#include <odbcinst.h>
#include <sql.h>
#include <sqlext.h>

#include "base/strbuf.h"
#include "intake/wide.h"

struct part {
	SQLRETURN got;
	SQLLEN len; /* that is said */
	const char *text; /* that is given; UTF-16 is made of it */
};

/* What the database does; zero: all as it should. */
static struct script {
	const char *odbc_ini, *odbcinst_ini; /* the driver there, or NULL */
	const char *name; /* of the database */
	bool refuses; /* to be reached */
	int no_statement; /* which one is not given, from 1 */
	const char *not_said; /* a statement that it refuses */
	bool not_said_all; /* nor any other */
	bool commits; /* by itself, whatever is asked */
	bool not_prepared, not_executed, no_data, no_count;
	int columns; /* 0: one */
	SQLSMALLINT types[3];
	const char *names[3]; /* NULL: "a" */
	bool not_described;
	SQLSMALLINT name_len; /* that is said; 0: as it is */
	int rows;
	SQLRETURN last; /* behind the last row; 0: that there is none */
	SQLRETURN more; /* results; 0: that there are none */
	bool not_ended;
	struct part parts[4]; /* of the cells, one behind the other */
	size_t cell_len; /* of each cell, in as many parts as it takes; 0: no */
	const char *state, *text; /* of the fault; NULL: it says nothing */
} script;

static struct strbuf connected; /* with these words */
static int statements, fetched;
static size_t part_at, cell_at;

static inline SQLRETURN
answer(bool refused)
{
	return refused ? SQL_ERROR : SQL_SUCCESS;
}

static inline void
put_wide(SQLWCHAR *to, size_t room, const char *text, SQLSMALLINT *len)
{
	struct strbuf wide = {0};
	wide_write(&wide, slice_view(text));
	size_t units = wide.len / 2 < room - 1 ? wide.len / 2 : room - 1;
	memcpy(to, wide.len ? wide.at : "", units * 2);
	to[units] = 0;
	*len = (SQLSMALLINT)(wide.len / 2);
	strbuf_fini(&wide);
}

SQLRETURN
SQLAllocHandle(SQLSMALLINT kind, SQLHANDLE in, SQLHANDLE *out)
{
	(void)in;
	*out = &script;
	if (kind != SQL_HANDLE_STMT || ++statements != script.no_statement)
		return SQL_SUCCESS;
	*out = NULL;
	return SQL_ERROR;
}

SQLRETURN
SQLFreeHandle(SQLSMALLINT kind, SQLHANDLE handle)
{
	(void)kind, (void)handle;
	return SQL_SUCCESS;
}

SQLRETURN
SQLSetEnvAttr(SQLHENV of, SQLINTEGER which, SQLPOINTER to, SQLINTEGER len)
{
	(void)of, (void)which, (void)to, (void)len;
	return SQL_SUCCESS;
}

SQLRETURN
SQLSetConnectAttr(SQLHDBC of, SQLINTEGER which, SQLPOINTER to, SQLINTEGER len)
{
	(void)of, (void)to, (void)len;
	return answer(which == SQL_ATTR_AUTOCOMMIT && script.commits);
}

SQLRETURN
SQLDriverConnectW(SQLHDBC of, SQLHWND window, SQLWCHAR *in, SQLSMALLINT len,
    SQLWCHAR *out, SQLSMALLINT room, SQLSMALLINT *out_len, SQLUSMALLINT how)
{
	(void)of, (void)window, (void)out, (void)room, (void)out_len, (void)how;
	strbuf_reset(&connected);
	wide_add(&connected, in, (size_t)len);
	return answer(script.refuses);
}

SQLRETURN
SQLDisconnect(SQLHDBC of)
{
	(void)of;
	return SQL_SUCCESS;
}

SQLRETURN
SQLEndTran(SQLSMALLINT kind, SQLHANDLE of, SQLSMALLINT how)
{
	(void)kind, (void)of, (void)how;
	return answer(script.not_ended);
}

SQLRETURN
SQLGetInfo(SQLHDBC of, SQLUSMALLINT which, SQLPOINTER to, SQLSMALLINT room,
    SQLSMALLINT *len)
{
	(void)of, (void)which, (void)len;
	snprintf(to, (size_t)room, "%s", script.name ? script.name : "Annan");
	return SQL_SUCCESS;
}

SQLRETURN
SQLExecDirect(SQLHSTMT of, SQLCHAR *text, SQLINTEGER len)
{
	(void)of, (void)len;
	if (script.not_said && strcmp((char *)text, script.not_said) == 0)
		return SQL_ERROR;
	return script.not_said_all ? SQL_NO_DATA : SQL_SUCCESS;
}

SQLRETURN
SQLPrepareW(SQLHSTMT of, SQLWCHAR *text, SQLINTEGER len)
{
	(void)of, (void)text, (void)len;
	return answer(script.not_prepared);
}

SQLRETURN
SQLExecute(SQLHSTMT of)
{
	(void)of;
	return script.no_data ? SQL_NO_DATA : answer(script.not_executed);
}

SQLRETURN
SQLNumResultCols(SQLHSTMT of, SQLSMALLINT *count)
{
	(void)of;
	*count = (SQLSMALLINT)(script.columns ? script.columns : 1);
	return answer(script.no_count);
}

SQLRETURN
SQLDescribeColW(SQLHSTMT of, SQLUSMALLINT column, SQLWCHAR *name,
    SQLSMALLINT room, SQLSMALLINT *len, SQLSMALLINT *type, SQLULEN *size,
    SQLSMALLINT *decimals, SQLSMALLINT *nullable)
{
	(void)of, (void)size, (void)decimals, (void)nullable;
	size_t at = column <= 3 ? column - 1u : 2;
	const char *said = script.names[at];
	put_wide(name, (size_t)room, said ? said : "a", len);
	if (said && strcmp(said, "half a pair") == 0)
		*name = 0xd83d;
	*type = script.types[at] ? script.types[at] : SQL_VARCHAR;
	if (script.name_len)
		*len = script.name_len;
	return answer(script.not_described);
}

SQLRETURN
SQLFetch(SQLHSTMT of)
{
	(void)of;
	if (fetched++ < script.rows)
		return SQL_SUCCESS;
	return script.last ? script.last : SQL_NO_DATA;
}

/* All of a cell is 'x', and a buffer of it at a time. */
static inline SQLRETURN
give_long(SQLPOINTER to, SQLLEN room, SQLLEN *len)
{
	size_t rest = script.cell_len - cell_at, most = (size_t)room - 1;
	*len = (SQLLEN)rest;
	memset(to, 'x', rest < most ? rest : most);
	if (rest > most) {
		cell_at += most;
		return SQL_SUCCESS_WITH_INFO;
	}
	cell_at = 0;
	return SQL_SUCCESS;
}

SQLRETURN
SQLGetData(SQLHSTMT of, SQLUSMALLINT column, SQLSMALLINT type, SQLPOINTER to,
    SQLLEN room, SQLLEN *len)
{
	(void)of, (void)column;
	if (script.cell_len)
		return give_long(to, room, len);
	const struct part *part = &script.parts[part_at++];
	SQLSMALLINT units;
	if (part->text && type == SQL_C_WCHAR)
		put_wide(to, (size_t)room / 2, part->text, &units);
	else if (part->text)
		memcpy(to, part->text, strlen(part->text));
	*len = part->len;
	return part->got;
}

SQLRETURN
SQLMoreResults(SQLHSTMT of)
{
	(void)of;
	return script.more == -9 ? SQL_SUCCESS
	       : script.more	 ? script.more
				 : SQL_NO_DATA;
}

SQLRETURN
SQLGetDiagRecW(SQLSMALLINT kind, SQLHANDLE of, SQLSMALLINT number,
    SQLWCHAR *state, SQLINTEGER *native, SQLWCHAR *text, SQLSMALLINT room,
    SQLSMALLINT *len)
{
	(void)kind, (void)of, (void)number, (void)native;
	SQLSMALLINT state_len;
	if (!script.state)
		return SQL_NO_DATA;
	put_wide(state, 6, script.state, &state_len);
	put_wide(text, (size_t)room, script.text, len);
	return SQL_SUCCESS;
}

int
SQLGetPrivateProfileString(LPCSTR section, LPCSTR entry, LPCSTR otherwise,
    LPSTR to, int room, LPCSTR file)
{
	(void)section, (void)entry, (void)otherwise;
	const char *said = strcmp(file, "odbc.ini") == 0 ? script.odbc_ini
							 : script.odbcinst_ini;
	return said ? snprintf(to, (size_t)room, "%s", said) : 0;
}

static inline void
script_start(const struct script *of)
{
	script = *of;
	statements = fetched = 0;
	part_at = cell_at = 0;
}

#endif
