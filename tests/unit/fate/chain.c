/* What happened to a run: added, taken back, read again, and refused where it is
 * not as it was written. */
#include "fate/chain.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

#include "fate/batches.h"
#include "fate/sealed.h"
#include "fate/status.h"
#include "reported.h"

static struct bench bench;
static const char *run;

static struct event
event_of(enum event_kind kind, enum fate_change change, const char *letters)
{
	struct event event = {.kind = kind, .date = day_of(2012, 3, 21)};
	if (!numbers_read(
		&event.letters[change], bench.mem, slice_view(letters)))
		abort();
	return event;
}

static struct event
posted(const char *letters)
{
	return event_of(EVENT_POSTED, CHANGE_POSTED, letters);
}

static struct event
withdrawn(const char *letters)
{
	return event_of(EVENT_WITHDRAWN, CHANGE_WITHDRAWN, letters);
}

/* Reads the events; how many, or -1 after a report. */
static int
count_events(bool strict)
{
	struct seal seal;
	struct chain chain;
	if (!seal_read(&seal, bench.mem, run, bench.diag))
		abort();
	bool ok = chain_read(&chain, bench.mem, run, &seal, strict, bench.diag);
	return ok ? (int)chain.count : -1;
}

static const char *
in_keep(const char *name)
{
	return path_join(
	    bench.mem, run, arena_print(bench.mem, "keep/%s", name).at);
}

static struct slice
read_keep(const char *name)
{
	struct slice text;
	if (!file_read(bench.mem, in_keep(name), INPUT_NONE, 1 << 20,
		bench.diag, NO_SPAN, &text))
		abort();
	return text;
}

static void
write_keep(const char *name, struct slice text)
{
	if (!file_write_whole(in_keep(name), text, bench.diag))
		abort();
}

/* ---- adding and taking back */

static void
test_undo(void)
{
	struct chain chain;
	struct event event = posted("1-2");
	test_true("opened", chain_open(&chain, bench.mem, run, bench.diag));
	chain_undo(&chain, bench.diag);
	test_number("nothing to take back", chain.count, 0);
	test_true("posted", chain_append(&chain, &event, bench.diag));
	test_number("is there", count_events(true), 1);
	chain_undo(&chain, bench.diag);
	chain_close(&chain);
	test_number("the first is taken back", count_events(true), 0);
	test_true("and its head", !path_is_taken(in_keep(EVENTS_HEAD)));
}

static void
test_append(void)
{
	struct chain chain;
	struct event event = posted("1");
	chain_open(&chain, bench.mem, run, bench.diag);
	test_true("posted", chain_append(&chain, &event, bench.diag));
	chain_close(&chain);
	chain_open(&chain, bench.mem, run, bench.diag);
	event = withdrawn("3");
	test_true("withdrawn", chain_append(&chain, &event, bench.diag));
	chain_undo(&chain, bench.diag);
	chain_close(&chain);
	test_number("the second is taken back", count_events(true), 1);
	chain_open(&chain, bench.mem, run, bench.diag);
	event = withdrawn("1");
	test_true("what is posted", !chain_append(&chain, &event, bench.diag));
	event = withdrawn("5");
	test_true(
	    "what is not there", !chain_append(&chain, &event, bench.diag));
	event = withdrawn("4");
	event.reason = SLICE("two\nlines");
	test_true("what is no line", !chain_append(&chain, &event, bench.diag));
	test_reported("what is no line", bench.diag, "bad-reason");
	chain_close(&chain);
	test_number("nothing is added", count_events(true), 1);
}

/* ---- as it was noted */

static void
test_noted(void)
{
	struct chain chain;
	char last[FINGERPRINT_SIZE], small[FINGERPRINT_SIZE];
	chain_open(&chain, bench.mem, run, bench.diag);
	chain_fingerprint(&chain, last);
	for (size_t i = 0; i < sizeof last; i++)
		small[i] =
		    (char)(last[i] >= 'A' && last[i] <= 'Z' ? last[i] + 32
							    : last[i]);
	const struct {
		const char *form, *fingerprint;
		const char *code; /* NULL: it is that */
	} cases[] = {
	    {"1:%s", last, NULL},
	    {"1:%s", small, NULL},
	    {"0:%s", last, "events-cut"},
	    {"2:%s", last, "events-cut"},
	    {"1:%s0", last, "events-cut"},
	    {"1:%s", "", "events-cut"},
	    {"1:%s", "0000-0000-0000-0000", "events-cut"},
	    {"1%s", "", "bad-noted-events"},
	    {"1;%s", last, "bad-noted-events"},
	    {":%s", last, "bad-noted-events"},
	    {"a:%s", last, "bad-noted-events"},
	    {"-1:%s", last, "bad-noted-events"},
	    {"4294967297:%s", last, "bad-noted-events"},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		char noted[64];
		snprintf(noted, sizeof noted, "%.*s%s%s",
		    (int)strcspn(cases[i].form, "%"), cases[i].form,
		    cases[i].fingerprint, strchr(cases[i].form, 's') + 1);
		bool ok = chain_check_noted(&chain, noted, bench.diag);
		test_true(noted, ok == !cases[i].code);
		if (!ok && cases[i].code)
			test_reported(noted, bench.diag, cases[i].code);
	}
	chain_close(&chain);
}

/* ---- what is not as it was written */

/* The events and their head, with something else below the lines. */
static void
put(struct slice lines, struct slice head, const char *more)
{
	write_keep(EVENTS_FILE,
	    arena_print(bench.mem, "%.*s%s", (int)lines.len, lines.at, more));
	write_keep(EVENTS_HEAD, head);
}

/* The line of an event that nobody may add, in its place. */
static const char *
forged_line(struct event event)
{
	struct strbuf line = {0};
	struct seal seal;
	struct chain chain;
	if (!seal_read(&seal, bench.mem, run, bench.diag) ||
	    !chain_read(&chain, bench.mem, run, &seal, true, bench.diag))
		abort();
	event.number = chain.count + 1;
	event.before = chain.last;
	event_write(&line, &event);
	strbuf_add_char(&line, '\n');
	const char *kept = arena_dup_text(bench.mem, strbuf_view(&line));
	strbuf_fini(&line);
	return kept;
}

static void
test_damage(void)
{
	struct chain chain;
	struct slice one = read_keep(EVENTS_FILE),
		     head = read_keep(EVENTS_HEAD);
	struct event event = posted("2");
	put(one, head, "{\"event\":2");
	test_number("but for it", count_events(false), 1);
	test_number("torn", count_events(true), -1);
	test_reported("torn", bench.diag, "torn-event");
	test_true("opened", chain_open(&chain, bench.mem, run, bench.diag));
	test_true("added", chain_append(&chain, &event, bench.diag));
	chain_close(&chain);
	test_number("in its place", count_events(true), 2);
	struct slice two = read_keep(EVENTS_FILE);
	struct slice both = read_keep(EVENTS_HEAD);
	put(two, head, "");
	test_number("a head that lags", count_events(false), 2);
	test_number("and is asked", count_events(true), -1);
	test_reported("and is asked", bench.diag, "unconfirmed-event");
	test_true("opened", chain_open(&chain, bench.mem, run, bench.diag));
	chain_close(&chain);
	test_slice("catches up", read_keep(EVENTS_HEAD),
	    arena_dup_text(bench.mem, both));
	put(one, both, "");
	test_number("a line is gone", count_events(true), -1);
	put(two, both, "x\n");
	test_number("a line that is none", count_events(true), -1);
	put(one, head, "");
	const char *forged = forged_line(withdrawn("1"));
	put(one, head, forged);
	test_number("what cannot have happened", count_events(true), -1);
	put(two, head, forged);
	test_number("a line of another place", count_events(true), -1);
	put(two, SLICE(""), "");
	test_number("an empty head", count_events(true), -1);
	put(two, both, "");
	test_number("as it was", count_events(true), 2);
}

/* Nothing follows a purge. */
static void
test_purged(void)
{
	struct chain chain;
	struct slice before = read_keep(EVENTS_FILE),
		     head = read_keep(EVENTS_HEAD);
	struct event purged = {
	    .kind = EVENT_PURGED, .date = day_of(2012, 3, 22)};
	put(before, head, forged_line(purged));
	test_number("a purge", count_events(false), 3);
	test_true("is the last that happens",
	    !chain_open(&chain, bench.mem, run, bench.diag));
	test_reported("is the last that happens", bench.diag, "purged-run");
	chain_close(&chain);
	test_number("and is counted by now", count_events(true), 3);
	put(read_keep(EVENTS_FILE), read_keep(EVENTS_HEAD),
	    forged_line(withdrawn("4")));
	test_number("one behind it", count_events(false), -1);
	test_reported("one behind it", bench.diag, "bad-event");
	put(before, head, "");
	test_number("as it was", count_events(true), 2);
}

/* ---- batches and areas; letters 1 and 2 are posted, of four */

static void
test_batches(void)
{
	static const struct {
		const char *batches, *letters;
		uint32_t left;
		const char *code;
	} cases[] = {
	    {"2", "3-4", 0, NULL},
	    {"1-2", "3-4", 2, NULL},
	    {"1", "", 2, "nothing-to-post"},
	    {"2-3", "3-4", 0, "no-such-batch"},
	};
	struct chain chain;
	chain_open(&chain, bench.mem, run, bench.diag);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct numbers batches, letters = {0};
		struct strbuf out = {0};
		uint32_t left;
		numbers_read(&batches, bench.mem, slice_view(cases[i].batches));
		bool ok = batches_letters(
		    &chain, run, &batches, &letters, &left, bench.diag);
		test_true(cases[i].batches, ok == !cases[i].code);
		if (!ok && cases[i].code)
			test_reported(
			    cases[i].batches, bench.diag, cases[i].code);
		numbers_write(&out, &letters);
		test_slice(
		    cases[i].batches, strbuf_view(&out), cases[i].letters);
		test_number(cases[i].batches, left, cases[i].left);
		strbuf_fini(&out);
	}
	struct numbers batch, none = {0};
	uint32_t left;
	numbers_read(&batch, bench.mem, SLICE("1"));
	test_true("no ledger", !batches_letters(&chain, "/nonexistent", &batch,
				   &none, &left, bench.diag) &&
				   !none.count && !left);
	chain_close(&chain);
}

static void
test_status(void)
{
	struct status status;
	const struct slice mine[] = {SLICE("19990101-9801"), SLICE("x")};
	test_true(
	    "all", status_read(&status, bench.mem, run, SLICE(""), bench.diag));
	test_number("letters", status.all.letters, 4);
	test_number("posted", status.all.by[FATE_POSTED], 2);
	test_number("no areas", (long long)status.count, 0);
	test_true("by street",
	    status_read(&status, bench.mem, run, SLICE("adress"), bench.diag));
	test_number("one street", (long long)status.count, 1);
	test_number("posted there", status.areas[0].counts.by[FATE_POSTED], 2);
	test_true("by person",
	    status_read(&status, bench.mem, run, SLICE("Nr"), bench.diag));
	test_number("each", (long long)status.count, 4);
	test_slice("in order", status.areas[3].name, "19990101-9804");
	test_true("of some", status_read_of(&status, bench.mem, run,
				 SLICE("Nr"), mine, 2, bench.diag));
	test_number("the first", status.areas[0].counts.letters, 1);
	test_number("of nobody", status.areas[1].counts.letters, 0);
	test_number("all others", status.others.letters, 3);
	test_true("no such column",
	    !status_read(&status, bench.mem, run, SLICE("Adres"), bench.diag));
	test_reported("no such column", bench.diag, "no-such-column");
	test_true("nothing like it",
	    !status_read(&status, bench.mem, run, SLICE("Kommun"), bench.diag));
	test_true("no run", !status_read(&status, bench.mem, "/nonexistent",
				SLICE(""), bench.diag));
}

/* A row of two letters, one of which is another row's as well. */
static void
test_shared(void)
{
	struct status status;
	sqlite3 *db = NULL;
	test_true(
	    "shared", sqlite3_open(bench.whole, &db) == SQLITE_OK &&
			  sqlite3_exec(db,
			      "INSERT INTO letter_row (row, letter, addressee)"
			      " VALUES (1, 2, 'guardian')",
			      NULL, NULL, NULL) == SQLITE_OK);
	sqlite3_close(db);
	unlink(in_keep(EVENTS_FILE));
	unlink(in_keep(EVENTS_HEAD));
	test_true("sealed", seal_run(run, &bench));
	test_true("read",
	    status_read(&status, bench.mem, run, SLICE("Nr"), bench.diag));
	test_number("each letter once", (long long)status.count, 3);
	test_number("two of one", status.areas[0].counts.letters, 2);
	test_slice("the next", status.areas[1].name, "19990101-9803");
	test_number("has its own", status.areas[1].counts.letters, 1);
}

int
main(void)
{
	char name[] = "/tmp/utskick-chain-XXXXXX";
	bench = (struct bench){.mem = arena_new(), .sources = sources_new()};
	bench.diag = diag_new(bench.sources);
	run = mkdtemp(name);
	if (!run)
		abort();
	test_true("a run", make_run(run, &bench));
	test_undo();
	test_append();
	test_noted();
	test_damage();
	test_purged();
	test_batches();
	test_status();
	test_shared();
	folder_remove(run, bench.diag);
	diag_free(bench.diag);
	sources_free(bench.sources);
	arena_free(bench.mem);
	return test_end();
}
