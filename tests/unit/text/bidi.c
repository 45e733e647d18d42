#include "text/bidi.h"

#include "base/strbuf.h"
#include "test.h"

#define ALEF "\xD7\x90"
#define BET "\xD7\x91"
#define ARABIC "\xD8\xA7\xD9\x84"
#define RLO "\xE2\x80\xAE"
#define FSI "\xE2\x81\xA8"
#define PDI "\xE2\x81\xA9"

static const struct {
	const char *text;
	bool plain;
} plains[] = {
    {"", true}, {"Hej 123", true}, {"åäö – ”citat” €", true},
    {"Ελλάδα Москва", true}, {"สวัสดี", true}, {"አማርኛ", true}, {ALEF, false},
    {ARABIC, false}, {"a" RLO "b", false}, {FSI "a" PDI, false},
    {"a\xE2\x80\x8E", false}, {"a\xE2\x80\x8F", false},
    {"\xD9\xA1", false}, /* an Arabic digit */
};

/* `want`: from-to:level:script for each run */
static const struct {
	const char *text;
	bool right_to_left;
	const char *want;
} runs[] = {
    {"", false, ""},
    {"abc", false, "0-3:0:Latn"},
    {"123", false, "0-3:0:Latn"},
    {"a " ALEF BET " b", false, "0-2:0:Latn 2-6:1:Hebr 6-7:0:Hebr 7-8:0:Latn"},
    {ALEF " a", true, "0-3:1:Hebr 3-4:2:Latn"},
    {ALEF " 12", true, "0-3:1:Hebr 3-5:2:Hebr"},
    {ALEF " 0999-10 01 23 " ALEF, true, "0-3:1:Hebr 3-16:2:Hebr 16-19:1:Hebr"},
    {ALEF " +46 999 10 01 23", true, "0-3:1:Hebr 3-19:2:Hebr"},
    {ARABIC " 123 45", true, "0-5:1:Arab 5-11:2:Arab"},
    {ARABIC " \xD9\xA1 \xD9\xA2", true, "0-5:1:Arab 5-10:2:Arab"},
    {ARABIC " 350–450", true, "0-5:1:Arab 5-8:2:Arab 8-11:1:Arab 11-14:2:Arab"},
    {ARABIC " 1, 2", true, "0-5:1:Arab 5-6:2:Arab 6-8:1:Arab 8-9:2:Arab"},
    {ARABIC " 1/2", true, "0-5:1:Arab 5-8:2:Arab"},
    {ARABIC " 1\u20112", true, "0-5:1:Arab 5-10:2:Arab"},
    {ARABIC " 1\u00a02", true, "0-5:1:Arab 5-9:2:Arab"},
    {"a\xff", false, "0-2:0:Latn"},
    {"a\u0301b", false, "0-4:0:Latn"},
    {"aЖ", false, "0-1:0:Latn 1-3:0:Cyrl"},
    {"(Ж)", false, "0-4:0:Cyrl"},
    {"😀a", false, "0-5:0:Latn"},
    {"😀" ALEF, false, "0-4:0:Hebr 4-6:1:Hebr"},
};

static const struct {
	const char *levels, *want;
} orders[] = {
    {"", ""},
    {"0", "0"},
    {"000", "012"},
    {"010", "012"},
    {"0110", "0213"},
    {"111", "210"},
    {"121", "210"},
    {"1221", "3120"},
    {"0122100", "0423156"},
};

static void
test_runs(struct arena *mem)
{
	for (size_t i = 0; i < COUNT(runs); i++) {
		size_t count = 0;
		struct bidi_run *at = bidi_runs(mem, slice_view(runs[i].text),
		    runs[i].right_to_left, &count);
		struct strbuf have = {0};
		for (size_t k = 0; k < count; k++)
			strbuf_print(&have, "%s%u-%u:%u:%s", k ? " " : "",
			    at[k].from, at[k].to, at[k].level, at[k].script);
		test_slice(runs[i].text, strbuf_view(&have), runs[i].want);
		strbuf_fini(&have);
	}
}

static void
test_orders(void)
{
	for (size_t i = 0; i < COUNT(orders); i++) {
		uint8_t levels[8];
		uint32_t order[8];
		char have[9] = "";
		size_t count = strlen(orders[i].levels);
		for (size_t k = 0; k < count; k++)
			levels[k] = (uint8_t)(orders[i].levels[k] - '0');
		bidi_order(levels, count, order);
		for (size_t k = 0; k < count; k++)
			have[k] = (char)('0' + order[k]);
		test_text(orders[i].levels, have, orders[i].want);
	}
}

int
main(void)
{
	struct arena *mem = arena_new();
	for (size_t i = 0; i < COUNT(plains); i++)
		test_true(
		    plains[i].text, bidi_is_plain(slice_view(plains[i].text)) ==
					plains[i].plain);
	test_runs(mem);
	test_orders();
	arena_free(mem);
	return test_end();
}
