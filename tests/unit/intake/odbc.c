/*
 * A database that answers as no driver of ours does: whatever it gives, the
 * register is whole or refused.
 */
#include <sys/mman.h>

#include "dump.h"
#include "fake_odbc.h"
#include "intake/asking.h"
#include "intake/odbc.h"
#include "intake/reader.h"
#include "test.h"

static void
add_codes(struct strbuf *out, const struct diag *diag)
{
	for (size_t i = 0; i < diag_count(diag); i++)
		strbuf_print(
		    out, "%s ", diag_view(diag, i)->main.message->code);
}

static void
add_cell(struct strbuf *out, struct odbc *odbc)
{
	static const char *const kinds[] = {
	    "", "NULL", "no text", "long", "broken"};
	struct strbuf text = {0};
	enum odbc_cell cell = odbc_cell(odbc, 0, &text);
	if (text.len > 100)
		strbuf_print(out, "[%zu]", text.len);
	else
		dump_cell(out, strbuf_view(&text));
	strbuf_print(out, "%s; ", kinds[cell]);
	strbuf_fini(&text);
}

/* "a:0 cell; end codes": the first column, its cells, how it ended. */
static void
ask(struct strbuf *out, struct diag *diag)
{
	size_t count = 0;
	enum reply_kind kind = REPLY_TEXT;
	enum odbc_row row;
	struct odbc *odbc = odbc_connect(SLICE("DSN=a"), NO_SPAN, diag);
	if (odbc && odbc_ask(odbc, SLICE("select 1"), NO_SPAN, &count) &&
	    odbc_column(odbc, 0, out, &kind)) {
		strbuf_print(out, ":%d ", (int)kind);
		while ((row = odbc_next(odbc)) == ODBC_ROW)
			add_cell(out, odbc);
		strbuf_add_text(out, row == ODBC_END ? "end " : "failed ");
	}
	odbc_close(odbc);
}

#define X31 "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
#define X93 X31 X31 X31
#define LONG_NAME X93 X93 X93 X93 X93 X93 X93 X93 X93 X93 X93 /* of 1,023 */
#define READ_ONLY "SET TRANSACTION READ ONLY"

static const struct {
	const char *name;
	struct script script;
	const char *want;
} cases[] = {
    {"a cell", {.rows = 1, .parts = {{SQL_SUCCESS, 4, "ab"}}}, "a:0 ab; end "},
    {"a number", {.types = {SQL_DECIMAL}}, "a:1 end "},
    {"a day", {.types = {SQL_TYPE_TIMESTAMP}}, "a:2 end "},
    {"NULL", {.rows = 1, .parts = {{SQL_SUCCESS, SQL_NULL_DATA, NULL}}},
	"a:0 NULL; end "},
    {"nothing", {.rows = 1, .parts = {{SQL_SUCCESS, 0, ""}}}, "a:0 ; end "},
    {"a cell that has been given",
	{.rows = 1, .parts = {{SQL_NO_DATA, 0, NULL}}}, "a:0 ; end "},
    {"bytes", {.rows = 1, .name = "SQLite", .parts = {{SQL_SUCCESS, 2, "ab"}}},
	"a:0 ab; end "},
    {"bytes of no text",
	{.rows = 1, .name = "SQLite", .parts = {{SQL_SUCCESS, 2, "a\xff"}}},
	"a:0 a\xffno text; end "},
    {"a NUL in a text",
	{.rows = 1, .name = "SQLite", .parts = {{SQL_SUCCESS, 3, "ab\0"}}},
	"a:0 ab\\x00no text; end "},
    {"two parts", {.rows = 1, .name = "SQLite", .cell_len = 20000},
	"a:0 [20000]; end "},
    {"more than is kept",
	{.rows = 1, .name = "SQLite", .cell_len = (1u << 20) + 1},
	"a:0 [1048577]long; end "},
    {"more than twice that",
	{.rows = 1, .name = "SQLite", .cell_len = 3u << 20}, "a:0 long; end "},
    {"more that does not come",
	{.rows = 1,
	    .parts = {{SQL_SUCCESS, 99999, "ab"}},
	    .state = "HY000",
	    .text = "x"},
	"a:0 broken; end query-broken "},
    {"a length below nothing", {.rows = 1, .parts = {{SQL_SUCCESS, -7, "ab"}}},
	"a:0 broken; end query-broken "},
    {"a second part that fails",
	{.rows = 1,
	    .parts = {{SQL_SUCCESS_WITH_INFO, SQL_NO_TOTAL, "ab"},
		{SQL_ERROR, 0, NULL}},
	    .state = "07006",
	    .text = "no Unicode"},
	"a:0 broken; end query-broken "},
    {"a second part of nothing",
	{.rows = 1,
	    .parts = {{SQL_SUCCESS_WITH_INFO, SQL_NO_TOTAL, "ab"},
		{SQL_SUCCESS, SQL_NULL_DATA, NULL}}},
	"a:0 NULL; end "},
    {"rows that break off", {.rows = 0, .last = SQL_ERROR},
	"a:0 failed query-broken "},
    {"another answer", {.more = -9}, "a:0 failed several-results "},
    {"another answer that fails", {.more = SQL_ERROR},
	"a:0 failed query-broken "},
    {"an end that fails", {.not_ended = true}, "a:0 failed query-broken "},
    {"no data at all", {.no_data = true}, "a:0 end "},
    {"not executed", {.not_executed = true, .state = "42000", .text = "no"},
	"query-refused "},
    {"not prepared", {.not_prepared = true}, "query-refused "},
    {"no number of columns", {.no_count = true}, "query-refused "},
    {"no columns", {.columns = -1}, "no-columns "},
    {"a column without a description", {.not_described = true},
	"query-refused "},
    {"a name below nothing", {.name_len = -1}, "query-refused "},
    {"a name of too much", {.name_len = 1024}, "query-refused "},
    {"half a pair in a name", {.names = {"half a pair"}},
	"\xEF\xBF\xBD"
	"alf a pairquery-refused "},
    {"a name as long as can be", {.names = {LONG_NAME}}, LONG_NAME ":0 end "},
    {"bytes in a column", {.types = {SQL_BINARY}}, "abinary-column "},
    {"long bytes in a column", {.types = {SQL_LONGVARBINARY}},
	"abinary-column "},
    {"some bytes in a column", {.types = {SQL_VARBINARY}}, "abinary-column "},
    {"no statement", {.no_statement = 1}, "query-refused "},
    {"no statement for the guard", {.name = "PostgreSQL", .no_statement = 1},
	"not-read-only "},
    {"not read only", {.name = "PostgreSQL", .not_said = READ_ONLY},
	"not-read-only "},
    {"no session that reads only",
	{.name = "MySQL", .not_said = "SET SESSION TRANSACTION READ ONLY"},
	"not-read-only "},
    {"a guard that answers nothing", {.name = "Oracle", .not_said_all = true},
	"a:0 end "},
    {"one that commits by itself", {.commits = true}, "not-read-only "},
    {"not reached", {.refuses = true, .state = "08001", .text = "no server"},
	"no-connection "},
    {"not reached, and nothing said", {.refuses = true}, "no-connection "},
};

static void
test_case(size_t i)
{
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct strbuf have = {0};
	script_start(&cases[i].script);
	ask(&have, diag);
	add_codes(&have, diag);
	test_slice(cases[i].name, strbuf_view(&have), cases[i].want);
	strbuf_fini(&have);
	diag_free(diag);
	sources_free(sources);
}

/* Which driver it is, wherever that is said, decides what it is told. */
static void
test_drivers(void)
{
	static const struct {
		const char *said, *odbc_ini, *odbcinst_ini, *want;
	} drivers[] = {
	    {"DSN=a", NULL, NULL, "DSN=a"},
	    {"DSN=a", "PG", "/x/psqlodbcw.so",
		"DSN=a;UseDeclareFetch=1;Fetch=10000;Debug=0;CommLog=0"},
	    {"DSN=a", "/x/libsqlite3odbc.so", NULL, "DSN=a;NoCreat=1"},
	    {"Driver={SQLite3}", NULL, NULL, "Driver={SQLite3};NoCreat=1"},
	    {"Driver=SQLite3", NULL, NULL, "Driver=SQLite3;NoCreat=1"},
	    {"Driver={", NULL, NULL, "Driver={"},
	    {"Driver=x;DSN=a", "psqlodbcw.so", NULL, "Driver=x;DSN=a"},
	    {"Server=a", "psqlodbcw.so", NULL, "Server=a"},
	};
	for (size_t i = 0; i < COUNT(drivers); i++) {
		struct sources *sources = sources_new();
		struct diag *diag = diag_new(sources);
		script_start(&(struct script){.odbc_ini = drivers[i].odbc_ini,
		    .odbcinst_ini = drivers[i].odbcinst_ini});
		struct odbc *odbc =
		    odbc_connect(slice_view(drivers[i].said), NO_SPAN, diag);
		test_true(drivers[i].said, odbc != NULL);
		test_slice(
		    drivers[i].said, strbuf_view(&connected), drivers[i].want);
		odbc_close(odbc);
		diag_free(diag);
		sources_free(sources);
	}
}

/* The same in a process of its own, which tells what went wrong. */
static void
test_asking(const char *name, const struct script *of, const char *want)
{
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct strbuf have = {0};
	int reply = memfd_create("reply", MFD_CLOEXEC);
	const struct asking asking = {
	    .diag = diag,
	    .connection = SLICE("DSN=a"),
	    .query = SLICE("select 1"),
	    .query_file = sources_add(sources, "k.sql", SLICE("select 1")),
	    .rows_file = sources_add_secret(sources, "DSN=a k.sql"),
	    .reply = reply,
	    .folder = ".",
	};
	script_start(of);
	bool ok = asking_ask(&asking);
	add_codes(&have, diag);
	test_true(name, ok == !*want);
	test_slice(name, strbuf_view(&have), want);
	close(reply);
	strbuf_fini(&have);
	diag_free(diag);
	sources_free(sources);
}

static void
test_process(void)
{
	test_asking("a cell",
	    &(struct script){.rows = 1, .parts = {{SQL_SUCCESS, 4, "ab"}}}, "");
	test_asking("all that are bytes",
	    &(struct script){.columns = 3,
		.types = {SQL_BINARY, SQL_VARCHAR, SQL_LONGVARBINARY},
		.names = {"a", "b", "c"}},
	    "binary-column binary-column ");
	test_asking("more columns than are read",
	    &(struct script){.columns = READER_COLUMNS_MAX + 1},
	    "too-many-columns ");
	test_asking("a row of too much",
	    &(struct script){.columns = 17,
		.rows = 1,
		.name = "SQLite",
		.cell_len = 1u << 20},
	    "row-too-long ");
	test_asking("a cell of too much",
	    &(struct script){
		.rows = 1, .name = "SQLite", .cell_len = (1u << 20) + 1},
	    "field-too-long ");
	test_asking("a cell of no text",
	    &(struct script){.rows = 1,
		.name = "SQLite",
		.parts = {{SQL_SUCCESS, 2, "a\xff"}}},
	    "not-text ");
	test_asking(
	    "not reached", &(struct script){.refuses = true}, "no-connection ");
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++)
		test_case(i);
	test_drivers();
	test_process();
	strbuf_fini(&connected);
	return test_end();
}
