/*
 * tests/real/read.c - a register as intake reads it, for workbooks.py.
 *
 *	read-register FILE [HEADER ROW]
 *
 * A line for the header and one for each row: its number in the file, "ok" or
 * the code of what is wrong with it, and for each cell what it shows, what lies
 * beneath, and "unsure" or nothing; divided by tabs, in which a tab, a line's
 * end and a backslash are escaped. It prints people: it is for tests only.
 */
#include <stdlib.h>

#include "intake/intake.h"

static void
print(struct slice text)
{
	putchar('\t');
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] == '\t')
			fputs("\\t", stdout);
		else if (text.at[i] == '\n')
			fputs("\\n", stdout);
		else if (text.at[i] == '\r')
			fputs("\\r", stdout);
		else if (text.at[i] == '\\')
			fputs("\\\\", stdout);
		else
			putchar(text.at[i]);
	}
}

static void
print_row(const struct intake_record *record)
{
	const char *wrong =
	    record->why.message ? record->why.message->code : "ok";
	printf("%u\t%s", record->line, wrong);
	for (size_t i = 0; i < record->count; i++) {
		print(record->cells[i]);
		print(record->beneath ? record->beneath[i].value
				      : (struct slice){0});
		bool faulty = record->beneath && record->beneath[i].fault;
		fputs(faulty ? "\tunsure" : "\t", stdout);
	}
	putchar('\n');
}

static bool
read_register(
    struct arena *mem, const char *path, long header, struct diag *diag)
{
	const struct intake_options options = {
	    .path = path,
	    .header_row = (uint32_t)header,
	    .beneath = true,
	    .may_be_empty = true,
	};
	struct intake *intake = intake_open(mem, &options, diag);
	struct intake_record record;
	enum intake_result result = INTAKE_FAILED;
	if (!intake)
		return false;
	const struct intake_found *found = intake_found(intake);
	printf("%u\theader", found->header_line);
	for (size_t i = 0; i < found->count; i++)
		print(found->names[i]);
	putchar('\n');
	while ((result = intake_next(intake, &record)) <= INTAKE_MALFORMED)
		print_row(&record);
	intake_close(intake);
	return result == INTAKE_END;
}

int
main(int count, char **arguments)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	if (count < 2)
		return 2;
	bool ok = read_register(
	    mem, arguments[1], count > 2 ? atol(arguments[2]) : 0, diag);
	diag_print(diag, stderr);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
	return ok ? 0 : 1;
}
