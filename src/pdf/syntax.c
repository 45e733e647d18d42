#include "pdf/syntax.h"

#include "base/utf8.h"

/* Most numbers have three digits at most. */
static char *
write_small(char *to, uint32_t value)
{
	if (value >= 100)
		*to++ = (char)('0' + value / 100);
	if (value >= 10)
		*to++ = (char)('0' + value / 10 % 10);
	*to++ = (char)('0' + value % 10);
	return to;
}

char *
syntax_write_whole(char *to, int64_t value)
{
	char digits[20];
	size_t count = 0;
	uint64_t rest = value < 0 ? -(uint64_t)value : (uint64_t)value;
	if (value < 0)
		*to++ = '-';
	if (rest < 1000)
		return write_small(to, (uint32_t)rest);
	do {
		digits[count++] = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest);
	while (count)
		*to++ = digits[--count];
	return to;
}

/* ".5", "-.25" and "12" are numbers too (7.3.3), and shorter. */
char *
syntax_write_thousandths(char *to, int64_t value)
{
	uint64_t size = value < 0 ? -(uint64_t)value : (uint64_t)value;
	uint32_t part = (uint32_t)(size % 1000);
	if (value < 0)
		*to++ = '-';
	if (size >= 1000 || part == 0)
		to = syntax_write_whole(to, (int64_t)(size / 1000));
	if (part == 0)
		return to;
	to[0] = '.';
	to[1] = (char)('0' + part / 100);
	to[2] = (char)('0' + part / 10 % 10);
	to[3] = (char)('0' + part % 10);
	return to + (part % 10 ? 4 : part % 100 ? 3 : 2);
}

void
syntax_add_thousandths(struct strbuf *out, int64_t value)
{
	char *start = strbuf_reserve(out, SYNTAX_NUMBER_MAX);
	out->len += (size_t)(syntax_write_thousandths(start, value) - start);
}

void
syntax_add_reference(struct strbuf *out, uint32_t number)
{
	char *start = strbuf_reserve(out, SYNTAX_NUMBER_MAX);
	char *to = syntax_write_whole(start, number);
	memcpy(to, " 0 R", 4);
	out->len += (size_t)(to + 4 - start);
}

static void
add_hex(struct strbuf *out, unsigned byte)
{
	static const char digits[] = "0123456789ABCDEF";
	strbuf_add_char(out, digits[byte >> 4]);
	strbuf_add_char(out, digits[byte & 15]);
}

void
syntax_add_name(struct strbuf *out, struct slice name)
{
	strbuf_add_char(out, '/');
	for (size_t i = 0; i < name.len; i++) {
		unsigned char c = (unsigned char)name.at[i];
		if (c > 32 && c < 127 && !strchr("#()<>[]{}/%", c)) {
			strbuf_add_char(out, (char)c);
			continue;
		}
		strbuf_add_char(out, '#');
		add_hex(out, c);
	}
}

static void
add_unit(struct strbuf *out, uint32_t unit)
{
	add_hex(out, unit >> 8 & 255);
	add_hex(out, unit & 255);
}

void
syntax_add_utf16(struct strbuf *out, struct slice utf8)
{
	for (size_t at = 0; at < utf8.len;) {
		uint32_t code = utf8_next(utf8, &at);
		if (code == UTF8_INVALID)
			code = 0xFFFD;
		if (code < 0x10000) {
			add_unit(out, code);
			continue;
		}
		add_unit(out, 0xD800 + (code - 0x10000) / 0x400);
		add_unit(out, 0xDC00 + (code - 0x10000) % 0x400);
	}
}

void
syntax_add_utf16_bytes(struct strbuf *out, struct slice utf8)
{
	struct strbuf hex = {0};
	strbuf_add_text(&hex, "FEFF");
	syntax_add_utf16(&hex, utf8);
	for (size_t i = 0; i < hex.len; i += 2) {
		unsigned byte = 0;
		for (size_t k = i; k < i + 2; k++) {
			char c = hex.at[k];
			unsigned digit =
			    (unsigned)(c > '9' ? c - 'A' + 10 : c - '0');
			byte = byte << 4 | digit;
		}
		strbuf_add_char(out, (char)byte);
	}
	strbuf_fini(&hex);
}

static bool
is_plain(struct slice text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.at[i] < 32 || text.at[i] > 126)
			return false;
	return true;
}

void
syntax_add_text(struct strbuf *out, struct slice utf8)
{
	if (!is_plain(utf8)) {
		strbuf_add_text(out, "<FEFF");
		syntax_add_utf16(out, utf8);
		strbuf_add_char(out, '>');
		return;
	}
	strbuf_add_char(out, '(');
	for (size_t i = 0; i < utf8.len; i++) {
		if (strchr("()\\", utf8.at[i]))
			strbuf_add_char(out, '\\');
		strbuf_add_char(out, utf8.at[i]);
	}
	strbuf_add_char(out, ')');
}

void
syntax_add_uri(struct strbuf *out, struct slice uri)
{
	strbuf_add_char(out, '(');
	for (size_t i = 0; i < uri.len; i++) {
		unsigned char c = (unsigned char)uri.at[i];
		if (c <= 32 || c > 126 || strchr("<>\"{}|\\^`", c)) {
			strbuf_add_char(out, '%');
			add_hex(out, c);
			continue;
		}
		if (c == '(' || c == ')')
			strbuf_add_char(out, '\\');
		strbuf_add_char(out, (char)c);
	}
	strbuf_add_char(out, ')');
}

void
syntax_add_xml(struct strbuf *out, struct slice utf8)
{
	for (size_t i = 0; i < utf8.len; i++)
		switch (utf8.at[i]) {
		case '&':
			strbuf_add_text(out, "&amp;");
			break;
		case '<':
			strbuf_add_text(out, "&lt;");
			break;
		case '>':
			strbuf_add_text(out, "&gt;");
			break;
		case '"':
			strbuf_add_text(out, "&quot;");
			break;
		default:
			strbuf_add_char(out, utf8.at[i]);
		}
}
