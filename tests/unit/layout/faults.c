/*
 * Faults that no letter and no stationery of the goldens can have: a file that
 * is not there, a tree that letter/ never makes, a job of too many languages.
 */
#include <unistd.h>

#include "layout/hyphenate.h"
#include "layout/messages.h"
#include "reported.h"
#include "sample.h"

static void
test_dictionaries(void)
{
	static const char path[] = "faults-test.dic";
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct hyphenator *found = NULL;
	test_true("a missing dictionary is refused",
	    !hyphenator_open_file(
		"no-dictionary.dic", "hyphen-sv", diag, &found));
	test_reported("said", diag, "no-dictionary");
	FILE *to = fopen(path, "w");
	if (to) {
		fputs("UTF-8\nLEFTHYPHENMIN 2\n1n2\n", to);
		fclose(to);
	}
	test_true("one in UTF-8 is refused",
	    !hyphenator_open_file(path, "hyphen-sv", diag, &found) && !found);
	test_reported("said too", diag, "bad-dictionary");
	test_number("both are said", (long long)diag_errors(diag), 2);
	unlink(path);
	diag_free(diag);
	sources_free(sources);
}

static void
test_stationery(void)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	const char *folders[] = {
	    places_find(mem, "templates"), "nowhere", NULL};
	char *said = NULL;
	size_t len = 0;
	test_true("no such stationery",
	    !stationery_read(mem, SLICE("komun-h2"), folders, diag, NO_SPAN));
	FILE *to = open_memstream(&said, &len);
	diag_print(diag, to);
	fclose(to);
	test_text("… with the nearest", said,
	    "error: there is no stationery 'komun-h2' [no-stationery]\n"
	    "      = did you mean 'kommun-h2'?\n");
	free(said);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

/* What a letter with one more block is held for. */
static const char *
hold_code(struct sample *s, const char *language)
{
	struct letter_content content = sample_content(s);
	struct pages pages;
	struct problem why;
	content.language = language;
	return setter_set_letter(s->setter, s->mem, &content, &pages, &why)
		   ? "set"
		   : why.message->code;
}

static void
test_block(void)
{
	struct sample s;
	if (!sample_open(&s, "kommun-h2"))
		return;
	sample_block(&s, s.mem, NULL, NODE_ITEM, NULL, NULL);
	test_text("an item without its list", hold_code(&s, "sv"),
	    layout_block_not_set.code);
	test_number("… said once", (long long)diag_errors(s.diag), 1);
	test_reported("… by its code", s.diag, "unfit-block");
	test_text("… held again", hold_code(&s, "sv"), "block-not-set");
	test_number("… and not said again", (long long)diag_errors(s.diag), 1);
	sample_close(&s);
}

static void
test_languages(void)
{
	struct sample s;
	char language[8];
	const char *last = "set";
	if (!sample_open(&s, "kommun-h2"))
		return;
	sample_paragraph(&s, "Brevet.");
	for (int i = 0; i < 64 && strcmp(last, "set") == 0; i++) {
		snprintf(language, sizeof language, "x%c%c", 'a' + i / 26,
		    'a' + i % 26);
		last =
		    hold_code(&s, arena_dup_text(s.mem, slice_view(language)));
	}
	test_text("a letter of too many languages", last, "not-set");
	test_reported("… is said", s.diag, "many-languages");
	sample_close(&s);
}

/* A letter nobody wants to fold. */
static void
test_pages(void)
{
	struct sample s;
	if (!sample_open(&s, "kommun-h2"))
		return;
	for (int i = 0; i < 50 * 200; i++)
		sample_paragraph(&s, "Brevet.");
	test_text("over 200 pages", hold_code(&s, "sv"), "pages-most");
	sample_close(&s);
}

static void
test_mark(void)
{
	struct sample s;
	struct pages pages;
	struct problem why;
	if (!sample_open(&s, "stationery-mark-wide/stationery"))
		return;
	sample_paragraph(&s, "Brevet.");
	struct letter_content content = sample_content(&s);
	content.address_count = 0;
	test_true(
	    "set", setter_set_letter(s.setter, s.mem, &content, &pages, &why));
	test_true("a short mark fits",
	    setter_mark_letter(s.setter, s.mem, 7, &pages, &why));
	test_true("a wide one does not",
	    !setter_mark_letter(s.setter, s.mem, 4294967295u, &pages, &why));
	test_text("mark-wide", why.message->code, layout_mark_wide.code);
	sample_close(&s);
}

int
main(void)
{
	test_dictionaries();
	test_stationery();
	test_block();
	test_languages();
	test_pages();
	test_mark();
	return test_end();
}
