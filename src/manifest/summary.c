#include "manifest/summary.h"

#include "ledger/joined.h"
#include "manifest/facts.h"
#include "manifest/messages.h"

#define COLUMNS 6
#define NUMBERS 4 /* columns of numbers behind the first one */

struct summary {
	const struct words *words;
	struct sheet *sheet;
	uint32_t row; /* the next one */
};

static struct slice
word(const struct summary *summary, const struct message *message)
{
	return message_text(summary->words, message);
}

static void
write_heading(struct summary *summary, const struct message *heading)
{
	summary->row++;
	sheet_text(summary->sheet, summary->row++, 0, word(summary, heading),
	    LOOK_TITLE);
}

static void
write_head_line(void *ctx, struct slice name, struct slice text)
{
	struct summary *summary = ctx;
	sheet_text(summary->sheet, summary->row, 0, name, LOOK_STRONG);
	sheet_text(summary->sheet, summary->row++, 1, text, LOOK_SPILL);
}

static void
write_job(struct summary *summary, struct ledger *ledger)
{
	struct arena *mem = arena_new();
	sheet_text(summary->sheet, summary->row, 0,
	    word(summary, &manifest_word_job), LOOK_STRONG);
	sheet_text(summary->sheet, summary->row++, 1,
	    ledger_text(ledger, mem, "job"), LOOK_TITLE);
	facts_head(ledger, summary->words, write_head_line, summary);
	arena_free(mem);
}

static void
write_count(struct summary *summary, const struct message *what, uint32_t count,
    enum look look)
{
	sheet_text(summary->sheet, summary->row, 0, word(summary, what), look);
	sheet_number(summary->sheet, summary->row++, 1, count,
	    look == LOOK_SUM ? LOOK_SUM_COUNT : LOOK_COUNTED);
}

static void
write_counts(struct summary *summary, const struct ledger_counts *counts,
    struct outcome_cells *outcomes)
{
	const uint32_t *by = counts->by_outcome;
	write_heading(summary, &manifest_word_outcomes);
	*outcomes = (struct outcome_cells){summary->sheet, summary->row};
	write_count(
	    summary, &manifest_word_got_letter, by[OUTCOME_LETTER], LOOK_PLAIN);
	write_count(summary, &manifest_word_in_another, by[OUTCOME_TOGETHER],
	    LOOK_PLAIN);
	write_count(summary, &manifest_word_were_excluded, by[OUTCOME_EXCLUDED],
	    LOOK_PLAIN);
	write_count(
	    summary, &manifest_word_are_held, by[OUTCOME_HELD], LOOK_PLAIN);
	write_count(summary, &manifest_word_rows_read, counts->rows, LOOK_SUM);

	write_heading(summary, &manifest_word_printed);
	write_count(
	    summary, &manifest_word_letters, counts->letters, LOOK_PLAIN);
	write_count(summary, &manifest_word_pages, counts->pages, LOOK_PLAIN);
	write_count(
	    summary, &manifest_word_sheets_printed, counts->sheets, LOOK_PLAIN);
	if (counts->banners)
		write_count(summary, &manifest_word_banners_printed,
		    counts->banners, LOOK_PLAIN);
	write_count(
	    summary, &manifest_word_batches, counts->batches, LOOK_PLAIN);
}

static bool
write_rule(const struct ledger_rule *rule, void *ctx)
{
	struct summary *summary = ctx;
	struct sheet *sheet = summary->sheet;
	uint32_t row = summary->row++;
	sheet_text(sheet, row, 0, rule->reason, LOOK_WRAP);
	sheet_number(sheet, row, 1, rule->matched, LOOK_COUNTED);
	sheet_number(sheet, row, 2, rule->undecidable, LOOK_COUNTED);
	sheet_number(sheet, row, 3, rule->decided, LOOK_COUNTED);
	sheet_number(sheet, row, 4, rule->left, LOOK_COUNTED);
	sheet_text(sheet, row, 5, facts_rule_kind(summary->words, rule->kind),
	    LOOK_APART);
	return true;
}

static enum look
header_look(size_t column)
{
	if (column > NUMBERS)
		return LOOK_HEADER_APART;
	return column ? LOOK_HEADER_NUMBER : LOOK_HEADER;
}

static void
write_headers(
    struct summary *summary, const struct message *const *headers, size_t count)
{
	for (size_t i = 0; i < count; i++)
		sheet_text(summary->sheet, summary->row, i,
		    word(summary, headers[i]), header_look(i));
	summary->row++;
}

static bool
write_rules(struct summary *summary, struct ledger *ledger, struct diag *diag)
{
	static const struct message *const headers[] = {
	    &manifest_word_reason,
	    &manifest_word_matched,
	    &manifest_word_undecidable,
	    &manifest_word_decided,
	    &manifest_word_left,
	    &manifest_word_kind,
	};
	write_heading(summary, &manifest_word_rules);
	write_headers(summary, headers, sizeof headers / sizeof *headers);
	return ledger_each_rule(ledger, write_rule, summary, diag);
}

struct beside_summary {
	struct summary *summary;
	bool any;
};

static void
write_file(struct summary *summary, const struct beside_count *count)
{
	const uint32_t numbers[] = {
	    count->rows, count->in_letter, count->elsewhere, count->nobody};
	struct strbuf name = {0};
	strbuf_add(&name, count->name);
	if (!slice_equal(count->name, count->file)) {
		strbuf_add_text(&name, " (");
		strbuf_add(&name, count->file);
		strbuf_add_char(&name, ')');
	}
	if (count->lines.len) {
		strbuf_add_text(&name, "; ");
		message_write(&name, summary->words, &manifest_beside_lines,
		    ARGS(count->nobody, count->lines));
	}
	if (count->unfit) {
		strbuf_add_text(&name, "; ");
		message_write(&name, summary->words, &manifest_beside_unfit,
		    ARGS(count->unfit));
	}
	sheet_text(
	    summary->sheet, summary->row, 0, strbuf_view(&name), LOOK_WRAP);
	for (size_t i = 0; i < NUMBERS; i++)
		sheet_number(summary->sheet, summary->row, i + 1, numbers[i],
		    LOOK_COUNTED);
	strbuf_reset(&name);
	message_write(&name, summary->words, &manifest_beside_reach,
	    ARGS(count->none, count->one, count->several));
	sheet_text(
	    summary->sheet, summary->row, 5, strbuf_view(&name), LOOK_APART);
	summary->row++;
	strbuf_fini(&name);
}

static bool
write_beside_file(const struct beside_count *count, void *ctx)
{
	static const struct message *const headers[] = {
	    &manifest_word_beside_file,
	    &manifest_word_beside_rows,
	    &manifest_word_beside_letter,
	    &manifest_word_beside_another,
	    &manifest_word_beside_nobody,
	    &manifest_word_beside_reach,
	};
	struct beside_summary *beside = ctx;
	if (!beside->any) {
		write_heading(beside->summary, &manifest_word_beside);
		write_headers(
		    beside->summary, headers, sizeof headers / sizeof *headers);
	}
	beside->any = true;
	write_file(beside->summary, count);
	return true;
}

/* Files beside the register: to whom their rows belong. */
static bool
write_beside(struct summary *summary, struct ledger *ledger, struct diag *diag)
{
	struct beside_summary beside = {.summary = summary};
	return ledger_each_beside(ledger, write_beside_file, &beside, diag);
}

static void
write_causes(struct summary *summary, const struct causes *causes)
{
	if (!causes->count)
		return;
	write_heading(summary, &manifest_word_causes);
	for (size_t i = 0; i < causes->count; i++) {
		sheet_text(summary->sheet, summary->row, 0,
		    causes->at[i].reason, LOOK_WRAP);
		sheet_number(summary->sheet, summary->row++, 1,
		    causes->at[i].rows, LOOK_COUNTED);
	}
	if (causes->other)
		write_count(summary, &manifest_word_other_causes, causes->other,
		    LOOK_PLAIN);
}

bool
summary_write(struct book *book, const struct words *words,
    struct ledger *ledger, const struct causes *causes,
    struct outcome_cells *outcomes, struct diag *diag)
{
	struct ledger_counts counts;
	if (!ledger_count(ledger, &counts, diag))
		return false;
	struct summary summary = {.words = words,
	    .sheet = book_add_sheet(
		book, message_text(words, &manifest_word_summary), COLUMNS)};
	write_job(&summary, ledger);
	write_counts(&summary, &counts, outcomes);
	bool ok = write_rules(&summary, ledger, diag) &&
		  write_beside(&summary, ledger, diag);
	write_causes(&summary, causes);
	sheet_finish_page(summary.sheet);
	return ok;
}
