#include "text/breaks.h"

#include <stdlib.h>

#include "base/strbuf.h"
#include "test.h"

#define FSI "\xE2\x81\xA8"
#define PDI "\xE2\x81\xA9"
#define NBSP "\xC2\xA0"

/* `want`: the text with '|' where a line may end and '!' where it must. */
static const struct {
	const char *want;
} cases[] = {
    {""},
    {"ord"},
    {"ett |ord |till"},
    {"ett!"},
    /* UAX 14 alone */
    {"en\n!rad"},
    {"en\n!"},
    {"två" NBSP "ord"},
    {"Berg-|Ek"},
    {"hem\xC2\xAD|tjänst"},
    {"och/|eller"},
    {"www.kommun.se/|val"},
    {"90 km/h |där"},
    {"(se |sidan |ovan)"},
    {"\xE0\xB8\xAA\xE0\xB8\xA7\xE0\xB8\xB1\xE0\xB8\xAA\xE0\xB8\x94\xE0\xB8"
     "\xB5|\xE0\xB8\x8A\xE0\xB8\xB2\xE0\xB8\xA7|\xE0\xB9\x82\xE0\xB8\xA5"
     "\xE0\xB8\x81"},
    /* postcodes and thousands */
    {"753 10 |Uppsala"},
    {"SE-753 10 |Uppsala"},
    {"FI-651 00 |Vasa"},
    {"S-753 10 |Uppsala"},
    {"SX-753 |10 |Uppsala"},
    {"753 10, |Uppsala"},
    {"till |12 345 |personer"},
    {"1 234 567 kr"},
    {"om |2 345 678 |eller"},
    {"rum |1234 |56"},
    {"i |12 |34 |56"},
    /* measures */
    {"en |5 mm |bred"},
    {"efter |3 år."},
    {"25 %, |och"},
    {"1 500 kr/mån |eller"},
    {"350–450 kr"},
    {"ner |till |\u22124 mm |i |natt"},
    {"\u20114 |mm"}, /* another hyphen is no sign */
    {"fem |mm"},
    {"4 kap. 1 § |lagen"},
    {"5 |hus"},
    {"a5 |mm"},
    /* abbreviations */
    {"kl. 8 |eller"},
    {"Kl. 8.30–16.00"},
    {"nr 5"},
    {"(nr 5)"},
    {"nr A5"},
    {"tel 0999-10 01 23"},
    {"tel |till |dig"},
    {"Lgh 1201"},
    {"§ 5 |och"},
    {"C/o Berg"},
    {"c/o" NBSP "Berg"},
    {"klo 8"},
    /* initials */
    {"A. B. Berg"},
    {"K.-G. Berg"},
    {"plan |A. |och |B."},
    {"Å. Öst"},
    {"A.b. |Berg"},
    {"AB |Berg"},
    {"A |Berg"},
    {"A |\"Berg\""},
    /* phone numbers */
    {"ring |0999-10 01 23 |nu"},
    {"0999-10 01 23."},
    {"08-123 456 78"},
    {"+46 999 10 01 23"},
    {"(0999) 10 01 23"},
    {"040 123 4567"},
    {"0999-10 11 12 13 14 15 16 |17"},
    {"0a99 |10"},
    {"09991234 |10"},
    {"020-12 34 56 |eller |020-12 34 57"},
    {"den |12 |34 |är"},
    {FSI "0999-10 01 23" PDI " |nu"},
    /* dates */
    {"den |1 september 2012 |eller"},
    {"den |19 mars."},
    {"19 mars 2012, |och"},
    {"1:a september"},
    {"1:e september"},
    {"1:b |september"},
    {"123 |september"},
    {"1. syyskuuta 2012"},
    {"1/9 2012"},
    {"i |september |2012"},
    {"19 |marsvin"},
    {"den |" FSI "1 september 2012" PDI " |är"},
    {"1" NBSP "september 2012"},
};

static void
test_case(struct breaker *breaker, const char *want)
{
	char *text = calloc(strlen(want) + 1, 1);
	size_t len = 0;
	/* A '|' or '!' that follows "ett" at the end is text. */
	bool literal = strcmp(want, "ett!") == 0;
	for (const char *c = want; *c; c++) {
		if (literal || (*c != '|' && (*c != '!' || c[-1] != '\n')))
			text[len++] = *c;
	}
	uint8_t *breaks = malloc(len + 1);
	breaker_find(breaker, (struct slice){text, len}, breaks);
	struct strbuf have = {0};
	for (size_t i = 0; i <= len; i++) {
		if (breaks[i] == BREAK_FORCED)
			strbuf_add_char(&have, '!');
		else if (breaks[i] == BREAK_ALLOWED && i < len)
			strbuf_add_char(&have, '|');
		if (i < len)
			strbuf_add_char(&have, text[i]);
	}
	test_true(want, breaks[len] != BREAK_NONE || !len);
	test_slice(want, strbuf_view(&have), want);
	strbuf_fini(&have);
	free(breaks);
	free(text);
}

int
main(void)
{
	struct breaker *breaker = breaker_new("sv");
	for (size_t i = 0; i < COUNT(cases); i++)
		test_case(breaker, cases[i].want);
	breaker_free(breaker);
	breaker_free(NULL);
	return test_end();
}
