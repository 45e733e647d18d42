/*
 * OpenDocument spreadsheets as LibreOffice writes them, made here part by part;
 * and what must be refused or held.
 */
#include "small_document.h"

static const struct {
	const char *name, *rows, *want;
	const char *code; /* to be reported, or NULL */
} cases[] = {
    {"texts, blanks, paragraphs",
	HEADER ROW(TEXT("  \xc3\x85sa<x:s x:c=\"2\"/>B\n  ")
		TEXT("Norr<x:span>viken</x:span>"))
	    ROW("<t:table-cell o:value-type=\"string\"><o:annotation><x:p>not"
		"</x:p></o:annotation><x:p>a<x:line-break/>b</x:p><x:p>c<x:tab/"
		">"
		"d</x:p><d:frame><x:p>no</x:p></d:frame></t:table-cell>"),
	FOUND "1@2: \xc3\x85sa  B |Norrviken\n2@3: a\\x0ab\\x0ac\\x09"
	      "d|\n" END("2", "0"),
	"cell-notes"},
    {"numbers, dates, flags, times",
	HEADER ROW(
	    "<t:table-cell o:value-type=\"float\" o:value=\"12.5\"><x:p>"
	    "12,50 kr</x:p></t:table-cell><t:table-cell o:value-type="
	    "\"date\" o:date-value=\"2012-03-19\"><x:p>19 mars 2012</x:p>"
	    "</t:table-cell>")
	    ROW("<t:table-cell o:value-type=\"boolean\" "
		"o:boolean-value=\"true\">"
		"<x:p>SANT</x:p></t:table-cell><t:table-cell o:value-type="
		"\"time\" o:time-value=\"PT30H15M00S\"><x:p>30:15</x:p>"
		"</t:table-cell>")
		ROW("<t:table-cell o:value-type=\"date\" o:date-value="
		    "\"2012-03-19\"><x:p>mar 12</x:p></t:table-cell>"
		    "<t:table-cell o:value-type=\"float\" o:value=\"0.5\"/>"),
	FOUND
	"1@2: 12,50 kr|2012-03-19\n2@3: TRUE|30:15\n3@4: mar 12|0,5\n" END(
	    "3", "0"),
	NULL},
    {"cells and rows that repeat",
	HEADER "<t:table-row t:number-rows-repeated=\"2\"><t:table-cell "
	       "o:value-type=\"string\" t:number-columns-repeated=\"2\"><x:p>y"
	       "</x:p></t:table-cell><t:table-cell t:number-columns-repeated="
	       "\"16382\"/></t:table-row><t:table-row t:number-rows-repeated="
	       "\"3\"><t:table-cell/></t:table-row>" ROW(TEXT(
		   "z")) "<t:table-row "
			 "t:number-rows-repeated=\"1048500\"><t:table-cell "
			 "t:number-columns-repeated=\"16384\"/></t:table-row>",
	FOUND "1@2: y|y\n2@3: y|y\n3@7: z|\n" END("3", "0"), NULL},
    {"notes beside the table",
	HEADER ROW(TEXT("a")
		TEXT("b") "<t:table-cell "
			  "t:number-columns-repeated=\"2\"/>" TEXT("obs")),
	" Klienter\nheader 1: Namn|Ort|#3|#4|#5\n1@2: a|b|||obs\n" END(
	    "1", "0"),
	"unnamed-column"},
    {"an error, a formula without its result, a broken number",
	HEADER ROW("<t:table-cell t:formula=\"=X\" o:value-type=\"string\" "
		   "c:value-type=\"error\"><x:p>#N/A</x:p></t:table-cell>")
	    ROW("<t:table-cell t:formula=\"=X\"/>" TEXT("a"))
		ROW("<t:table-cell o:value-type=\"float\" o:value=\"x\"><x:p>1"
		    "</x:p></t:table-cell>"),
	FOUND
	"1@2: #N/A| [error-cell] column 'Namn' holds an error value of "
	"the spreadsheet\n2@3: |a [no-result] column 'Namn' holds a "
	"formula whose result is not stored\n3@4: 1| [not-a-cell-number] "
	"column 'Namn' holds a number cell without a number\n" END("3", "3"),
	NULL},
    {"a time that nothing shows, and a number that does not fit",
	HEADER ROW(
	    "<t:table-cell o:value-type=\"time\" o:time-value=\"PT1H\"/>")
	    ROW("<t:table-cell o:value-type=\"float\" o:value=\"7\"><x:p>###"
		"</x:p></t:table-cell>"),
	NULL, NULL},
    {"merged cells, and what lies under them",
	HEADER ROW("<t:table-cell o:value-type=\"string\" "
		   "t:number-columns-spanned=\"2\"><x:p>a</x:p></t:table-cell>"
		   "<t:covered-table-cell/>"),
	FOUND "1@2: a|\n" END("1", "0"), "merged-cells"},
    {"hidden columns",
	"<t:table-column t:visibility=\"collapse\" "
	"t:number-columns-repeated=\"1000\"/>" HEADER "<t:table-row>" TEXT("a")
	    TEXT("b") "</t:table-row>",
	FOUND "1@2: a|b\n" END("1", "0"), "hidden-columns"},
    {"hidden rows",
	HEADER
	"<t:table-row t:visibility=\"filter\">" TEXT("a") "</t:table-row>",
	FOUND "1@2: a|\n" END("1", "0"), "hidden-rows"},
    {"a number of 16 digits",
	HEADER ROW("<t:table-cell o:value-type=\"float\" "
		   "o:value=\"1950010198001234\"><x:p>1950010198001230</x:p>"
		   "</t:table-cell>"),
	FOUND "1@2: 1950010198001230| [long-number] column 'Namn' holds a "
	      "number of more than 15 digits, whose end the spreadsheet has "
	      "lost\n" END("1", "1"),
	NULL},
    {"a number that its format hides",
	HEADER ROW("<t:table-cell o:value-type=\"float\" "
		   "o:value=\"7\"><x:p/></t:table-cell>" TEXT("a")),
	FOUND "1@2: |a [shown-unsurely] " UNSURE "" END("1", "1"), NULL},
    {"a nought that its format hides",
	HEADER ROW("<t:table-cell o:value-type=\"float\" "
		   "o:value=\"0\"><x:p/></t:table-cell>" TEXT("a")),
	FOUND "1@2: |a\n" END("1", "0"), NULL},
    {"a long number that does not fit",
	HEADER ROW(
	    "<t:table-cell o:value-type=\"float\" "
	    "o:value=\"1950010198001234\"><x:p>###</x:p></t:table-cell>" TEXT(
		"a")),
	FOUND
	"1@2: ###|a [long-number] column 'Namn' holds a number of more than 15 "
	"digits, whose end the spreadsheet has lost\n" END("1", "1"),
	NULL},
    {"a long number of noughts",
	HEADER ROW(
	    "<t:table-cell o:value-type=\"float\" "
	    "o:value=\"1E17\"><x:p>1E+17</x:p></t:table-cell>" TEXT("a")),
	FOUND "1@2: 1E+17|a\n" END("1", "0"), NULL},
    {"a flag that is not",
	HEADER ROW(
	    "<t:table-cell o:value-type=\"boolean\" "
	    "o:boolean-value=\"false\"><x:p>FALSKT</x:p></t:table-cell>" TEXT(
		"a")),
	FOUND "1@2: FALSE|a\n" END("1", "0"), NULL},
    {"a flag that may be",
	HEADER ROW(
	    "<t:table-cell o:value-type=\"boolean\" "
	    "o:boolean-value=\"kanske\"><x:p>KANSKE</x:p></t:table-cell>" TEXT(
		"a")),
	FOUND "1@2: KANSKE|a [not-a-cell-flag] column 'Namn' holds a cell of "
	      "TRUE or FALSE that says neither\n" END("1", "1"),
	NULL},
    {"a date that nothing shows",
	HEADER ROW("<t:table-cell o:value-type=\"date\" "
		   "o:date-value=\"2012-03-19\"></t:table-cell>" TEXT("a")),
	FOUND "1@2: 2012-03-19|a\n" END("1", "0"), NULL},
    {"a date that is none",
	HEADER ROW(
	    "<t:table-cell o:value-type=\"date\" "
	    "o:date-value=\"2012-02-30\"><x:p>30 feb</x:p></t:table-cell>" TEXT(
		"a")),
	FOUND "1@2: 2012-02-30|a [not-a-cell-date] column 'Namn' holds a "
	      "number shown as a date that does not exist\n" END("1", "1"),
	NULL},
    {"a text that is stored",
	HEADER ROW("<t:table-cell o:value-type=\"string\" "
		   "o:string-value=\"Ek\"></t:table-cell>" TEXT("a")),
	FOUND "1@2: Ek|a\n" END("1", "0"), NULL},
    {"a heading in a cell",
	HEADER ROW(
	    "<t:table-cell "
	    "o:value-type=\"string\"><x:h>Ek</x:h></t:table-cell>" TEXT("a")),
	FOUND "1@2: Ek|a\n" END("1", "0"), NULL},
    {"a list in a cell",
	HEADER ROW("<t:table-cell "
		   "o:value-type=\"string\"><x:list><x:list-item><x:p>Ek</"
		   "x:p></x:list-item></x:list></t:table-cell>" TEXT("a")),
	FOUND "1@2: Ek|a\n" END("1", "0"), NULL},
    {"what is said of a text",
	HEADER ROW(
	    "<t:table-cell "
	    "o:value-type=\"string\"><x:p><x:ruby><x:ruby-base>Ek</"
	    "x:ruby-base><x:ruby-text>XX</x:ruby-text></x:ruby><x:note>not</"
	    "x:note><o:annotation-end/></x:p></t:table-cell>" TEXT("a")),
	FOUND "1@2: Ek|a\n" END("1", "0"), NULL},
    {"blanks without a number",
	HEADER ROW("<t:table-cell o:value-type=\"string\"><x:p>a<x:s "
		   "x:c=\"x\"/><x:s/>b</x:p></t:table-cell>" TEXT("a")),
	FOUND "1@2: a b|a\n" END("1", "0"), NULL},
    {"what lies under a merged cell",
	HEADER ROW(
	    "<t:covered-table-cell "
	    "o:value-type=\"string\"><x:p>b</x:p></t:covered-table-cell>" TEXT(
		"a")),
	FOUND "1@2: b|a [shown-unsurely] " UNSURE "" END("1", "1"), NULL},
    {"a cell over two rows",
	HEADER ROW(
	    "<t:table-cell o:value-type=\"string\" "
	    "t:number-rows-spanned=\"2\"><x:p>b</x:p></t:table-cell>" TEXT(
		"a")),
	FOUND "1@2: b|a\n" END("1", "0"), "merged-cells"},
    {"a value of nothing",
	HEADER ROW(
	    "<t:table-cell "
	    "o:value-type=\"void\"><x:p>b</x:p></t:table-cell>" TEXT("a")),
	FOUND "1@2: b|a\n" END("1", "0"), NULL},
    {"rows and columns that are said to be seen",
	"<t:table-column t:visibility=\"visible\"/>" HEADER
	"<t:table-row t:visibility=\"visible\">" TEXT("a") "</t:table-row>",
	FOUND "1@2: a|\n" END("1", "0"), NULL},
    {"elements of other kinds in a cell",
	HEADER ROW("<t:table-cell o:value-type=\"string\"><o:event/><s:x/>"
		   "<t:detective/><x:p>a<s:x/><o:event>b</o:event>c</x:p>"
		   "</t:table-cell>" TEXT("d")),
	FOUND "1@2: abc|d\n" END("1", "0"), NULL},
    {"a formula that shows a text of no type",
	HEADER ROW("<t:table-cell t:formula=\"=X\"><x:p>a</x:p>"
		   "</t:table-cell><t:table-cell t:formula=\"=X\" "
		   "o:value-type=\"string\"/>"),
	FOUND "1@2: a|\n" END("1", "0"), NULL},
    {"a day before all days",
	HEADER ROW("<t:table-cell o:value-type=\"date\" "
		   "o:date-value=\"1899-12-30\"><x:p>1899-12-30</x:p>"
		   "</t:table-cell>" TEXT("a")),
	FOUND "1@2: 1899-12-30|a\n" END("1", "0"), NULL},
    {"an hour for a day",
	HEADER ROW(
	    "<t:table-cell o:value-type=\"date\" "
	    "o:date-value=\"T14:05\"><x:p>fem</x:p></t:table-cell>" TEXT("a")),
	FOUND "1@2: 14:05|a\n" END("1", "0"), NULL},
    {"a column's name that repeats",
	ROW("<t:table-cell t:number-columns-repeated=\"5000\" "
	    "o:value-type=\"string\"><x:p>a</x:p></t:table-cell>"),
	NULL, "too-many-columns"},
    {"a count with as many digits as one can have",
	HEADER ROW("<t:table-cell t:number-columns-repeated=\"99999999\"/>"),
	NULL, "damaged-part"},
    {"a count beyond all",
	HEADER ROW("<t:table-cell t:number-columns-repeated=\"99999999999\"/>"),
	NULL, "damaged-part"},
    {"a row that repeats not at all",
	HEADER "<t:table-row t:number-rows-repeated=\"0\"/>", NULL,
	"damaged-part"},
    {"a table in a table", HEADER "<t:table t:name=\"x\"/>", NULL,
	"damaged-part"},
    {"more rows than a sheet has",
	HEADER "<t:table-row t:number-rows-repeated=\"2000000\">" TEXT(
	    "a") "</"
		 "t:table-row>",
	NULL, "spreadsheet-too-large"},
    {"more columns than are read",
	HEADER ROW("<t:table-cell t:number-columns-repeated=\"5000\" "
		   "o:value-type=\"string\"><x:p>a</x:p></t:table-cell>"),
	NULL, "too-many-columns"},
    {"a count that is none",
	HEADER ROW("<t:table-cell t:number-columns-repeated=\"-1\"/>"), NULL,
	"damaged-part"},
    {"a table in a cell", HEADER ROW("<t:table-cell><t:table/></t:table-cell>"),
	NULL, "damaged-part"},
    {"XML cut short", HEADER "<t:table-row><t:table-cell", NULL,
	"damaged-part"},
};

static void
test_documents(void)
{
	struct intake_options options = {.path = "r.ods", .sheet = "Dolt"};
	write_document(mimetype, MANIFEST(""), HEADER);
	check("a hidden sheet by name", &options,
	    " Dolt\nheader 1: A|B\n1@2: c|\n" END("1", "0"), NULL);
	options.sheet = "Klient";
	check("none of that name", &options, NULL, "no-sheet");
	options.sheet = NULL;
	write_document(mimetype, "<m:manifest", HEADER);
	check("a manifest cut short", &options, NULL, "damaged-part");
	write_document(mimetype, MANIFEST("<m:encryption-data/>"), HEADER);
	check("a password", &options, NULL, "open-document");
	write_document(
	    "application/vnd.oasis.opendocument.text", MANIFEST(""), HEADER);
	check("a text", &options, NULL, "open-document");
	write_document(
	    "application/vnd.oasis.opendocument.spreadsheet-template",
	    MANIFEST(""), HEADER ROW(TEXT("a")));
	check("a template", &options, FOUND "1@2: a|\n" END("1", "0"), NULL);
	write_document("application/vnd.oasis.opendocument.spreadsheets",
	    MANIFEST(""), HEADER);
	check("another type", &options, NULL, "open-document");
	const struct content parts[] = {{"content.xml", "<x/>"}};
	write_zip("r.ods", parts, COUNT(parts));
	check("no type", &options, NULL, "open-document");
	const struct content secret[] = {{"mimetype", mimetype},
	    {"encrypted-package", "?"},
	    {"META-INF/manifest.xml", MANIFEST("<m:encryption-data/>")}};
	write_zip("r.ods", secret, COUNT(secret));
	check("a password over all", &options, NULL, "open-document");
}

/* What lies beneath, for columns of numbers and dates. */
static void
test_beneath(void)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	const struct intake_options options = {
	    .path = "r.ods", .beneath = true};
	struct intake_record record = {0};
	write_document(mimetype, MANIFEST(""),
	    HEADER ROW(
		"<t:table-cell o:value-type=\"percentage\" o:value=\"0.145\">"
		"<x:p>15 %</x:p></t:table-cell><t:table-cell o:value-type="
		"\"date\" o:date-value=\"2012-03-19T14:05:00\"><x:p>mars</x:p>"
		"</t:table-cell>") ROW("<t:table-cell o:value-type=\"time\" "
				       "o:time-value=\"PT1H\"/>" TEXT("a")));
	struct intake *intake = intake_open(mem, &options, diag);
	test_true("open", intake);
	test_number("a row", intake_next(intake, &record), INTAKE_ROW);
	test_slice("per cent", record.beneath[0].value, "14.5");
	test_slice("date", record.beneath[1].value, "2012-03-19");
	test_true("is a date", record.beneath[1].is_date);
	test_slice("as shown", record.cells[1], "mars");
	test_number("another", intake_next(intake, &record), INTAKE_ROW);
	test_slice("unsure", slice_view(record.beneath[0].fault->code),
	    "shown-unsurely");
	test_true("sure", !record.beneath[1].fault);
	intake_close(intake);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

int
main(void)
{
	char folder[32];
	struct intake_options options = {.path = "r.ods"};
	dump_enter_folder(folder);
	for (size_t i = 0; i < COUNT(cases); i++) {
		write_document(mimetype, MANIFEST(""), cases[i].rows);
		check(cases[i].name, &options, cases[i].want, cases[i].code);
	}
	test_documents();
	test_beneath();
	dump_leave_folder(folder, "r.ods");
	return test_end();
}
