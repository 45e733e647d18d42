/* What the page of a letter shows of a text: its faults, pages or why there are
 * none, how easy it is to read. */
#include "serve/letter_parts.h"

#include "forked.h"
#include "working.h"

#define HEAD                                                                   \
	"name: n\ndate: 2012-03-19\nreference: N-1\nregister: {file: r.csv, "  \
	"key: Nr}\n"                                                           \
	"address: {name: Namn, street: Gata, postcode: Postnr, town: Ort}\n"   \
	"roles: {protected: Skydd}\n"
#define PAPER "stationery: kommun-h2\n"
#define JOB HEAD PAPER "letters: [b.md]\n"
#define FRONT "---\nlanguage: sv\nsubject: S\n---\n"
#define TEXT FRONT "# S\n\nHej {{Namn}}!\n"
#define LONG                                                                   \
	"\nEtt två tre fyra fem sex sju åtta nio tio elva tolv tretton "     \
	"fjorton femton sexton sjutton arton nitton tjugo tjugoett.\n"

static const struct {
	const char *name, *job;
	const char *letter;
	uint32_t version;
	const char *text; /* NULL: as it is */
	const char *want[7];
} cases[] = {
    {"as it is", JOB, "b.md", 0, NULL,
	{"verdict good", "data:image/jpeg", "!Page 1 of", "!<ul>\n<li>",
	    "{{Namn}}", "value=\"0\" selected"}},
    {"a long sentence", JOB, "b.md", 0, TEXT LONG,
	{"verdict good", "21", "nitton tjugo"}},
    {"a fault, and the page that was saved", JOB, "b.md", 0, TEXT "{{Nam}}\n",
	{"!verdict good", "no column", "verdict wait", "data:image/jpeg"}},
    {"nobody's", HEAD PAPER "letters: [{text: b.md, where: {Ort: Umby}}]\n",
	"b.md", 0, NULL, {"verdict good", "verdict wait", "!data:image/jpeg"}},
    {"the second of two languages",
	HEAD PAPER "letters: [{text: [b.md, c.md]}]\n", "c.md", 0,
	"---\nlanguage: fi\nsubject: S\n---\n# S\n\nHei {{Namn}}!\n" LONG,
	{"nitton tjugo"}},
    {"a paper that is not there", HEAD "stationery: inget\nletters: [b.md]\n",
	"b.md", 0, NULL,
	{"!verdict good", "verdict wait", "no stationery", "!data:image/jpeg",
	    "!LIX", "cannot be shown yet"}},
    {"a fault in the text, and no paper",
	HEAD "stationery: inget\nletters: [b.md]\n", "b.md", 0,
	TEXT "{{Nam}}\n",
	{"!verdict good", "verdict wait", "no column", "!no stationery"}},
    {"nothing to read", JOB, "b.md", 0, FRONT "# S\n",
	{"verdict good", "data:image/jpeg", "Sentences: 1."}},
    {"no text at all", JOB, "b.md", 0, "",
	{"verdict good", "nothing of the letter", "Sentences: 0.",
	    "!data:image/jpeg"}},
    {"a job that cannot be opened", "name: n\n", "b.md", 0, NULL,
	{"!verdict good", "verdict wait", "!data:image/jpeg", "!id=\"people"}},
    {"a warning of something else",
	JOB "rules: [{exclude: r, when: \"Ort = 'Umby?'\"}]\n", "b.md", 0, NULL,
	{"verdict good", "data:image/jpeg", "!Umby?"}},
};

/* The parts are ended by NUL. */
static void
join_parts(void)
{
	for (size_t i = 0; i < work.out.len; i++) {
		if (!work.out.at[i])
			work.out.at[i] = '\n';
	}
}

static void
test_case(size_t i)
{
	begin(cases[i].job, "", "");
	put("r.csv", "Nr;Namn;Gata;Postnr;Ort;Skydd\n"
		     "1;Åsa Ek;Gatan 1;99912;Norrby;\n");
	put("b.md", TEXT);
	put("c.md", "---\nlanguage: fi\nsubject: S\n---\n# S\n\nHei!\n");
	const struct letter_question question = {
	    .name = cases[i].letter,
	    .version = cases[i].version,
	    .is_text = cases[i].text,
	    .text = slice_view(cases[i].text),
	};
	struct preview *preview = preview_open(work.mem, "job.yaml", work.diag);
	letter_answer(&work, preview, work.diag, &question, &work.out);
	join_parts();
	test_has(cases[i].name, cases[i].want, 7);
}

/* The first page on each paper, or why there is none. */
static void
test_papers(size_t opened)
{
	/* that it is not confirmed does not say why */
	static const char *const fine[] = {"<h3>kommun-h2</h3><img",
	    "<h3>inget</h3><p class=hint>", "no stationery",
	    "<h3>enkel-a4</h3><img"};
	static const char *const none[] = {
	    "<ul class=\"papers\" role=\"list\">\n</ul>", "!<h3>"};
	begin(JOB, "", "");
	put("r.csv", "Nr;Namn;Gata;Postnr;Ort;Skydd\n"
		     "1;Åsa Ek;Gatan 1;99912;Norrby;\n");
	put("b.md", TEXT);
	const struct letter_question question = {
	    .name = "b.md", .text = SLICE("kommun-h2\ninget\nenkel-a4")};
	struct preview *preview =
	    opened ? preview_open(work.mem, "job.yaml", work.diag) : NULL;
	letter_papers_answer(&work, preview, work.diag, &question, &work.out);
	join_parts();
	if (opened)
		test_has("papers", fine, 4);
	else
		test_has("no papers", none, 2);
}

/* What no paper is at fault of: what the row lacks, that nobody gets it, what
 * else the job has. */
static const struct {
	const char *name, *job, *text;
	uint32_t version;
	const char *want[4];
} faultless[] = {
    {"papers of a row", JOB, FRONT "{{if Ort = 'Umby'}}\n# S\n{{/if}}\n", 0,
	{"It cannot be used for this letter", "nothing of the letter",
	    "!<img"}},
    {"papers of nobody",
	HEAD PAPER "letters: [{text: b.md, where: {Ort: Umby}}]\n", TEXT, 0,
	{"<h3>kommun-h2</h3><p class=hint>", "Nobody",
	    "!It cannot be used for this letter", "!<img"}},
    {"papers of a letter that is gone", JOB, TEXT, 1,
	{"It cannot be used for this letter", "<p class=hint></p>", "!<img"}},
    {"what is warned of before it fails",
	JOB "printshop: inserter-omr\nenclose: [nej.pdf]\n", TEXT, 0,
	{"It cannot be used for this letter", "nej.pdf", "!nobody has measured",
	    "!<img"}},
};

static void
test_faultless(size_t i)
{
	begin(faultless[i].job, "", "");
	put("r.csv", "Nr;Namn;Gata;Postnr;Ort;Skydd\n"
		     "1;Åsa Ek;Gatan 1;99912;Norrby;\n");
	put("b.md", faultless[i].text);
	const struct letter_question question = {.name = "b.md",
	    .version = faultless[i].version,
	    .text = SLICE("kommun-h2")};
	struct preview *preview = preview_open(work.mem, "job.yaml", work.diag);
	letter_papers_answer(&work, preview, work.diag, &question, &work.out);
	join_parts();
	test_has(faultless[i].name, faultless[i].want, 4);
}

int
main(void)
{
	char folder[] = "/tmp/utskick-unit-XXXXXX";
	if (!mkdtemp(folder) || chdir(folder) != 0)
		return 1;
	for (size_t i = 0; i < COUNT(cases); i++)
		test_forked(test_case, i);
	test_forked(test_papers, 1);
	test_forked(test_papers, 0);
	for (size_t i = 0; i < COUNT(faultless); i++)
		test_forked(test_faultless, i);
	folder_remove(folder, NULL);
	return test_end();
}
