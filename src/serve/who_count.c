#include "serve/who_count.h"

#include "load/open.h"
#include "new/new_guess.h"
#include "new/profile.h"
#include "plan/account_beside.h"
#include "run/aside.h"
#include "serve/pages.h"
#include "text/normal.h"

#define OFFERS_MOST 12

/* ---- columns that could have a list */

/* Few values, nearly all of them often, and words: as a new job would have. */
static bool
is_offer(const struct job *job, const struct profile_column *column)
{
	size_t at = columns_find(&job->reads.columns, column->name);
	uint32_t rows = 0;
	size_t shown = 0;
	if (at == COLUMN_NONE || column->value_count > PROFILE_VALUES ||
	    job->reads.columns.at[at].type != COLUMN_TEXT ||
	    mark_columns_hold(&job->reads.protected_, at) ||
	    mark_columns_hold(&job->reads.deceased, at))
		return false;
	while (shown < column->value_count &&
	       column->values[shown].rows >= PROFILE_SHOWN)
		rows += column->values[shown++].rows;
	return shown > 1 && (uint64_t)rows * 20 >= column->filled * 19 &&
	       !column->dates && !column->postcodes && !column->phones &&
	       !column->emails && !column->identities;
}

static void
add_offer(struct who *who, const struct profile_column *column)
{
	struct arena *mem = who->work->mem;
	struct slice *values =
	    ARENA_ARRAY(mem, struct slice, PROFILE_VALUES + 1);
	uint32_t *rows = ARENA_ARRAY(mem, uint32_t, PROFILE_VALUES + 1);
	struct who_offer *offer = &who->offers[who->offer_count++];
	*offer = (struct who_offer){
	    .name = column->name, .values = values, .rows = rows};
	while (offer->count < column->value_count &&
	       column->values[offer->count].rows >= PROFILE_SHOWN) {
		values[offer->count] = column->values[offer->count].text;
		rows[offer->count] = column->values[offer->count].rows;
		offer->count++;
	}
}

static void
find_offers(struct who *who, const struct job *job)
{
	struct arena *mem = who->work->mem;
	struct profile profile;
	struct new_guess guess;
	struct sources *sources = sources_new();
	struct diag *silent = diag_new(sources);
	struct job again = {0};
	if (load_open_register(&again, mem, work_job(who->work), silent)) {
		const struct intake_found *found =
		    intake_found(again.reads.intake);
		new_guess_by_name(mem, found->names, found->count, &guess);
		for (size_t i = 0; i < found->count; i++) {
			if (mark_columns_hold(&again.reads.protected_, i))
				guess.marks[i] = MARK_KIND_PROTECTED;
		}
		who->offers = ARENA_ARRAY(mem, struct who_offer, OFFERS_MOST);
		bool ok = profile_read(mem, again.reads.intake, guess.marks,
		    again.file->date.when, &profile);
		for (size_t i = 0;
		     ok && i < profile.count && who->offer_count < OFFERS_MOST;
		     i++) {
			if (!new_guess_uses(&guess, i) &&
			    is_offer(job, &profile.columns[i]))
				add_offer(who, &profile.columns[i]);
		}
	}
	load_close(&again);
	work_pass_over(silent);
	diag_free(silent);
	sources_free(sources);
}

/* ---- rows by value */

struct counting {
	struct who *who;
	struct who_count *count;
	struct who_column *column;
	bool offers;
};

static bool
take_value(uint32_t rows, struct slice value, void *ctx)
{
	struct who_column *column = ((struct counting *)ctx)->column;
	for (size_t i = 0; i < column->count; i++) {
		if (!text_same(column->values[i].text, value))
			continue;
		column->values[i].rows += rows;
		return true;
	}
	column->others += rows;
	return true;
}

static bool
take_counts(struct plan *plan, void *ctx)
{
	struct counting *counting = ctx;
	struct who *who = counting->who;
	struct job *job = &counting->count->job;
	if (!plan_count(plan, &counting->count->account.counts) ||
	    !account_take_beside(job, plan, &counting->count->account))
		return false;
	for (size_t i = 0; i < who->column_count; i++) {
		counting->column = &who->columns[i];
		size_t at =
		    columns_find(&job->reads.columns, counting->column->name);
		if (at != COLUMN_NONE &&
		    !plan_each_value(plan, at, take_value, counting))
			return false;
	}
	/* While temporary files have a place: a database is asked again. */
	if (counting->offers)
		find_offers(who, job);
	return true;
}

void
who_count(
    struct who_count *count, struct who *who, bool offers, struct diag *faults)
{
	struct work *work = who->work;
	struct counting counting = {
	    .who = who, .count = count, .offers = offers};
	const struct plan_spec spec = {
	    .progress = &work->progress,
	    .decided = take_counts,
	    .ctx = &counting,
	};
	const struct aside aside = {
	    .folder = ".", .scratch = &work->shared->scratch};
	*count = (struct who_count){.counted = false};
	if (edit_is_changed(who->edit))
		sources_hold(diag_sources(faults), work_job(work),
		    edit_bytes(who->edit));
	count->counted =
	    load_open_rules(&count->job, work->mem, work_job(work), faults) &&
	    aside_plan(&aside, &count->job, &count->account, &spec, faults);
}

void
who_count_end(struct who_count *count)
{
	load_close(&count->job);
}
