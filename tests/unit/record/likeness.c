#include "record/likeness.h"

#include "test.h"

/* Each number as its ten signs, with '!' behind those spelt like no other. */
static const struct {
	const char *cell, *want;
} cases[] = {
    {"19330404-9830", "3304049830! "},
    {"330404-9830", "3304049830! "},
    {"330404+9830", "3304049830! "},
    {"193304049830", "3304049830! "},
    {"3304049830", "3304049830 0330404983 "}, /* or a zero eaten */
    {"330404 9830", "3304049830! "},
    {"19330404\u00a09830", "3304049830! "},
    {"330404\u20139830", "3304049830! "},
    {"330404 - 9830", "3304049830! "},
    {"330404\u20159830", "3304049830! "},
    {"330404-9830.", "3304049830! "},
    {"330404\u00ad-98\u200b30", "3304049830! "},
    {"\uff13\uff13\uff10\uff14\uff10\uff14\uff0d\uff19\uff18\uff13\uff10",
	"3304049830! "},
    {"1933-04-04-9830", "3304049830! "},
    {"1933 04 04 9830", "3304049830! "},
    {"33 04 04 98 30", "3304049830 "},
    {"330404.9830", "3304049830! "},
    {"3304049830.0", "3304049830 "},
    {"Cia Ek, 330404-9830, Norrviken", "3304049830! "},
    {"lgh 1101 330404-9830", "3304049830! "},
    {"(330404-9830)", "3304049830! "},
    {"330404-9830 310202-9810", "3304049830! 3102029810! "},
    {"50404983", "0050404983 "}, /* two zeros eaten */
    {"504049830", "0504049830 "},
    {" 504049830 ", "0504049830 "},
    {"330404-T983", "330404T983! "},
    {"330404t983", "330404T983! "},
    {"131052-308T", "131052308T! "},
    {"131052A308T", "131052308T! "},
    {"131052a3085", "1310523085! "},
    {"070-123 45 67", "0701234567 "},
    {"20330404-9830", "3304049830! "},
    {"203304049830", "3304049830! "},
    {"123304049830", ""},
    {"183304049830", "3304049830! "},
    {"\uff40\uff5e330404-9830", "3304049830! "},
    {"330404\u22129830", "3304049830! "},
    {"330404\u30009830", "3304049830! "},
    {"330404\u4e2d9830", ""},
    {"123456", ""},
    {"12345678", "0012345678 "},
    {"nr 1234567", ""},
    {"nr 3304049830", "3304049830 "},
    {"\uff10\uff11\uff20", ""},
    {"1234567", "0001234567 "},
    {"2012-03-19", ""},
    {"20120319", "0020120319 "},
    {"999 32", ""},
    {"0999-10 01 20 33", ""},
    {"330404-98301", "3304049830 "}, /* eleven of Norway */
    {"01015098089", "0101509808 "},
    {"010150 98089", "0101509808 "},
    {"01 01 50 98 089", "0101509808 "},
    {"Kari, 010150-98089.", "0101509808 "},
    {"010150-980891", ""},
    {"x1330404-9830", ""},
    {"330404-983", ""},
    {"330404    9830", ""},
    {"330404,9830", ""},
    {"330404\uff619830", ""},
    {"33040498301 x", "3304049830 "},
    {"Storgatan 5", ""},
    {"", ""},
};

static bool
write_number(const struct likeness *number, void *ctx)
{
	struct strbuf *out = ctx;
	strbuf_add(out, (struct slice){number->ten, 10});
	strbuf_add_text(out, number->spelt ? "! " : " ");
	return false;
}

static void
check_cell(const char *cell, const char *want)
{
	struct strbuf have = {0}, scratch = {0};
	struct slice text = slice_view(cell);
	likeness_each(text, &scratch, write_number, &have);
	test_text(cell, strbuf_text(&have), want);
	test_true(cell, !*want || likeness_may_hold(slice_trim(text)));
	strbuf_fini(&have);
	strbuf_fini(&scratch);
}

static void
check_dates(void)
{
	static const struct {
		const char *ten;
		bool date;
	} dates[] = {{"3304049830", true}, {"3304649830", true},
	    {"3113049830", false}, {"1310523085", true}, {"1312003085", true},
	    {"0999100120", false}, {"5566778899", false}, {"A304049830", true},
	    {"3A04049830", true}, {"33A4049830", false}, {"330A049830", false},
	    {"33040A9830", false}};
	for (size_t i = 0; i < COUNT(dates); i++) {
		struct likeness number;
		memcpy(number.ten, dates[i].ten, 10);
		test_number(
		    dates[i].ten, likeness_has_date(&number), dates[i].date);
	}
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++)
		check_cell(cases[i].cell, cases[i].want);
	check_dates();
	return test_end();
}
