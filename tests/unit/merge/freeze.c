#include "../test.h"
#include "fixture.h"

/* The template's tree after freezing; fixed blocks say so. */
static const struct {
	const char *name, *source, *want;
} cases[] = {
    {"a fact", "Från {{long_date([val från])}}.",
	"document\n  paragraph fixed\n    text \"Från \"\n"
	"    text \"1 september 2012\" from long_date([val från])\n"
	"    text \".\"\n"},
    {"a column", "Hej {{Ort}}, {{undertecknare}}",
	"document\n  paragraph\n    text \"Hej \"\n    field 0\n"
	"    text \", \"\n    text \"Karin Ek\" from undertecknare\n"},
    {"a name that differs by letter", "{{addressee}}",
	"document\n  paragraph\n    field 0\n"},
    {"a table's column", "{{möten.plats}}",
	"document\n  paragraph\n    field 0\n"},
    {"in a list of fixed items", "- {{undertecknare}}\n- b",
	"document\n  list tight fixed\n    item fixed\n"
	"      paragraph fixed\n"
	"        text \"Karin Ek\" from undertecknare\n"
	"    item fixed\n      paragraph fixed\n        text \"b\"\n"},
    {"a condition stays", "{{if Larm}}a{{/if}} {{[undertecknarens titel]}}",
	"document\n  paragraph\n    if\n      branch 0\n        text \"a\"\n"
	"    text \" \"\n"
	"    text \"enhetschef\" from undertecknarens titel\n"},
    {"a link's address stays", "[a](http://x/{{undertecknare}})",
	"document\n  paragraph\n    link \"http://x/\\u{f0000}\"\n"
	"      text \"a\"\n"},
};

static void
clear_spans(struct node *node)
{
	node->span = NO_SPAN;
	for (struct node *child = node->first; child; child = child->next)
		clear_spans(child);
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
	test_true(cases[i].name, letter_check(letter, &fixture->scope, diag));
	merge_freeze(fixture->job_mem, letter);
	clear_spans(letter->root);
	struct strbuf out = {0};
	node_dump(&out, letter->root);
	test_slice(cases[i].name, strbuf_view(&out), cases[i].want);
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
