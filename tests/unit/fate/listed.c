/* Letters that a list names, with what happened to each. */
#include "fate/listed.h"

#include <stdlib.h>
#include <unistd.h>

#include "fate/sealed.h"
#include "reported.h"

static struct bench bench;

/* Of four letters the first three are posted. */
static const struct {
	const char *name;
	enum listed_use use;
	const char *text;
	const char *code; /* NULL: it is read, and the letters are */
	enum fate_change change;
	const char *letters;
} cases[] = {
    {"letters alone", LISTED_LETTERS, "brev\n1\n3\n", NULL, CHANGE_REPRINTED,
	"1,3"},
    {"without a header", LISTED_LETTERS, "2\n4\n1\n", NULL, CHANGE_REPRINTED,
	"1-2,4"},
    {"letters of lists of either kind", LISTED_LETTERS,
	"brev;utfall\n1;omtryck\n2;retur\n", NULL, CHANGE_REPRINTED, "1-2"},
    {"returns", LISTED_RETURNS, "letter\n2\n", NULL, CHANGE_RETURNED, "2"},
    {"answers among them", LISTED_RETURNS,
	"brev;utfall\n1;Besvarat\n2;retur\n3;svar\n", NULL, CHANGE_ANSWERED,
	"1,3"},
    {"and the rest", LISTED_RETURNS, "brev;utfall\n1;besvarat\n2;retur\n", NULL,
	CHANGE_RETURNED, "2"},
    {"posted already", LISTED_RECONCILED,
	"brev;utfall\n1;OK\n4;ok\n2;omtryck\n", NULL, CHANGE_POSTED, "4"},
    {"and to be printed again", LISTED_RECONCILED,
	"brev;utfall\n1;OK\n4;pulled\n2;omtryck\n", NULL, CHANGE_WANTED, "2"},

    {"two results that agree", LISTED_RETURNS,
	"brev;utfall;status\n1;retur;Retur\n", NULL, CHANGE_RETURNED, "1"},
    {"two columns, and one is filled in", LISTED_RETURNS,
	"brev;nummer\n1;\n;3\n", NULL, CHANGE_RETURNED, "1,3"},

    {"two results that do not", LISTED_RETURNS,
	"brev;utfall;status\n1;retur;svar\n", "list-differs"},
    {"a result of no letter", LISTED_RETURNS, "brev;utfall\n;retur\n",
	"list-number"},
    {"a result of no letter in either column", LISTED_RETURNS,
	"brev;nummer;utfall\n;;retur\n", "list-number"},
    {"letters with a result by which none is printed again", LISTED_LETTERS,
	"brev;utfall\n1;svar\n", "list-result"},
    {"letters and a column that is called as a result is", LISTED_LETTERS,
	"brev;besvarat\n1;x\n", "list-columns"},
    {"letters and a column called so by who reconciles", LISTED_LETTERS,
	"brev;omtryck\n1;x\n", "list-columns"},
    {"one column twice", LISTED_RETURNS, "brev;Brev\n1;1\n", "list-columns"},
    {"no result", LISTED_RECONCILED, "brev\n1\n", "list-columns"},
    {"no letter", LISTED_RETURNS, "a;utfall\n1;retur\n", "list-columns"},
    {"another result", LISTED_RETURNS, "brev;utfall\n1;borta\n", "list-result"},
    {"a line too long", LISTED_RETURNS, "brev;utfall\n1;retur;2\n2;retur\n",
	"list-number"},
    {"a code where letters have none", LISTED_RETURNS, "brev\nB123\n",
	"list-number"},
    {"a letter that is none", LISTED_RETURNS, "brev\n5\n", "no-such-letter"},
    {"twice", LISTED_RETURNS, "brev\n1\n2\n1\n", "letter-twice"},
    {"not posted", LISTED_RETURNS, "brev\n4\n", "fate-not-allowed"},
    {"a header that is none", LISTED_RETURNS, "a\n1\n", "list-number"},
};

static void
test_case(struct chain *chain, const char *run, const char *path, size_t i)
{
	struct event event = {.kind = EVENT_RETURNS};
	struct strbuf letters = {0};
	if (!file_write_whole(path, slice_view(cases[i].text), bench.diag))
		abort();
	bool ok =
	    listed_read(chain, run, path, cases[i].use, &event, bench.diag);
	test_true(cases[i].name, ok == !cases[i].code);
	if (cases[i].code)
		test_reported(cases[i].name, bench.diag, cases[i].code);
	numbers_write(&letters, &event.letters[cases[i].change]);
	test_slice(cases[i].name, strbuf_view(&letters),
	    cases[i].letters ? cases[i].letters : "");
	test_slice("its file", event.file, ok ? path_name(path) : "");
	strbuf_fini(&letters);
	inputs_free(*sources_inputs(bench.sources));
	*sources_inputs(bench.sources) = NULL;
}

int
main(void)
{
	char run[] = "/tmp/utskick-listed-XXXXXX",
	     other[] = "/tmp/utskick-list-XXXXXX";
	bench = (struct bench){.mem = arena_new(), .sources = sources_new()};
	bench.diag = diag_new(bench.sources);
	struct chain chain;
	struct event posted = {
	    .kind = EVENT_POSTED, .date = day_of(2012, 3, 21)};
	numbers_read(&posted.letters[CHANGE_POSTED], bench.mem, SLICE("1-3"));
	if (!mkdtemp(run) || !mkdtemp(other))
		abort();
	const char *path = path_join(bench.mem, other, "lista.csv");
	test_true("a run", make_run(run, &bench) &&
			       chain_open(&chain, bench.mem, run, bench.diag) &&
			       chain_append(&chain, &posted, bench.diag));
	for (size_t i = 0; i < COUNT(cases); i++)
		test_case(&chain, run, path, i);
	struct event event = {.kind = EVENT_RETURNS};
	test_true("no list", !listed_read(&chain, run, "/nonexistent",
				 LISTED_RETURNS, &event, bench.diag));
	test_true("no run", !listed_read(&chain, "/nonexistent", path,
				LISTED_RETURNS, &event, bench.diag));
	chain_close(&chain);
	folder_remove(run, bench.diag);
	folder_remove(other, bench.diag);
	diag_free(bench.diag);
	sources_free(bench.sources);
	arena_free(bench.mem);
	return test_end();
}
