#include "expr/near.h"

#include "base/suggest.h"
#include "base/utf8.h"
#include "text/normal.h"
#include "text/skeleton.h"

#define BYTES_MAX 250
#define WORDS_MAX 32

/*
 * A text as nearness sees it: words of the letters it looks like, without what
 * stands between.
 */
struct plain {
	char squeezed[BYTES_MAX + 2];
	size_t len;
	size_t from[WORDS_MAX + 1]; /* of each word; after the last, len */
	size_t count;
	char digits[BYTES_MAX + 2];
	size_t digit_count;
	bool hyphens; /* there was one */
};

/* What stands between words, or inside one without a meaning. */
static bool
is_between(uint32_t code)
{
	return code == UTF8_INVALID || code <= '/' ||
	       (code >= ':' && code <= '@') || (code >= '[' && code <= '`') ||
	       (code >= '{' && code <= 0xBF) ||
	       (code >= 0x2000 && code <= 0x206F) || code == 0xFEFF;
}

/* Dropped; whether the word goes on is read both ways (Service-hus, A-hus). */
static bool
is_hyphen(uint32_t code)
{
	return code == '-' || code == 0x2010 || code == 0x2011;
}

static void
plain_add(struct plain *plain, struct slice text, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		char c = text.at[i];
		plain->squeezed[plain->len++] = c;
		if (c >= '0' && c <= '9')
			plain->digits[plain->digit_count++] = c;
	}
}

static void
plain_read(struct plain *plain, struct slice text, bool hyphens_join)
{
	bool inside = false;
	plain->hyphens = false;
	plain->len = plain->count = plain->digit_count = 0;
	for (size_t at = 0; at < text.len && at < BYTES_MAX - 4;) {
		size_t from = at;
		uint32_t code = utf8_next(text, &at);
		if (is_between(code)) {
			plain->hyphens |= is_hyphen(code);
			inside = inside && hyphens_join && is_hyphen(code);
			continue;
		}
		if (!inside && plain->count < WORDS_MAX)
			plain->from[plain->count++] = plain->len;
		inside = true;
		plain_add(plain, text, from, at);
	}
	plain->from[plain->count] = plain->len;
}

static struct slice
whole(const struct plain *plain)
{
	return (struct slice){plain->squeezed, plain->len};
}

static struct slice
word(const struct plain *plain, size_t index)
{
	size_t from = plain->from[index];
	return (struct slice){
	    plain->squeezed + from, plain->from[index + 1] - from};
}

static bool
numbers_differ(const struct plain *a, const struct plain *b)
{
	return a->digit_count && b->digit_count &&
	       !slice_equal((struct slice){a->digits, a->digit_count},
		   (struct slice){b->digits, b->digit_count});
}

/* Endings of Swedish nouns and adjectives; a genitive s may follow. */
static bool
is_ending(struct slice rest)
{
	static const char endings[][5] = {"a", "e", "n", "t", "en", "et", "an",
	    "na", "ar", "er", "or", "are", "ad", "at", "ade", "arna", "erna",
	    "orna", "aren", "s"};
	if (rest.len > 1 && rest.at[rest.len - 1] == 's')
		rest.len--;
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		if (rest.len < sizeof *endings && !endings[i][rest.len] &&
		    memcmp(rest.at, endings[i], rest.len) == 0)
			return true;
	}
	return false;
}

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

static bool
is_slip(struct slice a, struct slice b)
{
	size_t letters = utf8_count(a), longer = utf8_count(b);
	if (longer < letters) {
		size_t swap = letters;
		letters = longer;
		longer = swap;
	}
	if (letters < 3)
		return false;
	if (letters < 5)
		return is_stutter(a, b);
	size_t limit = letters < 8 ? 1 : 2;
	if (longer - letters > limit)
		return false;
	return edit_distance(a, b, limit) <= limit;
}

/* The longer word is the other one, or a slip of it, with an ending. */
static bool
is_inflected(struct slice a, struct slice b)
{
	struct slice shorter = a.len < b.len ? a : b;
	struct slice longer = a.len < b.len ? b : a;
	for (size_t len = 1; len <= 5 && len < longer.len; len++) {
		struct slice stem = slice_part(longer, 0, longer.len - len);
		/* Two letters, of two bytes each, are all a slip can bring. */
		if (stem.len > shorter.len + 4 || shorter.len > stem.len + 4)
			continue;
		if (is_ending(slice_from(longer, stem.len)) &&
		    utf8_count(stem) >= 5 && is_slip(stem, shorter))
			return true;
	}
	return false;
}

static bool
word_is_near(struct slice a, struct slice b)
{
	return slice_equal(a, b) || is_slip(a, b) || is_inflected(a, b);
}

/* All of `part` stands in a row among the words of `all`, or nearly. */
static bool
holds_words(const struct plain *all, const struct plain *part)
{
	if (part->count >= all->count || utf8_count(whole(part)) < 5)
		return false;
	for (size_t i = 0; i + part->count <= all->count; i++) {
		size_t near = 0;
		while (near < part->count &&
		       word_is_near(word(all, i + near), word(part, near)))
			near++;
		if (near == part->count)
			return true;
	}
	return false;
}

static bool
words_are_near(const struct plain *a, const struct plain *b)
{
	for (size_t i = 0; i < a->count; i++) {
		if (!word_is_near(word(a, i), word(b, i)))
			return false;
	}
	return true;
}

static bool
is_near(const struct plain *a, const struct plain *b)
{
	struct slice left = whole(a), right = whole(b);
	if (!left.len || !right.len)
		return false;
	if (slice_equal(left, right))
		return true;
	if (numbers_differ(a, b))
		return false;
	if (holds_words(a, b) || holds_words(b, a))
		return true;
	if (a->count == b->count)
		return words_are_near(a, b);
	/* Ser vicehus: the words are cut otherwise, and there is a slip. */
	return a->digit_count == b->digit_count && utf8_count(left) >= 8 &&
	       utf8_count(right) >= 8 && is_slip(left, right);
}

static bool
words_look_near(struct slice a, struct slice b)
{
	struct plain left, right;
	plain_read(&left, a, true);
	plain_read(&right, b, true);
	if (is_near(&left, &right))
		return true;
	if (!left.hyphens && !right.hyphens)
		return false;
	plain_read(&left, a, false);
	plain_read(&right, b, false);
	return is_near(&left, &right);
}

/* So many letters make a text the same without its marks; Hål is not hal. */
#define BARE_LEAST 5

/* Of two skeletons. */
static bool
look_near(struct arena *mem, struct slice a, struct slice b)
{
	if (utf8_count(a) < BARE_LEAST || utf8_count(b) < BARE_LEAST)
		return words_look_near(a, b);
	return words_look_near(text_bare(mem, a), text_bare(mem, b));
}

enum nearness
near_value(struct slice cell, const struct slice *named, size_t count)
{
	enum nearness nearest = NEAR_FAR;
	if (text_is_blank(cell))
		return nearest;
	struct arena *mem = arena_new();
	struct slice folded = text_fold(mem, cell);
	struct slice looks = text_skeleton(mem, cell);
	for (size_t i = 0; i < count && nearest != NEAR_SAME; i++) {
		if (slice_equal(folded, text_fold(mem, named[i])))
			nearest = NEAR_SAME;
		else if (nearest == NEAR_FAR &&
			 look_near(mem, looks, text_skeleton(mem, named[i])))
			nearest = NEAR_MISS;
	}
	arena_free(mem);
	return nearest;
}

static size_t
unpack(struct slice text, uint32_t codes[BYTES_MAX])
{
	size_t count = 0;
	for (size_t at = 0; at < text.len;)
		codes[count++] = utf8_next(text, &at);
	return count;
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/*
 * Least edits between `part` and any piece of `text` (Sellers 1980; a swap
 * of neighbours is one), or any piece at its start.
 */
static size_t
part_distance(struct slice text, struct slice part, bool at_start)
{
	uint32_t codes[BYTES_MAX], wanted[BYTES_MAX];
	size_t rows[3][BYTES_MAX + 1];
	size_t n = unpack(text, codes), m = unpack(part, wanted);

	for (size_t i = 0; i <= m; i++)
		rows[0][i] = i;
	size_t best = rows[0][m];
	for (size_t j = 1; j <= n; j++) {
		size_t *now = rows[j % 3];
		const size_t *before = rows[(j + 2) % 3];
		const size_t *two_before = rows[(j + 1) % 3];
		now[0] = at_start ? j : 0;
		for (size_t i = 1; i <= m; i++) {
			size_t change = codes[j - 1] != wanted[i - 1];
			now[i] = least(before[i - 1] + change,
			    least(before[i], now[i - 1]) + 1);
			if (i > 1 && j > 1 && codes[j - 1] == wanted[i - 2] &&
			    codes[j - 2] == wanted[i - 1])
				now[i] = least(now[i], two_before[i - 2] + 1);
		}
		best = least(best, now[m]);
	}
	return best;
}

/* Letters of a part in which a slip is one. */
#define PART_LEAST 6

static bool
part_is_near(const struct plain *cell, const struct plain *part, bool at_start)
{
	struct slice text = whole(cell), wanted = whole(part);
	if (!text.len || !wanted.len)
		return false;
	size_t found = slice_find(text, wanted);
	if (at_start ? found == 0 : found < text.len)
		return true;
	size_t letters = utf8_count(wanted);
	if (letters < PART_LEAST || part->digit_count)
		return false;
	size_t limit = letters < 10 ? 1 : 2;
	return part_distance(text, wanted, at_start) <= limit;
}

static bool
part_looks_near(struct slice cell, struct slice part, bool at_start)
{
	struct plain cell_plain, part_plain;
	plain_read(&cell_plain, cell, true);
	plain_read(&part_plain, part, true);
	return part_is_near(&cell_plain, &part_plain, at_start);
}

static enum nearness
judge_part(
    struct arena *mem, struct slice cell, struct slice part, bool at_start)
{
	struct slice text = text_fold(mem, cell);
	struct slice wanted = text_fold(mem, part);
	size_t found = slice_find(text, wanted);
	if (wanted.len &&
	    (at_start ? found == 0 && text.len : found < text.len))
		return NEAR_SAME;
	text = text_skeleton(mem, cell);
	wanted = text_skeleton(mem, part);
	if (utf8_count(wanted) >= PART_LEAST) {
		text = text_bare(mem, text);
		wanted = text_bare(mem, wanted);
	}
	return part_looks_near(text, wanted, at_start) ? NEAR_MISS : NEAR_FAR;
}

enum nearness
near_part(struct slice cell, struct slice part, bool at_start)
{
	struct arena *mem = arena_new();
	enum nearness nearness = judge_part(mem, cell, part, at_start);
	arena_free(mem);
	return nearness;
}

uint64_t
near_letters(struct slice text)
{
	uint64_t letters = 0;
	struct arena *mem = arena_new();
	struct slice looks = text_bare(mem, text_skeleton(mem, text));
	for (size_t at = 0; at < looks.len;) {
		uint32_t code = utf8_next(looks, &at);
		if (!is_between(code))
			letters |= 1ULL << (code % 64);
	}
	arena_free(mem);
	return letters;
}

struct near_key
near_key_of(struct slice named)
{
	struct plain plain;
	struct arena *mem = arena_new();
	plain_read(&plain, text_skeleton(mem, named), false);
	arena_free(mem);
	return (struct near_key){near_letters(named), (unsigned)plain.count};
}

/*
 * A slip brings at most two letters and takes two, an ending brings or takes
 * at most four more, in each word; a value inside another lacks no more than
 * that, whatever the other has besides.
 */
bool
near_value_possible(uint64_t cell, const struct near_key *named)
{
	unsigned brought =
	    (unsigned)__builtin_popcountll(cell & ~named->letters);
	unsigned lacked =
	    (unsigned)__builtin_popcountll(named->letters & ~cell);
	unsigned most = named->words < 2 ? 6 : named->words * 6;
	return brought <= most || lacked <= most;
}

bool
near_part_possible(uint64_t cell, const struct near_key *part)
{
	return __builtin_popcountll(part->letters & ~cell) <= 2;
}
