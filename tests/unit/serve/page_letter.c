/* A letter's page while nothing answers yet: the letters of the job, the text as
 * it is or as it came, and what is saved of it. */
#include <signal.h>
#include <sys/resource.h>

#include "forked.h"
#include "serve/editing.h"
#include "working.h"

#define JOB                                                                    \
	"name: n\ndate: 2012-03-19\nregister: {file: r.csv, key: Nr}\n"        \
	"address: {name: Nr, street: Nr, postcode: Nr, town: Nr}\n"            \
	"stationery: kommun-h2\n"                                              \
	"letters: [{text: b.md, where: {Nr: 1}}, {text: [c.md, b.md], where: " \
	"{Nr: 2}}, {text: none.md, where: {Nr: 3}}, w.docx]\n"

enum doing { OPEN, SHOW, LIVE, SAVE, SAVE_TEXT };

static const struct {
	const char *name, *letter, *text, *seen; /* NULL: of the file */
	enum doing doing;
	unsigned status;
	const char *location;
	const char *want[5];
	const char *saved; /* b.md then */
} cases[] = {
    {"as it is", "b.md", "", NULL, OPEN, 0, "",
	{"aria-current=\"page\">b.md</a></li>\n<li><a href=\"/letter/c.md\">",
	    "c.md</a></li>\n<li><a href=\"/letter/none.md\">none.md</a></li>\n"
	    "<li><a href=\"/letter/w.docx\">w.docx</a></li>\n"
	    "<li class=\"last\">",
	    "# Old", "data-now", "verdict wait"},
	"# Old\n"},
    {"the second", "c.md", "", NULL, OPEN, 0, "",
	{"aria-current=\"page\">c.md<", "# C", "!# Old"}, "# Old\n"},
    {"one that is not there", "none.md", "", NULL, OPEN, 404, "",
	{"!<textarea"}, "# Old\n"},
    {"one that the job has not", "x.md", "", NULL, OPEN, 404, "",
	{"!<textarea"}, "# Old\n"},
    {"as it came", "b.md", "# New\n", NULL, SHOW, 0, "", {"# New", "!# Old"},
	"# Old\n"},
    {"live", "b.md", "# New\n", NULL, LIVE, 0, "",
	{"id=\"faults\"", "id=\"shown\"", "!id=\"people\"", "!<html"},
	"# Old\n"},
    {"a document, live", "w.docx", "# New\n", NULL, LIVE, 0, "",
	{"id=\"shown\"", "!# New"}, "# Old\n"},
    {"a document", "w.docx", "", NULL, OPEN, 0, "",
	{" data-now>", "name=\"bare\"", "verdict wait", "!<textarea"},
	"# Old\n"},
    {"live of none", "x.md", "# New\n", NULL, LIVE, 404, "", {"!id="},
	"# Old\n"},
    {"saved", "b.md", "# New\r\n", NULL, SAVE, 0, "/letter/b.md", {"!<html"},
	"# New\n"},
    {"saved as a file", "b.md", "# New\r\n", NULL, SAVE_TEXT, 0, "/text/b.md",
	{"!Nothing was saved"}, "# New\n"},
    {"a file of another version", "b.md", "# New\n", "# Other\n", SAVE_TEXT,
	409, "", {"# New", "# Old"}, "# Old\n"},
    {"a file that is none", "x.md", "# New\n", NULL, SAVE_TEXT, 404, "",
	{"!<textarea"}, "# Old\n"},
    {"of another version", "b.md", "# New\n", "# Other\n", SAVE, 409, "",
	{"# New", "# Old"}, "# Old\n"},
    {"of none", "x.md", "# New\n", NULL, SAVE, 404, "", {"!<textarea"},
	"# Old\n"},
    {"of one that is not there", "none.md", "# New\n", NULL, SAVE, 404, "",
	{"!<textarea"}, "# Old\n"},
};

static void
test_case(size_t i)
{
	static void (*const doings[])(struct work * work) = {
	    [OPEN] = work_letter,
	    [SHOW] = work_letter_show,
	    [LIVE] = work_letter_live,
	    [SAVE] = work_letter_save,
	    [SAVE_TEXT] = work_save_text,
	};
	const char *seen = cases[i].seen ? cases[i].seen : "# Old\n";
	struct slice saved = {NULL, 0};
	begin(JOB, seen, "");
	put("b.md", "# Old\n");
	put("c.md", "# C\n");
	put("w.docx", "");
	asked.file_name = asked.part = slice_view(cases[i].letter);
	asked.text = slice_view(cases[i].text);
	doings[cases[i].doing](&work);
	test_has(cases[i].name, cases[i].want, 5);
	test_number(cases[i].name, shared.status, cases[i].status);
	test_text(cases[i].name, shared.location, cases[i].location);
	struct diag *diag = diag_new(sources_new());
	file_read(work.mem, "b.md", INPUT_NONE, 100, diag, NO_SPAN, &saved);
	test_slice(cases[i].name, saved, cases[i].saved);
}

/* What is too large, or finds no room, is not saved: the page says so, and has
 * it. */
static void
test_unsaved(size_t i)
{
	static const char *const want[] = {"Nothing was saved", "# Mine"};
	bool is_large = i / 2;
	struct strbuf text = {0};
	struct slice saved = {NULL, 0};
	begin(JOB, "# Old\n", "");
	put("b.md", "# Old\n");
	strbuf_add_text(&text, "# Mine\n");
	while (text.len < (is_large ? EDITING_MOST + 1 : 5000))
		strbuf_add_text(&text, "En rad.\n");
	asked.file_name = asked.part = SLICE("b.md");
	asked.text = strbuf_view(&text);
	const struct rlimit few = {4096, 4096};
	signal(SIGXFSZ, SIG_IGN);
	if (!is_large)
		setrlimit(RLIMIT_FSIZE, &few);
	if (i % 2)
		work_letter_save(&work);
	else
		work_save_text(&work);
	test_has("unsaved", want, 2);
	test_true("why", has(is_large ? "bytes" : "File too large"));
	test_number("unsaved", shared.status, is_large ? 400 : 500);
	test_text("unsaved", shared.location, "");
	struct diag *diag = diag_new(sources_new());
	file_read(work.mem, "b.md", INPUT_NONE, 100, diag, NO_SPAN, &saved);
	test_slice("unsaved", saved, "# Old\n");
}

int
main(void)
{
	char folder[] = "/tmp/utskick-unit-XXXXXX";
	if (!mkdtemp(folder) || chdir(folder) != 0)
		return 1;
	for (size_t i = 0; i < COUNT(cases); i++)
		test_forked(test_case, i);
	for (size_t i = 0; i < 4; i++)
		test_forked(test_unsaved, i);
	folder_remove(folder, NULL);
	return test_end();
}
