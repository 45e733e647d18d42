/* The account of every row: what stands on the page of a check, by what the job
 * and its register are. */
#include <fcntl.h>

#include "forked.h"
#include "working.h"

#define HEAD_OF(paper)                                                         \
	"name: n\ndate: 2012-03-19\nregister: {file: r.csv, key: Nr}\n"        \
	"address: {name: [Namn, Efternamn], street: Gata, postcode: Postnr, "  \
	"town: Ort}\n"                                                         \
	"letters: [b.md]\nstationery: " paper "\n"
#define HEAD HEAD_OF("kommun-h2")
#define JOB HEAD "roles: {protected: Skydd}\nreference: N-1\n"
#define COLUMNS "Nr;Namn;Efternamn;Gata;Postnr;Ort;Skydd\n"
#define ONE "1;Åsa;Ek;Gatan 1 lgh 1101;99912;Norrby;\n"
#define TWO "2;Bo;Ek;Gatan 1 lgh 1101;99912;Norrby;\n"
#define HELD "3;Eva;Li;;99912;Sund;\n"
#define HIDDEN "4;Ida;Sy;Gatan 9;99912;Vik;ja\n"
#define KEPT "keep_until: 2014-12-31\n"

static const struct {
	const char *name, *job, *rows;
	const char *want[7];
} cases[] = {
    {"all get a letter", JOB KEPT, COLUMNS ONE,
	{"verdict good", "!share somebody", "<dd>N-1</dd>", "!Rows that wait",
	    "action=\"/run\"", "!To put right", "!To look at"}},
    {"without a reference", HEAD_OF("papper") "roles: {protected: Skydd}\n",
	COLUMNS ONE, {"verdict good", "!<dt>Reference", "To look at"}},
    {"two in one letter", JOB "households: {by: address, most: 2}\n",
	COLUMNS ONE TWO, {"share somebody", "<dd>1</dd>", "verdict good"}},
    {"one waits", JOB, COLUMNS ONE HELD,
	{"Rows that wait", "value=\"3\"", "!Sund", "verdict good"}},
    {"more wait than was expected", JOB "expect: {held: 0}\n", COLUMNS ONE HELD,
	{"Rows that wait", "!verdict good", "verdict wait",
	    "more than the "
	    "job expects",
	    "action=\"/run\""}},
    {"nobody but protected people", JOB, COLUMNS HIDDEN,
	{"!Sy<", "!Ida", "width=\"0\""}},
    {"a letter that cannot be read", JOB "enclosures: x\n", COLUMNS ONE,
	{"To put right", "verdict stop", "!action=\"/run\"", "!Rows that"}},
    {"a gap", HEAD "roles: {protected: Skydd}\nreference: FILL IN\n",
	COLUMNS ONE, {"verdict stop", "!action=\"/run\"", "get a letter"}},
};

#define PAPER                                                                  \
	"name: Prov\npage: {width: 210mm, height: 297mm}\nstyles:\n  body: "   \
	"{family: Noto Serif, size: 12pt, leading: 16.5pt, after: 9pt}\n"      \
	"frames:\n  address: {role: address, pages: first, x: 110mm, y: "      \
	"45mm, width: 90mm, height: 30mm}\n  body: {role: body, pages: "       \
	"first, x: 30mm, y: 90mm, width: 150mm, height: 30mm}\n  rest: "       \
	"{role: body, pages: following, x: 30mm, y: 30mm, width: 150mm, "      \
	"height: 30mm}\n"

static void
test_case(size_t i)
{
	begin(cases[i].job, "", "");
	put("r.csv", cases[i].rows);
	put("papper.yaml", PAPER);
	put("b.md",
	    "---\nlanguage: sv\nsubject: S\n---\n# S\n\nHej {{names}}!\n");
	work_check(&work);
	test_has(cases[i].name, cases[i].want, 7);
}

/* Whom one has asked, but no empty line of the list. */
static void
test_asked(size_t i)
{
	static const char *const want[] = {"name=\"user\" value=\"bo\"",
	    "!name=\"user\" value=\"\"", "!action=\"/run\""};
	(void)i;
	begin(JOB "approval: 1\n", "", "");
	put("r.csv", COLUMNS ONE);
	put("b.md", "---\nlanguage: sv\nsubject: S\n---\n# S\n");
	put("approvers.txt", "\nbo\n\n");
	asked.user = SLICE("anna");
	work_check(&work);
	test_has("asked", want, 3);
}

#define WANTS "approval: 1\n"
#define GAP HEAD "roles: {protected: Skydd}\nreference: FILL IN\n"

/* An approval as a file. */
static const struct {
	const char *job, *user, *came;
} files[] = {
    {JOB WANTS, "anna", "x"}, /* each asks by name there */
    {"name: [\n", "", "x"},
    {JOB WANTS, "", NULL},
    {JOB WANTS, "", "x"},
    {GAP WANTS, "", "x"},
};

static void
test_approval_file(size_t i)
{
	begin(files[i].job, "", "");
	put("r.csv", COLUMNS ONE);
	put("b.md", "---\nlanguage: sv\nsubject: S\n---\n# S\n");
	asked.user = slice_view(files[i].user);
	if (files[i].came) {
		work.with = open(".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
		test_true("sent", write(work.with, files[i].came, 1) == 1);
	}
	work_approval_file(&work);
	test_number("not taken", shared.status, 400);
	test_text("not taken", shared.location, "");
	test_true("why", has("verdict stop"));
}

int
main(void)
{
	char folder[] = "/tmp/utskick-unit-XXXXXX";
	if (!mkdtemp(folder) || chdir(folder) != 0)
		return 1;
	for (size_t i = 0; i < COUNT(cases); i++)
		test_forked(test_case, i);
	test_forked(test_asked, 0);
	for (size_t i = 0; i < COUNT(files); i++)
		test_forked(test_approval_file, i);
	folder_remove(folder, NULL);
	return test_end();
}
