#include "record/address.h"

#include "test.h"

enum { FIRST, LAST, CO, STREET, STREET2, POSTCODE, TOWN, COUNTRY, COLUMNS };

static const struct {
	const char *name;
	const char *cells[COLUMNS];
	const char *want; /* lines joined by '|', or the problem's code */
} cases[] = {
    {"plain",
	{"Märta", "Åkerlund-Öberg", "", "Strandvägen 12 B Lgh 1201", "",
	    "852 38", "Sundsvall", ""},
	"Märta Åkerlund-Öberg|Strandvägen 12 B Lgh 1201|852 38 Sundsvall"},
    {"c/o",
	{"Märta", "Ek", "c/o Göran Lind", "Strandvägen 12", "", "85238",
	    "Sundsvall", ""},
	"Märta Ek|c/o Göran Lind|Strandvägen 12|852 38 Sundsvall"},
    {"C/O", {"M", "Ek", "C/O  Lind", "A 1", "", "85238", "B", ""},
	"M Ek|c/o Lind|A 1|852 38 B"},
    {"co:", {"M", "Ek", "c/o: Lind", "A 1", "", "85238", "B", ""},
	"M Ek|c/o Lind|A 1|852 38 B"},
    {"%", {"M", "Ek", "% Lind", "A 1", "", "85238", "B", ""},
	"M Ek|c/o Lind|A 1|852 38 B"},
    {"co with a blank", {"M", "Ek", "Co Lind", "A 1", "", "85238", "B", ""},
	"M Ek|c/o Lind|A 1|852 38 B"},
    {"CO:", {"M", "Ek", "CO: Lind", "A 1", "", "85238", "B", ""},
	"M Ek|c/o Lind|A 1|852 38 B"},
    {"Lgh1201", {"M", "Ek", "", "A 1 Lgh1201", "", "85238", "B", ""},
	"M Ek|A 1 Lgh 1201|852 38 B"},
    {"no spelling of c/o",
	{"M", "Ek", "Corinne Lind", "A 1", "", "85238", "B", ""},
	"M Ek|c/o Corinne Lind|A 1|852 38 B"},
    {"c/o and nobody", {"M", "Ek", "c/o", "A 1", "", "85238", "B", ""},
	"bare-care-of"},
    {"c/o and nobody", {"M", "Ek", "C/O:", "A 1", "", "85238", "B", ""},
	"bare-care-of"},
    {"one name", {"", "Ek", "", "A 1", "", "85238", "B", ""},
	"Ek|A 1|852 38 B"},
    {"the second street line alone (SPAR's short address)",
	{"M", "Ek", "", "", "Box 12", "85238", "B", ""},
	"M Ek|Box 12|852 38 B"},
    {"two street lines", {"M", "Ek", "", "Gård 2", "A 1", "85238", "B", ""},
	"M Ek|Gård 2|A 1|852 38 B"},
    {"Sweden is not written",
	{"M", "Ek", "", "A 1", "", "85238", "B", "Sverige"},
	"M Ek|A 1|852 38 B"},
    {"Finland", {"M", "Ek", "", "A 1", "", "65100", "Vasa", "Finland"},
	"M Ek|A 1|65100 VASA|FINLAND"},
    {"Norway", {"M", "Ek", "", "A 1", "", "0123", "Oslo", "Norge"},
	"M Ek|A 1|0123 OSLO|NORGE"},
    {"a land in another language",
	{"M", "Ek", "", "A 1", "", "N-0123", "Oslo", "Norway"},
	"M Ek|A 1|0123 OSLO|NORGE"},
    {"a land by its code", {"M", "Ek", "", "A 1", "", "0123", "Oslo", "NO"},
	"M Ek|A 1|0123 OSLO|NORGE"},
    {"a land that may lack postcodes",
	{"M", "Ek", "", "A 1", "", "", "Dublin", "Irland"},
	"M Ek|A 1|DUBLIN|IRLAND"},
    {"the postcode below the town",
	{"M", "Ek", "", "1 Mall", "", "sw1a1aa", "London", "UK"},
	"M Ek|1 Mall|LONDON|SW1A 1AA|STORBRITANNIEN"},
    {"the postcode behind the town",
	{"M", "Ek", "", "1 Fifth Ave", "", "10001", "New York NY", "USA"},
	"M Ek|1 Fifth Ave|NEW YORK NY 10001|USA"},
    {"a comma before it", {"M", "Ek", "", "A 1", "", "1010", "Rīga", "LV"},
	"M Ek|A 1|RĪGA, LV-1010|LETTLAND"},
    {"Germany's five digits, set in our way",
	{"M", "Ek", "", "A 1", "", "101 15", "Berlin", "Tyskland"},
	"M Ek|A 1|10115 BERLIN|TYSKLAND"},
    {"Åland", {"M", "Ek", "", "A 1", "", "22100", "Mariehamn", "Åland"},
	"M Ek|A 1|AX-22100 MARIEHAMN|ÅLAND"},
    {"Borgå", {"M", "Ek", "", "A 1", "", "06151", "Borgå", "Suomi"},
	"M Ek|A 1|06151 BORGÅ|FINLAND"},
    {"another land's postcode",
	{"M", "Ek", "", "A 1", "", "852 38", "Oslo", "Norge"},
	"not-a-postcode"},
    {"no postcode abroad", {"M", "Ek", "", "A 1", "", "", "Oslo", "Norge"},
	"no-postcode"},
    {"a land that is not known",
	{"M", "Ek", "", "A 1", "", "1", "Atlanta", "Atlantis"},
	"unknown-country"},
    {"no name", {"", " ", "", "A 1", "", "85238", "B", ""}, "no-name"},
    {"no street", {"M", "Ek", "", "", "", "85238", "B", ""}, "no-street"},
    {"no postcode", {"M", "Ek", "", "A 1", "", "", "B", ""}, "no-postcode"},
    {"a bad postcode", {"M", "Ek", "", "A 1", "", "8523", "B", ""},
	"not-a-postcode"},
    {"no town", {"M", "Ek", "", "A 1", "", "85238", "", ""}, "no-town"},
    {"a dash for a street", {"M", "Ek", "", "-", "", "85238", "B", ""},
	"stand-in"},
    {"no home", {"M", "Ek", "", "Utan känd hemvist", "", "85238", "B", ""},
	"stand-in"},
    {"no first name", {".", "Ek", "", "A 1", "", "85238", "B", ""}, "stand-in"},
    {"no second name", {"M", "NULL", "", "A 1", "", "85238", "B", ""},
	"stand-in"},
    {"Tom Null", {"Tom", "Null", "", "A 1", "", "85238", "B", ""},
	"Tom Null|A 1|852 38 B"},
    {"a town of one letter", {"M", "Ek", "", "A 1", "", "85238", "Å", ""},
	"M Ek|A 1|852 38 Å"},
    {"no town", {"M", "Ek", "", "A 1", "", "85238", "?", ""}, "stand-in"},
    {"no c/o", {"M", "Ek", "-", "A 1", "", "85238", "B", ""}, "stand-in"},
    {"no c/o", {"M", "Ek", "c/o saknas", "A 1", "", "85238", "B", ""},
	"stand-in"},
    {"no country", {"M", "Ek", "", "A 1", "", "85238", "B", "-"}, "stand-in"},
    {"an error for a street", {"M", "Ek", "", "#SAKNAS!", "", "85238", "B", ""},
	"error-word"},
    {"an error for a name", {"#N/A", "Ek", "", "A 1", "", "85238", "B", ""},
	"error-word"},
    {"a house number as a date",
	{"M", "Ek", "", "03-apr", "", "85238", "B", ""}, "number-in-address"},
    {"as an ISO date", {"M", "Ek", "", "2012-04-03", "", "85238", "B", ""},
	"number-in-address"},
    {"as a serial number", {"M", "Ek", "", "45355", "", "85238", "B", ""},
	"number-in-address"},
    {"as a large number", {"M", "Ek", "", "1,2E+05", "", "85238", "B", ""},
	"number-in-address"},
    {"a name of digits", {"12", "Ek", "", "A 1", "", "85238", "B", ""},
	"number-in-address"},
    {"a last name of a time", {"M", "00:00", "", "A 1", "", "85238", "B", ""},
	"number-in-address"},
    {"of its signs alone", {"M", "::", "", "A 1", "", "85238", "B", ""},
	"stand-in"},
    {"a formula", {"M", "Ek", "", "=A1", "", "85238", "B", ""}, "odd-start"},
    {"a quote", {"\"M", "Ek", "", "A 1", "", "85238", "B", ""}, "odd-start"},
    {"brackets in the name", {"M", "(Ek)", "", "A 1", "", "85238", "B", ""},
	"M (Ek)|A 1|852 38 B"},
    {"a line break", {"M", "Ek", "", "A 1\nLgh 2", "", "85238", "B", ""},
	"line-break-in-address"},
    {"a line break in the name", {"M\nN", "Ek", "", "A", "", "85238", "B", ""},
	"line-break-in-address"},
};

static struct arena *mem;

static struct slice
join(const struct address *address)
{
	return arena_join(mem, address->lines, address->count, SLICE("|"));
}

static const struct {
	const char *name;
	const char *cells[COLUMNS];
	size_t column, limit;
} longs[] = {
    {"all fit", {"M", "Ek", "", "A 1", "", "", "Vik", ""}, COLUMN_NONE, 0},
    {"a name of 36, å counts as one",
	{"Åååååååååå Ååååååååå", "Ååååååååååååååå", "", "", "", "", "", ""},
	COLUMN_NONE, 0},
    {"a name of 37",
	{"Åååååååååå Åååååååååå", "Ååååååååååååååå", "", "", "", "", "", ""},
	FIRST, 36},
    {"a c/o of 36",
	{"M", "", "123456789012345678901234567890123456", "", "", "", "", ""},
	CO, 35},
    {"a street of 35",
	{"M", "", "", "12345678901234567890123456789012345", "", "", "", ""},
	COLUMN_NONE, 0},
    {"a second street line of 36",
	{"M", "", "", "", "123456789012345678901234567890123456", "", "", ""},
	STREET2, 35},
    {"a town of 28",
	{"M", "", "", "", "", "", "1234567890123456789012345678", ""}, TOWN,
	27},
};

static void
test_long(const struct address_columns *from)
{
	for (size_t i = 0; i < COUNT(longs); i++) {
		struct value values[COLUMNS];
		for (int k = 0; k < COLUMNS; k++)
			values[k] = (struct value){.kind = VALUE_TEXT,
			    .text = slice_view(longs[i].cells[k])};
		struct row row = {.values = values, .count = COLUMNS};
		size_t limit;
		size_t column = address_find_long(from, &row, &limit);
		test_true(longs[i].name, column == longs[i].column);
		if (column != COLUMN_NONE)
			test_number(longs[i].name, limit, longs[i].limit);
	}
}

/* What no line could hold is not made into lines at all. */
static void
test_long_cell(
    const struct columns *columns, const struct address_columns *from)
{
	static const struct {
		size_t column;
		const char *want;
	} longs_cells[] = {{FIRST, "long-cell"}, {LAST, "long-cell"},
	    {CO, "long-cell"}, {STREET, "long-cell"}, {STREET2, "long-cell"},
	    {POSTCODE, "long-cell"}, {TOWN, "long-cell"},
	    {COUNTRY, "long-cell"}};
	size_t len = 1 << 20;
	char *text = arena_raw(mem, len);
	memset(text, 'a', len);
	for (size_t i = 0; i < COUNT(longs_cells); i++) {
		struct value values[COLUMNS] = {0};
		struct row row = {.values = values, .count = COLUMNS};
		struct address address;
		struct problem why = {0};
		values[longs_cells[i].column].text = (struct slice){text, len};
		if (longs_cells[i].column != FIRST)
			values[FIRST].text = SLICE("M");
		values[STREET].text = longs_cells[i].column == STREET
					  ? values[STREET].text
					  : SLICE("A 1");
		if (longs_cells[i].column != POSTCODE)
			values[POSTCODE].text = SLICE("85238");
		bool made = address_make(
		    mem, from, columns, &row, false, &address, &why);
		test_true("a megabyte is no line", !made);
		test_text("a megabyte is no line",
		    made ? "" : why.message->code, longs_cells[i].want);
	}
}

/* Where the job lets doubtful addresses pass. */
static void
test_lack(const struct columns *columns, const struct address_columns *from)
{
	static const struct {
		const char *cells[COLUMNS], *want;
	} lacks[] = {
	    {{"M", "Ek", "", "", "", "", "", ""}, "M Ek"},
	    {{"M", "Ek", "", "A 1", "", "", "B", ""}, "M Ek|A 1|B"},
	    {{"M", "Ek", "", "A 1", "", "85238", "", ""}, "M Ek|A 1|852 38"},
	    {{"M", "Ek", "", "A 1", "", "1", "Atlanta", "Atlantis"},
		"M Ek|A 1|1 ATLANTA|ATLANTIS"},
	    {{"M", "Ek", "", "A 1", "", "8523", "B", ""}, "not-a-postcode"},
	};
	struct address_columns lacking = *from;
	lacking.may_lack = true;
	for (size_t i = 0; i < COUNT(lacks); i++) {
		struct value values[COLUMNS];
		for (int k = 0; k < COLUMNS; k++)
			values[k] = (struct value){.kind = VALUE_TEXT,
			    .text = slice_view(lacks[i].cells[k])};
		struct row row = {.values = values, .count = COLUMNS};
		struct address address;
		struct problem why = {0};
		bool ok = address_make(
		    mem, &lacking, columns, &row, false, &address, &why);
		test_slice(lacks[i].want,
		    ok ? join(&address) : slice_view(why.message->code),
		    lacks[i].want);
	}
}

int
main(void)
{
	mem = arena_new();
	struct column at[COLUMNS] = {{.name = SLICE("Kolumn")}};
	for (int i = 0; i < COLUMNS; i++)
		at[i].name = SLICE("Kolumn");
	struct columns columns = {at, COLUMNS};
	struct address_columns from = {{FIRST, LAST}, 2, CO, STREET, STREET2,
	    POSTCODE, TOWN, COUNTRY, .language = "sv"};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct value values[COLUMNS];
		for (int k = 0; k < COLUMNS; k++)
			values[k] = (struct value){.kind = VALUE_TEXT,
			    .text = slice_view(cases[i].cells[k])};
		struct row row = {.values = values, .count = COLUMNS};
		struct address address;
		struct problem why = {0};
		bool ok = address_make(
		    mem, &from, &columns, &row, false, &address, &why);
		if (ok)
			test_slice(
			    cases[i].name, join(&address), cases[i].want);
		else
			test_text(
			    cases[i].name, why.message->code, cases[i].want);
		/* Cells that were judged before make the same lines. */
		if (ok && address_make(
			      mem, &from, &columns, &row, true, &address, &why))
			test_slice(
			    cases[i].name, join(&address), cases[i].want);
	}
	test_long(&from);
	test_long_cell(&columns, &from);
	struct value values[2] = {{.kind = VALUE_TEXT, .text = SLICE("Ek")},
	    {.kind = VALUE_TEXT, .text = SLICE("85238")}};
	struct row row = {.values = values, .count = 2};
	struct address_columns few = {
	    {0}, 1, COLUMN_NONE, 0, COLUMN_NONE, 1, 0, COLUMN_NONE, true};
	struct address address;
	struct problem why;
	test_true("few columns",
	    address_make(mem, &few, &columns, &row, false, &address, &why));
	test_slice("capitals", join(&address), "Ek|Ek|852 38 EK");
	few.co = few.country = few.street2 = 7;
	test_true("columns that the row has not",
	    address_make(mem, &few, &columns, &row, false, &address, &why));
	test_slice("are empty", join(&address), "Ek|Ek|852 38 EK");
	size_t limit;
	test_true("and not too long",
	    address_find_long(&few, &row, &limit) == COLUMN_NONE);
	test_lack(&columns, &from);
	arena_free(mem);
	return test_end();
}
