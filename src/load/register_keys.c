/*
 * load/register_keys.c - the same key, or the same person, in several rows.
 */
#include "load/register.h"

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
}

static void
sets_add(const struct job *job, struct key_sets *sets, uint32_t source,
    const struct register_row *row, struct slice key, bool is_short)
{
	if (!key.len)
		return;
	key_counts_add(
	    job->reads.preferred == source ? &sets->preferred : &sets->all,
	    key);
	enum death death = register_row_death(job, row);
	if (death == DEATH_SURE)
		key_counts_add(&sets->deceased, key);
	else if (death == DEATH_UNCLEAR)
		key_counts_add(&sets->unclear, key);
	if (is_short)
		key_counts_add(&sets->shorts, key);
}

bool
register_key_is_text(const struct job *job)
{
	enum column_type type = job->reads.columns.at[job->reads.key].type;
	return type == COLUMN_TEXT || type == COLUMN_PHONE;
}

void
register_keys_add(const struct job *job, struct register_keys *keys,
    struct arena *scratch, uint32_t source, const struct register_row *row)
{
	sets_add(
	    job, &keys->by_key, source, row, row->key.text, row->key_is_short);
	sets_add(job, &keys->by_person, source, row, row->person,
	    row->person_is_short);
	if (register_key_is_text(job))
		similar_keys_add(&keys->similar, scratch, row->key.text);
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
}
