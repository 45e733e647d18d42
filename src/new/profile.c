#include "new/profile.h"

#include <stdlib.h>

#include "base/memory.h"
#include "record/column.h"
#include "record/contact.h"
#include "record/identity.h"
#include "record/land.h"
#include "record/person_name.h"
#include "record/postcode.h"
#include "record/protection.h"
#include "text/normal.h"

/* Rows in which a key that repeats is looked for. */
#define LOOKED_AT 20000
#define SEEN_ROOM 65536 /* a power of two, over twice LOOKED_AT */

/* Hashes of the texts met in one column; 0 is not a hash. */
struct seen {
	uint64_t at[SEEN_ROOM];
	size_t count;
};

struct profiler {
	struct profile *profile;
	struct arena *job_mem, *row_mem;
	struct seen **seen; /* of each column, until it repeats */
	day today;
};

/* FNV-1a: no one is hurt by a collision, which makes a key a doubtful one. */
static uint64_t
hash_text(struct slice text)
{
	uint64_t hash = 14695981039346656037ULL;
	for (size_t i = 0; i < text.len; i++)
		hash = (hash ^ (unsigned char)text.at[i]) * 1099511628211ULL;
	return hash | 1; /* 0 is nothing */
}

/* Whether the text was met before. */
static bool
meet(struct seen *seen, struct slice text)
{
	uint64_t hash = hash_text(text);
	size_t at = (size_t)(hash >> 20) & (SEEN_ROOM - 1);
	if (seen->count == LOOKED_AT)
		return false;
	for (; seen->at[at]; at = (at + 1) & (SEEN_ROOM - 1)) {
		if (seen->at[at] == hash)
			return true;
	}
	seen->at[at] = hash;
	seen->count++;
	return false;
}

static void
count_spelling(
    struct profiler *profiler, struct profile_value *value, struct slice clean)
{
	for (size_t i = 0; i < PROFILE_SPELLINGS; i++) {
		struct profile_spelling *spelling = &value->spellings[i];
		if (!spelling->rows)
			spelling->text = arena_dup(profiler->job_mem, clean);
		if (!slice_equal(spelling->text, clean))
			continue;
		spelling->rows++;
		return;
	}
}

static void
count_value(struct profiler *profiler, struct profile_column *column,
    struct slice clean, struct slice folded)
{
	if (column->value_count > PROFILE_VALUES)
		return;
	struct profile_value *value = column->values;
	for (size_t i = 0; i < column->value_count; i++, value++) {
		if (!slice_equal(value->folded, folded))
			continue;
		value->rows++;
		count_spelling(profiler, value, clean);
		return;
	}
	column->value_count++;
	*value = (struct profile_value){
	    .folded = arena_dup(profiler->job_mem, folded),
	    .rows = 1,
	};
	count_spelling(profiler, value, clean);
}

/* Texts that hold two things, which an expression takes apart. */
static void
count_joined(
    struct profiler *profiler, struct profile_column *column, struct slice text)
{
	struct person_name name;
	struct slice code, town;
	column->surname_first +=
	    slice_find_char(text, ',') < text.len &&
	    !person_name_read(profiler->row_mem, text, &name);
	column->postals +=
	    strchr("0123456789Ss", text.at[0]) &&
	    land_split_postal(profiler->row_mem,
		land_find((struct slice){NULL, 0}), text, &code, &town);
}

static void
count_shape(
    struct profiler *profiler, struct profile_column *column, struct slice text)
{
	struct slice ignored;
	count_joined(profiler, column, text);
	struct identity identity = identity_read(text, profiler->today);
	column->identities += identity_is_number(identity.fault) ||
			      identity.fault == IDENTITY_CHECK;
	column->organisations +=
	    organisation_read(profiler->row_mem, text, &ignored);
	column->dates += day_parse(text) != DAY_NONE;
	column->postcodes += postcode_read(profiler->row_mem, text, &ignored);
	column->phones += phone_is_valid(text);
	column->emails += email_is_valid(text);
}

static void
count_cell(struct profiler *profiler, size_t index, struct slice cell)
{
	struct profile_column *column = &profiler->profile->columns[index];
	struct slice clean = text_clean(profiler->row_mem, cell);
	if (!clean.len) {
		column->empty++;
		return;
	}
	struct slice folded = text_fold(profiler->row_mem, clean);
	column->filled++;
	count_shape(profiler, column, clean);
	count_value(profiler, column, clean, folded);
	if (column->repeats)
		return;
	if (!profiler->seen[index])
		profiler->seen[index] = mem_new(1, sizeof(struct seen));
	column->repeats = meet(profiler->seen[index], folded);
	if (!column->repeats)
		return;
	free(profiler->seen[index]);
	profiler->seen[index] = NULL;
}

/*
 * The text that a cell shows, or the value beneath it, which a type will take.
 */
static struct slice
cell_of(const struct intake_record *record, size_t column)
{
	const struct beneath *beneath =
	    record->beneath ? &record->beneath[column] : NULL;
	if (beneath && beneath->fault && beneath->value.len)
		return beneath->value;
	return record->cells[column];
}

static bool
is_protected(const struct intake_record *record, const enum mark_kind *marks)
{
	for (size_t i = 0; i < record->count; i++) {
		if (marks[i] == MARK_KIND_PROTECTED &&
		    mark_is_set(record->cells[i]))
			return true;
	}
	return false;
}

/* "Summa;;;396": its first word says so, and most of its cells are empty. */
static bool
is_sum(struct profiler *profiler, const struct intake_record *record)
{
	static const char *const words[] = {"summa", "totalt", "total", "sum",
	    "summa totalt", "totalsumma", "delsumma", "antal", "yhteensä",
	    "i alt", "sum total", NULL};
	size_t filled = 0;
	struct slice first = {"", 0};
	for (size_t i = 0; i < record->count; i++) {
		struct slice cell = slice_trim(record->cells[i]);
		if (cell.len && !filled++)
			first = cell;
	}
	while (first.len && strchr(":= ", first.at[first.len - 1]))
		first.len--;
	if (!first.len || first.len > 20 || filled * 2 > record->count)
		return false;
	struct slice folded = text_fold(profiler->row_mem, first);
	for (size_t i = 0; words[i]; i++) {
		if (slice_is(folded, words[i]))
			return true;
	}
	return false;
}

static bool
read_rows(struct profiler *profiler, struct intake *intake,
    const enum mark_kind *marks)
{
	struct profile *profile = profiler->profile;
	struct intake_record record;
	for (;;) {
		enum intake_result result = intake_next(intake, &record);
		if (result == INTAKE_END || result == INTAKE_FAILED)
			return result == INTAKE_END;
		profile->rows++;
		if (result == INTAKE_MALFORMED) {
			profile->malformed++;
		} else if (is_protected(&record, marks)) {
			profile->protected_++;
		} else if (is_sum(profiler, &record)) {
			if (!profile->sums++)
				profile->first_sum = record.line;
		} else {
			for (size_t i = 0; i < profile->count; i++)
				count_cell(profiler, i, cell_of(&record, i));
		}
		arena_reset(profiler->row_mem);
	}
}

static int
compare_values(const void *a, const void *b)
{
	const struct profile_value *left = a, *right = b;
	if (left->rows != right->rows)
		return left->rows < right->rows ? 1 : -1;
	return slice_compare(left->folded, right->folded);
}

/* The commonest spelling; of two as common the one met first. */
static void
choose_spelling(struct profile_value *value)
{
	const struct profile_spelling *best = value->spellings;
	for (size_t i = 1; i < PROFILE_SPELLINGS; i++) {
		if (value->spellings[i].rows > best->rows)
			best = &value->spellings[i];
	}
	value->text = best->text;
}

/* Whether a column is one of ticks, by the reading that its type would give. */
static void
look_for_flags(struct profile_column *column, struct arena *mem)
{
	struct column flag = {.name = column->name, .type = COLUMN_FLAG};
	column->flags = column->filled;
	column->crosses = true;
	for (size_t i = 0; column->flags && i < column->value_count; i++) {
		const struct profile_value *of = &column->values[i];
		struct value value;
		struct problem why;
		column->flags = column_read(&flag, mem, of->text, &value, &why);
		if (column->flags && value.flag)
			column->yes += of->rows;
		column->crosses = column->crosses && slice_is(of->folded, "x");
	}
}

static void
settle(struct profile_column *column, struct arena *mem)
{
	if (column->value_count > PROFILE_VALUES)
		return;
	for (size_t i = 0; i < column->value_count; i++)
		choose_spelling(&column->values[i]);
	qsort(column->values, column->value_count, sizeof *column->values,
	    compare_values);
	look_for_flags(column, mem);
}

bool
profile_read(struct arena *job_mem, struct intake *intake,
    const enum mark_kind *marks, day today, struct profile *profile)
{
	const struct intake_found *found = intake_found(intake);
	*profile = (struct profile){.count = found->count};
	profile->columns =
	    ARENA_ARRAY(job_mem, struct profile_column, found->count + 1);
	for (size_t i = 0; i < found->count; i++)
		profile->columns[i].name = found->names[i];
	struct profiler profiler = {
	    .profile = profile,
	    .job_mem = job_mem,
	    .row_mem = arena_new(),
	    .seen = mem_new(found->count + 1, sizeof(struct seen *)),
	    .today = today,
	};
	bool ok = read_rows(&profiler, intake, marks);
	for (size_t i = 0; i < profile->count; i++) {
		free(profiler.seen[i]);
		settle(&profile->columns[i], profiler.row_mem);
	}
	arena_free(profiler.row_mem);
	free(profiler.seen);
	return ok;
}
