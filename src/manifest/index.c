#include "manifest/index.h"

#include "base/file.h"

struct index_file {
	struct file_writer *writer;
	struct strbuf line;
};

static bool
write_letter(const struct ledger_letter *letter, void *ctx)
{
	struct index_file *index = ctx;
	strbuf_reset(&index->line);
	strbuf_print(&index->line, "%u,%.*s,%u,%u,%u\r\n", letter->number,
	    (int)letter->file.len, letter->file.at, letter->first_page,
	    letter->pages, letter->sheets);
	file_write(index->writer, strbuf_view(&index->line));
	return true;
}

bool
index_write(const char *path, struct ledger *ledger, struct diag *diag)
{
	struct index_file index = {.writer = file_writer_new(path, diag)};
	if (!index.writer)
		return false;
	file_write(
	    index.writer, SLICE("letter,file,first_page,pages,sheets\r\n"));
	bool ok = ledger_each_letter(ledger, write_letter, &index, diag);
	if (ok)
		ok = file_writer_commit(index.writer, diag);
	else
		file_writer_drop(index.writer);
	strbuf_fini(&index.line);
	return ok;
}
