#include "fate/event.h"

#include "test.h"

#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000"
#define BEGIN "{\"event\":2,\"before\":\"" ZEROS "\",\"date\":\"2012-03-21\""

static const struct {
	const char *line;
	bool good;
} cases[] = {
    {BEGIN ",\"kind\":\"posted\",\"posted\":\"1-100\"}", true},
    {BEGIN ",\"kind\":\"withdrawn\",\"withdrawn\":\"17\",\"reason\":"
	   "\"en \\\"flytt\\\"\"}",
	true},
    {BEGIN ",\"kind\":\"reconciled\",\"posted\":\"1\",\"wanted\":\"2\","
	   "\"file\":\"a.csv\",\"sha256\":\"" ZEROS "\"}",
	true},
    {BEGIN ",\"kind\":\"posted\"}", true},
    {BEGIN ",\"kind\":\"packed\",\"file\":\"a.age\",\"sha256\":\"" ZEROS
	   "\",\"until\":\"2012-06-30\"}",
	true},
    {BEGIN ",\"kind\":\"packed\",\"until\":\"2012-06-31\"}", false},
    {BEGIN ",\"kind\":\"purged\",\"reason\":\"så\"}", true},
    {BEGIN ",\"kind\":\"destroyed\"}", true},
    {"", false},
    {"{}", false},
    {BEGIN "}", false},
    {BEGIN ",\"kind\":\"burnt\"}", false},
    {BEGIN ",\"kind\":\"posted\",\"posted\":\"3,1\"}", false},
    {BEGIN ",\"kind\":\"posted\",\"posted\":\"0\"}", false},
    {BEGIN ",\"kind\":\"posted\",\"wanted\":\"2\",\"posted\":\"1\"}", false},
    {BEGIN ",\"kind\":\"posted\",\"file\":\"a.csv\"}", false},
    {BEGIN ",\"kind\":\"posted\"} ", false},
    {BEGIN ",\"kind\":\"posted\"", false},
    {BEGIN ",\"kind\":\"posted", false},
    {BEGIN ", \"kind\":\"posted\"}", false},
    {"{\"event\":2147483650,\"before\":\"" ZEROS
     "\",\"date\":\"2012-03-21\",\"kind\":\"posted\"}",
	false},
    {"{\"event\":2a,\"before\":\"" ZEROS
     "\",\"date\":\"2012-03-21\",\"kind\":\"posted\"}",
	false},
};

int
main(void)
{
	struct arena *mem = arena_new();
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct event event;
		struct strbuf out = {0};
		bool ok = event_read(slice_view(cases[i].line), mem, &event);
		test_true(cases[i].line, ok == cases[i].good);
		if (ok) {
			event_write(&out, &event);
			test_slice("again", strbuf_view(&out), cases[i].line);
			test_number("number", event.number, 2);
		}
		strbuf_fini(&out);
		/* cut anywhere it is none */
		for (size_t len = 0; len < strlen(cases[i].line); len++)
			ok = ok &&
			     !event_read(
				 slice_part(slice_view(cases[i].line), 0, len),
				 mem, &event);
		test_true("no part of it", ok == cases[i].good);
	}
	arena_free(mem);
	return test_end();
}
