/* Who had a mailing before: the lines of a job's runs, read and added to. */
#include "run/once.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "ledger/small.h"
#include "reported.h"

static struct bench bench;
static struct job_file file; /* in the folder of the test, which it works in */
static struct job_reads reads;
static struct column columns[COLUMNS];

static struct once_mailing
mailing_of(const char *name, day date)
{
	file.name.text = slice_view(name);
	file.date.when = date;
	return (struct once_mailing){
	    .mem = bench.mem, .file = &file, .reads = &reads};
}

#define FIRST day_of(2012, 3, 19)

/* "4 of 4", or the last code. */
static void
test_found(
    const char *what, bool ok, const struct once_found *found, const char *want)
{
	char have[32];
	snprintf(have, sizeof have, "%u of %u", found->had, found->recipients);
	if (ok)
		test_text(what, have, want);
	else
		test_reported(what, bench.diag, want);
}

static void
look(const char *what, const char *name, day date, const char *want)
{
	struct once_mailing mailing = mailing_of(name, date);
	struct once_found found;
	bool ok = once_look(&mailing, bench.path, &found, bench.diag);
	test_found(what, ok, &found, want);
}

/* A run that is claimed and, where it is made, recorded; or taken back. */
static void
run(const char *what, const char *name, bool made, bool taken_back,
    const char *want)
{
	struct once_mailing mailing = mailing_of(name, FIRST);
	struct once_found found = {0};
	struct once *once =
	    once_claim(&mailing, bench.path, &found, bench.diag);
	test_found(what, once, &found, want);
	if (once && made)
		test_true(what, once_record(once));
	if (once && taken_back)
		once_take_back(once);
	once_close(once);
}

static struct slice
lines(void)
{
	struct slice text = {NULL, 0};
	file_read(bench.mem, "out/runs.jsonl", INPUT_NONE, 1 << 20, bench.diag,
	    NO_SPAN, &text);
	return text;
}

static void
put_lines(struct slice text, const char *more)
{
	struct slice all =
	    arena_print(bench.mem, "%.*s%s", (int)text.len, text.at, more);
	if (!file_write_whole("out/runs.jsonl", all, bench.diag))
		abort();
}

static void
test_first(void)
{
	look("nothing yet", "Val", FIRST, "0 of 0");
	run("that comes to nothing", "Val", false, false, "0 of 4");
	test_true("leaves nothing",
	    !path_is_taken("out/runs.jsonl") && !path_is_taken("out/runs.key"));
	run("taken back", "Val", true, true, "0 of 4");
	test_true("leaves no line", !path_is_taken("out/runs.jsonl"));
	run("the first", "Val", true, false, "0 of 4");
	struct stat st;
	test_true("for nobody else",
	    stat("out/runs.jsonl", &st) == 0 && (st.st_mode & 07777) == 0600);
}

static void
test_counted(void)
{
	static const struct {
		const char *name, *mailing;
		int days; /* later */
		const char *want;
	} cases[] = {
	    {"the same", "Val", 0, "4 of 4"},
	    {"however it is written", "VAL", 0, "4 of 4"},
	    {"another", "Val 2", 0, "0 of 4"},
	    {"a month later", "Val", 30, "4 of 4"},
	    {"a month earlier", "Val", -30, "4 of 4"},
	    {"long after", "Val", 31, "0 of 4"},
	    {"long before", "Val", -31, "0 of 4"},
	};
	for (size_t i = 0; i < COUNT(cases); i++)
		look(cases[i].name, cases[i].mailing, FIRST + cases[i].days,
		    cases[i].want);
	struct once_found found = {.recipients = 10, .had = 9};
	test_true("nine of ten", once_is_again(&found));
	found.had = 8;
	test_true("eight of ten", !once_is_again(&found));
	found = (struct once_found){0};
	test_true("nobody", !once_is_again(&found));
}

/* What a run left half done, and what no run writes. */
static void
test_lines(void)
{
	struct slice one = lines();
	put_lines(one, "{\"date\"");
	look("torn", "Val", FIRST, "4 of 4");
	test_reported("torn", bench.diag, "runs-torn");
	run("goes", "Val 2", true, false, "0 of 4");
	struct slice two = lines();
	test_true("the first stands",
	    slice_starts(two, arena_dup_text(bench.mem, one)));
	test_true("and the next", two.len > one.len &&
				      two.at[one.len + 1] == '"' &&
				      slice_ends(two, "\n"));
	put_lines(slice_part(one, 0, one.len - 1), "");
	look("no line feed", "Val", FIRST, "4 of 4");
	run("gets one", "Val 2", true, false, "0 of 4");
	test_true("then both are whole", lines().len == two.len);
	put_lines(one, "{}\n");
	look("no run's", "Val", FIRST, "runs-line");
	run("nor added to", "Val", true, false, "runs-line");
	put_lines(one, "");
}

/* ---- what an earlier look saw */

static struct once_found
look_after(const struct once_known *known)
{
	struct once_mailing mailing = mailing_of("Val", FIRST);
	struct once_found found;
	mailing.known = known;
	if (!once_look(&mailing, bench.path, &found, bench.diag))
		abort();
	return found;
}

static void
test_after(
    const char *what, const struct once_known *known, bool gone, bool since)
{
	struct once_found found = look_after(known);
	test_true(what, found.gone == gone && found.since == since);
}

static void
test_known(void)
{
	struct slice one = lines();
	const struct once_known none = {.lines = 0};
	struct once_known known = look_after(NULL).known, read;
	test_true("one line, of a key", known.lines == 1 && known.key[0]);
	test_after("nobody looked before", NULL, false, true);
	test_after("as it was", &known, false, false);
	test_after("there was none", &none, false, true);
	run("a second", "Val", true, false, "4 of 4");
	test_after("a line since", &known, false, true);
	struct once_known both = look_after(NULL).known;
	put_lines(one, "");
	test_after("without the second", &both, true, false);
	run("another mailing", "Val 2", true, false, "0 of 4");
	test_after("which is none of this", &known, false, false);
	put_lines(SLICE(""), "");
	test_after("no line", &known, true, false);
	known.key[0] = known.key[0] == '0' ? '1' : '0';
	put_lines(one, "");
	test_after("another key", &known, true, false);
	test_true(
	    "kept", once_known_write(&both, "known", bench.diag) &&
			once_known_read(&read, bench.mem, "known", bench.diag));
	test_true("and read", memcmp(&read, &both, sizeof read) == 0);
	test_true("none",
	    once_known_write(&none, "known", bench.diag) &&
		once_known_read(&read, bench.mem, "known", bench.diag) &&
		memcmp(&read, &none, sizeof read) == 0);
}

static void
test_known_files(void)
{
#define NONE "000000000000000000000000000000000000000000000000000000000000000"
	static const struct {
		const char *name, *text;
	} cases[] = {
	    {"nothing", ""},
	    {"a short key", "key 0\nlines 0\ndigest 0" NONE "\n"},
	    {"no number", "key -\nlines x\ndigest 0" NONE "\n"},
	    {"no digits", "key -\nlines \ndigest 0" NONE "\n"},
	    {"a short digest", "key -\nlines 0\ndigest " NONE "\n"},
	    {"cut off", "key -\nlines 0\ndigest 0" NONE},
	    {"more", "key -\nlines 0\ndigest 0" NONE "\n\n"},
	};
#undef NONE
	struct once_known read;
	for (size_t i = 0; i < COUNT(cases); i++) {
		if (!file_write_whole(
			"known", slice_view(cases[i].text), bench.diag))
			abort();
		test_true(cases[i].name,
		    !once_known_read(&read, bench.mem, "known", bench.diag));
		test_reported(cases[i].name, bench.diag, "plan-file");
	}
}

/* ---- a line whose run came to nothing, after all */

static void
take_back(const char *what, uint64_t at, const char *name, bool is_own)
{
	struct once_mailing mailing = mailing_of(name, FIRST);
	struct once_found found;
	struct once *once =
	    once_claim(&mailing, bench.path, &found, bench.diag);
	struct slice before = lines();
	bool doubt;
	test_true(what, once && once_take_back_at(once, at, false, &doubt));
	test_true(what, doubt == is_own && slice_equal(lines(), before));
	test_true(what, once_take_back_at(once, at, true, &doubt) && !doubt);
	once_close(once);
}

static void
test_taken_back(void)
{
	struct slice one = lines();
	run("a second", "Val 2", true, false, "0 of 4");
	struct slice two = lines();
	take_back("another's", one.len, "Val", false);
	take_back("no line begins there", one.len - 2, "Val 2", false);
	take_back("nor behind the last", two.len, "Val 2", false);
	test_true("all stand", slice_equal(lines(), two));
	take_back("the last", one.len, "Val 2", true);
	test_true("is gone", slice_equal(lines(), one));
	put_lines(slice_part(one, 0, one.len - 1), "");
	run("behind one without a line feed", "Val 2", true, false, "0 of 4");
	take_back("the last, with its line feed", one.len - 1, "Val 2", true);
	test_true("is gone", lines().len == one.len - 1);
	put_lines(two, "");
	take_back("the first", 0, "Val", true);
	test_true("stays", lines().len == two.len);
	look("and counts for nobody", "Val", FIRST, "0 of 4");
	look("the other does", "Val 2", FIRST, "4 of 4");
	put_lines(one, "");
}

/* Lines say nothing without the key that they were written with. */
static void
test_key(void)
{
	struct slice one = lines();
	test_true("away", rename("out/runs.key", "key") == 0);
	look("no key", "Val", FIRST, "runs-other-key");
	run("nor is one made", "Val", true, false, "runs-other-key");
	test_true("nor left", !path_is_taken("out/runs.key"));
	put_lines(SLICE(""), "");
	look("no lines either", "Val", FIRST, "0 of 0");
	test_true("nothing is made to look", !path_is_taken("out/runs.key"));
	run("a new key", "Val", true, false, "0 of 4");
	look("which is used", "Val", FIRST, "4 of 4");
	put_lines(one, "");
	look("another's lines", "Val", FIRST, "runs-other-key");
	if (!file_write_whole("out/runs.key", SLICE("x"), bench.diag))
		abort();
	look("no key at all", "Val", FIRST, "runs-bad-key");
	run("nor to run with", "Val", true, false, "runs-bad-key");
	test_true("back", rename("key", "out/runs.key") == 0);
	look("as it was", "Val", FIRST, "4 of 4");
}

/* A link is not followed, and a plan that is none names nobody. */
static void
test_failing(void)
{
	struct once_found found;
	struct once_mailing mailing = mailing_of("Val", FIRST);
	test_true("no plan",
	    !once_look(&mailing, "none.db", &found, bench.diag) &&
		!once_claim(&mailing, "none.db", &found, bench.diag));
	test_true("a link", rename("out/runs.jsonl", "lines") == 0 &&
				symlink("../lines", "out/runs.jsonl") == 0);
	look("a link", "Val", FIRST, "runs-link");
	run("a link", "Val", true, false, "runs-link");
	test_true("back", unlink("out/runs.jsonl") == 0 &&
			      rename("lines", "out/runs.jsonl") == 0);
	test_true("can be added to", once_can_record(&mailing, bench.diag));
}

/* ---- where they lie */

static const struct {
	const char *name, *out, *made; /* a folder that is there */
	bool beside; /* the job, not in its out/ */
} places[] = {
    {"anywhere", NULL, NULL, false},
    {"a run in out/", "out/val", NULL, false},
    {"out/ itself", "out", NULL, true},
    {"however it is written", "./out", NULL, true},
    {"another's out/", "other/out", "other", false},
    {"out/ on another disk", "/dev/shm/out", NULL, false},
    {"out/ of no folder", "none/out", NULL, false},
    {"a run that made out/ its own", NULL, "out/keep", true},
};

static void
test_places(const char *folder)
{
	for (size_t i = 0; i < COUNT(places); i++) {
		struct once_mailing mailing = mailing_of("Val", FIRST);
		struct once_places at;
		mailing.out = places[i].out;
		if (places[i].made && !folder_make(places[i].made, bench.diag))
			abort();
		once_find_places(&mailing, &at);
		test_text(places[i].name, at.folder,
		    places[i].beside ? folder
				     : path_join(bench.mem, folder, "out"));
		test_true(places[i].name,
		    at.all_there == !places[i].beside && !at.files[2]);
	}
}

int
main(void)
{
	char folder[] = "/tmp/utskick-once-XXXXXX";
	bench = (struct bench){.mem = arena_new(), .sources = sources_new()};
	bench.diag = diag_new(bench.sources);
	if (!mkdtemp(folder) || chdir(folder) != 0)
		abort();
	bench.whole = bench.path = path_join(bench.mem, folder, "ledger.db");
	file.folder = folder;
	for (size_t i = 0; i < COLUMNS; i++)
		column_prepare(bench.mem, &columns[i], 0);
	reads = (struct job_reads){
	    .columns = {columns, COLUMNS}, .person = COLUMN_NONE};
	test_true("a plan", make_ledger(&bench, "plan.db") && read_all(&bench));
	test_first();
	test_counted();
	test_lines();
	test_known();
	test_known_files();
	test_taken_back();
	test_key();
	test_failing();
	test_places(folder);
	folder_remove(folder, bench.diag);
	diag_free(bench.diag);
	sources_free(bench.sources);
	arena_free(bench.mem);
	return test_end();
}
