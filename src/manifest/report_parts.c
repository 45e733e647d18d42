#include "manifest/report_parts.h"

#include "ledger/inputs.h"
#include "ledger/joined.h"
#include "manifest/messages.h"

/* Rows named for one reason; the others stand in the spreadsheet. */
#define ROWS_NAMED 1000

static struct slice
word(const struct report *report, const struct message *message)
{
	return message_text(report->words, message);
}

static void
cell(struct report *report, struct slice text)
{
	html_element(report->page, "td", text);
}

/* ---- held rows by cause */

static void
end_cause(struct report *report)
{
	if (!report->count)
		return;
	if (report->count > report->named) {
		strbuf_add_text(&report->rows, " ");
		message_write(&report->rows, report->words, &manifest_more_rows,
		    ARGS(report->count - report->named));
	}
	html_add(report->page, "<tr><th scope=row>");
	html_text(report->page, report->reason);
	html_element(report->page, "div class=h", report->code);
	html_add(report->page, "</th>");
	report_number(report, report->count);
	html_element(report->page, "td", strbuf_view(&report->rows));
	html_add(report->page, "</tr>\n");
}

static bool
see_held(const struct ledger_held *held, void *ctx)
{
	struct report *report = ctx;
	if (!report->count || !slice_equal(report->reason, held->reason)) {
		end_cause(report);
		report->reason = arena_dup(report->mem, held->reason);
		report->code = arena_dup(report->mem, held->code);
		report->count = report->named = 0;
		strbuf_reset(&report->rows);
	}
	if (report->named < ROWS_NAMED) {
		strbuf_print(&report->rows, "%s%u", report->named ? ", " : "",
		    held->row);
		report->named++;
	}
	report->count++;
	return true;
}

bool
report_write_held(
    struct report *report, struct ledger *ledger, struct diag *diag)
{
	static const struct message *const heads[] = {&manifest_word_reason,
	    &manifest_word_rows, &manifest_word_which_rows};
	if (!report->counts.by_outcome[OUTCOME_HELD])
		return true;
	report_section(report, &manifest_word_causes);
	html_element(report->page, "p", word(report, &manifest_held_cure));
	report_open_table(report, heads, 3, 2);
	bool ok = ledger_each_held(ledger, see_held, report, diag);
	end_cause(report);
	strbuf_fini(&report->rows);
	report_close_table(report);
	return ok;
}

/* ---- files beside the register */

struct beside_part {
	struct report *report;
	bool any;
};

static bool
see_beside(const struct beside_count *count, void *ctx)
{
	static const struct message *const heads[] = {
	    &manifest_word_beside_file, &manifest_word_beside_rows,
	    &manifest_word_beside_letter, &manifest_word_beside_another,
	    &manifest_word_beside_nobody, &manifest_word_beside_unfit};
	struct beside_part *part = ctx;
	struct report *report = part->report;
	if (!part->any) {
		report_section(report, &manifest_word_beside);
		report->wide = true;
		report_open_table(report, heads, 6, 62);
	}
	part->any = true;
	html_add(report->page, "<tr>");
	report_name(report, count->file);
	report_number(report, count->rows);
	report_number(report, count->in_letter);
	report_number(report, count->elsewhere);
	report_number(report, count->nobody);
	report_number(report, count->unfit);
	html_add(report->page, "</tr>\n");
	return true;
}

bool
report_write_beside(
    struct report *report, struct ledger *ledger, struct diag *diag)
{
	struct beside_part part = {report, false};
	bool ok = ledger_each_beside(ledger, see_beside, &part, diag);
	if (part.any)
		report_close_table(report);
	return ok;
}

/* ---- batches */

static bool
see_batch(const struct ledger_batch *batch, void *ctx)
{
	struct report *report = ctx;
	html_add(report->page, "<tr><th scope=row>");
	html_text(report->page, batch->file);
	html_element(report->page, "div class=h", batch->digest);
	html_add(report->page, "</th>");
	strbuf_print(report->page, "<td class=n>%u–%u</td>",
	    batch->first_letter, batch->last_letter);
	report_number(report, batch->pages);
	report_number(report, batch->sheets);
	report_number(report, batch->bytes);
	html_add(report->page, "</tr>\n");
	return true;
}

bool
report_write_batches(
    struct report *report, struct ledger *ledger, struct diag *diag)
{
	static const struct message *const heads[] = {&manifest_word_file,
	    &manifest_word_letters_sheet, &manifest_word_pages_column,
	    &manifest_word_sheets, &manifest_word_bytes};
	report_section(report, &manifest_word_batches_sheet);
	report_open_table(report, heads, 5, 30);
	bool ok = ledger_each_batch(ledger, see_batch, report, diag);
	report_open_sum(report, word(report, &manifest_word_total));
	report_number(report, report->counts.letters);
	report_number(report, report->counts.pages);
	report_number(report, report->counts.sheets);
	html_add(report->page, "<td></td>");
	report_close_sum(report);
	return ok;
}

/* ---- tables that the spreadsheet has too */

static bool
is_beneath(enum fact_kind kind)
{
	return kind == FACT_CONDITION || kind == FACT_HASH;
}

/* Six columns, or four of sentences, are more than a phone's width takes. */
static bool
is_wide(const struct fact_table *table)
{
	size_t columns = 0, texts = 0;
	for (size_t i = 0; i < table->count; i++) {
		const struct fact_column *column = &table->columns[i];
		columns += !column->sheet_only && !is_beneath(column->kind);
		texts += column->kind == FACT_NAME || column->kind == FACT_TEXT;
	}
	return columns > 5 || texts > 3;
}

static void
begin_facts(void *ctx, const struct fact_table *table)
{
	struct report *report = ctx;
	const struct message *heads[FACTS_COLUMNS_MAX];
	size_t count = 0;
	uint32_t numbers = 0;
	report->table = table;
	report->summed = false;
	for (size_t i = 0; i < table->count; i++) {
		const struct fact_column *column = &table->columns[i];
		if (column->sheet_only || is_beneath(column->kind))
			continue;
		if (column->kind == FACT_NUMBER)
			numbers |= 1U << count;
		heads[count++] = column->head;
	}
	report_section(report, table->title);
	report->wide = is_wide(table);
	report_open_table(report, heads, count, numbers);
}

/* What stands beneath a name, is of machines: a hash, a condition. */
static void
write_fact_name(struct report *report, const struct fact *row, size_t name)
{
	const struct fact_table *table = report->table;
	html_add(report->page, "<th scope=row>");
	html_text(report->page, row[name].text);
	for (size_t i = 0; i < table->count; i++) {
		if (is_beneath(table->columns[i].kind) && row[i].text.len)
			html_element(report->page, "div class=h", row[i].text);
	}
	html_add(report->page, "</th>");
}

static void
write_cells(struct report *report, const struct fact *row)
{
	const struct fact_table *table = report->table;
	for (size_t i = 0; i < table->count; i++) {
		const struct fact_column *column = &table->columns[i];
		if (column->sheet_only || is_beneath(column->kind))
			continue;
		if (column->kind == FACT_NAME)
			write_fact_name(report, row, i);
		else if (column->kind == FACT_ORDINAL)
			strbuf_print(report->page, "<td>%llu</td>",
			    (unsigned long long)row[i].number);
		else if (column->kind == FACT_NUMBER)
			report_number(report, row[i].number);
		else
			cell(report, row[i].text);
	}
}

static void
write_fact_row(void *ctx, const struct fact *row)
{
	struct report *report = ctx;
	html_add(report->page, "<tr>");
	write_cells(report, row);
	html_add(report->page, "</tr>\n");
}

static void
write_fact_sum(void *ctx, const struct fact *row)
{
	struct report *report = ctx;
	html_add(report->page, "</tbody>\n<tfoot><tr>");
	write_cells(report, row);
	report->summed = true;
}

static void
end_facts(void *ctx)
{
	struct report *report = ctx;
	if (report->summed)
		report_close_sum(report);
	else
		report_close_table(report);
}

struct facts
report_facts(struct report *report, struct ledger *ledger, struct diag *diag)
{
	return (struct facts){
	    .ledger = ledger,
	    .areas = report->areas,
	    .words = report->words,
	    .diag = diag,
	    .begin = begin_facts,
	    .row = write_fact_row,
	    .sum = write_fact_sum,
	    .end = end_facts,
	    .ctx = report,
	};
}
