#include "ledger/responses.h"

#include "ledger/ledger_private.h"
#include "ledger/plan.h"

struct response_codes *
ledger_codes(struct ledger *ledger)
{
	struct arena *mem = arena_new();
	struct slice key = ledger_text(ledger, mem, "response_key");
	struct response_codes *codes = key.len ? response_codes_new(key) : NULL;
	arena_free(mem);
	return codes;
}

bool
ledger_find_response(struct ledger *ledger, const char *code, uint32_t *letter,
    struct diag *diag)
{
	bool failed = false;
	*letter = 0;
	sqlite3_stmt *stmt = sql_prepare(
	    ledger->db, "SELECT letter FROM response WHERE code = ?", diag);
	if (!stmt)
		return false;
	sql_bind(stmt, 1, slice_view(code));
	if (sql_next(stmt, diag, &failed))
		*letter = (uint32_t)sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return !failed;
}

bool
ledger_is_made_apart(struct ledger *ledger, const struct response_codes *codes,
    const char *code, bool *apart, struct diag *diag)
{
	bool failed = false;
	*apart = false;
	sqlite3_stmt *stmt = sql_prepare(
	    ledger->db, "SELECT mark FROM cells WHERE row = ?", diag);
	if (!stmt)
		return false;
	sqlite3_bind_int64(stmt, 1, response_row(codes, code));
	if (sql_next(stmt, diag, &failed))
		*apart = sqlite3_column_int64(stmt, 0) == ROW_PROTECTED;
	sqlite3_finalize(stmt);
	return !failed;
}

struct said_code {
	uint32_t letter, row, number;
	struct slice code;
};

#define AT(member) offsetof(struct said_code, member)
static const struct sql_field said[] = {
    {"letter.number", SQL_COUNT, AT(letter), NULL},
    {"letter.first_row", SQL_COUNT, AT(row), NULL},
    {"ifnull(response.number, 0)", SQL_COUNT, AT(number), NULL},
    {"ifnull(response.code, '')", SQL_TEXT, AT(code), NULL},
};
#undef AT

static bool
is_right(const struct response_codes *codes, const struct said_code *has)
{
	char code[RESPONSE_SIZE];
	if (!codes)
		return !has->code.len;
	if (has->number / RESPONSE_PARTS != has->row ||
	    has->number >= RESPONSE_NUMBERS)
		return false;
	response_write(codes, has->number, code);
	return slice_is(has->code, code);
}

bool
ledger_each_wrong_response(struct ledger *ledger,
    bool (*seen)(uint32_t letter, void *ctx), void *ctx, struct diag *diag)
{
	bool going = true;
	struct said_code has;
	struct response_codes *codes = ledger_codes(ledger);
	struct sql_reading reading =
	    sql_select(ledger->db, (struct sql_fields)SQL_FIELDS(said),
		" FROM letter LEFT JOIN response"
		" ON response.letter = letter.number ORDER BY letter.number",
		diag);
	while (going && sql_read(&reading, &has))
		going = is_right(codes, &has) || seen(has.letter, ctx);
	response_codes_free(codes);
	return sql_end(&reading) && going;
}
