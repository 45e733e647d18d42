/* What is compared as the same, by the type of its column. */
#include "beside/form.h"

#include "test.h"

static const struct {
	const char *name;
	enum column_type type;
	const char *a, *b;
	bool same;
} cases[] = {
    {"numbers of a person", COLUMN_PERSONNUMMER, "310202-9810", "193102029810",
	true},
    {"another person", COLUMN_PERSONNUMMER, "310202-9810", "320303-9825",
	false},
    {"in a column of texts", COLUMN_TEXT, "310202-9810", "19310202-9810", true},
    {"texts folded", COLUMN_TEXT, " Åsa  Ek", "åsa ek", true},
    {"letters of their own", COLUMN_TEXT, "Asa", "Åsa", false},
    {"decimals", COLUMN_DECIMAL, "12,50", "12.5", true},
    {"whole numbers", COLUMN_INTEGER, "012", "12", true},
    {"other numbers", COLUMN_INTEGER, "12", "120", false},
    {"a number that is nobody's", COLUMN_TEXT, "310202-9811", "19310202-9811",
	false},
    {"telephones", COLUMN_PHONE, "070-123 45 67", "0701234567", true},
    {"telephones of other countries", COLUMN_PHONE, "+46 70 123 45 67",
	"070-123 45 67", true},
    {"dates", COLUMN_DATE, "2012-03-19", "20120319", true},
    {"postcodes", COLUMN_POSTCODE, "99932", "SE-999 32", true},
    {"flags", COLUMN_FLAG, "x", "ja", true},
    {"addresses", COLUMN_EMAIL, "A@example.se", "a@example.se", true},
};

static struct slice
form_of(struct arena *mem, enum column_type type, const char *text)
{
	struct column column = {.type = type,
	    .name = SLICE("Kolumn"),
	    .today = day_of(2012, 3, 19)};
	struct value value;
	struct problem why = {0};
	test_true(
	    text, column_read(&column, mem, slice_view(text), &value, &why));
	return form_of_value(mem, &column, &value);
}

int
main(void)
{
	struct arena *mem = arena_new();
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct slice a = form_of(mem, cases[i].type, cases[i].a);
		struct slice b = form_of(mem, cases[i].type, cases[i].b);
		test_true(cases[i].name, a.len && b.len);
		test_true(cases[i].name, slice_equal(a, b) == cases[i].same);
	}
	struct column phone = {
	    .type = COLUMN_PHONE, .today = day_of(2012, 3, 19)};
	struct value word = {.kind = VALUE_TEXT, .text = SLICE(" V\u00e4xeln")};
	test_slice("a telephone that has no number",
	    form_of_value(mem, &phone, &word), "v\u00e4xeln");
	test_true(
	    "numbers agree", form_types_agree(COLUMN_INTEGER, COLUMN_DECIMAL));
	test_true("a date is no number",
	    !form_types_agree(COLUMN_INTEGER, COLUMN_DATE));
	arena_free(mem);
	return test_end();
}
