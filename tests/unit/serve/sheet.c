/* What of somebody's sheet may be shown: before the job says who is protected,
 * of nobody more than the shape of a cell. */
#include "serve/sheet.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/strbuf.h"
#include "test.h"

#define NEEDED                                                                 \
	"address: {name: Nr, street: Nr, postcode: Nr, town: Nr}\n"            \
	"letters: [b.md]\nstationery: kommun-h2\n"
#define HEAD "name: n\ndate: 2012-03-19\n" NEEDED
#define REGISTER "register: {file: r.csv, key: Nr}\n"
#define ROLES "roles: {protected: Skydd}\n"
#define JOB HEAD REGISTER ROLES
#define THIRD HEAD "register: {file: r.csv, key: Nr, header: 3}\n" ROLES
#define ROWS "Nr;Namn;Skydd;Ort\n1;Åsa;;Norrby\n2;Bo;ja;Umby\n"
#define TEN "Åsa-Maria "
#define SIXTY TEN TEN TEN TEN TEN TEN

#define SIX(row) row row row row row row
#define BROKEN SIX("x\n") SIX("x\n") SIX("x\n") SIX("x\n")
#define SHAPES SIX("? x\n") SIX("? x\n") SIX("? x\n") SIX("? x\n")

/* Lines by how they are shown: o(ver), h(eader), ? (shape), +, - (nothing). */
static const struct {
	const char *name, *job, *rows, *want;
	size_t other;
} cases[] = {
    {"judged", JOB, ROWS, "h Nr|Namn|Skydd|Ort\n+ 1|Åsa||Norrby\n- |||\n", 0},
    {"another sheet than there is", JOB, ROWS,
	"h Nr|Namn|Skydd|Ort\n? 0|xxx||xxxxxx\n? 0|xx|xx|xxxx\n", 1},
    {"nobody says who is protected", HEAD REGISTER, ROWS,
	"h Nr|Namn|Skydd|Ort\n? 0|xxx||xxxxxx\n? 0|xx|xx|xxxx\n", 0},
    {"a list of columns, of which one is not there",
	HEAD REGISTER "roles: {protected: [Annan, Skydd]}\n", ROWS,
	"h Nr|Namn|Skydd|Ort\n? 0|xxx||xxxxxx\n? 0|xx|xx|xxxx\n", 0},
    {"a reason that none is", HEAD REGISTER "roles: {protected: {none: why}}\n",
	"Nr;Namn\n1;Åsa\n", "h Nr|Namn\n+ 1|Åsa\n", 0},
    {"no persons", HEAD "persons: no\n" REGISTER, "Nr;Namn\n1;Åsa\n",
	"h Nr|Namn\n+ 1|Åsa\n", 0},
    {"persons that are neither", HEAD "persons: [no]\n" REGISTER,
	"Nr;Namn\n1;Åsa\n", "h Nr|Namn\n? 0|xxx\n", 0},
    {"no date", "name: n\n" REGISTER, "Nr;Namn\n1;Åsa\n",
	"h Nr|Namn\n? 0|xxx\n", 0},
    {"a date that is none", "date: soon\n" REGISTER, "Nr;Namn\n1;Åsa\n",
	"h Nr|Namn\n? 0|xxx\n", 0},
    {"no register", HEAD, ROWS, "", 0},
    {"a register that is a text", HEAD "register: r.csv\n", ROWS, "", 0},
    {"a query", HEAD "register: {odbc: DSN=x, query: q.sql, key: Nr}\n", ROWS,
	"", 0},
    {"no file", HEAD "register: {key: Nr}\n", ROWS, "", 0},
    {"a file without a name", HEAD "register: {file: '', key: Nr}\n", ROWS, "",
	0},
    {"a file that is not there", HEAD "register: {file: q.csv, key: Nr}\n",
	ROWS, "", 0},
    {"no map", "- name\n", ROWS, "", 0},
    {"a title and other headers", THIRD,
	"Klienter;;;\nNamn;Postnr;Ort;x\n" ROWS,
	"o Klienter|||\no Namn|Postnr|Ort|x\nh Nr|Namn|Skydd|Ort\n"
	"+ 1|Åsa||Norrby\n- |||\n",
	0},
    {"marks and numbers as headers", THIRD,
	"Skydd;Personnummer;a;b\n;;;\n" ROWS,
	"o Skydd|Personnummer|a|b\no |||\nh Nr|Namn|Skydd|Ort\n"
	"+ 1|Åsa||Norrby\n- |||\n",
	0},
    {"a row over the header", THIRD, "Eva;Ek;Gatan;Umby\nEva;Ek;;Umby\n" ROWS,
	"? xxx|xx|xxxxx|xxxx\n? xxx|xx||xxxx\nh Nr|Namn|Skydd|Ort\n"
	"+ 1|Åsa||Norrby\n- |||\n",
	0},
    {"somebody's number over it", THIRD,
	" 19121212-1212 ;;;\n131052-308T;;;\n" ROWS,
	"?  00000000-0000 |||\n? 000000-000x|||\nh Nr|Namn|Skydd|Ort\n"
	"+ 1|Åsa||Norrby\n- |||\n",
	0},
    {"and of Norway, and an address", THIRD,
	"Namn;Ort;13097248022;\neva@exempel.se;;;\n" ROWS,
	"? xxxx|xxx|00000000000|\n? xxx@xxxxxxx.xx|||\nh Nr|Namn|Skydd|Ort\n"
	"+ 1|Åsa||Norrby\n- |||\n",
	0},
    {"few columns have no titles",
	HEAD "register: {file: r.csv, key: Nr, header: 2}\n" ROLES,
	"Klienter;;\nNr;Namn;Skydd\n1;Åsa;\n",
	"? xxxxxxxx||\nh Nr|Namn|Skydd\n+ 1|Åsa|\n", 0},
    {"other names, and tabs",
	HEAD "register: {file: r.csv, key: Nr, delimiter: tab, columns: "
	     "{Nr: Lopnr, Skydd: S}}\n" ROLES,
	"Lopnr\tS\tOrt\n1\t\tUmby\n2\tx\tUmby\n",
	"h Lopnr|S|Ort\n+ 1||Umby\n- ||\n", 0},
    {"a broken row is nobody's", JOB, ROWS "3;Eva;Ek;;Umby;x\n4;Eva;;Umby\n",
	"h Nr|Namn|Skydd|Ort\n+ 1|Åsa||Norrby\n- |||\n"
	"? 0|xxx|xx||xxxx|x\n+ 4|Eva||Umby\n",
	0},
    {"of two files the first",
	HEAD "register: [{file: r.csv, key: Nr}, {file: s.csv}]\n" ROLES, ROWS,
	"h Nr|Namn|Skydd|Ort\n+ 1|Åsa||Norrby\n- |||\n", 0},
    {"too many broken rows", JOB,
	"Nr;Namn;Skydd;Ort\n" BROKEN "1;Åsa;;Norrby\n",
	"h Nr|Namn|Skydd|Ort\n" SHAPES "? 0|xxx||xxxxxx\n", 0},
    {"no persons, and too many broken rows", HEAD "persons: no\n" REGISTER,
	"Nr;Namn\n1;Åsa\n" BROKEN, "h Nr|Namn\n? 0|xxx\n" SHAPES, 0},
    {"a quote without an end", JOB, ROWS "3;\"Eva;;Umby\n",
	"h Nr|Namn|Skydd|Ort\n? 0|xxx||xxxxxx\n? 0|xx|xx|xxxx\n", 0},
    {"sixty signs", JOB, "Nr;Namn;Skydd\n1;" SIXTY ";\n2;" SIXTY "Å;\n",
	"h Nr|Namn|Skydd\n+ 1|" SIXTY "|\n+ 2|" SIXTY "…|\n", 0},
    {"sixty of a shape", HEAD REGISTER, "Nr;Namn;Skydd\n1;" SIXTY "Å;\n2;–;\n",
	"h Nr|Namn|Skydd\n? 0|xxx-xxxxx xxx-xxxxx xxx-xxxxx xxx-xxxxx "
	"xxx-xxxxx "
	"xxx-xxxxx |\n? 0|x|\n",
	0},
};

static struct sources *sources, *other_sources;
static struct diag *lacks;
static struct work work;
static struct task_shared shared;

static void
go_on(enum stage stage, uint32_t done, uint32_t total, void *ctx)
{
	(void)stage, (void)done, (void)total, (void)ctx;
}

static bool
put(const char *name, const char *text)
{
	return file_write_whole(name, slice_view(text), work.diag);
}

static void
begin(const char *job, const char *rows)
{
	sources = sources_new();
	other_sources = sources_new();
	work = (struct work){.mem = arena_new(),
	    .diag = diag_new(sources),
	    .shared = &shared,
	    .folder = ".",
	    .progress = {.step = go_on}};
	lacks = diag_new(other_sources);
	test_true("written", put("job.yaml", job) && put("r.csv", rows));
}

static void
end(void)
{
	diag_free(work.diag);
	diag_free(lacks);
	sources_free(sources);
	sources_free(other_sources);
	strbuf_fini(&work.out);
	arena_free(work.mem);
}

static void
dump(struct strbuf *out, const struct sheet_view *view)
{
	for (size_t i = 0; i < view->line_count; i++) {
		const struct sheet_line *line = &view->lines[i];
		strbuf_print(out, "%c ", "oh?+-"[line->verdict]);
		for (size_t k = 0; k < line->count; k++) {
			strbuf_add_text(out, k ? "|" : "");
			strbuf_add(out, line->cells[k]);
		}
		strbuf_add_char(out, '\n');
	}
}

static void
test_lines(void)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct sheet_view view;
		struct strbuf out = {0};
		begin(cases[i].job, cases[i].rows);
		sheet_look(&view, &work, cases[i].other, lacks);
		dump(&out, &view);
		test_slice(cases[i].name, strbuf_view(&out), cases[i].want);
		strbuf_fini(&out);
		end();
	}
}

static bool
has(const char *text)
{
	struct slice page = strbuf_view(&work.out);
	return slice_find(page, slice_view(text)) < page.len;
}

/* The table: a row that is too short is filled, one too long is whole, and
 * nothing of a protected one stands in it. */
static void
test_table(void)
{
	struct sheet_view view;
	begin(JOB, ROWS "3;Eva\n4;Eva;;Umby;x;y\n");
	sheet_look(&view, &work, 0, lacks);
	sheet_write(&view);
	test_true("a header", has("<th scope=col>Skydd</th>"));
	test_true("a cell", has("<td>Åsa</td>"));
	test_true("protected", has("<td colspan=\"4\">"));
	test_true("not a word", !has("Bo<"));
	test_true(
	    "too short", has("<td>0</td><td>xxx</td><td></td><td></td></tr>"));
	test_true("too long", has("<td>x</td><td>x</td></tr>"));
	test_true("no other sheets", !has("class=\"leaves\""));
	test_true("judged", !has("verdict wait"));
	end();
	begin(HEAD REGISTER, ROWS);
	sheet_look(&view, &work, 0, lacks);
	sheet_write(&view);
	test_true("not judged", has("verdict wait"));
	end();
}

/* How a line looks in the spreadsheet, and sheets as tabs. */
static void
test_looks(void)
{
	static const struct {
		struct sheet_line line;
		enum intake_kind kind;
		size_t sheets;
		const char *want, *not ;
	} looks[] = {
	    {{.verdict = SHEET_SHOWN}, INTAKE_CSV, 0, "<tr><th",
		"class=\"flag"},
	    {{.verdict = SHEET_SHOWN, .hidden = true}, INTAKE_SPREADSHEET, 1,
		">hidden</span></th>", "class=\"leaves"},
	    {{.verdict = SHEET_SHOWN, .struck = true}, INTAKE_SPREADSHEET, 2,
		">struck out</span></th>", "coloured"},
	    {{.verdict = SHEET_SHOWN, .coloured = true}, INTAKE_SPREADSHEET, 1,
		">coloured</span></th>", "checked"},
	    {{.verdict = SHEET_HEADER, .coloured = true}, INTAKE_SPREADSHEET, 1,
		" checked> 0", ">coloured<"},
	    {{.verdict = SHEET_SHAPE, .broken = true}, INTAKE_CSV, 0,
		">cannot be read</span></th>", "class=\"leaves"},
	    {{.verdict = SHEET_PROTECTED}, INTAKE_CSV, 0, "<td colspan=\"1\">",
		"class=\"flag"},
	};
	static const struct slice sheets[] = {{"A", 1}, {"B", 1}};
	for (size_t i = 0; i < COUNT(looks); i++) {
		begin("", "");
		const struct intake_found found = {.kind = looks[i].kind,
		    .sheet = "B",
		    .sheets = sheets,
		    .sheet_count = looks[i].sheets};
		struct sheet_view view = {.work = &work,
		    .found = &found,
		    .judged = true,
		    .line_count = 1};
		view.lines[0] = looks[i].line;
		sheet_write(&view);
		test_true(looks[i].want, has(looks[i].want));
		test_true(looks[i].not, !has(looks[i].not ));
		test_true("tabs", has("/register/sheet/2\" aria-current") ==
				      (looks[i].sheets == 2));
		end();
	}
}

/* A register without a line has no table. */
static void
test_empty(void)
{
	begin("", "");
	const struct intake_found found = {.kind = INTAKE_CSV};
	const struct sheet_view view = {
	    .work = &work, .found = &found, .judged = true};
	sheet_write(&view);
	test_true("no table", !has("<table"));
	end();
}

/* Examples of a column are what may be shown of it, each once. */
static void
test_columns(void)
{
	struct sheet_view view;
	begin(HEAD
	    "register: {file: r.csv, key: Nr, columns: {Ort: Plats}}\n" ROLES,
	    "Nr;Plats;Skydd\n1;Umby;\n2;UMBY;\n3;Norrby;ja\n4;;\n5;A;\n6;B;\n"
	    "7;C;\n8;D;;x\n");
	sheet_look(&view, &work, 0, lacks);
	test_number("columns", (long long)view.column_count, 3);
	const struct sheet_column *column = &view.columns[1];
	test_slice("ours", column->name, "Ort");
	test_slice("theirs", column->theirs, "Plats");
	test_number("examples", (long long)column->example_count, 3);
	test_slice("the first", column->examples[0], "Umby");
	test_slice("the second", column->examples[1], "A");
	test_slice("the third", column->examples[2], "B");
	end();
}

int
main(void)
{
	char folder[] = "/tmp/utskick-unit-XXXXXX";
	if (!mkdtemp(folder) || chdir(folder) != 0)
		return 1;
	begin("", "");
	test_true(
	    "another file", put("s.csv", "Nr;Namn;Skydd;Ort\n9;Li;ja;Vik\n"));
	end();
	test_lines();
	test_table();
	test_columns();
	test_looks();
	test_empty();
	folder_remove(folder, NULL);
	return test_end();
}
