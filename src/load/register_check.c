/*
 * load/register_check.c - whether the files of a register have what the job
 * asks of them.
 */
#include "base/messages.h"
#include "base/suggest.h"
#include "intake/joined.h"
#include "job/messages.h"
#include "load/messages.h"
#include "load/register.h"
#include "text/normal.h"

static bool
is_among(const struct slice *names, size_t count, struct slice name)
{
	for (size_t i = 0; i < count; i++) {
		if (text_same(names[i], name))
			return true;
	}
	return false;
}

static bool
has_name(const struct intake_found *found, struct slice name)
{
	return is_among(found->names, found->count, name);
}

/* The name that `columns:` or `key:` gives one of our columns in a further
 * file. */
enum match { MATCH_UNSAID, MATCH_NAMED, MATCH_ABSENT };

static enum match
find_match(
    const struct job *job, const struct job_register *said, struct slice name)
{
	for (size_t i = 0; i < said->match_count; i++) {
		if (text_same(said->matches[i].ours.text, name))
			return said->matches[i].theirs.text.len ? MATCH_NAMED
								: MATCH_ABSENT;
	}
	bool key = text_same(job->file->register_.key.text, name);
	return key && said->key.span.file ? MATCH_NAMED : MATCH_UNSAID;
}

static bool
has_column(const struct job *job, size_t index, size_t column)
{
	struct slice name = job->reads.columns.at[column].name;
	enum match match = find_match(job, &job->file->registers[index], name);
	return match == MATCH_NAMED ||
	       (match == MATCH_UNSAID &&
		   has_name(job->reads.sources[index].found, name));
}

static bool
refuse_needed(struct job *job, size_t index, size_t column, struct diag *diag)
{
	const struct job_register *said = &job->file->registers[index];
	REPORT(diag, said->file.span, &load_register_needs,
	    ARGS(said->file.text, job->reads.columns.at[column].name));
	return false;
}

/* A file without the key could not be told apart. */
static bool
check_needed(struct job *job, size_t index, size_t column, struct diag *diag)
{
	if (column == COLUMN_NONE || has_column(job, index, column))
		return true;
	return refuse_needed(job, index, column, diag);
}

/*
 * A file without any mark of protection would send letters to everybody whose
 * mark it left out.
 */
static bool
check_marked(struct job *job, size_t index, struct diag *diag)
{
	const struct mark_columns *marks = &job->reads.protected_;
	for (size_t i = 0; i < marks->count; i++) {
		if (has_column(job, index, marks->at[i].column))
			return true;
	}
	if (!marks->count)
		return true;
	return refuse_needed(job, index, marks->at[0].column, diag);
}

static bool
check_matches(
    struct job *job, const struct job_register *said, struct diag *diag)
{
	size_t count;
	const struct slice *first = joined_names(job->reads.intake, 0, &count);
	bool ok = true;
	for (size_t i = 0; i < said->match_count; i++) {
		const struct conf_text *ours = &said->matches[i].ours;
		if (is_among(first, count, ours->text))
			continue;
		struct suggestion best = suggestion_start(ours->text);
		for (size_t k = 0; k < count; k++)
			suggestion_offer(&best, first[k]);
		REPORT(diag, ours->span, &job_no_such_column, ARGS(ours->text));
		if (best.nearest.len)
			HINT(diag, &base_did_you_mean, ARGS(best.nearest));
		ok = false;
	}
	return ok;
}

/* Columns of the first file that a further one neither has nor disowns. */
static bool
check_columns(struct job *job, size_t index, struct diag *diag)
{
	size_t count;
	const struct slice *first = joined_names(job->reads.intake, 0, &count);
	const struct job_register *said = &job->file->registers[index];
	struct strbuf names = {0};
	for (size_t i = 0; i < count; i++) {
		struct slice name = first[i];
		if (find_match(job, said, name) != MATCH_UNSAID ||
		    has_name(job->reads.sources[index].found, name))
			continue;
		strbuf_add_text(&names, names.len ? ", '" : "'");
		strbuf_add(&names, name);
		strbuf_add_char(&names, '\'');
	}
	bool ok = !names.len;
	if (!ok) {
		REPORT(diag, said->file.span, &load_register_lacks,
		    ARGS(said->file.text, strbuf_view(&names)));
		HINT(diag, &load_register_lacks_hint, NO_ARGS);
	}
	strbuf_fini(&names);
	return ok;
}

static bool
check_age(struct job *job, const struct job_register *said, struct diag *diag)
{
	const struct conf_number *most = said->max_age.span.file
					     ? &said->max_age
					     : &job->file->register_.max_age;
	if (!most->span.file)
		return true;
	if (!said->taken.span.file) {
		REPORT(diag,
		    said->max_age.span.file ? most->span : said->file.span,
		    &load_age_without_taken, NO_ARGS);
		return false;
	}
	int64_t age = (int64_t)job->file->date.when - said->taken.when;
	if (age <= most->number && -age <= most->number)
		return true;
	/* A year mistyped would let any register pass. */
	if (age < 0) {
		REPORT(diag, said->taken.span, &load_later_register,
		    ARGS(-age, most->number));
		return false;
	}
	REPORT(diag, said->taken.span, &load_stale_register,
	    ARGS(age, most->number));
	return false;
}

static bool
find_preferred(struct job *job, struct diag *diag)
{
	const struct conf_text *said = &job->file->prefer;
	struct suggestion best = suggestion_start(said->text);
	job->reads.preferred = SOURCE_NONE;
	if (!said->span.file)
		return true;
	for (size_t i = 0; i < job->reads.source_count; i++) {
		if (text_same(job->reads.sources[i].name, said->text))
			job->reads.preferred = i;
		suggestion_offer(&best, job->reads.sources[i].name);
	}
	if (job->reads.preferred != SOURCE_NONE)
		return true;
	REPORT(diag, said->span, &load_no_such_source, ARGS(said->text));
	if (best.nearest.len)
		HINT(diag, &base_did_you_mean, ARGS(best.nearest));
	return false;
}

bool
register_check(struct job *job, struct diag *diag)
{
	bool ok = check_age(job, &job->file->registers[0], diag);
	for (size_t i = 1; i < job->reads.source_count; i++) {
		const struct job_register *said = &job->file->registers[i];
		ok = check_age(job, said, diag) && ok;
		ok = check_matches(job, said, diag) && ok;
		ok = check_columns(job, i, diag) && ok;
		ok = check_needed(job, i, job->reads.key, diag) && ok;
		ok = check_marked(job, i, diag) && ok;
	}
	return find_preferred(job, diag) && ok;
}
