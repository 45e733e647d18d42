/*
 * job/job_print.c - `print:` of the job file: batches, envelopes, files.
 */
#include "job/job_print.h"
#include "job/messages.h"

#define AT(member) offsetof(struct job_file, print.member)

const char *const job_profile_words[] = {"print", "archive", "press", NULL};
const char *const job_split_words[] = {"batch", "letter", "both", NULL};
const char *const job_banner_words[] = {"none", "batch", "group", NULL};

static const struct field fields[] = {
    {"sides", FIELD_NUMBER, AT(sides), .least = 1, .most = 2},
    {"letters_per_batch", FIELD_NUMBER, AT(letters_per_batch), .least = 1,
	.most = 20000},
    {"sheets_per_batch", FIELD_NUMBER, AT(sheets_per_batch), .least = 1,
	.most = 100000},
    {"profile", FIELD_WORD, AT(profile), .words = job_profile_words},
    {"split", FIELD_WORD, AT(split), .words = job_split_words},
    {"named_by", FIELD_TEXT, AT(named_by)},
    {"new_batch", FIELD_TEXT, AT(new_batch)},
    {"banner", FIELD_WORD, AT(banner), .words = job_banner_words},
    {"group_by", FIELD_TEXT, AT(group_by)},
    {"bookmarks", FIELD_FLAG, AT(bookmarks)},
    {"envelopes", FIELD_YAML, AT(envelopes_yaml)},
    {0},
};
const struct schema job_print_schema = {"print", fields};

/* ---- envelopes: {C5: 5, C4: 40} */

static bool
read_envelope(const struct yaml_pair *pair, struct job_envelope *envelope,
    uint32_t least, struct diag *diag)
{
	struct conf_number sheets = {0};
	envelope->name = (struct conf_text){pair->key, pair->key_span};
	if (!conf_read_number(pair->value, &sheets, diag))
		return false;
	if (sheets.number <= least || sheets.number > 1000) {
		REPORT(diag, sheets.span, &job_bad_envelope, NO_ARGS);
		return false;
	}
	envelope->sheets = (uint32_t)sheets.number;
	return true;
}

static bool
read_envelopes(struct arena *job_mem, struct job_file *job, struct diag *diag)
{
	const struct yaml *yaml = job->print.envelopes_yaml;
	if (!yaml)
		return true;
	if (yaml->kind != YAML_MAP) {
		REPORT(diag, yaml->span, &job_bad_envelope, NO_ARGS);
		return false;
	}
	job->print.envelopes =
	    ARENA_ARRAY(job_mem, struct job_envelope, yaml->count + 1);
	job->print.envelope_count = yaml->count;
	uint32_t least = 0;
	for (size_t i = 0; i < yaml->count; i++) {
		struct job_envelope *envelope = &job->print.envelopes[i];
		if (!read_envelope(&yaml->pairs[i], envelope, least, diag))
			return false;
		least = envelope->sheets;
	}
	return true;
}

/* ---- what goes together */

/* A file named after a person would tell of her care wherever it lies. */
static bool
check_names(const struct job_file *job, struct diag *diag)
{
	struct span named = job->print.named_by.span;
	if (!named.file)
		return true;
	if (job->persons.on)
		REPORT(diag, named, &job_named_by_persons, NO_ARGS);
	if (job->print.split.index == SPLIT_BATCH)
		REPORT(diag, named, &job_named_by_batch, NO_ARGS);
	return !job->persons.on && job->print.split.index != SPLIT_BATCH;
}

static bool
check_banners(const struct job_file *job, struct diag *diag)
{
	bool groups = job->print.banner.index == BANNER_GROUP;
	struct span said = job->print.banner.span;
	bool ok = true;
	if (groups != (job->print.group_by.span.file != 0)) {
		REPORT(diag, groups ? said : job->print.group_by.span,
		    &job_group_by, NO_ARGS);
		ok = false;
	}
	if (job->print.banner.index != BANNER_NONE &&
	    job->print.split.index == SPLIT_LETTER) {
		REPORT(diag, said, &job_banner_single, NO_ARGS);
		ok = false;
	}
	return ok;
}

bool
job_print_read(struct arena *job_mem, struct job_file *job, struct diag *diag)
{
	bool ok = read_envelopes(job_mem, job, diag);
	ok = check_names(job, diag) && ok;
	return check_banners(job, diag) && ok;
}
