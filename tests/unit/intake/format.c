#include "intake/format.h"

#include "test.h"

static const struct {
	unsigned number;
	const char *code, *in, *want;
	enum format_fault fault;
} cases[] = {
    {0, "", "12", "12", FORMAT_FINE},
    {0, "", "12.5", "12,5", FORMAT_FINE},
    {0, "", "-0", "0", FORMAT_FINE},
    {0, "", "0.1", "0,1", FORMAT_FINE},
    {0, "", "0.30000000000000004", "0,3", FORMAT_FINE},
    {0, "", "195001019800", "195001019800", FORMAT_FINE},
    {0, "", "1.95001019801E11", "195001019801", FORMAT_FINE},
    {0, "", "123456789012345", "123456789012345", FORMAT_FINE},
    {0, "", "1234567890123456", "", FORMAT_LONG},
    {0, "", "1E15", "1e+15", FORMAT_FINE},
    {0, "", "abc", "", FORMAT_NO_NUMBER},
    {0, "", "", "", FORMAT_NO_NUMBER},
    {0, "", "nan", "", FORMAT_NO_NUMBER},
    {0, "", "1e999", "", FORMAT_NO_NUMBER},
    {164, "General", "3.14", "3,14", FORMAT_FINE},
    {1, "", "3.5", "4", FORMAT_FINE},
    {2, "", "3.456", "3,46", FORMAT_FINE},
    {3, "", "1234567", "1 234 567", FORMAT_FINE},
    {4, "", "-1234.5", "-1 234,50", FORMAT_FINE},
    {9, "", "0.25", "25%", FORMAT_FINE},
    {10, "", "0.125", "12,50%", FORMAT_FINE},
    {49, "", "12.5", "12,5", FORMAT_FINE},
    /* postcodes, identity numbers and phone numbers as Excel shows them */
    {164, "000\\ 00", "12345", "123 45", FORMAT_FINE},
    {164, "000 00", "1234", "012 34", FORMAT_FINE},
    {164, "00000", "123", "00123", FORMAT_FINE},
    {164, "000000\\-0000", "5001019800", "500101-9800", FORMAT_FINE},
    {164, "000000-0000", "1019800", "000101-9800", FORMAT_FINE},
    {164, "00000000\\-0000;@", "195001019800", "19500101-9800", FORMAT_FINE},
    {164, "0#\\ ##\\ ##", "12345", "01 23 45", FORMAT_FINE},
    {164, "#,##0.00\\ \"kr\"", "1234.5", "1 234,50 kr", FORMAT_FINE},
    {164, "#,##0.00\\ [$kr-41D]", "1234.5", "1 234,50 kr", FORMAT_FINE},
    {164, "#,##0;[Red]\\-#,##0", "-1234", "-1 234", FORMAT_FINE},
    {164, "0.00;(0.00)", "-3.5", "(3,50)", FORMAT_FINE},
    {164, "0;-0;\"-\"", "0", "-", FORMAT_FINE},
    {164, "0.##", "3", "3", FORMAT_FINE},
    {164, "0.##", "3.5", "3,5", FORMAT_FINE},
    {164, "0.0#", "3", "3,0", FORMAT_FINE},
    {164, ".00", "3.5", "3,50", FORMAT_FINE},
    {164, "#", "0", "", FORMAT_FINE},
    {164, "\"nr \"0", "7", "nr 7", FORMAT_FINE},
    {164, "_-* #,##0_-;-* #,##0_-", "1234", "1 234", FORMAT_FINE},
    {164, "0.00E+00", "1234", "1234", FORMAT_FINE},
    /* dates: 1900 has a day that never was */
    {14, "", "40987", "2012-03-19", FORMAT_FINE},
    {14, "", "1", "1900-01-01", FORMAT_FINE},
    {14, "", "59", "1900-02-28", FORMAT_FINE},
    {14, "", "60", "", FORMAT_NO_DAY},
    {14, "", "61", "1900-03-01", FORMAT_FINE},
    {14, "", "0", "", FORMAT_NO_DAY},
    {14, "", "-1", "", FORMAT_NO_DAY},
    {14, "", "2958465", "9999-12-31", FORMAT_FINE},
    {14, "", "2958466", "", FORMAT_NO_DAY},
    {22, "", "40987.5", "2012-03-19 12:00", FORMAT_FINE},
    {22, "", "40987.999999", "2012-03-20 00:00", FORMAT_FINE},
    {20, "", "0.395833333333333", "09:30", FORMAT_FINE},
    {164, "yyyy\\-mm\\-dd;@", "40987", "2012-03-19", FORMAT_FINE},
    {164, "[$-41D]d\\ mmmm\\ yyyy;@", "40987", "2012-03-19", FORMAT_FINE},
    {164, "dd/mm/yy", "40987.4", "2012-03-19", FORMAT_FINE},
    {164, "yyyy-mm-dd hh:mm:ss", "40987.75", "2012-03-19 18:00", FORMAT_FINE},
    {164, "mmm\\ yyyy", "40987", "2012-03-19", FORMAT_FINE},
    {164, "[h]:mm", "0.5", "12:00", FORMAT_FINE},
    {164, "\"den \"0", "7", "den 7", FORMAT_FINE},
    /* broken codes do no harm */
    {164, "0\"open", "7", "7open", FORMAT_FINE},
    {164, "\"open", "7", "7", FORMAT_FINE},
    {164, "[open", "7", "7", FORMAT_FINE},
    {164, "\\", "7", "7", FORMAT_FINE},
    {164, ";;;", "7", "7", FORMAT_FINE},
};

int
main(void)
{
	struct strbuf out = {0};
	char name[120];
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct format format =
		    format_of(cases[i].number, slice_view(cases[i].code));
		strbuf_reset(&out);
		enum format_fault fault =
		    format_write(&out, &format, slice_view(cases[i].in), false);
		snprintf(name, sizeof name, "%u %s %s", cases[i].number,
		    cases[i].code, cases[i].in);
		test_slice(name, strbuf_view(&out), cases[i].want);
		test_number(name, fault, cases[i].fault);
	}
	struct format date = format_of(14, (struct slice){0});
	strbuf_reset(&out);
	format_write(&out, &date, SLICE("0"), true);
	test_slice("1904, day 0", strbuf_view(&out), "1904-01-01");
	strbuf_reset(&out);
	format_write(&out, &date, SLICE("39525"), true);
	test_slice("1904", strbuf_view(&out), "2012-03-19");
	/* What is read as a date and what is not. */
	test_number("text", format_of(49, SLICE("")).kind, FORMAT_TEXT);
	test_number(
	    "minutes", format_of(164, SLICE("mm:ss")).kind, FORMAT_TIME);
	test_number("month", format_of(164, SLICE("mmm")).kind, FORMAT_DATE);
	strbuf_fini(&out);
	return test_end();
}
