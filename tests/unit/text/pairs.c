#include "text/pairs.h"

#include <stdint.h>
#include <stdlib.h>
#include <unicode/ubrk.h>

#include "base/utf8.h"
#include "test.h"
#include "text/breaks.h"

/* One character of each class, and blanks; some classes have two. */
static const char *const signs[] = {"a", "Å", "7", ".", "!", "-", "/", "(", ")",
    "\"", "\u2019", "\u2013", " ", "\n"};

enum { LONGEST = 5, BYTES_MOST = 400 };

static UBreakIterator *icu;

static void
ask_icu(struct slice text, uint8_t *breaks)
{
	UChar wide[BYTES_MOST];
	size_t bytes[BYTES_MOST + 1];
	int32_t len = 0;
	UErrorCode status = U_ZERO_ERROR;
	memset(breaks, BREAK_NONE, text.len + 1);
	for (size_t at = 0; at < text.len; len++) {
		bytes[len] = at;
		wide[len] = (UChar)utf8_next(text, &at);
	}
	bytes[len] = text.len;
	ubrk_setText(icu, wide, len, &status);
	for (int32_t at = ubrk_next(icu); at != UBRK_DONE; at = ubrk_next(icu))
		breaks[bytes[at]] = ubrk_getRuleStatus(icu) >= UBRK_LINE_HARD
					? BREAK_FORCED
					: BREAK_ALLOWED;
}

/* 1 where both agree, 0 where the text was left to ICU, -1 where they differ */
static int
compare(struct slice text)
{
	uint8_t ours[BYTES_MOST + 1], theirs[BYTES_MOST + 1];
	if (!pairs_find(text, ours))
		return 0;
	ask_icu(text, theirs);
	return memcmp(ours, theirs, text.len + 1) == 0 ? 1 : -1;
}

static int agreed, left, differ;

static void
count_text(struct slice text)
{
	int result = compare(text);
	agreed += result > 0;
	left += result == 0;
	differ += result < 0;
	if (result < 0 && differ < 10)
		printf("differs: '%.*s'\n", (int)text.len, text.at);
}

/* Every text of `more` further signs. */
static void
count_all(char *text, size_t len, int more)
{
	if (!more)
		return;
	for (size_t i = 0; i < COUNT(signs); i++) {
		size_t added = strlen(signs[i]);
		memcpy(text + len, signs[i], added);
		count_text((struct slice){text, len + added});
		count_all(text, len + added, more - 1);
	}
}

static void
count_long(void)
{
	uint32_t seed = 7;
	for (int n = 0; n < 20000; n++) {
		char text[BYTES_MOST];
		size_t len = 0;
		for (int i = 0; i < 60; i++) {
			seed = seed * 1664525 + 1013904223;
			/* mostly letters and blanks: else all is left to ICU */
			size_t pick = seed >> 24;
			const char *sign = pick < 140 ? "b"
					   : pick < 190
					       ? " "
					       : signs[pick % COUNT(signs)];
			memcpy(text + len, sign, strlen(sign));
			len += strlen(sign);
		}
		count_text((struct slice){text, len});
	}
}

/* Every character that could be taken for one of ours. */
static void
count_characters(void)
{
	static const char *const around[][2] = {{"a", "b"}, {"a ", "b"},
	    {"a", " b"}, {"1", "2"}, {"a ", " b"}, {"", ""}};
	for (uint32_t code = 1; code < 0x2100; code++) {
		char sign[4], text[20];
		size_t len = utf8_encode(sign, code);
		for (size_t i = 0; i < COUNT(around); i++) {
			int end = snprintf(text, sizeof text, "%s%.*s%s",
			    around[i][0], (int)len, sign, around[i][1]);
			count_text((struct slice){text, (size_t)end});
		}
	}
}

static void
test_language(const char *language)
{
	char text[BYTES_MOST], name[80];
	UErrorCode status = U_ZERO_ERROR;
	icu = ubrk_open(UBRK_LINE, language, NULL, 0, &status);
	agreed = left = differ = 0;
	count_all(text, 0, LONGEST);
	snprintf(name, sizeof name, "%s: short texts as ICU", language);
	test_number(name, differ, 0);
	snprintf(name, sizeof name, "%s: most are not left to ICU", language);
	test_true(name, agreed > left);
	agreed = left = differ = 0;
	count_long();
	snprintf(name, sizeof name, "%s: long texts as ICU", language);
	test_number(name, differ, 0);
	snprintf(
	    name, sizeof name, "%s: some long ones are compared", language);
	test_true(name, agreed > 1000);
	agreed = left = differ = 0;
	count_characters();
	snprintf(name, sizeof name, "%s: characters as ICU", language);
	test_number(name, differ, 0);
	ubrk_close(icu);
}

int
main(void)
{
	static const char *const strange[] = {"50 %",
	    "a\xC2\xA0"
	    "b",
	    "\u0430", "a\tb", "x \u00D7 y", "1/2", "\u2066a\u2069"};
	uint8_t breaks[40];
	for (size_t i = 0; i < COUNT(strange); i++)
		test_true(
		    strange[i], !pairs_find(slice_view(strange[i]), breaks));
	test_language("sv");
	test_language("fi");
	test_language("en");
	return test_end();
}
