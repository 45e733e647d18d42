/* The nearest name, and how far is too far. */
#include "base/suggest.h"

#include "test.h"

static const struct {
	const char *a, *b;
	size_t limit, want;
} distances[] = {
    {"", "", 3, 0}, {"abc", "abc", 3, 0}, {"abc", "", 3, 3},
    {"abc", "abd", 3, 1}, {"abc", "acb", 3, 1}, /* neighbours swapped */
    {"ca", "abc", 9, 3}, /* optimal string alignment: not 2 */
    {"kitten", "sitting", 9, 3}, {"kitten", "sitting", 2, 3}, /* limit + 1 */
    {"FÖRNAMN", "förnamn", 3, 0}, {"förnamn", "fornamn", 3, 1},
    {"×", "÷", 3, 1}, /* no letters, so no case */
};

static const char *const names[] = {
    "Förnamn", "Efternamn", "Adress", "Postnr", "Ort"};

static const struct {
	const char *asked, *want;
} suggestions[] = {
    {"fornamn", "Förnamn"},
    {"Efternam", "Efternamn"},
    {"Adres", "Adress"},
    {"Postnummer", ""}, /* four of ten: a third may differ */
    {"Orten", ""}, /* two of five */
    {"Or", "Ort"},
    {"Telefon", ""},
    {"", ""},
};

int
main(void)
{
	for (size_t i = 0; i < COUNT(distances); i++) {
		struct slice a = slice_view(distances[i].a),
			     b = slice_view(distances[i].b);
		test_number(distances[i].a,
		    (long long)edit_distance(a, b, distances[i].limit),
		    (long long)distances[i].want);
		test_number("the other way round",
		    (long long)edit_distance(b, a, distances[i].limit),
		    (long long)distances[i].want);
	}
	for (size_t i = 0; i < COUNT(suggestions); i++) {
		struct suggestion best =
		    suggestion_start(slice_view(suggestions[i].asked));
		for (size_t k = 0; k < COUNT(names); k++)
			suggestion_offer(&best, slice_view(names[k]));
		test_slice(
		    suggestions[i].asked, best.nearest, suggestions[i].want);
	}
	char longer[300];
	memset(longer, 'a', sizeof longer);
	struct slice text = {longer, sizeof longer};
	test_number(
	    "too long to compare", (long long)edit_distance(text, text, 5), 6);
	return test_end();
}
