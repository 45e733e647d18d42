/* The report once more, with what happened since: the fates by area, and the
 * events. */
#include "sealed/later.h"

#include "changed.h"
#include "fate/chain.h"

static const char *run, *page;

struct happened {
	enum event_kind kind;
	enum fate_change change;
	const char *letters, *and_wanted; /* or NULL */
	const char *reason, *file;
};

#define AREA "INSERT INTO header VALUES ('area', 'Adress');"
#define SEQUENCE(from, to)                                                     \
	"WITH RECURSIVE sequence(n) AS (SELECT " #from                         \
	" UNION ALL SELECT n + 1 FROM sequence WHERE n < " #to ") "
/* Every other one of the second ten and of those that follow. */
#define TEN(of) of "1, " of "3, " of "5, " of "7, " of "9"
#define MANY                                                                                          \
	TEN("1")                                                                                      \
	", " TEN("2") ", " TEN("3") ", " TEN("4") ", " TEN("5") ", " TEN("6") ", " TEN("7") ", " TEN( \
	    "8") ", " TEN("9") ", " TEN("10") ", " TEN("11") ", " TEN("12") ", " TEN("13") ", " TEN("14")

/* Letters, posted, open. */
#define ROW(name, letters, posted, open)                                       \
	"<tr><th scope=row>" name "</th><td class=n>" letters                  \
	"</td><td class=n>" posted "</td><td class=n>0</td><td class=n>0</td>" \
	"<td class=n>0</td><td class=n>" open "</td>"

static const struct {
	const char *name, *sql;
	struct happened happened[2];
	const char *want[5]; /* with '!' before it: not there */
} cases[] = {
    {"nothing", "SELECT 1", {{0}},
	{"nothing has happened since", ROW("In all", "4", "0", "4"),
	    "!Events since"}},
    {"by area",
	AREA "UPDATE cells SET c1 = CASE WHEN row < 4 THEN 'Norr' WHEN "
	     "row = 4 THEN '' ELSE 'Syd' END;",
	{{EVENT_POSTED, CHANGE_POSTED, "1-2", NULL, NULL, NULL}},
	{"as of event 1", ROW("Norr", "3", "2", "1"), ROW("–", "1", "0", "1"),
	    "!<th scope=row>Syd</th><td class=n>0",
	    ROW("In all", "4", "2", "2")}},
    {"more areas than are named",
	AREA
	"UPDATE cells SET c1 = CASE WHEN row = 4 THEN 'Ensam' WHEN row = 3 "
	"THEN 'Ens' ELSE '' END; " SEQUENCE(8,
	    411) "INSERT INTO cells SELECT n, n + 1, source, mark, key_hash, "
		 "n, n / 2, NULL FROM cells, sequence WHERE row = 5;" SEQUENCE(
		     8, 411) "INSERT INTO outcome SELECT n, outcome, rule, "
			     "code, reason, "
			     "matches FROM outcome, sequence WHERE row = 5;",
	{{EVENT_POSTED, CHANGE_POSTED, "3", NULL, NULL, NULL}},
	{ROW("5 further areas", "2", "1", "1"), ROW("–", "2", "0", "2"),
	    "!Ens"}},
    {"of two kinds", "SELECT 1",
	{{EVENT_RECONCILED, CHANGE_POSTED, "1-3", "4", NULL, NULL}},
	{"posted 1-3; to be printed again 4<", ROW("In all", "4", "3", "1")}},
    {"a reason and a file", "SELECT 1",
	{{EVENT_WITHDRAWN, CHANGE_WITHDRAWN, "1", NULL, "Ett skäl", "a.pdf"},
	    {EVENT_POSTED, CHANGE_POSTED, "2-4", NULL, NULL, "b.pdf"}},
	{"<td>Ett skäl; a.pdf</td>", "<td>b.pdf</td>"}},
    {"more letters than a line holds",
	SEQUENCE(5,
	    210) "INSERT INTO letter SELECT n, batch, first_page, pages, "
		 "sheets, version, language, sha256, large_print, first_row, "
		 "addressee, "
		 "names, address, file FROM letter, sequence WHERE number = 4;",
	{{EVENT_POSTED, CHANGE_POSTED, MANY, NULL, NULL, NULL}},
	{">posted 11,13,", ",129,131 … (70 in all)<"}},
};

static void
happen(const struct happened *happened)
{
	struct chain chain;
	struct event event = {.kind = happened->kind,
	    .date = day_of(2012, 3, 21),
	    .reason = slice_view(happened->reason),
	    .file = slice_view(happened->file)};
	bool ok = numbers_read(&event.letters[happened->change], bench.mem,
	    slice_view(happened->letters));
	if (happened->and_wanted)
		ok = numbers_read(&event.letters[CHANGE_WANTED], bench.mem,
			 slice_view(happened->and_wanted)) &&
		     ok;
	ok = ok && chain_open(&chain, bench.mem, run, bench.diag) &&
	     chain_append(&chain, &event, bench.diag);
	test_true("an event", ok);
	chain_close(&chain);
}

static void
forget(void)
{
	unlink(page);
	unlink(path_join(bench.mem, run, "keep/events.jsonl"));
	unlink(path_join(bench.mem, run, "keep/events.head"));
}

static void
test_case(size_t i)
{
	struct slice text = {NULL, 0};
	const struct later_spec spec = {
	    .run = run, .path = page, .catalogues = "/nowhere"};
	forget();
	change(run, cases[i].sql);
	for (size_t k = 0;
	     k < COUNT(cases[i].happened) && cases[i].happened[k].letters; k++)
		happen(&cases[i].happened[k]);
	bool ok = later_write(&spec, bench.diag) &&
		  file_read(bench.mem, page, INPUT_NONE, 1 << 24, bench.diag,
		      NO_SPAN, &text);
	test_true(cases[i].name, ok);
	for (size_t k = 0; k < COUNT(cases[i].want) && cases[i].want[k]; k++) {
		bool not = cases[i].want[k][0] == '!';
		struct slice want = slice_view(cases[i].want[k] + not );
		bool there = slice_find(text, want) < text.len;
		test_true(cases[i].name, there != not );
		if (there == not )
			printf("  %s\n%.*s\n", cases[i].want[k], (int)text.len,
			    text.at);
	}
}

static void
test_refused(void)
{
	const struct later_spec none = {.run = "/none", .path = page},
				is = {.run = run, .path = page};
	forget();
	test_true("no run", !later_write(&none, bench.diag));
	test_true("events that are none",
	    file_write_whole(path_join(bench.mem, run, "keep/events.jsonl"),
		SLICE("x\n"), bench.diag) &&
		!later_write(&is, bench.diag) && !path_is_taken(page));
	forget();
	test_true("once", later_write(&is, bench.diag));
	test_true("not over it", !later_write(&is, bench.diag));
	test_reported("not over it", bench.diag, "folder-exists");
}

int
main(void)
{
	char folder[] = "/tmp/utskick-later-XXXXXX";
	bench = (struct bench){.mem = arena_new(), .sources = sources_new()};
	bench.diag = diag_new(bench.sources);
	run = mkdtemp(folder);
	if (!run)
		abort();
	page = path_join(bench.mem, run, "later.html");
	test_true("a run", make_run(run, &bench));
	for (size_t i = 0; i < COUNT(cases); i++)
		test_case(i);
	test_refused();
	folder_remove(run, bench.diag);
	diag_free(bench.diag);
	sources_free(bench.sources);
	arena_free(bench.mem);
	return test_end();
}
