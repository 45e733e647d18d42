/* The answer to a query as it was kept, which is read without a database. */
#include <sys/mman.h>

#include "dump.h"
#include "intake/reply.h"
#include "test.h"

#define NAME "DSN=vard k.sql"

/* What a driver calls a number or a day, and what of it is taken for one. */
static const struct {
	enum reply_kind kind;
	const char *cell;
	const char *value; /* beneath; "" none */
	const char *fault; /* its code, or "" */
} cells[] = {
    {REPLY_NUMBER, "3", "3", ""},
    {REPLY_NUMBER, "-3", "-3", ""},
    {REPLY_NUMBER, "1.500", "1.500", ""},
    {REPLY_NUMBER, "-0.5", "-0.5", ""},
    {REPLY_NUMBER, "1.5.0", "", ""},
    {REPLY_NUMBER, ".5", "", ""},
    {REPLY_NUMBER, "1.", "", ""},
    {REPLY_NUMBER, "-", "", ""},
    {REPLY_NUMBER, "", "", ""},
    {REPLY_NUMBER, "1,5", "", ""},
    {REPLY_NUMBER, "1:5", "", ""},
    {REPLY_NUMBER, "1e5", "", ""},
    {REPLY_NUMBER, "3-", "", ""},
    {REPLY_DATE, "2012-03-19", "2012-03-19", ""},
    {REPLY_DATE, "2012-03-19 14:05:00", "2012-03-19", ""},
    {REPLY_DATE, "2012-03-19T14:05:00", "2012-03-19", ""},
    {REPLY_DATE, "2012-03-19x", "", ""},
    {REPLY_DATE, "2012-03-190", "", ""},
    {REPLY_DATE, "2012-03-1", "", ""},
    {REPLY_DATE, "2012/03-19", "", ""},
    {REPLY_DATE, "2012-03/19", "", ""},
    {REPLY_DATE, "201/-03-19", "", ""},
    {REPLY_DATE, "201:-03-19", "", ""},
    {REPLY_DATE, "", "", ""},
    {REPLY_DATE, "0000-00-00", "", "no-such-day"},
    {REPLY_DATE, "2012-02-30", "", "no-such-day"},
    {REPLY_TEXT, "3", "", ""},
};

/* A file without a name that holds such an answer. */
static int
keep_cell(enum reply_kind kind, const char *cell)
{
	int file = memfd_create("reply", MFD_CLOEXEC);
	struct reply_writer *writer = reply_writer_new(file);
	reply_add_number(writer, 2);
	reply_add_number(writer, REPLY_TEXT);
	reply_add_text(writer, SLICE("Namn"));
	reply_add_number(writer, kind);
	reply_add_text(writer, SLICE("Antal"));
	reply_add_text(writer, SLICE("Ek"));
	reply_add_text(writer, slice_view(cell));
	reply_add_text(writer, SLICE("Lind"));
	reply_add_number(writer, REPLY_NULL);
	test_number("written", reply_writer_finish(writer), 0);
	return file;
}

static const struct intake_query asked = {
    .connection = {"DSN=vard", 8}, .file = "k.sql"};

static void
test_cell(size_t i)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	const struct intake_options options = {
	    .path = NAME, .query = &asked, .beneath = true};
	struct intake_record record;
	inputs_keep(diag, NAME, keep_cell(cells[i].kind, cells[i].cell));
	struct intake *intake = intake_open(mem, &options, diag);
	test_number("a row", intake_next(intake, &record), INTAKE_ROW);
	test_slice(cells[i].cell, record.cells[1], cells[i].cell);
	const struct beneath *beneath = &record.beneath[1];
	test_slice(cells[i].cell, beneath->value, cells[i].value);
	test_text(cells[i].cell, beneath->fault ? beneath->fault->code : "",
	    cells[i].fault);
	test_true(
	    cells[i].cell, beneath->is_date == (cells[i].kind == REPLY_DATE));
	test_number("another", intake_next(intake, &record), INTAKE_ROW);
	test_slice("NULL", record.cells[1], "");
	test_slice("nothing beneath it", record.beneath[1].value, "");
	test_number("the end", intake_next(intake, &record), INTAKE_END);
	test_number("nothing said", (long long)diag_count(diag), 0);
	intake_close(intake);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

/* The code that an answer is refused by; "" where it is read. */
static void
check(const char *name, const struct intake_options *options, int file,
    const struct input *known, const char *code)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	inputs_keep(diag, NAME, file);
	if (known)
		inputs_add(diag, known);
	struct intake *intake = intake_open(mem, options, diag);
	test_true(name, (intake != NULL) == !*code);
	test_text(name,
	    diag_count(diag) ? diag_view(diag, 0)->main.message->code : "",
	    code);
	intake_close(intake);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

static void
test_refused(void)
{
	struct intake_options options = {
	    .path = NAME, .query = &asked, .role = INPUT_REGISTER};
	const struct input other = {.role = INPUT_REGISTER, .path = NAME};
	const struct input look_up = {.role = INPUT_LOOK_UP, .path = NAME};
	check("an answer", &options, keep_cell(REPLY_TEXT, "3"), NULL, "");
	check("one that was another when it was read before", &options,
	    keep_cell(REPLY_TEXT, "3"), &other, "changed-meanwhile");
	check("one that was another for something else", &options,
	    keep_cell(REPLY_TEXT, "3"), &look_up, "");
	check("a file of nothing", &options, memfd_create("reply", MFD_CLOEXEC),
	    NULL, "cannot-write");
	options.encoding = "utf-8";
	check("an encoding", &options, keep_cell(REPLY_TEXT, "3"), NULL,
	    "not-of-a-query");
	options.encoding = NULL;
	options.header_row = 2;
	check("a header", &options, keep_cell(REPLY_TEXT, "3"), NULL,
	    "not-of-a-query");
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(cells); i++)
		test_cell(i);
	test_refused();
	return test_end();
}
