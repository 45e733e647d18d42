#include "record/choice.h"

#include "record/messages.h"
#include "text/normal.h"

struct slot {
	struct slice spelling;
	size_t choice; /* index + 1; 0: free */
};

struct choice_index {
	const struct choice *choices; /* the column's */
	struct slot *slots;
	size_t mask; /* slots - 1, a power of two less one */
};

/* FNV-1a; spellings are the job's own, nobody attacks this table. */
static size_t
hash_text(struct slice text)
{
	uint64_t hash = 14695981039346656037u;
	for (size_t i = 0; i < text.len; i++)
		hash = (hash ^ (unsigned char)text.at[i]) * 1099511628211u;
	return (size_t)(hash ^ (hash >> 32));
}

/* The slot that holds the spelling, or the free one where it would go. */
static struct slot *
find_slot(const struct choice_index *index, struct slice spelling)
{
	size_t at = hash_text(spelling) & index->mask;
	while (index->slots[at].choice &&
	       !slice_equal(index->slots[at].spelling, spelling))
		at = (at + 1) & index->mask;
	return &index->slots[at];
}

/* Gives the choice that has the spelling now. */
static size_t
add(struct choice_index *index, struct slice spelling, size_t choice)
{
	struct slot *slot = find_slot(index, spelling);
	/* The first stays: column_check_choices reports the second. */
	if (!slot->choice)
		*slot = (struct slot){spelling, choice + 1};
	return slot->choice - 1;
}

static void
add_both(struct choice_index *index, struct arena *job_mem,
    struct slice spelling, size_t choice)
{
	struct slice clean = text_clean(job_mem, spelling);
	size_t owner = add(index, text_fold(job_mem, clean), choice);
	add(index, clean, owner);
}

struct choice_index *
choice_index_new(struct arena *job_mem, const struct column *column)
{
	size_t spellings = column->choice_count;
	for (size_t i = 0; i < column->choice_count; i++)
		spellings += column->choices[i].spelling_count;
	size_t room = 16;
	while (room < spellings * 4)
		room *= 2;
	struct choice_index *index = ARENA_NEW(job_mem, struct choice_index);
	index->choices = column->choices;
	index->slots = ARENA_ARRAY(job_mem, struct slot, room);
	index->mask = room - 1;
	for (size_t i = 0; i < column->choice_count; i++) {
		const struct choice *choice = &column->choices[i];
		add_both(index, job_mem, choice->value, i);
		for (size_t k = 0; k < choice->spelling_count; k++)
			add_both(index, job_mem, choice->spellings[k], i);
	}
	return index;
}

bool
choice_find(const struct choice_index *index, struct arena *row_mem,
    struct slice clean, struct slice *value)
{
	const struct slot *slot = find_slot(index, clean);
	if (!slot->choice)
		slot = find_slot(index, text_fold(row_mem, clean));
	if (!slot->choice)
		return false;
	*value = index->choices[slot->choice - 1].value;
	return true;
}

bool
choice_is_value(const struct column *column, struct slice text)
{
	const struct choice_index *index = column->choice_index;
	if (!index)
		return false;
	const struct slot *slot = find_slot(index, text);
	return slot->choice &&
	       slice_equal(column->choices[slot->choice - 1].value, text);
}

static bool
check_spelling(const struct choice_index *index, const struct choice *choice,
    struct slice spelling, struct diag *diag)
{
	struct arena *scratch = arena_new();
	struct slice value = {0};
	bool found =
	    choice_find(index, scratch, text_clean(scratch, spelling), &value);
	arena_free(scratch);
	if (!found || slice_equal(value, choice->value))
		return true;
	REPORT(diag, choice->span, &record_two_values,
	    ARGS(spelling, value, choice->value));
	return false;
}

bool
column_check_choices(const struct column *column, struct diag *diag)
{
	const struct choice_index *index = column->choice_index;
	bool fine = true;
	for (size_t i = 0; index && i < column->choice_count; i++) {
		const struct choice *choice = &column->choices[i];
		fine &= check_spelling(index, choice, choice->value, diag);
		for (size_t k = 0; k < choice->spelling_count; k++)
			fine &= check_spelling(
			    index, choice, choice->spellings[k], diag);
	}
	return fine;
}
