#include "layout/hang.h"

#include "base/utf8.h"

/* Thousandths of its width that a mark hangs out at a line's end … */
static int
trail_share(uint32_t code)
{
	switch (code) {
	case '.':
	case ',':
	case '-':
	case '"':
	case 0x2018: /* quotes */
	case 0x2019:
	case 0x201C:
	case 0x201D:
		return 700;
	case ':':
	case ';':
	case 0xBB: /* » */
		return 400;
	case '!':
	case '?':
	case ')':
	case 0x2013: /* en dash */
		return 250;
	default:
		return 0;
	}
}

/* … and at its beginning. */
static int
lead_share(uint32_t code)
{
	bool quote = code == '"' || (code >= 0x2018 && code <= 0x201E);
	return quote ? 700 : code == 0xAB || code == 0xBB ? 400 : 0;
}

static mpt
share_of(const struct glyph *glyph, int share)
{
	return (mpt)((int64_t)glyph->advance * share / 1000);
}

static mpt
find_trail(const struct word *word)
{
	const struct word_part *last = &word->parts[word->part_count - 1];
	size_t at = word->text.len;
	while (at > 0 && ((unsigned char)word->text.at[--at] & 0xC0) == 0x80)
		;
	int share = trail_share(utf8_next(word->text, &at));
	return share && last->count
		   ? share_of(&last->glyphs[last->count - 1], share)
		   : 0;
}

static mpt
find_lead(const struct word *word)
{
	const struct word_part *first = &word->parts[0];
	size_t at = 0;
	int share = lead_share(utf8_next(word->text, &at));
	return share && first->count ? share_of(&first->glyphs[0], share) : 0;
}

void
hang_find(struct word *word)
{
	bool any = word->part_count && word->text.len;
	word->trail = any ? find_trail(word) : 0;
	word->lead = any ? find_lead(word) : 0;
}
