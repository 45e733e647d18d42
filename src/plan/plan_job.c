#include "plan/plan_job.h"

#include "base/file.h"
#include "beside/beside.h"
#include "plan/account_beside.h"
#include "plan/asked_days.h"
#include "plan/divided.h"
#include "plan/guardian_home.h"
#include "plan/long_lines.h"
#include "plan/messages.h"
#include "plan/name_gaps.h"
#include "plan/name_order.h"
#include "plan/odd_cells.h"
#include "plan/odd_lines.h"
#include "plan/own_file.h"
#include "plan/plan_header.h"
#include "plan/planner.h"
#include "plan/rule_warning.h"
#include "plan/shapes.h"
#include "plan/twins.h"
#include "plan/unruled.h"
#include "set/banner_sheet.h"
#include "set/delivery_note.h"
#include "shop/marks.h"

/* They report in this order; only check asks for the last. */
static const struct watcher *const watchers[] = {
    &unruled_watcher,
    &long_lines_watcher,
    &odd_cells_watcher,
    &asked_days_watcher,
    &odd_lines_watcher,
    &name_gaps_watcher,
    &guardian_home_watcher,
    &twins_watcher,
    &divided_watcher,
    &name_order_watcher,
    &rule_warning_watcher,
    &shapes_watcher,
};

/* Of each stationery that letters are set on. */
static void
note_windows(const struct job *job, struct diag *diag)
{
	for (size_t i = 0; i < job->paper.count; i++) {
		if (job->paper.at[i].has_letters)
			preflight_note_window(
			    job->paper.at[i].stationery, diag);
	}
}

/* The paper is looked at before any text is put on it. */
bool
planner_open(struct planner *planner)
{
	struct job *job = planner->job;
	size_t count = sizeof watchers / sizeof *watchers;
	planner->use = glyph_use_new(job->paper.fonts);
	planner->households = households_new(job);
	planner->row_mem = arena_new();
	if (!job->only_protected)
		note_windows(job, planner->diag);
	watch_open(&planner->watch, watchers,
	    planner->spec->shapes ? count : count - 1, job);
	planner->setter = row_setter_new(job, planner->plan,
	    planner->households, planner->use, planner->diag);
	return planner->setter;
}

bool
planner_load(struct planner *planner)
{
	struct job *job = planner->job;
	return load_register(job, planner->plan, planner->spec->secret,
		   planner->spec->progress, &planner->loaded, planner->diag) &&
	       account_expect_rows(job, planner->loaded.rows, planner->diag);
}

void
planner_close(struct planner *planner)
{
	row_setter_free(planner->setter);
	households_free(planner->households);
	watch_close(&planner->watch);
	glyph_use_free(planner->use);
	arena_free(planner->row_mem);
	beside_put_keys(planner->job->reads.beside, NULL);
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
	    .pages = file->shop ? file->shop->pages_per_file : 0,
	    .single = file->print.split.index == SPLIT_LETTER,
	    .own_files = file->print.split.index == SPLIT_BOTH,
	    .banners = (enum banner_use)file->print.banner.index,
	};
	progress_step(planner->spec->progress, STAGE_ORDER, 0, 0);
	return own_files_check(planner->job, planner->plan, planner->diag) &&
	       plan_order(planner->plan, &cut) &&
	       banner_sheets_check(planner->job, planner->setter->typesetter,
		   planner->plan, planner->diag) &&
	       delivery_note_check(planner->job, planner->diag);
}

/* Reports what is odd about the job as a whole, for the main plan only. */
static bool
report(struct planner *planner, struct account *account)
{
	const struct watch_end end = {
	    .job = planner->job,
	    .plan = planner->plan,
	    .rows = planner->loaded.rows,
	    .account = account,
	    .diag = planner->diag,
	};
	return planner->job->only_protected ||
	       watch_report(&planner->watch, &end);
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
add_libraries(struct planner *planner)
{
	const struct libraries *libraries = planner->spec->libraries;
	bool ok = true;
	for (size_t i = 0; ok && libraries && i < libraries->count; i++) {
		const struct library *library = &libraries->at[i];
		struct slice key =
		    arena_print(planner->job->mem, "library %s", library->name);
		ok = plan_add_text(
		    planner->plan, key.at, slice_view(library->version));
	}
	return ok;
}

/*
 * The number by which the print shop's machines tell this mailing's sheets from
 * another's: that of its letters, so a run made again has it again.
 */
static bool
add_run_number(struct planner *planner, uint32_t letters)
{
	char digits[SHOP_RUN_DIGITS + 1];
	struct digest digest;
	const struct shop *shop = planner->job->file->shop;
	if (!shop)
		return true;
	if (letters > shop_letters_most(shop)) {
		REPORT(planner->diag, shop->asked, &plan_letters_most,
		    ARGS(letters, shop_letters_most(shop)));
		return false;
	}
	if (!plan_hash_letters(planner->plan, &digest))
		return false;
	shop_run_number(digest, digits);
	return plan_add_text(planner->plan, "run_number", slice_view(digits));
}

/* A form that nobody gets was meant for somebody. */
static bool
warn_of_enclosures(struct planner *planner, const struct account *account)
{
	const struct job *job = planner->job;
	for (size_t i = 0; i < job->writes.enclosure_count; i++) {
		if (account->counts.letters && !(planner->enclosed >> i & 1))
			REPORT(planner->diag, job->file->enclosed[i].file.span,
			    &plan_enclosure_unused,
			    ARGS(job->writes.enclosures[i].file));
	}
	return true;
}

bool
planner_end(struct planner *planner, struct account *account)
{
	struct job *job = planner->job;
	struct plan *plan = planner->plan;
	struct diag *diag = planner->diag;
	rule_set_count_left(&job->decides.rules, planner->loaded.rows);
	account->worst = planner->worst;
	return report(planner, account) && order(planner) &&
	       plan_header_add(plan, job, planner->use, diag) &&
	       add_which_secret(planner) && add_libraries(planner) &&
	       account_take(account, job, plan, diag) &&
	       warn_of_enclosures(planner, account) &&
	       add_run_number(planner, account->counts.letters) &&
	       account_take_beside(job, plan, account);
}

static bool
build(struct planner *planner, struct account *account)
{
	return planner_open(planner) && planner_load(planner) &&
	       planner_decide(planner) && planner_set(planner) &&
	       planner_join(planner) && planner_end(planner, account);
}

static bool
decide_alone(struct planner *planner)
{
	const struct plan_spec *spec = planner->spec;
	planner->row_mem = arena_new();
	if (!load_register(planner->job, planner->plan, spec->secret,
		spec->progress, &planner->loaded, planner->diag) ||
	    !planner_decide(planner))
		return false;
	rule_set_count_left(&planner->job->decides.rules, planner->loaded.rows);
	return spec->decided(planner->plan, spec->ctx);
}

bool
plan_job(struct job *job, const struct plan_spec *spec, struct account *account,
    struct diag *diag)
{
	struct planner planner = {.job = job, .diag = diag, .spec = spec};
	*account = (struct account){0};
	bool read = beside_read(
	    job->reads.beside, path_folder(job->mem, spec->path), true);
	planner.plan = plan_new(spec->path, diag);
	bool ok =
	    planner.plan && read &&
	    (spec->decided ? decide_alone(&planner) : build(&planner, account));
	planner_close(&planner);
	if (ok && !spec->decided)
		return plan_commit(planner.plan, diag);
	plan_drop(planner.plan);
	return ok;
}
