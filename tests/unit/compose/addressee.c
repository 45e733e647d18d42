/* To whom a row's letters go, and under which lines. */
#include "compose/addressee.h"

#include "base/strbuf.h"
#include "test.h"

enum {
	FIRST,
	LAST,
	STREET,
	POSTCODE,
	TOWN,
	GUARDIAN,
	G_STREET,
	G_POSTCODE,
	G_TOWN,
	CO,
	STREET2,
	COUNTRY,
	COLUMNS
};

#define OWN "Åsa", "Ek", "Gatan 1", "999 12", "Norrby"
#define ABROAD                                                                 \
	"Åsa", "Ek", "Gatan 1", "ZZ99 9ZZ", "London", "Bo Lind", "Torget 2",   \
	    "ZZ99 9ZY", "Leeds", "Li Ek", "Lgh 1101", "United Kingdom"
#define THEIRS "Bo Lind", "Torget 2", "999 34", "Söderby"

static const struct {
	const char *name;
	enum guardian_mail mail;
	const char *cells[COLUMNS];
	const char *want; /* each letter's lines with their kinds, or a code */
} cases[] = {
    {"no guardian", GUARDIAN_BOTH, {OWN, "", "", "", ""},
	"client: n:Åsa Ek|s:Gatan 1|p:999 12 Norrby; "},
    {"as if there were none", GUARDIAN_CLIENT, {OWN, THEIRS},
	"client: n:Åsa Ek|s:Gatan 1|p:999 12 Norrby; "},
    {"instead", GUARDIAN_INSTEAD, {OWN, THEIRS},
	"guardian: n:Bo Lind|g:Gäller Åsa Ek|s:Torget 2|p:999 34 Söderby; "},
    {"c/o", GUARDIAN_CARE_OF, {OWN, THEIRS},
	"care-of: n:Åsa Ek|c:c/o Bo Lind|s:Torget 2|p:999 34 Söderby; "},
    {"both", GUARDIAN_BOTH, {OWN, THEIRS},
	"client: n:Åsa Ek|s:Gatan 1|p:999 12 Norrby; "
	"guardian: n:Bo Lind|g:Gäller Åsa Ek|s:Torget 2|p:999 34 Söderby; "},
    {"a guardian without a street", GUARDIAN_INSTEAD,
	{OWN, "Bo Lind", "", "999 34", "Söderby"}, "guardian: no-street; "},
    {"a client without a name", GUARDIAN_INSTEAD,
	{"", "", "Gatan 1", "999 12", "Norrby", THEIRS},
	"guardian: no-client-name; "},
    {"the client's own street does not matter then", GUARDIAN_INSTEAD,
	{"Åsa", "Ek", "", "", "", THEIRS},
	"guardian: n:Bo Lind|g:Gäller Åsa Ek|s:Torget 2|p:999 34 Söderby; "},
    {"all lines that there may be", GUARDIAN_BOTH, {ABROAD},
	"client: n:Åsa Ek|c:c/o Li Ek|s:Gatan 1|s:Lgh 1101|p:LONDON|"
	"p:ZZ99 9ZZ|l:STORBRITANNIEN; "
	"guardian: n:Bo Lind|g:Gäller Åsa Ek|c:c/o Li Ek|s:Torget 2|"
	"s:Lgh 1101|p:LEEDS|p:ZZ99 9ZY|l:STORBRITANNIEN; "},
    {"nor is it needed for c/o", GUARDIAN_CARE_OF,
	{"Åsa", "Ek", "", "", "", THEIRS},
	"care-of: n:Åsa Ek|c:c/o Bo Lind|s:Torget 2|p:999 34 Söderby; "},
};

static struct column columns_at[COLUMNS];

static struct job_reads
make_reads(struct arena *mem)
{
	struct job_reads reads = {
	    .columns = {columns_at, COLUMNS},
	    .guardian = GUARDIAN,
	    .address = {.name = {FIRST, LAST},
		.name_count = 2,
		.co = CO,
		.street = STREET,
		.street2 = STREET2,
		.postcode = POSTCODE,
		.town = TOWN,
		.country = COUNTRY,
		.language = "sv"},
	};
	reads.guardian_address = reads.address;
	reads.guardian_address.name[0] = GUARDIAN;
	reads.guardian_address.name_count = 1;
	reads.guardian_address.street = G_STREET;
	reads.guardian_address.postcode = G_POSTCODE;
	reads.guardian_address.town = G_TOWN;
	for (size_t i = 0; i < COLUMNS; i++) {
		columns_at[i] = (struct column){.name = SLICE("Kolumn")};
		column_prepare(mem, &columns_at[i], 0);
	}
	return reads;
}

static void
write_address(struct strbuf *out, enum addressee to, bool ok,
    const struct address *address, const struct problem *why)
{
	static const char kinds[] = {
	    [ADDRESS_NAME] = 'n',
	    [ADDRESS_CONCERNING] = 'g',
	    [ADDRESS_CARE_OF] = 'c',
	    [ADDRESS_STREET] = 's',
	    [ADDRESS_PLACE] = 'p',
	    [ADDRESS_COUNTRY] = 'l',
	};
	strbuf_print(out, "%s: ", addressee_name(to));
	for (size_t i = 0; ok && i < address->count; i++) {
		strbuf_add_text(out, i ? "|" : "");
		strbuf_add_char(out, kinds[address->kinds[i]]);
		strbuf_add_char(out, ':');
		strbuf_add(out, address->lines[i]);
	}
	strbuf_add_text(out, ok ? "" : why->message->code);
	strbuf_add_text(out, "; ");
}

static void
fill_row(struct value *values, struct row *row, const char *const *cells)
{
	for (size_t c = 0; c < COLUMNS; c++) {
		values[c].text = slice_view(cells[c]);
		values[c].kind = values[c].text.len ? VALUE_TEXT : VALUE_EMPTY;
	}
	*row = (struct row){.values = values, .count = COLUMNS};
}

static void
test_case(struct arena *mem, size_t i)
{
	struct job_reads reads = make_reads(mem);
	struct value values[COLUMNS] = {0};
	struct row row;
	struct strbuf out = {0};
	enum addressee to[ADDRESSEES_MAX];
	const struct household_names nobody = {.count = 0};
	fill_row(values, &row, cases[i].cells);
	size_t count = addressee_list(&reads, cases[i].mail, &row, to);
	for (size_t k = 0; k < count; k++) {
		struct address address;
		struct problem why = {0};
		bool ok = addressee_address(&reads, "Gäller", mem, &row, to[k],
		    &nobody, false, &address, &why);
		write_address(&out, to[k], ok, &address, &why);
		test_number(cases[i].name,
		    addressee_of(slice_view(addressee_name(to[k]))), to[k]);
	}
	test_slice(cases[i].name, strbuf_view(&out), cases[i].want);
	strbuf_fini(&out);
}

/* Whether a guardian's cell is a name; a code where it is not. */
static const struct {
	const char *name;
	enum guardian_mail mail;
	const char *cells[COLUMNS];
	const char *want;
} clear[] = {
    {"a name", GUARDIAN_INSTEAD, {OWN, THEIRS}, ""},
    {"nobody", GUARDIAN_INSTEAD, {OWN, "", "", "", ""}, ""},
    {"nobody, and an address", GUARDIAN_INSTEAD,
	{OWN, "", "Torget 2", "999 34", "Söderby"}, "guardian-nameless"},
    {"nobody asks", GUARDIAN_CLIENT, {OWN, "Ja", "", "", ""}, ""},
    {"yes", GUARDIAN_INSTEAD, {OWN, "JA", "", "", ""}, "guardian-word"},
    {"a letter", GUARDIAN_INSTEAD, {OWN, "x", "", "", ""}, "guardian-word"},
    {"ended", GUARDIAN_BOTH, {OWN, "Bo Lind (Upphört)", "", "", ""},
	"guardian-word"},
    {"ended first", GUARDIAN_BOTH, {OWN, "f.d./tidigare Bo", "", "", ""},
	"guardian-word"},
    {"no word of its own", GUARDIAN_BOTH, {OWN, "Fdx Ek", "", "", ""}, ""},
    {"a digit", GUARDIAN_BOTH, {OWN, "Fd4 Ek", "", "", ""}, "guardian-word"},
    {"nor that", GUARDIAN_BOTH, {OWN, "Fdå Ja-Ek", "", "", ""}, ""},
};

static void
test_clear(struct arena *mem, size_t i)
{
	struct job_reads reads = make_reads(mem);
	struct value values[COLUMNS] = {0};
	struct row row;
	struct problem why = {0};
	fill_row(values, &row, clear[i].cells);
	bool ok = addressee_is_clear(&reads, clear[i].mail, mem, &row, &why);
	test_text(clear[i].name, ok ? "" : why.message->code, clear[i].want);
}

/* What the job lists is meant, unless it only says yes or no. */
static void
test_listed(struct arena *mem, const char *cell, bool fits)
{
	const char *cells[COLUMNS] = {OWN, cell, "", "", ""};
	struct job_reads reads = make_reads(mem);
	struct value values[COLUMNS] = {0};
	struct row row;
	struct problem why = {0};
	reads.columns.at[reads.guardian].type = COLUMN_CHOICE;
	fill_row(values, &row, cells);
	test_true(cell,
	    addressee_is_clear(&reads, GUARDIAN_BOTH, mem, &row, &why) == fits);
}

#define TEXT(text)                                                             \
	{                                                                      \
		(text), sizeof(text) - 1                                       \
	}

static const struct {
	const char *name;
	struct household_names names;
	const char *want;
	bool abroad;
} households[] = {
    {"nobody else", {.count = 0},
	"client: n:Åsa Ek|s:Gatan 1|p:999 12 Norrby; "},
    {"one is nobody else",
	{.first = {TEXT("Åsa")}, .full = {TEXT("Åsa Ek")}, .count = 1},
	"client: n:Åsa Ek|s:Gatan 1|p:999 12 Norrby; "},
    {"three",
	{.first = {TEXT("Åsa"), TEXT("Bo"), TEXT("Eva")},
	    .full = {TEXT("Åsa Ek"), TEXT("Bo Ek"), TEXT("Eva Ek")},
	    .count = 3},
	"client: n:Åsa Ek|n:Bo Ek|n:Eva Ek|s:Gatan 1|p:999 12 Norrby; "},
    {"four, all there may be",
	{.first = {TEXT("Åsa"), TEXT("Bo"), TEXT("Eva"), TEXT("Liv")},
	    .full = {TEXT("Åsa Ek"), TEXT("Bo Ek"), TEXT("Eva Ek"),
		TEXT("Liv Ek")},
	    .count = 4},
	"client: n:Åsa Ek|n:Bo Ek|n:Eva Ek|n:Liv Ek|s:Gatan 1|p:999 12 "
	"Norrby; "},
    {"four, with all lines that there may be",
	{.first = {TEXT("Åsa"), TEXT("Bo"), TEXT("Eva"), TEXT("Liv")},
	    .full = {TEXT("Åsa Ek"), TEXT("Bo Ek"), TEXT("Eva Ek"),
		TEXT("Liv Ek")},
	    .count = 4},
	"client: n:Åsa Ek|n:Bo Ek|n:Eva Ek|n:Liv Ek|c:c/o Li Ek|s:Gatan 1|"
	"s:Lgh 1101|p:LONDON|p:ZZ99 9ZZ|l:STORBRITANNIEN; ",
	true},
};

static void
test_household(struct arena *mem, size_t i)
{
	static const char *const cells[][COLUMNS] = {{OWN}, {ABROAD}};
	struct job_reads reads = make_reads(mem);
	struct value values[COLUMNS] = {0};
	struct row row;
	struct address address;
	struct problem why = {0};
	struct strbuf out = {0};
	fill_row(values, &row, cells[households[i].abroad]);
	/* By way of the plan, as a writer has them. */
	struct household_names names = household_names_read(
	    household_names_write(mem, &households[i].names));
	test_number(households[i].name, (long long)names.count,
	    (long long)households[i].names.count);
	for (size_t k = 0; k < names.count; k++)
		test_true(households[i].name,
		    slice_equal(names.first[k], households[i].names.first[k]));
	bool ok = addressee_address(&reads, "Gäller", mem, &row,
	    ADDRESSEE_CLIENT, &names, false, &address, &why);
	write_address(&out, ADDRESSEE_CLIENT, ok, &address, &why);
	test_slice(households[i].name, strbuf_view(&out), households[i].want);
	strbuf_fini(&out);
}

/* No more than four can be read, whatever stands in a plan. */
static void
test_many(void)
{
	struct household_names names =
	    household_names_read(SLICE("a\nA\nb\nB\nc\nC\nd\nD\ne\nE"));
	test_number("four", (long long)names.count, NAMES_MAX);
	test_slice("the fourth", names.full[3], "D");
}

int
main(void)
{
	struct arena *mem = arena_new();
	for (size_t i = 0; i < COUNT(cases); i++)
		test_case(mem, i);
	for (size_t i = 0; i < COUNT(clear); i++)
		test_clear(mem, i);
	test_listed(mem, "Förvaltarenheten 2", true);
	test_listed(mem, "Ja", false);
	for (size_t i = 0; i < COUNT(households); i++)
		test_household(mem, i);
	test_many();
	arena_free(mem);
	return test_end();
}
