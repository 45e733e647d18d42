#include "ledger/inputs.h"

#include "ledger/ledger_private.h"

#define AT(member) offsetof(struct ledger_input, member)
static const struct sql_field whole_input[] = {
    {"role", SQL_TEXT, AT(role), NULL},
    {"name", SQL_TEXT, AT(name), NULL},
    {"sha256", SQL_TEXT, AT(sha256), NULL},
    {"bytes", SQL_SIZE, AT(bytes), NULL},
};
#undef AT

bool
ledger_each_input(struct ledger *ledger,
    bool (*seen)(const struct ledger_input *input, void *ctx), void *ctx,
    struct diag *diag)
{
	bool going = true;
	struct ledger_input input;
	struct sql_reading reading =
	    sql_select(ledger->db, (struct sql_fields)SQL_FIELDS(whole_input),
		" FROM input ORDER BY rowid", diag);
	while (going && sql_read(&reading, &input))
		going = seen(&input, ctx);
	return sql_end(&reading) && going;
}

#define AT(member) offsetof(struct ledger_source, member)
static const struct sql_field whole_source[] = {
    {"name", SQL_TEXT, AT(name), NULL},
    {"file", SQL_TEXT, AT(file), NULL},
    {"encoding", SQL_TEXT, AT(encoding), NULL},
    {"sheet", SQL_TEXT, AT(sheet), NULL},
    {"rows", SQL_COUNT, AT(rows), NULL},
    {"malformed", SQL_COUNT, AT(malformed), NULL},
    {"blank_lines", SQL_COUNT, AT(blank_lines), NULL},
};
#undef AT

bool
ledger_each_source(struct ledger *ledger,
    bool (*seen)(const struct ledger_source *source, void *ctx), void *ctx,
    struct diag *diag)
{
	bool going = true;
	struct ledger_source source;
	struct sql_reading reading =
	    sql_select(ledger->db, (struct sql_fields)SQL_FIELDS(whole_source),
		" FROM source ORDER BY number", diag);
	while (going && sql_read(&reading, &source))
		going = seen(&source, ctx);
	return sql_end(&reading) && going;
}

#define AT(member) offsetof(struct ledger_allowed, member)
static const struct sql_field whole_allowed[] = {
    {"substr(key, 7)", SQL_TEXT, AT(name), NULL},
    {"value", SQL_TEXT, AT(reason), NULL},
};
#undef AT

bool
ledger_each_allowed(struct ledger *ledger,
    bool (*seen)(const struct ledger_allowed *allowed, void *ctx), void *ctx,
    struct diag *diag)
{
	bool going = true;
	struct ledger_allowed allowed;
	struct sql_reading reading =
	    sql_select(ledger->db, (struct sql_fields)SQL_FIELDS(whole_allowed),
		" FROM header WHERE substr(key, 1, 6) = 'allow ' ORDER BY key",
		diag);
	while (going && sql_read(&reading, &allowed))
		going = seen(&allowed, ctx);
	return sql_end(&reading) && going;
}

#define AT(member) offsetof(struct ledger_library, member)
static const struct sql_field whole_library[] = {
    {"substr(key, 9)", SQL_TEXT, AT(name), NULL},
    {"value", SQL_TEXT, AT(version), NULL},
};
#undef AT

bool
ledger_each_library(struct ledger *ledger,
    bool (*seen)(const struct ledger_library *library, void *ctx), void *ctx,
    struct diag *diag)
{
	bool going = true;
	struct ledger_library library;
	struct sql_reading reading =
	    sql_select(ledger->db, (struct sql_fields)SQL_FIELDS(whole_library),
		" FROM header WHERE substr(key, 1, 8) = 'library '"
		" ORDER BY key COLLATE NOCASE",
		diag);
	while (going && sql_read(&reading, &library))
		going = seen(&library, ctx);
	return sql_end(&reading) && going;
}

#define AT(member) offsetof(struct ledger_corrected, member)
static const struct sql_field whole_corrected[] = {
    {"register_column.name", SQL_TEXT, AT(column), NULL},
    {"count(*)", SQL_COUNT, AT(cells), NULL},
};
#undef AT

bool
ledger_each_corrected(struct ledger *ledger,
    bool (*seen)(const struct ledger_corrected *corrected, void *ctx),
    void *ctx, struct diag *diag)
{
	bool going = true;
	struct ledger_corrected corrected;
	struct sql_reading reading = sql_select(ledger->db,
	    (struct sql_fields)SQL_FIELDS(whole_corrected),
	    " FROM correction JOIN register_column"
	    " ON register_column.number = correction.\"column\""
	    " GROUP BY register_column.number ORDER BY register_column.number",
	    diag);
	while (going && sql_read(&reading, &corrected))
		going = seen(&corrected, ctx);
	return sql_end(&reading) && going;
}

#define AT(member) offsetof(struct ledger_held, member)
static const struct sql_field whole_held[] = {
    {"row", SQL_COUNT, AT(row), NULL},
    {"code", SQL_TEXT, AT(code), NULL},
    {"reason", SQL_TEXT, AT(reason), NULL},
};
#undef AT

bool
ledger_each_held(struct ledger *ledger,
    bool (*seen)(const struct ledger_held *held, void *ctx), void *ctx,
    struct diag *diag)
{
	bool going = true;
	struct ledger_held held;
	struct sql_reading reading = sql_select(ledger->db,
	    (struct sql_fields)SQL_FIELDS(whole_held),
	    " FROM outcome WHERE outcome = 'held' ORDER BY reason, row", diag);
	while (going && sql_read(&reading, &held))
		going = seen(&held, ctx);
	return sql_end(&reading) && going;
}
