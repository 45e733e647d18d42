#include "cli/account.h"

#include <stdlib.h>

#include "base/terminal.h"
#include "base/utf8.h"
#include "cli/command.h"
#include "cli/messages.h"
#include "intake/describe.h"
#include "job/waivers.h"
#include "plan/report.h"

/* ---- terminal */

static void
add_padded(struct strbuf *out, struct slice text, size_t width)
{
	strbuf_add(out, text);
	for (size_t i = utf8_count(text); i < width; i++)
		strbuf_add_char(out, ' ');
}

static void
add_words(struct strbuf *out, const struct words *words,
    const struct message *message, size_t width)
{
	struct strbuf word = {0};
	message_write(&word, words, message, NO_ARGS);
	add_padded(out, strbuf_view(&word), width);
	strbuf_fini(&word);
}

struct slice
account_rule_title(
    struct strbuf *to, const struct words *words, const struct rule *rule)
{
	strbuf_reset(to);
	if (rule->reason.len)
		strbuf_add_line(to, rule->reason);
	else
		message_write(to, words, rule_wording(rule), NO_ARGS);
	return strbuf_view(to);
}

/* The part of a title that fits, with an ellipsis where it was cut. */
static void
add_fitted(struct strbuf *out, struct slice title, size_t width)
{
	size_t at = 0, count = 0;
	if (utf8_count(title) <= width) {
		add_padded(out, title, width);
		return;
	}
	while (count + 1 < width) {
		utf8_next(title, &at);
		count++;
	}
	strbuf_add(out, slice_part(title, 0, at));
	strbuf_add_text(out, "…");
}

#define TITLE_WIDTH 46
#define BESIDE_WIDTH 41

/* Under its rule: rows that it may be meant for. */
static void
add_undecidable(
    struct strbuf *out, const struct words *words, const struct rule *rule)
{
	if (!rule->undecidable)
		return;
	strbuf_add_text(out, "      ");
	message_write(
	    out, words, &cli_rule_undecidable, ARGS(rule->undecidable));
	strbuf_add_char(out, '\n');
}

static void
write_rules(
    struct strbuf *out, const struct words *words, const struct job *job)
{
	struct strbuf title = {0};
	message_write(out, words, &cli_rules_explained, NO_ARGS);
	strbuf_add_text(out, "\n\n");
	add_words(out, words, &cli_word_rule, 6 + TITLE_WIDTH);
	struct strbuf heads = {0};
	message_write(&heads, words, &cli_word_rule_columns, NO_ARGS);
	strbuf_add(out, strbuf_view(&heads));
	strbuf_add_char(out, '\n');
	strbuf_fini(&heads);
	for (size_t i = 0; i < job->decides.rules.count; i++) {
		const struct rule *rule = &job->decides.rules.at[i];
		if (!rule_is_told(rule))
			continue;
		strbuf_print(out, "  %2u  ", rule->number);
		add_fitted(
		    out, account_rule_title(&title, words, rule), TITLE_WIDTH);
		strbuf_print(out, "%9u%9u%9u\n", rule->matched, rule->decided,
		    rule->left);
		add_undecidable(out, words, rule);
	}
	strbuf_fini(&title);
}

/* "möten (moten.csv)"; a list is called as its file is. */
static void
write_name(struct strbuf *out, const struct beside_count *count)
{
	strbuf_add(out, count->name);
	if (!slice_equal(count->name, count->file)) {
		strbuf_add_text(out, " (");
		strbuf_add(out, count->file);
		strbuf_add_char(out, ')');
	}
}

static void
write_places(struct strbuf *out, const struct words *words,
    const struct beside_count *count)
{
	struct strbuf places = {0};
	strbuf_add(&places, count->file);
	strbuf_add_char(&places, ':');
	strbuf_add(&places, count->lines);
	message_write(
	    out, words, &cli_beside_nobodys, ARGS(strbuf_view(&places)));
	strbuf_add_char(out, '\n');
	strbuf_fini(&places);
}

static void
write_beside_file(struct strbuf *out, const struct words *words,
    const struct beside_count *count)
{
	struct strbuf name = {0};
	write_name(&name, count);
	strbuf_add_text(out, "  ");
	add_fitted(out, strbuf_view(&name), BESIDE_WIDTH);
	strbuf_print(out, "%9u%9u%9u%9u\n", count->rows, count->in_letter,
	    count->elsewhere, count->nobody);
	strbuf_fini(&name);
	if (count->nobody)
		write_places(out, words, count);
	if (count->unfit) {
		message_write(
		    out, words, &cli_beside_unfit, ARGS(count->unfit));
		strbuf_add_char(out, '\n');
	}
	message_write(out, words, &cli_beside_reach,
	    ARGS(count->none, count->one, count->several));
	strbuf_add_char(out, '\n');
}

/* Files beside the register: to whom their rows belong. */
static void
write_beside(struct strbuf *out, const struct words *words,
    const struct account *account)
{
	struct strbuf heads = {0};
	if (!account->beside_count)
		return;
	strbuf_add_char(out, '\n');
	add_words(out, words, &cli_word_beside, 2 + BESIDE_WIDTH);
	message_write(&heads, words, &cli_word_beside_columns, NO_ARGS);
	strbuf_add(out, strbuf_view(&heads));
	strbuf_add_char(out, '\n');
	strbuf_fini(&heads);
	for (size_t i = 0; i < account->beside_count; i++)
		write_beside_file(out, words, &account->beside[i]);
}

static void
write_causes(struct strbuf *out, const struct words *words,
    const struct account *account)
{
	if (!account->cause_count)
		return;
	strbuf_add_char(out, '\n');
	add_words(out, words, &cli_word_held_by_cause, 0);
	strbuf_add_char(out, '\n');
	for (size_t i = 0; i < account->cause_count; i++) {
		strbuf_print(out, "%8u  ", account->causes[i].count);
		strbuf_add_line(out, account->causes[i].reason);
		strbuf_add_char(out, '\n');
	}
}

static void
write_sum(struct strbuf *out, const struct words *words,
    const struct account *account)
{
	const struct plan_counts *counts = &account->counts;
	const struct {
		const struct message *word;
		uint32_t count;
	} lines[] = {
	    {&cli_word_letters, counts->by_outcome[OUTCOME_LETTER]},
	    {&cli_word_together, counts->by_outcome[OUTCOME_TOGETHER]},
	    {&cli_word_excluded, counts->by_outcome[OUTCOME_EXCLUDED]},
	    {&cli_word_held, counts->by_outcome[OUTCOME_HELD]},
	    {&cli_word_rows, counts->rows},
	};
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		if (i == 1 && !lines[i].count)
			continue;
		strbuf_add_text(out, i == 4 ? "= " : i ? "+ " : "  ");
		add_words(out, words, lines[i].word, 4 + TITLE_WIDTH);
		strbuf_print(out, "%9u\n", lines[i].count);
	}
	strbuf_add_char(out, '\n');
	message_write(out, words, &cli_print_line,
	    ARGS(counts->letters, counts->pages, counts->sheets,
		counts->batches));
	strbuf_add_char(out, '\n');
}

static void
write_delivery(
    struct strbuf *out, const struct words *words, const struct job *job)
{
	const struct job_delivery *delivery = &job->file->delivery;
	char date[11];
	if (!delivery->arrives.span.file)
		return;
	day_write_iso(delivery->arrives.when, date);
	message_write(out, words, &cli_files_by, ARGS((const char *)date));
	strbuf_add_char(out, '\n');
}

/* A line for each file: how many rows it had, and how it was read. */
static void
write_registers(struct strbuf *out, const struct words *words,
    const struct job *job, const struct account *account)
{
	bool several = job->reads.source_count > 1;
	struct strbuf what = {0};
	for (size_t i = 0; i < job->reads.source_count; i++) {
		const struct intake_found *found = job->reads.sources[i].found;
		strbuf_reset(&what);
		intake_describe(&what, words, found);
		message_write(out, words, &cli_register_line,
		    ARGS(job->file->registers[i].file.text,
			several ? found->rows : account->counts.rows,
			strbuf_view(&what)));
		strbuf_add_char(out, '\n');
	}
	strbuf_add_char(out, '\n');
	strbuf_fini(&what);
}

static void
write_waiver(
    struct strbuf *out, const struct words *words, const struct waiver *waiver)
{
	struct strbuf name = {0};
	strbuf_add_text(&name, words_translate(words, waiver->key));
	if (waiver->of.len)
		strbuf_add_char(&name, ' ');
	strbuf_add(&name, waiver->of);
	message_write(out, words, &cli_allowed_line,
	    ARGS(strbuf_view(&name), waiver->reason));
	strbuf_add_char(out, '\n');
	strbuf_fini(&name);
}

/* Holds that the job switches off. */
static void
write_allowed(
    struct strbuf *out, const struct words *words, const struct job *job)
{
	size_t count;
	const struct waiver *waivers =
	    waivers_list(job->mem, job->file, &count);
	for (size_t i = 0; i < count; i++) {
		write_waiver(out, words, &waivers[i]);
	}
	if (count)
		strbuf_add_char(out, '\n');
}

/* A mark in no row at all: the wrong column, or an export without it. */
static bool
write_unmarked(struct strbuf *out, const struct words *words,
    const struct mark_columns *marks, const struct job *job,
    enum rule_kind kind)
{
	bool any = false;
	for (size_t i = 0; i < marks->count; i++) {
		if (marks->at[i].rows)
			continue;
		any = true;
		message_write(out, words, &cli_unmarked_line,
		    ARGS(job->reads.columns.at[marks->at[i].column].name,
			argument_wording(rule_kind_wording(kind)->wording)));
		strbuf_add_char(out, '\n');
	}
	return any;
}

static void
write_marks(
    struct strbuf *out, const struct words *words, const struct job *job)
{
	bool any = write_unmarked(
	    out, words, &job->reads.protected_, job, RULE_PROTECTED);
	any = write_unmarked(
		  out, words, &job->reads.deceased, job, RULE_DECEASED) ||
	      any;
	if (any)
		strbuf_add_char(out, '\n');
}

void
account_write(struct strbuf *out, const struct words *words,
    const struct job *job, const struct account *account)
{
	write_registers(out, words, job, account);
	write_marks(out, words, job);
	write_allowed(out, words, job);
	write_rules(out, words, job);
	write_beside(out, words, account);
	write_causes(out, words, account);
	strbuf_add_char(out, '\n');
	worst_write(out, words, &account->worst);
	write_sum(out, words, account);
	write_delivery(out, words, job);
}

void
account_write_check(struct strbuf *out, const struct words *words,
    struct job *job, const struct account *account)
{
	write_registers(out, words, job, account);
	write_marks(out, words, job);
	report_write_repairs(out, words, job, account);
	worst_write(out, words, &account->worst);
	write_sum(out, words, account);
	write_delivery(out, words, job);
	strbuf_add_char(out, '\n');
	write_rules(out, words, job);
	write_beside(out, words, account);
	strbuf_add_char(out, '\n');
	write_allowed(out, words, job);
	report_write(out, words, job, account);
}

int
account_exit_code(struct answer *answer, const struct account *account)
{
	if (!account->held_beyond)
		return EXIT_DONE;
	REPORT(answer->invocation->diag, NO_SPAN, &cli_held_beyond,
	    ARGS(account->counts.by_outcome[OUTCOME_HELD]));
	return EXIT_HELD;
}

int
account_close(struct answer *answer, const struct account *account)
{
	const struct invocation *invocation = answer->invocation;
	int code =
	    answer_close(answer, account ? account_exit_code(answer, account)
					 : exit_code_of(invocation->diag));
	if (!account && !invocation->json)
		say(stderr, invocation->words, &cli_nothing_left, NO_ARGS);
	return code;
}
