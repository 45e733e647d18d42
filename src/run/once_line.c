#include "run/once_line.h"

#define DIGEST_LEN 8

static bool
take_word(struct slice *rest, const char *word)
{
	if (!slice_starts(*rest, word))
		return false;
	*rest = slice_from(*rest, strlen(word));
	return true;
}

static int
hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Digits up to a quote; as many as said, or where 0 any number of digests. */
static bool
take_hex(struct slice *rest, size_t len, struct slice *hex)
{
	*hex = slice_part(*rest, 0, slice_find_char(*rest, '"'));
	for (size_t i = 0; i < hex->len; i++) {
		if (hex_value(hex->at[i]) < 0)
			return false;
	}
	*rest = slice_from(*rest, hex->len);
	return len ? hex->len == len : hex->len % DIGEST_LEN == 0;
}

static bool
take_date(struct slice *rest, day *date)
{
	*date = day_parse_iso(slice_part(*rest, 0, 10));
	*rest = slice_from(*rest, 10);
	return *date != DAY_NONE;
}

bool
once_line_read(struct slice text, struct once_line *line)
{
	struct slice rest = text;
	*line = (struct once_line){0};
	return take_word(&rest, "{\"date\":\"") &&
	       take_date(&rest, &line->date) &&
	       take_word(&rest, "\",\"job\":\"") &&
	       take_hex(&rest, ONCE_JOB_LEN, &line->job) &&
	       take_word(&rest, "\",\"key\":\"") &&
	       take_hex(&rest, ONCE_KEY_LEN, &line->key) &&
	       take_word(&rest, "\",\"recipients\":\"") &&
	       take_hex(&rest, 0, &line->recipients) &&
	       take_word(&rest, "\"}") && !rest.len;
}

bool
once_line_recipient(
    const struct once_line *line, size_t index, uint32_t *digest)
{
	*digest = 0;
	if ((index + 1) * DIGEST_LEN > line->recipients.len)
		return false;
	for (size_t i = 0; i < DIGEST_LEN; i++)
		*digest = *digest << 4 |
			  (uint32_t)hex_value(
			      line->recipients.at[index * DIGEST_LEN + i]);
	return true;
}

void
once_line_write(struct strbuf *out, const struct once_line *line,
    const uint32_t *recipients, size_t count)
{
	char date[11];
	day_write_iso(line->date, date);
	strbuf_print(out, "{\"date\":\"%s\",\"job\":\"", date);
	strbuf_add(out, line->job);
	strbuf_add_text(out, "\",\"key\":\"");
	strbuf_add(out, line->key);
	strbuf_add_text(out, "\",\"recipients\":\"");
	for (size_t i = 0; i < count; i++)
		strbuf_print(out, "%08x", recipients[i]);
	strbuf_add_text(out, "\"}\n");
}
