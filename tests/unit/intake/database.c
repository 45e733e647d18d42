/* What needs no database: a query's text, a connection, a driver's words. */
#include "base/mask.h"
#include "intake/connection.h"
#include "intake/driver_text.h"
#include "intake/query_text.h"
#include "intake/wide.h"

#include "dump.h"
#include "test.h"

/* ---- queries */

static const struct {
	const char *text;
	const char *sent; /* or the code that refuses it */
	bool unordered;
} queries[] = {
    {"select a from b order by a", "select a from b order by a", false},
    {"SELECT a FROM b ORDER\n  BY a ;\n", "SELECT a FROM b ORDER\n  BY a",
	false},
    {"with x as (select 1) select * from x -- order by\n",
	"with x as (select 1) select * from x", true},
    {"values (1), (2)", "values (1), (2)", true},
    {"  /* hej */ -- då\n(select 1) ", "/* hej */ -- då\n(select 1)", true},
    {"select 'a;b' as x, \"c;d\", `e;f` order by 1",
	"select 'a;b' as x, \"c;d\", `e;f` order by 1", false},
    {"select 'it''s; fine' order by 1", "select 'it''s; fine' order by 1",
	false},
    {"select 1 /* ; */ -- ; nothing", "select 1", true},
    {"select 'order by'", "select 'order by'", true},
    {"select c.order_by_x from c", "select c.order_by_x from c", true},
    {"select 1 --", "select 1", true},
    {"select 1 ---; a", "select 1", true},
    {"select order from by", "select order from by", true},
    {"select a from b order a by", "select a from b order a by", true},
    {"table b", "table b", true},
    {"select \u00e5 from \u00f6 order by \u00e5",
	"select \u00e5 from \u00f6 order by \u00e5", false},
    {"select _a.b_ from c order by 1", "select _a.b_ from c order by 1", false},
    {"select 1 /*+ ; delete from b */", "several-statements", false},
    {"_select", "not-a-query", false},
    {"", "not-a-query", false},
    {"-- select", "not-a-query", false},
    {";", "not-a-query", false},
    {"selected", "not-a-query", false},
    {"update b set a = 1", "not-a-query", false},
    {"insert into b select 1", "not-a-query", false},
    {"pragma user_version", "not-a-query", false},
    {"exec p", "not-a-query", false},
    {"copy b to '/tmp/x'", "not-a-query", false},
    {"select 1; delete from b", "several-statements", false},
    {"select 1;; ", "select 1", true},
    {"; select 1", "several-statements", false},
    {"select 1 --; delete from b\n", "several-statements", false},
    {"select 1 --a; delete from b\n", "several-statements", false},
    {"select 1 /*! ; delete from b */", "several-statements", false},
    {"select '\\'; delete from b; -- '", "several-statements", false},
    {"select '\\''; delete from b; -- '", "several-statements", false},
    {"select [a'b] ; delete from b -- '", "several-statements", false},
    {"select 1 /* /* */ ; delete from b */", "several-statements", false},
    {"select $$ ; delete from b $$", "several-statements", false},
    {"select 'open; delete from b", "select 'open; delete from b", true},
};

static void
test_queries(void)
{
	for (size_t i = 0; i < COUNT(queries); i++) {
		struct sources *sources = sources_new();
		struct diag *diag = diag_new(sources);
		struct slice text = slice_view(queries[i].text), sent;
		uint32_t file = sources_add(sources, "q.sql", text);
		bool ok = query_text_check(text, file, &sent, diag);
		const struct diag_report *first =
		    diag_count(diag) ? diag_view(diag, 0) : NULL;
		if (ok)
			test_slice(
			    queries[i].text, slice_trim(sent), queries[i].sent);
		else
			test_text(queries[i].text, first->main.message->code,
			    queries[i].sent);
		test_true(queries[i].text,
		    !ok || (first != NULL) == queries[i].unordered);
		diag_free(diag);
		sources_free(sources);
	}
}

/* ---- connections */

static const struct {
	const char *said;
	const char *code; /* NULL: fine */
} connections[] = {
    {"DSN=vard", NULL},
    {" dsn = vard ; UID=x;", NULL},
    {"Driver={PostgreSQL Unicode};Server=db;Database=a", NULL},
    {"Driver=x;Description={a;b}}c=d};Database=y", NULL},
    {"DSN=a;ConnSettings={delete from b}", "foreign-keyword"},
    {"DSN=a;LoadExt=x.so", "foreign-keyword"},
    {"", "not-a-connection"},
    {"vard", "not-a-connection"},
    {"DSN=", "not-a-connection"},
    {"Server=db", "not-a-connection"},
    {"DSN=a;Server=", "not-a-connection"},
    {"DSN=;Server=a", "not-a-connection"},
    {"Driver={x;Server=db", NULL},
    {"DSN=a;Server={b;LoadExt=c", NULL},
    {"Driver={x}}y}z;LoadExt=c", "foreign-keyword"},
    {"DSN=a;FILEDSN=/tmp/x", "foreign-keyword"},
    {"DSN=a;savefile=/tmp/x", "foreign-keyword"},
    {"DSN=a;PWD=b", "password-in-job"},
    {"DSN=a;pwd=", "password-in-job"},
    {"DSN=a; Password = b", "password-in-job"},
    {"DSN=a;pass=b", "password-in-job"},
    {"DSN=a;SSLPassphrase=b", "password-in-job"},
    {"DSN=a;pqopt={sslmode=require password=b}", "password-in-job"},
    {"PWD", "password-in-job"},
};

static void
test_connections(void)
{
	for (size_t i = 0; i < COUNT(connections); i++) {
		struct sources *sources = sources_new();
		struct diag *diag = diag_new(sources);
		bool ok = connection_check(
		    slice_view(connections[i].said), NO_SPAN, diag);
		test_text(connections[i].said,
		    ok ? NULL : diag_view(diag, 0)->main.message->code,
		    connections[i].code);
		diag_free(diag);
		sources_free(sources);
	}
}

static void
test_written(void)
{
	static const struct {
		const char *said, *driver, *password, *want;
	} cases[] = {
	    {" DSN = a ; UID=b;", "libodbcx.so", NULL, "DSN=a;UID=b"},
	    {"DSN=a", "/x/psqlodbcw.so", NULL,
		"DSN=a;UseDeclareFetch=1;Fetch=10000;Debug=0;CommLog=0"},
	    {"DSN=a", "libSQLite3odbc.so", "", "DSN=a;NoCreat=1"},
	    {"DSN={a;b}", "", "x}y;z", "DSN={a;b};PWD={x}}y;z}"},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct strbuf out = {0};
		if (cases[i].password)
			setenv(CONNECTION_PASSWORD, cases[i].password, 1);
		connection_write(&out, slice_view(cases[i].said),
		    slice_view(cases[i].driver));
		test_slice(cases[i].said, strbuf_view(&out), cases[i].want);
		unsetenv(CONNECTION_PASSWORD);
		strbuf_fini(&out);
	}
	test_slice("a keyword in any case",
	    connection_find(SLICE("a=b;Driver={x;y}"), "DRIVER"), "{x;y}");
}

/* ---- what a driver says */

static void
test_driver_texts(void)
{
	static const struct {
		const char *state, *text, *want;
	} cases[] = {
	    {"42P01", "ERROR: relation \"k\" does not exist;\nError while",
		"ERROR: relation \"k\" does not exist"},
	    {"22P02", "ERROR: invalid input: \"Gösta \"G\" Öhrn\"",
		"ERROR: invalid input: \"…\""},
	    {"22018", "Conversion failed of 'Åke' to int.",
		"Conversion failed of \"…\" to int"},
	    {"23505", "key 19310202-9810 is there\nDETAIL: 2",
		"key ########-#### is there"},
	    {"22007", "open \"Åke", "open \"…\""},
	    {"HY000", "[SQLite]no such column: zz (1)",
		"[SQLite]no such column: zz (1)"},
	    {"HY000", "a value 'Åke' of MySQL", "a value \"…\" of MySQL"},
	    {"IM002", "[unixODBC]Data source 'a' not found",
		"[unixODBC]Data source 'a' not found"},
	    {"08001", "\tno\tserver \r\n", "no server"},
	    {"08001", "no\rserver", "no server"},
	    {"08001", "", ""},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct strbuf out = {0};
		driver_text_add(
		    &out, cases[i].state, slice_view(cases[i].text));
		test_slice(cases[i].text, strbuf_view(&out), cases[i].want);
		strbuf_fini(&out);
	}
	char longer[1000];
	struct strbuf out = {0};
	memset(longer, 'x', sizeof longer);
	memcpy(longer + 299, "å", 2);
	driver_text_add(&out, "08001", (struct slice){longer, sizeof longer});
	test_number(
	    "a long one is cut between characters", (long long)out.len, 299);
	strbuf_fini(&out);
}

/* ---- units of two bytes */

static void
test_wide(void)
{
	static const uint16_t units[] = {
	    'a', 0xe5, 0x20ac, 0xd83d, 0xde00, 'b'};
	static const uint16_t halves[] = {0xde00, 'a', 0xd83d};
	struct strbuf out = {0}, back = {0};
	test_true("units", wide_add(&out, units, COUNT(units)));
	test_slice("as UTF-8", strbuf_view(&out), "aå€😀b");
	wide_write(&back, strbuf_view(&out));
	test_true(
	    "and back", slice_equal(strbuf_view(&back),
			    (struct slice){(const char *)units, sizeof units}));
	strbuf_reset(&out);
	test_true("halves are said", !wide_add(&out, halves, COUNT(halves)));
	test_slice("and replaced", strbuf_view(&out), "�a�");
	static const uint16_t beyond[] = {0xd83d, 0xe000};
	strbuf_reset(&out);
	test_true("a half before what is none",
	    !wide_add(&out, beyond, COUNT(beyond)));
	test_slice("which stays", strbuf_view(&out), "�\ue000");
	strbuf_reset(&back);
	wide_write(&back, SLICE("a\xff"));
	static const uint16_t lost[] = {'a', 0xfffd};
	test_true("a byte that is no text",
	    slice_equal(strbuf_view(&back),
		(struct slice){(const char *)lost, sizeof lost}));
	strbuf_fini(&out);
	strbuf_fini(&back);
}

static void
test_masks(void)
{
	static const struct {
		const char *line, *want;
	} cases[] = {
	    {"register: {odbc: \"DSN=a;PWD=hemligt;UID=b\"}",
		"register: {odbc: \"DSN=a;PWD=XXXXXXX;UID=b\"}"},
	    {"x Password = då nu\" y", "x Password = XX XX\" y"},
	    {"passwd={a;b}c", "passwd=XXXX}c"},
	    {"pwd", "pwd"},
	    {"the password is long", "the password is long"},
	    {"lösenord: hej", "lösenord: XXX"},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct strbuf out = {0};
		mask_line(&out, slice_view(cases[i].line));
		test_slice(cases[i].line, strbuf_view(&out), cases[i].want);
		strbuf_fini(&out);
	}
}

int
main(void)
{
	test_queries();
	test_connections();
	test_written();
	test_driver_texts();
	test_wide();
	test_masks();
	return test_end();
}
