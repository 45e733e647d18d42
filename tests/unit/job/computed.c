/* Columns that the job makes from others: their types, values and sources. */
#include "job/computed.h"

#include <stdlib.h>

#include "beside/beside.h"
#include "test.h"

enum { KEY, NAME, NUMBER, CROSS, OWN_COLUMNS };
#define COLUMNS_MAX 8

struct bench {
	struct arena *mem;
	struct sources *sources;
	struct diag *diag;
	struct job job;
	struct job_file file;
	struct column columns[COLUMNS_MAX];
	bool declared;
};

/* Up to three computed columns, named "A", "B" and "C". */
#define MADE_MAX 3

static const struct {
	const char *name;
	const char *is[MADE_MAX];
	const char *types; /* of them; or the first code */
	const char *values; /* of "7", "Ek, Åsa", "12", "x" */
} cases[] = {
    {"a text", {"upper(Namn)"}, "text", "EK, ÅSA"},
    {"a number", {"Tal + 1"}, "decimal", "13"},
    {"a condition", {"Tal > 10"}, "flag", "ja"},
    {"a date", {"2012-03-19 + 1"}, "date", "2012-03-20"},
    {"from another, whatever their order", {"upper(B)", "surname(Namn)"},
	"text text", "EK Ek"},
    {"what is empty, which an empty text is", {"''", "A = ''"}, "text flag",
	" ja"},
    {"what is not", {"Namn", "A = ''"}, "text flag", "Ek, Åsa nej"},
    {"three in a row", {"B + 1", "C + 1", "Tal"}, "decimal decimal decimal",
	"14 13 12"},
    {"two from a third", {"upper(C)", "lower(C)", "Namn"}, "text text text",
	"EK, ÅSA ek, åsa Ek, Åsa"},
    {"the job's date", {"year(job.datum)"}, "decimal", "2012"},
    {"a circle", {"upper(B)", "lower(A)"}, "computed-cycle", NULL},
    {"from itself", {"upper(A)"}, "computed-cycle", NULL},
    {"of one that cannot be made, and one that can",
	{"B + C", "upper(Namm)", "upper(Namn)"}, "unknown-name", NULL},
    {"an unknown name", {"upper(Namm)"}, "unknown-name", NULL},
    {"what is not an expression", {"upper("}, "open-parenthesis", NULL},
};

static void
open_bench(struct bench *bench)
{
	static const struct {
		const char *name;
		enum column_type type;
	} own[OWN_COLUMNS] = {{"Nyckel", COLUMN_TEXT}, {"Namn", COLUMN_TEXT},
	    {"Tal", COLUMN_INTEGER}, {"Kryss", COLUMN_FLAG}};
	*bench = (struct bench){
	    .mem = arena_new(),
	    .sources = sources_new(),
	    .declared = true,
	};
	struct job *job = &bench->job;
	bench->diag = diag_new(bench->sources);
	job->mem = bench->mem;
	job->file = &bench->file;
	job->language = "sv";
	bench->file.date.when = day_of(2012, 3, 19);
	job->reads.columns = (struct columns){bench->columns, OWN_COLUMNS};
	for (size_t i = 0; i < OWN_COLUMNS; i++) {
		bench->columns[i] = (struct column){
		    .name = slice_view(own[i].name), .type = own[i].type};
		column_prepare(bench->mem, &bench->columns[i], 0);
	}
	/* No file lies beside the register. */
	const struct beside_setting setting = {
	    .mem = bench->mem,
	    .diag = bench->diag,
	    .folder = ".",
	    .columns = &job->reads.columns,
	    .language = "sv",
	};
	job->reads.beside = beside_new(&setting);
}

static void
close_bench(struct bench *bench)
{
	beside_free(bench->job.reads.beside);
	diag_free(bench->diag);
	sources_free(bench->sources);
	arena_free(bench->mem);
}

static struct conf_text
text_of(struct bench *bench, const char *text)
{
	struct slice slice = slice_view(text);
	uint32_t file = sources_add(bench->sources, text, slice);
	return (struct conf_text){
	    slice, (struct span){.file = file, .line = 1, .column = 1}};
}

/* Declares "A", "B" … and checks them. */
static bool
declare(struct bench *bench, const char *const *is)
{
	static const char *const names[MADE_MAX] = {"A", "B", "C"};
	for (size_t i = 0; i < MADE_MAX && is[i]; i++) {
		const struct job_column said = {
		    .name = text_of(bench, names[i]),
		    .is = text_of(bench, is[i]),
		};
		if (!computed_declare(&bench->job, &said, bench->diag))
			bench->declared = false;
	}
	return computed_check(&bench->job, bench->diag) && bench->declared;
}

static void
write_types(const struct bench *bench, struct strbuf *out)
{
	const struct columns *columns = &bench->job.reads.columns;
	for (size_t i = OWN_COLUMNS; i < columns->count; i++)
		strbuf_print(out, "%s%s", i > OWN_COLUMNS ? " " : "",
		    column_type_names[columns->at[i].type]);
}

static void
write_values(struct bench *bench, struct strbuf *out)
{
	struct slice cells[COLUMNS_MAX] = {
	    SLICE("7"), SLICE("Ek, Åsa"), SLICE("12"), SLICE("ja")};
	struct value values[COLUMNS_MAX];
	struct row row = {.number = 1};
	computed_read_row(
	    &bench->job.reads, false, bench->mem, cells, values, &row);
	for (size_t i = OWN_COLUMNS; i < row.count; i++)
		strbuf_print(out, "%s%.*s", i > OWN_COLUMNS ? " " : "",
		    (int)values[i].text.len, values[i].text.at);
}

static void
test_case(size_t i)
{
	struct bench bench;
	struct strbuf types = {0}, values = {0};
	open_bench(&bench);
	bool ok = declare(&bench, cases[i].is);
	test_true(cases[i].name, ok == (cases[i].values != NULL));
	if (ok) {
		write_types(&bench, &types);
		write_values(&bench, &values);
		test_slice(
		    cases[i].name, strbuf_view(&values), cases[i].values);
	} else {
		strbuf_add_text(
		    &types, diag_view(bench.diag, 0)->main.message->code);
	}
	test_slice(cases[i].name, strbuf_view(&types), cases[i].types);
	strbuf_fini(&types);
	strbuf_fini(&values);
	close_bench(&bench);
}

/* A row for which it cannot be told has a doubt there, and nowhere else. */
static void
test_doubt(void)
{
	static const char *const is[MADE_MAX] = {"Tal + 1", "upper(Namn)"};
	struct bench bench;
	struct slice cells[COLUMNS_MAX] = {
	    SLICE("7"), SLICE("Ek"), SLICE(""), SLICE("")};
	struct value values[COLUMNS_MAX];
	struct row row = {.number = 1};
	open_bench(&bench);
	declare(&bench, is);
	computed_read_row(
	    &bench.job.reads, false, bench.mem, cells, values, &row);
	test_true("a doubt", row_doubt(&row, OWN_COLUMNS) != NULL);
	test_true("no other", !row_doubt(&row, OWN_COLUMNS + 1));
	test_number("no value", values[OWN_COLUMNS].kind, VALUE_UNFIT);
	test_slice("a value", values[OWN_COLUMNS + 1].text, "EK");
	/* A value that was computed when the row was loaded is kept. */
	cells[OWN_COLUMNS] = SLICE("99");
	computed_read_row(
	    &bench.job.reads, false, bench.mem, cells, values, &row);
	test_slice("as it was kept", values[OWN_COLUMNS].text, "99");
	test_true("without a doubt", !row_doubt(&row, OWN_COLUMNS));
	close_bench(&bench);
}

/* Which columns of the register they are made from. */
static void
test_sources(void)
{
	static const char *const is[MADE_MAX] = {
	    "upper(B)", "surname(Namn)", "Tal + 1"};
	struct bench bench;
	const struct job_reads *reads = &bench.job.reads;
	open_bench(&bench);
	declare(&bench, is);
	enum { A = OWN_COLUMNS, B, C };
	test_true("itself", computed_share(reads, NAME, NAME));
	test_true("two of the register", !computed_share(reads, NAME, NUMBER));
	test_true("by way of another", computed_share(reads, A, NAME));
	test_true("in either order", computed_share(reads, NAME, A));
	test_true("two that are made", computed_share(reads, A, B));
	test_true("of unlike columns", !computed_share(reads, A, C));
	test_true("no crosses", !computed_reads_crosses(reads));
	close_bench(&bench);
}

static void
count_source(size_t column, void *ctx)
{
	test_number("the name", (long long)column, NAME);
	++*(size_t *)ctx;
}

/* Before they are checked, nobody knows what they are made from. */
static void
test_unchecked(void)
{
	struct bench bench;
	const struct job_reads *reads = &bench.job.reads;
	bool ok = true;
	open_bench(&bench);
	struct conf_text one = text_of(&bench, "upper(Namn)");
	struct conf_text two = text_of(&bench, "lower(Namn)");
	size_t a = computed_line(&bench.job, &one, &ok, bench.diag);
	size_t b = computed_line(&bench.job, &two, &ok, bench.diag);
	test_true("two columns", ok && a != b);
	test_true("not of the name yet",
	    !computed_share(reads, a, NAME) && !computed_share(reads, NAME, a));
	test_true("nor of the same", !computed_share(reads, a, b));
	size_t seen = 0;
	computed_each_source(reads, a, count_source, &seen);
	test_number("of nothing at all", (long long)seen, 0);
	test_true("checked", computed_check(&bench.job, bench.diag));
	test_true("of the name",
	    computed_share(reads, a, NAME) && computed_share(reads, NAME, a));
	test_true("and of the same", computed_share(reads, a, b));
	computed_each_source(reads, a, count_source, &seen);
	test_number("of one", (long long)seen, 1);
	close_bench(&bench);
}

/* Of two the second cannot be made: they share nothing. */
static void
test_broken(void)
{
	static const char *const is[MADE_MAX] = {"upper(Namn)", "upper(Namm)"};
	struct bench bench;
	const struct job_reads *reads = &bench.job.reads;
	open_bench(&bench);
	test_true("one is none", !declare(&bench, is));
	enum { A = OWN_COLUMNS, B };
	test_true(
	    "the other is made of the name", computed_share(reads, A, NAME));
	test_true("and they share nothing",
	    !computed_share(reads, A, B) && !computed_share(reads, B, A));
	close_bench(&bench);
}

static void
test_crosses(void)
{
	static const char *const is[MADE_MAX] = {"not Kryss"};
	struct bench bench;
	open_bench(&bench);
	test_true("of none", !computed_reads_crosses(&bench.job.reads));
	declare(&bench, is);
	test_true("not yet", !computed_reads_crosses(&bench.job.reads));
	bench.columns[CROSS].empty_is_no = true;
	test_true("crosses", computed_reads_crosses(&bench.job.reads));
	close_bench(&bench);
}

/* ---- address: */

static const struct {
	const char *name, *said;
	size_t column; /* that it stands for */
	const char *code;
} lines[] = {
    {"not given", NULL, COLUMN_NONE, ""},
    {"the register's", "namn", NAME, ""},
    {"one that is made", "surname(Namn)", OWN_COLUMNS, ""},
    {"no column", "Namm", COLUMN_NONE, "no-such-column"},
    {"not an expression", "surname(", COLUMN_NONE, "open-parenthesis"},
};

static void
test_line(size_t i)
{
	struct bench bench;
	bool ok = true;
	open_bench(&bench);
	struct conf_text said = {0};
	if (lines[i].said)
		said = text_of(&bench, lines[i].said);
	size_t column = computed_line(&bench.job, &said, &ok, bench.diag);
	test_true(lines[i].name, column == lines[i].column);
	test_true(lines[i].name, ok == !*lines[i].code);
	test_text(lines[i].name,
	    ok ? "" : diag_view(bench.diag, 0)->main.message->code,
	    lines[i].code);
	/* The same again is the same column. */
	if (ok)
		test_true(lines[i].name, computed_line(&bench.job, &said, &ok,
					     bench.diag) == column);
	close_bench(&bench);
}

/* The same in other signs is the same column. */
static void
test_spelled(void)
{
	struct bench bench;
	bool ok = true;
	open_bench(&bench);
	struct conf_text said = text_of(&bench, "surname(Namn)");
	struct conf_text again = text_of(&bench, "surname(  Namn )");
	size_t column = computed_line(&bench.job, &said, &ok, bench.diag);
	test_true("spelled otherwise",
	    computed_line(&bench.job, &again, &ok, bench.diag) == column && ok);
	/* What ends in a NUL is no expression. */
	again.text = (struct slice){"Na\0mn", 5};
	test_true("a NUL",
	    computed_line(&bench.job, &again, &ok, bench.diag) == COLUMN_NONE &&
		!ok);
	close_bench(&bench);
}

/* `postal:` makes two, of a column or of an expression. */
static const struct {
	const char *said, *language, *code;
	size_t country;
} postals[] = {
    {"Namn", "sv", "", COLUMN_NONE},
    {"Namn", "nb", "", COLUMN_NONE},
    {"upper(Namn)", "sv", "", COLUMN_NONE},
    {"Namn", "sv", "", NUMBER},
    {"Namm", "sv", "no-such-column", COLUMN_NONE},
    {"upper(", "sv", "open-parenthesis", COLUMN_NONE},
};

static void
test_postal(size_t i)
{
	const char *name = postals[i].said;
	struct bench bench;
	size_t postcode, town;
	bool ok = true;
	open_bench(&bench);
	bench.job.language = postals[i].language;
	bench.columns[NUMBER].type = COLUMN_TEXT;
	struct conf_text said = text_of(&bench, name);
	computed_postal(&bench.job, &said, postals[i].country, &postcode, &town,
	    &ok, bench.diag);
	ok = ok && computed_check(&bench.job, bench.diag);
	test_true(name, ok == !*postals[i].code);
	if (!ok) {
		test_text(name, diag_view(bench.diag, 0)->main.message->code,
		    postals[i].code);
		close_bench(&bench);
		return;
	}
	struct slice cells[COLUMNS_MAX] = {
	    SLICE("7"), SLICE("99914 NORRVIKEN"), SLICE(""), SLICE("")};
	struct value at[COLUMNS_MAX];
	struct row row = {.number = 1};
	computed_read_row(&bench.job.reads, false, bench.mem, cells, at, &row);
	test_slice(name, at[postcode].text, "999 14");
	test_slice(name, at[town].text, "NORRVIKEN");
	close_bench(&bench);
}

static void
test_refused(void)
{
	static const struct {
		const char *name;
		bool required;
		const char *code;
	} refused[] = {{"Namn", false, "computed-shadows"},
	    {"D", true, "computed-required"}};
	for (size_t i = 0; i < COUNT(refused); i++) {
		struct bench bench;
		open_bench(&bench);
		const struct job_column said = {
		    .name = text_of(&bench, refused[i].name),
		    .is = text_of(&bench, "upper(Nyckel)"),
		    .required = refused[i].required,
		};
		test_true(refused[i].name,
		    !computed_declare(&bench.job, &said, bench.diag));
		test_text(refused[i].name,
		    diag_view(bench.diag, 0)->main.message->code,
		    refused[i].code);
		close_bench(&bench);
	}
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++)
		test_case(i);
	test_doubt();
	test_sources();
	test_unchecked();
	test_broken();
	test_crosses();
	for (size_t i = 0; i < COUNT(lines); i++)
		test_line(i);
	test_spelled();
	for (size_t i = 0; i < COUNT(postals); i++)
		test_postal(i);
	test_refused();
	return test_end();
}
