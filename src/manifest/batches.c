#include "manifest/batches.h"

#include "manifest/messages.h"
#include "manifest/table.h"

static const struct message *const heads[] = {
    &manifest_word_batch,
    &manifest_word_file,
    &manifest_word_first_letter,
    &manifest_word_last_letter,
    &manifest_word_letters_column,
    &manifest_word_pages_column,
    &manifest_word_sheets,
    &manifest_word_banners,
    &manifest_word_envelope,
    &manifest_word_stationery,
    &manifest_word_bytes,
    &manifest_word_file_digest,
};

#define COLUMNS (sizeof heads / sizeof *heads)

static bool
write_batch(const struct ledger_batch *batch, void *ctx)
{
	struct table *table = ctx;
	table_next(table);
	table_number(table, 0, batch->number);
	table_text(table, 1, batch->file, LOOK_PLAIN);
	table_number(table, 2, batch->first_letter);
	table_number(table, 3, batch->last_letter);
	table_number(table, 4, batch->letters);
	table_number(table, 5, batch->pages);
	table_number(table, 6, batch->sheets);
	table_number(table, 7, batch->banners);
	table_text(table, 8, batch->envelope, LOOK_PLAIN);
	table_text(table, 9, batch->stationery, LOOK_PLAIN);
	/* a file ends at 2 GiB */
	table_number(table, 10, (uint32_t)batch->bytes);
	table_text(table, 11, batch->digest, LOOK_HASH);
	return true;
}

bool
batches_write(
    const struct table *like, struct ledger *ledger, struct diag *diag)
{
	struct slice headers[COLUMNS];
	for (size_t i = 0; i < COLUMNS; i++)
		headers[i] = message_text(like->words, heads[i]);
	struct table table = {.book = like->book,
	    .words = like->words,
	    .name = &manifest_word_batches_sheet,
	    .name_more = &manifest_word_batches_more,
	    .headers = headers,
	    .columns = COLUMNS,
	    .limit = like->limit};
	table_start(&table);
	bool ok = ledger_each_batch(ledger, write_batch, &table, diag);
	table_finish(&table);
	return ok;
}
