/* What can be put into a letter, as buttons: columns, facts, tables, parts. */
#include "serve/letter_aids.h"

#include "load/open.h"
#include "working.h"

#define REST                                                                   \
	"name: n\ndate: 2012-03-19\nregister: {file: r.csv, key: Nr}\n"        \
	"roles: {protected: Skydd, deceased: Avliden}\n"                       \
	"address: {name: [\"first_names(Namn)\"], street: Gata, postcode: "    \
	"Postnr, "                                                             \
	"town: Ort}\n"                                                         \
	"letters: [b.md]\nstationery: kommun-h2\n"
#define SWEDISH REST "language: sv\n"
#define ENGLISH REST "language: en\n"
static const struct {
	const char *name, *job;
	const char *want[6];
} cases[] = {
    {"columns, and no marks", ENGLISH,
	{"{{Namn}}", "{{[Hus nr]}}", "!Skydd", "!Avliden", "!each"}},
    {"a computed one",
	ENGLISH "columns: {Tilltal: {is: \"first_word(Namn)\"}}\n",
	{"{{Tilltal}}"}},
    {"a line of the address that is computed", ENGLISH,
	{"{{Namn}}", "!first_names"}},
    {"a small table",
	ENGLISH "tables:\n  insats: {file: u.csv, match: {Nr: Nr}}\n",
	{"- {{insats.Nr}} {{insats.Dag}}\n"}},
    {"the date", ENGLISH, {"{{date}}", "!{{reference}}", "!{{datum}}"}},
    {"in Swedish", SWEDISH, {"{{datum}}", "!{{date}}"}},
    {"a number", ENGLISH "reference: N 1\n", {"{{reference}}"}},
    {"in Swedish", SWEDISH "reference: N 1\n",
	{"{{diarienummer}}", "!{{reference}}"}},
    {"facts", ENGLISH "facts: {val till: 2012-09-01, x: 1}\n",
	{"{{[val till]}}", "{{x}}"}},
    {"parts, and no letters", ENGLISH,
	{"{{&gt; slut}}", "!{{&gt; b}}", "!dold", "!{{&gt; r}}"}},
    {"a table", ENGLISH "tables:\n  insats: {file: t.csv, match: {Nr: Nr}}\n",
	{"{{each insats}}", "- {{insats.Nr}} {{insats.Dag}} {{insats.Tid}}\n",
	    "{{insats.Enhet}}"}},
};

int
main(void)
{
	char folder[] = "/tmp/utskick-unit-XXXXXX";
	if (!mkdtemp(folder) || chdir(folder) != 0)
		return 1;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct job job = {0};
		begin(cases[i].job, "", "");
		put("r.csv", "Nr;Namn;Gata;Postnr;Ort;Skydd;Avliden;Hus nr\n"
			     "1;Eva Ek;G 1;99912;Norrby;;;\n");
		put("t.csv", "Nr;Dag;Tid;Enhet\n1;a;b;c\n");
		put("u.csv", "Nr;Dag\n1;a\n");
		put("b.md", "# B\n");
		put("slut.md", "Slut\n");
		put(".dold.md", "x\n");
		bool ok = load_open_rows(&job, work.mem, "job.yaml", work.diag);
		test_true(cases[i].name, ok);
		if (ok) {
			letter_aids_write(&work.out, &work, &job);
			test_has(cases[i].name, cases[i].want, 6);
		} else {
			diag_print(work.diag, stdout);
		}
		load_close(&job);
		end();
	}
	folder_remove(folder, NULL);
	return test_end();
}
