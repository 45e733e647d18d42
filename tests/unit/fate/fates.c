/* Which change may follow on which fate, and what then stands there. */
#include "fate/fates.h"

#include "test.h"

/* p posted, w withdrawn, r returned, a answered, n wanted, i reprinted; what
 * is not allowed is in capitals. */
static const struct {
	const char *changes;
	enum fate fate;
	bool answered, never_went, came_back;
} cases[] = {
    {"", FATE_OPEN},
    {"p", FATE_POSTED},
    {"pPW", FATE_POSTED},
    {"pr", FATE_RETURNED, .came_back = true},
    {"prRAWPN", FATE_RETURNED, .came_back = true},
    {"prip", FATE_POSTED},
    {"w", FATE_WITHDRAWN, .never_went = true},
    {"wPINRA", FATE_WITHDRAWN, .never_went = true},
    {"RA", FATE_OPEN},
    {"n", FATE_WANTED},
    {"nPNRA", FATE_WANTED},
    {"ni", FATE_REPRINTED},
    {"nip", FATE_POSTED},
    {"iw", FATE_WITHDRAWN, .never_went = true},
    {"pnw", FATE_WITHDRAWN, .never_went = true},
    {"pniw", FATE_WITHDRAWN, .never_went = true},
    {"piw", FATE_WITHDRAWN},
    {"pinw", FATE_WITHDRAWN},
    {"pri", FATE_REPRINTED, .came_back = true},
    {"prin", FATE_WANTED, .came_back = true},
    {"priw", FATE_WITHDRAWN, .came_back = true},
    {"pripnw", FATE_WITHDRAWN},
    {"pn", FATE_WANTED},
    {"pi", FATE_REPRINTED},
    {"paA", FATE_POSTED, .answered = true},
    {"par", FATE_RETURNED, .answered = true, .came_back = true},
    {"pan", FATE_WANTED, .answered = true},
    {"pai", FATE_REPRINTED, .answered = true},
    {"paipaA", FATE_POSTED, .answered = true},
    {"ipaA", FATE_POSTED, .answered = true},
};

static enum fate_change
change_of(char c)
{
	static const char letters[CHANGE_COUNT + 1] = {
	    [CHANGE_POSTED] = 'p',
	    [CHANGE_WITHDRAWN] = 'w',
	    [CHANGE_RETURNED] = 'r',
	    [CHANGE_ANSWERED] = 'a',
	    [CHANGE_WANTED] = 'n',
	    [CHANGE_REPRINTED] = 'i',
	};
	return (enum fate_change)(strchr(letters, c | 0x20) - letters);
}

int
main(void)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct fates fates;
		struct fate_counts counts = {0};
		fates_start(&fates, mem, 3);
		for (const char *c = cases[i].changes; *c; c++) {
			struct event event = {0};
			numbers_add(&event.letters[change_of(*c)], mem, 2);
			bool want = *c >= 'a';
			test_true(cases[i].changes,
			    fates_apply(&fates, &event, diag) == want);
		}
		test_number(
		    cases[i].changes, fates_of(&fates, 2), cases[i].fate);
		test_number(cases[i].changes, fates_answered(&fates, 2),
		    cases[i].answered);
		test_number(cases[i].changes, fates_never_went(&fates, 2),
		    cases[i].never_went);
		test_number(cases[i].changes, fates_came_back(&fates, 2),
		    cases[i].came_back);
		for (uint32_t n = 1; n <= 3; n++)
			fates_add(&counts, &fates, n);
		test_number("letters", counts.letters, 3);
		test_number("the others", counts.by[FATE_OPEN],
		    2 + (cases[i].fate == FATE_OPEN));
	}
	struct fates fates;
	struct event event = {0};
	fates_start(&fates, mem, 3);
	test_true("a letter beyond them", !fates_came_back(&fates, 4));
	numbers_add(&event.letters[CHANGE_POSTED], mem, 2);
	numbers_add(&event.letters[CHANGE_WANTED], mem, 2);
	test_true("twice in one", !fates_apply(&fates, &event, diag));
	test_number("and nothing has happened", fates_of(&fates, 2), FATE_OPEN);
	event = (struct event){0};
	numbers_add(&event.letters[CHANGE_POSTED], mem, 2);
	for (uint32_t n = 1; n <= 3; n++)
		numbers_add(&event.letters[CHANGE_WANTED], mem, n);
	test_true(
	    "in the midst of a range", !fates_apply(&fates, &event, diag));
	test_number("nor has anything then", fates_of(&fates, 2), FATE_OPEN);
	event = (struct event){0};
	numbers_add(&event.letters[CHANGE_POSTED], mem, 4);
	test_true("no such letter", !fates_apply(&fates, &event, diag));
	test_number("nor has it a fate", fates_of(&fates, 4), FATE_OPEN);
	test_true("nor an answer", !fates_answered(&fates, 4));
	event = (struct event){0};
	fates_start(&fates, mem, 9);
	numbers_read(&event.letters[CHANGE_RETURNED], mem, SLICE("1-9"));
	size_t before = diag_errors(diag);
	test_true("none of nine is posted", !fates_apply(&fates, &event, diag));
	test_number("the first five are named",
	    (long long)(diag_errors(diag) - before), 5);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
	return test_end();
}
