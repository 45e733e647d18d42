/* job.yaml: what is read of it, and what is refused before anything is opened. */
#include "job/job_file.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "test.h"

/* The least that a job says; `address:` and more come behind it. */
#define BASE                                                                   \
	"name: Prov\ndate: 2012-03-19\n"                                       \
	"register: {file: r.csv, key: Nr}\n"                                   \
	"letters: [{text: a.md}]\nstationery: papper\n"
#define ADDRESS                                                                \
	"address: {name: Namn, street: Adress, postcode: Postnr, town: Ort}\n"
#define JOB BASE ADDRESS

#define TWO(columns)                                                           \
	"name: Prov\ndate: 2012-03-19\nregister:\n  - {file: r.csv, key: "     \
	"Nr}\n"                                                                \
	"  - {file: s.csv, key: Nr, columns: {" columns "}}\n"                 \
	"letters: [{text: a.md}]\nstationery: papper\n" ADDRESS

#define LETTERS(letters)                                                       \
	"name: Prov\ndate: 2012-03-19\n"                                       \
	"register: {file: r.csv, key: Nr}\n"                                   \
	"stationery: papper\n" ADDRESS "letters: " letters "\n"

#define REGISTER(of)                                                           \
	"name: Prov\ndate: 2012-03-19\nregister: " of "\n"                     \
	"letters: [{text: a.md}]\nstationery: papper\n" ADDRESS

#define COLUMN(parts) JOB "columns: {A: " parts "}\n"

static const struct {
	const char *name, *yaml;
	const char *want; /* all codes, one after another */
} cases[] = {
    {"the least", JOB, ""},
    {"nothing", "name: Prov\n",
	"missing-key missing-key missing-key missing-key missing-key"},
    {"no address", BASE, "missing-key"},
    {"a key that is misspelt is said once", JOB "stationary: x\n",
	"unknown-key"},
    {"a count that is none", BASE ADDRESS "expect: {rows: many}\n",
	"not-a-range"},
    {"two faults, both said", JOB "expect: {rows: many}\nfoo: 1\n",
	"not-a-range unknown-key"},
    {"no town", BASE "address: {name: N, street: A, postcode: P}\n",
	"missing-key"},
    {"no postcode", BASE "address: {name: N, street: A, town: O}\n",
	"missing-key"},
    {"both in one", BASE "address: {name: N, street: A, postal: P}\n", ""},
    {"both in one, and one of them",
	BASE "address: {name: N, street: A, postal: P, town: O}\n",
	"postal-beside"},
    {"another register's column of another name", TWO("Namn: Kund"), ""},
    {"a column that it has not", TWO("Namn: \"\""), ""},
    {"a column that was forgotten", TWO("Namn: "), "empty-text"},
    {"a column that is a list", TWO("Namn: [a]"), "not-a-text"},
    {"a mark", JOB "roles: {protected: Skydd}\n", ""},
    {"marks", JOB "roles: {protected: [Skydd, Sekretess]}\n", ""},
    {"no mark, and why", JOB "roles: {protected: {none: alla är bolag}}\n", ""},
    {"no mark, and no why", JOB "roles: {protected: none}\n",
	"none-without-reason"},
    {"an empty list says nothing", JOB "roles: {protected: []}\n",
	"none-without-reason"},
    {"a column called none", JOB "roles: {protected: \"none\"}\n", ""},
    {"a guardian by name", JOB "roles: {guardian: God man}\n", ""},
    {"whose mail goes nowhere",
	JOB "roles: {guardian: {name: God man, mail: instead}}\n",
	"guardian-without-address"},
    {"whose mail goes somewhere",
	JOB "roles: {guardian: {name: G, mail: instead, street: A, "
	    "postal: P}}\n",
	""},
    {"to a street without a town",
	JOB "roles: {guardian: {name: G, mail: both, street: A, "
	    "postcode: P}}\n",
	"guardian-without-address"},
    {"mail that is neither", JOB "roles: {guardian: {name: G, mail: x}}\n",
	"unknown-word"},
    {"columns that are no marks",
	JOB "roles: {not_marks: {Sekretess: gäller handläggaren}}\n", ""},
    {"without a reason", JOB "roles: {not_marks: Sekretess}\n",
	"bad-not-marks"},
    {"send where", JOB "send: {where: {Ort: Norrby}}\n", ""},
    {"send where nothing is", JOB "send: {where: Norrby}\n", "bad-where"},
    {"a mark that is neither columns nor none",
	JOB "roles: {protected: {skydd: x}}\n", "none-without-reason"},
    {"a reason that is a list, and one that is none",
	JOB "roles: {not_marks: {A: [x], B: y}}\n", "not-a-text"},
    {"both in one, and the other of them",
	BASE "address: {name: N, street: A, postal: P, postcode: X}\n",
	"postal-beside"},
    {"no town, in Swedish", BASE "adress: {namn: N, gata: A, postnummer: P}\n",
	"missing-key"},
    {"the guardian's both in one, and one of them",
	JOB "roles: {guardian: {name: G, mail: both, street: A, postal: P, "
	    "town: T}}\n",
	"postal-beside"},

    {"a column's type", COLUMN("date"), ""},
    {"a type that is a list", COLUMN("{type: [date]}"), "not-a-text"},
    {"a type that is none", COLUMN("{type: dat}"), "unknown-type"},
    {"a name that is a list", COLUMN("{is: [x]}"), "not-a-text"},
    {"a sign that is a list", COLUMN("{decimal: [',']}"), "not-a-text"},
    {"a sign that is none", COLUMN("{decimal: ;}"), "bad-decimal-sign"},
    {"empties that are a map", COLUMN("{empty: {a: b}}"), "not-a-list"},
    {"perhaps required", COLUMN("{required: kanske}"), "not-a-flag"},
    {"what is known, behind what is not",
	COLUMN("{foo: 1, is: x, type: date, required: yes, empty: ['-'], "
	       "decimal: ','}"),
	"unknown-key"},
    {"values behind what is not known", COLUMN("{foo: 1, values: [a]}"),
	"unknown-key"},
    {"a value that is a list", COLUMN("{values: [[a]]}"), "not-a-text"},
    {"spellings that are a map, and some that are none",
	COLUMN("{values: {a: {b: c}, d: [e]}}"), "not-a-list"},
    {"a spelling in quotes, of nothing", COLUMN("{values: {a: ''}}"), ""},
    {"a value without other spellings", COLUMN("{values: {a: , b: [c]}}"), ""},
    {"facts, the first of which is a list", JOB "facts: {A: [x], B: y}\n",
	"not-a-text"},

    {"a rule that is none, and one that is",
	JOB "rules: [x, {exclude: a, when: b}]\n", "bad-rule"},
    {"a rule of no columns", JOB "rules: [{exclude: a, where: b}]\n",
	"bad-where"},
    {"a reason that is a list", JOB "rules: [{hold: [a], when: b}]\n",
	"not-a-text"},
    {"a rule of two kinds", JOB "rules: [{hold: a, exclude: a, when: b}]\n",
	"rule-without-kind"},
    {"a rule of no condition", JOB "rules: [{hold: a}]\n",
	"rule-without-condition"},

    {"no letters", LETTERS("[]"), "bad-letters"},
    {"a list of letters", LETTERS("[[a.md]]"), "bad-letters"},
    {"a letter's paper in two languages",
	LETTERS("[{text: a.md, stationery: a, brevpapper: b}]"),
	"key-in-two-languages"},
    {"a letter for no columns", LETTERS("[{where: x, text: a.md}]"),
	"bad-where"},
    {"a letter whose text is a map", LETTERS("[{text: {a: b}}]"), "not-a-list"},
    {"a letter whose paper is a list",
	LETTERS("[{text: a.md, stationery: [p]}]"), "not-a-text"},
    {"a letter behind what is not known",
	LETTERS("[{foo: 1, when: a, text: a.md, stationery: p}]"),
	"unknown-key"},
    {"a letter without a text", LETTERS("[{stationery: p}]"),
	"letter-without-text"},
    {"a letter behind one for everybody",
	LETTERS("[{text: a.md}, {text: b.md, where: {A: fi}}]"),
	"letter-for-nobody"},
    {"two letters in a row", LETTERS("[a.md, b.md]"), "letter-for-nobody"},
    {"one for everybody at the end",
	LETTERS("[{text: b.md, when: A = 'fi'}, {text: a.md}]"), ""},

    {"nothing enclosed", JOB "enclose: []\n", "many-enclosures"},
    {"a list enclosed, and a file", JOB "enclose: [[a], b.pdf]\n",
	"bad-enclose"},
    {"a file enclosed in two languages",
	JOB "enclose: [{file: a.pdf, fil: b.pdf}]\n", "key-in-two-languages"},
    {"enclosed without a file", JOB "enclose: [{alt: a}]\n", "bad-enclose"},

    {"envelopes", JOB "print: {envelopes: {C5: 5, C4: 1000}}\n", ""},
    {"an envelope for many", JOB "print: {envelopes: {C5: many}}\n",
	"not-a-number"},
    {"an envelope for none", JOB "print: {envelopes: {C5: 0}}\n",
	"bad-envelope"},
    {"a second for as many", JOB "print: {envelopes: {C5: 5, C4: 5}}\n",
	"bad-envelope"},
    {"an envelope for too many", JOB "print: {envelopes: {C4: 1001}}\n",
	"bad-envelope"},

    {"a query", REGISTER("{odbc: DSN=a, query: f.sql, key: Nr}"), ""},
    {"a query of nobody", REGISTER("{query: f.sql, key: Nr}"), "file-or-query"},
    {"nobody asked", REGISTER("{odbc: DSN=a, key: Nr}"), "file-or-query"},
    {"a file and a query", REGISTER("{file: r.csv, query: f.sql, key: Nr}"),
	"file-or-query"},
    {"a file and whom to ask", REGISTER("{file: r.csv, odbc: DSN=a, key: Nr}"),
	"file-or-query"},
    {"a column that is a list, and one that is none", TWO("Namn: [a], Ort: b"),
	"not-a-text"},
    {"a column of a name in quotes", TWO("Namn: \"Kund\""), ""},
};

static const char *folder_path;

static const struct job_file *
read_job(struct arena *mem, const char *yaml, struct diag *diag)
{
	const char *path = path_join(mem, folder_path, "job.yaml");
	FILE *file = fopen(path, "w");
	if (!file || fputs(yaml, file) < 0 || fclose(file))
		abort();
	return job_file_read(mem, path, diag);
}

static void
test_case(size_t i)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct strbuf have = {0};
	const struct job_file *job = read_job(mem, cases[i].yaml, diag);
	for (size_t r = 0; r < diag_count(diag); r++)
		strbuf_print(&have, "%s%s", r ? " " : "",
		    diag_view(diag, r)->main.message->code);
	test_slice(cases[i].name, strbuf_view(&have), cases[i].want);
	test_true(cases[i].name, (job != NULL) == !*cases[i].want);
	strbuf_fini(&have);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

static void
test_defaults(struct arena *mem, struct diag *diag)
{
	const struct job_file *job = read_job(mem, JOB, diag);
	if (!job)
		abort();
	test_true("persons", job->persons.on);
	test_number("households", job->households.most.number, 2);
	test_number("sides", job->print.sides.number, 1);
	test_number("a batch", job->print.letters_per_batch.number, 1000);
	test_true("no send", !job->has_send);
	test_text("the folder", job->folder, folder_path);
}

static void
test_written(struct arena *mem, struct diag *diag)
{
	const struct job_file *job = read_job(mem,
	    JOB "persons: no\nprint: {sides: 2, letters_per_batch: 7}\n"
		"send: {when: \"Ort = 'X'\", else: Fel ort}\n"
		"roles: {protected: {none: bolag}}\n"
		"expect: {rows: 350-450, held: 12}\n",
	    diag);
	if (!job)
		abort();
	test_true("no persons", !job->persons.on);
	test_number("two sides", job->print.sides.number, 2);
	test_number("seven", job->print.letters_per_batch.number, 7);
	test_true("a send", job->has_send);
	test_slice("and otherwise", job->send.otherwise.text, "Fel ort");
	test_slice("why no mark", job->protected_role.none.text, "bolag");
	test_number("at least", job->expect.rows.least, 350);
	test_number("at most", job->expect.rows.most, 450);
	test_number("just as many", job->expect.held.least, 12);
}

/* What is not written has a value of its own; what is written is read. */
static void
test_values(void (*test)(struct arena *mem, struct diag *diag))
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	test(mem, diag);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

int
main(void)
{
	char folder[] = "/tmp/utskick-job-file-XXXXXX";
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	folder_path = mkdtemp(folder);
	if (!folder_path)
		abort();
	for (size_t i = 0; i < COUNT(cases); i++)
		test_case(i);
	test_values(test_defaults);
	test_values(test_written);
	folder_remove(folder, diag);
	diag_free(diag);
	sources_free(sources);
	return test_end();
}
