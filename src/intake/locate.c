#include "intake/locate.h"

#include "base/utf8.h"
#include "intake/decode.h"

struct walk {
	struct decoder *decoder;
	struct places *places;
	uint32_t line, column; /* of what comes next */
	size_t returns; /* CR just before, not yet counted as line ends */
	size_t width; /* bytes to skip where one is invalid */
	int wanted; /* a byte value, -1: none */
	struct strbuf pending; /* bytes of a character begun */
	struct strbuf text;
};

static void
note(struct walk *walk, unsigned char byte)
{
	struct places *places = walk->places;
	if (places->count < sizeof places->at / sizeof *places->at)
		places->at[places->count++] =
		    (struct place){walk->line, walk->column, byte};
	places->total++;
}

static void
end_lines(struct walk *walk, size_t count)
{
	if (!count)
		return;
	walk->line += (uint32_t)count;
	walk->column = 1;
}

/* Line ends as intake/cut.h counts them: LF, CR, CRLF, CRCRLF. */
static void
step(struct walk *walk, uint32_t code)
{
	if (code == '\r') {
		walk->returns++;
		return;
	}
	if (code == '\n') {
		end_lines(walk, walk->returns > 2 ? walk->returns - 1 : 1);
		walk->returns = 0;
		return;
	}
	end_lines(walk, walk->returns);
	walk->returns = 0;
	if (code == 0)
		note(walk, 0);
	walk->column++;
}

static void
walk_text(struct walk *walk)
{
	struct slice text = strbuf_view(&walk->text);
	size_t at = 0;
	while (at < text.len)
		step(walk, utf8_next(text, &at));
	strbuf_reset(&walk->text);
}

static void
note_invalid(struct walk *walk, unsigned char byte)
{
	end_lines(walk, walk->returns);
	walk->returns = 0;
	note(walk, byte);
	walk->column++;
}

/* As many bytes as are whole, up to the wanted one; returns how many. */
static size_t
walk_some(struct walk *walk, struct slice bytes, bool last)
{
	bool invalid;
	struct slice part = bytes;
	if (walk->wanted >= 0)
		part.len = slice_find_char(bytes, (char)walk->wanted);
	size_t took = decoder_add(walk->decoder, part, &walk->text, &invalid);
	walk_text(walk);
	if (walk->wanted >= 0 && took == part.len && took < bytes.len) {
		note_invalid(walk, (unsigned char)walk->wanted);
		return took + 1;
	}
	if (took < part.len && (invalid || last)) {
		if (walk->wanted < 0)
			note_invalid(walk, (unsigned char)bytes.at[took]);
		took += walk->width;
	}
	return took < bytes.len ? took : bytes.len;
}

static void
walk_block(struct walk *walk, struct slice block, bool last)
{
	strbuf_add(&walk->pending, block);
	struct slice left = strbuf_view(&walk->pending);
	size_t took;
	while (left.len && (took = walk_some(walk, left, last)) > 0)
		left = slice_from(left, took);
	if (left.len)
		memmove(walk->pending.at, left.at, left.len);
	walk->pending.len = left.len;
}

static bool
walk_file(
    struct walk *walk, struct bytes *bytes, size_t skip, struct diag *diag)
{
	struct slice block;
	bool ok = bytes_rewind(bytes, diag);
	while (ok && (ok = bytes_next(bytes, &block, diag)) && block.len) {
		struct slice rest = slice_from(block, skip);
		skip -= block.len - rest.len;
		walk_block(walk, rest, false);
	}
	walk_block(walk, (struct slice){"", 0}, true);
	strbuf_fini(&walk->pending);
	strbuf_fini(&walk->text);
	decoder_free(walk->decoder);
	return ok;
}

bool
locate_invalid(struct bytes *bytes, const char *encoding, size_t skip,
    struct places *places, struct diag *diag)
{
	struct walk walk = {.decoder = decoder_new(encoding),
	    .places = places,
	    .line = 1,
	    .column = 1,
	    .width = slice_starts(slice_view(encoding), "utf-16") ? 2 : 1,
	    .wanted = -1};
	*places = (struct places){0};
	return walk_file(&walk, bytes, skip, diag);
}

bool
locate_byte(struct bytes *bytes, const char *encoding, unsigned char wanted,
    struct places *places, struct diag *diag)
{
	struct walk walk = {.decoder = decoder_new(encoding),
	    .places = places,
	    .line = 1,
	    .column = 1,
	    .width = 1,
	    .wanted = wanted};
	*places = (struct places){0};
	return walk_file(&walk, bytes, 0, diag);
}
