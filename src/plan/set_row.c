#include "plan/set_row.h"

#include <stdlib.h>

#include "base/memory.h"
#include "job/job_shop.h"
#include "plan/messages.h"
#include "plan/own_file.h"

/* ---- with what */

/* One that a PDF cannot hold would be found at the first letter, if at all. */
static bool
check_picture(
    const struct picture *picture, const struct node *image, void *ctx)
{
	struct row_setter *setter = ctx;
	bool grey;
	if (pdf_check_picture(setter->pdf_check, picture, &grey, setter->diag))
		return job_shop_check_picture(
		    setter->job->file, grey, image->span, setter->diag);
	ALSO(setter->diag, image->span, &plan_picture_named, NO_ARGS);
	return false;
}

static bool
open_setter(struct row_setter *setter)
{
	struct job *job = setter->job;
	size_t count = job->reads.columns.count + 1;
	setter->letter_mem = arena_new();
	setter->cells = ARENA_ARRAY(job->mem, struct slice, count);
	setter->values = ARENA_ARRAY(job->mem, struct value, count);
	setter->sort_keys = sort_keys_new(
	    &job->pile, job->reads.key, job->language, setter->diag);
	setter->pdf_check = pdf_check_new(
	    job->mem, (enum pdf_profile)job->file->print.profile.index);
	setter->typesetter = typesetter_new(job->mem, &job->writes, &job->paper,
	    &job->file->print, job->file->date.when, setter->use, setter->diag);
	if (!setter->typesetter)
		return false;
	setter->composer = composer_new(job, setter->diag);
	return setter->composer && setter->sort_keys &&
	       typesetter_check_pictures(
		   setter->typesetter, check_picture, setter);
}

struct row_setter *
row_setter_new(struct job *job, struct plan *plan,
    struct households *households, struct glyph_use *use, struct diag *diag)
{
	struct row_setter *setter = mem_new(1, sizeof *setter);
	setter->job = job;
	setter->diag = diag;
	setter->plan = plan;
	setter->households = households;
	setter->use = use;
	if (open_setter(setter))
		return setter;
	row_setter_free(setter);
	return NULL;
}

void
row_setter_free(struct row_setter *setter)
{
	if (!setter)
		return;
	composer_free(setter->composer);
	typesetter_free(setter->typesetter);
	sort_keys_free(setter->sort_keys);
	pdf_check_free(setter->pdf_check);
	arena_free(setter->letter_mem);
	free(setter);
}

/* ---- one row */

/* Also why it is held: by a glyph, or because something does not fit. */
static void
keep_findings(struct set_record *record, const struct findings *findings)
{
	for (int kind = 0; kind < FINDING_KINDS; kind++) {
		if (findings->amount[kind])
			findings_add(&record->findings, (enum finding_kind)kind,
			    findings->amount[kind]);
	}
	enum finding_kind held = finding_of(record->why.message);
	if (held != FINDING_KINDS && !record->findings.amount[held])
		findings_add(&record->findings, held, 1);
}

static bool
set_one(struct row_setter *setter, const struct row *row, struct set_one *one,
    struct set_record *record, bool *fits)
{
	struct composed letter = {
	    .addressee = one->addressee,
	    .names = one->names,
	    .address_judged = one->names.count > 0, /* set alone before */
	};
	struct set_letter set = {0};
	*fits = typesetter_make(setter->typesetter, setter->composer,
	    setter->letter_mem, row, &letter, &set, &record->kind,
	    &record->why);
	keep_findings(record, &set.findings);
	if (!*fits)
		return true;
	one->address = letter.address;
	one->version = letter.version;
	one->large_print = letter.large_print;
	one->enclosed = letter.enclosed;
	one->pages = (uint32_t)set.pages.count;
	one->sheets = set.sheets;
	one->envelope = set.envelope;
	one->digest = set.pages.digest;
	memcpy(one->code, letter.code, sizeof one->code);
	one->code_number = letter.code_number;
	return pdf_check_letter(setter->pdf_check, &set.pages, setter->diag);
}

/* To whom: each with a letter of its own. */
static size_t
address_letters(const struct job *job, const struct row *row,
    const struct household_names *names, struct set_record *record)
{
	enum addressee to[ADDRESSEES_MAX] = {ADDRESSEE_CLIENT};
	size_t count =
	    names ? 1
		  : addressee_list(&job->reads,
			(enum guardian_mail)job->file->guardian.mail.index, row,
			to);
	for (size_t i = 0; i < count; i++)
		record->at[i] = (struct set_one){.addressee = to[i]};
	if (names)
		record->at[0].names = *names;
	return count;
}

static struct slice
column_text(const struct row *row, size_t column)
{
	return column == COLUMN_NONE ? SLICE("") : row->values[column].text;
}

/* Where the letters lie among all, and with whom one may be shared. */
static void
place_letters(struct row_setter *setter, const struct row *row,
    const struct expr_rows *tables, const struct household_names *names,
    struct set_record *record)
{
	const struct job_pile *pile = &setter->job->pile;
	const struct set_one *first = &record->at[0];
	record->sort_key =
	    sort_keys_make(setter->sort_keys, setter->letter_mem, row);
	record->part = column_text(row, pile->new_batch);
	record->group = column_text(row, pile->group_by);
	record->may_join =
	    setter->households && !names && record->count == 1 &&
	    households_look(setter->households, setter->letter_mem, row, tables,
		first->version, first->large_print, first->enclosed,
		&record->member);
}

bool
set_row(struct row_setter *setter, const struct row *row,
    const struct expr_rows *tables, const struct household_names *names,
    struct set_record *record)
{
	const struct job *job = setter->job;
	*record = (struct set_record){.row = row->number, .kind = RULE_TEXT};
	size_t count = address_letters(job, row, names, record);
	bool fits = own_file_name(&job->reads.columns, job->pile.named_by,
	    job->file->date.when, setter->letter_mem, row, &record->file,
	    &record->why);
	if (!fits)
		keep_findings(record, &(struct findings){0});
	for (size_t i = 0; fits && i < count; i++) {
		if (!set_one(setter, row, &record->at[i], record, &fits))
			return false;
	}
	if (!fits)
		return true;
	record->count = count;
	place_letters(setter, row, tables, names, record);
	return true;
}
