#include "manifest/sheets.h"

#include "manifest/facts.h"
#include "manifest/messages.h"

/* Of a table's rows as they came to stand on their sheet. */
struct placed {
	uint32_t first, last;
};

/* One sheet, on which tables stand one below the other. */
struct showing {
	struct book *book;
	const struct words *words;
	struct sheet *sheet;
	const struct fact_table *table;
	uint32_t row; /* the next one */
	struct placed placed; /* the table at hand, without its sum */
};

/* ---- tables of facts on a sheet */

static enum look
header_look(enum fact_kind kind)
{
	if (kind == FACT_NUMBER)
		return LOOK_HEADER_NUMBER;
	return kind == FACT_HASH ? LOOK_HEADER_APART : LOOK_HEADER;
}

static void
begin(void *ctx, const struct fact_table *table)
{
	struct showing *showing = ctx;
	struct sheet *sheet = showing->sheet;
	showing->table = table;
	if (showing->row)
		showing->row++;
	sheet_text(sheet, showing->row++, 0,
	    message_text(showing->words, table->title), LOOK_TITLE);
	for (size_t i = 0; i < table->count; i++)
		sheet_text(sheet, showing->row, i,
		    message_text(showing->words, table->columns[i].head),
		    header_look(table->columns[i].kind));
	showing->row++;
	showing->placed.first = showing->row;
}

static enum look
text_look(enum fact_kind kind, bool sum)
{
	if (kind == FACT_HASH)
		return LOOK_HASH;
	return sum ? LOOK_SUM : LOOK_WRAP;
}

static void
write_cells(struct showing *showing, const struct fact *row, bool sum)
{
	const struct fact_table *table = showing->table;
	for (size_t i = 0; i < table->count; i++) {
		enum fact_kind kind = table->columns[i].kind;
		if (row[i].none)
			continue;
		if (kind == FACT_ORDINAL)
			sheet_number(showing->sheet, showing->row, i,
			    row[i].number, LOOK_ORDINAL);
		else if (kind == FACT_NUMBER)
			sheet_number(showing->sheet, showing->row, i,
			    row[i].number, sum ? LOOK_SUM_COUNT : LOOK_COUNTED);
		else
			sheet_text(showing->sheet, showing->row, i, row[i].text,
			    text_look(kind, sum));
	}
}

static void
add_row(void *ctx, const struct fact *row)
{
	struct showing *showing = ctx;
	write_cells(showing, row, false);
	showing->placed.last = showing->row++;
}

static void
add_sum(void *ctx, const struct fact *row)
{
	struct showing *showing = ctx;
	write_cells(showing, row, true);
	showing->row++;
}

static void
end(void *ctx)
{
	(void)ctx;
}

static struct facts
facts_on(struct showing *showing, struct ledger *ledger, struct diag *diag)
{
	return (struct facts){
	    .ledger = ledger,
	    .words = showing->words,
	    .diag = diag,
	    .begin = begin,
	    .row = add_row,
	    .sum = add_sum,
	    .end = end,
	    .ctx = showing,
	};
}

static struct showing
show_on(struct book *book, const struct words *words,
    const struct message *name, size_t columns)
{
	return (struct showing){
	    .book = book,
	    .words = words,
	    .sheet = book_add_sheet(book, message_text(words, name), columns),
	};
}

/* ---- the sheets */

static void
write_areas(struct showing *showing, const struct areas *areas)
{
	struct facts facts = facts_on(showing, NULL, NULL);
	facts.areas = areas;
	facts_areas(&facts);
	if (!showing->row)
		sheet_text(showing->sheet, showing->row++, 0,
		    message_text(showing->words, &manifest_no_areas),
		    LOOK_SPILL);
	sheet_finish_page(showing->sheet);
}

static bool
write_rules(struct book *book, const struct words *words, struct ledger *ledger,
    struct diag *diag)
{
	struct showing rules =
	    show_on(book, words, &manifest_word_rules_sheet, 8);
	struct facts facts = facts_on(&rules, ledger, diag);
	bool ok = facts_rules(&facts);
	sheet_finish_across(rules.sheet);
	return ok;
}

static void
write_head_line(void *ctx, struct slice name, struct slice text)
{
	struct showing *showing = ctx;
	sheet_text(showing->sheet, showing->row, 0, name, LOOK_STRONG);
	sheet_text(showing->sheet, showing->row++, 1, text, LOOK_SPILL);
}

static bool
write_provenance(struct book *book, const struct words *words,
    struct ledger *ledger, struct diag *diag)
{
	struct showing provenance =
	    show_on(book, words, &manifest_word_provenance_sheet, 6);
	struct facts facts = facts_on(&provenance, ledger, diag);
	struct arena *mem = arena_new();
	write_head_line(&provenance, message_text(words, &manifest_word_job),
	    ledger_text(ledger, mem, "job"));
	arena_free(mem);
	facts_head(ledger, words, write_head_line, &provenance);
	bool ok = facts_provenance(&facts);
	sheet_finish_across(provenance.sheet);
	return ok;
}

/* ---- charts of what stands on the other sheets */

static const uint32_t colours[OUTCOME_COUNT] = {
    [OUTCOME_LETTER] = 0x1B5E3A,
    [OUTCOME_TOGETHER] = 0x7DB896,
    [OUTCOME_EXCLUDED] = 0x8A929C,
    [OUTCOME_HELD] = 0xD98A1F,
};

static void
write_charts(struct book *book, const struct words *words,
    const struct outcome_cells *outcomes, const struct showing *areas)
{
	struct showing charts =
	    show_on(book, words, &manifest_word_charts_sheet, 10);
	struct chart chart = {
	    .title = message_text(words, &manifest_word_outcomes),
	    .of = outcomes->sheet,
	    .first = outcomes->row,
	    .last = outcomes->row + OUTCOME_COUNT - 1,
	    .first_column = 1,
	    .series = 1,
	    .names = {message_text(words, &manifest_word_rows)},
	    .colours = colours,
	};
	sheet_text(charts.sheet, 0, 0,
	    message_text(words, &manifest_word_charts_sheet), LOOK_TITLE);
	uint32_t row = sheet_add_chart(charts.sheet, 2, &chart);
	if (areas->table) {
		const struct message *const names[OUTCOME_COUNT] = {
		    &manifest_word_is_letter, &manifest_word_is_together,
		    &manifest_word_is_excluded, &manifest_word_is_held};
		chart = (struct chart){
		    .title = message_text(words, &manifest_word_areas),
		    .of = areas->sheet,
		    .first = areas->placed.first,
		    .last = areas->placed.last,
		    .first_column = 2,
		    .series = OUTCOME_COUNT,
		    .colours = colours,
		};
		for (int i = 0; i < OUTCOME_COUNT; i++)
			chart.names[i] = message_text(words, names[i]);
		sheet_add_chart(charts.sheet, row + 1, &chart);
	}
	sheet_finish_page(charts.sheet);
}

bool
sheets_write(struct book *book, const struct words *words,
    struct ledger *ledger, const struct areas *areas,
    const struct outcome_cells *outcomes, struct diag *diag)
{
	struct showing of_areas =
	    show_on(book, words, &manifest_word_areas_sheet, 6);
	write_areas(&of_areas, areas);
	if (!write_rules(book, words, ledger, diag) ||
	    !write_provenance(book, words, ledger, diag))
		return false;
	write_charts(book, words, outcomes, &of_areas);
	return true;
}
