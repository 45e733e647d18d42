/* The mailing at a glance: its facts, its files, and which of them can come anew. */
#include <sys/stat.h>

#include <sys/stat.h>

#include "forked.h"
#include "serve/approvers.h"
#include "working.h"

#define FIRST "name: n\ndate: 2012-03-19\n"
#define ADDRESS                                                                \
	"address: {name: Nr, street: Nr, postcode: Nr, town: Nr}\n"            \
	"stationery: kommun-h2\n"
#define FILE "register: {file: r.csv, key: Nr}\n"

static const struct {
	const char *name, *job;
	const char *want[6];
} pages[] = {
    {"all there", FIRST FILE ADDRESS "letters: [b.md]\n",
	{"<option value=\"r.csv\">", "<option value=\"b.md\">",
	    "!<option value=\"mer.md\">", "!<option value=\"job.yaml\">",
	    "href=\"/text/mer.md\"", "button\" href=\"/check\""}},
    {"a reference", FIRST FILE ADDRESS "reference: N-1\nletters: [b.md]\n",
	{"<dd>N-1</dd>", "<dd>2012-03-19</dd>"}},
    {"none", FIRST FILE ADDRESS "letters: [b.md]\n", {"!N-1"}},
    {"corrections that are not there",
	FIRST FILE ADDRESS "corrections: k.csv\nletters: [b.md]\n",
	{"n missing", "<option value=\"k.csv\">", "!button\" href=\"/check\""}},
    {"a folder in a file's place", FIRST FILE ADDRESS "letters: [mapp]\n",
	{"n missing", "!button\" href=\"/check\""}},
    {"a file of another folder", FIRST FILE ADDRESS "letters: [mapp/c.md]\n",
	{"mapp/c.md</", "!<option value=\"mapp", "<option value=\"r.csv\">"}},
    {"a query, and nothing that can come",
	FIRST "register: {odbc: DSN=x, query: q.sql, key: Nr}\n" ADDRESS
	      "letters: [mapp/c.md]\n",
	{"q.sql</", "!id=\"as\"", "button\" href=\"/check\"", "!r.csv"}},
    {"a hidden file", FIRST FILE ADDRESS "letters: [.e.md]\n",
	{".e.md</", "!href=\"/text/.e.md"}},
    {"a letter that is not there", FIRST FILE ADDRESS "letters: [borta.md]\n",
	{"borta.md</", "n missing", "!href=\"/text/borta.md"}},
    {"a letter twice",
	FIRST FILE ADDRESS "letters: [{text: b.md, where: {Nr: 1}}, b.md]\n",
	{"<option value=\"b.md\">"}},
};

static void
test_page(size_t i)
{
	begin(pages[i].job, "", "");
	put("r.csv", "Nr\n1\n");
	put("b.md", "# B\n");
	put("mer.md", "mer\n");
	put(".e.md", "e\n");
	put("q.sql", "select 1\n");
	mkdir("mapp", 0700);
	put("mapp/c.md", "# C\n");
	work_home(&work);
	test_has(pages[i].name, pages[i].want, 6);
	end();
}

static void
test_none(size_t i)
{
	static const char *const want[] = {
	    "verdict wait", "type=\"file\"", "!class=\"files\""};
	(void)i;
	begin("", "", "");
	unlink("job.yaml");
	work_home(&work);
	test_has("no job", want, 3);
	end();
}

static void
put_names(const char *folder, const char *names)
{
	test_true(folder, mkdir(folder, 0700) == 0);
	put(path_join(work.mem, folder, APPROVERS), names);
}

/* Whoever asks her is named, in one list; one who is asked no more is gone from
 * it, and empty lines with her. */
static void
test_asked(size_t i)
{
	static const char *const want[] = {
	    "\n<li><a href=\"/approve/bo\">bo</a></li>\n"
	    "<li><a href=\"/approve/cia\">cia</a></li>\n</ul>",
	    "!/approve/dan", "!/approve/anna"};
	struct slice names = {NULL, 0};
	(void)i;
	begin("", "", "");
	put_names("anna", "\nbo\n\ncia\n");
	put_names("bo", "\nanna\n");
	put_names("cia", "eva\n\nanna\n");
	put_names("dan", "eva\n");
	test_true("in", chdir("anna") == 0);
	begin("", "", "user=bo&no=1");
	asked.user = SLICE("anna");
	work_home(&work);
	test_has("asked", want, 3);
	work_approval_ask(&work);
	test_text("asked no more", shared.location, "/check");
	file_read(
	    work.mem, APPROVERS, INPUT_NONE, 100, work.diag, NO_SPAN, &names);
	test_slice("the others", names, "cia\n");
}

int
main(void)
{
	char folder[] = "/tmp/utskick-unit-XXXXXX";
	if (!mkdtemp(folder) || chdir(folder) != 0)
		return 1;
	for (size_t i = 0; i < COUNT(pages); i++)
		test_forked(test_page, i);
	test_forked(test_none, 0);
	test_forked(test_asked, 0);
	folder_remove(folder, NULL);
	return test_end();
}
