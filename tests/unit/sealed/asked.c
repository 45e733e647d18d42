/* A sealed run, asked of a row: where it went, which rules it met, and what its
 * cells held. */
#include "sealed/sealed.h"

#include "changed.h"

#define RULE(is) "UPDATE rule SET reason = 'r', " is " WHERE number = 1;"
#define WHEN(condition) RULE("condition = '" condition "'")
#define OTHER                                                                  \
	"INSERT INTO rule SELECT 2, 'exclude', 'e', '', file, 0, 0, 0, 0, 0 "  \
	"FROM rule WHERE number = 1;"
#define TABLE                                                                   \
	"INSERT INTO beside SELECT 7, kind, 'träff', file, columns, 0, 0, 0, " \
	"0, 0, '', 0, 0, 0 FROM beside;"                                        \
	"INSERT INTO beside_row VALUES (1, 7, 0, 2, 2, '[\"Skolan\"]'), "       \
	"(1, 7, 1, 2, 3, '[]');"
#define ROW5                                                                   \
	"  row 5, line 6 of the register\n"                                    \
	"  outcome: excluded by rule 1: Bor på servicehus\n"
#define ROW1                                                                   \
	"  row 1, line 2 of the register\n"                                    \
	"  outcome: gets a letter\n"                                           \
	"  letter 1, batch 1, pages 3 to 3, addressee client\n"
#define ROW6                                                                   \
	"  row 6, line 7 of the register\n"                                    \
	"  outcome: held by rule 1: Bor på servicehus\n"

static const struct {
	const char *name, *sql;
	struct sealed_asked asked;
	const char *want, *code;
} cases[] = {
    {"excluded", OTHER, {.row = 5}, ROW5 "rule 1, exclude:   : matched\n",
	NULL},
    {"by its letter", OTHER, {.letter = 2},
	"  row 2, line 3 of the register\n"
	"  outcome: gets a letter\n"
	"  letter 2, batch 1, pages 5 to 5, addressee client\n"
	"rule 1, exclude:   : matched\n",
	NULL},
    {"by its key", OTHER, {.key = {"19990101-9803", 13}},
	"  row 3, line 4 of the register\n"
	"  outcome: gets a letter\n"
	"  letter 3, batch 2, pages 3 to 3, addressee client\n"
	"rule 1, exclude:   : matched\n",
	NULL},
    {"no such key", OTHER, {.key = {"19990101-9899", 13}}, NULL, "no-such-row"},
    {"no number of an identity",
	"UPDATE register_column SET type = 'personnummer' WHERE number = 0",
	{.key = {"19990101-9899", 13}}, NULL, "no-identity-number"},
    {"an identity that it has not",
	"UPDATE register_column SET type = 'personnummer' WHERE number = 0",
	{.key = {"19340412-9805", 13}}, NULL, "no-such-row"},
    {"one with a wrong check digit",
	"UPDATE register_column SET type = 'personnummer' WHERE number = 0",
	{.key = {"19340412-9806", 13}}, NULL, "no-identity-number"},
    {"nothing of an identity",
	"UPDATE register_column SET type = 'personnummer' WHERE number = 0",
	{.key = {"x", 1}}, NULL, "no-identity-number"},
    {"no letter", OTHER, {.letter = 9}, NULL, "no-such-row"},
    {"a condition that it meets", WHEN("Adress = ''''"), {.row = 5},
	ROW5 "rule 1, exclude: r  Adress = '': matched\n"
	     "  Adress: 'Björkgatan 3'\n",
	NULL},
    {"a condition with cells", WHEN("Adress = ''x'' and nr = ''y''"),
	{.row = 5},
	ROW5 "rule 1, exclude: r  Adress = 'x' and nr = 'y': matched\n"
	     "  Adress: 'Björkgatan 3'\n"
	     "  Nr: '19990101-9805'\n",
	NULL},
    {"a cell that is empty", WHEN("Adress = ''x''") "UPDATE cells SET c1 = '';",
	{.row = 5},
	ROW5 "rule 1, exclude: r  Adress = 'x': matched\n"
	     "  Adress: empty\n",
	NULL},
    {"a condition that cannot be read", WHEN("Adress = ("), {.row = 5},
	ROW5 "rule 1, exclude: r  Adress = (: matched\n", NULL},
    {"a table", WHEN("möten.plats = ''x''"), {.row = 1},
	ROW1 "rule 1, exclude: r  möten.plats = 'x': matched\n"
	     "  möten.plats: 'Folkets hus'\n",
	NULL},
    {"a table of which it has nothing", WHEN("möten.plats = ''x''"), {.row = 5},
	ROW5 "rule 1, exclude: r  möten.plats = 'x': matched\n"
	     "  möten.plats: empty\n",
	NULL},
    {"no such table", WHEN("mötes.plats = ''x''"), {.row = 1},
	ROW1 "rule 1, exclude: r  mötes.plats = 'x': matched\n", NULL},
    {"no such column", WHEN("möten.plat = ''x''"), {.row = 1},
	ROW1 "rule 1, exclude: r  möten.plat = 'x': matched\n", NULL},
    {"no table", WHEN("mö = ''x''"), {.row = 1},
	ROW1 "rule 1, exclude: r  mö = 'x': matched\n", NULL},
    {"no dot", WHEN("mötenplats = ''x''"), {.row = 1},
	ROW1 "rule 1, exclude: r  mötenplats = 'x': matched\n", NULL},
    {"two tables", TABLE WHEN("träff.plats = ''x''"), {.row = 1},
	ROW1 "rule 1, exclude: r  träff.plats = 'x': matched\n"
	     "  träff.plats: 'Skolan'\n",
	NULL},
    {"the other", TABLE WHEN("möten.plats = ''x''"), {.row = 1},
	ROW1 "rule 1, exclude: r  möten.plats = 'x': matched\n"
	     "  möten.plats: 'Folkets hus'\n",
	NULL},
    {"excluded by a later rule",
	OTHER "UPDATE outcome SET matches = '1 2', rule = 2;", {.row = 5},
	"  row 5, line 6 of the register\n"
	"  outcome: excluded by rule 2: Bor på servicehus\n"
	"rule 1, exclude:   : could not be decided\n"
	"rule 2, exclude: e  : matched\n",
	NULL},
    {"held with an exclude",
	OTHER "UPDATE outcome SET matches = '1', rule = 2;", {.row = 6},
	"  row 6, line 7 of the register\n"
	"  outcome: held by rule 2: Bor på servicehus\n"
	"rule 1, exclude:   : could not be decided\n",
	NULL},
    {"send", RULE("kind = 'send'"), {.row = 5},
	ROW5 "rule 1, send: r  : did not match\n", NULL},
    {"send, and held", RULE("kind = 'send'"), {.row = 6},
	ROW6 "rule 1, send: r  : could not be decided\n", NULL},
    {"send, not matched",
	RULE("kind = 'send', condition = 'x'") "UPDATE outcome SET matches = "
					       "'';",
	{.row = 5}, ROW5 "rule 1, send: r  x: matched\n", NULL},
    {"deceased", RULE("kind = 'deceased'"), {.row = 6},
	ROW6 "rule 1, built in: r  : could not be decided\n", NULL},
    {"hold", RULE("kind = 'hold'"), {.row = 6},
	ROW6 "rule 1, hold: r  : could not be decided\n", NULL},
    {"hold by its own reason",
	RULE("kind = 'hold', reason = 'Bor på servicehus'"), {.row = 6},
	ROW6 "rule 1, hold: Bor på servicehus  : matched\n", NULL},
    {"bare",
	OTHER WHEN("Adress = ''x''") "UPDATE cells SET key_hash = 'ab', c0 = "
				     "NULL, c1 = NULL;",
	{.row = 5}, ROW5 "rule 1, exclude: r  Adress = 'x': matched\n", NULL},
};

static void
test_case(const char *run, size_t i)
{
	struct strbuf out = {0};
	change(run, cases[i].sql);
	bool ok =
	    sealed_explain(bench.mem, run, &cases[i].asked, &out, bench.diag);
	test_true(cases[i].name, ok == !cases[i].code);
	if (cases[i].code)
		test_reported(cases[i].name, bench.diag, cases[i].code);
	else
		test_slice(cases[i].name, strbuf_view(&out), cases[i].want);
	strbuf_fini(&out);
}

int
main(void)
{
	char run[] = "/tmp/utskick-asked-XXXXXX";
	bench = (struct bench){.mem = arena_new(), .sources = sources_new()};
	bench.diag = diag_new(bench.sources);
	if (!mkdtemp(run))
		abort();
	test_true("a run", make_run(run, &bench));
	for (size_t i = 0; i < COUNT(cases); i++)
		test_case(run, i);
	folder_remove(run, bench.diag);
	diag_free(bench.diag);
	sources_free(bench.sources);
	arena_free(bench.mem);
	return test_end();
}
