/*
 * A row or letter of a sealed run: which rules it met, and what its cells held
 * that they read.
 */

#include "beside/form.h"
#include "expr/expr.h"
#include "ledger/joined.h"
#include "rule/rule.h"
#include "sealed/messages.h"
#include "sealed/sealed.h"
#include "sealed/sealed_run.h"
#include "text/normal.h"

struct explaining {
	const struct sealed_asked *asked;
	const struct sealed *sealed;
	struct slice form, hash; /* of the key asked for */
	bool bare; /* protected or malformed: no cell was kept */
	struct arena *row_mem;
	struct strbuf *out;
	day date;
	bool found;
	uint32_t hashed; /* rows that only the run's secret can name */
	struct slice matches, reason; /* of the row found */
	enum outcome outcome;
	uint32_t rule; /* that decided */
	struct slice *columns; /* of the register */
	size_t column_count;
	struct slice *cells; /* of the row found; none where it is bare */
	struct arena *mem;
	uint32_t row; /* that was found */
	struct ledger *ledger;
	struct diag *diag;
};

/* Whether a number stands in a list: "7, 12", or "3 8" of rules. */
static bool
lists(struct slice list, char between, uint32_t number)
{
	while (list.len) {
		size_t end = slice_find_char(list, between);
		struct slice one = slice_trim(slice_part(list, 0, end));
		uint32_t read = 0;
		for (size_t i = 0; i < one.len; i++)
			read = read * 10 + (uint32_t)(one.at[i] - '0');
		if (read == number)
			return true;
		list = slice_from(list, end + 1);
	}
	return false;
}

static bool
has_key(struct explaining *to, const struct ledger_row *row)
{
	struct slice form = form_of_text(to->row_mem, row->cells[0], to->date);
	if (form.len)
		return slice_equal(form, to->form);
	return row->key_hash.len && slice_equal(row->key_hash, to->hash);
}

static bool
explain_seen(const struct ledger_row *row, void *ctx)
{
	struct explaining *to = ctx;
	bool same = to->asked->row ? row->row == to->asked->row
		    : to->asked->letter
			? lists(row->letters, ',', to->asked->letter)
			: has_key(to, row);
	arena_reset(to->row_mem);
	to->hashed += row->key_hash.len != 0;
	if (!same)
		return true;
	to->found = true;
	to->bare = row->key_hash.len || !row->cells[0].at;
	to->row = row->row;
	to->matches = arena_dup(to->mem, row->matches);
	to->reason = arena_dup(to->mem, row->reason);
	to->outcome = row->outcome;
	to->rule = row->rule;
	/* The key was asked for before the columns. */
	for (size_t i = 0; !to->bare && i < to->column_count; i++)
		to->cells[i] = arena_dup(to->mem, row->cells[i + 1]);
	sealed_tell_row(to->out, diag_words(to->diag), to->sealed, row);
	return true;
}

/* A column of another table: what its rows held that belong to the row. */
struct joined_cell {
	struct explaining *to;
	struct slice name; /* "möten.plats" */
	uint32_t beside;
	size_t column; /* COLUMN_NONE: of no table */
	size_t count; /* rows told */
};

static void
tell_value(const struct explaining *to, struct slice name, struct slice value)
{
	if (value.len)
		sealed_tell(to->out, diag_words(to->diag), &sealed_cell,
		    ARGS(name, value));
	else
		sealed_tell(to->out, diag_words(to->diag), &sealed_empty_cell,
		    ARGS(name));
}

static bool
find_table(const struct beside_count *count, void *ctx)
{
	struct joined_cell *cell = ctx;
	struct slice name = cell->name, table = count->name;
	size_t names;
	const struct slice *columns = ledger_beside_columns(
	    cell->to->ledger, cell->to->mem, count, &names, cell->to->diag);
	if (name.len <= table.len || name.at[table.len] != '.' ||
	    !text_same(slice_part(name, 0, table.len), table))
		return true;
	for (size_t i = 0; i < names; i++) {
		if (!text_same(columns[i], slice_from(name, table.len + 1)))
			continue;
		cell->beside = count->number;
		cell->column = i;
	}
	return true;
}

static bool
tell_joined_row(const struct joined_row *row, void *ctx)
{
	struct joined_cell *cell = ctx;
	if (row->beside != cell->beside || cell->column >= row->count)
		return true;
	cell->count++;
	tell_value(cell->to, cell->name, row->cells[cell->column]);
	return true;
}

static void
tell_joined(struct explaining *to, struct slice name)
{
	struct joined_cell cell = {
	    .to = to, .name = name, .column = COLUMN_NONE};
	if (!ledger_each_beside(to->ledger, find_table, &cell, to->diag) ||
	    cell.column == COLUMN_NONE ||
	    !ledger_each_joined(
		to->ledger, to->row, tell_joined_row, &cell, to->diag))
		return;
	if (!cell.count)
		tell_value(to, name, (struct slice){NULL, 0});
}

/* "  Boendeform: 'SH'", for a name in a condition that is a column. */
static void
tell_cell(struct slice name, void *ctx)
{
	struct explaining *to = ctx;
	for (size_t i = 0; i < to->column_count; i++) {
		if (!text_same(to->columns[i], name))
			continue;
		tell_value(to, to->columns[i], to->cells[i]);
		return;
	}
	tell_joined(to, name);
}

/* The ledger keeps a condition as text: what it reads is found by parsing. */
static void
tell_cells(struct explaining *to, struct slice condition)
{
	struct sources *sources = sources_new();
	struct diag *unheard = diag_new(sources);
	const struct expr *expr =
	    expr_parse(to->mem, condition, NO_SPAN, unheard);
	if (expr)
		expr_each_name(expr, tell_cell, to);
	diag_free(unheard);
	sources_free(sources);
}

/*
 * The ledger lists those that match with those that cannot be decided. A sure
 * exclude would have excluded the row before any that follows, and a sure hold
 * gives its own reason.
 */
static bool
is_undecided(const struct explaining *to, const struct ledger_rule *rule)
{
	bool excludes = slice_is(rule->kind, "exclude") ||
			slice_is(rule->kind, "send") ||
			slice_is(rule->kind, "deceased");
	if (excludes)
		return to->outcome == OUTCOME_HELD ||
		       (to->outcome == OUTCOME_EXCLUDED &&
			   rule->number < to->rule);
	return slice_is(rule->kind, "hold") && rule->number == to->rule &&
	       !slice_equal(to->reason, rule->reason);
}

static bool
explain_rule(const struct ledger_rule *rule, void *ctx)
{
	struct explaining *to = ctx;
	bool hit = lists(to->matches, ' ', rule->number);
	if (to->bare && !hit)
		return true; /* what the others would say is not known */
	/* The ledger's send rule matches those it keeps out. */
	bool holds = slice_is(rule->kind, "send") ? !hit : hit;
	if (!rule->condition.len && !hit)
		return true;
	sealed_tell(to->out, diag_words(to->diag),
	    hit && is_undecided(to, rule) ? &sealed_undecided
	    : holds			  ? &sealed_matched
					  : &sealed_unmatched,
	    ARGS(rule->number, argument_wording(rule_name_sort(rule->kind)),
		rule->reason, rule->condition));
	if (!to->bare && rule->condition.len)
		tell_cells(to, rule->condition);
	return true;
}

/* Indices of the key and then of every column. */
static size_t *
list_columns(struct explaining *to, const struct sealed *sealed)
{
	to->columns =
	    ledger_columns(sealed->ledger, to->mem, &to->column_count);
	to->cells = ARENA_ARRAY(to->mem, struct slice, to->column_count + 1);
	size_t *asked = ARENA_ARRAY(to->mem, size_t, to->column_count + 1);
	asked[0] = sealed->key;
	for (size_t i = 0; i < to->column_count; i++)
		asked[i + 1] = i;
	return asked;
}

bool
sealed_explain(struct arena *job_mem, const char *folder,
    const struct sealed_asked *asked, struct strbuf *out, struct diag *diag)
{
	struct sealed sealed;
	struct explaining to = {
	    .asked = asked,
	    .row_mem = arena_new(),
	    .out = out,
	    .mem = job_mem,
	};
	bool ok = sealed_open(&sealed, job_mem, folder, diag) &&
		  sealed_read_fates(&sealed, diag);
	if (ok) {
		to.sealed = &sealed;
		to.date = sealed.date;
		to.ledger = sealed.ledger;
		to.diag = diag;
		to.form = form_of_text(job_mem, asked->key, sealed.date);
		to.hash = sealed_hash_key(&sealed, to.form);
		const size_t *columns = list_columns(&to, &sealed);
		ok = ledger_each_row(sealed.ledger, columns,
		    to.column_count + 1, explain_seen, &to, diag);
	}
	if (ok && !to.found && asked->key.len)
		ok = sealed_can_ask(&sealed, asked->key, to.hashed, diag);
	if (ok && !to.found) {
		REPORT(diag, NO_SPAN, &sealed_row_not_found, NO_ARGS);
		ok = false;
	}
	ok = ok && ledger_each_rule(sealed.ledger, explain_rule, &to, diag);
	ledger_close(sealed.ledger);
	arena_free(to.row_mem);
	return ok;
}
