#include "manifest/csvout.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/memory.h"
#include "manifest/messages.h"

struct csvout {
	struct sink *sink; /* or NULL */
	FILE *like; /* what is compared, or NULL */
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
	csv->like = fopen(path, "rbe");
	if (csv->like)
		return csv;
	file_report(diag, path, errno);
	free(csv);
	return NULL;
}

void
csvout_free(struct csvout *csv)
{
	if (!csv)
		return;
	if (csv->like)
		fclose(csv->like);
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

/* Reads as many bytes as the row has, and looks whether they are its own. */
static bool
is_there(struct csvout *csv)
{
	struct slice row = strbuf_view(&csv->row);
	char bytes[4096];
	for (size_t at = 0; at < row.len;) {
		size_t want = row.len - at;
		if (want > sizeof bytes)
			want = sizeof bytes;
		if (fread(bytes, 1, want, csv->like) != want ||
		    memcmp(bytes, row.at + at, want) != 0)
			return false;
		at += want;
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
	if (!csv->differs && fgetc(csv->like) != EOF)
		csv->differs = csv->rows + 1;
	if (!csv->differs)
		return true;
	REPORT(diag, NO_SPAN, &manifest_csv_differs,
	    ARGS(csv->path, csv->differs));
	return false;
}
