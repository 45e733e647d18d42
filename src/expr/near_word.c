#include "expr/near_word.h"

#include "base/suggest.h"
#include "base/utf8.h"

/* ---- endings */

static bool
is_listed(struct slice text, const char *words, size_t size, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (slice_is(text, words + i * size))
			return true;
	}
	return false;
}
#define IS_LISTED(text, words)                                                 \
	is_listed((text), *(words), sizeof *(words),                           \
	    sizeof(words) / sizeof *(words))

/* Of Swedish nouns and adjectives; a genitive s may follow. */
static bool
is_ending(struct slice rest)
{
	static const char endings[][5] = {"a", "e", "n", "t", "en", "et", "an",
	    "na", "ar", "er", "or", "are", "ad", "at", "ade", "arna", "erna",
	    "orna", "aren", "s"};
	if (rest.len > 1 && rest.at[rest.len - 1] == 's')
		rest.len--;
	return rest.len < sizeof *endings && IS_LISTED(rest, endings);
}

bool
near_ends_well(struct slice rest)
{
	return !rest.len || is_ending(rest);
}

/* ---- slips */

/* One letter doubled or two swapped: all that short words allow. */
static bool
is_stutter(struct slice a, struct slice b)
{
	struct slice shorter = a.len < b.len ? a : b;
	struct slice longer = a.len < b.len ? b : a;
	size_t i = 0;
	while (i < shorter.len && shorter.at[i] == longer.at[i])
		i++;
	if (longer.len == shorter.len)
		return i + 1 < a.len && a.at[i] == b.at[i + 1] &&
		       a.at[i + 1] == b.at[i] &&
		       slice_equal(slice_from(a, i + 2), slice_from(b, i + 2));
	return longer.len == shorter.len + 1 && i > 0 &&
	       longer.at[i] == longer.at[i - 1] &&
	       slice_equal(slice_from(longer, i + 1), slice_from(shorter, i));
}

bool
near_is_slip(struct slice a, struct slice b)
{
	size_t letters = utf8_count(a), longer = utf8_count(b);
	if (longer < letters) {
		size_t swap = letters;
		letters = longer;
		longer = swap;
	}
	if (letters < 3)
		return letters == 2 && longer == 3 && is_stutter(a, b);
	if (letters < 5)
		return is_stutter(a, b);
	size_t limit = letters < 8 ? 1 : 2;
	if (longer - letters > limit)
		return false;
	return edit_distance(a, b, limit) <= limit;
}

/* The longer word is the other one, or a slip of it, with an ending. */
static bool
is_inflected(struct slice shorter, struct slice longer)
{
	for (size_t len = 1; len <= 5 && len < longer.len; len++) {
		struct slice stem = slice_part(longer, 0, longer.len - len);
		/* Two letters, of two bytes each, are all a slip can bring. */
		if (stem.len > shorter.len + 4 || shorter.len > stem.len + 4)
			continue;
		if (is_ending(slice_from(longer, stem.len)) &&
		    utf8_count(stem) >= 5 && near_is_slip(stem, shorter))
			return true;
	}
	return false;
}

/* Palveluasuminen, palveluasumisessa. */
static bool
is_finnish_inflected(struct slice shorter, struct slice longer)
{
	if (!slice_ends(shorter, "nen") || shorter.len < 8)
		return false;
	size_t stem = shorter.len - 3;
	return stem + 1 < longer.len &&
	       slice_equal(
		   slice_part(longer, 0, stem), slice_part(shorter, 0, stem)) &&
	       longer.at[stem] == 's';
}

/* ---- compounds */

static bool
is_direction(struct slice word)
{
	static const char directions[][10] = {"nord", "norr", "norra", "syd",
	    "söder", "soder", "södra", "sodra", "ost", "öst", "öster", "oster",
	    "östra", "ostra", "väst", "vast", "väster", "vaster", "västra",
	    "vastra", "nordost", "nordöst", "sydost", "sydöst"};
	return word.len < sizeof *directions && IS_LISTED(word, directions);
}

/* Nordost is not a kind of nord. */
static bool
is_other_direction(struct slice part, struct slice rest)
{
	return is_direction(part) && is_direction(rest);
}

/* The first letters of the longer are nearly the shorter. */
static bool
has_slipped_head(struct slice shorter, struct slice longer)
{
	for (size_t more = 0; more < 3; more++) {
		size_t len = shorter.len - 1 + more;
		if (len < longer.len &&
		    edit_distance(slice_part(longer, 0, len), shorter, 1) <= 1)
			return true;
	}
	return false;
}

#define PART_LEAST 5 /* letters of a compound's head or tail */
#define REST_LEAST 3 /* in- and o- before it make the contrary */
#define LONG_WORD 8 /* one slip in it, or anything around it, is allowed */

/* Servicehuslägenhet, korttidsservicehus: of servicehus. */
static bool
is_part_of(struct slice shorter, struct slice longer)
{
	size_t letters = utf8_count(shorter);
	if (letters < PART_LEAST || is_direction(shorter))
		return false;
	size_t at = slice_find(longer, shorter);
	if (at == longer.len)
		return letters >= LONG_WORD &&
		       has_slipped_head(shorter, longer);
	struct slice before = slice_part(longer, 0, at);
	struct slice behind = slice_from(longer, at + shorter.len);
	return !at || (utf8_count(before) >= REST_LEAST &&
			  (letters >= LONG_WORD || near_ends_well(behind)));
}

/* The other way round: of its head only, since its tail names its kind. */
static bool
is_kind_of(struct slice longer, struct slice shorter)
{
	return utf8_count(shorter) >= LONG_WORD &&
	       slice_equal(slice_part(longer, 0, shorter.len), shorter);
}

/* Between the names of two streets it is a difference. */
static bool
is_street(struct slice tail)
{
	static const char *const words[] = {"gatan", "vagen", "vägen", "stigen",
	    "grand", "gränd", "torget", "backen", "gata", "väg", "vag", NULL};
	for (size_t i = 0; words[i]; i++) {
		if (slice_ends(tail, words[i]))
			return true;
	}
	return false;
}

bool
near_is_contraction(struct slice a, struct slice b)
{
	struct slice shorter = a.len < b.len ? a : b;
	struct slice longer = a.len < b.len ? b : a;
	size_t head = 0, tail = 0;
	if (shorter.len < 6 || longer.len - shorter.len > 3 ||
	    is_street(shorter))
		return false;
	while (head < shorter.len && shorter.at[head] == longer.at[head])
		head++;
	while (
	    tail < shorter.len - head && shorter.at[shorter.len - 1 - tail] ==
					     longer.at[longer.len - 1 - tail])
		tail++;
	return head >= 3 && tail >= 3 && head + tail >= shorter.len;
}

/* All letters of the shorter stand in the longer, in its order. */
static bool
is_subsequence(struct slice shorter, struct slice longer)
{
	size_t at = 0;
	for (size_t i = 0; i < longer.len && at < shorter.len; i++)
		at += longer.at[i] == shorter.at[at];
	return at == shorter.len;
}

static size_t
common_head(struct slice shorter, struct slice longer)
{
	size_t len = 0;
	while (len < shorter.len && shorter.at[len] == longer.at[len])
		len++;
	return len;
}

/*
 * Svchus, Servh.: letters left out all over a long word. Either its last three
 * stay and most that go are vowels, or a point says that it is shortened.
 */
static bool
is_thinned(const struct near_word *shorter, const struct near_word *longer)
{
	struct slice a = shorter->text, b = longer->text;
	size_t head = common_head(a, b);
	if (longer->letters < LONG_WORD || 2 * a.len < b.len - 1 || !head ||
	    !is_subsequence(a, b))
		return false;
	if (shorter->after == '.')
		return shorter->letters >= 4 && head >= 3;
	return shorter->letters >= 5 && !is_street(a) &&
	       slice_equal(slice_from(a, a.len - 3), slice_from(b, b.len - 3));
}

/* ---- two words */

/* Words that say nothing of their own. */
static bool
is_joint(struct slice word)
{
	static const char joints[][6] = {"och", "o", "samt", "sekä"};
	return word.len < sizeof *joints && IS_LISTED(word, joints);
}

/* Enh 2, E2, Björkg. 3; N for norr. */
static enum word_match
match_beginning(const struct near_word *shorter, const struct near_word *longer)
{
	struct slice rest = slice_from(longer->text, shorter->text.len);
	bool pointed = shorter->after == '.';
	if (!slice_equal(shorter->text,
		slice_part(longer->text, 0, shorter->text.len)) ||
	    is_other_direction(shorter->text, rest))
		return WORD_FAR;
	if (pointed && shorter->letters >= 3)
		return WORD_NEAR;
	return pointed || shorter->after == '0' || shorter->letters >= 2 ||
		       is_direction(longer->text)
		   ? WORD_BEGINS
		   : WORD_FAR;
}

/* Letters of the one that the other has not. */
static unsigned
foreign(const struct near_word *word, const struct near_word *of)
{
	return (unsigned)__builtin_popcountll(word->mask & ~of->mask);
}

/* A slip, perhaps with an ending, of words that are not too different. */
static bool
is_misspelt(const struct near_word *less, const struct near_word *more)
{
	unsigned slips = less->letters < 8 ? 1 : 2;
	if (more->text.len > less->text.len + 9)
		return false;
	if (foreign(more, less) <= slips &&
	    near_is_slip(less->text, more->text))
		return true;
	return is_inflected(less->text, more->text);
}

/* One is in the other, or is misspelt for it. */
static bool
are_akin(const struct near_word *less, const struct near_word *more,
    bool part_is_less)
{
	struct slice a = less->text, b = more->text;
	if (less->letters < 3)
		return near_is_slip(a, b);
	return is_misspelt(less, more) ||
	       (part_is_less ? is_part_of(a, b) : is_kind_of(b, a)) ||
	       near_is_contraction(a, b) || is_finnish_inflected(a, b) ||
	       is_finnish_inflected(b, a);
}

static enum word_match
match_letters(const struct near_word *word, const struct near_word *part)
{
	bool part_is_less = part->text.len <= word->text.len;
	const struct near_word *less = part_is_less ? part : word;
	const struct near_word *more = part_is_less ? word : part;
	struct slice a = less->text, b = more->text;
	if (slice_equal(a, b) || (is_joint(a) && is_joint(b)))
		return WORD_NEAR;
	/* The ways below need nearly all letters; XII is not a slip of XIII. */
	unsigned slips = less->letters < 5 ? 0 : less->letters < 8 ? 1 : 2;
	if (foreign(less, more) > slips || (less->is_roman && more->is_roman))
		return WORD_FAR;
	if (are_akin(less, more, part_is_less) || is_thinned(less, more))
		return WORD_NEAR;
	return a.len < b.len ? match_beginning(less, more) : WORD_FAR;
}

static enum word_match
match_numbers(const struct near_word *a, const struct near_word *b)
{
	bool within =
	    (a->range_to && a->number < b->number &&
		b->number <= a->range_to) ||
	    (b->range_to && b->number < a->number && a->number <= b->range_to);
	bool same = slice_equal(a->text, b->text);
	return a->detail == b->detail && (same || within) ? WORD_NEAR
							  : WORD_FAR;
}

/* 2, II, två. */
static bool
say_one_number(const struct near_word *a, const struct near_word *b)
{
	return a->number && a->number == b->number;
}

enum word_match
near_word_match(const struct near_word *word, const struct near_word *part)
{
	if (word->is_number && part->is_number)
		return match_numbers(word, part);
	if (word->is_number || part->is_number)
		return say_one_number(word, part) ? WORD_NEAR : WORD_FAR;
	return say_one_number(word, part) ? WORD_NEAR
					  : match_letters(word, part);
}
