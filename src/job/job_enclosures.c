/*
 * job/job_enclosures.c - the finished pages that go along with letters.
 */
#include <stdlib.h>

#include "base/file.h"
#include "job/condition.h"
#include "job/job_steps.h"
#include "job/messages.h"
#include "layout/enclosure.h"
#include "letter/messages.h"
#include "pdf/profile.h"

/* It goes to people: it lies with the job, and a link leads to nothing else. A
 * file that is missing is reported when it is read. */
static bool
lies_with_job(const struct job *job, const struct conf_text *said,
    const char *path, struct diag *diag)
{
	bool whole = slice_starts(said->text, "/");
	if (!whole &&
	    (!file_exists(path) || path_is_below(path, job->file->folder)))
		return true;
	REPORT(diag, said->span, whole ? &letter_whole_path : &letter_outside,
	    ARGS(said->text));
	HINT(diag, &letter_outside_hint, NO_ARGS);
	return false;
}

static bool
is_described(const struct job_enclosed *said)
{
	return slice_trim(said->alt.text).len > 0;
}

/* A page that has words in the job is a figure; otherwise its own tags say
 * what stands on it. */
static bool
takes_tags(const struct job *job, const struct job_enclosed *said)
{
	return job->file->print.profile.index == PDF_ARCHIVE &&
	       !is_described(said);
}

/*
 * An archive file promises that all of it can be read aloud (ISO 14289-1): by
 * the tags of the enclosed document, or by words for a page without text.
 */
static bool
can_be_archived(const struct job *job, const struct job_enclosed *said,
    const struct enclosure *enclosure, struct diag *diag)
{
	if (job->file->print.profile.index != PDF_ARCHIVE || enclosure->tagged)
		return true;
	if (enclosure->text) {
		REPORT(diag, said->file.span, &job_enclosure_text,
		    ARGS(said->file.text));
		HINT(diag,
		    enclosure->says_tags ? &job_enclosure_alt_hint
					 : &job_enclosure_text_hint,
		    NO_ARGS);
		return false;
	}
	if (is_described(said))
		return true;
	REPORT(diag, said->file.span, &job_enclosure_undescribed,
	    ARGS(said->file.text));
	return false;
}

/* Of every stationery, since any letter may get it. */
static bool
has_paper_size(const struct job *job, const struct job_enclosed *said,
    const struct enclosure *enclosure, struct diag *diag)
{
	for (size_t i = 0; i < job->paper.count; i++) {
		const struct stationery *paper = job->paper.at[i].stationery;
		if (!job->paper.at[i].has_letters ||
		    enclosure_fits(
			enclosure, paper->page_width, paper->page_height))
			continue;
		REPORT(diag, said->file.span, &job_enclosure_size,
		    ARGS(said->file.text, MM_OF_MPT(enclosure->width),
			MM_OF_MPT(enclosure->height),
			MM_OF_MPT(paper->page_width),
			MM_OF_MPT(paper->page_height)));
		return false;
	}
	return true;
}

static bool
read_one(struct job *job, const struct job_enclosed *said,
    struct job_enclosure *to, struct diag *diag)
{
	const char *path = path_join(job->mem, job->file->folder,
	    arena_dup_text(job->mem, said->file.text));
	bool ok = condition_compile(job->mem, &said->condition,
	    &job->decides.scope, &to->condition, diag);
	if (!lies_with_job(job, &said->file, path, diag))
		return false;
	to->enclosure = enclosure_read(job->mem, path, said->alt.text,
	    takes_tags(job, said), diag, said->file.span);
	if (!to->enclosure)
		return false;
	to->file = said->file.text;
	to->page_count = to->enclosure->page_count;
	return has_paper_size(job, said, to->enclosure, diag) &&
	       can_be_archived(job, said, to->enclosure, diag) && ok;
}

/* Those go on every sheet, in zones that are free on a letter's own pages. */
static void
warn_of_marks(const struct job *job, struct diag *diag)
{
	const struct shop *shop = job->paper.shop;
	if (!job->file->enclosed_count || !shop ||
	    (!shop->omr.given && !shop->code.given && !shop->text.given))
		return;
	REPORT(diag, job->file->enclose_yaml->span, &job_enclosure_marks,
	    ARGS(shop->name));
}

bool
job_read_enclosures(struct job *job, struct diag *diag)
{
	const struct job_file *file = job->file;
	bool ok = true;
	warn_of_marks(job, diag);
	job->writes.enclosure_count = file->enclosed_count;
	job->writes.enclosures = ARENA_ARRAY(
	    job->mem, struct job_enclosure, file->enclosed_count + 1);
	for (size_t i = 0; i < file->enclosed_count; i++)
		ok = read_one(job, &file->enclosed[i],
			 &job->writes.enclosures[i], diag) &&
		     ok;
	return ok;
}
