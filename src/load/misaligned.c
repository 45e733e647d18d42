#include "load/misaligned.h"

#include "record/mark_words.h"
#include "text/normal.h"

/* Columns of the file that the row stood in, or 0 where they have no order of
 * the job's. */
static size_t
width_of(const struct job *job, const struct intake_record *record)
{
	return job->reads.source_count == 1
		   ? job->reads.sources[record->source].found->count
		   : 0;
}

/* The cell of a column, counted from the row's start or from its end. */
static struct slice
cell_of(const struct job *job, const struct intake_record *record,
    size_t column, bool from_end)
{
	size_t width = width_of(job, record);
	size_t at = from_end ? column + record->count - width : column;
	/* What lies before the row's start is beyond any end of it. */
	bool there = column < width && at < record->count;
	return there ? record->cells[at] : (struct slice){NULL, 0};
}

/* In a file of several, any cell may be the mark's. */
static bool
any_says_yes(const struct job *job, const struct intake_record *record)
{
	static const char *const words[] = {
	    "j", "ja", "x", "1", "s", "y", "yes", "k", "true", "sant", NULL};
	for (size_t i = 0; !width_of(job, record) && i < record->count; i++) {
		for (const char *const *word = words; *word; word++) {
			if (text_same(record->cells[i], slice_view(*word)))
				return true;
		}
	}
	return false;
}

static bool
any_speaks(const struct job *job, const struct intake_record *record,
    enum mark_kind kind)
{
	for (size_t i = 0; job->reads.worded && i < record->count; i++) {
		if (mark_words_find(record->cells[i]) == kind)
			return true;
	}
	return false;
}

static bool
is_marked(const struct job *job, const struct intake_record *record,
    const struct mark_columns *marks)
{
	for (size_t i = 0; i < marks->count; i++) {
		size_t column = marks->at[i].column;
		if (mark_is_set(cell_of(job, record, column, false)) ||
		    mark_is_set(cell_of(job, record, column, true)))
			return true;
	}
	return marks->count && any_says_yes(job, record);
}

bool
misaligned_protects(const struct job *job, const struct intake_record *record)
{
	return is_marked(job, record, &job->reads.protected_) ||
	       any_speaks(job, record, MARK_KIND_PROTECTED);
}

bool
misaligned_died(const struct job *job, const struct intake_record *record)
{
	return is_marked(job, record, &job->reads.deceased) ||
	       any_speaks(job, record, MARK_KIND_DECEASED);
}

static void
add_home(const struct job *job, struct people *people,
    const struct intake_record *record, bool from_end)
{
	const struct address_columns *from = &job->reads.address;
	struct slice names[sizeof from->name / sizeof *from->name];
	for (size_t i = 0; i < from->name_count; i++)
		names[i] = cell_of(job, record, from->name[i], from_end);
	struct slice street = cell_of(job, record, from->street, from_end);
	if (!text_is_blank(street))
		people_add_home(people, names, from->name_count, street,
		    (struct slice){NULL, 0});
}

void
misaligned_add(const struct job *job, struct people *people,
    const struct intake_record *record)
{
	for (size_t i = 0; i < record->count; i++)
		people_add_number(people, record->cells[i]);
	add_home(job, people, record, false);
	add_home(job, people, record, true);
}
