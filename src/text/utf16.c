#include "text/utf16.h"

#include <stdlib.h>
#include <unicode/utf16.h>

#include "base/memory.h"
#include "base/utf8.h"

void
utf16_init(struct utf16 *wide)
{
	wide->at = wide->fixed;
	wide->len = 0;
	wide->room = UTF16_FIXED;
}

void
utf16_fini(struct utf16 *wide)
{
	if (wide->at != wide->fixed)
		free(wide->at);
}

void
utf16_reserve(struct utf16 *wide, int32_t units)
{
	if (units <= wide->room)
		return;
	UChar *at = mem_new((size_t)units, sizeof *at);
	memcpy(at, wide->at, (size_t)wide->len * sizeof *at);
	utf16_fini(wide);
	wide->at = at;
	wide->room = units;
}

void
utf16_add(struct utf16 *wide, uint32_t code)
{
	if (wide->len + 2 > wide->room)
		utf16_reserve(wide, wide->room * 2);
	if (code == UTF8_INVALID)
		code = 0xFFFD;
	U16_APPEND_UNSAFE(wide->at, wide->len, (UChar32)code);
}

void
utf16_set(struct utf16 *wide, struct slice text)
{
	wide->len = 0;
	/* No code point takes more UTF-16 units than UTF-8 bytes. */
	if (text.len > INT32_MAX / 4)
		memory_exhausted();
	utf16_reserve(wide, (int32_t)text.len + 2);
	for (size_t at = 0; at < text.len;)
		utf16_add(wide, utf8_next(text, &at));
}

struct slice
utf16_write(struct arena *arena, const struct utf16 *wide)
{
	char *to = arena_raw(arena, (size_t)wide->len * 3 + 1);
	size_t len = 0;
	for (int32_t at = 0; at < wide->len;) {
		UChar32 code;
		U16_NEXT(wide->at, at, wide->len, code);
		if (U_IS_SURROGATE(code))
			code = 0xFFFD;
		len += utf8_encode(to + len, (uint32_t)code);
	}
	to[len] = '\0';
	return (struct slice){to, len};
}
