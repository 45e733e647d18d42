#include "record/key_form.h"

#include "test.h"

static const struct {
	const char *in, *parted, *joined;
} forms[] = {
    {"123", "123", "123"},
    {"00123", "123", "123"},
    {"K-12", "K12", "K12"},
    {"k 012", "K12", "K12"},
    {"K12", "K12", "K12"},
    {"100200", "100200", "100200"},
    {"K100A0B05", "K100A0B5", "K100A0B5"},
    {"K010", "K10", "K10"},
    {"K\u201312", "K12", "K12"},
    {"12-3", "12-3", "123"},
    {"12 / 03", "12-3", "1203"},
    {"1-23", "1-23", "123"},
    {"212000-1355", "212000-1355", "2120001355"},
    {"000", "0", "0"},
    {"0", "0", "0"},
    {"A0", "A0", "A0"},
    {"A-0-0", "A0-0", "A0"},
    {" -12- ", "12", "12"},
    {"Åsa-1", "\u00e5SA1", "\u00e5SA1"},
    {"\uff2b12", "K12", "K12"},
    {"\u0434-7", "\u04347", "\u04347"},
    {"19310202-9810", "3102029810", "3102029810"},
    {"310202+9810", "3102029810", "3102029810"},
    {"-", "", ""},
    {"K\u206212", "K12", "K12"},
    {"1\u20442", "1-2", "12"},
    {"1\u22122", "1-2", "12"},
    {"1\u22002", "1\u22002", "1\u22002"},
    {"K_12", "K12", "K12"},
    {"K{12}", "K12", "K12"},
    {"k~12", "K12", "K12"},
    {"", "", ""},
};

static const struct {
	const char *a, *b;
	bool near;
} pairs[] = {
    {"00123", "123", true},
    {"123", "123", false}, /* the same, which is no doubt */
    {"K-12", "K12", true},
    {"K-12", "k-12", true},
    {"K 12", "K-012", true},
    {"212000-1355", "2120001355", true},
    {"212000-1355", "212000 1355", true},
    {"12-3", "123", true},
    {"12-3", "1-23", false},
    {"12-3", "12-30", false},
    {"123", "1230", false},
    {"K12", "K13", false},
    {"K12", "L12", false},
    {"A", "Å", false},
    {"0", "00", true},
    {"0", "10", false},
    {"-", ".", false},
    {"19310202-9810", "3102029810", true},
};

int
main(void)
{
	struct arena *mem = arena_new();
	for (size_t i = 0; i < COUNT(forms); i++) {
		struct key_form have =
		    key_form_make(mem, slice_view(forms[i].in));
		test_slice(forms[i].in, have.parted, forms[i].parted);
		test_slice(forms[i].in, have.joined, forms[i].joined);
		test_true(
		    forms[i].in, key_form_has_parts(&have) ==
				     !slice_equal(have.parted, have.joined));
	}
	for (size_t i = 0; i < COUNT(pairs); i++) {
		struct slice a = slice_view(pairs[i].a);
		struct slice b = slice_view(pairs[i].b);
		test_true(
		    pairs[i].a, keys_are_near(mem, a, b) == pairs[i].near);
		test_true(
		    pairs[i].b, keys_are_near(mem, b, a) == pairs[i].near);
	}
	arena_free(mem);
	return test_end();
}
