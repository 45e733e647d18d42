#include "job/job.h"

#include "base/languages.h"
#include "base/messages.h"
#include "base/places.h"
#include "conf/keynames.h"
#include "job/computed.h"
#include "job/gaps.h"
#include "job/job_steps.h"
#include "job/messages.h"
#include "text/gap.h"
#include "text/normal.h"

/* ---- names of columns */

void
job_report_no_column(
    struct job *job, const struct conf_text *name, struct diag *diag)
{
	size_t at, len;
	if (gap_find(name->text, 0, &at, &len))
		return; /* said already, as what it is */
	REPORT(diag, name->span, &job_no_such_column, ARGS(name->text));
	struct slice nearest = columns_nearest(&job->reads.columns, name->text);
	if (nearest.len)
		HINT(diag, &base_did_you_mean, ARGS(nearest));
}

bool
job_find_column(struct job *job, const struct conf_text *name, size_t *column,
    struct diag *diag)
{
	*column = COLUMN_NONE;
	if (!name->span.file)
		return true;
	*column = columns_find(&job->reads.columns, name->text);
	if (*column != COLUMN_NONE)
		return true;
	job_report_no_column(job, name, diag);
	return false;
}

/* ---- the register */

static bool
declare_column(
    struct job *job, const struct job_column *said, struct diag *diag)
{
	size_t index;
	if (said->is.span.file)
		return computed_declare(job, said, diag);
	if (!job_find_column(job, &said->name, &index, diag))
		return false;
	struct column *column = &job->reads.columns.at[index];
	column->type = said->type;
	/* The job may say that an empty cell is not a hindrance after all. */
	column->required =
	    said->required && !job->file->allow.required.span.file;
	column->choices = said->choices;
	column->choice_count = said->choice_count;
	column->decimal = said->decimal;
	column->empty_count = said->empties.count;
	column->empties =
	    ARENA_ARRAY(job->mem, struct slice, said->empties.count + 1);
	for (size_t i = 0; i < said->empties.count; i++)
		column->empties[i] =
		    text_fold(job->mem, said->empties.at[i].text);
	column->span = said->name.span;
	return true;
}

static void
add_column(struct job *job, struct slice name)
{
	job->reads.columns.at[job->reads.columns.count++] = (struct column){
	    .name = name,
	    .folded = text_fold(job->mem, name),
	};
}

/*
 * Where sources are named, rows say theirs in a column of its own, which rules,
 * letters, order and manifest then use as any other.
 */
static void
add_source_column(struct job *job, struct diag *diag)
{
	const struct job_file *file = job->file;
	struct slice name = message_text(job->words, &job_word_source);
	job->reads.source_column = COLUMN_NONE;
	if (job->reads.source_count < 2 && !file->register_.source.span.file)
		return;
	if (columns_find(&job->reads.columns, name) != COLUMN_NONE) {
		REPORT(diag, file->register_.file.span,
		    &job_source_column_taken, ARGS(name));
		return;
	}
	job->reads.source_column = job->reads.columns.count;
	add_column(job, name);
}

bool
job_declare_columns(struct job *job, struct diag *diag)
{
	bool ok = true;
	job->reads.unfit_passes = job->file->allow.unfit.span.file;
	job->reads.columns.at = ARENA_ARRAY(job->mem, struct column,
	    job->reads.found->count + 1 + job->file->column_count +
		COMPUTED_OF_ADDRESS);
	for (size_t i = 0; i < job->reads.found->count; i++)
		add_column(job, job->reads.found->names[i]);
	add_source_column(job, diag);
	for (size_t i = 0; i < job->file->column_count; i++)
		ok = declare_column(job, &job->file->columns[i], diag) && ok;
	return ok;
}

void
job_type_by_role(struct job *job, size_t index, enum column_type type)
{
	if (index != COLUMN_NONE && !job->reads.columns.at[index].span.file)
		job->reads.columns.at[index].type = type;
}

/* What holds for every address: capitals, and which faults are let through. */
static void
settle_address(struct job *job, struct address_columns *to)
{
	const struct job_file *file = job->file;
	to->town_capitals = file->address.capitals.on;
	to->may_lack = file->allow.address.span.file;
	to->any_postcode = file->allow.postcode.span.file;
	to->language = job->language;
	if (!to->any_postcode)
		job_type_by_role(job, to->postcode, COLUMN_POSTCODE);
	if (to->postcode != COLUMN_NONE)
		job->reads.columns.at[to->postcode].any_land |=
		    to->country != COLUMN_NONE;
}

/* Postcode and town, in a column each or both in one. */
static bool
find_place(struct job *job, const struct conf_text *postal,
    const struct conf_text *postcode, const struct conf_text *town,
    struct address_columns *to, struct diag *diag)
{
	bool ok = true;
	to->postcode = computed_line(job, postcode, &ok, diag);
	to->town = computed_line(job, town, &ok, diag);
	if (postal->span.file)
		computed_postal(job, postal, to->country, &to->postcode,
		    &to->town, &ok, diag);
	return ok;
}

static bool
find_guardian(struct job *job, struct diag *diag)
{
	const struct job_file *file = job->file;
	struct address_columns *to = &job->reads.guardian_address;
	bool ok = true;
	to->co = COLUMN_NONE;
	to->of_guardian = true;
	to->name[0] = job->reads.guardian;
	to->name_count = 1;
	to->street = computed_line(job, &file->guardian.street, &ok, diag);
	to->street2 = computed_line(job, &file->guardian.street2, &ok, diag);
	to->country = computed_line(job, &file->guardian.country, &ok, diag);
	ok = find_place(job, &file->guardian.postal, &file->guardian.postcode,
		 &file->guardian.town, to, diag) &&
	     ok;
	settle_address(job, to);
	return ok;
}

static bool
find_address(struct job *job, struct diag *diag)
{
	const struct job_file *file = job->file;
	struct address_columns *to = &job->reads.address;
	bool ok = true;
	size_t most = sizeof to->name / sizeof *to->name;
	if (file->address.name.count > most) {
		REPORT(diag, file->address.name.span, &job_too_many_names,
		    ARGS(most));
		return false;
	}
	for (size_t i = 0; i < file->address.name.count; i++)
		to->name[i] =
		    computed_line(job, &file->address.name.at[i], &ok, diag);
	to->name_count = file->address.name.count;
	to->co = computed_line(job, &file->address.co, &ok, diag);
	to->street = computed_line(job, &file->address.street, &ok, diag);
	to->street2 = computed_line(job, &file->address.street2, &ok, diag);
	to->country = computed_line(job, &file->address.country, &ok, diag);
	ok = find_place(job, &file->address.postal, &file->address.postcode,
		 &file->address.town, to, diag) &&
	     ok;
	settle_address(job, to);
	return ok;
}

/* ---- order and manifest */

struct order_part {
	const char *name;
	size_t column;
};

static bool
read_order_key(struct job *job, const struct conf_text *said,
    struct order_key *key, struct diag *diag)
{
	struct conf_text name = *said;
	if (slice_starts(name.text, "-")) {
		key->descending = true;
		name.text = slice_from(name.text, 1);
	}
	const struct order_part parts[] = {
	    {"co", job->reads.address.co},
	    {"street", job->reads.address.street},
	    {"postcode", job->reads.address.postcode},
	    {"town", job->reads.address.town},
	    {"country", job->reads.address.country},
	};
	key->count = 1;
	key->columns[0] = columns_find(&job->reads.columns, name.text);
	if (key->columns[0] != COLUMN_NONE)
		return true;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (keyname_is(name.text, parts[i].name) &&
		    parts[i].column != COLUMN_NONE) {
			key->columns[0] = parts[i].column;
			return true;
		}
	}
	if (keyname_is(name.text, "name")) {
		/* Last name first: the job lists first names first. */
		key->count = job->reads.address.name_count;
		for (size_t i = 0; i < key->count; i++)
			key->columns[i] =
			    job->reads.address.name[key->count - 1 - i];
		return true;
	}
	job_report_no_column(job, &name, diag);
	return false;
}

static bool
read_order(struct job *job, struct diag *diag)
{
	static const char *const usual[] = {"postcode", "street", "name"};
	const struct conf_list *said = &job->file->order;
	size_t count = said->count ? said->count : 3;
	bool ok = true;
	job->pile.order = ARENA_ARRAY(job->mem, struct order_key, count);
	job->pile.order_count = count;
	for (size_t i = 0; i < count; i++) {
		struct conf_text name =
		    said->count
			? said->at[i]
			: (struct conf_text){slice_view(usual[i]), NO_SPAN};
		ok =
		    read_order_key(job, &name, &job->pile.order[i], diag) && ok;
	}
	return ok;
}

static bool
is_shown_once(struct job *job, const struct conf_text *said, size_t place,
    struct diag *diag)
{
	for (size_t i = 0; i < place; i++) {
		if (job->pile.manifest[i] != job->pile.manifest[place])
			continue;
		REPORT(diag, said->span, &job_shown_twice, ARGS(said->text));
		return false;
	}
	return true;
}

static bool
read_manifest(struct job *job, struct diag *diag)
{
	const struct conf_list *said = &job->file->manifest;
	bool ok = true;
	job->pile.manifest = ARENA_ARRAY(job->mem, size_t, said->count + 1);
	for (size_t i = 0; i < said->count; i++)
		ok = job_find_column(
			 job, &said->at[i], &job->pile.manifest[i], diag) &&
		     is_shown_once(job, &said->at[i], i, diag) && ok;
	job->pile.manifest_count = said->count;
	if (!said->count) {
		job->pile.manifest[0] = job->reads.key;
		job->pile.manifest_count = 1;
	}
	return ok;
}

/* ---- the job as a whole */

/* "no" is kept as "nb", but "sv-FI" as it stands. */
static bool
find_language(struct job *job, struct diag *diag)
{
	const struct conf_text *said = &job->file->language;
	job->language = "sv";
	if (!said->span.file)
		return true;
	job->language = arena_dup_text(job->mem, said->text);
	const struct language *row = language_find_spoken(job->language);
	if (!row) {
		struct strbuf spoken = {0};
		language_list_spoken(&spoken);
		REPORT(diag, said->span, &job_bad_language, ARGS(said->text));
		HINT(diag, &job_languages_are, ARGS(strbuf_view(&spoken)));
		strbuf_fini(&spoken);
		return false;
	}
	if (strncmp(job->language, row->code, strlen(row->code)) != 0)
		job->language = row->code;
	return true;
}

/* A manifest in another language than the job's would look right. */
static bool
open_words(struct job *job, struct diag *diag)
{
	const char *folder = places_catalogues(job->mem);
	if (words_open(folder, job->language, &job->words))
		return true;
	REPORT(diag, NO_SPAN, &job_no_catalogue, ARGS(job->language, folder));
	return false;
}

bool
job_read(
    struct job *job, struct arena *job_mem, const char *path, struct diag *diag)
{
	*job = (struct job){.mem = job_mem};
	job->file = job_file_read(job->mem, path, diag);
	if (!job->file)
		return false;
	gaps_in_job_file(job, diag);
	if (!find_language(job, diag) || !open_words(job, diag))
		return false;
	/* On paper, so never in the language of whoever runs the job. */
	job->concerning =
	    words_translate(job->words, job_word_concerns.wording);
	return true;
}

bool
job_find_addresses(struct job *job, struct diag *diag)
{
	bool ok = find_address(job, diag);
	ok = find_guardian(job, diag) && ok;
	ok = job_check_marks(job, diag) && ok;
	for (size_t i = 0; i < job->reads.columns.count; i++) {
		if (!job->reads.columns.at[i].computed)
			column_prepare(job->mem, &job->reads.columns.at[i],
			    job->file->date.when);
	}
	return ok;
}

bool
job_check_columns(struct job *job, struct diag *diag)
{
	bool ok = computed_check(job, diag);
	for (size_t i = 0; i < job->reads.columns.count; i++)
		ok =
		    column_check_choices(&job->reads.columns.at[i], diag) && ok;
	return ok;
}

bool
job_find_print_columns(struct job *job, struct diag *diag)
{
	const struct job_file *file = job->file;
	bool ok = job_find_column(
	    job, &file->print.new_batch, &job->pile.new_batch, diag);
	ok = job_find_column(
		 job, &file->print.group_by, &job->pile.group_by, diag) &&
	     ok;
	return job_find_column(
		   job, &file->print.named_by, &job->pile.named_by, diag) &&
	       ok;
}

bool
job_find_order(struct job *job, struct diag *diag)
{
	return read_order(job, diag) && read_manifest(job, diag);
}
