#include "plan/planned.h"

#include "job/job_print.h"
#include "plan/messages.h"
#include "text/date.h"

/*
 * In a column of nothing but crosses an empty cell means no. That is known when
 * the last row is read, and a writer reads no register: the plan says it.
 */
static bool
add_crosses(struct plan *plan, const struct columns *columns)
{
	struct strbuf numbers = {0};
	for (size_t i = 0; i < columns->count; i++) {
		if (columns->at[i].empty_is_no)
			strbuf_print(
			    &numbers, "%s%zu", numbers.len ? " " : "", i);
	}
	bool ok = !numbers.len ||
		  plan_add_text(plan, "crosses", strbuf_view(&numbers));
	strbuf_fini(&numbers);
	return ok;
}

bool
planned_add(struct plan *plan, const struct job *job)
{
	const struct job_file *file = job->file;
	char date[11], keep_until[11] = "";
	day_write_iso(file->date.when, date);
	if (file->keep_until.when != DAY_NONE)
		day_write_iso(file->keep_until.when, keep_until);
	const struct plan_options options = {
	    .program = SLICE("utskick " UTSKICK_VERSION),
	    .title = file->name.text,
	    .reference = file->reference.text,
	    .date = slice_view(date),
	    .keep_until = slice_view(keep_until),
	    .language = slice_view(job->language),
	    .channel = SLICE("print"),
	    .profile = slice_view(job_profile_words[file->print.profile.index]),
	    .split = slice_view(job_split_words[file->print.split.index]),
	    .banner = slice_view(job_banner_words[file->print.banner.index]),
	    .bookmarks = file->print.bookmarks.on,
	    .sides = (uint32_t)file->print.sides.number,
	    .letters_per_batch = (uint32_t)file->print.letters_per_batch.number,
	    .sheets_per_batch = (uint32_t)file->print.sheets_per_batch.number,
	    .key = (uint32_t)job->reads.key,
	    .encoding = slice_view(job->reads.found->encoding),
	};
	return plan_add_options(plan, &options) &&
	       add_crosses(plan, &job->reads.columns);
}

static bool
find_word(struct slice word, const char *const *words, int *index)
{
	for (*index = 0; words[*index]; ++*index) {
		if (slice_is(word, words[*index]))
			return true;
	}
	return false;
}

bool
planned_read(struct ledger *ledger, struct arena *mem, struct planned *planned,
    struct diag *diag)
{
	int profile, split;
	if (!ledger_read_options(ledger, mem, &planned->options, diag))
		return false;
	const struct plan_options *options = &planned->options;
	day date = day_parse_iso(options->date);
	if (date == DAY_NONE || !options->sides ||
	    !slice_is(options->channel, "print") ||
	    !find_word(options->profile, job_profile_words, &profile) ||
	    !find_word(options->split, job_split_words, &split)) {
		REPORT(diag, NO_SPAN, &plan_plan_broken, ARGS("header"));
		return false;
	}
	day_split(
	    date, &planned->date[0], &planned->date[1], &planned->date[2]);
	planned->profile = profile;
	planned->split = (enum print_split)split;
	return true;
}

/* The flag column of that number; NULL where it is not one. */
static struct column *
find_flag(const struct columns *columns, struct slice number)
{
	char text[24];
	for (size_t i = 0; i < columns->count; i++) {
		snprintf(text, sizeof text, "%zu", i);
		if (columns->at[i].type == COLUMN_FLAG &&
		    slice_is(number, text))
			return &columns->at[i];
	}
	return NULL;
}

bool
planned_settle(struct ledger *ledger, struct arena *mem,
    struct columns *columns, struct diag *diag)
{
	struct slice rest = ledger_text(ledger, mem, "crosses");
	for (size_t i = 0; i < columns->count; i++)
		columns->at[i].empty_is_no = false;
	while (rest.len) {
		size_t blank = slice_find_char(rest, ' ');
		struct column *column =
		    find_flag(columns, slice_part(rest, 0, blank));
		if (!column) {
			REPORT(
			    diag, NO_SPAN, &plan_plan_broken, ARGS("header"));
			return false;
		}
		column->empty_is_no = true;
		rest = slice_from(rest, blank + 1);
	}
	return true;
}
