/* Rows of full stops, low lines or ellipses become lines to write on. */
#include "sample.h"
#include "test.h"

/* `value` follows the author's text; `want`: lines to write on. */
static const struct {
	const char *name, *text, *value;
	size_t want;
} cases[] = {
    {"six stops", "Namn ......", NULL, 1},
    {"five", "Namn .....", NULL, 0},
    {"six low lines", "Namn ______", NULL, 1},
    {"five of them", "Namn _____", NULL, 0},
    {"two ellipses", "Namn \u2026\u2026", NULL, 1},
    {"one", "V\u00e4nta\u2026", NULL, 0},
    {"one beside a row", "V\u00e4nta\u2026 ......", NULL, 1},
    {"stops and an ellipsis", "Namn ......\u2026", NULL, 1},
    {"behind a word", "Namn:......", NULL, 1},
    {"before one", "......kr", NULL, 1},
    {"a word with stops in it", "a......b......c", NULL, 2},
    {"two rows", "...... och ______", NULL, 2},
    {"tabulators between", "Namn\t......", NULL, 1},
    {"a row's own value", "Namn ", "......", 0},
    {"a value beside a row", "Namn ...... ", "......", 1},
    {"a value behind a row", "Namn ......", "Anna", 1},
};

static size_t
count_rules(const struct pages *pages)
{
	size_t count = 0;
	for (size_t p = 0; p < pages->at[0].count; p++) {
		const struct galley *galley = pages->at[0].pieces[p].galley;
		for (size_t i = 0; i < galley->line_count; i++)
			for (size_t k = 0; k < galley->lines[i].run_count; k++)
				count += galley->lines[i].runs[k].rule > 0;
	}
	return count;
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct sample s;
		struct pages pages;
		struct problem why = {0};
		test_true(cases[i].name, sample_open(&s, "small"));
		struct node *block = sample_paragraph(&s, NULL);
		sample_text(
		    s.mem, block, cases[i].text, strlen(cases[i].text), NULL);
		if (cases[i].value) {
			sample_text(s.mem, block, cases[i].value,
			    strlen(cases[i].value), "Kolumn");
			block->fixed = s.root->fixed = false;
		}
		struct letter_content content = sample_content(&s);
		content.address_count = 1;
		bool ok =
		    setter_set_letter(s.setter, s.mem, &content, &pages, &why);
		test_true(cases[i].name, ok);
		test_number(cases[i].name,
		    ok ? (long long)count_rules(&pages) : -1,
		    (long long)cases[i].want);
		sample_close(&s);
	}
	return test_end();
}
