#include "conf/keynames.h"

#include "test.h"

static const struct {
	const char *written, *key;
	bool is, word;
} cases[] = {
    {"columns", "columns", true, true},
    {"kolumner", "columns", true, true},
    {"Kolumner", "columns", false, true},
    {"kolumner ", "columns", false, true},
    {"kolumn", "columns", false, false},
    {"sidor", "sides", true, true},
    {"sidor", "pages", true, true},
    {"ingen", "none", true, true},
    {"inget", "none", true, true},
    {"decimaltal", "decimal", true, true},
    {"decimaltecken", "decimal", true, true},
    {"stor  stil", "large_print", false, true},
    {"kolumner", "rules", false, false},
    {"not a key", "not a key", true, true},
    {"", "columns", false, false},
};

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct slice written = slice_view(cases[i].written);
		test_number(cases[i].written, keyname_is(written, cases[i].key),
		    cases[i].is);
		test_number(cases[i].written,
		    keyname_is_word(written, cases[i].key), cases[i].word);
	}
	const struct yaml text = {.kind = YAML_SCALAR};
	test_true("a text is in no language", !keyname_map_is_swedish(&text));
	test_text("a key", keyname_swedish("columns"), "kolumner");
	test_text("the first of two", keyname_swedish("none"), "ingen");
	test_text("no key of ours", keyname_swedish("nothing"), "nothing");
	return test_end();
}
