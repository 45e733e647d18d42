#include "ledger/options.h"

#include "ledger/ledger_private.h"

#define AT(member) offsetof(struct plan_options, member)
static const struct sql_field options_fields[] = {
    {"program", SQL_TEXT, AT(program), NULL},
    {"job", SQL_TEXT, AT(title), NULL},
    {"reference", SQL_TEXT, AT(reference), NULL},
    {"date", SQL_TEXT, AT(date), NULL},
    {"keep_until", SQL_TEXT, AT(keep_until), NULL},
    {"language", SQL_TEXT, AT(language), NULL},
    {"channel", SQL_TEXT, AT(channel), NULL},
    {"profile", SQL_TEXT, AT(profile), NULL},
    {"split", SQL_TEXT, AT(split), NULL},
    {"banner", SQL_TEXT, AT(banner), NULL},
    {"bookmarks", SQL_FLAG, AT(bookmarks), NULL},
    {"sides", SQL_COUNT, AT(sides), NULL},
    {"letters_per_batch", SQL_COUNT, AT(letters_per_batch), NULL},
    {"sheets_per_batch", SQL_COUNT, AT(sheets_per_batch), NULL},
    {"key", SQL_COUNT, AT(key), NULL},
    {"encoding", SQL_TEXT, AT(encoding), NULL},
};
#undef AT
#define OPTION_COUNT (sizeof options_fields / sizeof *options_fields)

/* Numbers are kept as text, like everything that an auditor may look at. */
static struct slice
write_option(const struct sql_field *field, const void *place, char number[12])
{
	if (field->kind == SQL_TEXT)
		return *(const struct slice *)place;
	uint32_t value = field->kind == SQL_FLAG ? *(const bool *)place
						 : *(const uint32_t *)place;
	snprintf(number, 12, "%u", value);
	return slice_view(number);
}

bool
plan_add_options(struct plan *plan, const struct plan_options *options)
{
	bool ok = true;
	for (size_t i = 0; ok && i < OPTION_COUNT; i++) {
		const struct sql_field *field = &options_fields[i];
		const void *place = (const char *)options + field->place;
		char number[12];
		ok = plan_add_text(
		    plan, field->name, write_option(field, place, number));
	}
	return ok;
}

static bool
read_number(struct slice text, uint64_t most, uint64_t *number)
{
	*number = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] < '0' || text.at[i] > '9')
			return false;
		*number = *number * 10 + (uint64_t)(text.at[i] - '0');
		if (*number > most)
			return false;
	}
	return text.len > 0;
}

static bool
read_option(const struct sql_field *field, struct slice text, void *place)
{
	uint64_t number;
	if (field->kind == SQL_TEXT) {
		*(struct slice *)place = text;
		return true;
	}
	if (!read_number(
		text, field->kind == SQL_FLAG ? 1 : UINT32_MAX, &number))
		return false;
	if (field->kind == SQL_FLAG)
		*(bool *)place = number;
	else
		*(uint32_t *)place = (uint32_t)number;
	return true;
}

bool
ledger_read_options(struct ledger *ledger, struct arena *job_mem,
    struct plan_options *options, struct diag *diag)
{
	*options = (struct plan_options){0};
	for (size_t i = 0; i < OPTION_COUNT; i++) {
		const struct sql_field *field = &options_fields[i];
		struct slice text;
		if (ledger_find_text(ledger, job_mem, field->name, &text) &&
		    read_option(field, text, (char *)options + field->place))
			continue;
		sql_report_damage(ledger->db, field->name, diag);
		return false;
	}
	return true;
}

bool
ledger_key(struct ledger *ledger, size_t *key, struct diag *diag)
{
	uint64_t number;
	struct slice text = ledger_text(ledger, ledger->mem, "key");
	*key = 0;
	if (!read_number(text, UINT32_MAX, &number) ||
	    number >= ledger->column_count) {
		sql_report_damage(ledger->db, "key", diag);
		return false;
	}
	*key = (size_t)number;
	return true;
}
