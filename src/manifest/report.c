#include "manifest/report.h"

#include "base/file.h"
#include "manifest/messages.h"
#include "manifest/report_parts.h"

static const char style[] =
    "body { font: 1rem/1.5 sans-serif; max-width: 60rem; margin: 1rem auto; "
    "padding: 0 1rem; color: #111; background: #fff }\n"
    "h1 { font-size: 1.5rem; line-height: 1.25 }\n"
    "h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; break-after: avoid }\n"
    "table { border-collapse: collapse; width: 100% }\n"
    "tr { break-inside: avoid }\n"
    "th, td { text-align: left; vertical-align: top; padding: .2rem .5rem "
    ".2rem 0; border-top: 1px solid #767676; overflow-wrap: anywhere }\n"
    "thead th { border-top: 0; overflow-wrap: break-word }\n"
    "tbody th { font-weight: normal; min-width: 6rem }\n"
    "tfoot th, tfoot td { font-weight: bold; border-top-width: 2px }\n"
    ".n { text-align: right; font-variant-numeric: tabular-nums; "
    "overflow-wrap: normal }\n"
    /* "1 272" would be read as one number */
    ".n + :not(.n) { padding-left: 1rem }\n"
    ".h { font: .8rem/1.5 monospace; overflow-wrap: anywhere }\n"
    ".w { overflow-x: auto }\n"
    ".w td { min-width: 4rem; overflow-wrap: break-word }\n"
    ".p { display: flex; flex-wrap: wrap; gap: .5rem }\n"
    "img { width: 14rem; max-width: 100%; border: 1px solid #767676; "
    "break-inside: avoid }\n"
    "svg { display: block; width: 100%; height: .7rem; margin: .2rem 0 }\n"
    "@media (max-width: 40rem) { body { padding: 0 .5rem } "
    "th, td { padding-right: .3rem; font-size: .85rem } }\n"
    "@media print { body { max-width: none; margin: 0; font-size: 10pt } "
    ".w { overflow-x: visible } }\n";

/* ---- tables */

void
report_section(struct report *report, const struct message *title)
{
	report->title = title;
	report->wide = false;
	html_add(report->page, "<section>\n");
	html_element(report->page, "h2", message_text(report->words, title));
	html_add(report->page, "\n");
}

void
report_open_table(struct report *report, const struct message *const *heads,
    size_t count, uint32_t numbers)
{
	if (report->wide) {
		/* whoever has only a keyboard can scroll it */
		html_add(report->page,
		    "<div class=w role=region tabindex=0 aria-label=\"");
		html_text(
		    report->page, message_text(report->words, report->title));
		html_add(report->page, "\">\n");
	}
	html_add(report->page, "<table>\n<thead><tr>");
	for (size_t i = 0; i < count; i++)
		html_element(report->page,
		    numbers >> i & 1 ? "th scope=col class=n" : "th scope=col",
		    message_text(report->words, heads[i]));
	html_add(report->page, "</tr></thead>\n<tbody>\n");
}

static void
close_section(struct report *report)
{
	html_add(report->page, report->wide ? "</table>\n</div>\n</section>\n"
					    : "</table>\n</section>\n");
}

void
report_close_table(struct report *report)
{
	html_add(report->page, "</tbody>\n");
	close_section(report);
}

void
report_open_sum(struct report *report, struct slice name)
{
	html_add(report->page, "</tbody>\n<tfoot><tr>");
	report_name(report, name);
}

void
report_close_sum(struct report *report)
{
	html_add(report->page, "</tr></tfoot>\n");
	close_section(report);
}

void
report_name(struct report *report, struct slice text)
{
	html_element(report->page, "th scope=row", text);
}

void
report_number(struct report *report, uint64_t number)
{
	strbuf_print(
	    report->page, "<td class=n>%llu</td>", (unsigned long long)number);
}

/* A bar from one share of the whole to another; the numbers stand beside it. */
void
report_bar(struct report *report, uint32_t from, uint32_t to, uint32_t whole,
    const char *colour)
{
	double unit = whole ? 1000.0 / whole : 0;
	strbuf_print(report->page,
	    "<svg viewBox=\"0 0 1000 10\" preserveAspectRatio=none "
	    "aria-hidden=true><rect width=1000 height=10 fill=\"#e4e4e4\"/>"
	    "<rect x=%u width=%u height=10 fill=\"%s\"/></svg>",
	    (unsigned)(from * unit), (unsigned)((to - from) * unit + 0.5),
	    colour);
}

/* ---- what became of the rows */

static void
outcome_row(struct report *report, const struct message *name, uint32_t count,
    uint32_t before, const char *colour)
{
	html_add(report->page, "<tr><th scope=row>");
	html_text(report->page, message_text(report->words, name));
	report_bar(report, before, before + count, report->counts.rows, colour);
	html_add(report->page, "</th>");
	report_number(report, count);
	html_add(report->page, "</tr>\n");
}

static void
write_outcomes(struct report *report)
{
	static const struct message *const heads[] = {
	    &manifest_word_outcome, &manifest_word_rows};
	static const struct {
		const struct message *name;
		const char *colour;
	} outcomes[OUTCOME_COUNT] = {
	    [OUTCOME_LETTER] = {&manifest_word_got_letter, "#1b5e3a"},
	    [OUTCOME_TOGETHER] = {&manifest_word_in_another, "#4a8f6a"},
	    [OUTCOME_EXCLUDED] = {&manifest_word_were_excluded, "#5b6470"},
	    [OUTCOME_HELD] = {&manifest_word_are_held, "#a05a00"},
	};
	uint32_t before = 0;
	report_section(report, &manifest_word_outcomes);
	report_open_table(report, heads, 2, 2);
	for (int i = 0; i < OUTCOME_COUNT; i++) {
		uint32_t count = report->counts.by_outcome[i];
		outcome_row(report, outcomes[i].name, count, before,
		    outcomes[i].colour);
		before += count;
	}
	report_open_sum(
	    report, message_text(report->words, &manifest_word_rows_read));
	report_number(report, report->counts.rows);
	report_close_sum(report);
}

/* ---- the waterfall: from all rows, each rule takes its own */

static bool
fall(const struct ledger_rule *rule, void *ctx)
{
	struct report *report = ctx;
	if (!rule->decided)
		return true;
	html_add(report->page, "<tr><th scope=row>");
	html_text(report->page, rule->reason);
	report_bar(report, rule->left, rule->left + rule->decided,
	    report->counts.rows,
	    slice_is(rule->kind, "exclude") || slice_is(rule->kind, "send") ||
		    slice_is(rule->kind, "deceased")
		? "#5b6470"
		: "#a05a00");
	html_add(report->page, "</th>");
	report_number(report, rule->decided);
	report_number(report, rule->left);
	html_add(report->page, "</tr>\n");
	return true;
}

static bool
write_waterfall(struct report *report, struct ledger *ledger, struct diag *diag)
{
	static const struct message *const heads[] = {
	    &manifest_word_rule, &manifest_word_decided, &manifest_word_left};
	report_section(report, &manifest_word_waterfall);
	report_open_table(report, heads, 3, 6);
	bool ok = ledger_each_rule(ledger, fall, report, diag);
	report_close_table(report);
	return ok;
}

/* ---- the whole */

static void
write_head_line(void *ctx, struct slice name, struct slice text)
{
	struct report *report = ctx;
	html_add(report->page, "<p>");
	html_text(report->page, name);
	html_add(report->page, ": ");
	html_text(report->page, text);
	html_add(report->page, "</p>\n");
}

static bool
write_later(struct report *report, const struct report_later *later,
    struct facts *facts)
{
	html_element(report->page, "p", later->note);
	html_add(report->page, "\n");
	return later->show(facts, later->ctx);
}

static void
write_proof(struct report *report, const struct report_later *later)
{
	struct strbuf words = {0};
	if (!later->page_count)
		return;
	report_section(report, &manifest_word_proof);
	html_element(report->page, "p",
	    message_text(report->words, &manifest_proof_people));
	html_add(report->page, "<div class=p>\n");
	for (size_t i = 0; i < later->page_count; i++) {
		strbuf_reset(&words);
		message_write(
		    &words, report->words, &manifest_proof_page, ARGS(i + 1));
		html_picture(
		    report->page, later->pages[i], strbuf_view(&words));
		html_add(report->page, "\n");
	}
	html_add(report->page, "</div>\n</section>\n");
	strbuf_fini(&words);
}

static bool
write_page(struct report *report, struct ledger *ledger,
    const struct report_later *later, struct diag *diag)
{
	struct facts facts = report_facts(report, ledger, diag);
	if (!ledger_count(ledger, &report->counts, diag))
		return false;
	html_open(report->page, slice_view(words_language(report->words)),
	    ledger_text(ledger, report->mem, "job"), style);
	facts_head(ledger, report->words, write_head_line, report);
	bool ok = !later || write_later(report, later, &facts);
	write_outcomes(report);
	ok = ok && write_waterfall(report, ledger, diag);
	facts_areas(&facts);
	ok = ok && report_write_held(report, ledger, diag) &&
	     facts_rules(&facts) && report_write_beside(report, ledger, diag) &&
	     report_write_batches(report, ledger, diag) &&
	     facts_provenance(&facts);
	if (later)
		write_proof(report, later);
	html_close(report->page);
	return ok;
}

bool
report_html_write_later(struct sink *sink, struct ledger *ledger,
    const struct words *words, const struct areas *areas,
    const struct report_later *later, struct diag *diag)
{
	struct strbuf page = {0};
	struct report report = {
	    .page = &page, .words = words, .areas = areas, .mem = arena_new()};
	bool ok = write_page(&report, ledger, later, diag);
	if (ok)
		sink_write(sink, strbuf_view(&page));
	strbuf_fini(&page);
	arena_free(report.mem);
	return ok;
}

bool
report_html_write(struct sink *sink, struct ledger *ledger,
    const struct words *words, const struct areas *areas, struct diag *diag)
{
	return report_html_write_later(sink, ledger, words, areas, NULL, diag);
}

#define REPORT_LIMIT ((size_t)1 << 30)

bool
report_html_check(const char *path, struct ledger *ledger,
    const struct words *words, const struct areas *areas, struct diag *diag)
{
	struct arena *mem = arena_new();
	struct strbuf want = {0};
	struct slice have;
	struct sink *sink = sink_to_memory(&want);
	bool ok =
	    sink_end(sink, report_html_write(sink, ledger, words, areas, diag),
		diag) &&
	    file_read(
		mem, path, INPUT_NONE, REPORT_LIMIT, diag, NO_SPAN, &have);
	if (ok && !slice_equal(have, strbuf_view(&want))) {
		REPORT(diag, NO_SPAN, &manifest_report_differs, ARGS(path));
		ok = false;
	}
	strbuf_fini(&want);
	arena_free(mem);
	return ok;
}
