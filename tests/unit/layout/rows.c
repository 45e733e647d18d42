/* Where the cells of a table's rows and the rules below them come. */
#include "sample.h"
#include "test.h"

#define STATIONERY                                                             \
	"name: Test\n"                                                         \
	"page: {width: 220pt, height: 400pt}\n"                                \
	"styles:\n"                                                            \
	"  body: {family: Noto Serif, size: 10pt, leading: 10pt}\n"            \
	"  justified: {base: body, align: justified, between: 2pt}\n"          \
	"  whole: {base: body, keep_together: yes}\n"                          \
	"  narrow: {base: body, indent: 120pt}\n"                              \
	"  spaced: {base: body, between: 2pt}\n"                               \
	"frames:\n"                                                            \
	"  body: {role: body, x: 10pt, y: 10pt, width: 200pt, height: "        \
	"300pt}\n"

/*
 * Rows end with "\n" and cells with "|"; a row of the head begins with "#", a
 * cell to the right with ">", one in the middle with "=", "/" is a line break.
 * `want`: of each line its text and top, "_" without text; of each bar its y;
 * all in points.
 */
static const struct {
	const char *name, *style, *language;
	uint32_t columns;
	const char *rows, *want;
} cases[] = {
    {"two rows", "spaced", "sv", 2, "a|b|\nc|d|\n", "a 0, b 0, c 12, d 12"},
    {"a head", "spaced", "sv", 2, "#a|b|\nc|d|\n",
	"a 0, b 0, c 12, d 12, bar 11, bar 23"},
    {"a head of two rows", "spaced", "sv", 1, "#a|\n#b|\nc|\n",
	"a 0, b 12, c 24, bar 23, bar 35"},
    {"nothing but a head", "spaced", "sv", 1, "#a|\n", "a 0, bar 11"},
    {"an empty row", "spaced", "sv", 2, "a|b|\n||\nc|d|\n",
	"a 0, b 0, _ 12, c 24, d 24"},
    {"an empty column", "spaced", "sv", 3, "a||b|\nc||d|\n",
	"a 0, b 0, c 12, d 12"},
    {"a cell too many", "spaced", "sv", 1, "a|b|\n", "a 0"},
    {"a cell too few", "spaced", "sv", 2, "a|\nb|c|\n", "a 0, b 12, c 12"},
    {"no row", "spaced", "sv", 1, "", ""},
    {"no column", "spaced", "sv", 0, "a|\n", "table-columns"},
    {"justified cells", "justified", "sv", 1, "a b|\n", "a b 0"},
    {"kept together", "whole", "sv", 1, "a|\nb|\n", "a 0, b 10"},
    {"a cell of two lines", "spaced", "sv", 2, "a/b|>1/2|\nc|>3|\n",
	"a 0, b 10, 1 0, 2 10, c 22, 3 22"},
};

static struct node *
add_row(struct sample *s, struct node *table, const char **text)
{
	struct node *row =
	    sample_block(s, s->mem, table, NODE_TABLE_ROW, NULL, NULL);
	row->is_header = **text == '#';
	*text += row->is_header;
	for (; **text != '\n'; ++*text) {
		struct node *cell =
		    sample_block(s, s->mem, row, NODE_TABLE_CELL, NULL, NULL);
		cell->alignment = **text == '>'	  ? ALIGN_END
				  : **text == '=' ? ALIGN_CENTRE
						  : ALIGN_START;
		*text += cell->alignment != ALIGN_START;
		for (size_t len; **text != '|'; *text += len) {
			len = strcspn(*text, "/|");
			sample_text(s->mem, cell, *text, len, NULL);
			if ((*text)[len] != '/')
				continue;
			len++;
			node_append(
			    cell, node_new(s->mem, NODE_LINE_BREAK, NO_SPAN));
		}
	}
	++*text;
	return row;
}

static struct node *
add_table(struct sample *s, struct node *parent, const char *style,
    uint32_t columns, const char *rows)
{
	struct node *table =
	    sample_block(s, s->mem, parent, NODE_TABLE, style, NULL);
	table->column_count = columns;
	while (*rows)
		add_row(s, table, &rows);
	return table;
}

static void
write_galley(const struct galley *galley, struct strbuf *out)
{
	for (size_t i = 0; i < galley->line_count; i++) {
		const struct line *line = &galley->lines[i];
		strbuf_add_text(out, i ? ", " : "");
		for (size_t k = 0; k < line->run_count; k++)
			strbuf_add(out, line->runs[k].text);
		strbuf_print(
		    out, "%s %d", line->run_count ? "" : "_", line->top / 1000);
	}
	for (size_t i = 0; i < galley->bar_count; i++)
		strbuf_print(out, ", bar %d", galley->bars[i].y / 1000);
}

/* The first block's galley; NULL, and why. */
static const struct galley *
set(struct sample *s, const char *language, struct problem *why)
{
	static const struct galley none;
	struct pages pages;
	struct letter_content content = sample_content(s);
	content.language = language;
	content.address_count = 0;
	if (!setter_set_letter(s->setter, s->mem, &content, &pages, why))
		return NULL;
	return pages.at[0].count ? pages.at[0].pieces[0].galley : &none;
}

static void
test_rows(struct sample *s)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct strbuf out = {0};
		struct problem why = {0};
		s->root = node_new(s->mem, NODE_DOCUMENT, NO_SPAN);
		add_table(
		    s, NULL, cases[i].style, cases[i].columns, cases[i].rows);
		const struct galley *galley = set(s, cases[i].language, &why);
		if (galley)
			write_galley(galley, &out);
		else
			strbuf_add_text(&out, why.message->code);
		test_slice(cases[i].name, strbuf_view(&out), cases[i].want);
		for (size_t k = 0; galley && k < galley->line_count; k++)
			if (galley->lines[k].run_count)
				test_number(cases[i].name,
				    galley->lines[k].runs[0].word_space, 0);
		strbuf_fini(&out);
	}
}

static mpt
right_edge(const struct galley *galley, size_t line)
{
	return galley->lines[line].runs[0].x + galley->lines[line].width;
}

/* Numbers stand below each other's decimal sign where there is room. */
static void
test_numbers(struct sample *s)
{
	static const struct {
		const char *name, *style, *language, *rows;
		bool flush;
	} numbers[] = {
	    {"a comma", "body", "sv", ">1,5|\n>12,25|\n", false},
	    {"a comma in English", "body", "en", ">1,5|\n>12,25|\n", true},
	    {"a comma where no sign is known", "body", "la", ">1,5|\n>12,25|\n",
		false},
	    {"in the head", "body", "sv", "#>1,5|\n#>12,25|\n", true},
	    {"no room", "narrow", "sv", ">12345678901|\n>0,12345678|\n", true},
	};
	for (size_t i = 0; i < COUNT(numbers); i++) {
		struct problem why = {0};
		s->root = node_new(s->mem, NODE_DOCUMENT, NO_SPAN);
		add_table(s, NULL, numbers[i].style, 1, numbers[i].rows);
		const struct galley *galley = set(s, numbers[i].language, &why);
		test_true(numbers[i].name, galley && galley->line_count == 2);
		if (!galley)
			continue;
		bool flush = right_edge(galley, 0) == right_edge(galley, 1);
		test_true(numbers[i].name, flush == numbers[i].flush);
	}
}

/* Inside a quote a table's head is not one that a following page repeats. */
static void
test_in_quote(struct sample *s)
{
	struct problem why = {0};
	s->root = node_new(s->mem, NODE_DOCUMENT, NO_SPAN);
	struct node *quote =
	    sample_block(s, s->mem, NULL, NODE_QUOTE, NULL, NULL);
	sample_block(s, s->mem, quote, NODE_PARAGRAPH, NULL, "x");
	struct strbuf rows = {0};
	for (int i = 0; i < 30; i++)
		strbuf_add_text(&rows, "b|\n");
	struct node *table = add_table(s, quote, "spaced", 1, "#a|\n");
	for (const char *text = strbuf_text(&rows); *text;)
		add_row(s, table, &text);
	struct pages pages;
	struct letter_content content = sample_content(s);
	content.address_count = 0;
	test_true("in a quote",
	    setter_set_letter(s->setter, s->mem, &content, &pages, &why));
	test_number("two pages", (long long)pages.count, 2);
	for (size_t i = 0; i < pages.count; i++)
		test_number(
		    "no head is repeated", (long long)pages.at[i].count, 1);
	strbuf_fini(&rows);
}

int
main(void)
{
	struct sample s;
	if (!sample_open(&s, STATIONERY))
		return 1;
	test_rows(&s);
	test_numbers(&s);
	test_in_quote(&s);
	sample_close(&s);
	return test_end();
}
