#include "record/column.h"

#include "base/words.h"
#include "record/choice.h"
#include "record/messages.h"
#include "record/typed.h"
#include "test.h"

static struct slice
words(const char *text)
{
	return slice_view(text);
}

static struct arena *mem;

static const struct {
	enum column_type type;
	const char *in, *want;
	enum value_kind kind;
	const char *code; /* of the problem; NULL: fits */
} cases[] = {
    {COLUMN_TEXT, "  Storgatan 1 ", "Storgatan 1", VALUE_TEXT, NULL},
    {COLUMN_TEXT, "\u00a0x\u00a0", "x", VALUE_TEXT, NULL},
    {COLUMN_TEXT, "A\u030asa", "Åsa", VALUE_TEXT, NULL},
    {COLUMN_TEXT, "00123", "00123", VALUE_TEXT, NULL},
    {COLUMN_TEXT, "", "", VALUE_EMPTY, NULL},
    {COLUMN_TEXT, "  ", "", VALUE_EMPTY, NULL},
    {COLUMN_TEXT, "\u200b", "", VALUE_EMPTY, NULL},
    {COLUMN_TEXT, "a\u202eb", "a\u202eb", VALUE_UNFIT, "hidden-character"},
    {COLUMN_TEXT, "Bj\ufffdrn", "Bj\ufffdrn", VALUE_UNFIT, "lost-character"},
    {COLUMN_INTEGER, "12", "12", VALUE_NUMBER, NULL},
    {COLUMN_INTEGER, "1 234", "1234", VALUE_NUMBER, NULL},
    {COLUMN_INTEGER, "-3", "-3", VALUE_NUMBER, NULL},
    {COLUMN_INTEGER, "12,0", "12", VALUE_NUMBER, NULL},
    {COLUMN_INTEGER, "12,5", "12,5", VALUE_UNFIT, "not-an-integer"},
    {COLUMN_INTEGER, "tolv", "tolv", VALUE_UNFIT, "not-an-integer"},
    {COLUMN_INTEGER, "", "", VALUE_EMPTY, NULL},
    {COLUMN_DECIMAL, "12,50", "12.5", VALUE_NUMBER, NULL},
    {COLUMN_DECIMAL, "1 234,5", "1234.5", VALUE_NUMBER, NULL},
    {COLUMN_DECIMAL, "12 kr", "12 kr", VALUE_UNFIT, "not-a-number"},
    {COLUMN_DECIMAL, "1.234", "1.234", VALUE_UNFIT, "two-readings"},
    {COLUMN_DECIMAL, "-12,345", "-12,345", VALUE_UNFIT, "two-readings"},
    {COLUMN_DECIMAL, "1.234,50", "1234.5", VALUE_NUMBER, NULL},
    {COLUMN_INTEGER, "1.000", "1.000", VALUE_UNFIT, "two-readings"},
    {COLUMN_INTEGER, "1.000.000", "1000000", VALUE_NUMBER, NULL},
    {COLUMN_TEXT, "#SAKNAS!", "#SAKNAS!", VALUE_UNFIT, "error-word"},
    {COLUMN_DATE, "#REF!", "#REF!", VALUE_UNFIT, "error-word"},
    {COLUMN_CHOICE, "#N/A", "#N/A", VALUE_UNFIT, "error-word"},
    {COLUMN_DATE, "2012-03-19", "2012-03-19", VALUE_DATE, NULL},
    {COLUMN_DATE, "20120319", "2012-03-19", VALUE_DATE, NULL},
    {COLUMN_DATE, "19/3 2012", "2012-03-19", VALUE_DATE, NULL},
    {COLUMN_DATE, " 19 mars 2012", "2012-03-19", VALUE_DATE, NULL},
    {COLUMN_DATE, "2012-02-30", "2012-02-30", VALUE_UNFIT, "not-a-date"},
    {COLUMN_DATE, "40987", "40987", VALUE_UNFIT, "not-a-date"},
    {COLUMN_DATE, "tills vidare", "tills vidare", VALUE_UNFIT, "not-a-date"},
    {COLUMN_FLAG, "Ja", "ja", VALUE_FLAG, NULL},
    {COLUMN_FLAG, "N", "nej", VALUE_FLAG, NULL},
    {COLUMN_FLAG, "1", "ja", VALUE_FLAG, NULL},
    {COLUMN_FLAG, "FALSE", "nej", VALUE_FLAG, NULL},
    {COLUMN_FLAG, "x", "ja", VALUE_FLAG, NULL},
    {COLUMN_FLAG, "", "", VALUE_EMPTY, NULL},
    {COLUMN_FLAG, "kanske", "kanske", VALUE_UNFIT, "not-a-flag"},
    {COLUMN_CHOICE, "Servicehus", "Servicehus", VALUE_TEXT, NULL},
    {COLUMN_CHOICE, "servicehus ", "Servicehus", VALUE_TEXT, NULL},
    {COLUMN_CHOICE, "SERVICEHUS", "Servicehus", VALUE_TEXT, NULL},
    {COLUMN_CHOICE, "sh", "Servicehus", VALUE_TEXT, NULL},
    {COLUMN_CHOICE, "Eget  boende", "Eget boende", VALUE_TEXT, NULL},
    {COLUMN_CHOICE, "ORDINÄRT boende", "Eget boende", VALUE_TEXT, NULL},
    {COLUMN_CHOICE, "ordinart boende", "ordinart boende", VALUE_UNFIT,
	"value-not-listed"},
    {COLUMN_CHOICE, "", "", VALUE_UNFIT, "empty-not-listed"},
    {COLUMN_PERSONNUMMER, "5001019800", "19500101-9800", VALUE_TEXT, NULL},
    {COLUMN_PERSONNUMMER, "19500101-9800", "19500101-9800", VALUE_TEXT, NULL},
    {COLUMN_PERSONNUMMER, "500101-9801", "500101-9801", VALUE_UNFIT,
	"identity-check"},
    {COLUMN_PERSONNUMMER, "19500101-9801", "19500101-9801", VALUE_UNFIT,
	"identity-check"},
    {COLUMN_PERSONNUMMER, "501301-9806", "501301-9806", VALUE_UNFIT,
	"identity-date"},
    {COLUMN_PERSONNUMMER, "500101", "500101", VALUE_UNFIT,
	"not-a-personnummer"},
    {COLUMN_PERSONNUMMER, "1003059811", "1003059811", VALUE_UNFIT,
	"identity-century"},
    {COLUMN_PERSONNUMMER, "100305-9811", "100305-9811", VALUE_UNFIT,
	"identity-century"},
    {COLUMN_PERSONNUMMER, "310202+9810", "310202+9810", VALUE_UNFIT,
	"identity-old"},
    {COLUMN_PERSONNUMMER, "20520101-9808", "20520101-9808", VALUE_UNFIT,
	"identity-unborn"},
    {COLUMN_HENKILOTUNNUS, "010150A980Y", "010150A980Y", VALUE_UNFIT,
	"identity-unborn"},
    {COLUMN_HENKILOTUNNUS, "010150+980Y", "010150+980Y", VALUE_UNFIT,
	"identity-old"},
    {COLUMN_HENKILOTUNNUS, "010150-980y", "010150-980Y", VALUE_TEXT, NULL},
    {COLUMN_HENKILOTUNNUS, "010150-980X", "010150-980X", VALUE_UNFIT,
	"identity-check"},
    {COLUMN_HENKILOTUNNUS, "nej", "nej", VALUE_UNFIT, "not-a-henkilotunnus"},
    {COLUMN_FODSELSNUMMER, "010150 98089", "01015098089", VALUE_TEXT, NULL},
    {COLUMN_FODSELSNUMMER, "1015098089", "1015098089", VALUE_UNFIT,
	"not-a-fodselsnummer"},
    {COLUMN_FODSELSNUMMER, "01015098088", "01015098088", VALUE_UNFIT,
	"identity-check"},
    {COLUMN_ORGANISATIONSNUMMER, "5599999991", "559999-9991", VALUE_TEXT, NULL},
    {COLUMN_ORGANISATIONSNUMMER, "559999-9995", "559999-9995", VALUE_UNFIT,
	"not-an-organisationsnummer"},
    {COLUMN_POSTCODE, "S-12345", "123 45", VALUE_TEXT, NULL},
    {COLUMN_POSTCODE, "06151", "06151", VALUE_TEXT, NULL},
    {COLUMN_POSTCODE, "1234", "1234", VALUE_UNFIT, "not-a-postcode"},
    {COLUMN_EMAIL, "a@example.se", "a@example.se", VALUE_TEXT, NULL},
    {COLUMN_EMAIL, "a(at)example.se", "a(at)example.se", VALUE_UNFIT,
	"not-an-email"},
    {COLUMN_PHONE, "0999-10 01 23", "0999-10 01 23", VALUE_TEXT, NULL},
    {COLUMN_PHONE, "hem", "hem", VALUE_UNFIT, "not-a-phone"},
};

static struct column
make_column(enum column_type type)
{
	static struct slice own[2], service[2];
	static struct choice choices[2];
	own[0] = words("ordinärt boende");
	own[1] = words("hemma");
	service[0] = words("SH");
	service[1] = words("serviceboende");
	choices[0] = (struct choice){words("Eget boende"), own, 2, NO_SPAN};
	choices[1] = (struct choice){words("Servicehus"), service, 2, NO_SPAN};
	struct column column = {.name = words("Kolumn"), .type = type};
	if (type == COLUMN_CHOICE) {
		column.choices = choices;
		column.choice_count = 2;
	}
	column_prepare(mem, &column, day_of(2012, 3, 19));
	return column;
}

static void
test_case(size_t i)
{
	struct column column = make_column(cases[i].type);
	const char *name = cases[i].in;
	struct value value;
	struct problem why = {0};
	bool ok =
	    column_read(&column, mem, slice_view(cases[i].in), &value, &why);
	test_true(name, ok == !cases[i].code);
	test_slice(name, value.text, cases[i].want);
	test_number(name, value.kind, cases[i].kind);
	test_text(name, ok ? NULL : why.message->code,
	    cases[i].code ? cases[i].code : "");
	test_true(name, ok || slice_is(why.arguments[0].text, "Kolumn"));
	/* What was kept is typed the same when it is read back. */
	struct value again = column_value(&column, value.text);
	if (!why.message || !strstr(why.message->code, "-character"))
		test_number(name, again.kind, cases[i].kind);
	test_slice(name, again.text, cases[i].want);
	if (value.kind == VALUE_NUMBER)
		test_number(name, again.micro, value.micro);
	if (value.kind == VALUE_DATE)
		test_number(name, again.when, value.when);
	if (value.kind == VALUE_FLAG)
		test_number(name, again.flag, value.flag);
	/* What is known to fit is not judged again, and is the same. */
	if (!ok)
		return;
	struct value judged = column_judged_value(&column, value.text);
	test_number(name, judged.kind, again.kind);
	test_slice(name, judged.text, cases[i].want);
	if (value.kind == VALUE_NUMBER)
		test_number(name, judged.micro, value.micro);
	if (value.kind == VALUE_DATE)
		test_number(name, judged.when, value.when);
	if (value.kind == VALUE_FLAG)
		test_number(name, judged.flag, value.flag);
}

static void
test_borrowed(void)
{
	struct column column = make_column(COLUMN_TEXT);
	struct slice cell = SLICE("Åkerlund-Öberg");
	struct value value;
	struct problem why;
	struct arena *row_mem = arena_new();
	column_read(&column, row_mem, cell, &value, &why);
	test_true("a plain text is borrowed", value.text.at == cell.at);
	test_number("and nothing is allocated", arena_used(row_mem), 0);
	arena_free(row_mem);
}

static void
test_required(void)
{
	struct column column = make_column(COLUMN_TEXT);
	column.required = true;
	struct value value;
	struct problem why = {0};
	test_true(
	    "required", !column_read(&column, mem, SLICE(" "), &value, &why));
	test_text("required", why.message->code, "required");
	test_number("required, read back",
	    column_value(&column, SLICE("")).kind, VALUE_UNFIT);
	test_number("counted", column.tally->unfit, 1);
}

/* Crosses and empty cells: empty is no. With any word it stays open. */
static void
test_flags(void)
{
	struct column column = make_column(COLUMN_FLAG);
	struct value value;
	struct problem why;
	column_read(&column, mem, SLICE("x"), &value, &why);
	column_read(&column, mem, SLICE(""), &value, &why);
	column_settle(&column);
	value = column_value(&column, SLICE(""));
	test_number("crosses", value.kind, VALUE_FLAG);
	test_true("crosses", !value.flag);
	column_read(&column, mem, SLICE("nej"), &value, &why);
	column_settle(&column);
	value = column_value(&column, SLICE(""));
	test_number("words", value.kind, VALUE_EMPTY);
}

static void
test_find(void)
{
	struct column at[3] = {{.name = words("Personnummer")},
	    {.name = words("God man")}, {.name = words("Postnr")}};
	struct columns columns = {at, 3};
	test_number("found", columns_find(&columns, SLICE("God man")), 1);
	test_number(
	    "in another case", columns_find(&columns, SLICE("god  MAN")), 1);
	test_true("not there",
	    columns_find(&columns, SLICE("Förnamn")) == COLUMN_NONE);
	test_slice(
	    "nearest", columns_nearest(&columns, SLICE("Potsnr")), "Postnr");
	test_slice("none near", columns_nearest(&columns, SLICE("Zzz")), "");
}

static void
test_two_values(void)
{
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct column column = make_column(COLUMN_CHOICE);
	test_true("no spelling twice", column_check_choices(&column, diag));
	column.choices[1].spellings[0] = words("HEMMA ");
	column_prepare(mem, &column, 0);
	test_true("a spelling twice", !column_check_choices(&column, diag));
	test_number("reported", diag_errors(diag), 1);
	diag_free(diag);
	sources_free(sources);
}

/* Values themselves, spellings of theirs, and what is neither. */
static void
test_values(void)
{
	struct column column = make_column(COLUMN_CHOICE);
	struct slice value = column.choices[1].value;
	struct slice spelling = column.choices[1].spellings[0];
	test_true("a value", choice_is_value(&column, value));
	test_true("a spelling", !choice_is_value(&column, spelling));
	test_true("neither", !choice_is_value(&column, SLICE("Qqqq")));
	const struct column norwegian = {
	    .type = COLUMN_FODSELSNUMMER, .today = day_of(2012, 3, 19)};
	test_number("a number of Norway's",
	    typed_again(&norwegian, SLICE("01015098089")).kind, VALUE_TEXT);
	test_number("one that is as it was written",
	    typed_again(&norwegian, SLICE("010150 98089")).kind, VALUE_UNFIT);
	const struct column company = {.type = COLUMN_ORGANISATIONSNUMMER};
	test_number("a company's, as it was written",
	    typed_again(&company, SLICE("5599999991")).kind, VALUE_UNFIT);
	struct column untold = {.type = COLUMN_FLAG};
	column_settle(&untold);
	test_true("nothing was counted", !untold.empty_is_no);
}

/* What a spreadsheet's cell shows, and what lies beneath. */
static const struct {
	enum column_type type;
	const char *shown, *beneath;
	bool is_date, unsure;
	const char *want;
	const char *code;
} cells[] = {
    {COLUMN_DECIMAL, "1 235 kr", "1234.5", false, false, "1234.5", NULL},
    {COLUMN_DECIMAL, "15%", "14.5", false, false, "14.5", NULL},
    {COLUMN_DECIMAL, "12,5", "", false, false, "12.5", NULL},
    {COLUMN_DECIMAL, "7", "7", false, true, "7", NULL},
    {COLUMN_DECIMAL, "2012-03-19", "2012-03-19", true, false, "2012-03-19",
	"not-a-number"},
    {COLUMN_INTEGER, "500 kr", "500", false, false, "500", NULL},
    {COLUMN_INTEGER, "1 235 kr", "1234.5", false, false, "1234.5",
	"not-an-integer"},
    {COLUMN_INTEGER, "2012", "2012-03-19", true, false, "2012", NULL},
    {COLUMN_INTEGER, "40987", "2012-03-19", true, true, "40987",
	"shown-unsurely"},
    {COLUMN_DATE, "mars 2012", "2012-03-19", true, false, "2012-03-19", NULL},
    {COLUMN_DATE, "40987", "2012-03-19", true, true, "2012-03-19", NULL},
    {COLUMN_DATE, "1 235 kr", "1234.5", false, false, "1 235 kr", "not-a-date"},
    {COLUMN_TEXT, "1 235 kr", "1234.5", false, false, "1 235 kr", NULL},
    {COLUMN_TEXT, "40987", "2012-03-19", true, true, "40987", "shown-unsurely"},
    {COLUMN_PHONE, "701740605", "701740605", false, true, "701740605",
	"shown-unsurely"},
};

static void
test_cells(void)
{
	for (size_t i = 0; i < COUNT(cells); i++) {
		struct column column = make_column(cells[i].type);
		const struct beneath beneath = {words(cells[i].beneath),
		    cells[i].is_date,
		    cells[i].unsure ? &record_shown_unsurely : NULL};
		struct value value;
		struct problem why = {0};
		bool fits = column_read_cell(&column, mem,
		    words(cells[i].shown), &beneath, &value, &why);
		test_true(cells[i].shown, fits == !cells[i].code);
		test_slice(cells[i].shown, value.text, cells[i].want);
		if (!fits && cells[i].code)
			test_slice(cells[i].shown,
			    slice_view(why.message->code), cells[i].code);
	}
	struct value value;
	struct problem why = {0};
	struct column column = make_column(COLUMN_DECIMAL);
	test_true("nothing beneath",
	    column_read_cell(&column, mem, words("12,5"), NULL, &value, &why));
}

/* The day that a number of people says, where it is one. */
static void
test_births(void)
{
	static const struct {
		enum column_type type;
		const char *number, *born; /* "": none */
	} births[] = {
	    {COLUMN_PERSONNUMMER, "500101-9800", "1950-01-01"},
	    {COLUMN_PERSONNUMMER, "500101-T123", "1950-01-01"},
	    {COLUMN_PERSONNUMMER, "500101-9801", ""},
	    {COLUMN_HENKILOTUNNUS, "010150-980Y", "1950-01-01"},
	    {COLUMN_HENKILOTUNNUS, "010150-980X", ""},
	    {COLUMN_FODSELSNUMMER, "01015098089", "1950-01-01"},
	    {COLUMN_FODSELSNUMMER, "01015098088", ""},
	};
	for (size_t i = 0; i < COUNT(births); i++) {
		char have[11] = "";
		day born = column_birth(births[i].type,
		    slice_view(births[i].number), day_of(2012, 3, 19));
		if (born != DAY_NONE)
			day_write_iso(born, have);
		test_text(births[i].number, have, births[i].born);
		test_true(births[i].number, column_is_identity(births[i].type));
	}
	test_true("others say none",
	    !column_is_identity(COLUMN_ORGANISATIONSNUMMER) &&
		!column_is_identity(COLUMN_TEXT));
}

/* Words that the job says are empty cells. */
static void
test_said_empty(void)
{
	static struct slice empties[2];
	static const struct {
		const char *in;
		enum value_kind kind;
	} said[] = {{" SAKNAS ", VALUE_EMPTY}, {"okänd", VALUE_EMPTY},
	    {"saknas?", VALUE_TEXT}, {"", VALUE_EMPTY}};
	struct column column = make_column(COLUMN_TEXT);
	empties[0] = words("saknas");
	empties[1] = words("okänd");
	column.empties = empties;
	column.empty_count = 2;
	for (size_t i = 0; i < COUNT(said); i++) {
		struct value value;
		struct problem why;
		test_true(
		    said[i].in, column_read(&column, mem,
				    slice_view(said[i].in), &value, &why));
		test_number(said[i].in, value.kind, said[i].kind);
	}
}

int
main(void)
{
	mem = arena_new();
	test_births();
	test_said_empty();
	for (size_t i = 0; i < COUNT(cases); i++)
		test_case(i);
	test_borrowed();
	test_required();
	test_flags();
	test_find();
	test_two_values();
	test_values();
	test_cells();
	arena_free(mem);
	return test_end();
}
