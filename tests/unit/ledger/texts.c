/* Rows of texts as JSON: they come back as they were, or not at all. */
#include "ledger/texts.h"

#include <stdlib.h>

#include "test.h"

#define MOST 4

static const struct {
	size_t count;
	const char *texts[MOST];
	const char *json;
} cases[] = {
    {0, {NULL}, "[]"},
    {1, {""}, "[\"\"]"},
    {2, {"a", "b"}, "[\"a\",\"b\"]"},
    {1, {"\"\\\""}, "[\"\\\"\\\\\\\"\"]"},
    {1, {"\x01\n\x1f\x7f"}, "[\"\\u0001\\u000a\\u001f\x7f\"]"},
    {3, {"Åsa", "],[", "\xF0\x9D\x84\x9E"},
	"[\"Åsa\",\"],[\",\"\xF0\x9D\x84\x9E\"]"},
    {4, {"u0041", "\\u0041", "\\", "\\\\"},
	"[\"u0041\",\"\\\\u0041\",\"\\\\\",\"\\\\\\\\\"]"},
};

static void
test_round(struct arena *mem, size_t i)
{
	struct strbuf out = {0};
	struct slice texts[MOST];
	size_t count = MOST;
	for (size_t k = 0; k < cases[i].count; k++)
		texts[k] = slice_view(cases[i].texts[k]);
	texts_write(&out, texts, cases[i].count);
	test_slice(cases[i].json, strbuf_view(&out), cases[i].json);
	const struct slice *back = texts_read(mem, strbuf_view(&out), &count);
	test_true("read", back);
	test_number("all of them", (long long)count, (long long)cases[i].count);
	for (size_t k = 0; back && k < count; k++)
		test_slice(cases[i].json, back[k], cases[i].texts[k]);
	for (size_t len = 0; len < out.len; len++) {
		char *part = malloc(len ? len : 1); /* its end is seen */
		memcpy(part, out.at, len);
		test_true(
		    "cut", !texts_read(mem, (struct slice){part, len}, &count));
		free(part);
	}
	strbuf_fini(&out);
}

static const char *const broken[] = {"", "[", "a]", "{}", "[a]", "[\"a\"",
    "[\"a\",]", "[\"a\";\"b\"]", "[\"a\\\"]", "[\"a\" ]", "[,]", "[\"\\",
    "[\"\\u00\"]", "[\"\\u0\",\"00\"]", "[\"\\u001g\"]", "[\"\\u00/0\"]",
    "[\"\\u0100\"]", "[\"\\u001A\"]", "[\"\\u00", "[\"\\u001", "[\"\\\"]",
    "[\"a\\\\\\\"]"};

int
main(void)
{
	struct arena *mem = arena_new();
	size_t count;
	for (size_t i = 0; i < COUNT(cases); i++)
		test_round(mem, i);
	for (size_t i = 0; i < COUNT(broken); i++)
		test_true(
		    broken[i], !texts_read(mem, slice_view(broken[i]), &count));
	arena_free(mem);
	return test_end();
}
