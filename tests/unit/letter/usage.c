#include "letter/usage.h"

#include "../merge/fixture.h"
#include "../test.h"

struct case_letters {
	struct fixture fixture;
	struct sources *sources;
	struct diag *diag;
	uint32_t next_id;
};

static struct letter *
parse(struct case_letters *at, const char *name, const char *language,
    const char *text)
{
	struct letter_options options = {language, NULL, &at->next_id};
	uint32_t file = sources_add(at->sources, name, slice_view(text));
	struct letter *letter = letter_parse(at->fixture.job_mem, file,
	    slice_view(text), (struct span){file, 1, 1, 0}, &options, at->diag);
	letter_check(letter, &at->fixture.scope, at->diag);
	return letter;
}

static void
test_says(const char *name, struct case_letters *at, const char *want)
{
	static char have[2000];
	FILE *file = tmpfile();
	diag_print(at->diag, file);
	rewind(file);
	have[fread(have, 1, sizeof have - 1, file)] = '\0';
	fclose(file);
	diag_reset(at->diag);
	test_text(name, have, want);
}

static void
test_columns(struct case_letters *at)
{
	const struct letter *letters[] = {
	    parse(at, "a.md", "sv", "{{Ort}} {{if Larm}}{{Ort}}{{/if}}"),
	    parse(
		at, "b.md", "sv", "{{otherwise(Adress, Ort)}} {{[val från]}}")};
	bool used[FIXTURE_COLUMNS] = {false};
	test_number(
	    "columns", (long long)letters_mark_columns(letters, 2, used), 3);
	test_true(
	    "used", used[columns_find(&at->fixture.columns, SLICE("Adress"))]);
	test_true("unused",
	    !used[columns_find(&at->fixture.columns, SLICE("Postnr"))]);
	test_true("names a fact", letter_names(letters[1], SLICE("Val från")));
	test_true(
	    "not by a word of it", !letter_names(letters[1], SLICE("val")));
	test_true("names nothing else",
	    !letter_names(letters[1], SLICE("addressee")));
}

static void *
fake_open(void *ctx, const struct expr_asked *asked, struct diag *diag)
{
	(void)asked;
	(void)diag;
	return ctx;
}

/* What is asked of the row itself, wherever in the letter it stands. */
static void
test_asks(struct case_letters *at)
{
	static const struct {
		const char *text;
		bool asks;
	} cases[] = {{"{{Ort}}", false}, {"a", false},
	    {"{{if had_letter_in('out')}}a{{/if}} {{Ort}}", true},
	    {"{{Ort}} {{if had_letter_in('out')}}a{{/if}}", true},
	    {"{{if in_list('a.csv', Ort)}}a{{/if}}", false}};
	struct expr_lookups lookups = {.ctx = at, .open = fake_open};
	at->fixture.scope.lookups = &lookups;
	for (size_t i = 0; i < COUNT(cases); i++)
		test_true(
		    cases[i].text, letter_asks_for_row(parse(at, "a.md", "sv",
				       cases[i].text)) == cases[i].asks);
	at->fixture.scope.lookups = NULL;
	diag_reset(at->diag);
}

static void
test_sections(struct case_letters *at)
{
	const struct letter *letters[] = {
	    parse(at, "sv.md", "sv",
		"# Ett {#ett}\n\n{{if Larm}}\n{#larm}\nLarm\n{{/if}}\n"),
	    parse(at, "fi.md", "fi", "{#ett}\nYksi\n\n## Kaksi {#tva}\n")};
	letters_compare_sections(letters, 2, at->diag);
	test_says("sections", at,
	    "sv.md:5:1: warning: the section 'larm' is not in 'fi.md' "
	    "[section-missing]\n"
	    "    5 | Larm\n"
	    "      | ^\n"
	    "fi.md:4:1: warning: the section 'tva' is not in 'sv.md' "
	    "[section-missing]\n"
	    "    4 | ## Kaksi {#tva}\n"
	    "      | ^\n");
	letters_compare_sections(letters, 1, at->diag);
	test_says("one version has nothing to miss", at, "");
}

static void
test_guardian(struct case_letters *at)
{
	letter_check_guardian(
	    parse(at, "a.md", "sv", "Hej!\n\n**Nu** får du välja.\n"),
	    at->diag);
	test_says("du", at,
	    "a.md:3:12: warning: 'du' speaks to the client, and the letter may "
	    "go to a guardian [du-to-guardian]\n"
	    "    3 | **Nu** får du välja.\n"
	    "      |            ^~ word it differently in {{if addressee = "
	    "'guardian'}} … {{else}} … {{/if}}\n");
	letter_check_guardian(
	    parse(at, "b.md", "sv",
		"{{if addressee = 'guardian'}}Ni{{else}}Du{{/if}} får "
		"välja.\n"),
	    at->diag);
	test_says("du, and somebody asked", at, "");
	letter_check_guardian(
	    parse(at, "c.md", "fi", "Nyt sinä voit valita.\n"), at->diag);
	test_true("sinä", diag_worst(at->diag) == LEVEL_WARNING);
	diag_reset(at->diag);
	letter_check_guardian(
	    parse(at, "d.md", "sv", "Dumt nog, individuellt.\n"), at->diag);
	test_says("parts of words", at, "");
}

int
main(void)
{
	struct case_letters at = {.next_id = 1};
	fixture_init(&at.fixture);
	at.sources = sources_new();
	at.diag = diag_new(at.sources);
	test_columns(&at);
	test_asks(&at);
	test_sections(&at);
	test_guardian(&at);
	fixture_fini(&at.fixture);
	diag_free(at.diag);
	sources_free(at.sources);
	return test_end();
}
