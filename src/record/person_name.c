#include "record/person_name.h"

#include "base/utf8.h"
#include "record/messages.h"
#include "text/normal.h"

#define WORDS_MOST 16

struct words {
	struct slice at[WORDS_MOST];
	size_t count;
};

/* Signs that a person's name has beside its letters. */
static bool
is_sign_of_name(uint32_t code)
{
	return code == '-' || code == '.' || code == '\'' || code == 0x2019 ||
	       code == 0x2010 || code == 0x2011;
}

/* Digits, brackets, slashes and '&' are in nobody's name. */
static bool
is_of_name(uint32_t code)
{
	if (code < 0x80)
		return (code | 0x20) - 'a' < 26u || is_sign_of_name(code);
	return code >= 0xC0 ? code != 0xD7 && code != 0xF7 &&
				  !(code >= 0x2000 && code < 0x2C00 &&
				      !is_sign_of_name(code))
			    : code == 0xAA || code == 0xBA;
}

/* Words that join two names, or that belong to neither part of one. */
static bool
is_strange(struct slice word)
{
#define WORD(text)                                                             \
	{                                                                      \
		text, sizeof text - 1                                          \
	}
	static const struct slice words[] = {WORD("och"), WORD("and"),
	    WORD("ja"), WORD("samt"), WORD("eller"), WORD("or"), WORD("tai"),
	    WORD("und"), WORD("et"), WORD("jr"), WORD("jr."), WORD("sr"),
	    WORD("sr."), WORD("d.y."), WORD("d.ä."), WORD("d.y"), WORD("d.ä"),
	    WORD("dy"), WORD("dä"), WORD("ii"), WORD("iii"), WORD("iv"),
	    WORD("c.o"), WORD("c.o."), WORD("dödsbo"), WORD("dödsboet"),
	    WORD("familjen"), WORD("fam."), WORD("ab"), WORD("hb"), WORD("kb"),
	    WORD("oy"), WORD("efterlevande")};
#undef WORD
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		/* Nothing in the list is longer or shorter when folded. */
		if (word.len == words[i].len && text_same(word, words[i]))
			return true;
	}
	return false;
}

/* False where a sign or a word stands that no person's name has. */
static bool
split_words(struct slice text, struct words *words)
{
	size_t from = text.len;
	words->count = 0;
	for (size_t at = 0; at <= text.len;) {
		size_t here = at;
		uint32_t code = at < text.len ? utf8_next(text, &at) : ' ';
		at += here == text.len;
		if (!code_is_blank(code)) {
			if (!is_of_name(code))
				return false;
			from = from == text.len ? here : from;
			continue;
		}
		if (from == text.len)
			continue;
		struct slice word = slice_part(text, from, here - from);
		if (words->count == WORDS_MOST || is_strange(word))
			return false;
		words->at[words->count++] = word;
		from = text.len;
	}
	return true;
}

static struct slice
join_words(struct arena *arena, const struct words *words)
{
	return arena_join(arena, words->at, words->count, SLICE(" "));
}

static const struct message *
read_with_comma(struct arena *arena, struct slice text, size_t comma,
    struct person_name *name)
{
	struct words first, last;
	struct slice rest = slice_from(text, comma + 1);
	if (slice_find_char(rest, ',') < rest.len)
		return &record_name_commas;
	if (!split_words(slice_part(text, 0, comma), &last) ||
	    !split_words(rest, &first))
		return &record_name_signs;
	if (!first.count || !last.count)
		return &record_name_one_part;
	name->first_names = join_words(arena, &first);
	name->surname = join_words(arena, &last);
	return NULL;
}

const struct message *
person_name_read(
    struct arena *arena, struct slice text, struct person_name *name)
{
	struct words words;
	size_t comma = slice_find_char(text, ',');
	if (comma < text.len)
		return read_with_comma(arena, text, comma, name);
	if (!split_words(text, &words))
		return &record_name_signs;
	if (words.count < 2)
		return &record_name_one_part;
	if (words.count > 2)
		return &record_name_unclear;
	name->first_names = words.at[0];
	name->surname = words.at[1];
	return NULL;
}
