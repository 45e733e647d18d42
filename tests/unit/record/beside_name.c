/* What stands beside a name, and what is found in texts that are printed. */
#include "record/beside_name.h"
#include "record/torn.h"

#include "test.h"

static const struct {
	const char *in;
	bool found;
} cases[] = {
    {"Eva Ek", false},
    {"Eva Ek 070-123 45 67", true},
    {"Eva Ek, 0999-100 20 30", true},
    {"Eva Ek (0701234567)", true},
    {"Eva Ek +46 70 123 45 67", true},
    {"070-1234567 Eva Ek", true},
    {"Eva Ek tel 12 34 56", true},
    {"Eva Ek, Tfn: 12345", true},
    {"Eva Ek mobil 12345", true},
    {"Eva Ek tel 123", false},
    {"Eva Ek eva@exempel.se", true},
    {"Eva Ek <eva@exempel.se>", true},
    {"Storgatan 1 (portkod 1234)", true},
    {"Storgatan 1, DÖRRKOD 1234", false}, /* capitals of ASCII alone */
    {"Storgatan 1, dörrkod 1234", true},
    {"Storgatan 1 kod 1234", true},
    {"Kodvägen 1234", false},
    /* what stands in addresses */
    {"", false},
    {"Eva Ek 2", false},
    {"Telgatan 12345", false},
    {"Tel Aviv-gatan 12", false},
    {"Mobilgatan 12 lgh 1201", false},
    {"Storgatan 1 lgh 0901", false},
    {"Storgatan 1, 00100 Helsinki", false},
    {"Box 1234567890", false},
    {"Box 12 345 678", false},
    {"Brf Eken 716400-1234", false},
    {"A1 0 0 0 0", false},
    {"Eva @ Ek", false},
    {"c/o Eva Ek", false},
    {"100-0123 4567", false},
};

static const struct {
	const char *in, *sign;
} texts[] = {
    {"Bj?rkg\u00e5rden", "?"},
    {"p\u00e5 Bj&ouml;rkg\u00e5rden", "&"},
    {"Bj%C3%B6rk", "%"},
    {"Bj=F6rk", "="},
    {"Bj\\u00f6rk", "\\"},
    /* what is written so */
    {"Kan du komma? Ring oss", ""},
    {"Vad?", ""},
    {"?sa", ""},
    {"Rum 2?b", ""},
    {"C:\\", ""},
    {"C:\\u", ""},
    {"C:\\utskick", ""},
    {"https://exempel.se/val?sida=BC", ""},
    {"www.exempel.se?sida", ""},
    {"eva?ek@exempel.se", ""},
    {"K\u00f6k|Bad [ett] {tv\u00e5}", ""},
    {"50%", ""},
    {"a=20", ""},
    {"C:\\mapp", ""},
    {"R&D; AB", "&"},
    {"R & D", ""},
    {"S&abcdefgh;", "&"},
    {"S&abcdefghi;", ""}, /* no entity is as long */
    {"S&ab", ""},
    {"", ""},
};

/* In a cell, of which each is short. */
static const struct {
	const char *in, *sign;
} cells[] = {
    {"Bj?rk", "?"},
    {"Holms? 3", "?"},
    {"Holms? ", ""},
    {"Holms?", ""},
    {"Vad? AB", ""},
    {"Bj=F6rk", "="},
    {"Bj=Fjord", ""},
    {"Bj=F", ""},
    {"Bj%C3rk", "%"},
    {"50%C3", ""},
    {"K{tt", "{"},
    {"R&D", ""},
    {"", ""},
};

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++)
		test_true(cases[i].in, beside_name_is_found(slice_view(
					   cases[i].in)) == cases[i].found);
	for (size_t i = 0; i < COUNT(texts); i++)
		test_slice(texts[i].in,
		    torn_find_in_text(slice_view(texts[i].in)), texts[i].sign);
	for (size_t i = 0; i < COUNT(cells); i++)
		test_slice(cells[i].in, torn_find(slice_view(cells[i].in)),
		    cells[i].sign);
	return test_end();
}
