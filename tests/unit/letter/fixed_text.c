/* What a letter says to everybody, and where each part of it stands. */
#include "letter/fixed_text.h"

#include "../merge/fixture.h"
#include "../test.h"

#define PIECES 9

/* Each piece is found at its first byte, at its last, and no other is. */
static void
test_spans(void)
{
	struct fixed_piece pieces[PIECES];
	struct fixed_text text = {
	    SLICE("ab cd ef gh ij kl mn op qr "), pieces, 0};
	for (uint32_t i = 0; i < PIECES; i++)
		pieces[i] = (struct fixed_piece){3 * i,
		    {.file = 1, .line = i + 1, .column = 1, .length = 2},
		    i % 2};
	test_number("of nothing", fixed_text_span(&text, 0, 1).line, 0);
	for (text.count = 1; text.count <= PIECES; text.count++) {
		for (uint32_t i = 0; i < text.count; i++) {
			struct span first = fixed_text_span(&text, 3 * i, 2);
			struct span last = fixed_text_span(&text, 3 * i + 1, 1);
			test_number("the first byte", first.line, i + 1);
			test_number("the last byte", last.line, i + 1);
			test_number("its column", last.column, 1 + i % 2);
		}
	}
}

static void
test_gathered(struct fixture *fixture, struct diag *diag)
{
	static const char source[] =
	    "---\nsubject: Ring oss\n---\n"
	    "# Hej\n\nRing *oss* {{otherwise(Adress, 'i dag')}} nu.\n\n"
	    "[Sida](https://norrviken.se)\n";
	uint32_t next_id = 0;
	struct letter_options options = {"sv", NULL, &next_id};
	uint32_t file = sources_add(diag_sources(diag), "a.md", SLICE(source));
	struct letter *letter = letter_parse(fixture->job_mem, file,
	    SLICE(source), (struct span){file, 1, 1, 0}, &options, diag);
	letter_check(letter, &fixture->scope, diag);
	struct fixed_text text = letter_fixed_text(fixture->job_mem, letter);
	static const struct {
		const char *part;
		uint32_t line, column;
	} want[] = {
	    {"Hej", 4, 3},
	    {"oss nu", 0, 0}, /* a field stands between */
	    {"Ring oss", 6, 1},
	    {"i dag", 6, 12},
	    {"nu.", 6, 43},
	    {"norrviken", 8, 3},
	};
	for (size_t i = 0; i < COUNT(want); i++) {
		struct slice part = slice_view(want[i].part);
		size_t at = slice_find(text.text, part);
		if (i == 2) /* the subject says so, too */
			at +=
			    1 + slice_find(slice_from(text.text, at + 1), part);
		struct span span = at < text.text.len
				       ? fixed_text_span(&text, at, part.len)
				       : NO_SPAN;
		test_number(want[i].part, span.line, want[i].line);
		test_number(want[i].part, span.column, want[i].column);
	}
}

int
main(void)
{
	struct fixture fixture;
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	fixture_init(&fixture);
	test_spans();
	test_gathered(&fixture, diag);
	fixture_fini(&fixture);
	diag_free(diag);
	sources_free(sources);
	return test_end();
}
