/*
 * ledger/open.c - a file that says it is a ledger, looked at before any of it
 * is believed: header and size of the file, format, tables and columns.
 */
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/file.h"
#include "base/memory.h"
#include "ledger/ledger_private.h"
#include "ledger/messages.h"

enum { SQLITE_HEADER = 100 }; /* bytes; sqlite.org/fileformat2.html, 1.3 */

/* ---- is it a ledger? */

static uint32_t
big_endian(const unsigned char *at, size_t bytes)
{
	uint32_t value = 0;
	for (size_t i = 0; i < bytes; i++)
		value = value << 8 | at[i];
	return value;
}

static bool
refuse(const char *path, struct diag *diag)
{
	REPORT(diag, NO_SPAN, &ledger_not_ours, ARGS(path));
	return false;
}

/* SQLite itself finds that a file was cut only when it needs what is gone. */
static bool
check_size(const char *path, struct diag *diag)
{
	unsigned char header[SQLITE_HEADER] = {0};
	struct stat st;
	int fd = file_open(path);
	ssize_t got = fd >= 0 && fstat(fd, &st) == 0
			  ? fault_read(fd, header, sizeof header)
			  : -1;
	int error = got < 0 ? errno : 0;
	if (fd >= 0)
		close(fd);
	if (fault_is(error)) {
		fault_report_unread(diag, NO_SPAN, path, error);
		return false;
	}
	if (got != sizeof header || memcmp(header, "SQLite format 3", 16) != 0)
		return refuse(path, diag);
	uint64_t page = big_endian(header + 16, 2); /* 1 means 65,536 */
	uint64_t count = big_endian(header + 28, 4);
	if ((uint64_t)st.st_size == (page == 1 ? 65536 : page) * count)
		return true;
	REPORT(diag, NO_SPAN, &ledger_damaged,
	    ARGS(path_name(path), "its length is not what it says"));
	HINT(diag, &ledger_take_copy, NO_ARGS);
	return false;
}

static bool
check_format(struct ledger *ledger, const char *path, struct diag *diag)
{
	char *end, ours[12];
	struct slice written = ledger_text(ledger, ledger->mem, "format");
	snprintf(ours, sizeof ours, "%d", LEDGER_FORMAT);
	if (slice_is(written, ours))
		return true;
	const char *number = arena_dup_text(ledger->mem, written);
	unsigned long format = strtoul(number, &end, 10);
	if (!written.len || *end)
		return refuse(path, diag);
	struct slice program = ledger_text(ledger, ledger->mem, "program");
	REPORT(diag, NO_SPAN, &ledger_other_format,
	    ARGS(path, format, LEDGER_FORMAT));
	if (program.len)
		HINT(diag, &ledger_other_program, ARGS(program));
	return false;
}

/* ---- what is asked often is read at once */

static bool
read_header(struct ledger *ledger, struct diag *diag)
{
	static const struct sql_field fields[] = {
	    {"key", SQL_TEXT, offsetof(struct header_row, key), NULL},
	    {"value", SQL_BYTES, offsetof(struct header_row, value), NULL},
	};
	struct header_row row;
	struct sql_reading reading =
	    sql_select(ledger->db, (struct sql_fields)SQL_FIELDS(fields),
		" FROM header ORDER BY key", diag);
	while (sql_read(&reading, &row)) {
		ledger->header = arena_grow(ledger->mem, ledger->header,
		    &ledger->header_room, ledger->header_count + 1,
		    sizeof *ledger->header);
		ledger->header[ledger->header_count++] = (struct header_row){
		    .key = arena_dup(ledger->mem, row.key),
		    .value = arena_dup(ledger->mem, row.value),
		};
	}
	return sql_end(&reading);
}

static bool
read_columns(struct ledger *ledger, struct diag *diag)
{
	static const struct sql_field fields[] = {
	    {"name", SQL_TEXT, offsetof(struct ledger_column, name), NULL},
	    {"type", SQL_TEXT, offsetof(struct ledger_column, type), NULL},
	    {"shown", SQL_COUNT, offsetof(struct ledger_column, shown), NULL},
	};
	struct ledger_column row;
	struct sql_reading reading =
	    sql_select(ledger->db, (struct sql_fields)SQL_FIELDS(fields),
		" FROM register_column ORDER BY number", diag);
	while (sql_read(&reading, &row)) {
		ledger->columns = arena_grow(ledger->mem, ledger->columns,
		    &ledger->column_room, ledger->column_count + 1,
		    sizeof *ledger->columns);
		row.name = arena_dup(ledger->mem, row.name);
		row.type = arena_dup(ledger->mem, row.type);
		ledger->columns[ledger->column_count++] = row;
	}
	return sql_end(&reading);
}

/* Another database of SQLite's lacks the table: it is not damaged. */
static bool
has_header(struct ledger *ledger, const char *path, struct diag *diag)
{
	static const struct sql_field fields[] = {
	    {"count(*) > 0", SQL_FLAG, 0, NULL}};
	bool has = false;
	if (!sql_read_one(ledger->db, (struct sql_fields)SQL_FIELDS(fields),
		" FROM sqlite_master WHERE type = 'table'"
		" AND name = 'header'",
		&has, diag))
		return false;
	return has ? true : refuse(path, diag);
}

struct ledger *
ledger_open(const char *path, struct diag *diag)
{
	if (!file_exists(path)) {
		refuse(path, diag);
		return NULL;
	}
	if (!check_size(path, diag))
		return NULL;
	struct ledger *ledger = mem_new(1, sizeof *ledger);
	ledger->mem = arena_new();
	ledger->db = sql_open(path, diag);
	if (ledger->db && has_header(ledger, path, diag) &&
	    read_header(ledger, diag) && check_format(ledger, path, diag) &&
	    read_columns(ledger, diag) &&
	    tables_check(ledger->db, ledger->column_count, diag))
		return ledger;
	ledger_close(ledger);
	return NULL;
}

void
ledger_close(struct ledger *ledger)
{
	if (!ledger)
		return;
	sql_end(&ledger->joined);
	sqlite3_close(ledger->db);
	arena_free(ledger->mem);
	free(ledger);
}

/* ---- what is asked */

bool
ledger_find_text(struct ledger *ledger, struct arena *job_mem, const char *key,
    struct slice *text)
{
	for (size_t i = 0; i < ledger->header_count; i++) {
		if (!slice_is(ledger->header[i].key, key))
			continue;
		*text = arena_dup(job_mem, ledger->header[i].value);
		return true;
	}
	return false;
}

struct slice
ledger_text(struct ledger *ledger, struct arena *job_mem, const char *key)
{
	struct slice text = {"", 0};
	ledger_find_text(ledger, job_mem, key, &text);
	return text;
}

struct slice *
ledger_columns(struct ledger *ledger, struct arena *job_mem, size_t *count)
{
	struct slice *names =
	    ARENA_ARRAY(job_mem, struct slice, ledger->column_count + 1);
	*count = ledger->column_count;
	for (size_t i = 0; i < *count; i++)
		names[i] = arena_dup(job_mem, ledger->columns[i].name);
	return names;
}

struct slice
ledger_column_type(const struct ledger *ledger, size_t column)
{
	return column < ledger->column_count ? ledger->columns[column].type
					     : (struct slice){"", 0};
}

size_t *
ledger_shown(struct ledger *ledger, struct arena *job_mem, size_t *count)
{
	size_t *shown = ARENA_ARRAY(job_mem, size_t, ledger->column_count + 1);
	*count = 0;
	for (size_t place = 1; place <= ledger->column_count; place++) {
		for (size_t i = 0; i < ledger->column_count; i++) {
			if (ledger->columns[i].shown == place)
				shown[(*count)++] = i;
		}
	}
	return shown;
}
