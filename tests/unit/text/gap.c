/* Where somebody still has to write. */
#include "text/gap.h"

#include "test.h"

static const struct {
	const char *text;
	int at, len; /* -1: none */
} cases[] = {
    {"FYLL I", 0, 6},
    {"FILL IN: name", 0, 7},
    {"(FYLL I)", 1, 6},
    {"a FYLL  I.", 2, 7},
    {"FYLL\nI", 0, 6},
    {"FYLL\tI", 0, 6},
    {"FYLL\r\n I", 0, 8},
    {"FYLL\xc2\xa0I", 0, 7},
    {"FYLL FYLL I", 5, 6},
    {"Fyll i", -1, 0},
    {"FYLL i", -1, 0},
    {"FYLLI", -1, 0},
    {"FYLL IN", -1, 0},
    {"FILL I", -1, 0},
    {"FYLL IÅ", -1, 0},
    {"ÅFYLL I", -1, 0},
    {"UPPFYLL I", -1, 0},
    {"FYLL", -1, 0},
    {"FYLL ", -1, 0},
    {"F", -1, 0},
    {"", -1, 0},
};

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		size_t at = 0, len = 0;
		bool found = gap_find(slice_view(cases[i].text), 0, &at, &len);
		test_number(cases[i].text, found ? (int)at : -1, cases[i].at);
		test_number(cases[i].text, found ? (int)len : 0, cases[i].len);
	}
	return test_end();
}
