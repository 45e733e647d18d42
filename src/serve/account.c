#include "serve/account.h"

#include "serve/frame.h"
#include "serve/messages.h"
#include "serve/pages.h"

static void
write_number(struct strbuf *page, uint32_t number)
{
	strbuf_print(page, "<td class=\"n\">%u</td>", number);
}

static void
open_table(struct strbuf *page, const struct words *words,
    const struct message *title, const struct message *const *heads,
    uint32_t numbers)
{
	html_add(page, "<section>\n");
	page_say(page, words, "h2", title, NO_ARGS);
	html_add(page, "<div class=\"wide\" role=\"region\" tabindex=\"0\" "
		       "aria-label=\"");
	html_text(page, message_text(words, title));
	html_add(page, "\">\n<table>\n<thead><tr>");
	for (size_t i = 0; heads[i]; i++)
		page_say(page, words,
		    numbers >> i & 1 ? "th scope=col class=n" : "th scope=col",
		    heads[i], NO_ARGS);
	html_add(page, "</tr></thead>\n<tbody>\n");
}

static void
close_table(struct strbuf *page)
{
	html_add(page, "</tbody>\n</table>\n</div>\n</section>\n");
}

/* ---- the sum */

static void
write_part(struct strbuf *page, const struct words *words, const char *open,
    const struct message *word, uint32_t count)
{
	html_add(page, open);
	html_element(page, "dt", message_text(words, word));
	strbuf_print(page, "<dd>%u</dd></div>\n", count);
}

void
account_write_sum(struct strbuf *page, const struct words *words,
    const struct account *account)
{
	const struct plan_counts *counts = &account->counts;
	const uint32_t *by = counts->by_outcome;
	html_add(page, "<dl class=\"sum\">\n");
	write_part(page, words, "<div class=\"gets\">", &serve_sum_letter,
	    by[OUTCOME_LETTER]);
	if (by[OUTCOME_TOGETHER])
		write_part(page, words, "<div class=\"gets\">",
		    &serve_sum_together, by[OUTCOME_TOGETHER]);
	write_part(page, words, "<div class=\"excluded\">", &serve_sum_excluded,
	    by[OUTCOME_EXCLUDED]);
	write_part(page, words, "<div class=\"held\">", &serve_sum_held,
	    by[OUTCOME_HELD]);
	write_part(
	    page, words, "<div class=\"all\">", &serve_sum_rows, counts->rows);
	html_add(page, "</dl>\n");
	page_say(page, words, "p class=hint", &serve_sum_print,
	    ARGS(counts->letters, counts->pages, counts->sheets,
		counts->batches));
}

/* ---- who waits */

/* A button for each line: what it leads to goes by POST alone. */
static void
write_buttons(struct strbuf *page, struct slice lines)
{
	while (lines.len) {
		size_t end = slice_find(lines, SLICE(", "));
		html_add(page, "<button type=\"submit\" class=\"quiet small\" "
			       "name=\"place\" value=\"");
		html_text(page, slice_part(lines, 0, end));
		html_add(page, "\">");
		html_text(page, slice_part(lines, 0, end));
		html_add(page, "</button>\n");
		lines = slice_from(lines, end + 2);
	}
}

static void
write_lines(struct strbuf *page, const char *token,
    const struct account_cause *cause, const struct job *job,
    const struct diag *diag)
{
	html_add(page, "<td class=lines>\n");
	if (token) {
		page_open_form(page, "/correct", token);
		work_hide_registers(page, job->mem, job->file, diag);
		write_buttons(page, cause->lines);
	} else {
		html_text(page, cause->lines);
	}
	if (cause->line_count < cause->count)
		html_add(page, " …");
	html_add(page, token ? "</form></td>" : "</td>");
}

void
account_write_held(struct strbuf *page, const struct words *words,
    const struct account *account, const char *token, const struct job *job,
    const struct diag *diag)
{
	static const struct message *const heads[] = {
	    &serve_held_rows, &serve_held_why, &serve_held_lines, NULL};
	if (!account->cause_count)
		return;
	open_table(page, words, &serve_held_title, heads, 1);
	for (size_t i = 0; i < account->cause_count; i++) {
		const struct account_cause *cause = &account->causes[i];
		html_add(page, "<tr>");
		write_number(page, cause->count);
		html_element(page, "td", cause->reason);
		write_lines(page, token, cause, job, diag);
		html_add(page, "</tr>\n");
	}
	close_table(page);
	if (token)
		page_say(
		    page, words, "p class=hint", &serve_held_correct, NO_ARGS);
}

/* ---- the rules */

/* How many are left, as a bar: the waterfall. */
static void
write_bar(struct strbuf *page, uint32_t left, uint32_t rows)
{
	unsigned share = rows ? (unsigned)((uint64_t)left * 1000 / rows) : 0;
	strbuf_print(page,
	    "<td class=\"bar\"><svg viewBox=\"0 0 1000 10\" "
	    "preserveAspectRatio=\"none\" aria-hidden=\"true\">"
	    "<rect width=\"%u\" height=\"10\"/></svg></td>",
	    share);
}

static void
write_rule(struct strbuf *page, const struct words *words,
    const struct rule *rule, uint32_t rows)
{
	html_add(page, "<tr>");
	write_number(page, rule->number);
	html_add(page, "<td>");
	html_text(page, rule->reason.len
			    ? rule->reason
			    : message_text(words, rule_wording(rule)));
	if (rule->undecidable)
		page_say(page, words, "p class=hint", &serve_rule_undecidable,
		    ARGS(rule->undecidable));
	html_add(page, "</td>");
	write_number(page, rule->matched);
	write_number(page, rule->decided);
	write_number(page, rule->left);
	write_bar(page, rule->left, rows);
	html_add(page, "</tr>\n");
}

void
account_write_rules(
    struct strbuf *page, const struct words *words, const struct job *job)
{
	static const struct message *const heads[] = {&serve_rule_number,
	    &serve_rule, &serve_rule_matched, &serve_rule_decided,
	    &serve_rule_left, &serve_rule_share, NULL};
	const struct rule_set *rules = &job->decides.rules;
	uint32_t rows = rules->count ? rules->at[0].tried : 0;
	open_table(page, words, &serve_rules_title, heads, 0x1d);
	for (size_t i = 0; i < rules->count; i++) {
		if (rule_is_told(&rules->at[i]))
			write_rule(page, words, &rules->at[i], rows);
	}
	close_table(page);
	page_say(page, words, "p class=hint", &serve_rules_explained, NO_ARGS);
}

/* ---- beside the register */

void
account_write_beside(struct strbuf *page, const struct words *words,
    const struct account *account)
{
	static const struct message *const heads[] = {&serve_beside_file,
	    &serve_beside_rows, &serve_beside_letter, &serve_beside_other,
	    &serve_beside_nobody, &serve_beside_lines, NULL};
	if (!account->beside_count)
		return;
	open_table(page, words, &serve_beside_title, heads, 0x1e);
	for (size_t i = 0; i < account->beside_count; i++) {
		const struct beside_count *count = &account->beside[i];
		html_add(page, "<tr>");
		html_element(page, "td", count->file);
		write_number(page, count->rows);
		write_number(page, count->in_letter);
		write_number(page, count->elsewhere);
		write_number(page, count->nobody);
		html_element(page, "td", count->lines);
		html_add(page, "</tr>\n");
	}
	close_table(page);
}
