#include "plan/household.h"

#include <stdlib.h>

#include "base/memory.h"
#include "job/computed.h"
#include "job/messages.h"
#include "letter/usage.h"
#include "record/apartment.h"
#include "record/stand_in.h"
#include "text/normal.h"

struct households {
	struct job *job;
	struct arena *row_mem;
	struct hasher *hasher;
	bool **compared; /* by version: columns that must agree */
	bool **tables; /* by version: other tables whose rows must */
	struct household_member *at;
	size_t count, room;
};

static void
compare_column(bool *compared, size_t column)
{
	if (column != COLUMN_NONE)
		compared[column] = true;
}

static void
mark(size_t column, void *ctx)
{
	compare_column(ctx, column);
}

/* A text that asks a list for the row is each person's own. */
static void
mark_read(const struct job *job, const struct letter *letter, bool *compared)
{
	letter_each_column(letter, mark, compared);
	if (letter_asks_for_row(letter))
		compare_column(compared, job->reads.key);
}

/* Marks the columns that one version of the letter, with its frames, reads of a
 * row. */
static void
find_compared(const struct job *job, size_t version, bool *compared)
{
	const struct job_letter *letter = &job->writes.letters[version];
	for (size_t t = 0; t < letter->count; t++)
		mark_read(job, letter->texts[t].letter, compared);
	for (size_t f = letter->first_frame; f < letter->frame_end; f++) {
		if (job->writes.frames[f].letter)
			mark_read(job, job->writes.frames[f].letter, compared);
	}
	compare_column(compared, job->reads.address.street);
	compare_column(compared, job->reads.address.street2);
	compare_column(compared, job->reads.address.postcode);
	compare_column(compared, job->reads.address.town);
	compare_column(compared, job->reads.address.country);
	/* Names may differ: they are what a joined letter lists. */
	for (size_t i = 0; i < job->reads.columns.count; i++) {
		if (job_is_name(&job->reads, i))
			compared[i] = false;
	}
}

static void
find_tables(const struct job *job, size_t version, bool *tables)
{
	const struct job_letter *letter = &job->writes.letters[version];
	for (size_t t = 0; t < letter->count; t++)
		letter_mark_tables(letter->texts[t].letter, tables);
	for (size_t f = letter->first_frame; f < letter->frame_end; f++) {
		if (job->writes.frames[f].letter)
			letter_mark_tables(
			    job->writes.frames[f].letter, tables);
	}
}

struct households *
households_new(struct job *job)
{
	if (!job->file->households.by.span.file)
		return NULL;
	struct households *households = mem_new(1, sizeof *households);
	households->job = job;
	households->row_mem = arena_new();
	households->hasher = hasher_new();
	households->compared =
	    ARENA_ARRAY(job->mem, bool *, job->writes.letter_count);
	households->tables =
	    ARENA_ARRAY(job->mem, bool *, job->writes.letter_count);
	for (size_t v = 0; v < job->writes.letter_count; v++) {
		households->compared[v] =
		    ARENA_ARRAY(job->mem, bool, job->reads.columns.count + 1);
		find_compared(job, v, households->compared[v]);
		households->tables[v] = ARENA_ARRAY(
		    job->mem, bool, job->decides.scope.table_count + 1);
		find_tables(job, v, households->tables[v]);
	}
	return households;
}

void
households_free(struct households *households)
{
	if (!households)
		return;
	arena_free(households->row_mem);
	hasher_free(households->hasher);
	free(households->at);
	free(households);
}

static struct slice
folded_cell(struct households *households, const struct row *row, size_t column)
{
	if (column == COLUMN_NONE)
		return (struct slice){NULL, 0};
	return text_fold(households->row_mem, row->values[column].text);
}

static void
hash_part(struct households *households, struct slice part)
{
	hasher_add(households->hasher, part);
	hasher_add(households->hasher, SLICE("\0"));
}

/* Strangers have "-" in common. */
static bool
is_nothing(const struct households *households, const struct row *row)
{
	size_t column = households->job->pile.household_column;
	const struct columns *columns = &households->job->reads.columns;
	return columns->at[column].type == COLUMN_TEXT &&
	       stand_in_is(
		   households->row_mem, row->values[column].text, STAND_IN_KEY);
}

/* Hashes the cells by which people live together; false where they do not say
 * so. */
static bool
hash_home(struct households *households, const struct row *row)
{
	const struct job *job = households->job;
	if (job->pile.household_column != COLUMN_NONE) {
		struct slice id =
		    folded_cell(households, row, job->pile.household_column);
		hash_part(households, id);
		return id.len > 0 && !is_nothing(households, row);
	}
	size_t last =
	    job->reads.address.name[job->reads.address.name_count - 1];
	struct slice surname = folded_cell(households, row, last);
	struct slice street =
	    folded_cell(households, row, job->reads.address.street);
	struct slice extra =
	    folded_cell(households, row, job->reads.address.street2);
	hash_part(households, surname);
	return surname.len && street.len &&
	       (apartment_find(street).len || apartment_find(extra).len);
}

static bool
has_text(const struct row *row, size_t column)
{
	/* A computed one that could not be told may hold anything. */
	return column != COLUMN_NONE &&
	       (row->values[column].text.len || row_doubt(row, column));
}

static struct slice
full_name(
    const struct job *job, struct arena *letter_mem, const struct row *row)
{
	struct slice parts[4];
	size_t count = 0;
	for (size_t i = 0; i < job->reads.address.name_count; i++) {
		struct slice part =
		    row->values[job->reads.address.name[i]].text;
		if (part.len)
			parts[count++] = part;
	}
	return arena_join(letter_mem, parts, count, SLICE(" "));
}

/* The rows of the tables that the letter reads. */
static void
hash_tables(struct households *households, const struct expr_rows *tables,
    const bool *read)
{
	const struct scope *scope = &households->job->decides.scope;
	for (size_t i = 0; tables && i < scope->table_count; i++) {
		size_t cells = tables[i].count * scope->tables[i].column_count;
		for (size_t c = 0; read[i] && c < cells; c++)
			hash_part(households, text_fold(households->row_mem,
						  tables[i].values[c].text));
		hash_part(households, SLICE("|"));
	}
}

bool
households_look(struct households *households, struct arena *letter_mem,
    const struct row *row, const struct expr_rows *tables, uint32_t version,
    bool large_print, uint32_t enclosed, struct household_member *member)
{
	const struct job *job = households->job;
	struct slice key = row->values[job->reads.key].text;
	if (has_text(row, job->reads.guardian) ||
	    has_text(row, job->reads.address.co) || !key.len)
		return false;
	hasher_start(households->hasher);
	bool home = hash_home(households, row);
	uint32_t kind[3] = {version, large_print, enclosed};
	hash_part(households, (struct slice){(const char *)kind, sizeof kind});
	for (size_t i = 0; i < row->count; i++) {
		if (households->compared[version][i])
			hash_part(households, folded_cell(households, row, i));
	}
	hash_tables(households, tables, households->tables[version]);
	*member = (struct household_member){
	    .home = hasher_finish(households->hasher),
	    .row = row->number,
	    .key = key,
	    .person = job->reads.person == COLUMN_NONE
			  ? SLICE("")
			  : row->values[job->reads.person].text,
	    .first_name = row->values[job->reads.address.name[0]].text,
	    .full_name = full_name(job, letter_mem, row),
	};
	arena_reset(households->row_mem);
	return home;
}

void
households_take(
    struct households *households, const struct household_member *member)
{
	struct arena *mem = households->job->mem;
	households->at = mem_grow(households->at, &households->room,
	    households->count + 1, sizeof *households->at);
	struct household_member *own = &households->at[households->count++];
	*own = *member;
	own->key = arena_dup(mem, member->key);
	own->person = arena_dup(mem, member->person);
	own->first_name = arena_dup(mem, member->first_name);
	own->full_name = arena_dup(mem, member->full_name);
}

static int
compare_members(const void *a, const void *b)
{
	const struct household_member *x = a, *y = b;
	int order = memcmp(&x->home, &y->home, sizeof x->home);
	if (!order)
		order = slice_compare(x->key, y->key);
	return order ? order : (x->row > y->row) - (x->row < y->row);
}

static bool
is_same_person(
    const struct household_member *a, const struct household_member *b)
{
	return slice_equal(a->key, b->key) ||
	       (a->person.len && slice_equal(a->person, b->person));
}

/*
 * Names each person of these rows once. False where they are more people than
 * may share a letter, or rows of one person have two names.
 */
static bool
name_people(const struct household_member *members, size_t count, size_t most,
    struct household_names *names)
{
	const struct household_member *people[NAMES_MAX];
	names->count = 0;
	for (size_t i = 0; i < count; i++) {
		const struct household_member *member = &members[i];
		size_t at = 0;
		while (at < names->count && !is_same_person(people[at], member))
			at++;
		if (at == most)
			return false;
		if (at < names->count) {
			if (!text_same(
				people[at]->full_name, member->full_name))
				return false;
			continue;
		}
		people[at] = member;
		names->first[at] = member->first_name;
		names->full[at] = member->full_name;
		names->count++;
	}
	return true;
}

/* Where those who live with the one at `from` end. */
static size_t
find_home_end(const struct households *households, size_t from)
{
	const struct household_member *at = households->at;
	size_t end = from + 1;
	while (end < households->count &&
	       digest_equal(at[from].home, at[end].home))
		end++;
	return end;
}

bool
households_each(struct households *households,
    bool (*seen)(const struct household *household, void *ctx), void *ctx)
{
	size_t most = (size_t)households->job->file->households.most.number;
	if (households->count)
		qsort(households->at, households->count, sizeof *households->at,
		    compare_members);
	for (size_t i = 0, end; i < households->count; i = end) {
		struct household_names names;
		end = find_home_end(households, i);
		bool share =
		    name_people(&households->at[i], end - i, most, &names);
		/* Otherwise each gets a letter of their own. */
		size_t step = share ? end - i : 1;
		for (size_t j = i; j < end; j += step) {
			struct household household = {
			    &households->at[j], step, names};
			if (!share)
				name_people(
				    household.members, 1, 1, &household.names);
			if (!seen(&household, ctx))
				return false;
		}
	}
	return true;
}
