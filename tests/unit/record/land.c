#include "record/land.h"

#include "test.h"

static const struct {
	const char *name, *code; /* NULL: not known */
} names[] = {{"", "SE"}, {" ", "SE"}, {"Sverige", "SE"}, {"se", "SE"},
    {"Ruotsi", "SE"}, {"Norge", "NO"}, {"norway", "NO"}, {"NO", "NO"},
    {"Noreg", "NO"}, {"Storbritannien", "GB"}, {"UK", "GB"}, {"Scotland", "GB"},
    {"Tyskland", "DE"}, {"DEUTSCHLAND", "DE"}, {"D", "DE"}, {"Viro", "EE"},
    {"Åland", "AX"}, {"Ahvenanmaa", "AX"}, {"USA", "US"}, {"Polska", "PL"},
    {"Nederländerna", "NL"}, {"Atlantis", NULL}, {"Norg", NULL},
    {"NO NO", NULL}, {"-", NULL}};

static const struct {
	const char *land, *in, *want; /* NULL: none */
} codes[] = {{"NO", "0155", "0155"}, {"NO", "N-0155", "0155"},
    {"NO", "NO 0155", "0155"}, {"NO", "155", NULL}, {"NO", "999 14", NULL},
    {"DK", "DK-1050", "1050"}, {"FI", "651 00", "65100"},
    {"FI", "FI-65100", "65100"}, {"FI", "06151", "06151"},
    {"FI", "AX-22100", "AX-22100"}, {"AX", "22100", "AX-22100"},
    {"AX", "AX-22100", "AX-22100"}, {"DE", "101 15", "10115"},
    {"DE", "D-10115", "10115"}, {"DE", "1011", NULL},
    {"NL", "1012ab", "1012 AB"}, {"NL", "1012 AB", "1012 AB"},
    {"NL", "1012", NULL}, {"PL", "00950", "00-950"}, {"PL", "00-950", "00-950"},
    {"GB", "sw1a1aa", "SW1A 1AA"}, {"GB", "M1 1AE", "M1 1AE"},
    {"GB", "CR2 6XH", "CR2 6XH"}, {"GB", "12345", NULL},
    {"IE", "D02 AF30", "D02 AF30"}, {"US", "10001", "10001"},
    {"US", "10001-1234", "10001-1234"}, {"US", "100011", NULL},
    {"CA", "k1a0b1", "K1A 0B1"}, {"LV", "1010", "LV-1010"},
    {"LV", "LV-1010", "LV-1010"}, {"PT", "1000-205", "1000-205"},
    {"FR", "F-75001", "75001"}, {"FR", "E-75001", NULL},
    {"SE", "12345", "123 45"}, {"SE", "1234", NULL}, {"NO", "", NULL},
    {"NO", "015O", NULL}, {"NO", "01555555555555", NULL}};

static const struct {
	const char *land, *in, *postcode, *town; /* NULL: not clear */
} postals[] = {{"SE", "999 14 Norrviken", "999 14", "Norrviken"},
    {"SE", " 99914   Norra Viken ", "999 14", "Norra Viken"},
    {"SE", "Norrviken 999 14", NULL, NULL}, {"SE", "999 14", NULL, NULL},
    {"NO", "N-0155 Oslo", "0155", "Oslo"},
    {"NL", "1012 AB Amsterdam", "1012 AB", "Amsterdam"},
    {"NL", "1012AB Den Haag", "1012 AB", "Den Haag"},
    {"GB", "London SW1A 1AA", "SW1A 1AA", "London"},
    {"GB", "London, SW1A 1AA", "SW1A 1AA", "London"},
    {"GB", "SW1A 1AA London", NULL, NULL},
    {"US", "New York, NY 10001", "10001", "New York, NY"},
    {"LV", "Rīga, LV-1010", "LV-1010", "Rīga"},
    {"DE", "10115 Berlin", "10115", "Berlin"},
    {"DE", "10115 K\u00f6ln", "10115", "K\u00f6ln"},
    {"DE", "10115 St. Peter-Ording", "10115", "St. Peter-Ording"},
    {"DE", "10115\u00a0Bad\u00a0Ems", "10115", "Bad Ems"},
    {"FR", "75001 L'Isle", "75001", "L'Isle"},
    {"FR", "75001 L\u2019Isle", "75001", "L\u2019Isle"},
    {"US", "Bad\u00a0Axe 48413", "48413", "Bad Axe"},
    {"FR", "75001 N:a Isle", "75001", "N:a Isle"},
    {"FR", "75001 Isle\u00d7Isle", NULL, NULL},
    {"FR", "75001 Isle\u00f7Isle", NULL, NULL},
    {"FR", "75001 Isle\u2603", NULL, NULL},
    {"FR", "75001 Isle/Isle", NULL, NULL}, {"FR", "75001 ---", NULL, NULL},
    {"FR", "75001 \u6771\u4eac", "75001", "\u6771\u4eac"},
    {"US", "New York, 7 10001", NULL, NULL},
    {"US", "New 7, NY 10001", NULL, NULL},
    {"US", "New York, 10001", "10001", "New York"},
    {"DE", "10115 Berlin 2", NULL, NULL}};

static const struct {
	const char *land, *language, *want;
} shown[] = {{"NO", "sv", "Norge"}, {"NO", "fi", "Norja"},
    {"NO", "en", "Norway"}, {"NO", "de", "Norway"},
    {"GB", "sv-SE", "Storbritannien"}};

static const struct land *
find(const char *code)
{
	return land_find(slice_view(code));
}

int
main(void)
{
	struct arena *mem = arena_new();
	struct slice code, town;
	for (size_t i = 0; i < COUNT(names); i++) {
		const struct land *land = find(names[i].name);
		test_true(
		    names[i].name, (land != NULL) == (names[i].code != NULL));
		if (land && names[i].code)
			test_text(names[i].name, land->code, names[i].code);
	}
	for (size_t i = 0; i < COUNT(codes); i++) {
		bool ok = land_read_postcode(
		    mem, find(codes[i].land), slice_view(codes[i].in), &code);
		test_true(codes[i].in, ok == (codes[i].want != NULL));
		if (ok && codes[i].want)
			test_slice(codes[i].in, code, codes[i].want);
	}
	for (size_t i = 0; i < COUNT(postals); i++) {
		bool ok = land_split_postal(mem, find(postals[i].land),
		    slice_view(postals[i].in), &code, &town);
		test_true(postals[i].in, ok == (postals[i].town != NULL));
		if (!ok || !postals[i].town)
			continue;
		test_slice(postals[i].in, code, postals[i].postcode);
		test_slice(postals[i].in, town, postals[i].town);
	}
	for (size_t i = 0; i < COUNT(shown); i++)
		test_slice(shown[i].language,
		    land_name(find(shown[i].land), shown[i].language),
		    shown[i].want);
	arena_free(mem);
	return test_end();
}
