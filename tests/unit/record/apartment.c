#include "record/apartment.h"

#include "test.h"

static const struct {
	const char *line, *number, *written;
} cases[] = {
    {"Storgatan 1 lgh 1201", "1201", "Storgatan 1 lgh 1201"},
    {"Storgatan 1 Lgh 1201", "1201", "Storgatan 1 Lgh 1201"},
    {"STORGATAN 1 LGH 1201", "1201", "STORGATAN 1 LGH 1201"},
    {"Storgatan 1 lgh1201", "1201", "Storgatan 1 lgh 1201"},
    {"Storgatan 1, Lgh. 1201", "1201", "Storgatan 1, Lgh 1201"},
    {"Storgatan 1 LGH  1201", "1201", "Storgatan 1 LGH 1201"},
    {"Storgatan 1 lgh nr 1201", "1201", "Storgatan 1 lgh 1201"},
    {"Storgatan 1 lgh nr. 1201", "1201", "Storgatan 1 lgh 1201"},
    {"Storgatan 1 lägenhet 0901", "0901", "Storgatan 1 lgh 0901"},
    {"Storgatan 1 Lägenhet 1201", "1201", "Storgatan 1 Lgh 1201"},
    {"STORGATAN 1 LÄGENHET 1201", "1201", "STORGATAN 1 LGH 1201"},
    {"Storgatan 1 (lgh 1201)", "1201", "Storgatan 1 (lgh 1201)"},
    {"lgh 1201", "1201", "lgh 1201"},
    {"Lgh1201, Storgatan 1", "1201", "Lgh 1201, Storgatan 1"},
    {"Älghultsvägen 3 lgh1201", "1201", "Älghultsvägen 3 lgh 1201"},
    {"lgh 3 lgh1102", "1102", "lgh 3 lgh 1102"},
    /* The landlord's numbers and other words stay as they are. */
    {"Storgatan 1 lgh 3", "", "Storgatan 1 lgh 3"},
    {"Storgatan 1 lgh 12011", "", "Storgatan 1 lgh 12011"},
    {"Storgatan 1 lgh 1201A", "", "Storgatan 1 lgh 1201A"},
    {"Storgatan 1 lgh A1201", "", "Storgatan 1 lgh A1201"},
    {"Storgatan 1 lgh", "", "Storgatan 1 lgh"},
    {"Storgatan 1 lgh nr", "", "Storgatan 1 lgh nr"},
    {"Storgatan 1 L", "", "Storgatan 1 L"},
    {"Lghuset 1201", "", "Lghuset 1201"},
    {"Galghögen 1201", "", "Galghögen 1201"},
    {"Box 1201", "", "Box 1201"},
    {"", "", ""},
};

int
main(void)
{
	struct arena *mem = arena_new();
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct slice line = slice_view(cases[i].line);
		struct slice written = apartment_write(mem, line);
		test_slice(
		    cases[i].line, apartment_find(line), cases[i].number);
		test_slice(cases[i].line, written, cases[i].written);
		test_slice(
		    "again", apartment_write(mem, written), cases[i].written);
	}
	arena_free(mem);
	return test_end();
}
