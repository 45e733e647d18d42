/* All that a run holds of one person: whose letters, and when they are not
 * given out. */
#include "sealed/extract.h"

#include "changed.h"

static const char *run, *to;

#define KEY "19990101-9801"

static const struct {
	const char *name, *sql, *key;
	/* a file of the run that is this before it is sealed, or after */
	const char *file, *before, *after;
	uint32_t rows;
	const char *want[4]; /* in the JSON; with '!' before it: not there */
	const char *code; /* or refused with */
} cases[] = {
    {"one", "SELECT 1", KEY, NULL, NULL, NULL, 1,
	{"\"letter\":1,\"fate\":\"open\"", "!\"letter\":2"}, NULL},
    {"nobody", "SELECT 1", "19990101-9899", NULL, NULL, NULL, 0, {NULL}, NULL},
    {"without a letter", "SELECT 1", "19990101-9805", NULL, NULL, NULL, 1,
	{"\"fates\":[]"}, NULL},
    {"two rows with one letter",
	"UPDATE cells SET c0 = '" KEY "' WHERE row = 2;"
	"INSERT INTO letter_row SELECT 1, 2, addressee FROM letter_row WHERE "
	"letter = 1;",
	KEY, NULL, NULL, NULL, 2,
	{"\"fates\":[{\"letter\":1,\"fate\":\"open\",\"answered\":false},"
	 "{\"letter\":2,"},
	NULL},
    {"two letters", "UPDATE cells SET c0 = '" KEY "' WHERE row = 3;", KEY, NULL,
	NULL, NULL, 2, {"\"letter\":1,", "\"letter\":3,", "!\"letter\":2,"},
	NULL},
    {"a batch that is not summed", "SELECT 1", KEY, "to-printer/batch-0001.pdf",
	NULL, "x", 1, {NULL}, "changed-file"},
    {"a batch that is another one", "SELECT 1", KEY,
	"to-printer/batch-0001.pdf", "y", "x", 1, {NULL}, "changed-file"},
    {"events that are none", "SELECT 1", KEY, "keep/events.jsonl", NULL, "x\n",
	1, {NULL}, "bad-event"},
};

static struct slice
text_of(const char *path)
{
	struct slice text = {NULL, 0};
	if (path_is_taken(path))
		file_read(bench.mem, path, INPUT_NONE, 1 << 20, bench.diag,
		    NO_SPAN, &text);
	return text;
}

static void
put(const char *path, const char *text)
{
	if (text)
		test_true(
		    path, file_write_whole(path, slice_view(text), bench.diag));
}

static void
look(size_t i)
{
	struct slice text = text_of(path_join(bench.mem, to, "extract.json"));
	for (size_t k = 0; k < COUNT(cases[i].want) && cases[i].want[k]; k++) {
		bool not = cases[i].want[k][0] == '!';
		struct slice want = slice_view(cases[i].want[k] + not );
		bool there = slice_find(text, want) < text.len;
		test_true(cases[i].name, there != not );
		if (there == not )
			printf("  %s\n  %.*s\n", cases[i].want[k],
			    (int)text.len, text.at);
	}
	test_true(cases[i].name, (text.len > 0) == (cases[i].want[0] != NULL));
}

static void
test_case(size_t i)
{
	uint32_t rows = 9;
	const char *file =
	    path_join(bench.mem, run, cases[i].file ? cases[i].file : "x");
	const struct extract_spec spec = {run, slice_view(cases[i].key), to};
	unlink(path_join(bench.mem, to, "extract.json"));
	put(file, cases[i].before);
	change(run, cases[i].sql);
	put(file, cases[i].after);
	bool ok = extract_person(&spec, &rows, bench.diag);

	test_true(cases[i].name, ok == !cases[i].code);
	test_number(cases[i].name, rows, cases[i].rows);
	if (cases[i].code)
		test_reported(cases[i].name, bench.diag, cases[i].code);
	look(i);
	unlink(file);
}

/* Who changes a batch can sum it too: the seal is of the sums that were. */
static void
test_summed_anew(void)
{
	uint32_t rows = 0;
	const struct extract_spec spec = {run, SLICE(KEY), to};
	const char *print = path_join(bench.mem, run, "to-printer");
	const char *batch = path_join(bench.mem, print, "batch-0001.pdf");
	unlink(path_join(bench.mem, to, "extract.json"));
	put(batch, "y");
	change(run, "SELECT 1");
	put(batch, "x");
	unlink(path_join(bench.mem, print, SUMS_FILE));
	test_true("summed", sums_write_folder(print, NULL, bench.diag));
	test_true("not given out", !extract_person(&spec, &rows, bench.diag));
	test_reported("not given out", bench.diag, "changed-file");
	unlink(batch);
}

int
main(void)
{
	char a[] = "/tmp/utskick-one-XXXXXX", b[] = "/tmp/utskick-out-XXXXXX";
	bench = (struct bench){.mem = arena_new(), .sources = sources_new()};
	bench.diag = diag_new(bench.sources);
	run = mkdtemp(a);
	to = mkdtemp(b);
	if (!run || !to)
		abort();
	test_true("a run", make_run(run, &bench));
	for (size_t i = 0; i < COUNT(cases); i++)
		test_case(i);
	test_summed_anew();
	folder_remove(run, bench.diag);
	folder_remove(to, bench.diag);
	diag_free(bench.diag);
	sources_free(bench.sources);
	arena_free(bench.mem);
	return test_end();
}
