/*
 * ledger/read_letters.c - letters with what other tables say of them.
 *
 * Rows and response codes of letters lie in the letters' order: the three
 * tables are read side by side. A batch's file is asked for when the batch
 * changes.
 */
#include "ledger/field.h"
#include "ledger/ledger_private.h"

#define FIELDS(array) ((struct sql_fields)SQL_FIELDS(array))

#define AT(member) offsetof(struct ledger_letter, member)
static const struct sql_field whole_letter[] = {
    {"number", SQL_COUNT, AT(number), NULL},
    {"batch", SQL_COUNT, AT(batch), NULL},
    {"first_page", SQL_COUNT, AT(first_page), NULL},
    {"pages", SQL_COUNT, AT(pages), NULL},
    {"sheets", SQL_COUNT, AT(sheets), NULL},
    {"sha256", SQL_TEXT, AT(digest), NULL},
    {"addressee", SQL_TEXT, AT(addressee), NULL},
    {"file", SQL_TEXT, AT(own_file), NULL},
    {"address", SQL_TEXT, AT(address), NULL},
};
#undef AT

struct lettered_row {
	uint32_t letter, row;
};

#define AT(member) offsetof(struct lettered_row, member)
static const struct sql_field lettered_rows[] = {
    {"letter", SQL_COUNT, AT(letter), NULL},
    {"row", SQL_COUNT, AT(row), NULL},
};
#undef AT

struct letter_code {
	uint32_t letter;
	struct slice code;
};

#define AT(member) offsetof(struct letter_code, member)
static const struct sql_field codes[] = {
    {"letter", SQL_COUNT, AT(letter), NULL},
    {"code", SQL_TEXT, AT(code), NULL},
};
#undef AT

struct named_batch {
	struct slice file, stationery;
};

#define AT(member) offsetof(struct named_batch, member)
static const struct sql_field named_batch[] = {
    {"file", SQL_TEXT, AT(file), NULL},
    {"stationery", SQL_TEXT, AT(stationery), NULL},
};
#undef AT

struct reading_letters {
	struct ledger *ledger;
	struct arena *mem;
	struct diag *diag;
	struct sql_reading letters, rows, codes;
	struct lettered_row row; /* where more_rows */
	struct letter_code code; /* where more_codes */
	bool more_rows, more_codes;
	struct strbuf row_list;
	struct slice file, stationery; /* of the batch before */
	uint32_t batch;
};

static bool
take_rows(struct reading_letters *reading, struct ledger_letter *letter)
{
	struct strbuf *list = &reading->row_list;
	strbuf_reset(list);
	while (reading->more_rows && reading->row.letter <= letter->number) {
		if (reading->row.letter == letter->number) {
			if (list->len)
				strbuf_add_text(list, ", ");
			strbuf_add_number(list, reading->row.row);
		}
		reading->more_rows = sql_read(&reading->rows, &reading->row);
	}
	letter->rows = strbuf_view(list);
	if (reading->rows.failed)
		return false;
	if (!list->len)
		sql_report_damage(
		    reading->ledger->db, "letter_row", reading->diag);
	return list->len;
}

/* The code lives until the next letter: its statement is not stepped before. */
static bool
take_code(struct reading_letters *reading, struct ledger_letter *letter)
{
	while (reading->more_codes && reading->code.letter < letter->number)
		reading->more_codes = sql_read(&reading->codes, &reading->code);
	bool its =
	    reading->more_codes && reading->code.letter == letter->number;
	letter->code = its ? reading->code.code : SLICE("");
	return !reading->codes.failed;
}

static bool
find_batch(struct reading_letters *reading, uint32_t batch)
{
	struct named_batch named = {0};
	struct sql_reading found = sql_select(reading->ledger->db,
	    FIELDS(named_batch), " FROM batch WHERE number = ?", reading->diag);
	sqlite3_bind_int64(found.stmt, 1, batch);
	sql_read(&found, &named);
	reading->file = arena_dup(reading->mem, named.file);
	reading->stationery = arena_dup(reading->mem, named.stationery);
	return sql_end(&found);
}

static bool
take_file(struct reading_letters *reading, struct ledger_letter *letter)
{
	if (!reading->file.at || letter->batch != reading->batch) {
		arena_reset(reading->mem);
		if (!find_batch(reading, letter->batch))
			return false;
	}
	reading->batch = letter->batch;
	letter->file = reading->file;
	letter->stationery = reading->stationery;
	if (!letter->file.len)
		sql_report_damage(
		    reading->ledger->db, "batch.file", reading->diag);
	return letter->file.len;
}

static struct reading_letters
open_reading(struct ledger *ledger, struct diag *diag)
{
	struct reading_letters reading = {
	    .ledger = ledger,
	    .mem = arena_new(),
	    .diag = diag,
	    .letters = sql_select(ledger->db, FIELDS(whole_letter),
		" FROM letter ORDER BY number", diag),
	    .rows = sql_select(ledger->db, FIELDS(lettered_rows),
		" FROM letter_row ORDER BY letter, row", diag),
	    .codes = sql_select(ledger->db, FIELDS(codes),
		" FROM response ORDER BY letter", diag),
	};
	reading.more_rows = sql_read(&reading.rows, &reading.row);
	reading.more_codes = sql_read(&reading.codes, &reading.code);
	return reading;
}

static bool
close_reading(struct reading_letters *reading)
{
	bool ok = sql_end(&reading->letters);
	ok = sql_end(&reading->rows) && ok;
	ok = sql_end(&reading->codes) && ok;
	strbuf_fini(&reading->row_list);
	arena_free(reading->mem);
	return ok;
}

bool
ledger_each_letter(struct ledger *ledger,
    bool (*seen)(const struct ledger_letter *letter, void *ctx), void *ctx,
    struct diag *diag)
{
	bool going = true;
	struct ledger_letter letter;
	struct reading_letters reading = open_reading(ledger, diag);
	while (going && sql_read(&reading.letters, &letter))
		going = take_rows(&reading, &letter) &&
			take_code(&reading, &letter) &&
			take_file(&reading, &letter) && seen(&letter, ctx);
	return close_reading(&reading) && going;
}
