/*
 * How long one letter's tree takes: a page of text with six fields, two
 * conditions and an address block, for 300,000 rows.
 */
#include <stdio.h>
#include <time.h>

#include "../unit/merge/fixture.h"

#define LETTERS 300000

static const char source[] =
    "# Nu kan du välja\n\n{{Förnamn}} {{Efternamn}}\n{{? C/o}}\n{{Adress}}\n"
    "{{Postnr}} {{Ort}}\n\n"
    "Från och med den {{long_date([val från])}} kan du som bor hemma själv "
    "välja vem som ska hjälpa dig. Du bestämmer om hjälpen ska utföras av "
    "kommunen eller av ett företag som kommunen har godkänt.\n\n"
    "Du bor i distrikt {{Distrikt}}{{if Larm}}, och har larm{{/if}}.\n\n"
    "- Läs om utförarna.\n- Fyll i blanketten.\n{{if Språk = 'fi'}}\n"
    "- Suomeksi.\n{{/if}}\n- Ring oss.\n\nMed vänlig hälsning\n";

static void
fill_row(struct fixture *fixture)
{
	static const char *const cells[][2] = {{"Förnamn", "Anna-Karin"},
	    {"Efternamn", "Öst"}, {"Adress", "Storgatan 12 B lgh 1201"},
	    {"Postnr", "12345"}, {"Ort", "Norrköping"}, {"Språk", "sv"},
	    {"Distrikt", "Söder"}, {"Larm", "ja"}};
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
		fixture_set(
		    fixture, slice_view(cells[i][0]), slice_view(cells[i][1]));
}

static double
seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static bool
run(struct fixture *fixture, const struct letter *letter)
{
	struct expr_context context = fixture_context(fixture);
	double start = seconds();
	size_t bytes = 0;
	for (int i = 0; i < LETTERS; i++) {
		struct merged merged;
		struct problem why;
		arena_reset(fixture->letter_mem);
		if (!merge_letter(fixture->letter_mem, letter, &context,
			&merged, NULL, &why))
			return false;
		bytes = arena_used(fixture->letter_mem);
	}
	double spent = seconds() - start;
	printf("merge: %.2f us a letter of %zu fields (%.2f us a field), "
	       "%zu bytes\n",
	    spent / LETTERS * 1e6, letter->field_count,
	    spent / LETTERS * 1e6 / (double)letter->field_count, bytes);
	return true;
}

int
main(void)
{
	struct fixture fixture;
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	fixture_init(&fixture);
	fill_row(&fixture);
	uint32_t next_id = 1;
	struct letter_options options = {.next_id = &next_id};
	uint32_t file = sources_add(sources, "brev.md", SLICE(source));
	struct letter *letter = letter_parse(fixture.job_mem, file,
	    SLICE(source), (struct span){file, 1, 1, 0}, &options, diag);
	bool fine =
	    letter_check(letter, &fixture.scope, diag) && run(&fixture, letter);
	diag_print(diag, stderr);
	fixture_fini(&fixture);
	diag_free(diag);
	sources_free(sources);
	return !fine;
}
