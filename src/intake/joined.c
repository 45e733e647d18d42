#include "intake/joined.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/messages.h"
#include "base/suggest.h"
#include "intake/messages.h"
#include "intake/reader.h"
#include "intake/state.h"
#include "text/normal.h"

struct part {
	struct intake *intake;
	struct slice *names; /* after renaming */
	size_t count;
	size_t *places; /* where each joined column is in it, or SIZE_MAX */
	const struct joined_source *said;
};

struct joined {
	struct part *parts;
	size_t count;
	size_t at; /* the part that is read now */
	struct slice *cells; /* of one joined row */
	struct beneath *beneath;
};

static size_t
find_name(const struct slice *names, size_t count, struct slice name)
{
	for (size_t i = 0; i < count; i++) {
		if (text_same(names[i], name))
			return i;
	}
	return SIZE_MAX;
}

static struct slice
find_nearest(const struct slice *names, size_t count, struct slice name)
{
	struct suggestion best = suggestion_start(name);
	for (size_t i = 0; i < count; i++)
		suggestion_offer(&best, names[i]);
	return best.nearest;
}

static bool
rename_column(const struct intake_found *found, struct part *part,
    const struct joined_rename *rename, struct diag *diag)
{
	if (!rename->theirs.len)
		return true;
	size_t index = find_name(found->names, found->count, rename->theirs);
	if (index != SIZE_MAX) {
		part->names[index] = rename->name;
		return true;
	}
	struct slice nearest =
	    find_nearest(found->names, found->count, rename->theirs);
	REPORT(diag, rename->span, &intake_no_column, ARGS(rename->theirs));
	if (nearest.len)
		HINT(diag, &base_did_you_mean, ARGS(nearest));
	return false;
}

static bool
check_doubles(const struct part *part, struct diag *diag)
{
	const struct intake_found *found = intake_found(part->intake);
	struct span span = {.file = found->file, .line = found->header_line};
	for (size_t i = 1; i < part->count; i++) {
		if (find_name(part->names, i, part->names[i]) == SIZE_MAX)
			continue;
		REPORT(diag, span, &intake_renamed_twice, ARGS(part->names[i]));
		return false;
	}
	return true;
}

static bool
open_part(struct arena *job_mem, struct part *part,
    const struct joined_source *source, struct diag *diag)
{
	bool fine = true;
	part->intake = intake_open(job_mem, &source->options, diag);
	if (!part->intake)
		return false;
	const struct intake_found *found = intake_found(part->intake);
	part->said = source;
	part->count = found->count;
	part->names = ARENA_ARRAY(job_mem, struct slice, found->count);
	for (size_t i = 0; i < found->count; i++)
		part->names[i] = found->names[i];
	for (size_t i = 0; i < source->rename_count; i++)
		fine &= rename_column(found, part, &source->renames[i], diag);
	return check_doubles(part, diag) && fine;
}

/* The names of all parts, each once, in the order they are met. */
static void
join_names(struct arena *job_mem, const struct joined *joined,
    struct intake_found *found)
{
	size_t room = 0;
	found->names = NULL;
	found->count = 0;
	for (size_t p = 0; p < joined->count; p++) {
		const struct part *part = &joined->parts[p];
		for (size_t i = 0; i < part->count; i++) {
			if (find_name(found->names, found->count,
				part->names[i]) != SIZE_MAX)
				continue;
			found->names = arena_grow(job_mem, found->names, &room,
			    found->count + 1, sizeof *found->names);
			found->names[found->count++] = part->names[i];
		}
	}
}

static bool
is_known_absent(const struct part *part, struct slice name)
{
	for (size_t i = 0; i < part->said->rename_count; i++) {
		const struct joined_rename *rename = &part->said->renames[i];
		if (!rename->theirs.len && text_same(rename->name, name))
			return true;
	}
	return false;
}

static void
place_columns(struct arena *job_mem, struct part *part,
    const struct intake_found *joined, struct diag *diag)
{
	const struct intake_found *own = intake_found(part->intake);
	struct span span = {.file = own->file, .line = own->header_line};
	part->places = ARENA_ARRAY(job_mem, size_t, joined->count);
	for (size_t i = 0; i < joined->count; i++) {
		struct slice name = joined->names[i];
		part->places[i] = find_name(part->names, part->count, name);
		if (part->places[i] != SIZE_MAX || is_known_absent(part, name))
			continue;
		struct slice nearest =
		    find_nearest(part->names, part->count, name);
		REPORT(diag, span, &intake_missing_column, ARGS(name));
		if (nearest.len)
			HINT(diag, &intake_rename, ARGS(name, nearest));
	}
}

/* The first file's facts, the joined names, and a digest of all. */
static struct intake_found *
join_found(struct arena *job_mem, const struct joined *joined)
{
	struct intake_found *found = ARENA_NEW(job_mem, struct intake_found);
	struct hasher *hasher = hasher_new();
	*found = *intake_found(joined->parts[0].intake);
	found->size = 0;
	for (size_t i = 0; i < joined->count; i++) {
		const struct intake_found *own =
		    intake_found(joined->parts[i].intake);
		hasher_add(
		    hasher, (struct slice){(const char *)own->digest.bytes,
				sizeof own->digest.bytes});
		found->size += own->size;
	}
	found->digest = hasher_finish(hasher);
	hasher_free(hasher);
	join_names(job_mem, joined, found);
	return found;
}

struct intake *
joined_open(struct arena *job_mem, const struct joined_source *sources,
    size_t count, struct diag *diag)
{
	struct intake *intake = mem_new(1, sizeof *intake);
	struct joined *joined = mem_new(1, sizeof *joined);
	bool fine = true;
	intake->joined = joined;
	intake->diag = diag;
	joined->parts = ARENA_ARRAY(job_mem, struct part, count);
	joined->count = count;
	for (size_t i = 0; i < count; i++)
		fine &=
		    open_part(job_mem, &joined->parts[i], &sources[i], diag);
	if (!fine) {
		intake_close(intake);
		return NULL;
	}
	intake->found = join_found(job_mem, joined);
	if (intake->found->count > READER_COLUMNS_MAX) {
		REPORT(diag, sources[0].options.asked,
		    &intake_many_joined_columns,
		    ARGS(intake->found->count, READER_COLUMNS_MAX));
		intake_close(intake);
		return NULL;
	}
	joined->cells =
	    ARENA_ARRAY(job_mem, struct slice, intake->found->count);
	joined->beneath =
	    ARENA_ARRAY(job_mem, struct beneath, intake->found->count);
	for (size_t i = 0; i < count; i++)
		place_columns(job_mem, &joined->parts[i], intake->found, diag);
	return intake;
}

void
joined_close(struct joined *joined)
{
	for (size_t i = 0; i < joined->count; i++)
		intake_close(joined->parts[i].intake);
	free(joined);
}

const struct intake_found *
joined_found(const struct intake *intake, size_t source)
{
	if (!intake->joined)
		return intake->found;
	return intake_found(intake->joined->parts[source].intake);
}

const struct slice *
joined_names(const struct intake *intake, size_t source, size_t *count)
{
	const struct intake_found *found = intake->found;
	*count =
	    intake->joined ? intake->joined->parts[source].count : found->count;
	return intake->joined ? intake->joined->parts[source].names
			      : found->names;
}

/* The record's cells under the joined names. */
static void
place_cells(struct joined *joined, const struct intake_found *found,
    struct intake_record *record)
{
	const struct part *part = &joined->parts[joined->at];
	for (size_t i = 0; i < found->count; i++) {
		size_t place = part->places[i];
		joined->cells[i] = place == SIZE_MAX ? (struct slice){"", 0}
						     : record->cells[place];
		joined->beneath[i] = place == SIZE_MAX || !record->beneath
					 ? (struct beneath){0}
					 : record->beneath[place];
	}
	record->cells = joined->cells;
	if (record->beneath)
		record->beneath = joined->beneath;
	record->count = found->count;
}

/* Adds up the counts that are complete once a file has ended. */
static void
add_counts(struct intake_found *found, const struct intake_found *own)
{
	found->line_ends |= own->line_ends;
	found->blank_lines += own->blank_lines;
	found->malformed += own->malformed;
}

enum intake_result
joined_next(struct intake *intake, struct intake_record *record)
{
	struct joined *joined = intake->joined;
	struct intake_found *found = intake->found;
	while (joined->at < joined->count) {
		struct intake *part = joined->parts[joined->at].intake;
		enum intake_result result = intake_next(part, record);
		if (result == INTAKE_FAILED)
			return result;
		if (result == INTAKE_END) {
			add_counts(found, intake_found(part));
			joined->at++;
			continue;
		}
		record->number = ++found->rows;
		record->source = (uint32_t)joined->at;
		if (result == INTAKE_ROW)
			place_cells(joined, found, record);
		return result;
	}
	return INTAKE_END;
}
