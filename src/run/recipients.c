#include "run/recipients.h"

#include <stdlib.h>

#include "base/memory.h"
#include "beside/form.h"
#include "ledger/read.h"

struct reader {
	struct recipients *to;
	const struct job_reads *reads;
	day today;
	struct keyed_hasher *hasher;
	struct arena *row_mem;
};

/* A number that was read as one is kept in the form that it is known by. */
static struct slice
form_of(
    const struct reader *reader, const struct column *column, struct slice cell)
{
	if (column->type == COLUMN_PERSONNUMMER && !reader->reads->unfit_passes)
		return cell;
	return form_of_text(reader->row_mem, cell, reader->today);
}

/* The number of a person is never the same as somebody's customer number. */
static uint32_t
digest_of(const struct reader *reader, size_t index, struct slice cell)
{
	const struct column *column = &reader->reads->columns.at[index];
	struct slice parts[2] = {
	    column_is_identity(column->type) ? SLICE("person ") : SLICE("key "),
	    form_of(reader, column, cell)};
	struct digest digest = keyed_hasher_hash(reader->hasher,
	    arena_join(reader->row_mem, parts, 2, (struct slice){NULL, 0}));
	return (uint32_t)digest.bytes[0] << 24 |
	       (uint32_t)digest.bytes[1] << 16 |
	       (uint32_t)digest.bytes[2] << 8 | digest.bytes[3];
}

static bool
take_row(const struct ledger_row *row, void *ctx)
{
	struct reader *reader = ctx;
	struct recipients *to = reader->to;
	const struct job_reads *reads = reader->reads;
	bool letter =
	    row->outcome == OUTCOME_LETTER || row->outcome == OUTCOME_TOGETHER;
	bool by_person = reads->person != COLUMN_NONE && row->cells[1].len;
	size_t column = by_person ? reads->person : reads->key;
	struct slice cell = row->cells[by_person ? 1 : 0];
	if (!letter || !cell.len)
		return true;
	to->at = mem_grow(to->at, &to->room, to->count + 1, sizeof *to->at);
	to->at[to->count++] = digest_of(reader, column, cell);
	arena_reset(reader->row_mem);
	return true;
}

static int
compare(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

static void
sort(struct recipients *recipients)
{
	size_t kept = 0;
	if (recipients->count)
		qsort(recipients->at, recipients->count, sizeof *recipients->at,
		    compare);
	for (size_t i = 0; i < recipients->count; i++) {
		if (!kept || recipients->at[kept - 1] != recipients->at[i])
			recipients->at[kept++] = recipients->at[i];
	}
	recipients->count = kept;
	recipients->had = mem_new(kept, sizeof *recipients->had);
}

bool
recipients_read(struct recipients *recipients, const struct job_reads *reads,
    day today, const char *plan, struct slice secret, struct diag *diag)
{
	const size_t columns[2] = {reads->key,
	    reads->person == COLUMN_NONE ? reads->key : reads->person};
	struct reader reader = {
	    recipients, reads, today, keyed_hasher_new(secret), arena_new()};
	*recipients = (struct recipients){0};
	struct ledger *ledger = ledger_open(plan, diag);
	bool ok = ledger && ledger_each_decided(
				ledger, columns, 2, take_row, &reader, diag);
	ledger_close(ledger);
	keyed_hasher_free(reader.hasher);
	arena_free(reader.row_mem);
	if (ok)
		sort(recipients);
	return ok;
}

void
recipients_fini(struct recipients *recipients)
{
	free(recipients->at);
	free(recipients->had);
	*recipients = (struct recipients){0};
}

bool
recipients_mark(struct recipients *recipients, uint32_t digest)
{
	const uint32_t *found =
	    recipients->count ? bsearch(&digest, recipients->at,
				    recipients->count, sizeof digest, compare)
			      : NULL;
	if (found)
		recipients->had[found - recipients->at] = true;
	return found;
}

uint32_t
recipients_marked(const struct recipients *recipients)
{
	uint32_t marked = 0;
	for (size_t i = 0; i < recipients->count; i++)
		marked += recipients->had[i];
	return marked;
}
