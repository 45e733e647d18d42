/*
 * Each number under each format against what a spreadsheet shows:
 * tests/golden/format/shown/shown, lines of code, value and text. Each is
 * drawn alike or is unsure; a difference is a letter that says something else
 * than the register's owner saw.
 */
#include <stdlib.h>

#include "format/format.h"
#include "test.h"

#define SHOWN TESTS_DIR "/golden/format/shown/shown"

struct counts {
	unsigned lines, drawn, unsure;
};

static struct slice
read_file(const char *path, struct strbuf *to)
{
	FILE *file = fopen(path, "rb");
	size_t got = 1;
	while (file && got) {
		char *at = strbuf_reserve(to, 65536);
		got = fread(at, 1, 65536, file);
		to->len += got;
	}
	if (!file || fclose(file) != 0)
		abort();
	return strbuf_view(to);
}

static struct slice
cut(struct slice *text, char at)
{
	size_t end = slice_find_char(*text, at);
	struct slice part = slice_part(*text, 0, end);
	*text = slice_from(*text, end + 1);
	return part;
}

static void
check(struct arena *mem, struct slice line, struct counts *counts)
{
	struct strbuf shown = {0}, beneath = {0};
	char name[200];
	struct slice code = cut(&line, '\t'), value = cut(&line, '\t');
	struct format_result result = format_write(
	    &shown, &beneath, format_of_code(mem, code), value, false);
	snprintf(name, sizeof name, "%.*s of %.*s", (int)code.len, code.at,
	    (int)value.len, value.at);
	counts->lines++;
	if (result.fault == FORMAT_FINE) {
		counts->drawn++;
		struct strbuf want = {0};
		strbuf_add(&want, line);
		test_slice(
		    name, slice_trim(strbuf_view(&shown)), strbuf_text(&want));
		strbuf_fini(&want);
	} else {
		counts->unsure++;
		test_true(name, result.fault == FORMAT_UNSURE ||
				    result.fault == FORMAT_NO_DAY);
	}
	strbuf_fini(&shown);
	strbuf_fini(&beneath);
}

int
main(int count, char **arguments)
{
	struct strbuf file = {0};
	struct counts counts = {0};
	struct arena *mem = arena_new();
	struct slice text = read_file(count > 1 ? arguments[1] : SHOWN, &file);
	while (text.len)
		check(mem, cut(&text, '\n'), &counts);
	printf("%u of %u drawn, %u unsure\n", counts.drawn, counts.lines,
	    counts.unsure);
	test_true("200 formats of 12 numbers", counts.lines >= 200 * 12);
	test_true("most are drawn", counts.drawn > counts.lines / 2);
	arena_free(mem);
	strbuf_fini(&file);
	return test_end();
}
