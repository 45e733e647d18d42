/* What a job and its files are refused for before any row is read: every fault
 * in one go, and what is said of each. */
#include "load/open.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "test.h"

static const char *folder;

static const struct {
	const char *name, *text;
} files[] = {
    {"r.csv", "Nr;Namn;Adress;Postnr;Ort;Skydd;Enhet\n"
	      "1;Eva Ek;Storgatan 3;99914;Norrviken;nej;a\n"},
    {"s.csv", "Nr;Namn;Adress;Postnr;Ort;Skydd;Enhet;Sekretess\n"
	      "2;Bo Ek;Storgatan 5;99914;Norrviken;nej;a;nej\n"},
    {"u.csv", "Nr;Namn;Adress;Postnr\n2;Bo Ek;Storgatan 5;99914\n"},
    {"v.csv", "Nr;Namn;Adress;Postnr;Ort;Enhet\n"
	      "2;Bo Ek;Storgatan 5;99914;Norrviken;a\n"},
    {"m.csv", "Nr;Plats;Dag\n1;Folkets hus;2012-04-01\n"},
    {"a.md", "# Hej\n\nHej {{Namn}}!\n"},
    {"b.md", "# Hej\n\nHej {{Namm}}!\n"},
};

/* A member that is NULL is as in the first case. */
static const struct {
	const char *name;
	const char *codes; /* one after another */
	const char *more; /* below the job's other keys */
	const char *roles, *register_, *address, *letters, *stationery;
} cases[] = {
    {"a whole job", ""},
    {"a column that is none, and one that is", "no-such-column",
	"columns: {Enhtt: text, Enhet: text}\n"},

    {"no corrections", "no-such-file", "corrections: k.csv\n"},
    {"a job that is none", "unknown-key", "foo: 1\n"},
    {"no register", "no-such-file", NULL, NULL, "{file: k.csv, key: Nr}"},

    {"a mark that is none, and one that is", "no-such-column", NULL,
	"{protected: [Skyd, Skydd]}"},
    {"a mark twice", "", NULL, "{protected: [Skydd, skydd]}"},
    {"a mark that is made", "computed-role",
	"columns: {A: {is: \"lower(Skydd)\"}}\n", "{protected: [A, Skydd]}"},
    {"no mark", "no-protected-role mark-without-role", NULL,
	"{deceased: Enhet}"},
    {"a column of the dead that is none", "no-such-column", NULL,
	"{protected: Skydd, deceased: Dod}"},
    {"a person that is none", "no-such-column", NULL,
	"{protected: Skydd, person: Pnr}"},
    {"neither key nor person", "no-such-column no-such-column", NULL,
	"{protected: Skydd, person: Pnr}", "{file: r.csv, key: Nrr}"},
    {"no mark that is none, and one that is", "no-such-column", NULL,
	"{protected: Skydd, not_marks: {Ombud: a, Enhet: b}}"},
    {"a mark that is none", "mark-both", NULL,
	"{protected: Skydd, not_marks: {Skydd: a}}"},
    {"a mark in the first of two files", "mark-without-role", NULL, NULL,
	"[{file: s.csv, key: Nr}, {file: r.csv, columns: {Sekretess: \"\"}}]"},
    {"a second file without what is needed",
	"register-lacks-columns register-needs-column", NULL, NULL,
	"[{file: r.csv, key: Nr}, {file: u.csv, columns: {Skydd: \"\"}}]"},

    {"a second file without a mark", "register-needs-column", NULL, NULL,
	"[{file: r.csv, key: Nr}, {file: v.csv, columns: {Skydd: \"\"}}]"},
    {"two files of nobody to protect", "", NULL,
	"{protected: {none: bolag}, not_marks: {Skydd: a}}",
	"[{file: r.csv, key: Nr}, {file: v.csv, columns: {Skydd: \"\"}}]"},
    {"a column that is called as another", "renamed-twice", NULL, NULL,
	"[{file: r.csv, key: Nr}, {file: s.csv, columns: {Enhet: Sekretess}}]"},
    {"a guardian's street that is none", "no-such-column", NULL,
	"{protected: Skydd, guardian: {name: Enhet, mail: both, street: Gata, "
	"postcode: Postnr, town: Ort}}"},
    {"a guardian's town that is none", "no-such-column", NULL,
	"{protected: Skydd, guardian: {name: Enhet, mail: both, street: "
	"Adress, "
	"postcode: Postnr, town: Stad}}"},
    {"a town that is none", "no-such-column", NULL, NULL, NULL,
	"{name: Namn, street: Adress, postcode: Postnr, town: Stad}"},
    {"a street and a town that are none", "no-such-column no-such-column", NULL,
	NULL, NULL, "{name: Namn, street: Gata, postcode: Postnr, town: Stad}"},

    {"a fact of the job's own, and another", "fact-is-own",
	"facts: {datum: 2012-04-01, avgift: 3}\n"},
    {"numbers as numbers", "",
	"facts: {avgift: 3}\nrules: [{exclude: a, when: avgift > 2}]\n"},
    {"numbers in quotes", "wrong-types",
	"facts: {avgift: '3'}\nrules: [{exclude: a, when: avgift > 2}]\n"},
    {"numbers with a zero before", "wrong-types",
	"facts: {avgift: 03}\nrules: [{exclude: a, when: avgift > 2}]\n"},
    {"words", "wrong-types",
	"facts: {avgift: tre}\nrules: [{exclude: a, when: avgift > 2}]\n"},
    {"a rule of no column, and one that holds", "unknown-name",
	"rules: [{exclude: a, when: \"Enhtt = 'a'\"}, "
	"{exclude: b, when: \"Enhet = 'a'\"}]\n"},
    {"no condition", "send-without-condition", "send: {else: a}\n"},
    {"no reason", "send-without-reason", "send: {when: \"Enhet = 'a'\"}\n"},
    {"values twice, and once", "two-values",
	"columns: {Enhet: {values: {a: [x], b: [x]}}, Ort: {values: [b]}}\n"},

    {"no tables", "bad-tables", "tables: m.csv\n"},
    {"a table", "", "tables: {m: {file: m.csv, match: {Nr: Nr}}}\n"},
    {"no file, and a file", "no-such-file",
	"tables: {m: {file: n.csv, match: {Nr: Nr}}, o: {file: m.csv, match: "
	"{Nr: Nr}}}\n"},
    {"no match", "bad-match", "tables: {m: {file: m.csv, match: Nr}}\n"},
    {"an empty match", "bad-match", "tables: {m: {file: m.csv, match: {}}}\n"},
    {"five columns", "bad-match",
	"tables: {m: {file: m.csv, match: {a: Nr, b: Nr, c: Nr, d: Nr, e: "
	"Nr}}}\n"},
    {"a match of no column there, and another", "no-list-column",
	"tables: {m: {file: m.csv, match: {Nrr: Nr, Plats: Ort}}}\n"},
    {"a match of no column here", "no-such-column",
	"tables: {m: {file: m.csv, match: {Nr: Enhtt}}}\n"},
    {"a match of a list", "not-a-text",
	"tables: {m: {file: m.csv, match: {Nr: [Nr]}}}\n"},
    {"an order of no column", "no-list-column",
	"tables: {m: {file: m.csv, match: {Nr: Nr}, order: Dagg}}\n"},
    {"a type that is none, and one that is", "unknown-type",
	"tables: {m: {file: m.csv, match: {Nr: Nr}, columns: {Dag: dat, Plats: "
	"text}}}\n"},
    {"a type that is a list", "not-a-text",
	"tables: {m: {file: m.csv, match: {Nr: Nr}, columns: {Dag: "
	"[date]}}}\n"},
    {"a type of no column", "no-list-column",
	"tables: {m: {file: m.csv, match: {Nr: Nr}, columns: {Dagg: date}}}\n"},
    {"columns that never agree", "never-equal",
	"columns: {Enhet: integer}\n"
	"tables: {m: {file: m.csv, match: {Dag: Enhet}, columns: {Dag: "
	"date}}}\n"},
    {"a file and a query", "file-or-query",
	"tables: {m: {file: m.csv, odbc: a, query: q.sql, match: {Nr: Nr}}}\n"},

    {"an order", "", "order: [-Enhet, name, street]\n"},
    {"an order of what is no column", "no-such-column",
	"order: [Enhtt, name]\n"},
    {"an order of what the address has not", "no-such-column", "order: [co]\n"},
    {"columns shown", "", "manifest: [Enhet, Nr]\n"},
    {"columns shown that are none", "no-such-column",
	"manifest: [Enhtt, Nr]\n"},
    {"a column shown twice, and another", "shown-twice",
	"manifest: [Enhet, enhet, Nr]\n"},
    {"columns that begin batches and groups, and are none",
	"no-such-column no-such-column",
	"print: {new_batch: Enhtt, banner: group, group_by: Enhtt}\n"},
    {"a batch's column that is none, and a group's that is one",
	"no-such-column",
	"print: {new_batch: Enhtt, banner: group, group_by: Enhet}\n"},
    {"files that arrive in time", "",
	"delivery: {posted: 2012-04-02, arrives: 2012-03-30}\n"},
    {"on the day itself", "",
	"delivery: {posted: 2012-04-02, arrives: 2012-04-02}\n"},
    {"and a day later", "files-too-late",
	"delivery: {posted: 2012-04-02, arrives: 2012-04-03}\n"},
    {"nothing to enclose", "many-enclosures", "enclose: []\n"},
    {"more than an envelope takes", "many-enclosures",
	"enclose: [a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a]\n"},
    {"no key, and a person", "no-such-column", NULL,
	"{protected: Skydd, person: Enhet}", "{file: r.csv, key: Nrr}"},
    {"a person that is a text", "",
	"columns: {Enhet: text}\nallow: {similar: prov}\n",
	"{protected: Skydd, person: Enhet}"},
    {"a letter by its whole path", "whole-path", NULL, NULL, NULL, NULL,
	"[{text: /proc/self/cwd/a.md}]"},
    {"households of nobody's column", "no-such-column",
	"households: {by: Hus}\n"},

    {"no such stationery, and one", "no-stationery", NULL, NULL, NULL, NULL,
	"[{text: a.md, stationery: papper, when: \"Enhet = 'a'\"}, "
	"{text: a.md, stationery: enkel-a4}]"},
    {"letters of unknown names", "unknown-name unknown-name", NULL, NULL, NULL,
	NULL, "[{text: b.md, when: \"Enhtt = 'a'\"}, {text: a.md}]"},
    {"no letter", "no-such-file", NULL, NULL, NULL, NULL, "[{text: c.md}]"},
    {"a poster to persons", "poster-of-persons", NULL, NULL, NULL, NULL, NULL,
	"anslag"},
    {"a poster that no letter is set on", "", NULL, NULL, NULL, NULL,
	"[{text: a.md, stationery: enkel-a4}]", "anslag"},
    {"a size for some", "", "large_print: {where: {Enhet: a}}\n"},
    {"nothing enclosed there", "no-such-file no-such-file",
	"enclose: [c.pdf, d.pdf]\n"},
    {"an envelope", "",
	"printshop: inserter-omr\nprint: {envelopes: {C5: 3}}\n"},
};

static const char *
or_else(const char *said, const char *usual)
{
	return said ? said : usual;
}

static void
write_file(struct arena *mem, const char *name, struct slice text)
{
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	if (!file_write_whole(path_join(mem, folder, name), text, diag))
		abort();
	diag_free(diag);
	sources_free(sources);
}

/* The ways to open it, each of which reads less of it than the first. */
static const struct {
	const char *name;
	bool (*open)(struct job *job, struct arena *job_mem, const char *path,
	    struct diag *diag);
} ways[] = {
    {"all", load_open},
    {"rules", load_open_rules},
    {"rows", load_open_rows},
    {"register", load_open_register},
};

/* The codes of the errors; those of less are the first of all. */
static void
test_way(size_t i, size_t way, struct arena *mem)
{
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct strbuf have = {0};
	struct job job = {0};
	bool ok =
	    ways[way].open(&job, mem, path_join(mem, folder, "job.yaml"), diag);
	for (size_t r = 0; r < diag_count(diag); r++) {
		const struct message *message =
		    diag_view(diag, r)->main.message;
		if (message->level >= LEVEL_ERROR)
			strbuf_print(
			    &have, "%s%s", have.len ? " " : "", message->code);
	}
	if (way == 0)
		test_slice(cases[i].name, strbuf_view(&have), cases[i].codes);
	else
		test_true(
		    cases[i].name, slice_starts(slice_view(cases[i].codes),
				       strbuf_text(&have)));
	test_true(cases[i].name, ok == !have.len);
	const struct job_reads *reads = &job.reads;
	test_true("whose number it is says nothing of protection",
	    !reads->worded || reads->person == COLUMN_NONE ||
		!reads->worded[reads->person]);
	load_close(&job);
	strbuf_fini(&have);
	diag_free(diag);
	sources_free(sources);
}

static void
test_case(size_t i)
{
	struct arena *mem = arena_new();
	write_file(mem, "job.yaml",
	    arena_print(mem,
		"name: Prov\ndate: 2012-03-19\nlanguage: en\nroles: %s\n"
		"register: %s\naddress: %s\nletters: %s\nstationery: %s\n%s",
		or_else(cases[i].roles, "{protected: Skydd}"),
		or_else(cases[i].register_, "{file: r.csv, key: Nr}"),
		or_else(cases[i].address, "{name: Namn, street: Adress, "
					  "postcode: Postnr, town: Ort}"),
		or_else(cases[i].letters, "[{text: a.md}]"),
		or_else(cases[i].stationery, "enkel-a4"),
		or_else(cases[i].more, "")));
	for (size_t way = 0; way < COUNT(ways); way++)
		test_way(i, way, mem);
	arena_free(mem);
}

/* The code that a job's language goes by from then on. */
static void
test_language(struct arena *mem)
{
	static const char *const spoken[][2] = {
	    {"no", "nb"}, {"nb", "nb"}, {"sv-FI", "sv-FI"}, {"en", "en"}};
	for (size_t i = 0; i < COUNT(spoken); i++) {
		struct sources *sources = sources_new();
		struct diag *diag = diag_new(sources);
		struct job job = {0};
		write_file(mem, "job.yaml",
		    arena_print(mem,
			"name: Prov\ndate: 2012-03-19\nlanguage: \"%s\"\n"
			"roles: {protected: Skydd}\nregister: {file: r.csv, "
			"key: Nr}\naddress: {name: Namn, street: Adress, "
			"postcode: Postnr, town: Ort}\nletters: [{text: "
			"a.md}]\nstationery: enkel-a4\n",
			spoken[i][0]));
		test_true(spoken[i][0],
		    load_open_register(
			&job, mem, path_join(mem, folder, "job.yaml"), diag));
		test_text(spoken[i][0], job.language, spoken[i][1]);
		load_close(&job);
		diag_free(diag);
		sources_free(sources);
	}
}

int
main(void)
{
	char name[] = "/tmp/utskick-open-XXXXXX";
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	folder = mkdtemp(name);
	if (!folder)
		abort();
	if (chdir(folder) != 0)
		abort();
	for (size_t i = 0; i < COUNT(files); i++)
		write_file(mem, files[i].name, slice_view(files[i].text));
	for (size_t i = 0; i < COUNT(cases); i++)
		test_case(i);
	test_language(mem);
	folder_remove(folder, diag);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
	return test_end();
}
