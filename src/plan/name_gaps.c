#include "plan/name_gaps.h"

#include <stdlib.h>

#include "base/memory.h"
#include "plan/lines_seen.h"
#include "plan/messages.h"

/* The last of the columns that make a name, and the first of two: of more, it
 * may be a title, and a middle name may be missing. */
enum part { PART_FIRST, PART_LAST, PARTS };

struct name_gaps {
	const struct job *job;
	uint32_t rows;
	struct lines_seen without[PARTS];
};

static void *
open_gaps(const struct job *job)
{
	struct name_gaps *gaps = mem_new(1, sizeof *gaps);
	gaps->job = job;
	return gaps;
}

static void
close_gaps(void *state)
{
	struct name_gaps *gaps = state;
	if (!gaps)
		return;
	for (size_t i = 0; i < PARTS; i++)
		lines_seen_fini(&gaps->without[i]);
	free(gaps);
}

static size_t
column_of(const struct name_gaps *gaps, enum part part)
{
	const struct address_columns *from = &gaps->job->reads.address;
	return from->name[part == PART_FIRST ? 0 : from->name_count - 1];
}

static bool
is_one_word(struct slice text)
{
	text = slice_trim(text);
	return text.len && slice_find_char(text, ' ') == text.len &&
	       slice_find_char(text, ',') == text.len;
}

/* The row of a guardian's letter too: it says for whom it is. */
static void
see_letter(void *state, const struct watched *watched)
{
	struct name_gaps *gaps = state;
	const struct value *values = watched->row->values;
	bool whole = gaps->job->reads.address.name_count == 1;
	struct slice first = values[column_of(gaps, PART_FIRST)].text;
	struct slice last = values[column_of(gaps, PART_LAST)].text;
	gaps->rows++;
	if (whole ? is_one_word(first) : !last.len && first.len)
		lines_seen_add(&gaps->without[PART_LAST], watched);
	if (gaps->job->reads.address.name_count == 2 && !first.len && last.len)
		lines_seen_add(&gaps->without[PART_FIRST], watched);
}

static bool
report_gaps(void *state, const struct watch_end *end)
{
	struct name_gaps *gaps = state;
	const struct job *job = gaps->job;
	bool whole = job->reads.address.name_count == 1;
	for (size_t i = 0; i < PARTS; i++) {
		struct lines_seen *seen = &gaps->without[i];
		/* What most have not is not missing. */
		if (!seen->rows || seen->rows > gaps->rows / 2 ||
		    !job->file->persons.on)
			continue;
		if (!lines_seen_settle(seen, end))
			return false;
		if (!seen->rows)
			continue;
		REPORT(end->diag, job->file->address.name.span,
		    whole ? &plan_name_word : &plan_name_gap,
		    ARGS(seen->rows,
			job->reads.columns.at[column_of(gaps, (enum part)i)]
			    .name,
			strbuf_view(&seen->places)));
	}
	return true;
}

const struct watcher name_gaps_watcher = {
    .open = open_gaps,
    .see_letter = see_letter,
    .report = report_gaps,
    .close = close_gaps,
};
