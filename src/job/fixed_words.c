#include "job/fixed_words.h"

#include "base/file.h"
#include "base/inputs.h"
#include "job/messages.h"
#include "letter/fixed_text.h"
#include "letter/usage.h"
#include "record/identity_text.h"

struct walk {
	const struct job *job;
	void (*seen)(const struct fixed_text *text, void *ctx);
	void *ctx;
};

/* A value of the job file as a text of its own. */
static void
walk_value(struct walk *walk, const struct conf_text *value)
{
	struct fixed_piece piece = {.span = value->span};
	struct fixed_text text = {
	    .text = value->text, .pieces = &piece, .count = 1};
	if (value->span.file)
		walk->seen(&text, walk->ctx);
}

static bool
is_printed(const struct job *job, struct slice fact)
{
	for (size_t v = 0; v < job->writes.letter_count; v++) {
		for (size_t t = 0; t < job->writes.letters[v].count; t++) {
			if (letter_names(
				job->writes.letters[v].texts[t].letter, fact))
				return true;
		}
	}
	for (size_t f = 0; f < job->writes.frame_count; f++) {
		if (job->writes.frames[f].letter &&
		    letter_names(job->writes.frames[f].letter, fact))
			return true;
	}
	return false;
}

static void
walk_letter(struct walk *walk, const struct letter *letter)
{
	struct fixed_text text = letter_fixed_text(walk->job->mem, letter);
	walk->seen(&text, walk->ctx);
}

void
fixed_words_each(const struct job *job,
    void (*seen)(const struct fixed_text *text, void *ctx), void *ctx)
{
	struct walk each = {job, seen, ctx}, *walk = &each;
	const struct job_file *file = job->file;
	walk_value(walk, &file->name);
	walk_value(walk, &file->reference);
	for (size_t i = 0; i < file->fact_count; i++) {
		if (is_printed(job, file->facts[i].name.text))
			walk_value(walk, &file->facts[i].value);
	}
	for (size_t v = 0; v < job->writes.letter_count; v++) {
		for (size_t t = 0; t < job->writes.letters[v].count; t++)
			walk_letter(
			    walk, job->writes.letters[v].texts[t].letter);
	}
	for (size_t f = 0; f < job->writes.frame_count; f++) {
		if (job->writes.frames[f].letter)
			walk_letter(walk, job->writes.frames[f].letter);
	}
}

/* Words of the job that manifest, ledger and terminal repeat and no letter
 * prints. */
static void
each_reason(struct job *job,
    void (*seen)(const struct fixed_text *text, void *ctx), void *ctx)
{
	struct walk walk = {job, seen, ctx};
	const struct job_file *file = job->file;
	for (size_t i = 0; i < file->rule_count; i++)
		walk_value(&walk, &file->rules[i].reason);
	walk_value(&walk, &file->send.otherwise);
}

/* ---- identity numbers */

struct numbers {
	struct job *job;
	struct diag *diag;
	bool found;
};

static void
find_numbers(const struct fixed_text *text, void *ctx)
{
	struct numbers *numbers = ctx;
	struct job *job = numbers->job;
	size_t at = 0, len;
	while (identity_find(text->text, job->file->date.when, &at, &len)) {
		REPORT(numbers->diag, fixed_text_span(text, at, len),
		    &job_number_in_text, NO_ARGS);
		HINT(numbers->diag, &job_number_in_text_hint, NO_ARGS);
		diag_conceal(numbers->diag);
		numbers->found = true;
		at += len;
	}
}

/* ---- file names */

/* A name of the job file, wherever its file lies. */
static bool
names_number(struct numbers *numbers, const struct conf_text *said)
{
	size_t at = 0, len;
	struct slice name = slice_view(
	    path_name(arena_dup_text(numbers->job->mem, said->text)));
	if (!identity_find(name, numbers->job->file->date.when, &at, &len))
		return false;
	REPORT(numbers->diag, said->span, &job_number_in_name, NO_ARGS);
	HINT(numbers->diag, &job_number_in_name_hint, NO_ARGS);
	diag_conceal(numbers->diag);
	numbers->found = true;
	return true;
}

/* The same of a file that something else names: a part, a picture. */
static void
find_in_inputs(struct numbers *numbers)
{
	size_t count, at = 0, len;
	const struct input *inputs = inputs_list(numbers->diag, &count);
	for (size_t i = 0; i < count; i++) {
		struct slice name = slice_view(path_name(inputs[i].path));
		at = 0;
		if (!identity_find(
			name, numbers->job->file->date.when, &at, &len))
			continue;
		REPORT(numbers->diag, NO_SPAN, &job_number_in_input, NO_ARGS);
		HINT(numbers->diag, &job_number_in_name_hint, NO_ARGS);
		numbers->found = true;
	}
}

static void
find_in_names(struct numbers *numbers)
{
	const struct job_file *file = numbers->job->file;
	bool said = names_number(numbers, &file->stationery);
	for (size_t i = 0; i < file->version_count; i++)
		said |= names_number(numbers, &file->versions[i].stationery);
	for (size_t i = 0; i < file->register_count; i++)
		said |= names_number(numbers, &file->registers[i].file);
	for (size_t v = 0; v < file->version_count; v++) {
		for (size_t t = 0; t < file->versions[v].texts.count; t++)
			said |= names_number(
			    numbers, &file->versions[v].texts.at[t]);
	}
	if (!said)
		find_in_inputs(numbers);
}

bool
fixed_words_check(struct job *job, struct diag *diag)
{
	struct numbers numbers = {.job = job, .diag = diag};
	struct walk walk = {job, find_numbers, &numbers};
	if (!job->file->allow.number.span.file) {
		fixed_words_each(job, find_numbers, &numbers);
	} else {
		/* No reason lets them pass: the print shop reads them. */
		walk_value(&walk, &job->file->name);
		walk_value(&walk, &job->file->reference);
	}
	find_in_names(&numbers);
	each_reason(job, find_numbers, &numbers);
	return !numbers.found;
}
