#include "intake/header.h"

#include "intake/messages.h"
#include "record/contact.h"
#include "record/fodselsnummer.h"
#include "record/henkilotunnus.h"
#include "text/normal.h"

/* Dates and numbers of persons and addresses do not stand in headers. */
static bool
is_somebodys(struct slice name)
{
	day any = day_of(2100, 1, 1);
	return identity_is_number(identity_read(name, any).fault) ||
	       identity_is_number(henkilotunnus_read(name, any).fault) ||
	       identity_is_number(fodselsnummer_read(name, any).fault) ||
	       email_is_valid(name) || day_parse_iso(name) != DAY_NONE;
}

/* A query names its columns itself. */
static bool
refuse_query(const struct reader_setting *setting, size_t column)
{
	REPORT(setting->diag, (struct span){.file = setting->found->file},
	    &intake_somebodys_name, ARGS(column + 1));
	return false;
}

static bool
check_no_person(const struct reader_setting *setting, const struct raw *raw,
    struct span span)
{
	for (size_t i = 0; i < setting->found->count; i++) {
		if (!is_somebodys(setting->found->names[i]))
			continue;
		if (setting->options->query)
			return refuse_query(setting, i);
		REPORT(setting->diag, span, &intake_no_header, ARGS(raw->line));
		HINT(setting->diag, &intake_header_hint, NO_ARGS);
		if (setting->options->by_option)
			HINT(
			    setting->diag, &intake_by_option, ARGS("--header"));
		return false;
	}
	return true;
}

static void
name_empty(
    const struct reader_setting *setting, size_t column, struct span span)
{
	struct slice *name = &setting->found->names[column];
	if (name->len)
		return;
	*name = arena_print(setting->job_mem, "#%zu", column + 1);
	REPORT(
	    setting->diag, span, &intake_empty_name, ARGS(column + 1, *name));
}

/* Marks each column whose name, folded, stands more than once. */
static bool
find_doubles(
    struct arena *job_mem, const struct intake_found *found, bool *doubled)
{
	struct slice *folded = ARENA_ARRAY(job_mem, struct slice, found->count);
	bool any = false;
	for (size_t i = 0; i < found->count; i++) {
		folded[i] = text_fold(job_mem, found->names[i]);
		for (size_t k = 0; k < i; k++) {
			if (!slice_equal(folded[i], folded[k]))
				continue;
			doubled[i] = doubled[k] = any = true;
		}
	}
	return any;
}

/* False where each name stands once. */
static bool
name_doubles(const struct reader_setting *setting, struct span span)
{
	struct intake_found *found = setting->found;
	bool *doubled = ARENA_ARRAY(setting->job_mem, bool, found->count);
	if (!find_doubles(setting->job_mem, found, doubled))
		return false;
	for (size_t i = 0; i < found->count; i++) {
		if (!doubled[i])
			continue;
		struct slice name = found->names[i];
		found->names[i] = arena_print(setting->job_mem, "%.*s #%zu",
		    (int)name.len, name.at, i + 1);
		REPORT(setting->diag, span, &intake_double_name,
		    ARGS(i + 1, name, found->names[i]));
	}
	return true;
}

bool
header_read(
    const struct reader_setting *setting, const struct raw *raw, bool trails)
{
	struct intake_found *found = setting->found;
	struct span span = {.file = found->file, .line = raw->line};
	found->header_line = raw->line;
	found->count = raw->count;
	found->names = ARENA_ARRAY(setting->job_mem, struct slice, raw->count);
	for (size_t i = 0; i < raw->count; i++)
		found->names[i] = arena_dup(setting->job_mem,
		    text_clean(setting->job_mem, raw->cells[i]));
	if (trails)
		found->count--;
	if (!check_no_person(setting, raw, span))
		return false;
	for (size_t i = 0; i < found->count; i++)
		name_empty(setting, i, span);
	/* Once more: "Namn;Namn;Namn #1" has a column with the name that
	 * another one gets. */
	while (name_doubles(setting, span))
		continue;
	return true;
}
