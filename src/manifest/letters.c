#include "manifest/letters.h"

#include "ledger/addressee.h"
#include "manifest/messages.h"
#include "manifest/table.h"

static const struct message *const heads[] = {
    &manifest_word_letter,
    &manifest_word_file,
    &manifest_word_first_page,
    &manifest_word_last_page,
    &manifest_word_pages_column,
    &manifest_word_sheets,
    &manifest_word_addressee,
    &manifest_word_rows,
    &manifest_word_digest,
};

#define COLUMNS (sizeof heads / sizeof *heads)

struct letters {
	struct table table;
	struct strbuf text;
	/* Columns that stand only where letters have such; 0: not. */
	size_t own_file, code;
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
	table_text(table, 8, letter->digest, LOOK_HASH);
	if (letter->own_file.len)
		table_text(
		    table, letters->own_file, letter->own_file, LOOK_PLAIN);
	if (letter->code.len)
		table_text(table, letters->code, letter->code, LOOK_PLAIN);
	return true;
}

/* Behind the others, in this order. */
static size_t
add_columns(struct letters *letters, const struct words *words, bool own,
    bool code, struct slice headers[COLUMNS + 2])
{
	size_t count = 0;
	for (; count < COLUMNS; count++)
		headers[count] = message_text(words, heads[count]);
	if (own) {
		letters->own_file = count;
		headers[count++] = message_text(words, &manifest_word_own_file);
	}
	if (code) {
		letters->code = count;
		headers[count++] = message_text(words, &manifest_word_code);
	}
	return count;
}

bool
letters_write(
    const struct table *like, struct ledger *ledger, struct diag *diag)
{
	struct slice headers[COLUMNS + 2];
	bool own, code;
	if (!ledger_has_own_files(ledger, &own, diag) ||
	    !ledger_has_responses(ledger, &code, diag))
		return false;
	struct letters letters = {.table = {.book = like->book,
				      .words = like->words,
				      .name = &manifest_word_letters_sheet,
				      .name_more = &manifest_word_letters_more,
				      .headers = headers,
				      .limit = like->limit}};
	size_t columns = add_columns(&letters, like->words, own, code, headers);
	letters.table.columns = columns;
	letters.table.printed = own || code ? columns : columns - 1;
	table_start(&letters.table);
	bool ok = ledger_each_letter(ledger, write_letter, &letters, diag);
	table_finish(&letters.table);
	strbuf_fini(&letters.text);
	return ok;
}
