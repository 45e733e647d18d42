/*
 * job/job_paper.c - the letters of a job and what they are set on.
 */
#include <stdlib.h>

#include "base/file.h"
#include "base/messages.h"
#include "base/places.h"
#include "job/computed_language.h"
#include "job/condition.h"
#include "job/fixed_words.h"
#include "job/gaps.h"
#include "job/job_shop.h"
#include "job/job_steps.h"
#include "job/messages.h"
#include "job/stationeries.h"
#include "letter/messages.h"
#include "letter/usage.h"
#include "merge/merge.h"
#include "word/word.h"

static const char *const letter_ends[] = {".md", ".docx", ".dotx", NULL};

/*
 * The same as for its parts: a text that goes to everybody lies with the job,
 * and a link leads to nothing else. A file that is missing is reported when it
 * is read.
 */
static bool
lies_with_job(const char *path, const struct conf_text *said,
    const struct letter_options *options, struct diag *diag)
{
	bool whole = slice_starts(said->text, "/"), below = false;
	char *real = realpath(path, NULL);
	if (!real)
		return true;
	bool letter = path_ends_in(real, letter_ends);
	free(real);
	for (const char *const *at = options->part_folders; *at; at++)
		below |= path_is_below(path, *at);
	if (letter && below && !whole)
		return true;
	REPORT(diag, said->span,
	    whole     ? &letter_whole_path
	    : !letter ? &job_letter_kind
		      : &letter_outside,
	    ARGS(said->text));
	HINT(diag, &letter_outside_hint, NO_ARGS);
	return false;
}

/* What people take for a letter's file, by the end of its name. */
static const struct other_file {
	const char *const end[2];
	const char *called;
	const struct message *cure;
} other_files[] = {
    {{".docm", NULL}, N_("a Word file with macros"), &job_word_file_hint},
    {{".dotm", NULL}, N_("a Word file with macros"), &job_word_file_hint},
    {{".dot", NULL}, N_("a Word file of the old kind"), &job_word_file_hint},
    {{".doc", NULL}, N_("a Word file of the old kind"), &job_word_file_hint},
    {{".odt", NULL}, N_("a LibreOffice Writer file"), &job_word_file_hint},
    {{".rtf", NULL}, N_("an RTF file, as Word writes it"), &job_word_file_hint},
    {{".pages", NULL}, N_("a Pages file"), &job_word_file_hint},
    {{".pdf", NULL}, N_("a PDF file, a finished page"), &job_pdf_file_hint},
    {{".html", NULL}, N_("a web page"), &job_letter_kind_hint},
    {{".htm", NULL}, N_("a web page"), &job_letter_kind_hint},
    {{".xlsx", NULL}, N_("a spreadsheet"), &job_letter_kind_hint},
    {{".ods", NULL}, N_("a spreadsheet"), &job_letter_kind_hint},
    {{".csv", NULL}, N_("a register"), &job_letter_kind_hint},
};

/* Told by its name before a byte of it is taken for text. */
static bool
is_letter_file(
    const char *path, const struct conf_text *said, struct diag *diag)
{
	if (path_ends_in(path, letter_ends))
		return true;
	for (size_t i = 0; i < sizeof other_files / sizeof *other_files; i++) {
		const struct other_file *other = &other_files[i];
		if (!path_ends_in(path, other->end))
			continue;
		REPORT(diag, said->span, &job_word_file,
		    ARGS(said->text, argument_wording(other->called)));
		HINT(diag, other->cure, NO_ARGS);
		return false;
	}
	REPORT(diag, said->span, &job_letter_kind, ARGS(said->text));
	HINT(diag, &job_letter_kind_hint, NO_ARGS);
	return false;
}

static bool
read_text(struct job *job, const struct conf_text *said,
    const struct letter_options *options, struct job_text *to,
    struct diag *diag)
{
	const char *path = path_join(
	    job->mem, job->file->folder, arena_dup_text(job->mem, said->text));
	to->slot = job->writes.text_count++;
	if (!is_letter_file(path, said, diag) ||
	    !lies_with_job(path, said, options, diag))
		return false;
	to->letter =
	    word_is_letter(path)
		? word_read(job->mem, path, options, diag, said->span)
		: letter_read(job->mem, path, options, diag, said->span);
	if (!to->letter)
		return false;
	to->language = arena_dup_text(job->mem, to->letter->language);
	size_t mail = job->file->guardian.mail.index;
	bool asks =
	    mail == GUARDIAN_CLIENT || letter_check_guardian(to->letter, diag);
	if (!letter_check(to->letter, &job->decides.scope, diag))
		return false;
	/* In care of a guardian the letter is the client's. */
	if (!asks && mail != GUARDIAN_CARE_OF)
		letter_check_greeting(to->letter, job->reads.guardian, diag);
	computed_warn_of_language(job, to->letter, diag);
	merge_freeze(job->mem, to->letter);
	return true;
}

/* Reports sections that one text has and another lacks; all texts are asked
 * together. */
static void
compare_texts(struct job *job, struct diag *diag)
{
	const struct letter **letters = ARENA_ARRAY(
	    job->mem, const struct letter *, job->writes.text_count);
	size_t count = 0;
	for (size_t v = 0; v < job->writes.letter_count; v++) {
		for (size_t t = 0; t < job->writes.letters[v].count; t++)
			letters[count++] =
			    job->writes.letters[v].texts[t].letter;
	}
	letters_compare_sections(letters, count, diag);
}

static bool
read_letters(
    struct job *job, const struct letter_options *options, struct diag *diag)
{
	bool ok = true;
	const struct job_file *file = job->file;
	job->writes.letter_count = file->version_count;
	job->writes.letters =
	    ARENA_ARRAY(job->mem, struct job_letter, file->version_count);
	for (size_t i = 0; i < file->version_count; i++) {
		const struct job_version *said = &file->versions[i];
		struct job_letter *to = &job->writes.letters[i];
		ok = condition_compile(job->mem, &said->condition,
			 &job->decides.scope, &to->condition, diag) &&
		     ok;
		to->count = said->texts.count;
		to->texts = ARENA_ARRAY(job->mem, struct job_text, to->count);
		for (size_t t = 0; t < to->count; t++)
			ok = read_text(job, &said->texts.at[t], options,
				 &to->texts[t], diag) &&
			     ok;
	}
	if (ok)
		compare_texts(job, diag);
	struct job_condition large = {
	    file->large_print.where, file->large_print.when};
	return condition_compile(job->mem, &large, &job->decides.scope,
		   &job->writes.large_print, diag) &&
	       ok;
}

static bool
put_shop_on(struct job *job, struct diag *diag)
{
	bool ok = true;
	for (size_t i = 0; i < job->paper.count; i++)
		ok = job_shop_put_on(job->mem, job->file,
			 job->paper.at[i].stationery, diag) &&
		     ok;
	return ok;
}

bool
job_read_paper(struct job *job, struct diag *diag)
{
	const struct job_file *file = job->file;
	const char *templates = places_find(job->mem, "templates");
	const char *fonts = places_find(job->mem, "fonts");
	const char *folders[] = {file->folder, templates, NULL};
	/* The font set looks there as long as it lives. */
	const char **font_folders = ARENA_ARRAY(job->mem, const char *, 3);
	uint32_t next_id = 1;
	struct letter_options options = {
	    .default_language = job->language,
	    .part_folders = folders,
	    .next_id = &next_id,
	};
	if (!templates || !fonts) {
		REPORT(diag, NO_SPAN, &base_no_own_files,
		    ARGS(templates ? "fonts" : "templates"));
		return false;
	}
	font_folders[0] = file->folder;
	font_folders[1] = fonts;
	uint32_t before = sources_count(diag_sources(diag));
	bool ok = read_letters(job, &options, diag);
	gaps_in_texts(job, before, diag);
	bool has_paper = stationeries_read(job, &options, diag);
	job->paper.fonts = font_set_read(job->mem,
	    path_join(job->mem, fonts, "fonts.yaml"), font_folders, diag);
	job->paper.shop = file->shop;
	if (!has_paper || !job->paper.fonts || !put_shop_on(job, diag) ||
	    !stationeries_read_frames(job, &options, diag))
		return false;
	job->writes.next_block = next_id;
	gaps_in_stationeries(job, diag);
	ok = stationeries_are_own(job, diag) && ok;
	ok = stationeries_are_private(job, diag) && ok;
	stationeries_warn_of_senders(job, diag);
	ok = stationeries_have_large_print(job, diag) && ok;
	ok = job_read_enclosures(job, diag) && ok;
	return ok && fixed_words_check(job, diag);
}
