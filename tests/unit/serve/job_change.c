/* The letters of a job, changed one by one in its file. */
#include "serve/job_change.h"

#include "working.h"

#define HEAD                                                                   \
	"name: n\ndate: 2012-03-19\nregister: {file: r.csv, key: Nr}\n"        \
	"address: {name: Nr, street: Nr, postcode: Nr, town: Nr}\n"            \
	"stationery: kommun-h2\n"
#define WHERE "where: {A: x}"

/* What is done to the first letter; the letters then. */
static const struct {
	const char *name, *letters, *does, *a, *b, *want;
} cases[] = {
    {"another text", "- b.md\n", "text", "b.md", "d.md", "- {text: d.md}\n"},
    {"of a map", "- {text: b.md, " WHERE "}\n", "text", "b.md", "d.md",
	"- {text: d.md, " WHERE "}\n"},
    {"one of two", "- {text: [b.md, c.md]}\n", "text", "c.md", "d.md",
	"- {text: [b.md, d.md]}\n"},
    {"in each that has it",
	"- {text: [b.md, c.md], " WHERE "}\n- {text: c.md}\n", "text", "c.md",
	"d.md", "- {text: [b.md, d.md], " WHERE "}\n- {text: d.md}\n"},
    {"a text that none has", "- b.md\n", "text", "c.md", "d.md", "- b.md\n"},
    {"to some", "- b.md\n", "to", "A", "x", "- {text: b.md, " WHERE "}\n"},
    {"to others", "- {text: b.md, when: w}\n", "to", "A", "x",
	"- {text: b.md, " WHERE "}\n"},
    {"to everybody", "- {text: b.md, " WHERE "}\n", "to", "", "",
	"- {text: b.md}\n"},
    {"a paper", "- b.md\n", "paper", "p", "",
	"- {text: b.md, stationery: p}\n"},
    {"none of its own", "- {text: b.md, stationery: p}\n", "paper", "", "",
	"- {text: b.md}\n"},
    {"none where there is none", "- b.md\n", "paper", "", "", "- b.md\n"},
    {"one more for all", "- b.md\n", "add", "", "", "- text: new.md\n- b.md\n"},
    {"one more for some", "- b.md\n", "add", "A", "x",
	"- text: new.md\n  where: {A: x}\n- b.md\n"},
    {"one less", "- {text: b.md, " WHERE "}\n- c.md\n", "remove", "", "",
	"- c.md\n"},
};

static bool
change_it(struct job_change *change, size_t at)
{
	const char *does = cases[at].does;
	struct slice a = slice_view(cases[at].a), b = slice_view(cases[at].b);
	const struct job_change_to to = {a, b};
	if (strcmp(does, "text") == 0)
		return job_change_text(change, a, b);
	if (strcmp(does, "to") == 0)
		return job_change_entry_to(change, 0, &to);
	if (strcmp(does, "paper") == 0)
		return job_change_entry_paper(change, 0, a);
	if (strcmp(does, "add") == 0)
		return job_change_add(change, SLICE("new.md"), &to);
	return job_change_remove(change, 0);
}

static const char *
job_with(const char *letters)
{
	return arena_print(work.mem, "%sletters:\n%s", HEAD, letters).at;
}

static void
test_cases(void)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct job_change change;
		begin("", "", "");
		put("job.yaml", job_with(cases[i].letters));
		test_true("open", job_change_open(&change, &work));
		test_true(cases[i].name, change_it(&change, i));
		test_true("saved", job_change_save(&change));
		test_slice(cases[i].name, read_job(), job_with(cases[i].want));
		job_change_close(&change);
		end();
	}
}

/* Each is said, and nothing is opened. */
static void
test_refused(void)
{
	static const char *const jobs[] = {
	    HEAD "letters: b.md\n", "\xff\xfe\x00", HEAD, "a: [\n"};
	for (size_t i = 0; i < COUNT(jobs); i++) {
		struct job_change change;
		begin(jobs[i], "", "");
		test_true(jobs[i], !job_change_open(&change, &work));
		test_true(jobs[i], diag_worst(work.diag) == LEVEL_ERROR);
		job_change_close(&change);
		end();
	}
	struct job_change change;
	begin(HEAD, "", "");
	test_true("no job", unlink("job.yaml") == 0);
	test_true("no job", !job_change_open(&change, &work));
	job_change_close(&change);
	end();
}

int
main(void)
{
	char folder[] = "/tmp/utskick-unit-XXXXXX";
	if (!mkdtemp(folder) || chdir(folder) != 0)
		return 1;
	test_cases();
	test_refused();
	folder_remove(folder, NULL);
	return test_end();
}
