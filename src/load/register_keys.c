/*
 * load/register_keys.c - the same key, or the same person, in several rows.
 */
#include "beside/beside.h"
#include "load/messages.h"
#include "load/misaligned.h"
#include "load/register.h"
#include "record/people.h"
#include "text/normal.h"

static void
sets_fini(struct key_sets *sets)
{
	key_counts_fini(&sets->all);
	key_counts_fini(&sets->preferred);
	key_counts_fini(&sets->deceased);
	key_counts_fini(&sets->unclear);
	key_counts_fini(&sets->shorts);
}

void
register_keys_fini(struct register_keys *keys)
{
	sets_fini(&keys->by_key);
	sets_fini(&keys->by_person);
	similar_keys_fini(&keys->similar);
	people_free(keys->died);
	people_free(keys->died_numbered);
	people_free(keys->unfit);
	keys->died = keys->died_numbered = keys->unfit = NULL;
}

static void
sets_add(const struct job_reads *reads, struct key_sets *sets, uint32_t source,
    const struct register_row *row, struct slice key, bool is_short)
{
	if (!key.len)
		return;
	key_counts_add(
	    reads->preferred == source ? &sets->preferred : &sets->all, key);
	enum death death = register_row_death(reads, row);
	if (death == DEATH_SURE)
		key_counts_add(&sets->deceased, key);
	else if (death == DEATH_UNCLEAR)
		key_counts_add(&sets->unclear, key);
	if (is_short)
		key_counts_add(&sets->shorts, key);
}

/* ---- whoever has died, by number, or by name and street */

static struct people *
open_people(struct people **people)
{
	if (!*people)
		*people = people_new();
	return *people;
}

static struct slice
text_at(const struct slice *cells, size_t column)
{
	return column == COLUMN_NONE ? (struct slice){NULL, 0} : cells[column];
}

static bool
is_number(enum column_type type)
{
	return type == COLUMN_PERSONNUMMER || type == COLUMN_HENKILOTUNNUS ||
	       type == COLUMN_FODSELSNUMMER;
}

/* Whether somebody's number is known: two whose numbers differ are two people,
 * however alike their names and homes. */
static bool
is_numbered(const struct job_reads *reads, bool key_fits, struct slice person)
{
	return person.len ||
	       (key_fits && is_number(reads->columns.at[reads->key].type));
}

static void
add_died(const struct job_reads *reads, struct register_keys *keys,
    const struct register_row *row)
{
	const struct address_columns *from = &reads->address;
	struct slice names[sizeof from->name / sizeof *from->name];
	if (register_row_death(reads, row) == DEATH_NO)
		return;
	struct people *died = open_people(&keys->died);
	people_add_number(died, row->cells[reads->key]);
	if (!row->key_fits)
		people_add_misspelt_number(died, row->cells[reads->key]);
	people_add_number(died, text_at(row->cells, reads->person));
	for (size_t i = 0; i < from->name_count; i++)
		names[i] = text_at(row->cells, from->name[i]);
	if (!text_is_blank(row->cells[from->street]))
		people_add_home(is_numbered(reads, row->key_fits, row->person)
				    ? open_people(&keys->died_numbered)
				    : died,
		    names, from->name_count, row->cells[from->street],
		    text_at(row->cells, from->postcode));
}

void
register_keys_add_misaligned(const struct job *job, struct register_keys *keys,
    const struct intake_record *record)
{
	if (misaligned_died(job, record))
		misaligned_add(job, open_people(&keys->died), record);
}

static const struct slice *
texts_of(
    const struct job *job, struct arena *scratch, const struct value *values)
{
	struct slice *texts =
	    ARENA_ARRAY(scratch, struct slice, job->reads.columns.count);
	for (size_t i = 0; i < job->reads.columns.count; i++)
		texts[i] = values[i].text;
	return texts;
}

static bool
lives_where_one_died(const struct job *job, struct people *died,
    const struct address_columns *at, const struct value *values,
    struct arena *scratch)
{
	if (!died || at->street == COLUMN_NONE)
		return false;
	uint64_t street = people_street(died, values[at->street].text, true);
	if (!people_has_street(died, street))
		return false;
	return people_has_home(died, street, texts_of(job, scratch, values), 0,
	    at->name, at->name_count);
}

/* Whether another row with the same number or home says that the person has
 * died. */
static bool
may_have_died(const struct job *job, const struct register_keys *keys,
    struct arena *scratch, const struct value *values)
{
	struct people *died = keys->died;
	const struct value *key = &values[job->reads.key];
	const struct value *person = job->reads.person == COLUMN_NONE
					 ? &(struct value){.kind = VALUE_EMPTY}
					 : &values[job->reads.person];
	if (!died)
		return false;
	if (people_has_number(died, key->text) ||
	    people_has_number(died, person->text) ||
	    lives_where_one_died(
		job, died, &job->reads.address, values, scratch))
		return true;
	bool numbered = is_numbered(&job->reads,
	    key->kind != VALUE_EMPTY && key->kind != VALUE_UNFIT,
	    person->kind == VALUE_UNFIT ? (struct slice){"", 0} : person->text);
	return !numbered && lives_where_one_died(job, keys->died_numbered,
				&job->reads.address, values, scratch);
}

/* Whether the guardian to whom the letter would go has died, by another row.
 * Nothing says the guardian's number. */
static bool
may_have_dead_guardian(const struct job *job, const struct register_keys *keys,
    struct arena *scratch, const struct value *values)
{
	const struct job_reads *reads = &job->reads;
	if (job->file->guardian.mail.index == GUARDIAN_CLIENT ||
	    reads->guardian == COLUMN_NONE || !values[reads->guardian].text.len)
		return false;
	return lives_where_one_died(job, keys->died, &reads->guardian_address,
		   values, scratch) ||
	       lives_where_one_died(job, keys->died_numbered,
		   &reads->guardian_address, values, scratch);
}

/* ---- keys and numbers */

bool
register_key_is_text(const struct job_reads *reads)
{
	enum column_type type = reads->columns.at[reads->key].type;
	return type == COLUMN_TEXT || type == COLUMN_PHONE;
}

void
register_keys_add(const struct job_reads *reads, struct register_keys *keys,
    struct arena *scratch, uint32_t source, const struct register_row *row)
{
	sets_add(reads, &keys->by_key, source, row, row->key.text,
	    row->key_is_short);
	sets_add(reads, &keys->by_person, source, row, row->person,
	    row->person_is_short);
	if (register_key_is_text(reads))
		similar_keys_add(&keys->similar, scratch, row->key.text);
	if (!row->key_fits && !register_key_is_text(reads))
		people_add_number(
		    open_people(&keys->unfit), row->cells[reads->key]);
	add_died(reads, keys, row);
}

static void
sets_close(struct key_sets *sets)
{
	key_counts_close(&sets->all);
	key_counts_close(&sets->preferred);
	key_counts_close(&sets->deceased);
	key_counts_close(&sets->unclear);
	key_counts_close(&sets->shorts);
}

void
register_keys_close(struct register_keys *keys)
{
	sets_close(&keys->by_key);
	sets_close(&keys->by_person);
	similar_keys_close(&keys->similar);
	if (keys->died)
		people_close(keys->died);
	if (keys->died_numbered)
		people_close(keys->died_numbered);
}

void
register_keys_tell(const struct job_reads *reads, struct register_keys *keys)
{
	keys->told[0] = &keys->by_key.all;
	keys->told[1] = &keys->by_key.preferred;
	beside_put_keys(reads->beside, keys->told);
}

/* "20010305-9811" may be "19010305-9811", where it was written with ten. */
static void
weigh_century(
    const struct key_sets *sets, struct slice key, struct rule_case *row)
{
	char to[14];
	if (key.len != 13 || !key_counts_holds(&sets->shorts, key))
		return;
	memcpy(to, key.at, key.len);
	to[1] = key.at[0] == '2' ? '9' : '8';
	to[0] = '1';
	struct slice older = {to, key.len};
	row->two_centuries |= key_counts_holds(&sets->all, older) ||
			      key_counts_holds(&sets->preferred, older);
}

/*
 * A person whom one row says to be dead is so in every row, whatever the job
 * lets through or prefers: the others do not know better.
 */
static void
sets_weigh(const struct job *job, const struct key_sets *sets, uint32_t source,
    struct slice key, struct rule_case *row)
{
	bool preferred = job->reads.preferred == source;
	if (!key.len)
		return;
	weigh_century(sets, key, row);
	row->deceased |= key_counts_holds(&sets->deceased, key);
	row->deceased_unclear |= key_counts_holds(&sets->unclear, key);
	if (!preferred && key_counts_holds(&sets->preferred, key)) {
		row->superseded = true;
		row->preferred = job->reads.sources[job->reads.preferred].name;
	} else if (!job->file->allow.duplicate.span.file) {
		row->duplicate |= key_counts_repeats(
		    preferred ? &sets->preferred : &sets->all, key);
	}
}

/* A cell that says so is asked last: a rule may know of it. */
static void
weigh_words(const struct job *job, struct arena *scratch,
    const struct value *values, struct rule_case *row)
{
	if (!job->reads.worded || row->unfit)
		return;
	size_t column = job_find_words(
	    job, texts_of(job, scratch, values), MARK_KIND_DECEASED);
	row->unfit = column != COLUMN_NONE;
	if (row->unfit)
		PROBLEM(&row->why, &load_speaks_of_death,
		    ARGS(job->reads.columns.at[column].name));
}

void
register_weigh_row(const struct job *job, const struct register_keys *keys,
    struct arena *scratch, uint32_t source, const struct value *values,
    struct rule_case *row)
{
	struct slice key = values[job->reads.key].text;
	sets_weigh(job, &keys->by_key, source, key, row);
	row->similar = !job->file->allow.similar.span.file &&
		       similar_keys_find(&keys->similar, scratch, key);
	if (job->reads.person != COLUMN_NONE)
		sets_weigh(job, &keys->by_person, source,
		    values[job->reads.person].text, row);
	/* "19310202 9810" is a row that is held, and this one the same
	 * person's. */
	if (keys->unfit && values[job->reads.key].kind != VALUE_UNFIT &&
	    !job->file->allow.duplicate.span.file)
		row->duplicate |= people_has_number(keys->unfit, key);
	row->twin_died = may_have_died(job, keys, scratch, values);
	row->guardian_died = may_have_dead_guardian(job, keys, scratch, values);
	weigh_words(job, scratch, values, row);
}
