#include "intake/decode.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "text/encoding.h"

struct decoder {
	struct encoding *encoding; /* NULL where the table serves */
	struct {
		char bytes[4];
		uint8_t len; /* 0: invalid */
	} table[256];
};

bool
code_table_fill(struct code_table *table, const char *encoding)
{
	struct encoding *open = encoding_open(encoding);
	struct strbuf out = {0};
	bool single = open != NULL;
	for (int i = 0; i < 256 && single; i++) {
		char byte = (char)i;
		bool invalid;
		strbuf_reset(&out);
		size_t took = encoding_convert(
		    open, (struct slice){&byte, 1}, &out, &invalid);
		size_t at = 0;
		uint32_t code = UTF8_INVALID;
		if (!invalid && took == 1)
			code = utf8_next(strbuf_view(&out), &at);
		single = invalid || took == 1;
		if (code >= 0x80 && code <= 0x9f)
			code = UTF8_INVALID;
		table->code[i] = code;
	}
	strbuf_fini(&out);
	encoding_close(open);
	return single;
}

struct decoder *
decoder_new(const char *encoding)
{
	struct encoding *open = encoding_open(encoding);
	if (!open)
		return NULL;
	struct decoder *decoder = mem_new(1, sizeof *decoder);
	struct code_table codes;
	decoder->encoding = open;
	if (!code_table_fill(&codes, encoding))
		return decoder;
	encoding_close(open);
	decoder->encoding = NULL;
	for (int i = 0; i < 256; i++) {
		if (codes.code[i] != UTF8_INVALID)
			decoder->table[i].len = (uint8_t)utf8_encode(
			    decoder->table[i].bytes, codes.code[i]);
	}
	return decoder;
}

void
decoder_free(struct decoder *decoder)
{
	if (!decoder)
		return;
	encoding_close(decoder->encoding);
	free(decoder);
}

static bool
is_ascii_word(const char *at)
{
	uint64_t word;
	memcpy(&word, at, sizeof word);
	return !(word & 0x8080808080808080u);
}

static size_t
add_by_table(const struct decoder *decoder, struct slice bytes,
    struct strbuf *out, bool *invalid)
{
	char *to = strbuf_reserve(out, bytes.len * 3 + 4);
	const char *from = bytes.at, *end = bytes.at + bytes.len;
	while (from < end) {
		if (end - from >= 8 && is_ascii_word(from)) {
			memcpy(to, from, 8);
			from += 8;
			to += 8;
			continue;
		}
		unsigned char byte = (unsigned char)*from;
		if (!decoder->table[byte].len) {
			*invalid = true;
			break;
		}
		memcpy(to, decoder->table[byte].bytes, 4);
		to += decoder->table[byte].len;
		from++;
	}
	out->len = (size_t)(to - out->at);
	return (size_t)(from - bytes.at);
}

size_t
decoder_add(struct decoder *decoder, struct slice bytes, struct strbuf *out,
    bool *invalid)
{
	*invalid = false;
	if (!bytes.len)
		return 0;
	if (decoder->encoding)
		return encoding_convert(decoder->encoding, bytes, out, invalid);
	return add_by_table(decoder, bytes, out, invalid);
}
