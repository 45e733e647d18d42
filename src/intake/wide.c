#include "intake/wide.h"

#include "base/utf8.h"

#define REPLACEMENT 0xfffd

static bool
is_high(uint32_t unit)
{
	return unit >= 0xd800 && unit < 0xdc00;
}

static bool
is_low(uint32_t unit)
{
	return unit >= 0xdc00 && unit < 0xe000;
}

bool
wide_add(struct strbuf *out, const uint16_t *units, size_t count)
{
	/* Three bytes a unit at most: a pair has four. */
	char *to = strbuf_reserve(out, 3 * count + 1);
	char *start = to;
	bool fine = true;
	for (size_t i = 0; i < count; i++) {
		uint32_t code = units[i];
		if (code < 0x80) {
			*to++ = (char)code;
			continue;
		}
		if (is_high(code) && i + 1 < count && is_low(units[i + 1])) {
			code = 0x10000 + ((code - 0xd800) << 10) +
			       (units[++i] - 0xdc00u);
		} else if (is_high(code) || is_low(code)) {
			code = REPLACEMENT;
			fine = false;
		}
		to += utf8_encode(to, code);
	}
	out->len += (size_t)(to - start);
	return fine;
}

static void
add_unit(struct strbuf *out, uint32_t unit)
{
	uint16_t as = (uint16_t)unit;
	strbuf_add(out, (struct slice){(const char *)&as, sizeof as});
}

void
wide_write(struct strbuf *out, struct slice text)
{
	for (size_t at = 0; at < text.len;) {
		uint32_t code = utf8_next(text, &at);
		if (code == UTF8_INVALID)
			code = REPLACEMENT;
		if (code < 0x10000) {
			add_unit(out, code);
			continue;
		}
		add_unit(out, 0xd800 + ((code - 0x10000) >> 10));
		add_unit(out, 0xdc00 + ((code - 0x10000) & 0x3ff));
	}
}
