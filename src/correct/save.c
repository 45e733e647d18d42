#include "correct/save.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/sink.h"
#include "base/utf8.h"
#include "correct/list.h"
#include "correct/messages.h"
#include "correct/name.h"
#include "text/normal.h"

struct slice
correct_clean(struct arena *mem, struct slice text)
{
	struct strbuf line = {0};
	for (size_t at = 0; at < text.len && line.len < CORRECT_MOST;) {
		uint32_t code = utf8_next(text, &at);
		if (code != UTF8_INVALID)
			strbuf_add_code(&line, code < ' ' ? ' ' : code);
	}
	struct slice kept = arena_dup(mem, strbuf_view(&line));
	strbuf_fini(&line);
	return arena_dup(mem, text_clean(mem, kept));
}

struct saving {
	struct job *job;
	struct diag *diag;
	const char *path; /* of the list */
	struct list list;
	bool is_new; /* it was made here */
};

/* ---- what was written, read as the job reads it */

static bool
is_same(const struct correction *a, const struct correction *b)
{
	return a->column == b->column && slice_equal(a->key, b->key) &&
	       slice_equal(a->old, b->old) && slice_equal(a->new, b->new) &&
	       slice_equal(a->who, b->who);
}

static bool
are_same(const struct correction *a, size_t a_count, const struct correction *b,
    size_t b_count)
{
	bool same = a_count == b_count;
	for (size_t i = 0; i < a_count && same; i++)
		same = is_same(&a[i], &b[i]);
	return same;
}

static int
by_cell(const void *a, const void *b)
{
	const struct correction *left = a, *right = b;
	int order = slice_compare(left->key, right->key);
	return order ? order
		     : (left->column > right->column) -
			   (left->column < right->column);
}

static bool
reads_as(const struct saving *saving, const char *path, struct correction *want,
    size_t want_count)
{
	struct job *job = saving->job;
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	const struct intake_options options = {
	    .path = path, .role = INPUT_CORRECTIONS};
	size_t count = 0;
	diag_speak(diag, diag_words(saving->diag));
	const struct corrections *is = corrections_read(
	    job->mem, &options, &job->reads.columns, job->reads.key, diag);
	const struct correction *at = is ? corrections_list(is, &count) : NULL;
	if (want_count)
		qsort(want, want_count, sizeof *want, by_cell);
	bool same = is && are_same(at, count, want, want_count);
	diag_free(diag);
	sources_free(sources);
	return same;
}

/* ---- the list, in the folder */

static bool
put(struct saving *saving, struct slice bytes, struct correction *want,
    size_t want_count)
{
	struct job *job = saving->job;
	const char *folder = job->file->folder;
	const char *aside = path_join(job->mem, folder,
	    arena_print(job->mem, ".utskick-%d.csv", (int)getpid()).at);
	if (!file_may_replace(saving->path, saving->diag) ||
	    !file_write_whole(aside, bytes, saving->diag))
		return false;
	bool ok = reads_as(saving, aside, want, want_count);
	if (!ok)
		REPORT(saving->diag, NO_SPAN, &correct_not_kept,
		    ARGS(path_name(saving->path)));
	else if (rename(aside, saving->path) != 0) {
		file_report(saving->diag, saving->path, errno);
		ok = false;
	}
	if (!ok) {
		unlink(aside);
		return false;
	}
	if (folder_sync(folder, saving->diag))
		return true;
	sink_note_replaced();
	return false;
}

static bool
begin_list(struct saving *saving)
{
	struct strbuf bytes = {0};
	struct job *job = saving->job;
	saving->path = path_join(job->mem, job->file->folder, CORRECT_NEW);
	if (path_is_taken(saving->path)) {
		REPORT(saving->diag, NO_SPAN, &correct_list_is_there,
		    ARGS(CORRECT_NEW));
		HINT(saving->diag, &correct_list_is_there_hint,
		    ARGS(CORRECT_NEW));
		return false;
	}
	list_begin(&bytes);
	saving->is_new =
	    file_write_whole(saving->path, strbuf_view(&bytes), saving->diag);
	strbuf_fini(&bytes);
	return saving->is_new;
}

static bool
open_list(struct saving *saving)
{
	struct job *job = saving->job;
	saving->path = job->reads.corrections_path;
	if (!saving->path && !begin_list(saving))
		return false;
	return list_open(&saving->list, job->mem, saving->path, saving->diag);
}

/* ---- what is to be in it */

static struct correction *
dup_all(struct job *job, size_t more, size_t *count)
{
	const struct correction *at = NULL;
	*count = 0;
	if (job->reads.corrections)
		at = corrections_list(job->reads.corrections, count);
	struct correction *all =
	    ARENA_ARRAY(job->mem, struct correction, *count + more + 1);
	if (*count)
		memcpy(all, at, *count * sizeof *all);
	return all;
}

static void
drop(struct correction *all, size_t *count, uint32_t line)
{
	size_t kept = 0;
	for (size_t i = 0; i < *count; i++) {
		if (all[i].line != line)
			all[kept++] = all[i];
	}
	*count = kept;
}

/* One edit more in the bytes, and in what they are to say. */
static bool
edit_one(struct saving *saving, const struct correct_row *row,
    const struct correct_edit *edit, struct slice who, struct correction *all,
    size_t *count)
{
	struct arena *mem = saving->job->mem;
	const struct correct_cell *cell = edit->cell;
	struct strbuf out = {0};
	const struct list_line line = {
	    {row->key, cell->name, cell->read, edit->now, who}};
	bool ok = true;
	if (cell->by)
		drop(all, count, cell->by->line);
	if (!slice_equal(edit->now, cell->read))
		all[(*count)++] = (struct correction){.key = row->key_form,
		    .column = cell->column,
		    .old = cell->read,
		    .new = edit->now,
		    .who = who};
	if (slice_equal(edit->now, cell->read) && cell->by)
		list_remove(&saving->list, cell->by->line, &out);
	else if (cell->by)
		ok = list_change(
		    &saving->list, cell->by->line, &line, &out, saving->diag);
	else
		ok = list_add(&saving->list, &line, &out, saving->diag);
	saving->list.bytes = arena_dup(mem, strbuf_view(&out));
	strbuf_fini(&out);
	return ok;
}

/* From the last line of the list to the first, so that none moves before its
 * turn; what is new comes last. */
static int
by_line_downwards(const void *a, const void *b)
{
	const struct correct_edit *left = a, *right = b;
	uint32_t l = left->cell->by ? left->cell->by->line : 0;
	uint32_t r = right->cell->by ? right->cell->by->line : 0;
	if (l != r)
		return (l < r) - (l > r);
	return (left->cell->column > right->cell->column) -
	       (left->cell->column < right->cell->column);
}

bool
correct_save(struct job *job, const struct correct_row *row,
    const struct correct_edit *edits, size_t count, struct slice who,
    struct diag *diag)
{
	struct saving saving = {.job = job, .diag = diag};
	size_t all_count;
	struct correction *all = dup_all(job, count, &all_count);
	struct correct_edit *sorted =
	    ARENA_ARRAY(job->mem, struct correct_edit, count);
	memcpy(sorted, edits, count * sizeof *sorted);
	qsort(sorted, count, sizeof *sorted, by_line_downwards);
	bool ok = open_list(&saving);
	for (size_t i = 0; i < count && ok; i++)
		ok = edit_one(&saving, row, &sorted[i], who, all, &all_count);
	ok = ok && put(&saving, saving.list.bytes, all, all_count);
	if (ok && saving.is_new)
		ok = correct_name_list(job, diag);
	if (!ok && saving.is_new)
		unlink(saving.path);
	return ok;
}

bool
correct_remove(struct job *job, uint32_t line, struct diag *diag)
{
	struct saving saving = {.job = job, .diag = diag};
	struct strbuf out = {0};
	size_t count;
	struct correction *all = dup_all(job, 0, &count);
	size_t before = count;
	drop(all, &count, line);
	if (count == before) {
		REPORT(diag, NO_SPAN, &correct_no_such_line, NO_ARGS);
		return false;
	}
	if (!open_list(&saving))
		return false;
	list_remove(&saving.list, line, &out);
	bool ok = put(&saving, strbuf_view(&out), all, count);
	strbuf_fini(&out);
	return ok;
}
