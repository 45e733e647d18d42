#include "format/format.h"

#include "test.h"

#define NO_CODE UINT32_MAX /* the code counts, not the number */

static const struct {
	unsigned number;
	const char *code, *in, *want;
	const char *value; /* beneath; "" where the cell shows all there is */
	enum format_fault fault;
} cases[] = {
    {0, "", "12", "12", "", FORMAT_FINE},
    {0, "", "12.5", "12,5", "12.5", FORMAT_FINE},
    {0, "", "-0", "0", "", FORMAT_FINE},
    {0, "", "0.1", "0,1", "0.1", FORMAT_FINE},
    {0, "", "1.234", "1,234", "1.234", FORMAT_FINE},
    {0, "", "0.30000000000000004", "0,3", "0.3", FORMAT_FINE},
    {0, "", "434.99999999999994", "435", "", FORMAT_FINE},
    {0, "", "195001019800", "195001019800", "", FORMAT_FINE},
    {0, "", "1.95001019801E11", "195001019801", "", FORMAT_FINE},
    {0, "", "123456789012345", "123456789012345", "", FORMAT_FINE},
    {0, "", "0.3333333333333333", "0,333333333333333", "0.333333", FORMAT_FINE},
    {0, "", "1234567890123456", "", "", FORMAT_LONG},
    {0, "", "1E15", "1000000000000000", "", FORMAT_FINE},
    {0, "", "2.77E-17", "", "0", FORMAT_UNSURE},
    {0, "", "abc", "", "", FORMAT_NO_NUMBER},
    {0, "", "", "", "", FORMAT_NO_NUMBER},
    {0, "", "nan", "", "", FORMAT_NO_NUMBER},
    {0, "", "0x10", "", "", FORMAT_NO_NUMBER},
    {0, "", "1e999", "", "", FORMAT_NO_NUMBER},
    {0, "", "12 3", "", "", FORMAT_NO_NUMBER},
    {NO_CODE, "General", "3.14", "3,14", "3.14", FORMAT_FINE},
    {NO_CODE, "GENERAL", "3.14", "3,14", "3.14", FORMAT_FINE},
    {1, "", "3.5", "4", "3.5", FORMAT_FINE},
    {2, "", "3.456", "3,46", "3.456", FORMAT_FINE},
    {3, "", "1234567", "1 234 567", "1234567", FORMAT_FINE},
    {4, "", "-1234.5", "-1 234,50", "-1234.5", FORMAT_FINE},
    {9, "", "0.25", "25%", "25", FORMAT_FINE},
    {9, "", "0.145", "15%", "14.5", FORMAT_FINE},
    {9, "", "0.28499999999999998", "29%", "28.5", FORMAT_FINE},
    {10, "", "0.125", "12,50%", "12.5", FORMAT_FINE},
    {11, "", "12345", "1,23E+04", "12345", FORMAT_FINE},
    {12, "", "1.5", "1 1/2", "1.5", FORMAT_FINE},
    {13, "", "0.333333333333333", "  1/3 ", "0.333333", FORMAT_FINE},
    {13, "", "0.333", "", "0.333", FORMAT_UNSURE},
    {41, "", "-5", "-5 ", "-5", FORMAT_FINE},
    {49, "", "12.5", "12,5", "12.5", FORMAT_FINE},
    /* currencies and Asian dates without a code are another in each country */
    {5, "", "12", "", "", FORMAT_UNSURE},
    {27, "", "40987", "", "", FORMAT_UNSURE},
    {163, "", "40987", "", "", FORMAT_UNSURE},
    {999, "", "40987", "", "", FORMAT_UNSURE},
    {NO_CODE, "mm:ss.0000000", "0.0005", "", "", FORMAT_UNSURE},
    {NO_CODE, "?/?\\ x", "0.5", "", "", FORMAT_UNSURE},
    {NO_CODE, "x\\ ?/?", "0.5", "", "", FORMAT_UNSURE},
    {NO_CODE, "/?", "0.5", "", "0.5", FORMAT_UNSURE},
    {NO_CODE, "?\\ /", "0.5", "", "0.5", FORMAT_UNSURE},
    {NO_CODE, "?/", "0.5", "", "0.5", FORMAT_UNSURE},
    /* half goes away from zero, of the decimal that is stored */
    {NO_CODE, "#,##0\\ \"kr\"", "1234.5", "1 235 kr", "1234.5", FORMAT_FINE},
    {NO_CODE, "0.00", "2.6749999999999998", "2,68", "2.675", FORMAT_FINE},
    {NO_CODE, "0.00", "1.005", "1,01", "1.005", FORMAT_FINE},
    {NO_CODE, "0", "-0.5", "-1", "-0.5", FORMAT_FINE},
    {NO_CODE, "0.0", "9.95", "10,0", "9.95", FORMAT_FINE},
    {NO_CODE, "0", "999999999999999.5", "1000000000000000", "1000000000000000",
	FORMAT_FINE},
    {NO_CODE, "0", "0.4999999999999999999", "1", "0.5", FORMAT_FINE},
    /* postcodes, identity numbers and phone numbers as Excel shows them */
    {NO_CODE, "000\\ 00", "12345", "123 45", "12345", FORMAT_FINE},
    {NO_CODE, "000 00", "1234", "012 34", "1234", FORMAT_FINE},
    {NO_CODE, "00000", "123", "00123", "123", FORMAT_FINE},
    {NO_CODE, "000000\\-0000", "5001019800", "500101-9800", "5001019800",
	FORMAT_FINE},
    {NO_CODE, "000000-0000", "1019800", "000101-9800", "1019800", FORMAT_FINE},
    {NO_CODE, "00000000\\-0000;@", "195001019800", "19500101-9800",
	"195001019800", FORMAT_FINE},
    {NO_CODE, "0##\\-###\\ ##\\ ##", "701234567", "070-123 45 67", "701234567",
	FORMAT_FINE},
    {NO_CODE, "#,##0.00\\ [$kr-41D]", "1234.5", "1 234,50 kr", "1234.5",
	FORMAT_FINE},
    {NO_CODE, "_-* #,##0.00\\ _€_-;\\-* #,##0.00\\ _€_-;_-* \"-\"??\\ _€_-",
	"1234.5", " 1 234,50   ", "1234.5", FORMAT_FINE},
    {NO_CODE, "\"nr \"0", "7", "nr 7", "7", FORMAT_FINE},
    {NO_CODE, "\"åäö\"0\\å", "7", "åäö7å", "7", FORMAT_FINE},
    /* a number that is hidden is there all the same */
    {NO_CODE, ";;;", "7", "", "7", FORMAT_UNSURE},
    {NO_CODE, ";;;", "0", "", "0", FORMAT_FINE},
    {NO_CODE, "#", "0", "", "0", FORMAT_FINE},
    {NO_CODE, "0;;", "-3", "", "-3", FORMAT_UNSURE},
    /* nobody knows what shows */
    {NO_CODE, "0.00", "-0.001", "", "-0.001", FORMAT_UNSURE},
    {NO_CODE, "0.##", "3", "", "3", FORMAT_UNSURE},
    {NO_CODE, "[>10]0;[<5]0", "7", "", "", FORMAT_UNSURE},
    {NO_CODE, "[>10]0%;[<5]0", "7", "", "", FORMAT_UNSURE},
    {NO_CODE, "Standard", "41234", "", "", FORMAT_UNSURE},
    {NO_CODE, "Standaard", "41234", "", "", FORMAT_UNSURE},
    {NO_CODE, "0;0;0;0;0", "1", "", "", FORMAT_UNSURE},
    /* dates: 1900 has a day that never was */
    {14, "", "40987", "2012-03-19", "2012-03-19", FORMAT_FINE},
    {14, "", "1", "1900-01-01", "1900-01-01", FORMAT_FINE},
    {14, "", "59", "1900-02-28", "1900-02-28", FORMAT_FINE},
    {14, "", "60", "", "", FORMAT_NO_DAY},
    {14, "", "61", "1900-03-01", "1900-03-01", FORMAT_FINE},
    {14, "", "0", "", "", FORMAT_NO_DAY},
    {14, "", "-1", "", "", FORMAT_NO_DAY},
    {14, "", "2958465", "9999-12-31", "9999-12-31", FORMAT_FINE},
    {14, "", "2958466", "", "", FORMAT_NO_DAY},
    {14, "", "1E12", "", "", FORMAT_NO_DAY},
    {14, "", "40987.9", "2012-03-19", "2012-03-19", FORMAT_FINE},
    {15, "", "40987", "2012-03-19", "2012-03-19", FORMAT_FINE},
    {16, "", "40987", "", "2012-03-19", FORMAT_UNSURE},
    {17, "", "40987", "", "2012-03-19", FORMAT_UNSURE},
    {22, "", "40987.5", "2012-03-19 12:00", "2012-03-19", FORMAT_FINE},
    {22, "", "40987.99999999999", "2012-03-20 00:00", "2012-03-20",
	FORMAT_FINE},
    /* half a second before midnight: this day or the next */
    {22, "", "40987.999999", "", "2012-03-19", FORMAT_UNSURE},
    {NO_CODE, "[$-41D]d\\ mmmm\\ yyyy;@", "40987", "2012-03-19", "2012-03-19",
	FORMAT_FINE},
    {NO_CODE, "[$-41D]mmmm\\ yyyy", "40987", "mars 2012", "2012-03-19",
	FORMAT_FINE},
    {NO_CODE, "dd/mm/yy", "40987.4", "2012-03-19", "2012-03-19", FORMAT_FINE},
    {NO_CODE, "yyyy-mm-dd hh:mm:ss", "40987.75", "2012-03-19 18:00:00",
	"2012-03-19", FORMAT_FINE},
    {NO_CODE, "yyyy", "40987", "2012", "2012-03-19", FORMAT_FINE},
    {NO_CODE, "\"Till \"yyyy-mm-dd", "40987", "", "2012-03-19", FORMAT_UNSURE},
    /* times, of the day and by count */
    {20, "", "0.395833333333333", "09:30", "", FORMAT_FINE},
    {18, "", "0.395833333333333", "", "", FORMAT_UNSURE},
    {NO_CODE, "h:mm", "0.395833333333333", "9:30", "", FORMAT_FINE},
    {NO_CODE, "[h]:mm", "0.5", "12:00", "", FORMAT_FINE},
    {NO_CODE, "[h]:mm", "1.2604166666666667", "30:15", "", FORMAT_FINE},
    {NO_CODE, "[mm]:ss", "0.0625", "90:00", "", FORMAT_FINE},
    {NO_CODE, "[ss]", "0.0625", "5400", "", FORMAT_FINE},
    {NO_CODE, "[h]:mm", "-0.5", "", "", FORMAT_NO_DAY},
    {46, "", "1.5", "36:00:00", "", FORMAT_FINE},
    {NO_CODE, "[h]:[mm]", "0.5", "", "", FORMAT_UNSURE},
    {NO_CODE, "[h] 0", "0.5", "", "", FORMAT_UNSURE},
    {0, "", "1E17", "", "100000000000000000", FORMAT_UNSURE},
    {NO_CODE, "?,??0", "7", "", "7", FORMAT_UNSURE},
    {NO_CODE, "?,??0", "1234", "1 234", "1234", FORMAT_FINE},
    {NO_CODE, "?,?0", "7", "  7", "7", FORMAT_FINE},
    {NO_CODE, "0.00E+00", "9.999", "1,00E+01", "9.999", FORMAT_FINE},
    {NO_CODE, "0,0E+0", "12", "", "12", FORMAT_UNSURE},
    {NO_CODE, "0.0E+0%", "12", "", "1200", FORMAT_UNSURE},
    {NO_CODE, "E+", "12", "", "12", FORMAT_UNSURE},
    {NO_CODE, "#0/?", "1.5", "", "1.5", FORMAT_UNSURE},
    {NO_CODE, "# ?/1024", "1.5", "1 512/1024", "1.5", FORMAT_FINE},
    {NO_CODE, "# ?/10240", "1.5", "", "1.5", FORMAT_UNSURE},
    {NO_CODE, "/?", "1.5", "", "1.5", FORMAT_UNSURE},
    {NO_CODE, "# /?", "1.5", "", "1.5", FORMAT_UNSURE},
    {NO_CODE, "# ?/", "1.5", "", "1.5", FORMAT_UNSURE},
    {NO_CODE, "# ?/????", "1.5", "", "1.5", FORMAT_UNSURE},
    {NO_CODE, "# \?\?\?\?/?", "1.5", "", "1.5", FORMAT_UNSURE},
    {NO_CODE, "? ?/?", "1.5", "", "1.5", FORMAT_UNSURE},
    {NO_CODE, "# 00/00", "1.5", "", "1.5", FORMAT_UNSURE},
    {NO_CODE, "# 00/??", "1.5", "1 01/2 ", "1.5", FORMAT_FINE},
    {NO_CODE, "[$-41D,1]# ?/?", "1.5", "", "1.5", FORMAT_UNSURE},
    {NO_CODE, "# 0/?", "3", "", "3", FORMAT_UNSURE},
    {NO_CODE, "# ?/0", "3", "", "3", FORMAT_UNSURE},
    {NO_CODE, "0 ?/?", "0.5", "0 1/2", "0.5", FORMAT_FINE},
    {NO_CODE, "0/0", "3", "3/1", "3", FORMAT_FINE},
    {NO_CODE, "0/0", "1.5", "3/2", "1.5", FORMAT_FINE},
    {NO_CODE, "0;[<5]0", "7", "", "", FORMAT_UNSURE},
    {NO_CODE, "[>10]0;[<5]0;0;0", "12", "12", "12", FORMAT_FINE},
    {NO_CODE, "[>10]0", "7", "", "", FORMAT_UNSURE},
    {NO_CODE, "[>10]0;0;0", "7", "", "", FORMAT_UNSURE},
    {NO_CODE, "[>10]0;[<5]0;[=7]0", "7", "", "", FORMAT_UNSURE},
    {NO_CODE, "[>10]0;[<5]0;0.0", "7", "7,0", "7", FORMAT_FINE},
    {NO_CODE, "yyyy-mm-dd hh:mm", "40987.9999999999", "2012-03-20 00:00",
	"2012-03-20", FORMAT_FINE},
    {NO_CODE, "[Color 5]0", "7", "7", "7", FORMAT_FINE},
    {NO_CODE, "[Color x]0", "7", "", "", FORMAT_UNSURE},
    {NO_CODE, "[Color -]0", "7", "", "", FORMAT_UNSURE},
    {NO_CODE, "[$-sv-SE]mmmm yyyy", "40987", "mars 2012", "2012-03-19",
	FORMAT_FINE},
    {NO_CODE, "[$-sv]mmmm yyyy", "40987", "", "2012-03-19", FORMAT_UNSURE},
    {NO_CODE, "[$-svxSE]mmmm yyyy", "40987", "", "2012-03-19", FORMAT_UNSURE},
    {NO_CODE, "[$-41D,1]0", "7", "", "7", FORMAT_UNSURE},
    {NO_CODE, "[ss]:mm", "40987.5", "", "2012-03-19", FORMAT_UNSURE},
    {NO_CODE, "[ss].00", "0.0625", "5400,00", "", FORMAT_FINE},
    {NO_CODE, "mm:ss.", "0.0625", "30:00.", "", FORMAT_FINE},
    {NO_CODE, "h.mm", "0.5", "12.00", "", FORMAT_FINE},
    {NO_CODE, "[h] h", "0.5", "", "", FORMAT_UNSURE},
    {NO_CODE, "[h] yyyy", "40987.5", "", "2012-03-19", FORMAT_UNSURE},
    {NO_CODE, "#,##0,.00", "1234567", "1 234,57", "1234567", FORMAT_FINE},
    {NO_CODE, "General 0", "7", "", "7", FORMAT_UNSURE},
    {NO_CODE, "General@", "7", "", "7", FORMAT_UNSURE},
    {NO_CODE, "GeneralGeneral", "7", "", "7", FORMAT_UNSURE},
    {NO_CODE, "ss.0000000", "0.5", "", "", FORMAT_UNSURE},
    {NO_CODE, "[$-41D]mmmmm yyyy", "40987", "", "2012-03-19", FORMAT_UNSURE},
    {NO_CODE, "[$-409]mmm yyyy", "40987", "Mar 2012", "2012-03-19",
	FORMAT_FINE},
    {NO_CODE, "[$-41D]mmm yyyy", "40987", "", "2012-03-19", FORMAT_UNSURE},
    {NO_CODE, "yyyy-mm-dd hh:mm:ss.00", "40987.500005", "", "2012-03-19",
	FORMAT_UNSURE},
    {NO_CODE, "[hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh]", "0.5", "", "",
	FORMAT_UNSURE},
    {NO_CODE, "ss.00\" s\"", "0.0625", "00,00 s", "", FORMAT_FINE},
    {NO_CODE, "yyyy-mm-dd%", "40987", "", "2012-03-19", FORMAT_UNSURE},
    {NO_CODE, "yyyy-mm-ddE+", "40987", "", "2012-03-19", FORMAT_UNSURE},
    {NO_CODE, "yyyy-mm-dd General", "40987", "", "2012-03-19", FORMAT_UNSURE},
    {NO_CODE, "yyyy-mm-dd@", "40987", "", "2012-03-19", FORMAT_UNSURE},
    {NO_CODE, "yyyy-mm-dd0", "40987", "", "2012-03-19", FORMAT_UNSURE},
    {NO_CODE, "yyyy-mm-dd [h]", "40987.5", "", "2012-03-19", FORMAT_UNSURE},
    {NO_CODE, "dddd [h]", "40987.5", "", "2012-03-19", FORMAT_UNSURE},
    /* a comma between digits parts thousands, behind them it divides */
    {NO_CODE, "0,,.0", "1234567", "1,2", "1234567", FORMAT_FINE},
    {NO_CODE, "0.0,0", "12", "", "12", FORMAT_UNSURE},
    {NO_CODE, "0,\\ 0", "12", "", "12", FORMAT_UNSURE},
    {NO_CODE, "0,,0", "1234567", "", "1234567", FORMAT_UNSURE},
    {NO_CODE, "0.00E+#0", "12", "", "12", FORMAT_UNSURE},
    {NO_CODE, "#.0E+00", "12", "1,2E+01", "12", FORMAT_FINE},
    {NO_CODE, "##0.0E+0", "12", "", "12", FORMAT_UNSURE},
    {NO_CODE, ".", "12", "", "12", FORMAT_UNSURE},
    {NO_CODE, "\"x\",", "12", "", "12", FORMAT_UNSURE},
    /* broken codes do no harm */
    {NO_CODE, "0\"open", "7", "", "", FORMAT_UNSURE},
    {NO_CODE, "[open", "7", "", "", FORMAT_UNSURE},
    {NO_CODE, "\\", "7", "", "7", FORMAT_UNSURE},
    {NO_CODE, "_\xc3", "7", "", "7", FORMAT_UNSURE},
};

static const struct {
	const char *code, *in, *want, *value;
	enum format_fault fault;
} moments[] = {
    {"General", "2012-03-19", "2012-03-19", "2012-03-19", FORMAT_FINE},
    {"General", "2012-03-19T00:00:00", "2012-03-19", "2012-03-19", FORMAT_FINE},
    {"General", "2012-03-19T14:05:00Z", "2012-03-19 14:05", "2012-03-19",
	FORMAT_FINE},
    {"General", "2012-03-19T14:05:07.000", "2012-03-19 14:05:07", "2012-03-19",
	FORMAT_FINE},
    {"General", "14:05:00", "14:05", "", FORMAT_FINE},
    {"yyyy-mm-dd", "2012-03-19T14:05:00Z", "2012-03-19", "2012-03-19",
	FORMAT_FINE},
    {"hh:mm", "2012-03-19T14:05:00", "14:05", "", FORMAT_FINE},
    {"mmm", "2012-03-19", "", "2012-03-19", FORMAT_UNSURE},
    {"0.00", "2012-03-19", "", "", FORMAT_UNSURE},
    {"General", "1850-03-19", "1850-03-19", "1850-03-19", FORMAT_FINE},
    {"General", "2012-02-30", "", "", FORMAT_NO_DAY},
    {"General", "2012-03-19T14:05", "2012-03-19 14:05", "2012-03-19",
	FORMAT_FINE},
    {"General", "2012-03-19 14:05:00", "2012-03-19 14:05", "2012-03-19",
	FORMAT_FINE},
    {"General", "2012-03-19x14:05", "", "", FORMAT_NO_DAY},
    {"General", "2012-03-19Z", "2012-03-19", "2012-03-19", FORMAT_FINE},
    {"General", "T14:05", "14:05", "", FORMAT_FINE},
    {"General", "14:05:07", "14:05:07", "", FORMAT_FINE},
    {"General", "14:05:07.", "", "", FORMAT_NO_DAY},
    {"General", "14:05:07./", "", "", FORMAT_NO_DAY},
    {"General", "14:05:07.5:", "", "", FORMAT_NO_DAY},
    {"General", "14:05:6a", "", "", FORMAT_NO_DAY},
    {"General", "14:05:/0", "", "", FORMAT_NO_DAY},
    {"General", "14:05:60", "", "", FORMAT_NO_DAY},
    {"yyyy-mm-dd", "14:05:00", "", "", FORMAT_UNSURE},
    {"[h]:mm", "14:05:00", "", "", FORMAT_UNSURE},
    {"General", "2012-03-19T14:05:00+01:00", "", "", FORMAT_NO_DAY},
    {"General", "2012-03-19T25:05:00", "", "", FORMAT_NO_DAY},
    {"General", "19/3 2012", "", "", FORMAT_NO_DAY},
    {"General", "", "", "", FORMAT_NO_DAY},
};

/* Whether a text cell of the format shows its text alone. */
static const struct {
	const char *code;
	bool shows;
} texts[] = {{"General", true}, {"@", true}, {"0.00", true}, {"0;-0;0;@", true},
    {"_-* #,##0_-;-* #,##0_-;_-* \"-\"_-;_-@_-", true}, {"yyyy-mm-dd;@", true},
    {"\"Herr \"@", false}, {";;;", false}, {"0;0;0;", false}, {"@@", false},
    {"0;0;0;@* ", true}, {"0;0;0;[$-41D,1]@", false}};

static void
check(const char *name, struct format_result result, struct strbuf *shown,
    struct strbuf *value, enum format_fault fault, const char *want,
    const char *want_value)
{
	test_number(name, result.fault, fault);
	if (fault == FORMAT_FINE)
		test_slice(name, strbuf_view(shown), want);
	test_slice(name, strbuf_view(value), want_value);
	strbuf_reset(shown);
	strbuf_reset(value);
}

int
main(void)
{
	struct strbuf shown = {0}, value = {0};
	struct arena *mem = arena_new();
	char name[120];
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct format *format =
		    cases[i].number == NO_CODE
			? format_of_code(mem, slice_view(cases[i].code))
			: format_of_number(mem, cases[i].number);
		snprintf(name, sizeof name, "%u %s %s", cases[i].number,
		    cases[i].code, cases[i].in);
		check(name,
		    format_write(
			&shown, &value, format, slice_view(cases[i].in), false),
		    &shown, &value, cases[i].fault, cases[i].want,
		    cases[i].value);
	}
	for (size_t i = 0; i < COUNT(moments); i++)
		check(moments[i].in,
		    format_write_iso(&shown, &value,
			format_of_code(mem, slice_view(moments[i].code)),
			slice_view(moments[i].in)),
		    &shown, &value, moments[i].fault, moments[i].want,
		    moments[i].value);
	for (size_t i = 0; i < COUNT(texts); i++)
		test_true(texts[i].code,
		    format_shows_text(format_of_code(
			mem, slice_view(texts[i].code))) == texts[i].shows);
	const struct format *date = format_of_number(mem, 14);
	check("1904, day 0",
	    format_write(&shown, &value, date, SLICE("0"), true), &shown,
	    &value, FORMAT_FINE, "1904-01-01", "1904-01-01");
	check("1904", format_write(&shown, &value, date, SLICE("39525"), true),
	    &shown, &value, FORMAT_FINE, "2012-03-19", "2012-03-19");
	char long_code[8192];
	memset(long_code, '0', sizeof long_code);
	check("a code that is too long",
	    format_write(&shown, &value,
		format_of_code(
		    mem, (struct slice){long_code, sizeof long_code}),
		SLICE("7"), false),
	    &shown, &value, FORMAT_UNSURE, "", "");
	arena_free(mem);
	strbuf_fini(&shown);
	strbuf_fini(&value);
	return test_end();
}
