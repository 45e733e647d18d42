#include "base/json.h"

#include "test.h"

static const struct {
	const char *name;
	struct slice text;
	const char *want;
} quoted[] = {
    {"nothing", {"", sizeof "" - 1}, "\"\""},
    {"plain", {"Ängeln 7", sizeof "Ängeln 7" - 1}, "\"Ängeln 7\""},
    {"quotes and backslashes", {"a\"b\\c", sizeof "a\"b\\c" - 1},
	"\"a\\\"b\\\\c\""},
    {"at both ends", {"\"x\"", sizeof "\"x\"" - 1}, "\"\\\"x\\\"\""},
    {"controls", {"a\tb\nc\x1b\x7f", sizeof "a\tb\nc\x1b\x7f" - 1},
	"\"a\\u0009b\\u000ac\\u001b\\u007f\""},
    {"a NUL", {"a\0b", sizeof "a\0b" - 1}, "\"a\\u0000b\""},
    {"not UTF-8", {"a\xff\xc3", sizeof "a\xff\xc3" - 1},
	"\"a\xef\xbf\xbd\xef\xbf\xbd\""},
};

static void
test_object(void)
{
	struct strbuf out = {0};
	struct json json = {.out = &out};
	json_open(&json, '{');
	json_add_text(&json, "a", SLICE("b"));
	json_add_number(&json, "n", -7);
	json_key(&json, "list");
	json_open(&json, '[');
	json_bool(&json, true);
	json_null(&json);
	json_open(&json, '{');
	json_close(&json, '}');
	json_number(&json, 1234567890123LL);
	json_close(&json, ']');
	json_add_bool(&json, "last", false);
	json_close(&json, '}');
	test_slice("commas between values only", strbuf_view(&out),
	    "{\"a\":\"b\",\"n\":-7,"
	    "\"list\":[true,null,{},1234567890123],\"last\":false}");
	strbuf_fini(&out);
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(quoted); i++) {
		struct strbuf out = {0};
		json_quote(&out, quoted[i].text);
		test_slice(quoted[i].name, strbuf_view(&out), quoted[i].want);
		strbuf_fini(&out);
	}
	test_object();
	return test_end();
}
