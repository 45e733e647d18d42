/* What cells look like, without what they hold. */
#include "plan/shapes.h"

#include "plan/account.h"
#include "stored.h"
#include "test.h"

#define CELLS_MAX 4
#define LONG "Aa-Aa-Aa-Aa-Aa-Aa-Aa-Aa-Aa-Aa-Aa-Aa-Aa-Aa-Aa-" /* 45 characters */

static const struct {
	const char *name;
	struct {
		const char *text;
		uint32_t rows;
	} cells[CELLS_MAX];
	const char *want; /* filled / different: each common shape, how often */
} cases[] = {
    {"nothing", {{NULL, 0}}, "0 / 0:"},
    {"a name", {{"Åsa", 3}, {"Bo", 2}}, "5 / 2:"},
    {"names", {{"Åsa", 3}, {"Eva", 2}}, "5 / 1: Aa+ 5"},
    {"one other letter is not two", {{"Bo", 5}, {"Eva", 6}},
	"11 / 2: Aa+ 6, Aa 5"},
    {"a double name", {{"Ann-Marie", 5}}, "5 / 1: Aa+-Aa+ 5"},
    {"capitals are counted one by one", {{"ÖRN", 5}}, "5 / 1: AAA 5"},
    {"digits too", {{"999 12", 5}}, "5 / 1: 999 99 5"},
    {"letters of other scripts", {{"Øst", 5}, {"Łódź", 5}},
	"10 / 2: Aa+ 5, a+ 5"},
    {"other signs stand as they are", {{"a/b, 1–2 ×÷", 5}},
	"5 / 1: a/a, 9–9 ×÷ 5"},
    {"four cells could be somebody's", {{"A-1", 4}}, "4 / 1:"},
    {"five are not", {{"A-1", 5}}, "5 / 1: A-9 5"},
    {"an empty cell has no shape", {{"", 7}, {"A", 5}}, "5 / 1: A 5"},
    {"the three most frequent", {{"1", 5}, {"11", 6}, {"111", 7}, {"1111", 8}},
	"26 / 4: 9999 8, 999 7, 99 6"},
    {"as often: by the shape", {{"b", 5}, {"A", 5}}, "10 / 2: A 5, a 5"},
    {"the longest is shown whole", {{LONG "Aa-", 5}}, "5 / 1: " LONG "Aa- 5"},
    {"a long one ends in an ellipsis", {{LONG "Aa-Aa", 5}},
	"5 / 1: " LONG "Aa-… 5"},
};

static void
write_shapes(struct strbuf *out, const struct column_shapes *shapes)
{
	strbuf_print(out, "%u / %u:", shapes->filled, shapes->kinds);
	for (size_t i = 0; i < shapes->common_count; i++)
		strbuf_print(out, "%s %.*s %u", i ? "," : "",
		    (int)shapes->common[i].shape.len,
		    shapes->common[i].shape.at, shapes->common[i].count);
}

/* The shapes of column UNIT. */
static void
test_shapes(struct people_job *people, struct stored *stored, const char *name,
    const char *want)
{
	struct account account = {0};
	struct strbuf have = {0};
	const struct watch_end end = {
	    .job = &people->job,
	    .plan = stored->plan,
	    .account = &account,
	    .diag = people->diag,
	};
	test_true(name, plan_end_load(stored->plan));
	test_true(name, shapes_watcher.report(NULL, &end));
	write_shapes(&have, &account.shapes[UNIT]);
	test_slice(name, strbuf_view(&have), want);
	/* Each column has its own: another's cells are filled too. */
	test_number(name, account.shapes[NAME].filled, stored->rows);
	strbuf_fini(&have);
}

static void
test_case(size_t i)
{
	struct people_job people;
	struct stored stored;
	people_open(&people);
	stored_open(&stored, &people);
	for (size_t c = 0; c < CELLS_MAX && cases[i].cells[c].text; c++) {
		const char *cells[PEOPLE_COLUMNS] = {
		    [NAME] = "Bo", [UNIT] = cases[i].cells[c].text};
		for (uint32_t r = 0; r < cases[i].cells[c].rows; r++)
			stored_add(&stored, cells);
	}
	test_shapes(&people, &stored, cases[i].name, cases[i].want);
	stored_close(&stored, &people);
	people_close(&people);
}

/* Free text: 600 shapes, of which those that come late are only counted. */
static void
test_many(void)
{
	struct people_job people;
	struct stored stored;
	people_open(&people);
	stored_open(&stored, &people);
	for (unsigned i = 0; i < 600; i++) {
		char text[11];
		for (unsigned bit = 0; bit < 10; bit++)
			text[bit] = i >> bit & 1 ? '-' : '1';
		text[10] = '\0';
		const char *cells[PEOPLE_COLUMNS] = {
		    [NAME] = "Bo", [UNIT] = text};
		stored_add(&stored, cells);
	}
	test_shapes(&people, &stored, "free text", "600 / 600:");
	stored_close(&stored, &people);
	people_close(&people);
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++)
		test_case(i);
	test_many();
	return test_end();
}
