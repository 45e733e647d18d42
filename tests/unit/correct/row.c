/* One row found, the corrections that stand, and what of them is saved: in
 * processes of their own, for a job leaves what it read. */
#include "correct/row.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "correct/save.h"
#include "forked.h"
#include "load/open.h"
#include "reported.h"

#define JOB                                                                    \
	"name: n\ndate: 2012-03-19\nreference: N-1\n"                          \
	"roles: {protected: Skydd, person: Pnr}\nletters: [b.md]\n"            \
	"address: {name: Ort, street: Ort, postcode: Ort, town: Ort}\n"        \
	"stationery: kommun-h2\n"
#define FILE_R "register: {file: r.csv, key: Nr}\n"
#define LISTED JOB FILE_R "corrections: c.csv\n"
#define HEAD "Nr;Pnr;Ort;Skydd\n"
#define LIST "nyckel;kolumn;gammalt;nytt;vem\n"
#define ROWS HEAD "1;19121212-9813;Norrby;\n2;19121213-9812;Umby;\n"
#define PROTECTED "3;19121214-9811;Sund;ja\n"

static struct arena *mem;
static struct sources *sources;
static struct diag *diag;
static struct job job;

static bool
put(const char *name, const char *text)
{
	return file_write_whole(name, slice_view(text), diag);
}

/* Nothing of a case stays for the next. */
static void
begin(const char *text, const char *rows, const char *list)
{
	mem = arena_new();
	sources = sources_new();
	diag = diag_new(sources);
	unlink(CORRECT_NEW);
	test_true("written", put("job.yaml", text) && put("r.csv", rows) &&
				 put("c.csv", list ? list : ""));
	bool ok = load_open_register(&job, mem, "job.yaml", diag);
	test_true(text, ok);
	if (!ok)
		diag_print(diag, stdout);
}

static struct slice
text_of(const char *name)
{
	struct slice text = {NULL, 0};
	file_read(mem, name, INPUT_NONE, 1 << 16, diag, NO_SPAN, &text);
	return text;
}

/* ---- one row */

static const struct {
	const char *name, *job, *rows, *list, *place, *key;
	const char *want; /* "-": there is none; "!": it cannot be read */
} finds[] = {
    {"by its key", JOB FILE_R, ROWS, NULL, "", "2",
	"2 at 3, key 2: Nr=2 Pnr=19121213-9812 Ort=Umby Skydd="},
    {"by its place", JOB FILE_R, ROWS, NULL, "2", "",
	"1 at 2, key 1: Nr=1 Pnr=19121212-9813 Ort=Norrby Skydd="},
    {"the place goes before the key", JOB FILE_R, ROWS, NULL, "3", "1",
	"2 at 3, key 2: Nr=2 Pnr=19121213-9812 Ort=Umby Skydd="},
    {"none by that key", JOB FILE_R, ROWS, NULL, "", "3", "-"},
    {"none at that place", JOB FILE_R, ROWS, NULL, "4", "", "-"},
    {"the first of two", JOB FILE_R, ROWS "2;;Sund;\n", NULL, "", "2",
	"2 at 3, key 2: Nr=2 Pnr=19121213-9812 Ort=Umby Skydd="},
    {"no key is nobody's", JOB FILE_R, ROWS ";;Sund;\n", NULL, "", "", "-"},
    {"one without a key, by its place", JOB FILE_R, ROWS ";;Sund;\n", NULL, "4",
	"", "3 at 4, key : Nr= Pnr= Ort=Sund Skydd="},
    {"corrected", LISTED, ROWS, LIST "2;Ort;Umby;Sund;Bo\n", "", "2",
	"2 at 3, key 2: Nr=2 Pnr=19121213-9812 Ort=Umby>Sund(2) Skydd="},
    {"a correction that does not apply", LISTED, ROWS,
	LIST "2;Ort;Norrby;Sund;Bo\n", "", "2",
	"2 at 3, key 2: Nr=2 Pnr=19121213-9812 Ort=Umby(2) Skydd="},
    {"a protected one's", JOB FILE_R, ROWS PROTECTED, NULL, "", "3",
	"3 at 4, protected"},
    {"it has a protected one's number", JOB FILE_R,
	ROWS PROTECTED "4;19121214-9811;Sund;\n", NULL, "", "4",
	"4 at 5, protected"},
    {"a row that is no row", JOB FILE_R, ROWS "4;x\n", NULL, "4", "",
	"3 at 4, malformed"},
    {"behind one that is no row", JOB FILE_R, HEAD "4;x\n5;;Sund;\n", NULL, "3",
	"", "2 at 3, key 5: Nr=5 Pnr= Ort=Sund Skydd="},
    {"one that is no row has no key", JOB FILE_R, HEAD "4;x\n5;;Sund;\n", NULL,
	"", "4", "-"},
    {"no row behind the one that was found", JOB FILE_R, ROWS "4;x\n", NULL,
	"2", "", "1 at 2, key 1: Nr=1 Pnr=19121212-9813 Ort=Norrby Skydd="},
    {"what is computed is no cell",
	JOB FILE_R "columns: {Här: {is: \"Ort = 'Umby'\"}}\n", ROWS, NULL, "",
	"2", "2 at 3, key 2: Nr=2 Pnr=19121213-9812 Ort=Umby Skydd="},
    {"nor is the file",
	JOB "register: [{file: r.csv, key: Nr, source: Norr}, {file: c.csv, "
	    "source: Syd}]\n",
	ROWS, HEAD "5;;Sund;\n", "Syd 2", "",
	"3 at Syd 2, key 5: Nr=5 Pnr= Ort=Sund Skydd="},
};

static void
dump(struct strbuf *out, const struct correct_row *row)
{
	strbuf_print(
	    out, "%u at %.*s", row->number, (int)row->place.len, row->place.at);
	if (row->is_protected || row->is_malformed) {
		strbuf_add_text(
		    out, row->is_protected ? ", protected" : ", malformed");
		return;
	}
	strbuf_print(
	    out, ", key %.*s:", (int)row->key_form.len, row->key_form.at);
	for (size_t i = 0; i < row->count; i++) {
		const struct correct_cell *cell = &row->cells[i];
		strbuf_print(out, " %.*s=%.*s", (int)cell->name.len,
		    cell->name.at, (int)cell->read.len, cell->read.at);
		if (!slice_equal(cell->read, cell->now))
			strbuf_print(
			    out, ">%.*s", (int)cell->now.len, cell->now.at);
		if (cell->by)
			strbuf_print(out, "(%u)", cell->by->line);
	}
}

static void
test_find(size_t i)
{
	struct correct_row row;
	struct strbuf out = {0};
	const struct correct_asked asked = {
	    slice_view(finds[i].place), slice_view(finds[i].key)};
	begin(finds[i].job, finds[i].rows, finds[i].list);
	if (!correct_find_row(&job, &asked, &row, diag))
		strbuf_add_text(&out, "!");
	else if (!row.found)
		strbuf_add_text(&out, "-");
	else
		dump(&out, &row);
	test_slice(finds[i].name, strbuf_view(&out), finds[i].want);
	strbuf_fini(&out);
}

/* So many that the register is no register. */
static void
test_unreadable(size_t asked_for)
{
	struct correct_row row;
	struct correct_standing *all;
	size_t count;
	const struct correct_asked asked = {SLICE(""), SLICE("1")};
	begin(LISTED,
	    HEAD "x\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\n"
		 "x\nx\nx\nx\n1;;Umby;\n",
	    LIST "1;Ort;Umby;Sund;Bo\n");
	bool ok = asked_for ? correct_list_all(&job, &all, &count, diag)
			    : correct_find_row(&job, &asked, &row, diag);
	test_true("too many rows that are none", !ok && diag_errors(diag));
}

/* ---- all that stand */

static const struct {
	const char *name, *job, *rows, *list, *want;
} lists[] = {
    {"no list", JOB FILE_R, ROWS, NULL, ""},
    {"an empty one", LISTED, ROWS, LIST, ""},
    {"by their lines", LISTED, ROWS,
	LIST "2;Ort;Umby;Sund;Bo\n1;Skydd;x;y;Bo\n1;Ort;Norrby;Sund;Bo\n",
	"2 at 3, 3 at 2 idle, 4 at 2"},
    {"of nobody", LISTED, ROWS, LIST "9;Ort;Umby;Sund;Bo\n", "2 nowhere"},
    {"a row without a key is nobody's", LISTED, HEAD ";;Umby;\n2;;Umby;\n",
	LIST "2;Ort;Umby;Sund;Bo\n", "2 at 3"},
    {"of several rows the first, and one of them will do", LISTED,
	ROWS "2;;Sund;\n", LIST "2;Ort;Sund;Umby;Bo\n", "2 at 3"},
    {"of a protected one", LISTED, ROWS PROTECTED, LIST "3;Ort;Sund;Umby;Bo\n",
	"2 at 4 hidden idle"},
    {"of one who has a protected one's number", LISTED,
	ROWS PROTECTED "4;19121214-9811;Sund;\n", LIST "4;Ort;Sund;Umby;Bo\n",
	"2 at 5 hidden idle"},
    {"a row that is no row", LISTED, HEAD "4;x\n2;;Umby;\n",
	LIST "2;Ort;Umby;Sund;Bo\n", "2 at 3"},
};

static void
test_list(size_t i)
{
	struct strbuf out = {0};
	struct correct_standing *all = NULL;
	size_t count = 0;
	begin(lists[i].job, lists[i].rows, lists[i].list);
	test_true(lists[i].name, correct_list_all(&job, &all, &count, diag));
	for (size_t k = 0; k < count; k++) {
		strbuf_print(&out, "%s%u", k ? ", " : "", all[k].is->line);
		if (!all[k].place.len) {
			strbuf_add_text(&out, " nowhere");
			continue;
		}
		strbuf_print(&out, " at %.*s%s%s", (int)all[k].place.len,
		    all[k].place.at, all[k].is_hidden ? " hidden" : "",
		    all[k].applies ? "" : " idle");
	}
	test_slice(lists[i].name, strbuf_view(&out), lists[i].want);
	strbuf_fini(&out);
}

/* ---- saving */

#define TWO "2;Ort;Umby;Sund;Bo\n"
#define ONE "1;Ort;Norrby;Sund;Bo\n"
#define CP1252 LIST "1;Ort;G\xF6teborg;\xC5s\xE4n;Bo\n"

/* The row of key 2: Ort and Pnr as they are to be; NULL: as they are. */
static const struct {
	const char *name, *job, *list;
	const char *ort, *pnr;
	/* a file that is another one before it is saved */
	const char *meanwhile, *is;
	const char *want; /* what the list is then; NULL: refused with */
	const char *code;
} saves[] = {
    {"one more", LISTED, LIST ONE, "Ås", NULL, NULL, NULL,
	LIST ONE "2;Ort;Umby;Ås;Eva\n", NULL},
    {"two, in the order of the register", LISTED, LIST, "Ås", "19121213-9820",
	NULL, NULL,
	LIST "2;Pnr;19121213-9812;19121213-9820;Eva\n2;Ort;Umby;Ås;Eva\n",
	NULL},
    {"one changed, one more", LISTED, LIST TWO ONE, "Ås", "19121213-9820", NULL,
	NULL,
	LIST "2;Ort;Umby;Ås;Eva\n" ONE
	     "2;Pnr;19121213-9812;19121213-9820;Eva\n",
	NULL},
    {"two changed, from below", LISTED,
	LIST "2;Pnr;19121213-9812;x;Bo\n" ONE TWO, "Ås", "y", NULL, NULL,
	LIST "2;Pnr;19121213-9812;y;Eva\n" ONE "2;Ort;Umby;Ås;Eva\n", NULL},
    {"one taken back, one changed", LISTED,
	LIST "2;Pnr;19121213-9812;x;Bo\n" ONE TWO, "Umby", "y", NULL, NULL,
	LIST "2;Pnr;19121213-9812;y;Eva\n" ONE, NULL},
    {"as it is", LISTED, LIST ONE, "Umby", NULL, NULL, NULL, NULL,
	"correction-not-kept"},
    {"as it is, and corrected in vain", LISTED, LIST "2;Ort;x;y;Bo\n" ONE,
	"Umby", NULL, NULL, NULL, LIST ONE, NULL},
    {"a sign that it has not", LISTED, CP1252, "\xC4\x8D", NULL, NULL, NULL,
	NULL, "correction-sign"},
    {"of two edits the second cannot be written", LISTED, CP1252, "\xC4\x8D",
	"y", NULL, NULL, NULL, "correction-sign"},
    {"meanwhile another", LISTED, LIST ONE, "Ås", NULL, "c.csv",
	LIST "1;Ort;Norrby;Umby;Bo\n", NULL, "changed-meanwhile"},
    {"the first", JOB FILE_R, NULL, "Ås", NULL, NULL, NULL,
	"\xEF\xBB\xBFnyckel;kolumn;gammalt;nytt;vem\r\n2;Ort;Umby;Ås;Eva\r\n",
	NULL},
    {"the first, and the job is meanwhile none", JOB FILE_R, NULL, "Ås", NULL,
	"job.yaml", "a: [", NULL, "yaml-indent"},
    {"the first, and the job is meanwhile a list", JOB FILE_R, NULL, "Ås", NULL,
	"job.yaml", "- a\n", NULL, "not-by-form"},
};

static bool
save(size_t i)
{
	struct correct_row row;
	struct correct_edit edits[2];
	size_t count = 0;
	const struct correct_asked asked = {SLICE(""), SLICE("2")};
	test_true(saves[i].name,
	    correct_find_row(&job, &asked, &row, diag) && row.count == 4);
	if (saves[i].ort)
		edits[count++] = (struct correct_edit){
		    &row.cells[2], slice_view(saves[i].ort)};
	if (saves[i].pnr)
		edits[count++] = (struct correct_edit){
		    &row.cells[1], slice_view(saves[i].pnr)};
	if (saves[i].meanwhile)
		put(saves[i].meanwhile, saves[i].is);
	return correct_save(&job, &row, edits, count, SLICE("Eva"), diag);
}

static void
test_save(size_t i)
{
	const char *name = saves[i].name;
	const char *list = saves[i].list ? "c.csv" : CORRECT_NEW;
	begin(saves[i].job, ROWS, saves[i].list);
	bool ok = save(i);
	test_true(name, ok == (saves[i].want != NULL));
	if (saves[i].code)
		test_reported(name, diag, saves[i].code);
	if (saves[i].want)
		test_slice(name, text_of(list), saves[i].want);
	else if (!saves[i].list)
		test_true(name, !path_is_taken(CORRECT_NEW));
	else
		test_slice(name, text_of(list),
		    saves[i].meanwhile ? saves[i].is : saves[i].list);
	if (ok && !saves[i].list)
		test_slice(name, text_of("job.yaml"),
		    JOB FILE_R "corrections: " CORRECT_NEW "\n");
}

/* ---- taking away */

static const struct {
	const char *name;
	uint32_t line;
	const char *meanwhile, *want, *code;
} removes[] = {
    {"the first", 2, NULL, LIST ONE, NULL},
    {"the last", 3, NULL, LIST TWO, NULL},
    {"the header", 1, NULL, NULL, "correction-gone"},
    {"none", 4, NULL, NULL, "correction-gone"},
    {"meanwhile no list", 2, "a;b\n1;2\n", NULL, "changed-meanwhile"},
};

static void
test_remove(size_t i)
{
	const char *is = removes[i].meanwhile;
	begin(LISTED, ROWS, LIST TWO ONE);
	if (is)
		put("c.csv", is);
	bool ok = correct_remove(&job, removes[i].line, diag);
	test_true(removes[i].name, ok == !removes[i].code);
	if (removes[i].code)
		test_reported(removes[i].name, diag, removes[i].code);
	test_slice(removes[i].name, text_of("c.csv"),
	    removes[i].want ? removes[i].want
	    : is	    ? is
			    : LIST TWO ONE);
}

int
main(void)
{
	char folder[] = "/tmp/utskick-unit-XXXXXX";
	if (!mkdtemp(folder) || chdir(folder) != 0)
		return 1;
	for (size_t i = 0; i < COUNT(finds); i++)
		test_forked(test_find, i);
	for (size_t i = 0; i < COUNT(lists); i++)
		test_forked(test_list, i);
	for (size_t i = 0; i < COUNT(saves); i++)
		test_forked(test_save, i);
	for (size_t i = 0; i < COUNT(removes); i++)
		test_forked(test_remove, i);
	test_forked(test_unreadable, 0);
	test_forked(test_unreadable, 1);
	folder_remove(folder, NULL);
	return test_end();
}
