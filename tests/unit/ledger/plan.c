#include "ledger/plan.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "ledger/draft.h"
#include "record/column.h"
#include "test.h"

enum { COLUMNS = 3, ROWS = 4 };

static const struct {
	const char *name;
	const char *read[COLUMNS], *clean[COLUMNS];
	const char *want; /* of the view as_read */
} rows[ROWS] = {
    {"as it was", {"a", "b", ""}, {"a", "b", ""}, ""},
    {"two of three", {" a", "b", "SH"}, {"a", "b", "Servicehus"}, "0= a|2=SH|"},
    {"what JSON escapes", {"\"", "\\u0041\n\t", "\x01\x1f\x7f"},
	{"x", "y", "z"}, "0=\"|1=\\u0041\n\t|2=\x01\x1f\x7f|"},
    {"any letter", {"Åsa ", "\xF0\x9D\x84\x9E", "{\"1\":2}"}, {"Åsa", "", "å"},
	"0=Åsa |1=\xF0\x9D\x84\x9E|2={\"1\":2}|"},
};

static void
add_row(struct plan *plan, uint32_t number)
{
	struct slice read[COLUMNS], clean[COLUMNS];
	for (size_t i = 0; i < COLUMNS; i++) {
		read[i] = slice_view(rows[number].read[i]);
		clean[i] = slice_view(rows[number].clean[i]);
	}
	struct plan_row row = {
	    .row = number + 1,
	    .line = number + 2,
	    .clean = clean,
	    .as_read = read,
	};
	test_true("a row is added", plan_add_row(plan, &row));
}

static int
append(void *to, int count, char **values, char **names)
{
	(void)count;
	(void)names;
	strbuf_print(to, "%s=%s|", values[0], values[1]);
	return 0;
}

static void
test_query(sqlite3 *db, const char *name, const char *query, const char *want)
{
	struct strbuf have = {0};
	test_true(
	    name, sqlite3_exec(db, query, append, &have, NULL) == SQLITE_OK);
	test_text(name, strbuf_text(&have), want);
	strbuf_fini(&have);
}

static void
test_ledger(const char *path)
{
	char query[96];
	sqlite3 *db = NULL;
	test_true("opens", sqlite3_open(path, &db) == SQLITE_OK);
	for (int i = 0; i < ROWS; i++) {
		snprintf(query, sizeof query,
		    "SELECT column, text FROM as_read WHERE row = %d", i + 1);
		test_query(db, rows[i].name, query, rows[i].want);
	}
	test_query(db, "numbers sort as such",
	    "SELECT typeof(column), count(*) FROM as_read GROUP BY 1",
	    "integer=8|");
	test_query(db, "a row without cells",
	    "SELECT \"#\", typeof(Namn) FROM register WHERE \"#\" = 5",
	    "5=null|");
	test_query(db, "but for the column that says nothing",
	    "SELECT row, c2 FROM cells WHERE row = 5", "5=Kusten|");
	test_query(db, "or for none",
	    "SELECT row, ifnull(c2, 'null') FROM cells WHERE row = 6",
	    "6=null|");
	sqlite3_close(db);
}

/* Rows wait to be added: one that cannot be fails whatever comes after. */
static void
test_refused(const char *path, struct diag *diag)
{
	struct plan *plan = plan_new(path, diag);
	const struct plan_outcome twice = {
	    .row = 1, .outcome = OUTCOME_LETTER, .code = ""};
	test_true("a plan", plan != NULL);
	test_true("waits", plan_add_outcome(plan, &twice));
	test_true("waits too", plan_add_outcome(plan, &twice));
	test_number("nothing is said yet", (long long)diag_count(diag), 0);
	test_true("is not changed", !plan_change_outcome(plan, &twice));
	test_true("is said", diag_count(diag) > 0);
	test_true("nothing is read", plan_rows_open(plan) == NULL);
	test_true("nor written", !plan_commit(plan, diag));
	test_true("and nothing left", access(path, F_OK) != 0);
}

/* More columns than several rows at once have room for. */
static void
test_wide(const char *path, struct diag *diag)
{
	enum { WIDE = 1500 };
	struct arena *mem = arena_new();
	struct plan_column *names = ARENA_ARRAY(mem, struct plan_column, WIDE);
	struct slice *cells = ARENA_ARRAY(mem, struct slice, WIDE);
	sqlite3 *db = NULL;
	for (uint32_t i = 0; i < WIDE; i++) {
		names[i] = (struct plan_column){.number = i,
		    .name = arena_print(mem, "K%u", i),
		    .type = "text"};
		cells[i] = arena_print(mem, "cell %u", i);
	}
	struct plan *plan = plan_new(path, diag);
	test_true("columns", plan_add_columns(plan, names, WIDE));
	for (uint32_t row = 1; row <= 40; row++) {
		cells[WIDE - 1] = arena_print(mem, "last of %u", row);
		const struct plan_row wide = {.row = row,
		    .line = row + 1,
		    .clean = cells,
		    .as_read = cells};
		test_true("a wide row", plan_add_row(plan, &wide));
	}
	test_true("written", plan_commit(plan, diag));
	test_true("opens", sqlite3_open(path, &db) == SQLITE_OK);
	test_query(
	    db, "all rows", "SELECT count(*), sum(row) FROM cells", "40=820|");
	test_query(db, "their cells",
	    "SELECT c0 || c1498, c1499 FROM cells WHERE row = 37",
	    "cell 0cell 1498=last of 37|");
	sqlite3_close(db);
	arena_free(mem);
}

/* People of several rows of which one is sent and another left out. */
static const struct {
	const char *person;
	enum outcome outcome;
	const char *code;
} divided[] = {
    {"a", OUTCOME_LETTER, ""},
    {"b", OUTCOME_LETTER, ""},
    {"b", OUTCOME_EXCLUDED, ""},
    {"a", OUTCOME_EXCLUDED, ""},
    {"c", OUTCOME_TOGETHER, ""},
    {"c", OUTCOME_EXCLUDED, ""},
    {"", OUTCOME_LETTER, ""},
    {"", OUTCOME_EXCLUDED, ""},
    {"d", OUTCOME_EXCLUDED, ""},
    {"e", OUTCOME_LETTER, ""},
    {"e", OUTCOME_EXCLUDED, "twice"},
    {"f", OUTCOME_HELD, ""},
    {"f", OUTCOME_EXCLUDED, ""},
};

static void
test_divided(const char *path, struct diag *diag)
{
	const struct plan_column name = {
	    .number = 0, .name = SLICE("Person"), .type = "text"};
	struct arena *mem = arena_new();
	struct plan *plan = plan_new(path, diag);
	struct slice lines;
	uint32_t people;
	test_true("a column", plan_add_columns(plan, &name, 1));
	for (uint32_t i = 0; i < COUNT(divided); i++) {
		const struct slice cell = slice_view(divided[i].person);
		const struct plan_row row = {.row = i + 1,
		    .line = i + 2,
		    .clean = &cell,
		    .as_read = &cell};
		const struct plan_outcome outcome = {.row = i + 1,
		    .outcome = divided[i].outcome,
		    .code = divided[i].code};
		test_true(divided[i].person, plan_add_row(plan, &row));
		test_true(divided[i].person, plan_add_outcome(plan, &outcome));
	}
	test_true(
	    "listed", plan_list_divided(plan, mem, 0, 5, &lines, &people));
	test_slice("all of them", lines, "2+5, 3+4, 6+7");
	test_true(
	    "of two", plan_list_divided(plan, mem, 0, 2, &lines, &people));
	test_slice("the first", lines, "2+5, 3+4");
	test_number("and how many", people, 3);
	plan_drop(plan);
	arena_free(mem);
}

/* Two letters to the same people, which no plan has. */
static void
test_drafted_twice(const char *path, struct diag *diag)
{
	const struct plan_cut cut = {.letters = 10, .sides = 1};
	struct plan *plan = plan_new(path, diag);
	struct plan_draft draft = {.row = 1,
	    .pages = 1,
	    .sheets = 1,
	    .sort_key = SLICE("a"),
	    .addressee = SLICE("client")};
	size_t before = diag_count(diag);
	test_true("one", plan_add_draft(plan, &draft));
	draft.addressee = SLICE("guardian");
	test_true("another", plan_add_draft(plan, &draft));
	test_true("the same once more", plan_add_draft(plan, &draft));
	test_true("is not numbered", !plan_order(plan, &cut));
	test_number("is said", (long long)(diag_count(diag) - before), 1);
	plan_drop(plan);
}

/* Letters of 1, 1, 2, 1 and 1 sheets, of two groups: how many each batch has,
 * its pages and sheets. */
static const struct {
	const char *name;
	struct plan_cut cut;
	const char *batches;
} cuts[] = {
    {"no limit", {.sides = 2}, "1=5/12/6|"},
    {"letters", {.letters = 2, .sides = 2}, "1=2/4/2|2=2/6/3|3=1/2/1|"},
    {"sheets", {.sheets = 2, .sides = 2}, "1=2/4/2|2=1/4/2|3=2/4/2|"},
    {"pages", {.pages = 6, .sides = 2}, "1=2/4/2|2=2/6/3|3=1/2/1|"},
    {"sheets of one side", {.sheets = 3, .sides = 1},
	"1=2/2/2|2=2/3/3|3=1/1/1|"},
    {"with a banner", {.sheets = 3, .sides = 2, .banners = BANNER_BATCH},
	"1=2/6/3|2=1/6/3|3=2/6/3|"},
    {"with one for each group",
	{.sheets = 4, .sides = 2, .banners = BANNER_GROUP},
	"1=2/6/3|2=2/8/4|3=1/4/2|"},
    {"groups in one", {.sides = 2, .banners = BANNER_GROUP}, "1=5/16/8|"},
    {"each alone", {.sides = 2, .single = true},
	"1=1/2/1|2=1/2/1|3=1/4/2|4=1/2/1|5=1/2/1|"},
};

static void
test_cut(const char *path, size_t i, struct diag *diag)
{
	static const uint32_t sheets[] = {1, 1, 2, 1, 1};
	static const char *const keys[] = {"a", "b", "c", "d", "e"};
	sqlite3 *db = NULL;
	unlink(path);
	struct plan *plan = plan_new(path, diag);
	for (uint32_t k = 0; k < COUNT(sheets); k++) {
		struct plan_draft draft = {.row = k + 1,
		    .pages = 2 * sheets[k],
		    .sheets = sheets[k],
		    .sort_key = slice_view(keys[k]),
		    .group = k < 2 ? SLICE("Kusten") : SLICE("Norrvik"),
		    .addressee = SLICE("client")};
		test_true("drafted", plan_add_draft(plan, &draft));
	}
	test_true(cuts[i].name, plan_order(plan, &cuts[i].cut));
	test_true(cuts[i].name, plan_commit(plan, diag));
	test_true("opens", sqlite3_open(path, &db) == SQLITE_OK);
	test_query(db, cuts[i].name,
	    "SELECT number, letters || '/' || pages || '/' || sheets FROM batch"
	    " ORDER BY number",
	    cuts[i].batches);
	sqlite3_close(db);
}

/* Its texts, and no draft where a byte is missing or too many. */
static void
test_draft(void)
{
	const struct plan_draft draft = {.version = 1,
	    .pages = 2,
	    .sheets = 3,
	    .large_print = true,
	    .language = SLICE("sv"),
	    .group = SLICE("Kusten"),
	    .code = SLICE("AB"),
	    .code_number = 4};
	struct strbuf text = {0};
	struct draft_row row;
	draft_write(&text, &draft);
	test_true("is read", draft_read(strbuf_view(&text), &row));
	test_number("version", row.version, 1);
	test_number("pages", row.pages, 2);
	test_number("sheets", row.sheets, 3);
	test_number("large print", row.large_print, 1);
	test_number("number", row.code_number, 4);
	test_number("digest", (long long)row.sha256.len, 64);
	test_slice("language", row.language, "sv");
	test_slice("group", row.group, "Kusten");
	test_slice("code", row.code, "AB");
	test_slice("envelope", row.envelope, "");
	for (size_t len = 0; len < text.len; len++)
		test_true("cut",
		    !draft_read(slice_part(strbuf_view(&text), 0, len), &row));
	strbuf_add_char(&text, 'x');
	test_true("more", !draft_read(strbuf_view(&text), &row));
	strbuf_fini(&text);
}

int
main(void)
{
	const struct plan_column names[COLUMNS] = {
	    {.number = 0, .name = SLICE("Namn"), .type = "text"},
	    {.number = 1, .name = SLICE("#"), .type = "text"},
	    {.number = 2, .name = SLICE("Åter \"så\""), .type = "text"},
	};
	char folder[] = "/tmp/utskick-plan-XXXXXX";
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct arena *mem = arena_new();
	test_true("a folder", mkdtemp(folder) != NULL);
	const char *path = path_join(mem, folder, "plan.db");
	struct plan *plan = plan_new(path, diag);
	test_true("columns", plan && plan_add_columns(plan, names, COLUMNS));
	for (uint32_t i = 0; i < ROWS; i++)
		add_row(plan, i);
	struct plan_row bare = {
	    .row = 5,
	    .line = 6,
	    .mark = ROW_MALFORMED,
	    .bare_column = 2,
	    .bare_text = SLICE("Kusten"),
	};
	test_true("a bare row", plan_add_row(plan, &bare));
	bare.row = 6;
	bare.bare_column = COLUMNS;
	test_true("one that has no such column", plan_add_row(plan, &bare));
	test_true("written", plan_commit(plan, diag));
	test_ledger(path);
	test_refused(path_join(mem, folder, "refused.db"), diag);
	test_divided(path_join(mem, folder, "divided.db"), diag);
	test_drafted_twice(path_join(mem, folder, "twice.db"), diag);
	for (size_t i = 0; i < COUNT(cuts); i++)
		test_cut(path_join(mem, folder, "cut.db"), i, diag);
	test_wide(path_join(mem, folder, "wide.db"), diag);
	test_draft();
	folder_remove(folder, diag);
	arena_free(mem);
	diag_free(diag);
	sources_free(sources);
	return test_end();
}
