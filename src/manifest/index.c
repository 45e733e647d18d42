#include "manifest/index.h"

#include "base/file.h"

struct index_file {
	struct file_writer *writer;
	struct strbuf line;
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
write_line(struct index_file *index, const char *what, struct slice file,
    const uint32_t numbers[3])
{
	strbuf_reset(&index->line);
	strbuf_print(&index->line, "%s,%.*s,%u,%u,%u\r\n", what, (int)file.len,
	    file.at, numbers[0], numbers[1], numbers[2]);
	file_write(index->writer, strbuf_view(&index->line));
}

static bool
write_letter(const struct ledger_letter *letter, void *ctx)
{
	struct index_file *index = ctx;
	char number[16];
	if (index->next < index->count &&
	    index->banners[index->next].first_letter == letter->number)
		write_line(index, "banner", letter->file,
		    (const uint32_t[]){
			index->banners[index->next++].page, 1, 1});
	snprintf(number, sizeof number, "%u", letter->number);
	write_line(index, number, letter->file,
	    (const uint32_t[]){
		letter->first_page, letter->pages, letter->sheets});
	return true;
}

bool
index_write(const char *path, struct ledger *ledger, struct diag *diag)
{
	struct index_file index = {.writer = file_writer_new(path, diag)};
	if (!index.writer)
		return false;
	index.mem = arena_new();
	file_write(
	    index.writer, SLICE("letter,file,first_page,pages,sheets\r\n"));
	bool ok = ledger_each_banner(ledger, 0, keep_banner, &index, diag) &&
		  ledger_each_letter(ledger, write_letter, &index, diag);
	if (ok)
		ok = file_writer_commit(index.writer, diag);
	else
		file_writer_drop(index.writer);
	strbuf_fini(&index.line);
	arena_free(index.mem);
	return ok;
}
