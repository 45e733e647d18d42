#include "plan/plan_job.h"

#include "base/file.h"
#include "beside/beside.h"
#include "load/load.h"
#include "load/register.h"
#include "pdf/check.h"
#include "plan/account_beside.h"
#include "plan/banner_sheet.h"
#include "plan/household.h"
#include "plan/long_lines.h"
#include "plan/maker.h"
#include "plan/messages.h"
#include "plan/name_order.h"
#include "plan/own_file.h"
#include "plan/plan_header.h"
#include "plan/rule_warning.h"
#include "plan/sort_key.h"
#include "plan/twins.h"
#include "plan/unruled.h"
#include "text/normal.h"

struct planner {
	struct job *job;
	struct plan *plan;
	const struct plan_spec *spec;
	struct loaded loaded;
	struct maker *maker;
	struct sort_keys *sort_keys;
	struct glyph_use *use;
	struct arena *letter_mem;
	struct slice *cells;
	struct value *values;
	const struct expr_rows *tables; /* of the row at hand */
	struct strbuf matches;
	struct households *households; /* NULL: none asked for */
	struct long_lines *long_lines;
	struct twins *twins;
	struct name_order *name_order;
	struct unruled *unruled;
	struct pdf_check *pdf_check; /* what the PDF would refuse later */
};

/* ---- one row: decide, set */

static bool
add_outcome(
    struct planner *planner, uint32_t row, const struct decision *decision)
{
	struct plan_outcome outcome = {
	    .row = row,
	    .outcome = decision->outcome,
	    .rule = decision->rule ? decision->rule->number : 0,
	    .code = decision->why.message ? decision->why.message->code : "",
	    .reason = decision_reason(
		planner->letter_mem, planner->job->words, decision),
	    .matches = strbuf_view(&planner->matches),
	};
	return plan_add_outcome(planner->plan, &outcome);
}

/* The name of the letter's envelope class, where there are such. */
static struct slice
envelope_name(const struct job *job, const struct made_letter *made)
{
	return job->file->print.envelope_count
		   ? job->file->print.envelopes[made->envelope].name.text
		   : SLICE("");
}

static struct slice
column_text(const struct row *row, size_t column)
{
	return column == COLUMN_NONE ? SLICE("") : row->values[column].text;
}

/* Envelope classes come one after another, each in mailing order. */
static struct slice
mailing_key(struct planner *planner, const struct row *row,
    const struct made_letter *made)
{
	char class = (char)made->envelope;
	struct slice parts[2] = {{&class, 1},
	    sort_keys_make(planner->sort_keys, planner->letter_mem, row)};
	return arena_join(
	    planner->letter_mem, parts, 2, (struct slice){NULL, 0});
}

static bool
add_draft(struct planner *planner, const struct row *row,
    const struct made_letter *made)
{
	const struct job *job = planner->job;
	struct problem ignored = {0}; /* who has no name is held before */
	struct slice file;
	own_file_name(job, planner->letter_mem, row, &file, &ignored);
	struct plan_draft draft = {
	    .row = row->number,
	    .version = made->version,
	    .pages = (uint32_t)made->pages.count,
	    .sheets = made->sheets,
	    .digest = made->pages.digest,
	    .sort_key = mailing_key(planner, row, made),
	    .addressee = slice_view(addressee_name(made->addressee)),
	    .language = slice_view(
		job->writes.letters[made->version].texts[0].language),
	    .large_print = made->large_print,
	    .names = household_names_write(planner->letter_mem, &made->names),
	    .envelope = envelope_name(job, made),
	    .part = column_text(row, job->pile.new_batch),
	    .group = column_text(row, job->pile.group_by),
	    .file = file,
	    .file_key = text_fold(planner->letter_mem, file),
	};
	return pdf_check_letter(
		   planner->pdf_check, &made->pages, planner->job->diag) &&
	       plan_add_draft(planner->plan, &draft);
}

static bool
set_row(struct planner *planner, const struct row *row,
    struct decision *decision, bool *waits)
{
	struct made_letter made[ADDRESSEES_MAX];
	enum addressee to[ADDRESSEES_MAX];
	enum rule_kind kind;
	size_t count = addressee_list(planner->job, row, to);
	for (size_t i = 0; i < count; i++) {
		struct slice file;
		made[i] = (struct made_letter){.addressee = to[i]};
		kind = RULE_TEXT;
		if (own_file_name(planner->job, planner->letter_mem, row, &file,
			&decision->why) &&
		    maker_make(planner->maker, planner->letter_mem, row,
			&made[i], &kind, &decision->why))
			continue;
		decision->outcome = OUTCOME_HELD;
		decision->rule =
		    rule_set_find(&planner->job->decides.rules, kind);
		rule_count_held(decision->rule);
		return true;
	}
	if (count == 1 && planner->households &&
	    households_take(planner->households, row, planner->tables,
		made[0].version, made[0].large_print)) {
		*waits = true;
		return true;
	}
	for (size_t i = 0; i < count; i++) {
		if (!add_draft(planner, row, &made[i]))
			return false;
	}
	return true;
}

static enum death
read_death(const struct planner *planner)
{
	return mark_columns_death(
	    &planner->job->reads.deceased, planner->cells);
}

static enum protected_link
link_of(const struct plan_row *stored)
{
	if (stored->mark == ROW_TWIN)
		return LINK_SAME;
	return stored->mark == ROW_NAMING ? LINK_NAMED : LINK_NONE;
}

static bool
fill_case(struct planner *planner, const struct plan_row *stored,
    const struct row *row, struct rule_case *to)
{
	struct job *job = planner->job;
	*to = (struct rule_case){
	    .context = maker_context(
		planner->maker, planner->letter_mem, row, job->language),
	    .malformed = stored->mark == ROW_MALFORMED,
	    .is_protected =
		stored->mark == ROW_PROTECTED || link_of(stored) != LINK_NONE,
	    .unfit = stored->mark == ROW_UNFIT,
	};
	if (to->malformed || to->unfit) {
		struct slice reason;
		if (!plan_find_problem(planner->plan, planner->letter_mem,
			row->number, &reason))
			return false;
		PROBLEM(&to->why,
		    to->unfit ? &plan_unfit_reason : &plan_malformed_reason,
		    ARGS(reason));
	}
	protected_say(link_of(stored), &to->why);
	if (to->malformed || to->is_protected)
		return true;
	enum death death = read_death(planner);
	to->deceased = death == DEATH_SURE;
	to->deceased_unclear = death == DEATH_UNCLEAR;
	register_weigh_row(job, &planner->loaded.keys, planner->letter_mem,
	    stored->source, row->values, to);
	return true;
}

static bool
has_cells(const struct plan_row *stored)
{
	return stored->mark == ROW_PLAIN || stored->mark == ROW_UNFIT;
}

/* Rules, letters and whoever reads the plan later see the same rows. */
static bool
join_tables(struct planner *planner, const struct plan_row *stored,
    const struct row *row)
{
	struct beside *beside = planner->job->reads.beside;
	const struct expr_rows *rows = NULL;
	bool ok = !has_cells(stored) ||
		  (beside_join(beside, planner->letter_mem, row, &rows) &&
		      beside_keep(beside, planner->plan, row->number));
	planner->tables = rows;
	maker_set_tables(planner->maker, rows);
	return ok;
}

static bool
decide_row(struct planner *planner, const struct plan_row *stored)
{
	struct job *job = planner->job;
	struct rule_case known;
	struct row row = {.number = stored->row, .line = stored->line};
	maker_read_row(planner->maker, planner->letter_mem, planner->cells,
	    planner->values, &row);
	if (!join_tables(planner, stored, &row) ||
	    !fill_case(planner, stored, &row, &known))
		return false;
	unruled_take(planner->unruled, stored, &row);
	strbuf_reset(&planner->matches);
	struct decision decision =
	    rule_decide_row(&job->decides.rules, &known, &planner->matches);
	bool waits = false;
	if (decision.outcome == OUTCOME_LETTER) {
		twins_take(planner->twins, &row, stored->source);
		name_order_take(planner->name_order, &row);
		long_lines_take(planner->long_lines, &row, stored->source);
	}
	if (decision.outcome == OUTCOME_LETTER &&
	    !set_row(planner, &row, &decision, &waits))
		return false;
	if (waits)
		return true;
	if (has_cells(stored))
		beside_settle(
		    job->reads.beside, decision.outcome == OUTCOME_LETTER);
	return add_outcome(planner, stored->row, &decision);
}

static bool
decide_all(struct planner *planner)
{
	bool failed = false;
	uint32_t done = 0;
	struct plan_row stored;
	struct plan_cursor *cursor = plan_rows_open(planner->plan);
	if (!cursor)
		return false;
	while (!failed &&
	       plan_rows_next(cursor, &stored, planner->cells, &failed)) {
		failed = !decide_row(planner, &stored);
		arena_reset(planner->letter_mem);
		if (++done % 256 == 0)
			progress_step(planner->spec->progress, STAGE_DECIDE,
			    done, planner->loaded.rows);
	}
	plan_rows_close(cursor);
	progress_step(
	    planner->spec->progress, STAGE_DECIDE, done, planner->loaded.rows);
	return !failed;
}

/* ---- households, once all rows are known */

/* A row of the plan, with the rows of other tables. */
static bool
find_row(struct planner *planner, uint32_t number, struct row *row)
{
	struct plan_row stored;
	const struct expr_rows *rows;
	if (!plan_find_row(planner->plan, planner->letter_mem, number, &stored,
		planner->cells))
		return false;
	*row = (struct row){.number = stored.row, .line = stored.line};
	maker_read_row(planner->maker, planner->letter_mem, planner->cells,
	    planner->values, row);
	if (!beside_join(
		planner->job->reads.beside, planner->letter_mem, row, &rows))
		return false;
	maker_set_tables(planner->maker, rows);
	return true;
}

static bool
add_members(struct planner *planner, const struct household *household,
    const struct decision *first)
{
	for (size_t i = 0; i < household->names.count; i++) {
		struct decision decision = *first;
		struct row row;
		if (!find_row(planner, household->rows[i], &row))
			return false;
		beside_settle(planner->job->reads.beside,
		    decision.outcome == OUTCOME_LETTER);
		if (i && decision.outcome == OUTCOME_LETTER) {
			decision.outcome = OUTCOME_TOGETHER;
			if (!plan_add_member(planner->plan, household->rows[0],
				household->rows[i]))
				return false;
		}
		if (!add_outcome(planner, household->rows[i], &decision))
			return false;
	}
	return true;
}

static bool
set_household(const struct household *household, void *ctx)
{
	struct planner *planner = ctx;
	struct made_letter made = {.names = household->names};
	struct decision decision = {.outcome = OUTCOME_LETTER};
	enum rule_kind kind;
	struct row row;
	if (!find_row(planner, household->rows[0], &row))
		return false;
	strbuf_reset(&planner->matches);
	bool set = maker_make(planner->maker, planner->letter_mem, &row, &made,
	    &kind, &decision.why);
	if (!set) {
		decision.outcome = OUTCOME_HELD;
		decision.rule =
		    rule_set_find(&planner->job->decides.rules, kind);
		rule_count_held(decision.rule);
	}
	bool ok = (!set || add_draft(planner, &row, &made)) &&
		  add_members(planner, household, &decision);
	arena_reset(planner->letter_mem);
	return ok;
}

static bool
set_households(struct planner *planner)
{
	return !planner->households ||
	       households_each(planner->households, set_household, planner);
}

/* ---- all of it */

/* One that a PDF cannot hold would be found at the first letter, if at all. */
static bool
check_picture(
    const struct picture *picture, const struct node *image, void *ctx)
{
	struct planner *planner = ctx;
	struct diag *diag = planner->job->diag;
	if (pdf_check_picture(planner->pdf_check, picture, diag))
		return true;
	ALSO(diag, image->span, &plan_picture_named, NO_ARGS);
	return false;
}

static bool
open_planner(struct planner *planner)
{
	struct job *job = planner->job;
	planner->use = glyph_use_new(job->paper.fonts);
	planner->maker = maker_new(job, planner->use);
	planner->sort_keys = sort_keys_new(job);
	planner->households = households_new(job);
	planner->long_lines = long_lines_new(job);
	planner->twins = twins_new(job);
	planner->name_order = name_order_new(job);
	planner->unruled = unruled_new(job);
	planner->pdf_check = pdf_check_new(
	    job->mem, (enum pdf_profile)job->file->print.profile.index);
	planner->letter_mem = arena_new();
	planner->cells =
	    ARENA_ARRAY(job->mem, struct slice, job->reads.columns.count + 1);
	planner->values =
	    ARENA_ARRAY(job->mem, struct value, job->reads.columns.count + 1);
	return planner->maker && planner->sort_keys &&
	       maker_check_pictures(planner->maker, check_picture, planner);
}

static void
close_planner(struct planner *planner)
{
	maker_free(planner->maker);
	sort_keys_free(planner->sort_keys);
	households_free(planner->households);
	long_lines_free(planner->long_lines);
	twins_free(planner->twins);
	name_order_free(planner->name_order);
	unruled_free(planner->unruled);
	pdf_check_free(planner->pdf_check);
	glyph_use_free(planner->use);
	arena_free(planner->letter_mem);
	strbuf_fini(&planner->matches);
	loaded_fini(&planner->loaded);
}

static bool
order(struct planner *planner)
{
	const struct job_file *file = planner->job->file;
	struct plan_cut cut = {
	    .letters = (uint32_t)file->print.letters_per_batch.number,
	    .sheets = (uint32_t)file->print.sheets_per_batch.number,
	    .sides = (uint32_t)file->print.sides.number,
	    .single = file->print.split.index == SPLIT_LETTER,
	    .own_files = file->print.split.index == SPLIT_BOTH,
	    .banners = (enum banner_use)file->print.banner.index,
	};
	progress_step(planner->spec->progress, STAGE_ORDER, 0, 0);
	return own_files_check(planner->job, planner->plan) &&
	       plan_order(planner->plan, &cut) &&
	       banner_sheets_check(planner->job, planner->maker, planner->plan);
}

/* What is odd about the job as a whole; said of the main plan only. */
static bool
warn(struct planner *planner, struct account *account)
{
	struct job *job = planner->job;
	if (job->only_protected)
		return true;
	account->unruled =
	    unruled_settle(planner->unruled, &account->unruled_count);
	unruled_warn(job, account->unruled, account->unruled_count);
	long_lines_warn(planner->long_lines);
	twins_warn(planner->twins);
	name_order_warn(planner->name_order);
	return rule_warnings(job, planner->plan, planner->loaded.rows);
}

static bool
collect_shapes(struct planner *planner, struct account *account)
{
	if (!planner->spec->shapes)
		return true;
	account->shapes = shapes_collect(planner->job, planner->plan);
	return account->shapes;
}

/* Which protected.key is this plan's own; it says nothing of the key. */
static bool
add_which_secret(struct planner *planner)
{
	char hex[65];
	digest_write_hex(
	    hash_keyed(planner->spec->secret, SLICE("which key")), hex);
	return plan_add_text(planner->plan, "protected_key", slice_view(hex));
}

static bool
build(struct planner *planner, struct account *account)
{
	struct job *job = planner->job;
	struct plan *plan = planner->plan;
	bool ok = open_planner(planner) &&
		  load_register(job, plan, planner->spec->secret,
		      planner->spec->progress, &planner->loaded) &&
		  account_expect_rows(job, planner->loaded.rows) &&
		  decide_all(planner) && set_households(planner);
	if (!ok)
		return false;
	rule_set_count_left(&job->decides.rules, planner->loaded.rows);
	return warn(planner, account) && order(planner) &&
	       plan_header_add(plan, job, planner->maker, planner->use) &&
	       add_which_secret(planner) && collect_shapes(planner, account) &&
	       account_take(account, job, plan) &&
	       account_take_beside(job, plan, account);
}

bool
plan_job(struct job *job, const struct plan_spec *spec, struct account *account)
{
	struct planner planner = {.job = job, .spec = spec};
	*account = (struct account){0};
	bool read = beside_read(
	    job->reads.beside, path_folder(job->mem, spec->path), true);
	planner.plan = plan_new(spec->path, job->diag);
	bool ok = planner.plan && read && build(&planner, account);
	close_planner(&planner);
	if (ok)
		return plan_commit(planner.plan, job->diag);
	plan_drop(planner.plan);
	return false;
}
