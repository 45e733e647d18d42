/* One row as a form, what came of it, and the corrections that stand. */
#include "forked.h"
#include "reported.h"
#include "serve/state.h"
#include "working.h"

#define JOB                                                                    \
	"name: n\ndate: 2012-03-19\nreference: N-1\n"                          \
	"register: {file: r.csv, key: Nr}\nroles: {protected: Skydd}\n"        \
	"address: {name: Namn, street: Gata, postcode: Postnr, town: Ort}\n"   \
	"letters: [b.md]\nstationery: kommun-h2\ncorrections: k.csv\n"
#define HEAD "Nr;Namn;Gata;Postnr;Ort;Skydd\n"
#define ROWS                                                                   \
	HEAD "1;Åsa Ek;G 1;99912;Norrby;\n2;Bo Al;G 2;99912;Umby;\n"          \
	     "3;Eva Li;G 3;99912;Sund;ja\n;Ida Sy;G 4;99912;Vik;\n4;x\n"
#define LIST "nyckel;kolumn;gammalt;nytt;vem\n"
#define ONE LIST "1;Ort;Norrby;Sund;Bo\n"
#define IDLE LIST "1;Ort;Nor;Sund;Bo\n"

enum what { SHOW, SAVE, SHOW_LIST, SHOW_VALUES, REMOVE, EXPLAIN };

static const struct {
	const char *name;
	enum what what;
	const char *list, *sent, *key, *user;
	unsigned status;
	const char *want[6]; /* on the page; with '!' before it: not there */
	const char *then; /* the list then; NULL: as it was */
} cases[] = {
    {"a row", SHOW, LIST, "place=2", "", "", 0,
	{"value=\"Norrby\"", "id=\"who\"", "!aria-describedby=\"hint-"}, NULL},
    {"by its key", SHOW, LIST, "", "2", "", 0, {"value=\"Umby\""}, NULL},
    {"by its key, where another row is", SHOW, LIST, "place=2", "2", "", 0,
	{"value=\"Umby\"", "!Norrby"}, NULL},
    {"none", SHOW, LIST, "place=99", "", "", 0, {"verdict stop", "!cell-0"},
	NULL},
    {"a protected one", SHOW, LIST, "place=4", "", "", 0,
	{"!cell-0", "!Sund", "!Eva"}, NULL},
    {"one without a key", SHOW, LIST, "place=5", "", "", 0,
	{"!cell-0", "!value=\"Vik\""}, NULL},
    {"one that is no row", SHOW, LIST, "place=6", "", "", 0, {"!cell-0"}, NULL},
    {"corrected", SHOW, ONE, "place=2", "", "", 0,
	{"value=\"Sund\"", "id=\"hint-4\"", "Norrby"}, NULL},
    {"corrected in vain", SHOW, IDLE, "place=2", "", "", 0,
	{"value=\"Norrby\"", "id=\"hint-4\""}, NULL},
    {"somebody who is signed in", SHOW, LIST, "place=2", "", "eva", 0,
	{"!id=\"who\"", "eva"}, NULL},
    {"saved", SAVE, LIST, "place=2&was.Ort=Norrby&new.Ort=Vik&who=Bo", "", "",
	200, {"verdict good", "value=\"Vik\""}, LIST "1;Ort;Norrby;Vik;Bo\n"},
    {"saved by who is signed in", SAVE, LIST,
	"place=2&was.Ort=Norrby&new.Ort=Vik&who=Bo", "", "eva", 200,
	{"verdict good"}, LIST "1;Ort;Norrby;Vik;eva\n"},
    {"nobody stands for it", SAVE, LIST,
	"place=2&was.Ort=Norrby&new.Ort=Vik&who= ", "", "", 400,
	{"aria-invalid", "value=\"Vik\"", "class=changed"}, NULL},
    {"nothing changed", SAVE, LIST, "place=2&was.Ort=Norrby&new.Ort=Norrby", "",
	"", 200, {"verdict wait"}, NULL},
    {"against another correction", SAVE, ONE,
	"place=2&was.Ort=Sund&new.Ort=Vik&who=Eva", "", "", 409,
	{"name=\"replace\"", "value=\"Vik\""}, NULL},
    {"all the same", SAVE, ONE,
	"place=2&was.Ort=Sund&new.Ort=Vik&who=Eva&replace=1", "", "", 200,
	{"verdict good"}, LIST "1;Ort;Norrby;Vik;Eva\n"},
    {"back to what stands there", SAVE, ONE,
	"place=2&was.Ort=Sund&new.Ort=Norrby&who=Eva", "", "", 200,
	{"verdict good"}, LIST},
    {"a protected one is not corrected", SAVE, LIST,
	"place=4&was.Ort=Sund&new.Ort=Vik&who=Bo", "", "", 0, {"!cell-0"},
	NULL},
    {"nor one without a key", SAVE, LIST,
	"place=5&was.Ort=Vik&new.Ort=Sund&who=Bo", "", "", 0, {"!cell-0"},
	NULL},
    {"nor one that is no row", SAVE, LIST,
	"place=6&was.Ort=&new.Ort=Sund&who=Bo", "", "", 0, {"!cell-0"}, NULL},
    {"explained", EXPLAIN, LIST, "", "2", "", 0,
	{"<details open>", "name=\"place\" value=\"3\""}, NULL},
    {"a protected one, explained", EXPLAIN, LIST, "", "3", "", 0,
	{"<details open>", "!name=\"place\" value", "!Sund"}, NULL},
    {"nobody, explained", EXPLAIN, LIST, "", "9", "", 0,
	{"verdict stop", "!<details", "!name=\"place\" value"}, NULL},
    {"a list of none", SHOW_LIST, LIST, "", "", "", 0, {"!<table"}, NULL},
    {"a list, without values", SHOW_LIST, ONE, "", "", "", 0,
	{"<table", "<td>Ort</td>", "!Norrby", "!Sund", ">Bo<"}, NULL},
    {"with values", SHOW_VALUES, ONE, "", "", "", 0,
	{"<td>Norrby</td><td>Sund</td>", "<td>Yes</td>"}, NULL},
    {"in vain", SHOW_VALUES, IDLE, "", "", "", 0,
	{"<td>Nor</td>", "No: the register says"}, NULL},
    {"of a protected one", SHOW_VALUES, LIST "3;Ort;Sund;Vik;Bo\n", "", "", "",
	0, {"<td>–</td><td>–</td>", "!Sund"}, NULL},
    {"removed", REMOVE, ONE, "line=2", "", "", 0, {"!<table"}, LIST},
    {"a line that is none", REMOVE, ONE, "line=2x", "", "", 400,
	{"verdict stop", "<table"}, NULL},
};

static const char *list_is;

static void
make(const char *rows, size_t i)
{
	char hex[65];
	begin(JOB, "", cases[i].sent);
	list_is = cases[i].list;
	put("r.csv", rows);
	put("k.csv", list_is);
	put("b.md",
	    "---\nlanguage: sv\nsubject: S\n---\n# S\n\nHej {{Namn}}!\n");
	struct digest folder = state_of_folder(".");
	struct sources *list = sources_new();
	struct diag *of_list = diag_new(list);
	test_true("list", inputs_add_file(of_list, INPUT_CORRECTIONS, "k.csv"));
	work_write_corrected(&folder, of_list, hex);
	diag_free(of_list);
	sources_free(list);
	asked.seen = arena_dup(work.mem, slice_view(hex));
	asked.key = slice_view(cases[i].key);
	asked.user = slice_view(cases[i].user);
	take(arena_print(work.mem, "%s&seen=%s", cases[i].sent, hex).at);
}

static void
act(enum what what)
{
	static void (*const pages[])(struct work * work) = {
	    [SHOW] = work_correct,
	    [SAVE] = work_correct_save,
	    [SHOW_LIST] = work_corrections,
	    [SHOW_VALUES] = work_corrections_shown,
	    [REMOVE] = work_corrections_remove,
	    [EXPLAIN] = work_explain,
	};
	pages[what](&work);
}

static struct slice
list_of(void)
{
	struct slice text = {NULL, 0};
	struct sources *again = sources_new();
	file_read(work.mem, "k.csv", INPUT_NONE, 1 << 16, diag_new(again),
	    NO_SPAN, &text);
	return text;
}

static void
test_case(size_t i)
{
	make(ROWS, i);
	act(cases[i].what);
	test_number(cases[i].name, shared.status, cases[i].status);
	test_has(cases[i].name, cases[i].want, 6);
	test_slice(
	    cases[i].name, list_of(), cases[i].then ? cases[i].then : list_is);
	test_text(cases[i].name, shared.location,
	    cases[i].what == REMOVE && cases[i].then ? "/corrections" : "");
}

/* The register is another one than the form was made of. */
static void
test_stale(size_t i)
{
	make(ROWS, i);
	put("r.csv", HEAD "1;Åsa Ek;G 1;99912;Malby;\n");
	act(cases[i].what);
	test_number(cases[i].name, shared.status, 409);
	test_true(cases[i].name, has("verdict stop"));
	test_true(cases[i].name, has("Malby") == (cases[i].what == SAVE));
	test_slice(cases[i].name, list_of(), list_is);
}

/* Too many rows that are none: nothing is said of any. */
static void
test_unread(size_t i)
{
	make(HEAD "x\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\n"
		  "x\nx\nx\nx\n1;Åsa Ek;G 1;99912;Norrby;\n",
	    i);
	act(cases[i].what);
	test_true(cases[i].name, diag_errors(work.diag) > 0);
	test_true(cases[i].name, !has("Norrby") && !has("cell-0"));
	test_slice(cases[i].name, list_of(), list_is);
}

/* The outcome stands first; one line is all there is. */
static void
test_explained(size_t i)
{
	static const char *const one[] = {"<p class=verdict>Held.</p>",
	    "<pre>Held.</pre>", "!open>"},
				 *const two[] = {"<p class=verdict>Held.</p>",
				     "<pre>Rule 1.\nHeld.</pre>", "!open>"};
	begin("", "", "");
	explained_write(
	    &work, i ? SLICE("Rule 1.\nHeld.\n") : SLICE("Held."), false);
	test_has("explained", i ? two : one, 3);
}

int
main(void)
{
	char folder[] = "/tmp/utskick-unit-XXXXXX";
	if (!mkdtemp(folder) || chdir(folder) != 0)
		return 1;
	for (size_t i = 0; i < COUNT(cases); i++) {
		bool is_saved = strcmp(cases[i].name, "saved") == 0;
		bool is_removed = strcmp(cases[i].name, "removed") == 0;
		test_forked(test_case, i);
		if (is_saved || is_removed)
			test_forked(test_stale, i);
		if (is_removed || strcmp(cases[i].name, "corrected") == 0)
			test_forked(test_unread, i);
	}
	test_forked(test_explained, 0);
	test_forked(test_explained, 1);
	folder_remove(folder, NULL);
	return test_end();
}
