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

/* ---- rules as they were written */

static bool
see_rule(const struct ledger_rule *rule, void *ctx)
{
	struct report *report = ctx;
	html_add(report->page, "<tr>");
	report_name(report, rule->reason);
	html_element(report->page, "td class=h", rule->condition);
	report_number(report, rule->matched);
	report_number(report, rule->undecidable);
	report_number(report, rule->decided);
	html_add(report->page, "</tr>\n");
	return true;
}

bool
report_write_rules(
    struct report *report, struct ledger *ledger, struct diag *diag)
{
	static const struct message *const heads[] = {&manifest_word_reason,
	    &manifest_word_condition, &manifest_word_matched,
	    &manifest_word_undecidable, &manifest_word_decided};
	report_section(report, &manifest_word_rules);
	report_open_table(report, heads, 5, 28);
	bool ok = ledger_each_rule(ledger, see_rule, report, diag);
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

/* ---- what the run was made of */

static bool
see_source(const struct ledger_source *source, void *ctx)
{
	struct report *report = ctx;
	html_add(report->page, "<tr>");
	report_name(report, source->name);
	cell(report, source->encoding.len ? source->encoding : source->sheet);
	report_number(report, source->rows);
	report_number(report, source->malformed);
	report_number(report, source->blank_lines);
	html_add(report->page, "</tr>\n");
	return true;
}

static struct slice
role_word(const struct report *report, struct slice role)
{
	static const struct {
		const char *role;
		const struct message *word;
	} roles[] = {
	    {"job", &manifest_role_job},
	    {"register", &manifest_role_register},
	    {"query", &manifest_role_query},
	    {"corrections", &manifest_role_corrections},
	    {"list", &manifest_role_list},
	    {"table", &manifest_role_table},
	    {"look-up", &manifest_role_look_up},
	    {"run", &manifest_role_run},
	    {"letter", &manifest_role_letter},
	    {"part", &manifest_role_part},
	    {"picture", &manifest_role_picture},
	    {"stationery", &manifest_role_stationery},
	    {"fonts", &manifest_role_fonts},
	    {"font", &manifest_role_font},
	    {"hyphenation", &manifest_role_hyphenation},
	};
	for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
		if (slice_is(role, roles[i].role))
			return word(report, roles[i].word);
	}
	return role;
}

static bool
see_input(const struct ledger_input *input, void *ctx)
{
	struct report *report = ctx;
	html_add(report->page, "<tr><th scope=row>");
	html_text(report->page, input->name);
	html_element(report->page, "div class=h", input->sha256);
	html_add(report->page, "</th>");
	cell(report, role_word(report, input->role));
	report_number(report, input->bytes);
	html_add(report->page, "</tr>\n");
	return true;
}

static bool
see_allowed(const struct ledger_allowed *allowed, void *ctx)
{
	struct beside_part *part = ctx;
	struct report *report = part->report;
	if (!part->any) {
		report_section(report, &manifest_word_allowed);
		html_add(report->page, "<dl>\n");
	}
	part->any = true;
	html_element(report->page, "dt", allowed->name);
	html_element(report->page, "dd", allowed->reason);
	html_add(report->page, "\n");
	return true;
}

bool
report_write_made_of(
    struct report *report, struct ledger *ledger, struct diag *diag)
{
	static const struct message *const sources[] = {&manifest_role_register,
	    &manifest_word_form, &manifest_word_rows, &manifest_word_malformed,
	    &manifest_word_blank};
	static const struct message *const inputs[] = {
	    &manifest_word_file, &manifest_word_role, &manifest_word_bytes};
	struct beside_part part = {report, false};
	if (!ledger_each_allowed(ledger, see_allowed, &part, diag))
		return false;
	if (part.any)
		html_add(report->page, "</dl>\n</section>\n");
	report_section(report, &manifest_word_read);
	report_open_table(report, sources, 5, 28);
	bool ok = ledger_each_source(ledger, see_source, report, diag);
	report_close_table(report);
	report_section(report, &manifest_word_made_of);
	report_open_table(report, inputs, 3, 4);
	ok = ok && ledger_each_input(ledger, see_input, report, diag);
	report_close_table(report);
	return ok;
}
