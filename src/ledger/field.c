#include "ledger/field.h"

#include "base/hash.h"
#include "ledger/messages.h"
#include "record/outcome.h"

_Static_assert(sizeof(enum outcome) == sizeof(uint32_t),
    "an enum is read and written as a count");

/* ---- names */

static const char *
type_of(enum sql_kind kind)
{
	switch (kind) {
	case SQL_COUNT:
	case SQL_SIZE:
	case SQL_FLAG:
		return "INTEGER";
	case SQL_BYTES:
		return "BLOB";
	case SQL_TEXT:
	case SQL_WORD:
	case SQL_DIGEST:
	case SQL_OUTCOME:
		break;
	}
	return "TEXT";
}

void
sql_write_columns(struct strbuf *out, struct sql_fields fields)
{
	for (size_t i = 0; i < fields.count; i++) {
		const struct sql_field *field = &fields.at[i];
		strbuf_print(out, "%s%s %s NOT NULL", i ? ", " : "",
		    field->name, type_of(field->kind));
		if (field->rule)
			strbuf_print(out, " %s", field->rule);
	}
}

void
sql_write_names(struct strbuf *out, struct sql_fields fields)
{
	for (size_t i = 0; i < fields.count; i++)
		strbuf_print(out, "%s%s", i ? ", " : "", fields.at[i].name);
}

/* ---- from a struct */

static void
bind_digest(sqlite3_stmt *stmt, int at, const struct digest *digest)
{
	char hex[65];
	digest_write_hex(*digest, hex);
	sqlite3_bind_text(stmt, at, hex, 64, SQLITE_TRANSIENT);
}

static void
bind_field(sqlite3_stmt *stmt, int at, enum sql_kind kind, const void *place)
{
	const struct slice *text = place;
	switch (kind) {
	case SQL_COUNT:
		sqlite3_bind_int64(stmt, at, *(const uint32_t *)place);
		break;
	case SQL_SIZE:
		sqlite3_bind_int64(
		    stmt, at, (sqlite3_int64) * (const uint64_t *)place);
		break;
	case SQL_FLAG:
		sqlite3_bind_int(stmt, at, *(const bool *)place);
		break;
	case SQL_TEXT:
		sql_bind(stmt, at, *text);
		break;
	case SQL_WORD:
		sql_bind(stmt, at, slice_view(*(const char *const *)place));
		break;
	case SQL_BYTES:
		sql_bind_bytes(stmt, at, *text);
		break;
	case SQL_DIGEST:
		bind_digest(stmt, at, place);
		break;
	case SQL_OUTCOME:
		sql_bind(stmt, at,
		    slice_view(outcome_name(*(const enum outcome *)place)));
		break;
	}
}

void
sql_bind_fields(
    sqlite3_stmt *stmt, size_t first, struct sql_fields fields, const void *row)
{
	for (size_t i = 0; i < fields.count; i++)
		bind_field(stmt, (int)(first + i), fields.at[i].kind,
		    (const char *)row + fields.at[i].place);
}

void
sql_dup_texts(struct arena *mem, struct sql_fields fields, void *row)
{
	for (size_t i = 0; i < fields.count; i++) {
		void *place = (char *)row + fields.at[i].place;
		switch (fields.at[i].kind) {
		case SQL_TEXT:
		case SQL_BYTES:
			*(struct slice *)place =
			    arena_dup(mem, *(const struct slice *)place);
			break;
		case SQL_WORD:
			*(const char **)place =
			    arena_dup_text(mem, slice_view(*(char **)place));
			break;
		case SQL_COUNT:
		case SQL_SIZE:
		case SQL_FLAG:
		case SQL_DIGEST:
		case SQL_OUTCOME:
			break;
		}
	}
}

/* ---- into a struct */

struct sql_reading
sql_select(
    sqlite3 *db, struct sql_fields fields, const char *rest, struct diag *diag)
{
	struct strbuf query = {0};
	strbuf_add_text(&query, "SELECT ");
	sql_write_names(&query, fields);
	strbuf_add_text(&query, rest);
	struct sql_reading reading = {
	    .stmt = sql_prepare(db, strbuf_text(&query), diag),
	    .fields = fields,
	    .diag = diag,
	};
	reading.failed = !reading.stmt;
	strbuf_fini(&query);
	return reading;
}

static bool
read_outcome(struct slice name, enum outcome *to)
{
	for (int i = 0; i < OUTCOME_COUNT; i++) {
		*to = (enum outcome)i;
		if (slice_is(name, outcome_name(*to)))
			return true;
	}
	return false;
}

static bool
read_number(sqlite3_stmt *stmt, int at, uint64_t most, uint64_t *number)
{
	sqlite3_int64 value = sqlite3_column_int64(stmt, at);
	*number = (uint64_t)value;
	return sqlite3_column_type(stmt, at) == SQLITE_INTEGER && value >= 0 &&
	       *number <= most;
}

/* Its kind is asked first: the text is a conversion of any other kind. */
static bool
read_text(sqlite3_stmt *stmt, int at, struct slice *text)
{
	bool is_text = sqlite3_column_type(stmt, at) == SQLITE_TEXT;
	*text = sql_text(stmt, at);
	return is_text;
}

static bool
read_field(sqlite3_stmt *stmt, int at, enum sql_kind kind, void *place)
{
	uint64_t number;
	struct slice text;
	switch (kind) {
	case SQL_COUNT:
		if (!read_number(stmt, at, UINT32_MAX, &number))
			return false;
		*(uint32_t *)place = (uint32_t)number;
		return true;
	case SQL_SIZE:
		return read_number(stmt, at, INT64_MAX, place);
	case SQL_FLAG:
		if (!read_number(stmt, at, 1, &number))
			return false;
		*(bool *)place = number;
		return true;
	case SQL_TEXT:
		return read_text(stmt, at, place);
	case SQL_BYTES:
		*(struct slice *)place = sql_bytes(stmt, at);
		return sqlite3_column_type(stmt, at) != SQLITE_NULL;
	case SQL_OUTCOME:
		return read_text(stmt, at, &text) && read_outcome(text, place);
	case SQL_WORD:
	case SQL_DIGEST:
		break; /* their readers take the text */
	}
	return false;
}

bool
sql_read(struct sql_reading *reading, void *row)
{
	const struct sql_fields *fields = &reading->fields;
	if (reading->failed ||
	    !sql_next(reading->stmt, reading->diag, &reading->failed))
		return false;
	for (size_t i = 0; i < fields->count; i++) {
		if (read_field(reading->stmt, (int)i, fields->at[i].kind,
			(char *)row + fields->at[i].place))
			continue;
		sql_report_damage(sqlite3_db_handle(reading->stmt),
		    fields->at[i].name, reading->diag);
		reading->failed = true;
		return false;
	}
	return true;
}

bool
sql_end(struct sql_reading *reading)
{
	sqlite3_finalize(reading->stmt);
	reading->stmt = NULL;
	return !reading->failed;
}

bool
sql_read_one(sqlite3 *db, struct sql_fields fields, const char *rest, void *row,
    struct diag *diag)
{
	struct sql_reading reading = sql_select(db, fields, rest, diag);
	sql_read(&reading, row);
	return sql_end(&reading);
}
