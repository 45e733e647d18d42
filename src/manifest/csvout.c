#include "manifest/csvout.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/file.h"
#include "base/memory.h"
#include "manifest/messages.h"

/* What is compared, a block at a time. */
struct block {
	int fd;
	int error; /* errno of what could not be read */
	size_t at, len;
	char bytes[1 << 16];
};

struct csvout {
	struct sink *sink; /* or NULL */
	struct block *like; /* or NULL */
	const char *path; /* of that */
	struct strbuf row;
	uint32_t rows, differs; /* the first row that does; 0: none */
	bool follows; /* a field came before in this row */
};

struct csvout *
csvout_to_sink(struct sink *sink)
{
	struct csvout *csv = mem_new(1, sizeof *csv);
	csv->sink = sink;
	return csv;
}

struct csvout *
csvout_like_file(const char *path, struct diag *diag)
{
	struct csvout *csv = mem_new(1, sizeof *csv);
	csv->path = path;
	int fd = file_open(path);
	if (fd < 0) {
		file_report_unread(diag, NO_SPAN, path, errno);
		free(csv);
		return NULL;
	}
	csv->like = mem_new(1, sizeof *csv->like);
	csv->like->fd = fd;
	return csv;
}

void
csvout_free(struct csvout *csv)
{
	if (!csv)
		return;
	if (csv->like)
		close(csv->like->fd);
	free(csv->like);
	strbuf_fini(&csv->row);
	free(csv);
}

static bool
needs_quotes(struct slice text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];
		if (c == '"' || c == ',' || c == '\r' || c == '\n')
			return true;
	}
	return false;
}

/* What a spreadsheet would take for a formula, or for such an apostrophe. */
static bool
needs_apostrophe(struct slice text)
{
	return text.len && text.at[0] && strchr("=+-@\t\r'", text.at[0]);
}

static void
start_field(struct csvout *csv)
{
	if (csv->follows)
		strbuf_add_char(&csv->row, ',');
	csv->follows = true;
}

void
csvout_text(struct csvout *csv, struct slice field)
{
	start_field(csv);
	struct strbuf *row = &csv->row;
	bool quoted = needs_quotes(field);
	if (quoted)
		strbuf_add_char(row, '"');
	if (needs_apostrophe(field))
		strbuf_add_char(row, '\'');
	if (!quoted) {
		strbuf_add(row, field);
		return;
	}
	for (size_t i = 0; i < field.len; i++) {
		if (field.at[i] == '"')
			strbuf_add_char(row, '"');
		strbuf_add_char(row, field.at[i]);
	}
	strbuf_add_char(row, '"');
}

void
csvout_number(struct csvout *csv, uint32_t number)
{
	start_field(csv);
	if (number)
		strbuf_add_number(&csv->row, number);
}

/* What comes next, read where there is none left; empty at the end, or where it
 * cannot be read: nothing is asked behind that. */
static struct slice
block_next(struct block *block)
{
	if (block->at == block->len) {
		ssize_t got =
		    fault_read(block->fd, block->bytes, sizeof block->bytes);
		block->error = got < 0 ? errno : 0;
		block->len = got > 0 ? (size_t)got : 0;
		block->at = 0;
	}
	return (struct slice){block->bytes + block->at, block->len - block->at};
}

/* Reads as many bytes as the row has, and looks whether they are its own. */
static bool
is_there(struct csvout *csv)
{
	struct slice row = strbuf_view(&csv->row);
	while (row.len) {
		struct slice next = block_next(csv->like);
		size_t len = row.len < next.len ? row.len : next.len;
		if (!len || memcmp(next.at, row.at, len) != 0)
			return false;
		csv->like->at += len;
		row = slice_from(row, len);
	}
	return true;
}

void
csvout_end_row(struct csvout *csv)
{
	strbuf_add(&csv->row, SLICE("\r\n"));
	csv->rows++;
	if (csv->sink)
		sink_write(csv->sink, strbuf_view(&csv->row));
	else if (!csv->differs && !is_there(csv))
		csv->differs = csv->rows;
	strbuf_reset(&csv->row);
	csv->follows = false;
}

bool
csvout_agrees(struct csvout *csv, struct diag *diag)
{
	if (!csv->differs && block_next(csv->like).len)
		csv->differs = csv->rows + 1;
	if (csv->like->error) {
		fault_report_unread(diag, NO_SPAN, csv->path, csv->like->error);
		return false;
	}
	if (!csv->differs)
		return true;
	REPORT(diag, NO_SPAN, &manifest_csv_differs,
	    ARGS(csv->path, csv->differs));
	return false;
}
