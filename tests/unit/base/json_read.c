#include "base/json_read.h"

#include "base/json.h"
#include "test.h"

static const struct {
	const char *json, *want, *rest; /* want NULL: no string */
} cases[] = {
    {"\"\"", "", ""},
    {"\"ett\",2", "ett", ",2"},
    {"\"a\\\"b\\\\c\\/\"", "a\"b\\c/", ""},
    {"\"\\n\\r\\t\\b\\f\"", "\n\r\t\b\f", ""},
    {"\"\\u00e5\\u202e\"", "å\u202e", ""},
    {"", NULL, ""},
    {"ett", NULL, "ett"},
    {"\"ett", NULL, "\"ett"},
    {"\"ett\\", NULL, "\"ett\\"},
    {"\"ett\\\"", NULL, "\"ett\\\""},
    {"\"\\u00", NULL, "\"\\u00"},
};

int
main(void)
{
	struct arena *mem = arena_new();
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct slice text, rest = slice_view(cases[i].json);
		bool ok = json_take_text(&rest, mem, &text);
		test_true(cases[i].json, ok == (cases[i].want != NULL));
		if (ok)
			test_slice(cases[i].json, text, cases[i].want);
		test_slice("rest", rest, cases[i].rest);
	}
	/* whatever is written comes back */
	for (int c = 1; c < 0x300; c++) {
		struct strbuf value = {0}, json = {0};
		struct slice text;
		strbuf_add_code(&value, (uint32_t)c);
		json_quote(&json, strbuf_view(&value));
		struct slice rest = strbuf_view(&json);
		test_true("there and back",
		    json_take_text(&rest, mem, &text) &&
			slice_equal(text, strbuf_view(&value)) && !rest.len);
		strbuf_fini(&value);
		strbuf_fini(&json);
	}
	struct slice nul, rest = {"\"\\\0n\"", 5};
	test_true("a NUL stands for itself", json_take_text(&rest, mem, &nul) &&
						 nul.len == 2 &&
						 memcmp(nul.at, "\0n", 2) == 0);
	rest = SLICE("{\"a\":1}");
	test_true("taken", json_take(&rest, "{\"a\":"));
	test_true("not there", !json_take(&rest, "2"));
	test_slice("what is left", rest, "1}");
	arena_free(mem);
	return test_end();
}
