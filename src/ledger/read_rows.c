/*
 * ledger/read_rows.c - register rows with their outcomes and letters.
 *
 * Rows lie in the order of the register, letters in that of the pile. SQLite
 * sorts what it says of letters by row, once; then both are read side by side.
 * Looking each row's letter up instead takes four times as long, and reads the
 * table from all over the file.
 */
#include <stdlib.h>

#include "base/memory.h"
#include "ledger/field.h"
#include "ledger/ledger_private.h"

#define FIELDS(array) ((struct sql_fields)SQL_FIELDS(array))

/* One letter of a row. A letter_row whose letter is missing has number 0. */
struct row_letter {
	uint32_t row, number, batch, first_page, pages, sheets;
	struct slice addressee, digest;
};

#define AT(member) offsetof(struct row_letter, member)
static const struct sql_field row_letters[] = {
    {"letter_row.row", SQL_COUNT, AT(row), NULL},
    {"coalesce(letter.number, 0)", SQL_COUNT, AT(number), NULL},
    {"coalesce(letter.batch, 0)", SQL_COUNT, AT(batch), NULL},
    {"coalesce(letter.first_page, 0)", SQL_COUNT, AT(first_page), NULL},
    {"coalesce(letter.pages, 0)", SQL_COUNT, AT(pages), NULL},
    {"coalesce(letter.sheets, 0)", SQL_COUNT, AT(sheets), NULL},
    {"letter_row.addressee", SQL_TEXT, AT(addressee), NULL},
    {"coalesce(letter.sha256, '')", SQL_TEXT, AT(digest), NULL},
};
#undef AT

#define AT(member) offsetof(struct ledger_row, member)
static const struct sql_field whole_row[] = {
    {"cells.row", SQL_COUNT, AT(row), NULL},
    {"cells.line", SQL_COUNT, AT(line), NULL},
    {"outcome.outcome", SQL_OUTCOME, AT(outcome), NULL},
    {"outcome.rule", SQL_COUNT, AT(rule), NULL},
    {"outcome.reason", SQL_TEXT, AT(reason), NULL},
    {"outcome.matches", SQL_TEXT, AT(matches), NULL},
    {"cells.key_hash", SQL_TEXT, AT(key_hash), NULL},
};
#undef AT

struct rule_name {
	uint32_t number;
	struct slice name; /* "3: Servicehusen ingår inte ännu" */
};

struct reading_rows {
	struct arena *mem;
	struct sql_reading rows, letters;
	struct row_letter next; /* where `more` */
	bool more;
	/* Of the row at hand. */
	struct strbuf addressees, numbers, digest;
	struct rule_name *rules;
	size_t rule_count, rule_room;
};

/* ---- rules by their numbers */

static bool
keep_rule(const struct ledger_rule *rule, void *ctx)
{
	struct reading_rows *reading = ctx;
	reading->rules =
	    arena_grow(reading->mem, reading->rules, &reading->rule_room,
		reading->rule_count + 1, sizeof *reading->rules);
	reading->rules[reading->rule_count++] = (struct rule_name){
	    rule->number, arena_print(reading->mem, "%u: %.*s", rule->number,
			      (int)rule->reason.len, rule->reason.at)};
	return true;
}

static struct slice
name_rule(struct reading_rows *reading, uint32_t number)
{
	if (!number)
		return (struct slice){"", 0};
	for (size_t i = 0; i < reading->rule_count; i++) {
		if (reading->rules[i].number == number)
			return reading->rules[i].name;
	}
	/* no plan has such a row, but whoever looks at damage reads it */
	keep_rule(&(struct ledger_rule){.number = number, .reason = {"", 0}},
	    reading);
	return reading->rules[reading->rule_count - 1].name;
}

/* ---- letters of a row */

static void
next_letter(struct reading_rows *reading)
{
	reading->more = sql_read(&reading->letters, &reading->next);
}

static void
add_part(struct strbuf *list, bool first)
{
	if (!first)
		strbuf_add_text(list, ", ");
}

/* The first is told of whole; of the others, number and addressee. */
static void
take_letter(struct reading_rows *reading, struct ledger_row *row, bool first)
{
	const struct row_letter *letter = &reading->next;
	add_part(&reading->addressees, first);
	strbuf_add(&reading->addressees, letter->addressee);
	if (!letter->number)
		return;
	add_part(&reading->numbers, !reading->numbers.len);
	strbuf_add_number(&reading->numbers, letter->number);
	if (row->letter)
		return;
	row->letter = letter->number;
	row->batch = letter->batch;
	row->first_page = letter->first_page;
	row->last_page = letter->first_page + letter->pages - 1;
	row->sheets = letter->sheets;
	strbuf_add(&reading->digest, letter->digest);
}

static void
take_letters(struct reading_rows *reading, struct ledger_row *row)
{
	strbuf_reset(&reading->addressees);
	strbuf_reset(&reading->numbers);
	strbuf_reset(&reading->digest);
	row->letter = row->batch = row->sheets = 0;
	row->first_page = row->last_page = 0;
	while (reading->more && reading->next.row < row->row)
		next_letter(reading);
	for (bool first = true; reading->more && reading->next.row == row->row;
	     first = false) {
		take_letter(reading, row, first);
		next_letter(reading);
	}
	row->addressee = strbuf_view(&reading->addressees);
	row->letters = strbuf_view(&reading->numbers);
	row->digest = strbuf_view(&reading->digest);
}

/* ---- both side by side */

static struct sql_reading
select_rows(struct ledger *ledger, const size_t *columns, size_t count,
    struct diag *diag)
{
	struct strbuf rest = {0};
	for (size_t i = 0; i < count; i++)
		strbuf_print(&rest, ", cells.c%zu", columns[i]);
	/* A row without an outcome, which no plan has, is found out by its
	 * missing outcome. */
	strbuf_add_text(&rest,
	    " FROM cells LEFT JOIN outcome USING (row) ORDER BY cells.row");
	struct sql_reading reading =
	    sql_select(ledger->db, FIELDS(whole_row), strbuf_text(&rest), diag);
	strbuf_fini(&rest);
	return reading;
}

/*
 * In the order of letters, which lie so, and then sorted ("+"). Not by the index
 * of rows: each letter would be looked up somewhere else in the file.
 */
static struct sql_reading
select_letters(struct ledger *ledger, struct diag *diag)
{
	return sql_select(ledger->db, FIELDS(row_letters),
	    " FROM letter_row NOT INDEXED LEFT JOIN letter"
	    " ON letter.number = letter_row.letter"
	    " ORDER BY +letter_row.row, letter_row.letter",
	    diag);
}

static bool
close_reading(struct reading_rows *reading)
{
	bool ok = sql_end(&reading->rows);
	ok = sql_end(&reading->letters) && ok;
	strbuf_fini(&reading->addressees);
	strbuf_fini(&reading->numbers);
	strbuf_fini(&reading->digest);
	arena_free(reading->mem);
	return ok;
}

typedef bool row_seen(const struct ledger_row *row, void *ctx);

static bool
each_row(struct ledger *ledger, const size_t *columns, size_t column_count,
    bool with_letters, row_seen *seen, void *ctx, struct diag *diag)
{
	struct slice *cells = mem_new(column_count, sizeof *cells);
	struct ledger_row row = {.cells = cells};
	struct reading_rows reading = {.mem = arena_new()};
	bool going = ledger_each_rule(ledger, keep_rule, &reading, diag);
	if (going) {
		reading.rows = select_rows(ledger, columns, column_count, diag);
	}
	if (going && with_letters) {
		reading.letters = select_letters(ledger, diag);
		next_letter(&reading);
	}
	while (
	    going && !reading.letters.failed && sql_read(&reading.rows, &row)) {
		take_letters(&reading, &row);
		if (reading.letters.failed)
			break;
		row.rule_name = name_rule(&reading, row.rule);
		for (size_t i = 0; i < column_count; i++)
			cells[i] = sql_text(reading.rows.stmt,
			    (int)(i + reading.rows.fields.count));
		going = seen(&row, ctx);
	}
	free(cells);
	return close_reading(&reading) && going;
}

bool
ledger_each_row(struct ledger *ledger, const size_t *columns,
    size_t column_count, row_seen *seen, void *ctx, struct diag *diag)
{
	return each_row(ledger, columns, column_count, true, seen, ctx, diag);
}

bool
ledger_each_decided(struct ledger *ledger, const size_t *columns,
    size_t column_count, row_seen *seen, void *ctx, struct diag *diag)
{
	return each_row(ledger, columns, column_count, false, seen, ctx, diag);
}
