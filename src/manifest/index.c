#include "manifest/index.h"

#include "base/file.h"
#include "manifest/csvout.h"
#include "manifest/messages.h"

struct index_file {
	struct csvout *csv;
	/* Banners that are not written yet; they lie before their letters. */
	struct banner *banners;
	size_t count, room, next;
	struct arena *mem;
};

static bool
keep_banner(const struct banner *banner, void *ctx)
{
	struct index_file *index = ctx;
	index->banners = arena_grow(index->mem, index->banners, &index->room,
	    index->count + 1, sizeof *index->banners);
	index->banners[index->count++] = *banner; /* its numbers alone */
	return true;
}

/* The rest of a line, behind what it is of. */
static void
write_place(struct index_file *index, const struct ledger_letter *letter,
    uint32_t first_page, uint32_t pages, uint32_t sheets)
{
	csvout_text(index->csv, letter->file);
	csvout_number(index->csv, first_page);
	csvout_number(index->csv, pages);
	csvout_number(index->csv, sheets);
	csvout_text(index->csv, letter->stationery);
	csvout_end_row(index->csv);
}

static bool
write_letter(const struct ledger_letter *letter, void *ctx)
{
	struct index_file *index = ctx;
	if (index->next < index->count &&
	    index->banners[index->next].first_letter == letter->number) {
		csvout_text(index->csv, SLICE("banner"));
		write_place(
		    index, letter, index->banners[index->next++].page, 1, 1);
	}
	csvout_number(index->csv, letter->number);
	write_place(
	    index, letter, letter->first_page, letter->pages, letter->sheets);
	return true;
}

bool
index_write(struct sink *sink, struct ledger *ledger, struct diag *diag)
{
	struct index_file index = {
	    .csv = csvout_to_sink(sink), .mem = arena_new()};
	sink_write(
	    sink, SLICE("letter,file,first_page,pages,sheets,stationery\r\n"));
	bool ok = ledger_each_banner(ledger, 0, keep_banner, &index, diag) &&
		  ledger_each_letter(ledger, write_letter, &index, diag);
	csvout_free(index.csv);
	arena_free(index.mem);
	return ok;
}

#define INDEX_LIMIT ((size_t)4 << 30)

/* The first line in which they differ. */
static uint32_t
differing_line(struct slice a, struct slice b)
{
	uint32_t line = 1;
	size_t both = a.len < b.len ? a.len : b.len;
	for (size_t i = 0; i < both && a.at[i] == b.at[i]; i++)
		line += a.at[i] == '\n';
	return line;
}

bool
index_check(const char *path, struct ledger *ledger, struct diag *diag)
{
	struct arena *mem = arena_new();
	struct strbuf want = {0};
	struct slice have;
	struct sink *sink = sink_to_memory(&want);
	bool ok =
	    sink_end(sink, index_write(sink, ledger, diag), diag) &&
	    file_read(mem, path, INPUT_NONE, INDEX_LIMIT, diag, NO_SPAN, &have);
	if (ok && !slice_equal(have, strbuf_view(&want))) {
		REPORT(diag, NO_SPAN, &manifest_index_differs,
		    ARGS(path, differing_line(have, strbuf_view(&want))));
		ok = false;
	}
	strbuf_fini(&want);
	arena_free(mem);
	return ok;
}
