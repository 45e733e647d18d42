#include "text/breaks.h"

#include <stdlib.h>
#include <unicode/ubrk.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "text/keep.h"
#include "text/language.h"
#include "text/pairs.h"
#include "text/utf16.h"

struct breaker {
	UBreakIterator *icu;
	struct utf16 wide;
	uint32_t *bytes; /* offset of each UTF-16 unit's character */
	size_t room;
};

struct breaker *
breaker_new(const char *language)
{
	UErrorCode status = U_ZERO_ERROR;
	UBreakIterator *icu =
	    ubrk_open(UBRK_LINE, language_or_root(language), NULL, 0, &status);
	if (U_FAILURE(status))
		return NULL;
	struct breaker *breaker = mem_new(1, sizeof *breaker);
	breaker->icu = icu;
	utf16_init(&breaker->wide);
	return breaker;
}

void
breaker_free(struct breaker *breaker)
{
	if (!breaker)
		return;
	ubrk_close(breaker->icu);
	utf16_fini(&breaker->wide);
	free(breaker->bytes);
	free(breaker);
}

static void
set_text(struct breaker *breaker, struct slice text)
{
	struct utf16 *wide = &breaker->wide;
	if (text.len > INT32_MAX / 4)
		memory_exhausted();
	wide->len = 0;
	utf16_reserve(wide, (int32_t)text.len + 2);
	breaker->bytes = mem_grow(breaker->bytes, &breaker->room, text.len + 3,
	    sizeof *breaker->bytes);
	for (size_t at = 0; at < text.len;) {
		size_t here = at;
		int32_t unit = wide->len;
		utf16_add(wide, utf8_next(text, &at));
		for (; unit < wide->len; unit++)
			breaker->bytes[unit] = (uint32_t)here;
	}
	breaker->bytes[wide->len] = (uint32_t)text.len;
}

static void
ask_icu(struct breaker *breaker, struct slice text, uint8_t *breaks)
{
	UErrorCode status = U_ZERO_ERROR;
	memset(breaks, BREAK_NONE, text.len + 1);
	set_text(breaker, text);
	ubrk_setText(
	    breaker->icu, breaker->wide.at, breaker->wide.len, &status);
	if (U_FAILURE(status))
		memory_exhausted();
	for (int32_t at = ubrk_next(breaker->icu); at != UBRK_DONE;
	     at = ubrk_next(breaker->icu)) {
		bool forced =
		    ubrk_getRuleStatus(breaker->icu) >= UBRK_LINE_HARD;
		breaks[breaker->bytes[at]] =
		    forced ? BREAK_FORCED : BREAK_ALLOWED;
	}
}

void
breaker_find(struct breaker *breaker, struct slice text, uint8_t *breaks)
{
	if (!pairs_find(text, breaks))
		ask_icu(breaker, text, breaks);
	keep_together(text, breaks);
}
