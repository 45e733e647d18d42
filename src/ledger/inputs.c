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
