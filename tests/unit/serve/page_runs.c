/* Earlier mailings: what became of each, what differs between two, and what can
 * be taken from one. */
#include <sys/stat.h>

#include "fate/chain.h"
#include "forked.h"
#include "sealed/changed.h"
#include "working.h"

#define RUN "out/2012-03-19-prov"
#define OTHER "out/2012-03-26-prov"

struct happened {
	enum event_kind kind;
	enum fate_change change;
	const char *letters;
};

static void
make(const char *run)
{
	bench.mem = work.mem;
	bench.diag = work.diag;
	mkdir("out", 0700);
	mkdir(run, 0700);
	test_true(run, make_run(run, &bench));
}

static void
happen(const struct happened *happened)
{
	struct chain chain;
	struct event event = {
	    .kind = happened->kind, .date = day_of(2012, 3, 21)};
	bool ok = numbers_read(&event.letters[happened->change], work.mem,
		      slice_view(happened->letters)) &&
		  chain_open(&chain, work.mem, RUN, work.diag) &&
		  chain_append(&chain, &event, work.diag);
	test_true("an event", ok);
	chain_close(&chain);
}

/* ---- the list */

#define FATE(name, count) "<dt>" name "</dt><dd>" count "</dd>"

static const struct {
	const char *name;
	struct happened happened[2];
	const char *want[6];
} lists[] = {
    {"nothing happened", {{0}},
	{FATE("Not posted yet", "4"), "!Withdrawn", "!Returned",
	    "!Printed again", "to-printer.zip", "!Events after"}},
    {"posted and returned",
	{{EVENT_POSTED, CHANGE_POSTED, "1-3"},
	    {EVENT_RETURNS, CHANGE_RETURNED, "2"}},
	{FATE("Posted", "2"), FATE("Returned", "1"),
	    FATE("Not posted yet", "1"), "Events after the seal: 2.",
	    "!Answered", "!verdict wait"}},
    {"answered",
	{{EVENT_POSTED, CHANGE_POSTED, "1-3"},
	    {EVENT_RETURNS, CHANGE_ANSWERED, "1"}},
	{FATE("Posted", "3"), FATE("Answered", "1")}},
    {"withdrawn", {{EVENT_WITHDRAWN, CHANGE_WITHDRAWN, "4"}},
	{FATE("Withdrawn", "1"), FATE("Not posted yet", "3")}},
    {"spoiled", {{EVENT_RECONCILED, CHANGE_WANTED, "2-3"}},
	{FATE("Not posted yet", "4"), "verdict wait", "2 letters are to"}},
    {"reprinted",
	{{EVENT_RECONCILED, CHANGE_WANTED, "2-3"},
	    {EVENT_REPRINTED, CHANGE_REPRINTED, "2-3"}},
	{FATE("Printed again", "2"), FATE("Not posted yet", "2"),
	    "!verdict wait"}},
    {"purged", {{EVENT_PURGED, CHANGE_POSTED, "1"}},
	{"!to-printer.zip", "!manifest.xlsx", "Events after the seal: 1."}},
};

static void
test_list(size_t i)
{
	begin("", "", "");
	make(RUN);
	for (size_t k = 0; k < 2 && lists[i].happened[k].letters; k++)
		happen(&lists[i].happened[k]);
	work_mailings(&work);
	test_has(lists[i].name, lists[i].want, 6);
	folder_remove("out", work.diag);
}

/* Of a run that is not whole nothing is told, and nothing can be taken. */
static void
test_damaged(size_t i)
{
	static const char *const want[] = {
	    "verdict stop", "!<dt>", "!to-printer.zip", "!/mailings/compare"};
	(void)i;
	begin("", "", "");
	make(RUN);
	put(RUN "/keep/ledger.db", "x");
	work_mailings(&work);
	test_has("damaged", want, 4);
	folder_remove("out", work.diag);
}

/* Its print files are gone: they are not offered. */
static void
test_served(size_t i)
{
	static const char *const want[] = {
	    "!to-printer.zip", "manifest.xlsx", "<option>2012-03-26-prov<"};
	(void)i;
	begin("", "", "");
	make(RUN);
	make(OTHER);
	folder_remove(RUN "/to-printer", work.diag);
	folder_remove(OTHER "/to-printer", work.diag);
	work_mailings(&work);
	test_has("without print files", want, 3);
	folder_remove("out", work.diag);
}

/* Neither of what is gone nor of a mailing that is none. */
static void
test_unprinted(size_t i)
{
	static const struct slice runs[] = {{"2012-03-19-prov", 15}, {"x", 1}};
	begin("", "", "");
	make(RUN);
	folder_remove(RUN "/to-printer", work.diag);
	asked.run = runs[i];
	work_print_files(&work);
	test_number("no print files", shared.status, 404);
	test_text("no name to save them by", shared.save_as, "");
	folder_remove("out", work.diag);
}

/* ---- one beside another */

#define MANY                                                                   \
	"WITH RECURSIVE sequence(n) AS (SELECT 7 UNION ALL SELECT n + 1 FROM " \
	"sequence WHERE n < 2016) INSERT INTO "
#define MANY_ROWS                                                              \
	MANY "cells SELECT n, n, source, mark, key_hash, 30000 + n, c1, "      \
	     "as_read FROM "                                                   \
	     "cells, sequence WHERE row = 5;" MANY                             \
	     "outcome SELECT n, outcome, rule, code, reason, matches FROM "    \
	     "outcome, sequence WHERE row = 5;"

static const struct {
	const char *name, *sent, *sql; /* of the other */
	unsigned status;
	const char *want[6];
} compared[] = {
    {"the same", "run=2012-03-19-prov&other=2012-03-26-prov", "SELECT 1", 0,
	{"<dd>0</dd>", "!<table", "!<details", "!verdict stop",
	    "!cannot be compared"}},
    {"one lost", "run=2012-03-19-prov&other=2012-03-26-prov",
	"UPDATE outcome SET outcome = 'held' WHERE row = 1", 0,
	{"<details open>", "<td class=\"n\">1</td><td class=\"n\">1</td>",
	    "<p class=hint>Bor på servicehus</p>", "<dd>1</dd>"}},
    {"one gone, and one without a reason",
	"run=2012-03-19-prov&other=2012-03-26-prov",
	"UPDATE cells SET c0 = '' WHERE row = 1;"
	"UPDATE outcome SET reason = '', outcome = 'excluded' WHERE row = 6",
	0,
	{"<td class=\"n\">1</td><td class=\"n\">–</td>", "0 then, 1 now",
	    "<td class=\"n\">6</td><td class=\"n\">6</td>", "<dd>1</dd>"}},
    {"another letter", "run=2012-03-19-prov&other=2012-03-26-prov",
	"UPDATE letter SET sha256 = 'x' WHERE number = 2", 0,
	{"<details>\n", "<td class=\"n\">2</td><td class=\"n\">2</td>"}},
    {"more than a table holds", "run=2012-03-19-prov&other=2012-03-26-prov",
	MANY_ROWS, 0,
	{"<dd>2010</dd>", "<td class=\"n\">2006</td>",
	    "!<td class=\"n\">2007</td>", "2000"}},
    {"no such run", "run=2012-03-20-prov&other=2012-03-26-prov", "SELECT 1",
	404, {"verdict stop", "!<dd>"}},
    {"no such other", "run=2012-03-19-prov&other=x", "SELECT 1", 404,
	{"verdict stop", "!<dd>"}},
    {"other keys", "run=2012-03-19-prov&other=2012-03-26-prov",
	"UPDATE register_column SET name = 'Kund' WHERE number = 0", 409,
	{"verdict stop", "!<dd>"}},
    {"with a job that is not whole", "run=2012-03-19-prov", "SELECT 1", 409,
	{"verdict stop", "!<dd>"}},
};

static void
test_compared(size_t i)
{
	begin("", "", compared[i].sent);
	make(RUN);
	change(RUN, "SELECT 1");
	make(OTHER);
	change(OTHER, compared[i].sql);
	work_compare(&work);
	test_number(compared[i].name, shared.status, compared[i].status);
	test_has(compared[i].name, compared[i].want, 6);
	folder_remove("out", work.diag);
}

int
main(void)
{
	char folder[] = "/tmp/utskick-unit-XXXXXX";
	if (!mkdtemp(folder) || chdir(folder) != 0)
		return 1;
	for (size_t i = 0; i < COUNT(lists); i++)
		test_forked(test_list, i);
	test_forked(test_damaged, 0);
	test_forked(test_served, 0);
	test_forked(test_unprinted, 0);
	test_forked(test_unprinted, 1);
	for (size_t i = 0; i < COUNT(compared); i++)
		test_forked(test_compared, i);
	folder_remove(folder, NULL);
	return test_end();
}
