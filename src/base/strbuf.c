#include "base/strbuf.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/utf8.h"

void
strbuf_fini(struct strbuf *buf)
{
	if (!buf)
		return;
	free(buf->at);
	*buf = (struct strbuf){0};
}

char *
strbuf_grow(struct strbuf *buf, size_t more)
{
	if (more > SIZE_MAX / 4 || buf->len > SIZE_MAX / 4)
		memory_exhausted();
	buf->at = mem_grow(buf->at, &buf->room, buf->len + more, 1);
	return buf->at + buf->len;
}

void
strbuf_add(struct strbuf *buf, struct slice text)
{
	if (!text.len)
		return;
	memcpy(strbuf_reserve(buf, text.len), text.at, text.len);
	buf->len += text.len;
}

void
strbuf_add_line(struct strbuf *buf, struct slice text)
{
	size_t start = buf->len;
	strbuf_add(buf, text);
	for (size_t i = start; i < buf->len; i++) {
		if (buf->at[i] == '\n')
			buf->at[i] = ' ';
	}
}

void
strbuf_add_text(struct strbuf *buf, const char *text)
{
	strbuf_add(buf, slice_view(text));
}

void
strbuf_add_char(struct strbuf *buf, char c)
{
	*strbuf_reserve(buf, 1) = c;
	buf->len++;
}

void
strbuf_add_code(struct strbuf *buf, uint32_t code_point)
{
	buf->len += utf8_encode(strbuf_reserve(buf, 4), code_point);
}

void
strbuf_add_number(struct strbuf *buf, long long number)
{
	char digits[24], *at = digits + sizeof digits;
	unsigned long long rest = number < 0 ? 0ULL - (unsigned long long)number
					     : (unsigned long long)number;
	do {
		*--at = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest);
	if (number < 0)
		*--at = '-';
	strbuf_add(
	    buf, (struct slice){at, (size_t)(digits + sizeof digits - at)});
}

void
strbuf_print(struct strbuf *buf, const char *format, ...)
{
	va_list list, again;
	va_start(list, format);
	va_copy(again, list);
	int len = vsnprintf(NULL, 0, format, list);
	va_end(list);
	assert(len >= 0);
	vsnprintf(strbuf_reserve(buf, (size_t)len + 1), (size_t)len + 1, format,
	    again);
	va_end(again);
	buf->len += (size_t)len;
}

const char *
strbuf_text(struct strbuf *buf)
{
	*strbuf_reserve(buf, 1) = '\0';
	return buf->at;
}
