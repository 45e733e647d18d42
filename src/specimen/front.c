#include "specimen/front.h"

#include "set/own_blocks.h"
#include "specimen/messages.h"
#include "specimen/why.h"
#include "text/date.h"

struct front {
	const struct job *job;
	const struct specimen_spec *spec;
	const struct gathered *gathered;
	const struct sources *sources;
	const uint32_t *letter_pages;
	uint32_t own_pages; /* as far as is known */
	bool brief; /* without the rules, one of which is too wide */
	struct own_blocks blocks;
};

static struct slice
number(struct front *front, uint64_t value)
{
	return arena_print(
	    front->blocks.mem, "%llu", (unsigned long long)value);
}

static struct slice
word(const struct front *front, const struct message *message)
{
	return message_text(front->job->words, message);
}

static void
add_heading(struct front *front, const struct message *message, uint8_t level)
{
	struct node *heading =
	    node_new(front->blocks.mem, NODE_HEADING, NO_SPAN);
	heading->level = level;
	own_add_text(&front->blocks, heading, word(front, message));
	own_add_block(&front->blocks, heading);
}

/* Makes blocks.text an item of the list. */
static void
end_item(struct front *front, struct node *list)
{
	struct own_blocks *blocks = &front->blocks;
	struct node *item = node_new(blocks->mem, NODE_ITEM, NO_SPAN);
	struct node *words = node_new(blocks->mem, NODE_PARAGRAPH, NO_SPAN);
	own_add_text(
	    blocks, words, arena_dup(blocks->mem, strbuf_view(&blocks->text)));
	strbuf_reset(&blocks->text);
	node_append(item, words);
	node_append(list, item);
}

static struct node *
new_list(struct front *front, const struct branch_set *of)
{
	const struct circumstances *list = &front->gathered->circumstances;
	struct node *block = node_new(front->blocks.mem, NODE_LIST, NO_SPAN);
	block->tight = true;
	for (size_t i = 0; i < list->count; i++) {
		if (!branch_set_has(of, i))
			continue;
		why_write_circumstance(
		    &front->blocks.text, front->job, list, i, front->sources);
		end_item(front, block);
	}
	return block;
}

/* ---- the mailing */

static uint32_t
count_set(const struct branch_set *set)
{
	uint32_t count = 0;
	for (size_t i = 0; i < set->words; i++)
		count += (uint32_t)__builtin_popcountll(set->bits[i]);
	return count;
}

static void
add_mailing(struct front *front)
{
	const struct job_file *file = front->job->file;
	const struct gathered *gathered = front->gathered;
	struct own_blocks *blocks = &front->blocks;
	add_heading(front, &specimen_title, 1);
	strbuf_add(&blocks->text, file->name.text);
	own_end_block(blocks, NODE_PARAGRAPH);
	if (file->reference.text.len)
		own_add_words(
		    blocks, &specimen_reference, ARGS(file->reference.text));
	own_add_words(blocks, &specimen_date,
	    ARGS(date_write(blocks->mem, file->date.when, DATE_LONG,
		front->job->language)));
	own_add_words(blocks,
	    front->spec->real ? &specimen_real : &specimen_invented, NO_ARGS);
	own_add_words(blocks,
	    front->spec->rows ? &specimen_asked : &specimen_chosen,
	    ARGS(gathered->count, gathered->least));
	own_add_words(blocks, &specimen_counted,
	    ARGS(count_set(&gathered->met), gathered->circumstances.count));
	own_add_words(blocks, &specimen_mark, ARGS(front->spec->mark));
}

/* ---- the letters */

/* The row only where its people are seen anyway. */
static struct slice
say_why(struct front *front, const struct gathered_letter *letter,
    struct branch_set *shown)
{
	struct strbuf text = {0};
	if (front->spec->real || front->spec->rows) {
		message_write(&text, front->job->words, &specimen_row_of,
		    ARGS(letter->original.row));
		strbuf_add_text(&text, ": ");
	}
	why_write_letter(
	    &text, front->job, front->gathered, letter, shown, front->sources);
	struct slice why = arena_dup(front->blocks.mem, strbuf_view(&text));
	strbuf_fini(&text);
	return why;
}

static void
add_letters(struct front *front)
{
	const struct gathered *gathered = front->gathered;
	struct node *table = node_new(front->blocks.mem, NODE_TABLE, NO_SPAN);
	struct branch_set shown =
	    branch_set_new(front->blocks.mem, gathered->circumstances.count);
	uint32_t page = front->own_pages + 1;
	struct slice cells[] = {
	    word(front, &specimen_head_page), word(front, &specimen_head_why)};
	own_add_row(&front->blocks, table, cells, 2, 2);
	for (size_t i = 0; i < gathered->count; i++) {
		cells[0] = number(front, page);
		cells[1] = say_why(front, &gathered->letters[i], &shown);
		own_add_row(&front->blocks, table, cells, 2, 2);
		page += front->letter_pages[i];
	}
	own_add_block(&front->blocks, table);
}

/* ---- what is not shown */

/* Items under words of their own; nothing where there are none. */
static void
add_list(struct front *front, const struct message *words, struct node *list)
{
	if (!list->first)
		return;
	own_add_words(&front->blocks, words, NO_ARGS);
	own_add_block(&front->blocks, list);
}

static void
add_extremes(struct front *front, struct node *list)
{
	const struct gathered *gathered = front->gathered;
	for (int i = 0; i < EXTREMES; i++) {
		if (!gathered_lacks(gathered, (enum extreme)i))
			continue;
		why_write_extreme(&front->blocks.text, front->job->words,
		    (enum extreme)i, gathered->most[i]);
		end_item(front, list);
	}
}

static void
add_missing(struct front *front)
{
	const struct gathered *gathered = front->gathered;
	size_t count = gathered->circumstances.count;
	struct branch_set never = branch_set_new(front->blocks.mem, count);
	struct branch_set dropped = branch_set_new(front->blocks.mem, count);
	for (size_t i = 0; i < count; i++) {
		if (!branch_set_has(&gathered->seen, i))
			branch_set_add(&never, i);
		else if (!branch_set_has(&gathered->met, i))
			branch_set_add(&dropped, i);
	}
	struct node *today = new_list(front, &never);
	struct node *invented = new_list(front, &dropped);
	add_extremes(front, invented);
	if (front->spec->rows || (!today->first && !invented->first))
		return;
	add_heading(front, &specimen_title_missing, 2);
	add_list(front, &specimen_missing, today);
	add_list(front, &specimen_missing_invented, invented);
}

/* ---- the account */

static void
add_outcomes(struct front *front)
{
	const struct plan_counts *counts = &front->spec->account->counts;
	const struct {
		const struct message *word;
		uint32_t count;
	} lines[] = {
	    {&specimen_word_letter, counts->by_outcome[OUTCOME_LETTER]},
	    {&specimen_word_together, counts->by_outcome[OUTCOME_TOGETHER]},
	    {&specimen_word_excluded, counts->by_outcome[OUTCOME_EXCLUDED]},
	    {&specimen_word_held, counts->by_outcome[OUTCOME_HELD]},
	    {&specimen_word_all, counts->rows},
	};
	struct node *table = node_new(front->blocks.mem, NODE_TABLE, NO_SPAN);
	struct slice cells[] = {word(front, &specimen_word_outcome),
	    word(front, &specimen_word_rows)};
	own_add_row(&front->blocks, table, cells, 2, 1);
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		if (lines[i].word == &specimen_word_together && !lines[i].count)
			continue;
		cells[0] = word(front, lines[i].word);
		cells[1] = number(front, lines[i].count);
		own_add_row(&front->blocks, table, cells, 2, 1);
	}
	own_add_block(&front->blocks, table);
	own_add_words(&front->blocks, &specimen_print,
	    ARGS(counts->letters, counts->pages, counts->sheets,
		counts->batches));
}

static bool
is_worth_a_line(const struct rule *rule)
{
	return rule->condition || rule->matched || rule->undecidable;
}

static void
add_rules(struct front *front)
{
	static const struct message *const heads[] = {&specimen_word_rule,
	    &specimen_word_matched, &specimen_word_undecidable,
	    &specimen_word_decided, &specimen_word_left};
	const struct rule_set *rules = &front->job->decides.rules;
	struct node *table = node_new(front->blocks.mem, NODE_TABLE, NO_SPAN);
	struct slice cells[5];
	for (size_t i = 0; i < 5; i++)
		cells[i] = word(front, heads[i]);
	own_add_row(&front->blocks, table, cells, 5, 1);
	for (size_t i = 0; i < rules->count; i++) {
		const struct rule *rule = &rules->at[i];
		if (!is_worth_a_line(rule))
			continue;
		cells[0] = rule->reason.len ? rule->reason
					    : word(front, rule_wording(rule));
		cells[1] = number(front, rule->matched);
		cells[2] = number(front, rule->undecidable);
		cells[3] = number(front, rule->decided);
		cells[4] = number(front, rule->left);
		own_add_row(&front->blocks, table, cells, 5, 1);
	}
	own_add_block(&front->blocks, table);
}

static void
add_causes(struct front *front)
{
	const struct account *account = front->spec->account;
	struct node *table = node_new(front->blocks.mem, NODE_TABLE, NO_SPAN);
	struct slice cells[] = {word(front, &specimen_word_cause),
	    word(front, &specimen_word_rows)};
	if (!account->cause_count)
		return;
	own_add_row(&front->blocks, table, cells, 2, 1);
	for (size_t i = 0; i < account->cause_count; i++) {
		cells[0] = account->causes[i].reason;
		cells[1] = number(front, account->causes[i].count);
		own_add_row(&front->blocks, table, cells, 2, 1);
	}
	own_add_block(&front->blocks, table);
}

static bool
set(struct front *front, struct maker *maker, struct pages *pages,
    struct problem *why)
{
	front->blocks = (struct own_blocks){
	    .mem = front->blocks.mem, .words = front->job->words};
	add_mailing(front);
	add_letters(front);
	add_missing(front);
	add_heading(front, &specimen_title_account, 2);
	add_outcomes(front);
	if (!front->brief) {
		add_rules(front);
		add_causes(front);
	}
	own_blocks_fini(&front->blocks);
	return typesetter_set_blocks(maker_typesetter(maker), front->blocks.mem,
	    0, front->job->language, front->blocks.at, front->blocks.count,
	    false, pages, why);
}

bool
front_set(const struct job *job, const struct specimen_spec *spec,
    const struct gathered *gathered, struct maker *maker,
    const uint32_t *letter_pages, struct pages *pages, struct diag *diag)
{
	struct front front = {
	    .job = job,
	    .spec = spec,
	    .gathered = gathered,
	    .sources = diag_sources(diag),
	    .letter_pages = letter_pages,
	    .own_pages = 1,
	    .blocks = {.mem = maker_memory(maker)},
	};
	struct problem why = {0};
	front.brief = !set(&front, maker, pages, &why);
	bool ok = !front.brief || set(&front, maker, pages, &why);
	/* its own length moves the pages that it names */
	for (int i = 0; ok && i < 3 && pages->count != front.own_pages; i++) {
		front.own_pages = (uint32_t)pages->count;
		ok = set(&front, maker, pages, &why);
	}
	if (ok)
		return true;
	REPORT(diag, job->file->name.span, &specimen_not_set,
	    ARGS(problem_text(maker_memory(maker), diag_words(diag), &why)));
	return false;
}
