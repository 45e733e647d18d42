#include "expr/near_text.h"

#include "base/code.h"
#include "base/utf8.h"

/* Characters between words, or inside one without a meaning. */
static bool
is_between(uint32_t code)
{
	if (code <= 0xBF)
		return code <= '/' || (code >= ':' && code <= '@') ||
		       (code >= '[' && code <= '`') || code >= '{';
	return (code >= 0x2000 && code <= 0x206F) ||
	       code_is(code, CODE_BLANK | CODE_HIDDEN | CODE_NONE);
}

static bool
is_hyphen(uint32_t code)
{
	return code == '-' || (code >= 0x2010 && code <= 0x2015);
}

/* ---- cutting into words */

struct cutter {
	struct near_room *room;
	size_t len, count;
	bool inside; /* of a word */
	bool hyphens;
};

static void
start_word(struct cutter *cutter, bool number)
{
	struct near_word *words = cutter->room->words;
	if (cutter->inside && number)
		words[cutter->count - 1].after = '0';
	words[cutter->count++] = (struct near_word){
	    .text = {cutter->room->bytes + cutter->len, 0},
	    .is_number = number,
	};
	cutter->inside = true;
}

static void
take_letter(struct cutter *cutter, struct slice letter, uint32_t code)
{
	struct near_word *word = &cutter->room->words[cutter->count - 1];
	for (size_t i = 0; i < letter.len; i++)
		cutter->room->bytes[cutter->len++] = letter.at[i];
	word->text.len += letter.len;
	word->letters++;
	word->mask |= 1ULL << (code % 64);
}

/*
 * The first sign behind a word is what it says of the word; blanks before a
 * hyphen are none.
 */
static void
take_between(struct cutter *cutter, uint32_t code, bool hyphens_join)
{
	bool hyphen = is_hyphen(code);
	cutter->hyphens |= hyphen;
	if (!cutter->count || (hyphen && hyphens_join))
		return;
	struct near_word *word = &cutter->room->words[cutter->count - 1];
	if (cutter->inside)
		word->after = code == '.' || code == '/' ? (char)code : ' ';
	if (hyphen && (cutter->inside || word->after == ' '))
		word->after = '-';
	cutter->inside = false;
}

/* ---- what numbers say */

struct listed {
	struct slice word;
	uint16_t number;
};
#define LISTED(word, number)                                                   \
	{                                                                      \
		{(word), sizeof(word) - 1}, (number)                           \
	}

/* The number of a listed word; 0: it is not listed. */
static uint16_t
find_listed(struct slice text, const struct listed *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (slice_equal(text, list[i].word))
			return list[i].number;
	}
	return 0;
}
#define FIND_LISTED(text, list)                                                \
	find_listed((text), (list), sizeof(list) / sizeof *(list))

uint16_t
near_roman(struct slice text)
{
	static const struct listed numerals[] = {LISTED("i", 1),
	    LISTED("ii", 2), LISTED("iii", 3), LISTED("iv", 4), LISTED("v", 5),
	    LISTED("vi", 6), LISTED("vii", 7), LISTED("viii", 8),
	    LISTED("ix", 9), LISTED("x", 10), LISTED("xi", 11),
	    LISTED("xii", 12), LISTED("xiii", 13), LISTED("xiv", 14),
	    LISTED("xv", 15), LISTED("xvi", 16), LISTED("xvii", 17),
	    LISTED("xviii", 18), LISTED("xix", 19), LISTED("xx", 20)};
	char first = text.at[0];
	return text.len < 6 && (first == 'i' || first == 'v' || first == 'x')
		   ? FIND_LISTED(text, numerals)
		   : 0;
}

/* Swedish and Finnish, also without their marks. */
static uint16_t
number_word(struct slice text)
{
	static const struct listed words[] = {LISTED("ett", 1),
	    LISTED("två", 2), LISTED("tva", 2), LISTED("tre", 3),
	    LISTED("fyra", 4), LISTED("fem", 5), LISTED("sex", 6),
	    LISTED("sju", 7), LISTED("åtta", 8), LISTED("atta", 8),
	    LISTED("nio", 9), LISTED("tio", 10), LISTED("yksi", 1),
	    LISTED("kaksi", 2), LISTED("kolme", 3), LISTED("neljä", 4),
	    LISTED("nelja", 4), LISTED("viisi", 5), LISTED("kuusi", 6)};
	return text.len >= 3 && text.len <= 6 ? FIND_LISTED(text, words) : 0;
}

static void
read_number(struct near_word *word)
{
	while (word->text.len > 1 && word->text.at[0] == '0')
		word->text = slice_from(word->text, 1);
	for (size_t i = 0; word->text.len <= 4 && i < word->text.len; i++)
		word->number =
		    (uint16_t)(word->number * 10 + word->text.at[i] - '0');
}

/* A single letter is a numeral at the end only: Enhet V, not V. Hisingen. */
static void
read_numeral(struct near_text *text, size_t index)
{
	struct near_word *word = &text->words[index];
	bool last = index && index + 1 == text->count;
	uint16_t value = word->letters > 1 || last ? near_roman(word->text) : 0;
	word->is_roman = value;
	word->number = value ? value : number_word(word->text);
}

static enum near_detail
detail_word(const struct near_word *word)
{
	static const struct listed words[] = {LISTED("tr", DETAIL_FLOOR),
	    LISTED("trp", DETAIL_FLOOR), LISTED("trappor", DETAIL_FLOOR),
	    LISTED("vån", DETAIL_FLOOR), LISTED("van", DETAIL_FLOOR),
	    LISTED("våning", DETAIL_FLOOR), LISTED("vaning", DETAIL_FLOOR),
	    LISTED("plan", DETAIL_FLOOR), LISTED("lgh", DETAIL_FLAT),
	    LISTED("lag", DETAIL_FLAT), LISTED("rum", DETAIL_FLAT),
	    LISTED("lägenhet", DETAIL_FLAT), LISTED("lagenhet", DETAIL_FLAT),
	    LISTED("lägenhetsnr", DETAIL_FLAT)};
	return FIND_LISTED(word->text, words);
}

/* Plan 2, lgh 1101, 2 tr; but in "3 plan 2" the 3 is not a floor. */
static enum near_detail
detail_of(const struct near_text *text, size_t index)
{
	const struct near_word *words = text->words;
	enum near_detail before =
	    index ? detail_word(&words[index - 1]) : DETAIL_NONE;
	if (before || !index || index + 1 == text->count)
		return before;
	bool behind = index + 2 == text->count || !words[index + 2].is_number;
	return behind && detail_word(&words[index + 1]) == DETAIL_FLOOR
		   ? DETAIL_FLOOR
		   : DETAIL_NONE;
}

#define RANGE_MOST 40 /* of houses or units; 3-1101 is a flat */

/* 3-5 or 3 till 5, but not the month and day of 2012-03-19. */
static void
read_range(struct near_text *text, size_t index)
{
	struct near_word *word = &text->words[index];
	bool behind = index && word[-1].is_number && word[-1].after == '-';
	bool till = index + 2 < text->count && slice_is(word[1].text, "till");
	size_t last = index + (till ? 2 : 1);
	if (behind || last >= text->count || (!till && word->after != '-'))
		return;
	const struct near_word *to = &text->words[last];
	if (to->is_number && to->after != '-' && to->number > word->number &&
	    to->number <= word->number + RANGE_MOST)
		word->range_to = to->number;
}

static void
read_numbers(struct near_text *text)
{
	for (size_t i = 0; i < text->count; i++) {
		struct near_word *word = &text->words[i];
		if (word->is_number)
			read_number(word);
		else
			read_numeral(text, i);
		text->has_numbers |= word->is_number;
		text->letters += word->letters;
	}
	for (size_t i = 0; text->has_numbers && i < text->count; i++) {
		if (!text->words[i].is_number)
			continue;
		text->words[i].detail = (unsigned char)detail_of(text, i);
		read_range(text, i);
	}
}

struct near_text
near_text_read(struct near_room *room, struct slice looks, bool hyphens_join)
{
	struct cutter cutter = {.room = room};
	for (size_t at = 0; at < looks.len && cutter.len < NEAR_BYTES;) {
		size_t from = at;
		unsigned char byte = (unsigned char)looks.at[at];
		uint32_t code = byte < 0x80 ? byte : utf8_next(looks, &at);
		at += byte < 0x80;
		if (is_between(code)) {
			take_between(&cutter, code, hyphens_join);
			continue;
		}
		bool number = code_is_decimal(code);
		if (!cutter.inside ||
		    room->words[cutter.count - 1].is_number != number)
			start_word(&cutter, number);
		take_letter(&cutter, slice_part(looks, from, at - from), code);
	}
	struct near_text text = {
	    .squeezed = {room->bytes, cutter.len},
	    .words = room->words,
	    .count = cutter.count,
	    .hyphens = cutter.hyphens,
	};
	read_numbers(&text);
	return text;
}

struct near_text
near_text_keep(struct arena *mem, struct slice looks, bool hyphens_join)
{
	struct near_room room;
	struct near_text text = near_text_read(&room, looks, hyphens_join);
	struct near_text kept = text;
	kept.squeezed = arena_dup(mem, text.squeezed);
	kept.words = ARENA_ARRAY(mem, struct near_word, text.count + 1);
	for (size_t i = 0; i < text.count; i++) {
		kept.words[i] = text.words[i];
		kept.words[i].text.at =
		    kept.squeezed.at + (text.words[i].text.at - room.bytes);
	}
	return kept;
}
