#include "job/stationeries.h"

#include "job/messages.h"
#include "merge/merge.h"

/* ---- the files */

uint32_t
job_paper_find(const struct job_paper *paper, struct slice name)
{
	uint32_t at = (uint32_t)paper->count;
	while (at > 0 && !slice_equal(paper->at[at - 1].name, name))
		at--;
	return at ? at - 1 : 0;
}

static bool
is_read(const struct job_paper *paper, struct slice name)
{
	return paper->count &&
	       slice_equal(paper->at[job_paper_find(paper, name)].name, name);
}

/* Its own galleys are numbered as blocks of texts are, from one count. */
static bool
read_stationery(struct job *job, const struct conf_text *said,
    const struct letter_options *options, struct diag *diag)
{
	struct job_paper *paper = &job->paper;
	if (is_read(paper, said->text))
		return true;
	struct stationery *stationery = stationery_read(
	    job->mem, said->text, options->part_folders, diag, said->span);
	if (!stationery)
		return false;
	if (paper->count)
		stationery->number = (*options->next_id)++;
	paper->at[paper->count++] = (struct job_stationery){
	    .name = said->text,
	    .span = said->span,
	    .stationery = stationery,
	};
	return true;
}

static void
gather_lists(struct job_paper *paper, struct arena *job_mem)
{
	size_t count = 0;
	for (size_t i = 0; i < paper->count; i++)
		count += paper->at[i].stationery->list_count;
	paper->lists = ARENA_ARRAY(job_mem, struct word_list, count + 1);
	for (size_t i = 0; i < paper->count; i++) {
		const struct stationery *s = paper->at[i].stationery;
		for (size_t k = 0; k < s->list_count; k++)
			paper->lists[paper->list_count++] = s->lists[k];
	}
}

/* What the letter is set on: its own, or the job's. */
static const struct conf_text *
of_letter(const struct job *job, size_t letter)
{
	const struct conf_text *own = &job->file->versions[letter].stationery;
	return own->span.file ? own : &job->file->stationery;
}

bool
stationeries_read(
    struct job *job, const struct letter_options *options, struct diag *diag)
{
	struct job_paper *paper = &job->paper;
	size_t letters = job->writes.letter_count;
	paper->at = ARENA_ARRAY(job->mem, struct job_stationery, letters + 1);
	bool ok = read_stationery(job, &job->file->stationery, options, diag);
	for (size_t i = 0; i < letters; i++) {
		const struct conf_text *own =
		    &job->file->versions[i].stationery;
		if (own->span.file)
			ok = read_stationery(job, own, options, diag) && ok;
	}
	for (size_t i = 0; ok && i < letters; i++) {
		uint32_t at = job_paper_find(paper, of_letter(job, i)->text);
		job->writes.letters[i].stationery = at;
		paper->at[at].has_letters = true;
	}
	if (ok)
		gather_lists(paper, job->mem);
	return ok;
}

/* The letterhead of another job's sender, an invented one at that. */
bool
stationeries_are_own(struct job *job, struct diag *diag)
{
	bool ok = true;
	for (size_t i = 0; i < job->paper.count; i++) {
		const struct job_stationery *of = &job->paper.at[i];
		struct slice only_for = of->stationery->only_for;
		if (!only_for.len ||
		    slice_equal(only_for, job->file->reference.text))
			continue;
		REPORT(diag, of->span, &job_invented_paper, ARGS(only_for));
		HINT(diag, &job_invented_paper_hint, NO_ARGS);
		ok = false;
	}
	return ok;
}

/* What hangs on a wall is read by everybody. */
bool
stationeries_are_private(struct job *job, struct diag *diag)
{
	bool ok = true;
	for (size_t i = 0; i < job->paper.count; i++) {
		const struct job_stationery *of = &job->paper.at[i];
		if (!of->stationery->poster || !of->has_letters ||
		    !job->file->persons.on)
			continue;
		REPORT(diag, of->span, &job_poster_persons, ARGS(of->name));
		HINT(diag, &job_poster_persons_hint, NO_ARGS);
		ok = false;
	}
	return ok;
}

/* A text that is the same on each, or a picture that is described. */
static bool
says_who(const struct frame *frame)
{
	bool fixed = slice_find(frame->text, SLICE("{{")) >= frame->text.len;
	return (frame->role == FRAME_TEXT && fixed &&
		   !slice_is_blank(frame->text)) ||
	       (frame->role == FRAME_PICTURE && !frame->decorative);
}

/* What hangs on a wall comes in no envelope with a sender. */
void
stationeries_warn_of_senders(struct job *job, struct diag *diag)
{
	for (size_t i = 0; i < job->paper.count; i++) {
		const struct job_stationery *of = &job->paper.at[i];
		const struct stationery *s = of->stationery;
		bool told = !s->poster || !of->has_letters;
		for (size_t f = 0; f < s->frame_count && !told; f++)
			told = says_who(&s->frames[f]);
		if (told)
			continue;
		REPORT(diag, of->span, &job_poster_sender, ARGS(of->name));
		HINT(diag, &job_poster_sender_hint, NO_ARGS);
	}
}

/* Without a size the letters would come in the common one, and be counted as
 * large. */
bool
stationeries_have_large_print(struct job *job, struct diag *diag)
{
	bool ok = true;
	const struct job_file *file = job->file;
	if (!file->large_print.where && !file->large_print.when.text.len)
		return true;
	for (size_t i = 0; i < job->paper.count; i++) {
		const struct job_stationery *of = &job->paper.at[i];
		if (of->stationery->large_print || !of->has_letters)
			continue;
		REPORT(diag, of->span, &job_no_large_print, ARGS(of->name));
		HINT(diag, &job_no_large_print_hint, NO_ARGS);
		ok = false;
	}
	return ok;
}

/* ---- the texts of their frames */

/* Whether anything in the text can differ from one letter to another. */
static bool
differs_by_letter(const struct letter *letter)
{
	for (size_t i = 0; i < letter->field_count; i++) {
		const struct letter_field *field = &letter->fields[i];
		if (!field->expr || !expr_is_constant(field->expr))
			return true;
	}
	return false;
}

static bool
read_frame(struct job *job, const struct stationery *stationery,
    const struct frame *frame, const struct letter_options *options,
    struct job_frame *to, struct diag *diag)
{
	to->name = frame->name;
	to->span = frame->text_span;
	if (frame->role != FRAME_TEXT)
		return true;
	to->letter = letter_parse(job->mem, stationery->file, frame->text,
	    frame->text_span, options, diag);
	if (!letter_check(to->letter, &job->decides.paper_scope, diag))
		return false;
	merge_freeze(job->mem, to->letter);
	to->by_row = differs_by_letter(to->letter);
	return true;
}

bool
stationeries_read_frames(
    struct job *job, const struct letter_options *options, struct diag *diag)
{
	struct job_writes *writes = &job->writes;
	struct job_paper *paper = &job->paper;
	bool ok = true;
	writes->frames = ARENA_ARRAY(
	    job->mem, struct job_frame, paper->count * STATIONERY_FRAMES_MAX);
	for (size_t i = 0; i < paper->count; i++) {
		const struct stationery *s = paper->at[i].stationery;
		paper->at[i].first_frame = writes->frame_count;
		for (size_t f = 0; f < s->frame_count; f++)
			ok =
			    read_frame(job, s, &s->frames[f], options,
				&writes->frames[writes->frame_count++], diag) &&
			    ok;
	}
	for (size_t i = 0; i < writes->letter_count; i++) {
		struct job_letter *letter = &writes->letters[i];
		const struct job_stationery *of =
		    &paper->at[letter->stationery];
		letter->first_frame = of->first_frame;
		letter->frame_end =
		    of->first_frame + of->stationery->frame_count;
	}
	return ok;
}
