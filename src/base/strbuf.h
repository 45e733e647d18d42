/*
 * base/strbuf.h - text that grows; owned by whoever declared it.
 *
 *	struct strbuf out = {0};
 *	strbuf_print(&out, "%d rows", n);
 *	…
 *	strbuf_fini(&out);
 */
#ifndef BASE_STRBUF_H
#define BASE_STRBUF_H

#include <stdint.h>

#include "base/slice.h"

struct strbuf {
	char *at; /* not NUL-terminated; see strbuf_text */
	size_t len;
	size_t room;
};

void strbuf_fini(struct strbuf *buf);

/* Empties it and keeps its room. */
static inline void
strbuf_reset(struct strbuf *buf)
{
	buf->len = 0;
}

/* As strbuf_reserve, which is asked for nearly every byte and inline. */
char *strbuf_grow(struct strbuf *buf, size_t more);

/* Room for `more` bytes after len; returns where they go. len is unchanged. */
static inline char *
strbuf_reserve(struct strbuf *buf, size_t more)
{
	if (buf->at && more <= buf->room - buf->len)
		return buf->at + buf->len;
	return strbuf_grow(buf, more);
}

void strbuf_add(struct strbuf *buf, struct slice text);
/* The same with a blank for each line feed. */
void strbuf_add_line(struct strbuf *buf, struct slice text);
void strbuf_add_text(struct strbuf *buf, const char *text);
void strbuf_add_char(struct strbuf *buf, char c);
void strbuf_add_code(struct strbuf *buf, uint32_t code_point);
void strbuf_add_number(struct strbuf *buf, long long number);
void strbuf_print(struct strbuf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3), nonnull(2)));

/* View of what is in it now; valid until it next grows. */
static inline struct slice
strbuf_view(const struct strbuf *buf)
{
	return (struct slice){buf->at, buf->len};
}

/* The same as a C string; valid until it next grows. */
const char *strbuf_text(struct strbuf *buf);

#endif
