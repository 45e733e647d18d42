/*
 * A letter's tree written as Markdown and read again: the same tree; and two
 * trees that are not the same are told apart.
 */
#include "letter/write.h"

#include "base/strbuf.h"
#include "letter/written.h"
#include "test.h"

#define FRONT "---\nlanguage: sv\n---\n"

/* Each makes itself, with a word more or less that means nothing. */
static const struct {
	const char *name, *text;
} kept[] = {
    {"a paragraph", "Hej alla.\n"},
    {"a heading", "# Hej\n\nText.\n"},
    {"a deep heading", "### Hej\n"},
    {"bold and not", "Hej **alla** och *envar*.\n"},
    {"a break", "Hej\\\nalla\n"},
    {"a rule", "Hej\n\n---\n\nalla\n"},
    {"a quote", "> Hej\n>\n> alla\n"},
    {"a list", "- a\n- b\n"},
    {"a loose list", "- a\n\n- b\n"},
    {"two lists", "- a\n\n\n* b\n"},
    {"numbers", "1. a\n2. b\n"},
    {"numbers from three", "3. a\n4. b\n"},
    {"a list in a list", "- a\n  - b\n  - c\n- d\n"},
    {"a paragraph in an item", "- a\n\n  b\n- c\n"},
    {"a link", "[hem](https://exempel.se)\n"},
    {"a link with signs", "[hem](<https://exempel.se/a b>)\n"},
    {"a table", "| A | B |\n|---|--:|\n| 1 | 2 |\n"},
    {"a table in the middle", "| A | B |\n|:-:|:--|\n| 1 | 2 |\n"},
    {"a field", "Hej {{Namn}}!\n"},
    {"one that may lack", "Hej {{? Namn}}!\n"},
    {"a condition", "Hej {{if Ort = 'Vik'}}du{{else}}ni{{/if}}!\n"},
    {"a condition of two",
	"Hej {{if Ort = 'Vik'}}du{{else if Ort = 'By'}}ni{{else}}vi{{/if}}!\n"},
    {"a condition of blocks",
	"{{if Ort = 'Vik'}}\n\nHej\n\n{{else}}\n\nd\xC3\xA5\n\n{{/if}}\n"},
    {"a condition round items", "- a\n{{if Ort = 'Vik'}}\n- b\n{{/if}}\n- c\n"},
    {"each row", "{{each barn}}\n\nHej {{barn.Namn}}\n\n{{/each}}\n"},
    {"each row, or none",
	"{{each barn}}\n\nHej\n\n{{else}}\n\nInga\n\n{{/each}}\n"},
    {"each row of a table",
	"| A |\n|---|\n{{each barn}}\n| {{barn.Namn}} |\n{{/each}}\n"},
    {"signs that mean something", "1\\. a \\# b \\* c \\_ d \\[e] \\{{f}}\n"},
    {"a plus at the start", "\\+ a\n"},
    {"each row within a line", "Hej {{each barn}}{{barn.Namn}}, {{/each}}!\n"},
    {"each row within a line, or none",
	"Hej {{each barn}}{{barn.Namn}}{{else}}ingen{{/each}}!\n"},
    {"each row that may lack", "{{each? barn}}\n\nHej\n\n{{/each}}\n"},
    {"each row twice",
	"{{each barn}}\n\nHej\n\n{{/each}}\n\n{{each barn}}\n\nD\xC3\xA5"
	"\n\n{{/each}}\n"},
    {"each row and nothing",
	"{{each barn}}\n\nHej\n\n{{/each}}\n\n{{each barn}}\n\n{{/each}}\n"},
    {"each item", "- a\n{{each barn}}\n- {{barn.Namn}}\n{{/each}}\n"},
    {"each item, or none",
	"- a\n{{each barn}}\n- {{barn.Namn}}\n{{else}}\n- b\n{{/each}}\n"},
    {"a condition round rows",
	"| A |\n|---|\n{{if Ort = 'Vik'}}\n| 1 |\n{{/if}}\n| 2 |\n"},
    {"a link to a field", "[hem](https://exempel.se/{{Namn}})\n"},
    {"a link of a field", "[{{Namn}}](https://exempel.se)\n"},
    {"a link of nothing", "[](https://exempel.se)\n"},
    {"a link that is its address", "[exempel.se](https://exempel.se)\n"},
    {"three lists", "- a\n\n\n* b\n\n\n- c\n"},
    {"two lists of numbers", "1. a\n\n\n1) b\n"},
    {"a list and numbers", "- a\n\n1. b\n"},
    {"a paragraph and a list", "a\n\n- b\n"},
    {"a part", "{{> del.md}}\n"},
    {"a part with a style", "{.small}\n{{> del.md}}\n"},
    {"a table without a head", "|  |  |\n|---|--:|\n| 1 | 2 |\n"},
    {"a table of a condition",
	"|  |\n|---|\n{{if Ort = 'Vik'}}\n| 1 |\n{{/if}}\n"},
    {"a table of each row",
	"|  |\n|---|\n{{each barn}}\n| {{barn.Namn}} |\n{{/each}}\n"},
    {"a table in a quote", "> | A |\n> |---|\n> | 1 |\n"},
    {"a list in a quote", "> - a\n> - b\n"},
    {"a number that is no list's", "12345678901. a\n"},
    {"a number alone", "12\n"},
    {"a number and more", "12 a\n"},
    {"a table of a head alone", "| A | B |\n|---|---|\n"},
    {"a link of a picture's address",
	"[hem](<https://exempel.se/\xC3\xA5(b)>)\n"},
    {"a link in bold", "[**hem**](https://exempel.se)\n"},
    {"a rule between", "- a\n\n***\n\n- b\n"},
    {"a list in a condition", "{{if Ort = 'Vik'}}\n\n- a\n\n{{/if}}\n\n- b\n"},
    {"each row round a condition of rows",
	"| A |\n|---|\n{{each barn}}\n{{if Ort = 'Vik'}}\n| 1 |\n{{/if}}\n"
	"{{/each}}\n"},
    {"a list's items of each of two",
	"- a\n{{each barn}}\n- b\n- c\n{{/each}}\n\n\n* d\n"},
    {"a style", "{.small}\na\n"},
    {"a section", "{#ett}\n# a\n"},
    {"a style and shares",
	"{.small shares=1:2}\n| A | B |\n|---|---|\n| 1 | 2 |\n"},
    {"a table of a condition that begins with nothing",
	"|  |\n|---|\n{{if Ort = 'Vik'}}\n{{else}}\n| 1 |\n{{/if}}\n"},
    {"an else of the second",
	"{{each barn}}\n\nHej\n\n{{/each}}\n\n{{each barn}}\n\n{{else}}\n\n"
	"Inga\n\n{{/each}}\n"},
    {"a part among items", "- a\n\n{{> del.md}}\n\n- b\n"},
    {"a part in an item", "- a\n\n  {{> del.md}}\n\n- b\n"},
    {"a table in an item", "- a\n\n  | A | B |\n  |---|---|\n  | 1 | 2 |\n"},
    {"a table at an item's start",
	"- | A | B |\n  |---|---|\n  | 1 | 2 |\n- b\n"},
    {"a table at a number's start",
	"1. | A | B |\n   |---|---|\n   | 1 | 2 |\n2. b\n"},
    {"a table without bars in an item", "- A | B\n  --|--\n  1 | 2\n"},
    {"a table of each at an item's start",
	"- | A | B |\n  |---|---|\n  {{each barn}}\n  | {{barn.Namn}} | x |\n"
	"  {{/each}}\n- b\n"},
    {"without bars, of a condition",
	"- A | B\n  --|--\n  1 | 2\n  {{if Ort = 'Vik'}}\n  3 | 4\n"
	"  {{/if}}\n- b\n"},
    {"a table at an item's item's start",
	"- - | A | B |\n    |---|---|\n    | 1 | 2 |\n  - b\n- c\n"},
    {"a table of each in a quote", "> | A |\n> |---|\n> {{each barn}}\n> | "
				   "{{barn.Namn}} |\n> {{/each}}\n"},
    {"a table of each of nothing", "| A |\n|---|\n{{each barn}}\n{{/each}}\n"},
    {"a text above a table", "Text.\n| A |\n|---|\n| 1 |\n"},
};

/* The second is not the first. */
static const struct {
	const char *name, *one, *other;
} apart[] = {
    {"another text", "a\n", "b\n"},
    {"more text", "a\n", "a\n\nb\n"},
    {"less text", "a\n\nb\n", "a\n"},
    {"text and none", "a\n", ""},
    {"bold", "a **b**\n", "a b\n"},
    {"a heading's level", "# a\n", "## a\n"},
    {"an order", "- a\n", "1. a\n"},
    {"a number", "1. a\n", "2. a\n"},
    {"tight", "- a\n- b\n", "- a\n\n- b\n"},
    {"a link's end", "[a](https://b.se)\n", "[a](https://c.se)\n"},
    {"an alignment", "| A |\n|--:|\n| 1 |\n", "| A |\n|:--|\n| 1 |\n"},
    {"a column", "| A |\n|---|\n| 1 |\n", "| A | B |\n|---|---|\n| 1 | 2 |\n"},
    {"shares", "{shares=1:2}\n\n| A | B |\n|---|---|\n| 1 | 2 |\n",
	"{shares=2:1}\n\n| A | B |\n|---|---|\n| 1 | 2 |\n"},
    {"shares and none", "{shares=1:2}\n\n| A | B |\n|---|---|\n| 1 | 2 |\n",
	"| A | B |\n|---|---|\n| 1 | 2 |\n"},
    {"a field", "{{A}}\n", "{{B}}\n"},
    {"a field and a text", "{{A}}\n", "A\n"},
    {"one that may lack", "{{A}}\n", "{{? A}}\n"},
    {"a condition", "{{if A = 'x'}}a{{/if}}\n", "{{if A = 'y'}}a{{/if}}\n"},
    {"otherwise", "{{if A = 'x'}}a{{else}}b{{/if}}\n",
	"{{if A = 'x'}}a{{/if}}\n"},
    {"a style", "{.small}\n\na\n", "a\n"},
    {"a paragraph's style", "{.small}\na\n", "a\n"},
    {"a section", "{#ett}\n# a\n", "# a\n"},
    {"another section", "{#ett}\n# a\n", "{#tva}\n# a\n"},
    {"the shares of columns", "{shares=1:2}\n| A | B |\n|---|---|\n| 1 | 2 |\n",
	"{shares=2:1}\n| A | B |\n|---|---|\n| 1 | 2 |\n"},
    {"no shares of columns", "| A | B |\n|---|---|\n| 1 | 2 |\n",
	"{shares=1:2}\n| A | B |\n|---|---|\n| 1 | 2 |\n"},
    {"a part", "{{> a.md}}\n", "{{> b.md}}\n"},
    {"a table that may lack", "{{each barn}}\n\na\n\n{{/each}}\n",
	"{{each? barn}}\n\na\n\n{{/each}}\n"},
    {"another table", "{{each barn}}\n\na\n\n{{/each}}\n",
	"{{each vuxna}}\n\na\n\n{{/each}}\n"},
    {"a condition and none", "{{if A = 'x'}}a{{/if}}\n", "a\n"},
    {"otherwise if", "{{if A = 'x'}}a{{else}}b{{/if}}\n",
	"{{if A = 'x'}}a{{else if A = 'y'}}b{{/if}}\n"},
    {"a language", "[a]{.fi}\n", "[a]{.en}\n"},
    {"a head and none", "| A |\n|---|\n| 1 |\n", "|  |\n|---|\n| 1 |\n"},
    {"a larger share first", "{shares=2:1}\n| A | B |\n|---|---|\n| 1 | 2 |\n",
	"{shares=1:2}\n| A | B |\n|---|---|\n| 1 | 2 |\n"},
    {"a condition and otherwise",
	"{{if A = 'x'}}a{{else if A = 'y'}}b{{/if}}\n",
	"{{if A = 'x'}}a{{else}}b{{/if}}\n"},
    {"a field that is wrong", "{{A}}\n", "{{A +}}\n"},
    {"a style and a section", "{#ett .small}\n# a\n", "{.small}\n# a\n"},
    {"a list that goes on",
	"1. a\n{{if A = 'x'}}\n2. b\n{{/if}}\n\nText.\n\n2. c\n",
	"1. a\n{{if A = 'x'}}\n2. b\n{{/if}}\n\nText.\n\n1. c\n"},
    {"a part's style", "{.small}\n{{> a.md}}\n", "{{> a.md}}\n"},
};

struct bench {
	struct arena *mem;
	struct sources *sources;
	struct diag *diag;
};

static void
open_bench(struct bench *bench)
{
	bench->mem = arena_new();
	bench->sources = sources_new();
	bench->diag = diag_new(bench->sources);
}

static void
close_bench(struct bench *bench)
{
	diag_free(bench->diag);
	sources_free(bench->sources);
	arena_free(bench->mem);
}

static struct letter *
read_letter(struct bench *bench, const char *text)
{
	static uint32_t next_id;
	const struct letter_options options = {
	    .default_language = "sv", .next_id = &next_id, .keep_parts = true};
	struct slice body = slice_view(text);
	uint32_t file = sources_add(bench->sources, "brev.md", body);
	next_id = 1;
	return (struct letter *)(uintptr_t)letter_parse(bench->mem, file, body,
	    (struct span){file, 1, 1, 0}, &options, bench->diag);
}

static void
test_kept(size_t at)
{
	struct bench bench;
	struct strbuf out = {0};
	open_bench(&bench);
	struct letter *letter = read_letter(&bench, kept[at].text);
	letter_write(bench.mem, &out, letter);
	bool same =
	    letter_is_written(bench.mem, letter, strbuf_view(&out), bench.diag);
	test_true(kept[at].name, same && !diag_errors(bench.diag));
	if (!same || diag_errors(bench.diag)) {
		printf("  have: %s\n", strbuf_text(&out));
		diag_print(bench.diag, stdout);
	}
	strbuf_fini(&out);
	close_bench(&bench);
}

static void
test_apart(const char *name, const char *one, const char *other, bool want)
{
	struct bench bench;
	struct strbuf text = {0};
	open_bench(&bench);
	const struct letter *letter = read_letter(&bench, one);
	size_t before = diag_count(bench.diag);
	strbuf_print(&text, FRONT "%s", other);
	bool same = letter_is_written(
	    bench.mem, letter, strbuf_view(&text), bench.diag);
	test_true(name, same == want);
	test_true(name, diag_count(bench.diag) - before == (want ? 0 : 1));
	strbuf_fini(&text);
	close_bench(&bench);
}

static void
test_front(void)
{
	struct strbuf out = {0};
	const struct letter letter = {
	    .language = SLICE("sv"), .subject = SLICE("Annas 'val': 2")};
	written_front(&out, &letter);
	test_slice("a subject in quotes", strbuf_view(&out),
	    "---\nlanguage: sv\nsubject: 'Annas ''val'': 2'\n---\n");
	strbuf_fini(&out);
}

/* A table without rows has nothing that Markdown could hold. */
static void
test_not_written(const char *text)
{
	struct bench bench;
	struct strbuf out = {0};
	open_bench(&bench);
	struct letter *letter = read_letter(&bench, text);
	letter_write(bench.mem, &out, letter);
	test_slice("a table of nothing", strbuf_view(&out), FRONT "\ntext\n");
	test_true("a table of nothing is missed",
	    !letter_is_written(
		bench.mem, letter, strbuf_view(&out), bench.diag));
	strbuf_fini(&out);
	close_bench(&bench);
}

int
main(void)
{
	test_front();
	test_not_written("|  |  |\n|---|---|\n\ntext\n");
	for (size_t i = 0; i < COUNT(kept); i++)
		test_kept(i);
	for (size_t i = 0; i < COUNT(apart); i++) {
		test_apart(apart[i].name, apart[i].one, apart[i].other, false);
		test_apart(apart[i].name, apart[i].one, apart[i].one, true);
	}
	return test_end();
}
