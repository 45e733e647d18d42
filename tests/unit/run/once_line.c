/* A line of runs.jsonl is read in the form in which it is written, only. */
#include "run/once_line.h"

#include "test.h"

#define HEAD "{\"date\":\"2012-03-19\",\"job\":\"0123456789abcdef\","
#define KEY "\"key\":\"01234567\","

static const struct {
	const char *name, *text;
	int recipients; /* -1: not read */
} cases[] = {
    {"two", HEAD KEY "\"recipients\":\"00000001fedcba98\"}", 2},
    {"none", HEAD KEY "\"recipients\":\"\"}", 0},
    {"nothing", "", -1},
    {"an object of others", "{}", -1},
    {"half a digest", HEAD KEY "\"recipients\":\"0000\"}", -1},
    {"capitals", HEAD KEY "\"recipients\":\"0000000A\"}", -1},
    {"signs before the digits", HEAD KEY "\"recipients\":\"0000000!\"}", -1},
    {"letters behind the digits", HEAD KEY "\"recipients\":\"0000000g\"}", -1},
    {"no job", "{\"date\":\"2012-03-19\"," KEY "\"recipients\":\"\"}", -1},
    {"a short job",
	"{\"date\":\"2012-03-19\",\"job\":\"0123\"," KEY "\"recipients\":\"\"}",
	-1},
    {"no recipients", HEAD KEY "\"recipient\":\"\"}", -1},
    {"no key", HEAD "\"recipients\":\"00000001\"}", -1},
    {"a short key", HEAD "\"key\":\"0123\",\"recipients\":\"\"}", -1},
    {"cut off", HEAD KEY "\"recipients\":\"00000001", -1},
    {"cut off before the brace", HEAD KEY "\"recipients\":\"00000001\"", -1},
    {"more behind it", HEAD KEY "\"recipients\":\"00000001\"} ", -1},
    {"blanks between", HEAD KEY " \"recipients\":\"00000001\"}", -1},
    {"no date",
	"{\"date\":\"2012-02-30\",\"job\":\"0123456789abcdef\"," KEY
	"\"recipients\":\"\"}",
	-1},
};

static void
test_read(size_t i)
{
	struct once_line line;
	uint32_t digest;
	int count = 0;
	bool read = once_line_read(slice_view(cases[i].text), &line);
	while (read && once_line_recipient(&line, (size_t)count, &digest))
		count++;
	test_number(cases[i].name, read ? count : -1, cases[i].recipients);
}

/* Where once.c puts other digits in the place of the job's. */
static void
test_place(void)
{
	const char *text = HEAD KEY;
	test_slice("the job's digest",
	    slice_part(slice_view(text), ONCE_JOB_AT, ONCE_JOB_LEN),
	    "0123456789abcdef");
}

static void
test_write(void)
{
	static const uint32_t recipients[] = {1, 0xfedcba98};
	struct strbuf out = {0};
	uint32_t digest;
	struct once_line read, line = {
				   .date = day_parse_iso(SLICE("2012-03-19")),
				   .job = SLICE("0123456789abcdef"),
				   .key = SLICE("01234567"),
			       };
	once_line_write(&out, &line, recipients, 2);
	test_slice("written", slice_part(strbuf_view(&out), 0, out.len - 1),
	    cases[0].text);
	test_true("one line", out.at[out.len - 1] == '\n');
	test_true("read back",
	    once_line_read(
		slice_part(strbuf_view(&out), 0, out.len - 1), &read) &&
		read.date == line.date);
	test_true("the second",
	    once_line_recipient(&read, 1, &digest) && digest == 0xfedcba98);
	strbuf_fini(&out);
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++)
		test_read(i);
	test_place();
	test_write();
	return test_end();
}
