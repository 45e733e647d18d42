#include "job/outside.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/messages.h"
#include "base/suggest.h"
#include "job/messages.h"
#include "job/shield.h"
#include "ledger/read.h"
#include "record/identity.h"
#include "rule/duplicate.h"
#include "text/normal.h"

/* One answer of a table, by the form of what is asked. */
struct answer {
	struct slice form, text;
};

/* One list, run or table, opened. */
struct outside {
	struct outside *next;
	struct outside_all *all;
	enum expr_outside_kind kind;
	struct slice name, column;
	struct key_counts members; /* LIST, RUN */
	struct answer *answers; /* TABLE, sorted by form */
	size_t answer_count, answer_room;
};

struct outside_all {
	struct job *job;
	struct outside *first;
	struct arena *row_mem;
};

struct slice
outside_form(struct arena *arena, struct slice text, day today)
{
	struct identity identity = identity_read(text, today);
	if (identity.kind != IDENTITY_NONE && identity.fault == IDENTITY_FINE)
		return arena_dup(arena, slice_view(identity.digits));
	return text_fold(arena, text);
}

static struct slice
form_of(struct outside *outside, struct arena *arena, struct slice text)
{
	return outside_form(arena, text, outside->all->job->file->date.when);
}

/* ---- opening */

static bool
find_name(const struct intake_found *found, struct slice name, size_t *index)
{
	for (size_t i = 0; i < found->count; i++) {
		if (text_same(found->names[i], name)) {
			*index = i;
			return true;
		}
	}
	return false;
}

static bool
find_column(struct job *job, const struct intake_found *found,
    const struct expr_asked *asked, size_t *index)
{
	*index = asked->kind == OUTSIDE_TABLE ? 1 : 0;
	if (!asked->column.len || find_name(found, asked->column, index))
		return true;
	struct suggestion best = suggestion_start(asked->column);
	for (size_t i = 0; i < found->count; i++)
		suggestion_offer(&best, found->names[i]);
	REPORT(job->diag, asked->column_place, &job_list_column,
	    ARGS(asked->name, asked->column));
	if (best.nearest.len)
		HINT(job->diag, &base_did_you_mean, ARGS(best.nearest));
	return false;
}

static void
add_member(struct outside *outside, struct slice text)
{
	struct arena *mem = outside->all->row_mem;
	struct slice form = form_of(outside, mem, text);
	if (form.len)
		key_counts_add(&outside->members, form);
	arena_reset(mem);
}

static void
add_answer(struct outside *outside, struct slice asked, struct slice text)
{
	struct arena *mem = outside->all->job->mem;
	outside->answers = mem_grow(outside->answers, &outside->answer_room,
	    outside->answer_count + 1, sizeof *outside->answers);
	outside->answers[outside->answer_count++] = (struct answer){
	    .form = form_of(outside, mem, text_clean(mem, asked)),
	    .text = arena_dup(mem, text_clean(mem, text)),
	};
}

static bool
read_records(struct outside *outside, struct intake *intake,
    const struct expr_asked *asked, size_t column)
{
	struct job *job = outside->all->job;
	const struct intake_found *found = intake_found(intake);
	struct shield shield;
	struct intake_record record;
	if (!shield_make(job, found->names, found->count, &shield))
		return false;
	for (;;) {
		switch (intake_next(intake, &record)) {
		case INTAKE_END:
			shield_warn(&shield, asked->name, asked->place);
			return true;
		case INTAKE_FAILED:
			return false;
		case INTAKE_MALFORMED:
			/* Whom it names cannot be known: no list at all. */
			REPORT(job->diag, asked->place, &job_list_malformed,
			    ARGS(asked->name, record.line));
			return false;
		case INTAKE_ROW:
			break;
		}
		/* A list prints nothing: a protected member is one all the
		 * same. */
		if (outside->kind == OUTSIDE_TABLE &&
		    shield_drops(&shield, outside->all->row_mem, record.cells))
			continue;
		if (outside->kind == OUTSIDE_TABLE)
			add_answer(
			    outside, record.cells[0], record.cells[column]);
		else
			add_member(outside, record.cells[column]);
	}
}

static int
compare_answers(const void *a, const void *b)
{
	return slice_compare(
	    ((const struct answer *)a)->form, ((const struct answer *)b)->form);
}

static bool
open_file(struct outside *outside, const struct expr_asked *asked)
{
	struct job *job = outside->all->job;
	struct intake_options options = {
	    .path = path_join(job->mem, job->file->folder,
		arena_dup_text(job->mem, asked->name)),
	    .role = asked->kind == OUTSIDE_TABLE ? INPUT_LOOK_UP : INPUT_LIST,
	    .asked = asked->place,
	    .may_be_empty = true,
	};
	size_t column;
	struct intake *intake = intake_open(job->mem, &options, job->diag);
	if (!intake)
		return false;
	bool ok = find_column(job, intake_found(intake), asked, &column) &&
		  column < intake_found(intake)->count &&
		  read_records(outside, intake, asked, column);
	intake_close(intake);
	if (outside->answer_count)
		qsort(outside->answers, outside->answer_count,
		    sizeof *outside->answers, compare_answers);
	return ok;
}

static bool
see_row(const struct ledger_row *row, void *ctx)
{
	if (row->letter)
		add_member(ctx, row->cells[0]);
	return true;
}

static bool
open_run(struct outside *outside, const struct expr_asked *asked)
{
	struct job *job = outside->all->job;
	const char *folder = path_join(
	    job->mem, job->file->folder, arena_dup_text(job->mem, asked->name));
	const char *path = path_join(job->mem, folder, "keep/ledger.db");
	if (!file_exists(path)) {
		REPORT(job->diag, asked->place, &job_no_such_run,
		    ARGS(asked->name));
		return false;
	}
	if (!inputs_add_file(job->diag, INPUT_RUN, path))
		return false;
	struct ledger *ledger = ledger_open(path, job->diag);
	if (!ledger)
		return false;
	bool ok = true;
	struct slice key = ledger_text(ledger, job->mem, "key");
	if (ledger_text(ledger, job->mem, "purged").len || !key.len) {
		REPORT(job->diag, asked->place, &job_purged_run,
		    ARGS(asked->name));
		ok = false;
	}
	size_t column = ok ? (size_t)strtoul(key.at, NULL, 10) : 0;
	ok = ok &&
	     ledger_each_row(ledger, &column, 1, see_row, outside, job->diag) &&
	     inputs_add_file(job->diag, INPUT_RUN, path);
	ledger_close(ledger);
	return ok;
}

static struct outside *
find_opened(struct outside_all *all, const struct expr_asked *asked)
{
	for (struct outside *at = all->first; at; at = at->next) {
		if (at->kind == asked->kind &&
		    slice_equal(at->name, asked->name) &&
		    slice_equal(at->column, asked->column))
			return at;
	}
	return NULL;
}

static void *
outside_open(void *ctx, const struct expr_asked *asked, struct diag *diag)
{
	struct outside_all *all = ctx;
	struct outside *known = find_opened(all, asked);
	(void)diag;
	if (known)
		return known;
	struct outside *outside = ARENA_NEW(all->job->mem, struct outside);
	outside->all = all;
	outside->kind = asked->kind;
	outside->name = arena_dup(all->job->mem, asked->name);
	outside->column = arena_dup(all->job->mem, asked->column);
	bool ok = asked->kind == OUTSIDE_RUN ? open_run(outside, asked)
					     : open_file(outside, asked);
	key_counts_close(&outside->members);
	outside->next = all->first;
	all->first = outside;
	return ok ? outside : NULL;
}

/* ---- asking */

static enum verdict
outside_holds(void *opened, const struct row *row, const struct value *value,
    struct problem *why)
{
	struct outside *outside = opened;
	struct job *job = outside->all->job;
	struct slice text = value ? value->text : row->values[job->key].text;
	if (!text.len) {
		PROBLEM(why, &job_list_without_key, ARGS(outside->name));
		return VERDICT_UNDECIDABLE;
	}
	struct slice form = form_of(outside, outside->all->row_mem, text);
	bool held = key_counts_holds(&outside->members, form);
	arena_reset(outside->all->row_mem);
	return held ? VERDICT_YES : VERDICT_NO;
}

static struct value
outside_find(void *opened, const struct value *value, struct problem *why)
{
	struct outside *outside = opened;
	struct answer asked = {
	    .form = form_of(outside, outside->all->row_mem, value->text)};
	const struct answer *hit =
	    outside->answer_count
		? bsearch(&asked, outside->answers, outside->answer_count,
		      sizeof asked, compare_answers)
		: NULL;
	const struct answer *end = outside->answers + outside->answer_count;
	bool several =
	    hit &&
	    ((hit > outside->answers && !compare_answers(hit - 1, hit)) ||
		(hit + 1 < end && !compare_answers(hit, hit + 1)));
	arena_reset(outside->all->row_mem);
	if (!hit || several) {
		PROBLEM(why, several ? &job_table_several : &job_table_none,
		    ARGS(outside->name));
		return (struct value){.kind = VALUE_UNDECIDABLE};
	}
	return (struct value){
	    .kind = hit->text.len ? VALUE_TEXT : VALUE_EMPTY,
	    .text = hit->text,
	};
}

const struct expr_outside *
outside_new(struct job *job)
{
	struct outside_all *all = ARENA_NEW(job->mem, struct outside_all);
	struct expr_outside *hooks = ARENA_NEW(job->mem, struct expr_outside);
	all->job = job;
	all->row_mem = arena_new();
	*hooks = (struct expr_outside){
	    .ctx = all,
	    .open = outside_open,
	    .holds = outside_holds,
	    .find = outside_find,
	};
	return hooks;
}

void
outside_free(const struct expr_outside *hooks)
{
	if (!hooks)
		return;
	struct outside_all *all = hooks->ctx;
	for (struct outside *at = all->first; at; at = at->next) {
		key_counts_fini(&at->members);
		free(at->answers);
	}
	arena_free(all->row_mem);
}
