#include "pdf/syntax.h"

#include "pdf/cmap.h"

#include <stdlib.h>

#include "test.h"

static const struct {
	const char *name;
	int64_t value;
	const char *want;
} numbers[] = {
    {"nothing", 0, "0"},
    {"whole", 12000, "12"},
    {"tenths", 12500, "12.5"},
    {"thousandths", 595276, "595.276"},
    {"inner zero", 12050, "12.05"},
    {"under one", 250, ".25"},
    {"one thousandth", 1, ".001"},
    {"negative", -12500, "-12.5"},
    {"negative under one", -7, "-.007"},
    {"large", INT64_C(2147483647999), "2147483647.999"},
};

static const struct {
	const char *name, *text, *want;
} texts[] = {
    {"empty", "", "()"},
    {"ascii", "brev", "(brev)"},
    {"brackets", "a (b) \\", "(a \\(b\\) \\\\)"},
    {"swedish", "å", "<FEFF00E5>"},
    {"beyond 16 bits", "\xF0\x9F\x98\x80", "<FEFFD83DDE00>"},
    {"a control character", "a\tb", "<FEFF006100090062>"},
    {"the last before blank and the first after ~", "\x1f\x7f",
	"<FEFF001F007F>"},
    {"the first after ~ alone", "\x7f", "<FEFF007F>"},
    {"the ends of what is plain", " ~", "( ~)"},
    {"no character", "a\xff", "<FEFF0061FFFD>"},
};

static const struct {
	const char *name, *text, *want;
} names[] = {
    {"plain", "ABCDEF+NotoSans-Bold", "/ABCDEF+NotoSans-Bold"},
    {"blank", "Noto Sans", "/Noto#20Sans"},
    {"delimiters", "a(b)/c#", "/a#28b#29#2Fc#23"},
    {"not ascii", "å", "/#C3#A5"},
};

/* No more than a hundred codes stand in a block (TN 5014, 1.4.1). */
static void
test_blocks(struct strbuf *out)
{
	static const size_t counts[][3] = {
	    {99, 1, 99}, {100, 1, 100}, {101, 2, 1}, {220, 3, 20}};
	struct cmap_code codes[220];
	for (size_t i = 0; i < COUNT(codes); i++)
		codes[i] = (struct cmap_code){
		    (uint8_t)(i + 32), (uint16_t)(i + 300), SLICE("a")};
	for (size_t i = 0; i < COUNT(counts); i++) {
		size_t blocks = 0, lines = 0, last = 0, at = 0;
		strbuf_reset(out);
		cmap_add_texts(out, codes, counts[i][0]);
		struct slice rest = strbuf_view(out);
		while (
		    (at = slice_find(rest, SLICE(" beginbfchar"))) < rest.len) {
			size_t from = at;
			while (from && rest.at[from - 1] != '\n')
				from--;
			last = (size_t)strtoul(rest.at + from, NULL, 10);
			lines += last;
			blocks++;
			rest = slice_from(rest, at + 1);
		}
		test_number(
		    "blocks", (long long)blocks, (long long)counts[i][1]);
		test_number(
		    "the last", (long long)last, (long long)counts[i][2]);
		test_number("codes", (long long)lines, (long long)counts[i][0]);
	}
}

int
main(void)
{
	struct strbuf out = {0};
	test_blocks(&out);
	for (size_t i = 0; i < COUNT(numbers); i++) {
		strbuf_reset(&out);
		syntax_add_thousandths(&out, numbers[i].value);
		test_slice(numbers[i].name, strbuf_view(&out), numbers[i].want);
	}
	for (size_t i = 0; i < COUNT(texts); i++) {
		strbuf_reset(&out);
		syntax_add_text(&out, slice_view(texts[i].text));
		test_slice(texts[i].name, strbuf_view(&out), texts[i].want);
	}
	for (size_t i = 0; i < COUNT(names); i++) {
		strbuf_reset(&out);
		syntax_add_name(&out, slice_view(names[i].text));
		test_slice(names[i].name, strbuf_view(&out), names[i].want);
	}
	strbuf_reset(&out);
	syntax_add_utf16_bytes(&out, SLICE("å1"));
	test_true("utf-16 bytes",
	    slice_equal(strbuf_view(&out), SLICE("\xFE\xFF\0\xE5\0001")));
	strbuf_reset(&out);
	syntax_add_uri(&out, SLICE("https://a.se/(b)?c=\xc3\xa5 ~\x7f<"));
	test_slice("an address", strbuf_view(&out),
	    "(https://a.se/\\(b\\)?c=%C3%A5%20~%7F%3C)");
	strbuf_reset(&out);
	syntax_add_xml(&out, SLICE("a<b & \"c\">"));
	test_slice("xml", strbuf_view(&out), "a&lt;b &amp; &quot;c&quot;&gt;");
	strbuf_fini(&out);
	return test_end();
}
