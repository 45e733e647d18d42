#include "merge/value.h"

#include "../test.h"

static const struct {
	const char *name;
	struct value value;
	const char *language, *want;
} texts[] = {
    {"text", {.kind = VALUE_TEXT, .text = {"Å*", 3}}, "sv", "Å*"},
    {"empty", {.kind = VALUE_EMPTY}, "sv", ""},
    {"date", {.kind = VALUE_DATE, .when = 0}, "sv", "1970-01-01"},
    {"one", {.kind = VALUE_NUMBER, .micro = 1000000}, "sv", "1"},
    {"four digits together", {.kind = VALUE_NUMBER, .micro = 2012000000}, "sv",
	"2012"},
    {"five in groups", {.kind = VALUE_NUMBER, .micro = 20120000000}, "sv",
	"20\xc2\xa0"
	"120"},
    {"decimals", {.kind = VALUE_NUMBER, .micro = 1234500000}, "sv", "1234,5"},
    {"negative", {.kind = VALUE_NUMBER, .micro = -1234500000}, "sv",
	"\xe2\x88\x92"
	"1234,5"},
    {"negative in groups", {.kind = VALUE_NUMBER, .micro = -20120000000}, "sv",
	"\xe2\x88\x92"
	"20\xc2\xa0"
	"120"},
    {"nine thousand below", {.kind = VALUE_NUMBER, .micro = -9999000000}, "sv",
	"\xe2\x88\x92"
	"9999"},
    {"ten thousand", {.kind = VALUE_NUMBER, .micro = 10000000000}, "sv",
	"10\xc2\xa0"
	"000"},
    {"finnish", {.kind = VALUE_NUMBER, .micro = 12345670000}, "fi",
	"12\xc2\xa0"
	"345,67"},
};

#define FSI "\xe2\x81\xa8"
#define PDI "\xe2\x81\xa9"

static const struct {
	const char *name, *in;
	bool isolate;
	const char *want;
} tamed[] = {
    {"plain", "Åsa Öst", false, "Åsa Öst"},
    {"plain among right-to-left", "Åsa", true, FSI "Åsa" PDI},
    {"empty stays empty", "", true, ""},
    {"line feed", "a\nb", false, "a b"},
    {"one blank for CR LF", "a\r\nb", false, "a b"},
    {"at the ends none", "\na\n", false, "a"},
    {"escape", "a\x1b[0mb", false, "a [0mb"},
    {"delete",
	"a\x7f"
	"b",
	false, "a b"},
    {"next line",
	"a\xc2\x85"
	"b",
	false, "a b"},
    {"line separator",
	"a\xe2\x80\xa8"
	"b",
	false, "a b"},
    {"no-break space stays",
	"a\xc2\xa0"
	"b",
	false,
	"a\xc2\xa0"
	"b"},
    {"dash and quotes stay", "a–”b", false, "a–”b"},
    {"not UTF-8", "a\xe5z", false, "a z"},
    {"override goes",
	"a\xe2\x80\xae"
	"b",
	false, "ab"},
    {"isolates go", FSI "a" PDI, false, "a"},
    {"hebrew", "\xd7\xa9", false, FSI "\xd7\xa9" PDI},
    {"arabic among latin", "a \xd8\xb9", false, FSI "a \xd8\xb9" PDI},
    {"private use is text", "\xf3\xb0\x80\x80", false, "\xf3\xb0\x80\x80"},
};

static const struct {
	const char *in;
	bool whole;
	const char *want;
} targets[] = {
    {"a-b_c.d~1", false, "a-b_c.d~1"},
    {"a/b?c&d", false, "a%2Fb%3Fc%26d"},
    {"https://a.se/?b=c", true, "https://a.se/?b=c"},
    {"å b", true, "%C3%A5%20b"},
    {"\"<>\\^`{|}", true, "%22%3C%3E%5C%5E%60%7B%7C%7D"},
    {"azAZ09 .", true, "azAZ09%20."},
    {"{|}@[]", true, "%7B%7C%7D@[]"},
    {"%41", false, "%2541"},
    {"\n", true, "%0A"},
    {"a:9/z@Z[`{", true, "a:9/z@Z[%60%7B"},
};

int
main(void)
{
	struct arena *mem = arena_new();
	for (size_t i = 0; i < COUNT(texts); i++)
		test_slice(texts[i].name,
		    value_text(mem, texts[i].value, texts[i].language),
		    texts[i].want);
	for (size_t i = 0; i < COUNT(tamed); i++)
		test_slice(tamed[i].name,
		    value_tame(mem, slice_view(tamed[i].in), tamed[i].isolate),
		    tamed[i].want);
	for (size_t i = 0; i < COUNT(targets); i++) {
		struct strbuf out = {0};
		value_write_target(
		    &out, slice_view(targets[i].in), targets[i].whole);
		test_slice(targets[i].in, strbuf_view(&out), targets[i].want);
		strbuf_fini(&out);
	}
	arena_free(mem);
	return test_end();
}
