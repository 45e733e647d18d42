#include "letter/readability.h"

#include "letter/word.h"

#include "../test.h"

static const struct {
	const char *name, *text;
	size_t words, long_words, sentences;
	int lix;
	const char *longest;
} cases[] = {
    {"nothing", "", 0, 0, 0, 0, NULL},
    {"one sentence", "Du får välja.", 3, 0, 1, 3, "Du får välja."},
    {"a long word of four", "Du väljer utförare själv.", 4, 1, 1, 29,
	"Du väljer utförare själv."},
    {"six letters are not long", "Väljer.", 1, 0, 1, 1, "Väljer."},
    {"seven are", "Omsorgs.", 1, 1, 1, 101, "Omsorgs."},
    {"two sentences", "Hej du. Ring oss nu!", 5, 0, 2, 3, "Ring oss nu!"},
    {"blocks end sentences", "# Rubrik här\n\nText\n\n- ett\n- två tre", 6, 0,
	4, 2, "Rubrik här"},
    {"lines do not", "En rad\noch en till.", 5, 0, 1, 5, "En rad och en till."},
    {"abbreviations do not", "Ring kl. 8 t.ex. nr. 5 nu.", 8, 0, 1, 8,
	"Ring kl. 8 t.ex. nr. 5 nu."},
    {"a field is a word", "Hej {{Ort}}! Du bor i {{Ort}}.", 6, 0, 2, 3,
	"Du bor i {{Ort}}."},
    {"hyphens join", "Anna-Karin går.", 2, 1, 1, 52, "Anna-Karin går."},
    {"a colon ends", "Gör så här: ring oss.", 5, 0, 2, 3, "Gör så här:"},
    {"nor does a number", "Du bor i hus 15. och 7. nu (-5. ja).", 10, 0, 1, 10,
	"Du bor i hus 15. och 7. nu (-5. ja)."},
    {"a soft hyphen is no letter", "Om\u00adsorg.", 1, 0, 1, 1, NULL},
    {"emphasis does not", "Du **får** välja.", 3, 0, 1, 3, "Du får välja."},
};

static void
run(size_t i)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	uint32_t next_id = 1;
	struct letter_options options = {"sv", NULL, &next_id};
	struct slice text = slice_view(cases[i].text);
	uint32_t file = sources_add(sources, "a.md", text);
	struct letter *letter = letter_parse(
	    mem, file, text, (struct span){file, 1, 1, 0}, &options, diag);
	struct readability have = readability_measure(mem, letter);
	test_number(
	    cases[i].name, (long long)have.words, (long long)cases[i].words);
	test_number(cases[i].name, (long long)have.long_words,
	    (long long)cases[i].long_words);
	test_number(cases[i].name, (long long)have.sentences,
	    (long long)cases[i].sentences);
	test_number(cases[i].name, have.lix, cases[i].lix);
	if (cases[i].longest && have.longest_count)
		test_slice(
		    cases[i].name, have.longest[0].text, cases[i].longest);
	else
		test_true(cases[i].name, !cases[i].longest);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

/* Signs of any script end a word, and blanks that nobody sees as such. */
static void
test_words(void)
{
	static const char text[] =
	    "\u00ab\u00c5l\u00bb\u2013e-post\u00a0\u00d7 1\u00ba\u3001"
	    "mic\u00ado \u00b5g\ue000 \u2019x' \u00f7\u4e2d";
	static const char *const want[] = {"\u00c5l", "e-post", "1\u00ba",
	    "mic\u00ado", "\u00b5g", "x", "\u4e2d"};
	struct slice word;
	size_t at = 0;
	for (size_t i = 0; i < COUNT(want); i++) {
		test_true(want[i], word_next(SLICE(text), &at, &word));
		test_slice(want[i], word, want[i]);
	}
	test_true("no more", !word_next(SLICE(text), &at, &word));
}

int
main(void)
{
	test_words();
	for (size_t i = 0; i < COUNT(cases); i++)
		run(i);
	test_text("29", readability_level(29)->wording, "very easy to read");
	test_text("30", readability_level(30)->wording, "easy to read");
	test_text("45", readability_level(45)->wording, "of medium difficulty");
	test_text("59", readability_level(59)->wording, "hard to read");
	test_text("90", readability_level(90)->wording, "very hard to read");
	return test_end();
}
