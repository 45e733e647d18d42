#include "base/utf8.h"

static uint32_t
decode_tail(const unsigned char *at, size_t left, size_t *length)
{
	unsigned char lead = at[0];
	size_t need;
	uint32_t code, least;

	if (lead >= 0xC2 && lead <= 0xDF) {
		need = 2, code = lead & 0x1F, least = 0x80;
	} else if (lead >= 0xE0 && lead <= 0xEF) {
		need = 3, code = lead & 0x0F, least = 0x800;
	} else if (lead >= 0xF0 && lead <= 0xF4) {
		need = 4, code = lead & 0x07, least = 0x10000;
	} else {
		return UTF8_INVALID;
	}
	if (left < need)
		return UTF8_INVALID;
	for (size_t i = 1; i < need; i++) {
		if ((at[i] & 0xC0) != 0x80)
			return UTF8_INVALID;
		code = code << 6 | (at[i] & 0x3F);
	}
	if (code < least || code > 0x10FFFF ||
	    (code >= 0xD800 && code <= 0xDFFF))
		return UTF8_INVALID;
	*length = need;
	return code;
}

uint32_t
utf8_next(struct slice text, size_t *offset)
{
	const unsigned char *at = (const unsigned char *)text.at + *offset;
	size_t length = 1;
	uint32_t code =
	    at[0] < 0x80 ? at[0] : decode_tail(at, text.len - *offset, &length);
	*offset += length;
	return code;
}

size_t
utf8_check(struct slice text)
{
	size_t at = 0;
	while (at < text.len) {
		if ((unsigned char)text.at[at] < 0x80) {
			at++;
			continue;
		}
		size_t next = at;
		if (utf8_next(text, &next) == UTF8_INVALID)
			return at;
		at = next;
	}
	return at;
}

size_t
utf8_encode(char *to, uint32_t code)
{
	if (code < 0x80) {
		to[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		to[0] = (char)(0xC0 | code >> 6);
		to[1] = (char)(0x80 | (code & 0x3F));
		return 2;
	}
	if (code < 0x10000) {
		to[0] = (char)(0xE0 | code >> 12);
		to[1] = (char)(0x80 | (code >> 6 & 0x3F));
		to[2] = (char)(0x80 | (code & 0x3F));
		return 3;
	}
	to[0] = (char)(0xF0 | code >> 18);
	to[1] = (char)(0x80 | (code >> 12 & 0x3F));
	to[2] = (char)(0x80 | (code >> 6 & 0x3F));
	to[3] = (char)(0x80 | (code & 0x3F));
	return 4;
}

size_t
utf8_count(struct slice text)
{
	size_t count = 0;
	for (size_t i = 0; i < text.len; i++)
		count += ((unsigned char)text.at[i] & 0xC0) != 0x80;
	return count;
}
