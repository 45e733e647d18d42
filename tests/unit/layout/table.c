/* The widths of a table's columns, as its author shared them or as they need. */
#include "sample.h"
#include "test.h"

enum { COLUMNS = 3, GAP = 10000, WIDTH = 226772 };

/* On a page that is 80 mm wide within its margins, in 10 pt: `want` says where
 * each column begins, in mpt; -1: it is not looked at. */
static const struct {
	const char *name;
	const char *cells[2][COLUMNS];
	uint16_t shares[COLUMNS]; /* 0: none */
	mpt want[COLUMNS];
} cases[] = {
    {"as shared", {{"a", "b", "c"}, {"d", "e", "f"}}, {500, 250, 250},
	{0, 103386 + GAP, 103386 + 51693 + 2 * GAP}},
    {"in equal parts", {{"a", "b", "c"}, {"d", "e", "f"}}, {334, 333, 333},
	{0, 69061 + GAP, 69061 + 68855 + 2 * GAP}},
    {"a word wider than its share",
	{{"a", "b", "Handl\u00e4ggningsenhet"}, {"d", "e", "f"}},
	{800, 190, 10}, {0, -1, -1}},
    {"two of them",
	{{"a", "Handl\u00e4ggning", "Handl\u00e4ggning"}, {"d", "e", "f"}},
	{900, 50, 50}, {0, -1, -1}},
    {"a word wider than the first share",
	{{"Handl\u00e4ggningsenhet", "b", "c"}, {"d", "e", "f"}},
	{10, 800, 190}, {0, -1, -1}},
    {"one that has all of its share",
	{{"Handl\u00e4ggningsenhet", "b", "Handl\u00e4ggningsenhet"},
	    {"d", "e", "f"}},
	{10, 800, 190}, {0, -1, -1}},
    {"what all need", {{"a", "b", "c"}, {"d", "e", "f"}}, {0}, {0, -1, -1}},
};

static struct node *
add_table(struct sample *s, size_t i)
{
	struct node *table =
	    sample_block(s, s->mem, NULL, NODE_TABLE, NULL, NULL);
	table->column_count = COLUMNS;
	if (cases[i].shares[0])
		table->shares = cases[i].shares;
	for (size_t r = 0; r < 2; r++) {
		struct node *row =
		    sample_block(s, s->mem, table, NODE_TABLE_ROW, NULL, NULL);
		for (size_t c = 0; c < COLUMNS; c++)
			sample_block(s, s->mem, row, NODE_TABLE_CELL, NULL,
			    cases[i].cells[r][c]);
	}
	return table;
}

static const struct galley *
galley_of(const struct pages *pages, const struct node *node)
{
	for (size_t p = 0; p < pages->at[0].count; p++)
		if (pages->at[0].pieces[p].galley->node == node)
			return pages->at[0].pieces[p].galley;
	return NULL;
}

static void
check_case(size_t i)
{
	struct sample s;
	struct pages pages;
	struct problem why = {0};
	test_true(cases[i].name, sample_open(&s, "small"));
	const struct node *table = add_table(&s, i);
	struct letter_content content = sample_content(&s);
	content.address_count = 1;
	bool ok = setter_set_letter(s.setter, s.mem, &content, &pages, &why);
	if (!ok)
		printf("%s\n", why.message ? why.message->code : "?");
	const struct galley *galley = ok ? galley_of(&pages, table) : NULL;
	test_true(cases[i].name, galley && galley->line_count >= COLUMNS);
	mpt end = 0;
	for (size_t c = 0; galley && c < COLUMNS; c++) {
		const struct line *line = &galley->lines[c];
		mpt x = line->run_count ? line->runs[0].x : -1;
		test_true(cases[i].name, c == 0 || x >= end + GAP);
		if (cases[i].want[c] >= 0)
			test_number(cases[i].name, x, cases[i].want[c]);
		end = x + line->width;
		test_true(cases[i].name, end <= WIDTH);
	}
	sample_close(&s);
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++)
		check_case(i);
	return test_end();
}
