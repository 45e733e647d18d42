/* Rules that ask an earlier run: who had a letter, answered, or came back. */
#include <sqlite3.h>
#include <unistd.h>

#include "decided.h"
#include "fate/chain.h"
#include "fate/sealed.h"

/* The run has letters to ...9801 to ...9804; ...9805 is excluded there. */
#define HEADER "Nr;Namn;Adress;Postnr;Ort\n"
#define ROW(n) "19990101-980" #n ";Anna Ek;Gatan " #n ";99912;Norrby\n"
#define ROWS_OF_ALL HEADER ROW(1) ROW(2) ROW(3) ROW(4) ROW(5)
#define ASKED(how) "rules: [{exclude: A, when: \"" how "\"}]\n"

static struct bench bench;
static const char *folder, *run;

static void
none(void)
{
}

static void
post(void)
{
	struct chain chain;
	struct event posted = {
	    .kind = EVENT_POSTED, .date = day_of(2012, 3, 21)};
	struct event came = {.kind = EVENT_RETURNS,
	    .date = day_of(2012, 3, 23),
	    .file = SLICE("lista.csv")};
	numbers_read(&posted.letters[CHANGE_POSTED], bench.mem, SLICE("1-3"));
	numbers_read(&came.letters[CHANGE_RETURNED], bench.mem, SLICE("2"));
	numbers_read(&came.letters[CHANGE_ANSWERED], bench.mem, SLICE("3"));
	test_true("events", chain_open(&chain, bench.mem, run, bench.diag) &&
				chain_append(&chain, &posted, bench.diag) &&
				chain_append(&chain, &came, bench.diag));
	chain_close(&chain);
}

static void
put_events(const char *more)
{
	struct slice text;
	const char *path = path_join(bench.mem, run, "keep/" EVENTS_FILE);
	if (!file_read(bench.mem, path, INPUT_NONE, 1 << 20, bench.diag,
		NO_SPAN, &text) ||
	    !file_write_whole(path,
		arena_print(bench.mem, "%.*s%s", (int)text.len, text.at, more),
		bench.diag))
		abort();
}

static void
tear(void)
{
	put_events("{\"event\":3");
}

static void
forge(void)
{
	put_events("\n"); /* ends the torn line */
}

#define FIRST_IS_KEY "UPDATE header SET value = '0' WHERE key = 'key'"

/* Sealed as it is then. */
static void
change(const char *sql)
{
	sqlite3 *db = NULL;
	test_true(
	    sql, file_write_whole(bench.whole, bench.bytes, bench.diag) &&
		     sqlite3_open(bench.whole, &db) == SQLITE_OK &&
		     sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK);
	sqlite3_close(db);
	unlink(path_join(bench.mem, run, "keep/" EVENTS_FILE));
	unlink(path_join(bench.mem, run, "keep/" EVENTS_HEAD));
	test_true("sealed", seal_run(run, &bench));
}

static void
take_key(void)
{
	change("UPDATE header SET value = '2' WHERE key = 'key'");
}

/* As sealed, but for the ledger. */
static void
replace(void)
{
	if (!file_write_whole(bench.whole, SLICE("another"), bench.diag))
		abort();
}

static void
lose(void)
{
	unlink(bench.whole);
}

/* One after another: what a case did to the run is there in the next. */
static const struct {
	void (*before)(void);
	struct decided_case at;
} cases[] = {
    {none, {"had a letter", "excluded excluded excluded excluded letter",
	       ROWS_OF_ALL, ASKED("had_letter_in('run')")}},
    {none, {"nothing has come", "letter letter letter letter letter",
	       ROWS_OF_ALL, ASKED("answered_in('run') or returned_in('run')")}},
    {post, {"answered", "letter letter excluded letter letter", ROWS_OF_ALL,
	       ASKED("answered_in('run')")}},
    {none, {"returned", "letter excluded letter letter letter", ROWS_OF_ALL,
	       ASKED("returned_in('run')")}},
    {none, {"a list that nobody asks", "list-not-asked", ROWS_OF_ALL,
	       "lists: {ruun: {columns: {Nr: text}}}\n" ASKED(
		   "had_letter_in('run')"),
	       .whole = true}},
    {none, {"no such run", "no-such-run", ROWS_OF_ALL,
	       ASKED("had_letter_in('runn')")}},
    {tear, {"an event is torn", "torn-event+", ROWS_OF_ALL,
	       ASKED("answered_in('run')")}},
    {none, {"it might say that a letter was withdrawn", "torn-event+",
	       ROWS_OF_ALL, ASKED("had_letter_in('run')")}},
    {forge, {"an event is none", "bad-event", ROWS_OF_ALL,
		ASKED("returned_in('run')")}},
    {take_key, {"a run without its key", "damaged-ledger+", ROWS_OF_ALL,
		   ASKED("had_letter_in('run')")}},
    {replace, {"another ledger", "changed-file+", ROWS_OF_ALL,
		  ASKED("had_letter_in('run')")}},
    {lose, {"no ledger", "no-such-run", ROWS_OF_ALL,
	       ASKED("had_letter_in('run')")}},
};

int
main(void)
{
	char name[] = "/tmp/utskick-asked-XXXXXX";
	bench = (struct bench){.mem = arena_new(), .sources = sources_new()};
	bench.diag = diag_new(bench.sources);
	folder = mkdtemp(name);
	if (!folder)
		abort();
	run = path_join(bench.mem, folder, "run");
	test_true(
	    "a run", folder_make(run, bench.diag) && make_run(run, &bench));
	change(FIRST_IS_KEY);
	for (size_t i = 0; i < COUNT(cases); i++) {
		cases[i].before();
		test_decided(folder, &cases[i].at);
	}
	folder_remove(folder, bench.diag);
	diag_free(bench.diag);
	sources_free(bench.sources);
	arena_free(bench.mem);
	return test_end();
}
