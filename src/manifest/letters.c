#include "manifest/letters.h"

#include "ledger/addressee.h"
#include "manifest/messages.h"
#include "manifest/table.h"

static const struct message *const heads[] = {
    &manifest_word_letter, &manifest_word_file, &manifest_word_first_page,
    &manifest_word_last_page, &manifest_word_pages_column,
    &manifest_word_sheets, &manifest_word_addressee, &manifest_word_rows,
    &manifest_word_digest,
    &manifest_word_own_file, /* only where letters have one */
};

#define COLUMNS (sizeof heads / sizeof *heads)

struct letters {
	struct table table;
	struct strbuf text;
};

static bool
write_letter(const struct ledger_letter *letter, void *ctx)
{
	struct letters *letters = ctx;
	struct table *table = &letters->table;
	table_next(table);
	table_number(table, 0, letter->number);
	table_text(table, 1, letter->file, LOOK_PLAIN);
	table_number(table, 2, letter->first_page);
	table_number(table, 3, letter->first_page + letter->pages - 1);
	table_number(table, 4, letter->pages);
	table_number(table, 5, letter->sheets);
	strbuf_reset(&letters->text);
	addressee_write(&letters->text, table->words, letter->addressee);
	table_text(table, 6, strbuf_view(&letters->text), LOOK_PLAIN);
	table_text(table, 7, letter->rows, LOOK_PLAIN);
	table_text(table, 8, letter->digest, LOOK_PLAIN);
	if (letter->own_file.len)
		table_text(table, 9, letter->own_file, LOOK_PLAIN);
	return true;
}

bool
letters_write(const struct table *like, struct ledger *ledger,
    struct letters_written *written, struct diag *diag)
{
	struct slice headers[COLUMNS];
	for (size_t i = 0; i < COLUMNS; i++)
		headers[i] = message_text(like->words, heads[i]);
	bool own = false;
	if (!ledger_has_own_files(ledger, &own, diag))
		return false;
	size_t columns = own ? COLUMNS : COLUMNS - 1;
	struct letters letters = {.table = {.book = like->book,
				      .words = like->words,
				      .name = &manifest_word_letters_sheet,
				      .name_more = &manifest_word_letters_more,
				      .headers = headers,
				      .columns = columns,
				      .printed = own ? columns : columns - 1,
				      .limit = like->limit}};
	table_start(&letters.table);
	bool ok = ledger_each_letter(ledger, write_letter, &letters, diag);
	table_finish(&letters.table);
	strbuf_fini(&letters.text);
	*written =
	    (struct letters_written){letters.table.sheets, letters.table.rows};
	return ok;
}
