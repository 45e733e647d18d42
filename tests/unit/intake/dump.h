/*
 * tests/unit/intake/dump.h - a register read to its end, as text.
 *
 *	utf-8 ; LF             encoding, delimiter, line ends
 *	header 1: Namn|Ort
 *	1@2: Ek|Sundsvall      record @ physical line
 *	2@3: Ek [too-few-fields] the row on line 3 …
 *	end: 2 rows, 1 malformed, 0 blank
 *	<diagnostics as printed>
 */
#ifndef TESTS_UNIT_INTAKE_DUMP_H
#define TESTS_UNIT_INTAKE_DUMP_H

#include <ctype.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/problem.h"
#include "intake/intake.h"

static inline void
dump_cell(struct strbuf *out, struct slice cell)
{
	for (size_t i = 0; i < cell.len; i++) {
		unsigned char c = (unsigned char)cell.at[i];
		if (c < 0x20 || c == '\\')
			strbuf_print(out, "\\x%02x", c);
		else
			strbuf_add_char(out, (char)c);
	}
}

static inline void
dump_found(struct strbuf *out, const struct intake_found *found)
{
	static const char *const ends[] = {"LF", "CRLF", "CR", "CRCRLF"};
	char delimiter[2] = {found->delimiter, 0};
	strbuf_print(out, "%s%s%s %s", found->encoding,
	    found->bom ? " with BOM" : "", found->stated ? " as stated" : "",
	    found->kind == INTAKE_SPREADSHEET ? found->sheet
	    : found->delimiter == '\t'	      ? "tab"
					      : delimiter);
	for (int i = 0; i < 4; i++) {
		if (found->line_ends & 1u << i)
			strbuf_print(out, " %s", ends[i]);
	}
	strbuf_print(out, "\nheader %u: ", found->header_line);
	for (size_t i = 0; i < found->count; i++) {
		strbuf_add_text(out, i ? "|" : "");
		dump_cell(out, found->names[i]);
	}
	strbuf_add_char(out, '\n');
}

static inline void
dump_record(struct strbuf *out, struct arena *mem,
    const struct intake_record *record, bool malformed)
{
	strbuf_print(out, "%u@%u: ", record->number, record->line);
	for (size_t i = 0; i < record->count; i++) {
		strbuf_add_text(out, i ? "|" : "");
		dump_cell(out, record->cells[i]);
	}
	if (malformed) {
		strbuf_print(out, " [%s] ", record->why.message->code);
		strbuf_add(out, problem_text(mem, NULL, &record->why));
	}
	strbuf_add_char(out, '\n');
}

/* Diagnostics as a user sees them. */
static inline void
dump_diag(struct strbuf *out, struct diag *diag)
{
	char *said = NULL;
	size_t len = 0;
	FILE *to = open_memstream(&said, &len);
	diag_print(diag, to);
	fclose(to);
	strbuf_add(out, (struct slice){said, len});
	free(said);
}

/* With `rows` off only what is wrong and the counts. */
static inline void
dump_register(
    struct strbuf *out, const struct intake_options *options, bool rows)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct strbuf records = {0};
	struct intake *intake = intake_open(mem, options, diag);
	struct intake_record record;
	enum intake_result result = INTAKE_FAILED;
	while (intake &&
	       (result = intake_next(intake, &record)) <= INTAKE_MALFORMED) {
		if (rows || result == INTAKE_MALFORMED)
			dump_record(
			    &records, mem, &record, result == INTAKE_MALFORMED);
	}
	if (intake) {
		const struct intake_found *found = intake_found(intake);
		dump_found(out, found);
		strbuf_add(out, strbuf_view(&records));
		strbuf_print(out, "%s: %u rows, %u malformed, %u blank\n",
		    result == INTAKE_END ? "end" : "refused", found->rows,
		    found->malformed, found->blank_lines);
	}
	dump_diag(out, diag);
	intake_close(intake);
	strbuf_fini(&records);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

/* Bytes to a file of the working folder, which a test has made its own. */
static inline void
dump_write_file(const char *path, struct slice bytes)
{
	/* A truncated file is flushed to disk when it is closed; a new one
	 * is not. */
	unlink(path);
	FILE *file = fopen(path, "wb");
	if (!file ||
	    (bytes.len && fwrite(bytes.at, 1, bytes.len, file) != bytes.len) ||
	    fclose(file) != 0)
		abort();
}

/* A new folder to work in; dump_leave_folder removes it. */
static inline void
dump_enter_folder(char folder[32])
{
	strcpy(folder, "/tmp/utskick-test-XXXXXX");
	if (!mkdtemp(folder) || chdir(folder) != 0)
		abort();
}

static inline void
dump_leave_folder(const char *folder, const char *file)
{
	unlink(file);
	if (chdir("/") != 0 || rmdir(folder) != 0)
		abort();
}

#endif
