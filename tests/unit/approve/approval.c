/* Who has approved exactly this mailing, and who something near it. */
#include "approve/approval.h"

#include <stdlib.h>
#include <unistd.h>

#include "approve/line.h"
#include "ledger/small.h"
#include "reported.h"

#define APPROVALS "approvals.jsonl"

static struct bench bench;
static const char *folder, *plan;
static struct job_file file;
static struct job job;

static struct minisign_secret
key_of(uint8_t seed)
{
	struct minisign_secret key = {.seed = {seed}};
	ed25519_public(key.seed, key.public_.key);
	return key;
}

/* ---- the mark */

static const struct {
	const char *name, *written;
	bool is;
} marks[] = {
    {"as it is", "3F9A-07C2-51BE-D240", true},
    {"without hyphens", "3F9A07C251BED240", true},
    {"in small letters", "3f9a-07c2-51be-d240", true},
    {"with blanks", " 3F9A 07C2 51BE D240 ", true},
    {"a sign less", "3F9A-07C2-51BE-D24", false},
    {"a sign more", "3F9A-07C2-51BE-D2400", false},
    {"another sign", "3F9A-07C2-51BE-D241", false},
    {"a letter that no mark has", "3F9A-07C2-51BE-g240", false},
    {"another sign between", "3F9A_07C2_51BE_D240", false},
    {"nothing", "", false},
};

/* ---- adding, one after another */

static const struct {
	const char *person;
	uint8_t key; /* 0: not signed */
	const char *code; /* NULL: added */
	uint32_t people; /* who have approved then */
} added[] = {
    {"Anna Ek", 0, NULL, 1},
    {"ANNA EK", 0, "approved-already", 1},
    {"Anna Ek", 7, "approved-already", 1},
    {"Bo Lind", 7, NULL, 2},
    {"Cia Ek", 7, "approved-already", 2},
    {"Bo Lind", 8, "approved-already", 2},
    {"Cia Ek", 8, NULL, 3},
};

static void
test_found(const char *name, uint32_t people, uint32_t wanted)
{
	struct approval_found found;
	file.approval.number = wanted;
	bool ok = approval_check(&job, plan, true, &found, bench.diag);
	test_true(name, ok == (people >= wanted));
	test_number(name, found.people, people);
	strbuf_fini(&found.lines);
	test_true(name, approval_check(&job, plan, false, &found, bench.diag));
	test_number(name, found.people, people);
	strbuf_fini(&found.lines);
}

static bool
add(const char *person, uint8_t seed)
{
	const struct minisign_secret key = key_of(seed);
	const struct approving approving = {
	    .plan = plan,
	    .person = slice_view(person),
	    .date = day_of(2012, 3, 12),
	    .key = seed ? &key : NULL,
	};
	return approval_add(&job, &approving, bench.diag);
}

static void
test_added(size_t i)
{
	bool ok = add(added[i].person, added[i].key);
	test_true(added[i].person, ok == !added[i].code);
	if (!ok && added[i].code)
		test_reported(added[i].person, bench.diag, added[i].code);
	test_found(added[i].person, added[i].people, added[i].people);
	test_found("one more is wanted", added[i].people, added[i].people + 1);
}

/* ---- what is in the file */

static struct slice
read_lines(void)
{
	struct slice text = {NULL, 0};
	file_read(bench.mem, path_join(bench.mem, folder, APPROVALS),
	    INPUT_NONE, 1 << 20, bench.diag, NO_SPAN, &text);
	return text;
}

static void
write_lines(struct slice text)
{
	file_write_whole(
	    path_join(bench.mem, folder, APPROVALS), text, bench.diag);
}

/* The first of the lines, with its first parts only. */
static struct slice
shortened(struct slice text, size_t parts)
{
	struct approval_line line;
	struct strbuf out = {0};
	test_true("a line",
	    approval_line_read(slice_part(text, 0, slice_find_char(text, '\n')),
		bench.mem, &line));
	line.count = parts;
	approval_line_write(&out, &line);
	strbuf_add_char(&out, '\n');
	struct slice kept = arena_dup(bench.mem, strbuf_view(&out));
	strbuf_fini(&out);
	return kept;
}

/* The same people, who approved less: told what was not there, and counted
 * once they approve this. */
static void
test_less(struct slice lines)
{
	struct slice less = shortened(lines, 1);
	write_lines(less);
	test_found("less", 0, 0);
	test_found("less, where one is wanted", 0, 1);
	test_reported("what is new", bench.diag, "changed-since");
	write_lines(arena_print(bench.mem, "%.*s%.*s", (int)less.len, less.at,
	    (int)lines.len, lines.at));
	test_found("less, and then this", 3, 3);
	write_lines(arena_print(bench.mem, "%.*s%.*s", (int)lines.len, lines.at,
	    (int)lines.len, lines.at));
	test_found("each of them twice", 3, 3);
}

static void
test_torn(struct slice lines)
{
	struct approval_found found;
	write_lines(slice_part(lines, 0, lines.len - 1));
	file.approval.number = 2;
	test_true("torn", approval_check(&job, plan, true, &found, bench.diag));
	test_number("two are whole", found.people, 2);
	test_reported("the third is not", bench.diag, "torn-approval");
	strbuf_fini(&found.lines);
	test_true("added in its place", add("Dan Ek", 0));
	test_found("three", 3, 3);
	write_lines(SLICE("x\n"));
	test_true(
	    "no line", !approval_check(&job, plan, false, &found, bench.diag));
	test_reported("no line", bench.diag, "bad-approval");
	test_true("nothing is added to it", !add("Anna Ek", 0));
}

/* ---- lines from elsewhere: those of `lines`, to a job that has none */

static void
test_taken(const char *name, struct slice text, const char *code)
{
	bool ok = approval_take(&job, plan, text, bench.diag);
	test_true(name, ok == !code);
	if (!ok && code)
		test_reported(name, bench.diag, code);
}

static void
test_take(struct slice lines)
{
	size_t first = slice_find_char(lines, '\n') + 1;
	struct slice unsigned_ = slice_part(lines, 0, first);
	struct slice rest = slice_from(lines, first);
	struct slice second =
	    slice_part(rest, 0, slice_find_char(rest, '\n') + 1);
	unlink(path_join(bench.mem, folder, APPROVALS));
	test_taken("nothing", SLICE(""), "not-an-approval");
	test_taken("no line", SLICE("x\n"), "not-an-approval");
	test_taken("not signed", unsigned_, "approval-unsigned");
	test_taken("of another mailing", shortened(lines, 1), "changed-since");
	test_taken("twice",
	    arena_print(bench.mem, "%.*s%.*s", (int)second.len, second.at,
		(int)second.len, second.at),
	    "approved-already");
	test_found("nothing is taken of it", 0, 0);
	test_taken("both", rest, NULL);
	test_found("two", 2, 2);
	test_taken("again", second, "approved-already");
}

static void
test_plan(void)
{
	struct slice mark, again;
	struct approval_found found;
	for (size_t i = 0; i < COUNT(marks); i++)
		test_true(marks[i].name,
		    approval_mark_is(SLICE("3F9A-07C2-51BE-D240"),
			slice_view(marks[i].written)) == marks[i].is);
	test_true(
	    "a mark", approval_mark(bench.mem, plan, &mark, bench.diag) &&
			  approval_mark(bench.mem, plan, &again, bench.diag) &&
			  slice_equal(mark, again) && mark.len == 19);
	test_true("none of what is no plan",
	    !approval_mark(bench.mem, "/nonexistent", &mark, bench.diag));
	test_true("nobody is asked",
	    approval_check(&job, "/nonexistent", true, &found, bench.diag));
	file.approval.number = 1;
	test_true("somebody is",
	    !approval_check(&job, "/nonexistent", true, &found, bench.diag));
}

int
main(void)
{
	char name[] = "/tmp/utskick-approval-XXXXXX";
	bench = (struct bench){.mem = arena_new(), .sources = sources_new()};
	bench.diag = diag_new(bench.sources);
	folder = mkdtemp(name);
	if (!folder)
		abort();
	bench.whole = bench.path = plan =
	    path_join(bench.mem, folder, "ledger.db");
	test_true("a plan",
	    make_ledger(&bench, path_join(bench.mem, folder, "plan.db")) &&
		read_all(&bench));
	file.folder = folder;
	job = (struct job){.mem = bench.mem, .file = &file};
	test_plan();
	for (size_t i = 0; i < COUNT(added); i++)
		test_added(i);
	struct slice lines = read_lines();
	test_less(lines);
	test_torn(lines);
	test_take(lines);
	folder_remove(folder, bench.diag);
	diag_free(bench.diag);
	sources_free(bench.sources);
	arena_free(bench.mem);
	return test_end();
}
