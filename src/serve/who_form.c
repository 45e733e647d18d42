#include "serve/who_form.h"

#include "serve/account.h"
#include "serve/fields.h"
#include "serve/messages.h"
#include "serve/pages.h"

#define LIVE_ROWS 20000

/* ---- what becomes of all rows */

static void
write_part(struct page_who *of, const char *open, const struct message *word,
    uint32_t rows)
{
	struct strbuf *page = &of->work->out;
	html_add(page, open);
	html_element(page, "dt", message_text(of->work->words, word));
	strbuf_print(page, "<dd>%u</dd></div>\n", rows);
}

void
who_form_write_counts(struct page_who *of)
{
	struct strbuf *page = &of->work->out;
	const struct words *words = of->work->words;
	const uint32_t *by = of->count.account.counts.by_outcome;
	html_add(page, "<div id=\"counts\" aria-live=\"polite\">\n");
	if (!of->count.counted) {
		page_say(page, words, "p class=\"verdict wait\"",
		    &serve_who_uncounted, NO_ARGS);
		if (diag_count(of->faults))
			reports_write(page, of->faults);
		page_link(page, words, "/register", &serve_register_back);
		html_add(page, "</div>\n");
		return;
	}
	html_add(page, "<dl class=\"sum\">\n");
	write_part(of, "<div class=\"letter\">", &serve_sum_letter,
	    by[OUTCOME_LETTER]);
	write_part(of, "<div class=\"excluded\">", &serve_sum_excluded,
	    by[OUTCOME_EXCLUDED]);
	write_part(
	    of, "<div class=\"held\">", &serve_sum_held, by[OUTCOME_HELD]);
	write_part(of, "<div class=\"all\">", &serve_sum_rows,
	    of->count.account.counts.rows);
	html_add(page, "</dl>\n");
	page_say(page, words, "p class=hint", &serve_who_before_set, NO_ARGS);
	account_write_rules(page, words, &of->count.job);
	html_add(page, "</div>\n");
}

/* ---- ticks */

static void
write_radio(
    struct page_who *of, size_t column, size_t at, enum who_status status)
{
	static const struct {
		const char *value;
		const struct message *words;
	} statuses[] = {
	    [WHO_LETTER] = {"letter", &serve_who_letter},
	    [WHO_NONE] = {"none", &serve_who_none},
	    [WHO_WAITS] = {"waits", &serve_who_waits},
	};
	struct strbuf *page = &of->work->out;
	const struct who_value *value = &of->who.columns[column].values[at];
	strbuf_print(page,
	    "<label><input type=\"radio\" name=\"s-%zu-%zu\" value=\"%s\"%s> ",
	    column, at, statuses[status].value,
	    value->status == status ? " checked" : "");
	html_text(page, message_text(of->work->words, statuses[status].words));
	html_add(page, "</label>\n");
}

static void
write_reason(struct page_who *of, size_t column, size_t at)
{
	struct strbuf *page = &of->work->out;
	const struct who_column *in = &of->who.columns[column];
	const struct who_value *value = &in->values[at];
	bool own = value->status != WHO_LETTER &&
		   !(value->status == WHO_NONE && in->in_send &&
		       slice_equal(value->reason, of->who.otherwise));
	strbuf_print(
	    page, "<label class=\"reason\" for=\"r-%zu-%zu\">", column, at);
	html_text(page,
	    message_text(of->work->words,
		in->in_send ? &serve_who_reason_or_else : &serve_who_reason));
	html_add(page, "<span class=\"unseen\">: ");
	html_text(page, value->text);
	strbuf_print(page,
	    "</span></label>\n<input type=\"text\" class=\"reason\" "
	    "id=\"r-%zu-%zu\" name=\"r-%zu-%zu\" maxlength=\"300\" "
	    "autocomplete=\"off\" value=\"",
	    column, at, column, at);
	html_text(page, own ? value->reason : (struct slice){NULL, 0});
	html_add(page, "\">\n");
}

static void
write_value(struct page_who *of, size_t column, size_t at)
{
	struct strbuf *page = &of->work->out;
	const struct who_value *value = &of->who.columns[column].values[at];
	html_add(page, "<li><fieldset>\n<legend>");
	html_text(page, value->text);
	if (of->count.counted) {
		html_add(page, " <span class=\"rows\">");
		struct strbuf rows = {0};
		message_write(
		    &rows, of->work->words, &serve_who_rows, ARGS(value->rows));
		html_text(page, strbuf_view(&rows));
		strbuf_fini(&rows);
		html_add(page, "</span>");
	}
	html_add(page, "</legend>\n");
	page_hide(page, arena_print(of->work->mem, "v-%zu-%zu", column, at).at,
	    value->text);
	html_add(page, "<div class=\"ticks\">\n");
	write_radio(of, column, at, WHO_LETTER);
	write_radio(of, column, at, WHO_NONE);
	write_radio(of, column, at, WHO_WAITS);
	html_add(page, "</div>\n");
	write_reason(of, column, at);
	html_add(page, "</fieldset></li>\n");
}

/* A column by which nobody is left out is folded away. */
static bool
sorts(const struct who_column *column)
{
	for (size_t i = 0; i < column->count; i++) {
		if (column->values[i].status != WHO_LETTER)
			return true;
	}
	return column->in_send;
}

static void
write_column(struct page_who *of, size_t at)
{
	struct strbuf *page = &of->work->out;
	const struct who_column *column = &of->who.columns[at];
	bool open = sorts(column);
	html_add(page, open ? "<details open>\n" : "<details>\n");
	page_hide(
	    page, arena_print(of->work->mem, "c-%zu", at).at, column->name);
	if (open)
		html_element(page, "summary", column->name);
	else
		page_say(page, of->work->words, "summary",
		    &serve_who_column_all, ARGS(column->name));
	html_add(page, "<ul class=\"values\" role=\"list\">\n");
	for (size_t i = 0; i < column->count; i++)
		write_value(of, at, i);
	html_add(page, "</ul>\n");
	if (column->others)
		page_say(page, of->work->words, "p class=\"hint inner\"",
		    &serve_who_others, ARGS(column->others));
	html_add(page, "</details>\n");
}

/* ---- rules as text */

static void
write_line(struct page_who *of, const char *id, const struct message *label,
    struct slice text, uint32_t line)
{
	struct strbuf *page = &of->work->out;
	struct strbuf faults = {0};
	if (line)
		reports_write_line(&faults, of->faults, "job.yaml", line);
	field_label(page, id, message_text(of->work->words, label));
	html_add(page, "<input type=\"text\" autocomplete=\"off\" "
		       "spellcheck=\"false\" id=\"");
	html_text(page, slice_view(id));
	html_add(page, "\" name=\"");
	html_text(page, slice_view(id));
	html_add(page, "\" value=\"");
	html_text(page, text);
	html_add(page, "\"");
	if (faults.len) {
		html_add(page, " aria-invalid=\"true\" aria-describedby=\"");
		html_text(page, slice_view(id));
		html_add(page, "-fault\"");
	}
	html_add(page, ">\n");
	if (faults.len) {
		html_add(page, "<div id=\"");
		html_text(page, slice_view(id));
		html_add(page, "-fault\">\n");
		strbuf_add(page, strbuf_view(&faults));
		html_add(page, "</div>\n");
	}
	strbuf_fini(&faults);
}

static void
write_rule(struct page_who *of, const struct who_rule *rule)
{
	struct arena *mem = of->work->mem;
	struct strbuf *page = &of->work->out;
	const struct words *words = of->work->words;
	html_add(page, "<li><fieldset>\n<legend>");
	html_text(page, message_text(words,
			    rule->waits ? &serve_who_waits : &serve_who_none));
	html_add(page, "</legend>\n");
	page_hide(page, arena_print(mem, "rule-of-%zu", rule->at).at,
	    slice_view(rule->mark));
	write_line(of, arena_print(mem, "rule-reason-%zu", rule->at).at,
	    &serve_who_reason, rule->reason, 0);
	if (rule->where.len)
		page_say(page, words, "p class=hint", &serve_who_where,
		    ARGS(rule->where));
	if (rule->has_when)
		write_line(of, arena_print(mem, "rule-when-%zu", rule->at).at,
		    &serve_who_when, rule->when, rule->line);
	strbuf_print(page,
	    "<label class=\"tick\"><input type=\"checkbox\" "
	    "name=\"rule-goes-%zu\" value=\"1\"%s> ",
	    rule->at, rule->goes ? " checked" : "");
	html_text(page, message_text(words, &serve_who_goes));
	html_add(page, "</label>\n</fieldset></li>\n");
}

static void
write_new(struct page_who *of)
{
	struct strbuf *page = &of->work->out;
	const struct words *words = of->work->words;
	bool filled = of->who.new_reason.len || of->who.new_when.len;
	html_add(page, filled ? "<details open>\n" : "<details>\n");
	page_say(page, words, "summary", &serve_who_new, NO_ARGS);
	html_add(page, "<div class=\"inner\">\n");
	field_label(page, "new-kind", message_text(words, &serve_who_kind));
	html_add(page, "<select id=\"new-kind\" name=\"new-kind\">\n");
	choice_option(page, SLICE("none"), message_text(words, &serve_who_none),
	    !of->who.new_waits);
	choice_option(page, SLICE("waits"),
	    message_text(words, &serve_who_waits), of->who.new_waits);
	choice_close(page);
	write_line(of, "new-reason", &serve_who_reason, of->who.new_reason, 0);
	write_line(of, "new-when", &serve_who_when, of->who.new_when,
	    of->who.new_line);
	page_say(page, words, "p class=hint", &serve_who_when_hint, NO_ARGS);
	html_add(page, "</div>\n</details>\n");
}

static void
write_rules(struct page_who *of)
{
	struct strbuf *page = &of->work->out;
	const struct words *words = of->work->words;
	html_add(page, "<section id=\"rules\">\n");
	page_say(page, words, "h2", &serve_who_rules, NO_ARGS);
	if (of->who.has_send) {
		write_line(of, "else", &serve_who_else, of->who.otherwise, 0);
		if (of->who.send_where.len)
			page_say(page, words, "p class=hint",
			    &serve_who_send_where, ARGS(of->who.send_where));
		if (of->who.send_has_when)
			write_line(of, "send-when", &serve_who_send_when,
			    of->who.send_when, of->who.send_line);
	}
	if (of->who.rule_count)
		html_add(page, "<ol class=\"rules\" role=\"list\">\n");
	for (size_t i = 0; i < of->who.rule_count; i++)
		write_rule(of, &of->who.rules[i]);
	if (of->who.rule_count)
		html_add(page, "</ol>\n");
	write_new(of);
	html_add(page, "</section>\n");
}

/* ---- columns that could have a list */

static void
write_offer(struct page_who *of, size_t at)
{
	struct arena *mem = of->work->mem;
	struct strbuf *page = &of->work->out;
	const struct who_offer *offer = &of->who.offers[at];
	html_add(page, "<li>");
	page_hide(page, arena_print(mem, "on-%zu", at).at, offer->name);
	strbuf_print(page,
	    "<label class=\"tick\"><input type=\"checkbox\" "
	    "name=\"offer-%zu\" value=\"1\"%s> <strong>",
	    at, offer->taken ? " checked" : "");
	html_text(page, offer->name);
	html_add(page, "</strong></label>\n<p class=\"examples\">");
	for (size_t i = 0; i < offer->count; i++) {
		html_add(page, i ? " · " : "");
		html_text(page, offer->values[i]);
		if (offer->rows)
			strbuf_print(page, " (%u)", offer->rows[i]);
	}
	html_add(page, "</p>\n");
	for (size_t i = 0; i < offer->count; i++)
		page_hide(page, arena_print(mem, "ov-%zu-%zu", at, i).at,
		    offer->values[i]);
	html_add(page, "</li>\n");
}

static void
write_offers(struct page_who *of)
{
	struct strbuf *page = &of->work->out;
	if (!of->who.offer_count)
		return;
	html_add(page, "<details>\n");
	page_say(page, of->work->words, "summary", &serve_who_offers, NO_ARGS);
	html_add(page, "<div class=\"inner\">\n");
	page_say(page, of->work->words, "p", &serve_who_offers_mean, NO_ARGS);
	html_add(page, "<ul class=\"offers\" role=\"list\">\n");
	for (size_t i = 0; i < of->who.offer_count; i++)
		write_offer(of, i);
	html_add(page, "</ul>\n</div>\n</details>\n");
}

/* ---- the form */

void
who_form_write(struct page_who *of)
{
	struct work *work = of->work;
	struct strbuf *page = &work->out;
	const struct asked *asked = work->asked;
	/* A large register is counted when she asks, not as she ticks. */
	html_add(page, of->count.account.counts.rows <= LIVE_ROWS
			   ? "<form class=\"who\" method=\"post\" "
			     "action=\"/who\" data-keep "
			     "data-live=\"/who/count\" "
			     "data-into=\"counts\">\n"
			   : "<form class=\"who\" method=\"post\" "
			     "action=\"/who\" data-keep>\n");
	page_hide(page, "token", slice_view(asked->token));
	page_hide(page, "seen", slice_view(of->who.seen));
	who_form_write_counts(of);
	html_add(page, "<section id=\"values\">\n");
	page_say(page, work->words, "h2", &serve_who_values, NO_ARGS);
	if (!of->who.column_count)
		page_say(page, work->words, "p", &serve_who_no_values, NO_ARGS);
	for (size_t i = 0; i < of->who.column_count; i++)
		write_column(of, i);
	html_add(page, "</section>\n");
	write_rules(of);
	write_offers(of);
	html_add(page, "<p class=\"buttons\"><button type=\"submit\" "
		       "class=\"button\">");
	html_text(page, message_text(work->words, &serve_who_save));
	html_add(page, "</button>\n<button type=\"submit\" class=\"quiet\" "
		       "formaction=\"/who/try\">");
	html_text(page, message_text(work->words, &serve_who_again));
	html_add(page, "</button></p>\n</form>\n");
}
