/*
 * job/register_keys.c - the same key, or the same person, in several rows.
 */
#include "job/register.h"

static void
sets_fini(struct key_sets *sets)
{
	key_counts_fini(&sets->all);
	key_counts_fini(&sets->preferred);
	key_counts_fini(&sets->deceased);
	key_counts_fini(&sets->unclear);
}

void
register_keys_fini(struct register_keys *keys)
{
	sets_fini(&keys->by_key);
	sets_fini(&keys->by_person);
}

static void
sets_add(const struct job *job, struct key_sets *sets, uint32_t source,
    const struct register_row *row, struct slice key)
{
	if (!key.len)
		return;
	key_counts_add(
	    job->preferred == source ? &sets->preferred : &sets->all, key);
	enum death death = register_row_death(job, row);
	if (death == DEATH_SURE)
		key_counts_add(&sets->deceased, key);
	else if (death == DEATH_UNCLEAR)
		key_counts_add(&sets->unclear, key);
}

void
register_keys_add(const struct job *job, struct register_keys *keys,
    uint32_t source, const struct register_row *row)
{
	sets_add(job, &keys->by_key, source, row, row->key.text);
	sets_add(job, &keys->by_person, source, row, row->person);
}

static void
sets_close(struct key_sets *sets)
{
	key_counts_close(&sets->all);
	key_counts_close(&sets->preferred);
	key_counts_close(&sets->deceased);
	key_counts_close(&sets->unclear);
}

void
register_keys_close(struct register_keys *keys)
{
	sets_close(&keys->by_key);
	sets_close(&keys->by_person);
}

/*
 * A person whom one row says to be dead is so in every row, whatever the job
 * lets through or prefers: the others do not know better.
 */
static void
sets_weigh(const struct job *job, const struct key_sets *sets, uint32_t source,
    struct slice key, struct rule_case *row)
{
	bool preferred = job->preferred == source;
	if (!key.len)
		return;
	row->deceased |= key_counts_holds(&sets->deceased, key);
	row->deceased_unclear |= key_counts_holds(&sets->unclear, key);
	if (!preferred && key_counts_holds(&sets->preferred, key)) {
		row->superseded = true;
		row->preferred = job->sources[job->preferred].name;
	} else if (!job->file->allow.duplicate.span.file) {
		row->duplicate |= key_counts_repeats(
		    preferred ? &sets->preferred : &sets->all, key);
	}
}

void
register_weigh_row(const struct job *job, const struct register_keys *keys,
    uint32_t source, const struct value *values, struct rule_case *row)
{
	sets_weigh(job, &keys->by_key, source, values[job->key].text, row);
	if (job->person != COLUMN_NONE)
		sets_weigh(job, &keys->by_person, source,
		    values[job->person].text, row);
}
