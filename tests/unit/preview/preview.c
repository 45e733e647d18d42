/* For whom a text that is being written can be shown, and what is made of it. */
#include "preview/preview.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/strbuf.h"
#include "forked.h"

#define HEAD                                                                   \
	"name: n\ndate: 2012-03-19\nreference: N-1\nregister: {file: r.csv, "  \
	"key: Nr}\n"                                                           \
	"address: {name: Namn, street: Gata, postcode: Postnr, town: Ort}\n"   \
	"stationery: kommun-h2\n"
#define GUARDIAN                                                               \
	"roles: {protected: Skydd, guardian: {name: God man, street: God man " \
	"adress, postcode: God man postnr, town: God man ort, mail: "
#define ROLES GUARDIAN "client}}\n"
#define LETTER "letters: [b.md]\n"
#define JOB HEAD ROLES LETTER
#define COLUMNS                                                                \
	"Nr;Namn;Gata;Postnr;Ort;Skydd;Dag;God man;God man adress;God man "    \
	"postnr;God man ort\n"
#define PLACE ";Gatan 1;999 12;Norrby;;"
#define ROW(number, name) #number ";" name PLACE ";;;;\n"
#define GUARDED(number, name)                                                  \
#number ";" name PLACE ";Bo Lind;Torget 2;999 34;Umby\n"

/* Kinds of people by version: f(irst), l(ongest), L(arge), g(uardian). */
static const struct {
	const char *name, *job, *rows;
	const char *want; /* "-": not opened */
} people[] = {
    {"one", JOB, ROW(1, "Åsa Ek"), "fl"},
    {"nobody",
	HEAD "roles: {protected: Skydd, guardian: God man}\nrules: "
	     "[{exclude: r, when: \"Nr = '1'\"}]\n" LETTER,
	ROW(1, "Åsa Ek"), "fl"},
    {"a protected one", JOB, "1;Åsa Ek;Gatan 1;999 12;Norrby;ja;;;;;\n", ""},
    {"one with the name and street of a protected one", JOB,
	"1;Åsa Ek;Gatan 1;999 12;Norrby;ja;;;;;\n" ROW(2, "Åsa Ek"), ""},
    {"a guardian, and the mail goes to the client", JOB, GUARDED(1, "Åsa Ek"),
	"fl"},
    {"instead", HEAD GUARDIAN "instead}}\n" LETTER, GUARDED(1, "Åsa Ek"), "g"},
    {"both", HEAD GUARDIAN "both}}\n" LETTER, GUARDED(1, "Åsa Ek"), "flg"},
    {"both, and none is there", HEAD GUARDIAN "both}}\n" LETTER,
	ROW(1, "Åsa Ek"), "fl"},
    {"in large print", JOB "large_print: {where: {Ort: Norrby}}\n",
	ROW(1, "Åsa Ek"), "flL"},
    {"in large print elsewhere", JOB "large_print: {where: {Ort: Umby}}\n",
	ROW(1, "Åsa Ek"), "fl"},
    {"large print of a computed column",
	JOB "columns: {Stor: {is: \"Ort = 'Norrby'\"}}\n"
	    "large_print: {when: Stor}\n",
	ROW(1, "Åsa Ek"), "flL"},
    {"of two letters the first that fits",
	HEAD ROLES "letters: [{text: b.md, where: {Ort: Norrby}}, b.md]\n",
	ROW(1, "Åsa Ek"), "fl|"},
    {"of two letters the second",
	HEAD ROLES "letters: [{text: b.md, where: {Ort: Umby}}, b.md]\n",
	ROW(1, "Åsa Ek"), "|fl"},
    {"no letter fits",
	HEAD ROLES "letters: [{text: b.md, where: {Ort: Umby}}]\n",
	ROW(1, "Åsa Ek"), ""},
    {"a cell that does not fit its column", JOB "columns: {Dag: date}\n",
	"1;Åsa Ek;Gatan 1;999 12;Norrby;;snart;;;;\n", ""},
    {"one that does", JOB "columns: {Dag: date}\n",
	"1;Åsa Ek;Gatan 1;999 12;Norrby;;2012-03-19;;;;\n", "fl"},
    {"a row that is no row", JOB, "2;x\n" ROW(1, "Åsa Ek"), "fl"},
    {"only such", JOB, "2;x\n", ""},
    {"a letter that cannot be read says so when it is shown",
	HEAD ROLES "letters: [none.md]\n", ROW(1, "Åsa Ek"), "fl"},
    {"no register", "name: n\n", ROW(1, "Åsa Ek"), "-"},
    {"more broken rows than may be", JOB,
	"x\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\n"
	"x\nx\n" ROW(1, "Åsa Ek"),
	"-"},
};

#define TEXT "---\nlanguage: sv\nsubject: S\n---\n# S\n\nHej {{Namn}}!\n"
#define LONG                                                                   \
	"\nEtt.\n\nTvå.\n\nTre.\n\nFyra.\n\nFem.\n\nSex.\n\nSju.\n\nÅtta.\n"
#define TWO HEAD ROLES "letters: [{text: b.md, where: {Ort: Umby}}, b.md]\n"

enum made { UNREAD, NOBODY, UNMADE, MADE };

/* What becomes of a draft of b.md. */
static const struct {
	const char *name, *job, *text, *stationery;
	uint32_t version;
	enum preview_why why;
	enum made made;
	enum preview_why for_whom;
	uint32_t pages;
} drafts[] = {
    {"as it is", JOB, NULL, "", 0, PREVIEW_FIRST, MADE, PREVIEW_FIRST, 1},
    {"another text", JOB, TEXT "{{Ort}}\n", "", 0, PREVIEW_LONGEST, MADE,
	PREVIEW_LONGEST, 1},
    {"somebody who is not there", JOB, TEXT, "", 0, PREVIEW_GUARDIAN, MADE,
	PREVIEW_FIRST, 1},
    {"another paper", JOB, TEXT, "enkel-a4", 0, PREVIEW_FIRST, MADE,
	PREVIEW_FIRST, 1},
    {"a paper that is not there", JOB, TEXT, "none", 0, PREVIEW_FIRST, UNREAD,
	PREVIEW_FIRST, 0},
    {"a column that is not there", JOB, TEXT "{{Ot}}\n", "", 0, PREVIEW_FIRST,
	UNREAD, PREVIEW_FIRST, 0},
    {"a letter that is not there", JOB, TEXT, "", 1, PREVIEW_FIRST, UNREAD,
	PREVIEW_FIRST, 0},
    {"nobody's", TWO, TEXT, "", 0, PREVIEW_FIRST, NOBODY, PREVIEW_FIRST, 0},
    {"the second of two", TWO, TEXT, "", 1, PREVIEW_FIRST, MADE, PREVIEW_FIRST,
	1},
    {"two pages", JOB, TEXT LONG LONG LONG LONG LONG, "", 0, PREVIEW_FIRST,
	MADE, PREVIEW_FIRST, 2},
    {"what nobody can have", JOB, TEXT "{{Namn}} {{long_date(Ort)}}\n", "", 0,
	PREVIEW_FIRST, UNREAD, PREVIEW_FIRST, 0},
};

static struct arena *mem;
static struct sources *sources;
static struct diag *diag;

static bool
put(const char *name, const char *text)
{
	return file_write_whole(name, slice_view(text), diag);
}

static struct preview *
begin(const char *job, const char *rows)
{
	struct strbuf csv = {0};
	mem = arena_new();
	sources = sources_new();
	diag = diag_new(sources);
	strbuf_print(&csv, "%s%s", COLUMNS, rows);
	test_true("written", put("job.yaml", job) && put("b.md", TEXT) &&
				 put("r.csv", strbuf_text(&csv)));
	strbuf_fini(&csv);
	return preview_open(mem, "job.yaml", diag);
}

static void
end(struct preview *preview)
{
	preview_close(preview);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

static void
dump(struct strbuf *out, const struct preview *preview)
{
	uint32_t count = (uint32_t)preview_job(preview)->file->version_count;
	for (uint32_t version = 0; version < count; version++) {
		strbuf_add_text(out, version ? "|" : "");
		for (int why = 0; why < PREVIEW_WHYS; why++) {
			if (preview_has(
				preview, version, (enum preview_why)why))
				strbuf_add_char(out, "flLg"[why]);
		}
	}
}

static void
test_people(size_t i)
{
	struct strbuf out = {0};
	struct preview *preview = begin(people[i].job, people[i].rows);
	if (preview)
		dump(&out, preview);
	else
		strbuf_add_text(&out, "-");
	test_slice(people[i].name, strbuf_view(&out), people[i].want);
	strbuf_fini(&out);
	end(preview);
}

static void
test_draft(size_t index)
{
	struct preview *preview = begin(drafts[index].job, ROW(1, "Åsa Ek"));
	struct preview_draft draft = {
	    .version = drafts[index].version,
	    .name = drafts[index].text ? "b.md" : NULL,
	    .text = slice_view(drafts[index].text),
	    .why = drafts[index].why,
	    .stationery = slice_view(drafts[index].stationery),
	};
	const char *name = drafts[index].name;
	enum made want = drafts[index].made;
	struct preview_made made;
	struct strbuf pdf = {0};
	test_true(name, preview);
	bool ok = preview_make(preview, &draft, &pdf, &made);
	test_true(name, ok == (want == MADE) && made.is_made == ok);
	test_true(name, made.is_read == (want != UNREAD));
	test_true(name, made.is_nobody == (want == NOBODY));
	if (ok) {
		test_number(name, made.why, drafts[index].for_whom);
		test_number(name, made.pages, drafts[index].pages);
		test_true(name, slice_starts(strbuf_view(&pdf), "%PDF-"));
	}
	if (ok != (want == MADE))
		diag_print(diag, stdout);
	strbuf_fini(&pdf);
	end(preview);
}

int
main(void)
{
	char folder[] = "/tmp/utskick-unit-XXXXXX";
	if (!mkdtemp(folder) || chdir(folder) != 0)
		return 1;
	for (size_t i = 0; i < COUNT(people); i++)
		test_forked(test_people, i);
	for (size_t i = 0; i < COUNT(drafts); i++)
		test_forked(test_draft, i);
	preview_close(NULL);
	folder_remove(folder, NULL);
	return test_end();
}
