/* Which branches a letter has, and which of them a row's letter takes. */
#include "../test.h"
#include "fixture.h"

#define MEETING "möten: 10:00; Rådhuset; 2012-04-01\n"

/*
 * The branches in their order, + where the letter takes it: i text of an if,
 * n none of them, 1 one row, m several, 0 none, f filled, e empty.
 */
static const struct {
	const char *name, *source, *row, *want;
	const char *fallback; /* of the first field */
} cases[] = {
    {"a letter without", "Hej {{Ort}}!", "Ort: Luleå\n", ""},
    {"if, taken", "{{if Larm}}a{{/if}} b", "Larm: ja\n", "+i-n"},
    {"if, not taken", "{{if Larm}}a{{/if}} b", "Larm: nej\n", "-i+n"},
    {"else", "{{if Larm}}a{{else}}b{{/if}}", "Larm: nej\n", "-i+i"},
    {"else if", "{{if Antal > 9}}a{{else if Antal > 5}}b{{else}}c{{/if}}",
	"Antal: 7\n", "-i+i-i"},
    {"blocks", "{{if Larm}}\n\na\n\n{{else}}\n\nb\n\n{{/if}}\n", "Larm: ja\n",
	"+i-i"},
    {"within another", "{{if Larm}}{{if Antal > 9}}a{{/if}} c{{else}}b{{/if}}",
	"Larm: ja\nAntal: 3\n", "+i-i-i+n"},
    {"within one that is not taken",
	"{{if Larm}}{{if Antal > 9}}a{{/if}} c{{else}}b{{/if}}",
	"Larm: nej\nAntal: 3\n", "-i+i-i-n"},
    {"one row", "{{each? möten}}{{möten.plats}}{{/each}} a", MEETING, "+1-m-0"},
    {"several", "{{each? möten}}{{möten.plats}}{{/each}} a", MEETING MEETING,
	"-1+m-0"},
    {"none", "{{each? möten}}{{möten.plats}}{{/each}} a", "", "-1-m+0"},
    {"none is not foreseen", "{{each möten}}{{möten.plats}}{{/each}}", MEETING,
	"+1-m"},
    {"rows as blocks, and else",
	"{{each möten}}\n\n{{möten.plats}}\n\n{{else}}\n\nb\n\n{{/each}}\n", "",
	"-1-m+0"},
    {"rows that print nothing",
	"{{each möten}}\n\n{{? möten.tid}}\n\n{{else}}\n\nb\n\n{{/each}}\n",
	"möten: ; Rådhuset; 2012-04-01\n", "+1-m+0-f+e"},
    {"rows that print nothing, and no else",
	"a\n\n{{each? möten}}\n\n{{? möten.tid}}\n\n{{/each}}\n",
	"möten: ; Rådhuset; 2012-04-01\n", "+1-m-0-f+e"},
    {"a constant that may be empty", "a {{? \"x\"}}", "", ""},
    {"each twice, of which one foresees none",
	"{{each möten}}{{möten.plats}}{{/each}} "
	"{{each? möten}}{{möten.plats}}{{/each}}",
	MEETING, "+1-m+1-m-0"},
    {"rows within a line, and else",
	"{{each möten}}{{möten.plats}}{{else}}b{{/each}}", "", "-1-m+0"},
    {"rows within a line, and no need of else",
	"{{each möten}}{{möten.plats}}{{else}}b{{/each}}", MEETING, "+1-m-0"},
    {"optional, filled", "a {{? Ort}}", "Ort: Luleå\n", "+f-e"},
    {"optional, empty", "a {{? Ort}}", "", "-f+e"},
    {"in an address", "[a](https://x.se/{{? Ort}})", "Ort: Luleå\n", "+f-e"},
    {"filled in one row and empty in the next",
	"{{each möten}}{{? möten.tid}}{{möten.plats}}{{/each}}",
	MEETING "möten: ; Rådhuset; 2012-04-01\n", "-1+m+f+e"},
    {"with a default, filled", "a {{Ort}}", "Ort: Luleå\n", "+f-e", "orten"},
    {"with a default, empty", "a {{Ort}}", "", "-f+e", "orten"},
    {"a fact is one thing", "{{? undertecknare}} a", "", ""},
};

static void
write_met(struct strbuf *out, const struct branches *branches,
    const struct branch_set *met)
{
	for (size_t i = 0; i < branches->count; i++) {
		strbuf_add_char(out, branch_set_has(met, i) ? '+' : '-');
		strbuf_add_char(out, "in1m0fe"[branches->at[i].kind]);
	}
}

static void
set_row(struct fixture *fixture, struct slice lines)
{
	fixture_clear(fixture);
	while (lines.len) {
		size_t len = slice_find_char(lines, '\n');
		struct slice line = slice_part(lines, 0, len);
		size_t colon = slice_find_char(line, ':');
		lines = slice_from(lines, len + 1);
		fixture_set(fixture, slice_part(line, 0, colon),
		    slice_trim(slice_from(line, colon + 1)));
	}
}

static void
run(struct fixture *fixture, size_t i)
{
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	uint32_t next_id = 1;
	struct letter_options options = {.next_id = &next_id};
	struct slice text = slice_view(cases[i].source);
	uint32_t file = sources_add(sources, "a.md", text);
	struct letter *letter = letter_parse(fixture->job_mem, file, text,
	    (struct span){file, 1, 1, 0}, &options, diag);
	bool checked = letter_check(letter, &fixture->scope, diag);
	test_true(cases[i].name, checked);
	if (!checked)
		diag_print(diag, stdout);
	if (cases[i].fallback) {
		letter->fields[0].fallback = slice_view(cases[i].fallback);
		letter->fields[0].has_fallback = true;
	}
	merge_freeze(fixture->job_mem, letter);
	struct branches branches = {0};
	branches_add(&branches, fixture->job_mem, letter);
	struct branch_set met =
	    branch_set_new(fixture->job_mem, branches.count);
	set_row(fixture, slice_view(cases[i].row));
	struct expr_context context = fixture_context(fixture);
	struct merged merged;
	struct problem why;
	test_true(cases[i].name, merge_letter(fixture->letter_mem, letter,
				     &context, &merged, &met, &why));
	struct strbuf out = {0};
	write_met(&out, &branches, &met);
	test_slice(cases[i].name, strbuf_view(&out), cases[i].want);
	if (!*cases[i].row) {
		/* a job that has no other tables gives none */
		context.tables = NULL;
		context.extras = NULL;
		met = branch_set_new(fixture->job_mem, branches.count);
		strbuf_reset(&out);
		test_true(
		    cases[i].name, merge_letter(fixture->letter_mem, letter,
				       &context, &merged, &met, &why));
		write_met(&out, &branches, &met);
		test_slice(cases[i].name, strbuf_view(&out), cases[i].want);
	}
	strbuf_fini(&out);
	diag_free(diag);
	sources_free(sources);
}

int
main(void)
{
	struct fixture fixture;
	fixture_init(&fixture);
	for (size_t i = 0; i < COUNT(cases); i++)
		run(&fixture, i);
	fixture_fini(&fixture);
	return test_end();
}
