/* Slices, buffers and UTF-8, case by case. */
#include "base/slice.h"

#include "base/strbuf.h"
#include "base/utf8.h"
#include "test.h"

static const struct {
	const char *name;
	size_t from, len;
	const char *want;
} parts[] = {
    {"the whole", 0, 6, "abcdef"},
    {"inside", 2, 3, "cde"},
    {"longer than there is", 4, 9, "ef"},
    {"past the end", 9, 2, ""},
    {"the end itself", 6, 1, ""},
    {"so long that the sum overflows", 3, SIZE_MAX, "def"},
};

static const struct {
	const char *a, *b;
	int order;
} orders[] = {
    {"", "", 0},
    {"a", "", 1},
    {"", "a", -1},
    {"ab", "abc", -1},
    {"b", "abc", 1},
    {"\xc3\xa5", "z", 1},
};

static const struct {
	const char *in, *needle;
	size_t at;
} finds[] = {
    {"abcabc", "ca", 2},
    {"abcabc", "cc", 6},
    {"abc", "", 0},
    {"", "a", 0},
    {"aab", "ab", 1},
};

static const struct {
	const char *in, *want;
} trims[] = {
    {" \t a b\r\n", "a b"},
    {"  ", ""},
    {"", ""},
    {"x", "x"},
    {"\xc2\xa0x", "\xc2\xa0x"},
};

static void
test_slices(void)
{
	for (size_t i = 0; i < COUNT(parts); i++)
		test_slice(parts[i].name,
		    slice_part(SLICE("abcdef"), parts[i].from, parts[i].len),
		    parts[i].want);
	test_true("a part of nothing",
	    slice_part((struct slice){NULL, 0}, 3, 4).at == NULL);
	for (size_t i = 0; i < COUNT(orders); i++) {
		int order = slice_compare(
		    slice_view(orders[i].a), slice_view(orders[i].b));
		test_number(
		    orders[i].a, (order > 0) - (order < 0), orders[i].order);
	}
	for (size_t i = 0; i < COUNT(finds); i++)
		test_number(finds[i].needle,
		    (long long)slice_find(
			slice_view(finds[i].in), slice_view(finds[i].needle)),
		    (long long)finds[i].at);
	for (size_t i = 0; i < COUNT(trims); i++)
		test_slice(trims[i].want, slice_trim(slice_view(trims[i].in)),
		    trims[i].want);
	test_true(
	    "equal but for the end", !slice_equal(SLICE("ab"), SLICE("abc")));
	test_true("starts", slice_starts(SLICE("abc"), "ab"));
	test_true("longer than the text", !slice_starts(SLICE("ab"), "abc"));
	test_true("ends", slice_ends(SLICE("abc"), "bc"));
	test_true("ends otherwise", !slice_ends(SLICE("abc"), "ab"));
}

static const struct {
	const char *name, *text;
	size_t len, valid; /* bytes; offset of the first that is wrong */
} encodings[] = {
    {"ASCII", "abc", 3, 3},
    {"two, three and four bytes", "å€😀", 9, 9},
    {"a stray continuation", "a\x80", 2, 1},
    {"cut off", "a\xc3", 2, 1},
    {"cut off in the middle", "\xe2\x82", 2, 0},
    {"overlong slash", "\xc0\xaf", 2, 0},
    {"overlong NUL", "\xe0\x80\x80", 3, 0},
    {"overlong in four", "\xf0\x80\x80\xaf", 4, 0},
    {"a surrogate", "\xed\xa0\x80", 3, 0},
    {"the last code point", "\xf4\x8f\xbf\xbf", 4, 4},
    {"past the last", "\xf4\x90\x80\x80", 4, 0},
    {"Windows-1252", "\xe5ngstr\xf6m", 8, 0},
    {"a byte that is never used", "ab\xff", 3, 2},
};

static const uint32_t code_points[] = {
    1, 0x7f, 0x80, 0x7ff, 0x800, 0xfffd, 0xffff, 0x10000, 0x10ffff};

static void
test_utf8(void)
{
	for (size_t i = 0; i < COUNT(encodings); i++)
		test_number(encodings[i].name,
		    (long long)utf8_check(
			(struct slice){encodings[i].text, encodings[i].len}),
		    (long long)encodings[i].valid);
	for (size_t i = 0; i < COUNT(code_points); i++) {
		char bytes[4];
		size_t at = 0, len = utf8_encode(bytes, code_points[i]);
		struct slice text = {bytes, len};
		test_number("written is valid", (long long)utf8_check(text),
		    (long long)len);
		test_number(
		    "and read back", utf8_next(text, &at), code_points[i]);
		test_number("to its end", (long long)at, (long long)len);
	}
	size_t at = 0;
	test_number("a wrong byte",
	    utf8_next(SLICE("\xff"
			    "a"),
		&at),
	    UTF8_INVALID);
	test_number("moves by one", (long long)at, 1);
	test_number("counted", (long long)utf8_count(SLICE("aå€😀")), 4);
}

static void
test_buffer(void)
{
	struct strbuf out = {0};
	test_slice("an empty buffer", strbuf_view(&out), "");
	test_text("as a string", strbuf_text(&out), "");
	strbuf_add_text(&out, "a");
	strbuf_add_number(&out, -9223372036854775807LL - 1);
	strbuf_add_char(&out, ' ');
	strbuf_add_number(&out, 0);
	strbuf_add_code(&out, 0x20ac);
	strbuf_print(&out, "%03d", 7);
	test_slice(
	    "all sorts", strbuf_view(&out), "a-9223372036854775808 0€007");
	strbuf_reset(&out);
	for (int i = 0; i < 5000; i++)
		strbuf_add(&out, SLICE("0123456789"));
	test_number("grown", (long long)out.len, 50000);
	test_true("and whole", out.at[49999] == '9' && out.at[49990] == '0');
	strbuf_fini(&out);
}

int
main(void)
{
	test_slices();
	test_utf8();
	test_buffer();
	return test_end();
}
