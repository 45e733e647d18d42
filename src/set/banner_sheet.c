#include "set/banner_sheet.h"

#include "record/choice.h"
#include "set/messages.h"
#include "set/own_blocks.h"

struct sheet {
	const struct job *job;
	struct own_blocks blocks;
	bool bare, has_value; /* without the values of columns; with one */
};

static void
add_title(struct sheet *sheet, const struct banner *banner)
{
	if (banner->count > 1)
		message_write(&sheet->blocks.text, sheet->job->words,
		    &set_banner_part,
		    ARGS(banner->batch, banner->batches, banner->number,
			banner->count));
	else
		message_write(&sheet->blocks.text, sheet->job->words,
		    &set_banner_batch, ARGS(banner->batch, banner->batches));
	own_end_block(&sheet->blocks, NODE_HEADING);
}

static void
add_letters(struct sheet *sheet, const struct banner *banner)
{
	if (banner->first_letter == banner->last_letter)
		own_add_words(&sheet->blocks, &set_banner_letter,
		    ARGS(banner->first_letter));
	else
		own_add_words(&sheet->blocks, &set_banner_letters,
		    ARGS(banner->first_letter, banner->last_letter));
	own_add_words(&sheet->blocks, &set_banner_count,
	    ARGS(banner->last_letter - banner->first_letter + 1));
	own_add_words(&sheet->blocks, &set_banner_sheets, ARGS(banner->sheets));
}

/* "Distrikt: Haga", where that is nobody's own. */
static void
add_value(struct sheet *sheet, size_t index, struct slice value)
{
	if (sheet->bare || index == COLUMN_NONE || !value.len)
		return;
	const struct column *column = &sheet->job->reads.columns.at[index];
	if (sheet->job->file->persons.on && !choice_is_value(column, value))
		return;
	struct node *block =
	    node_new(sheet->blocks.mem, NODE_PARAGRAPH, NO_SPAN);
	own_add_text(&sheet->blocks, block, column->name);
	own_add_text(&sheet->blocks, block, SLICE(": "));
	own_add_text(&sheet->blocks, block, value)->origin = column->name;
	own_add_block(&sheet->blocks, block);
	sheet->has_value = true;
}

static void
write_sheet(struct sheet *sheet, const struct banner *banner)
{
	const struct job *job = sheet->job;
	add_title(sheet, banner);
	strbuf_add(&sheet->blocks.text, job->file->name.text);
	own_end_block(&sheet->blocks, NODE_PARAGRAPH);
	strbuf_add(&sheet->blocks.text, job->file->reference.text);
	own_end_block(&sheet->blocks, NODE_PARAGRAPH);
	add_letters(sheet, banner);
	if (banner->envelope.len)
		own_add_words(&sheet->blocks, &set_banner_envelope,
		    ARGS(banner->envelope));
	add_value(sheet, job->pile.new_batch, banner->part);
	if (job->pile.group_by != job->pile.new_batch)
		add_value(sheet, job->pile.group_by, banner->group);
	own_add_words(&sheet->blocks, &set_banner_not_mailed, NO_ARGS);
}

/* False, and why; *has_value where it may be that of a column. */
static bool
try_sheet(const struct job *job, struct typesetter *typesetter,
    struct arena *letter_mem, const struct banner *banner, bool bare,
    bool *has_value, struct pages *pages, struct problem *why)
{
	struct sheet sheet = {
	    .job = job,
	    .blocks = {.mem = letter_mem, .words = job->words},
	    .bare = bare,
	};
	write_sheet(&sheet, banner);
	own_blocks_fini(&sheet.blocks);
	*has_value = sheet.has_value;
	if (!typesetter_set_blocks(typesetter, letter_mem,
		job_paper_find(&job->paper, banner->stationery), job->language,
		sheet.blocks.at, sheet.blocks.count, true, pages, why))
		return false;
	if (pages->count == 1)
		return true;
	PROBLEM(why, &set_banner_long, NO_ARGS);
	return false;
}

bool
banner_sheet_set(const struct job *job, struct typesetter *typesetter,
    struct arena *letter_mem, const struct banner *banner, struct pages *pages,
    struct slice *without, struct diag *diag)
{
	struct problem why = {0};
	bool has_value;
	*without = SLICE("");
	if (try_sheet(job, typesetter, letter_mem, banner, false, &has_value,
		pages, &why))
		return true;
	*without = problem_text(letter_mem, diag_words(diag), &why);
	if (has_value && try_sheet(job, typesetter, letter_mem, banner, true,
			     &has_value, pages, &why))
		return true;
	REPORT(diag, job->file->print.banner.span, &set_banner_not_set,
	    ARGS(banner->batch, *without));
	return false;
}

struct check {
	const struct job *job;
	struct diag *diag;
	struct typesetter *typesetter;
	struct arena *letter_mem;
};

static bool
check_banner(const struct banner *banner, void *ctx)
{
	struct check *check = ctx;
	const struct job *job = check->job;
	struct pages pages;
	struct slice without;
	bool ok = banner_sheet_set(job, check->typesetter, check->letter_mem,
	    banner, &pages, &without, check->diag);
	if (ok && without.len)
		REPORT(check->diag, job->file->print.banner.span,
		    &set_banner_without, ARGS(banner->batch, without));
	arena_reset(check->letter_mem);
	return ok;
}

bool
banner_sheets_check(const struct job *job, struct typesetter *typesetter,
    struct plan *plan, struct diag *diag)
{
	struct check check = {job, diag, typesetter, arena_new()};
	bool ok = plan_each_banner(plan, check_banner, &check);
	arena_free(check.letter_mem);
	return ok;
}
