#include "manifest/index.h"

#include "base/file.h"
#include "manifest/messages.h"

struct index_file {
	struct sink *sink;
	struct strbuf line, number;
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

static void
write_line(struct index_file *index, struct slice what, struct slice file,
    const uint32_t numbers[3])
{
	strbuf_reset(&index->line);
	strbuf_add(&index->line, what);
	strbuf_add_char(&index->line, ',');
	strbuf_add(&index->line, file);
	for (size_t i = 0; i < 3; i++) {
		strbuf_add_char(&index->line, ',');
		strbuf_add_number(&index->line, numbers[i]);
	}
	strbuf_add_text(&index->line, "\r\n");
	sink_write(index->sink, strbuf_view(&index->line));
}

static bool
write_letter(const struct ledger_letter *letter, void *ctx)
{
	struct index_file *index = ctx;
	if (index->next < index->count &&
	    index->banners[index->next].first_letter == letter->number)
		write_line(index, SLICE("banner"), letter->file,
		    (const uint32_t[]){
			index->banners[index->next++].page, 1, 1});
	strbuf_reset(&index->number);
	strbuf_add_number(&index->number, letter->number);
	write_line(index, strbuf_view(&index->number), letter->file,
	    (const uint32_t[]){
		letter->first_page, letter->pages, letter->sheets});
	return true;
}

bool
index_write(struct sink *sink, struct ledger *ledger, struct diag *diag)
{
	struct index_file index = {.sink = sink, .mem = arena_new()};
	sink_write(sink, SLICE("letter,file,first_page,pages,sheets\r\n"));
	bool ok = ledger_each_banner(ledger, 0, keep_banner, &index, diag) &&
		  ledger_each_letter(ledger, write_letter, &index, diag);
	strbuf_fini(&index.line);
	strbuf_fini(&index.number);
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
