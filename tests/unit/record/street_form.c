/* Streets that are one, and those that are not. */
#include "record/street_form.h"

#include "record/plain.h"
#include "test.h"

static const struct {
	const char *a, *b;
	bool same;
} cases[] = {
    {"Storgatan 5", "STORG. 5", true},
    {"Storgatan 5 B", "storgatan 5b, 2 tr", true},
    {"Storgatan 5 lgh 1101", "Storgatan 5", true},
    {"J\u00e4rnv\u00e4gen 7", "Jarnv 7", true},
    {"Storgatan 5", "Storgatan 15", false},
    {"Storgatan 5", "Storgatan 5b", false},
    {"Storgatan 5", "Lillgatan 5", false},
};

static const struct {
	const char *cell;
	bool street, hashed;
} texts[] = {
    {"Storgatan 5", true, true},
    {"Storgatan", false, false},
    {"5 Storgatan", false, false},
    {"310202-9810", false, false},
    {"", false, false},
    {"Vid 5 stora ekar som st\u00e5r i den gamla parken bakom kyrkan, mitt "
     "emot det hus som en g\u00e5ng var byns skola och nu \u00e4r ett hem",
	false, true},
    {"A 5", false, true},
};

static uint64_t
hash(struct arena *mem, const char *text, bool is_street)
{
	return street_form_hash(
	    mem, plain_letters(mem, slice_view(text)), is_street);
}

int
main(void)
{
	struct arena *mem = arena_new();
	for (size_t i = 0; i < COUNT(cases); i++)
		test_true(cases[i].a,
		    (hash(mem, cases[i].a, false) ==
			hash(mem, cases[i].b, false)) == cases[i].same);
	for (size_t i = 0; i < COUNT(texts); i++) {
		test_true(
		    texts[i].cell, street_may_be(slice_view(texts[i].cell)) ==
				       texts[i].street);
		test_true(texts[i].cell,
		    (hash(mem, texts[i].cell, false) != 0) == texts[i].hashed);
	}
	test_true("known to be one", hash(mem, "Storgatan", true) != 0);
	arena_free(mem);
	return test_end();
}
