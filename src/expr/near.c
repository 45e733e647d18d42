#include "expr/near.h"

#include "base/utf8.h"
#include "expr/fold.h"
#include "expr/near_language.h"
#include "expr/near_whole.h"
#include "record/column.h"
#include "record/identity.h"
#include "text/date.h"
#include "text/normal.h"
#include "text/skeleton.h"
#include "text/words.h"

#define NAMED_BYTES 250
/* A longer cell is read piece by piece, each with the end of the last. */
#define OVERLAP 250
#define WORD_BYTES 64
#define BARE_LEAST                                                             \
	5 /* letters that are the same without marks; Hål is not hal */

enum flag_word { NO_FLAG, FLAG_YES, FLAG_NO };

/* The readings of a whole text by kind: a date, a number, an identity. */
struct reading {
	enum flag_word flag;
	bool is_sign; /* J, x or 1, which says yes or no beside a word alone */
	day when; /* DAY_NONE: it is not a date */
	char phone[WORD_PHONE_DIGITS]; /* of seven digits or more, or empty */
	char ten[11]; /* of an identity number, or empty */
	size_t language; /* whose name or code it is, from 1; 0: none */
};

/* A text read with its marks or without, its hyphens joining or cutting. */
struct near_named {
	struct near_text texts[2][2];
	bool bare; /* long enough for it */
	struct reading reading;
};

/* Ja, J and J. are one answer; x and y alone are two values. */
static enum flag_word
read_flag(struct slice text, bool *is_sign)
{
	static const struct column flag = {.type = COLUMN_FLAG};
	struct value value = {0};
	struct problem why = {0};
	while (text.len && strchr(" .!?", text.at[text.len - 1]))
		text.len--;
	*is_sign = slice_trim(text).len == 1;
	if (text.len > 7)
		return NO_FLAG;
	struct arena *mem = arena_new();
	bool fits = column_read(&flag, mem, text, &value, &why);
	arena_free(mem);
	if (!fits || value.kind != VALUE_FLAG)
		return NO_FLAG;
	return value.flag ? FLAG_YES : FLAG_NO;
}

#define PHONE_LEAST 7

static struct reading
read_text(struct slice text)
{
	struct reading reading = {.when = DAY_NONE};
	reading.flag = read_flag(text, &reading.is_sign);
	reading.language = near_language(text);
	bool digit = false;
	for (size_t i = 0; i < text.len && text.len < 40 && !digit; i++)
		digit = text.at[i] >= '0' && text.at[i] <= '9';
	if (!digit)
		return reading;
	reading.when = day_parse(slice_trim(text));
	identity_ten(text, reading.ten);
	if (word_phone_digits(text, reading.phone) < PHONE_LEAST)
		reading.phone[0] = '\0';
	return reading;
}

static bool
says_the_same(const struct reading *a, const struct reading *b)
{
	bool signs = a->is_sign && b->is_sign;
	return (a->flag && a->flag == b->flag && !signs) ||
	       (a->when != DAY_NONE && a->when == b->when) ||
	       (a->phone[0] && strcmp(a->phone, b->phone) == 0) ||
	       (a->ten[0] && strcmp(a->ten, b->ten) == 0) ||
	       (a->language && a->language == b->language);
}

struct near_named *
near_named_new(struct arena *job_mem, struct slice text)
{
	struct near_named *named = ARENA_NEW(job_mem, struct near_named);
	struct slice looks =
	    slice_part(text_skeleton(job_mem, text), 0, NAMED_BYTES);
	struct slice bare = text_bare(job_mem, looks);
	named->bare = utf8_count(looks) >= BARE_LEAST;
	named->reading = read_text(text);
	for (int join = 0; join < 2; join++) {
		named->texts[0][join] = near_text_keep(job_mem, looks, join);
		named->texts[1][join] = near_text_keep(job_mem, bare, join);
	}
	return named;
}

struct asking {
	const struct near_named *const *named;
	size_t count;
	enum near_ask ask;
	bool short_cell; /* its marks count */
	struct near_room room;
};

/* One way to read the texts. */
struct way {
	bool bare, join;
};

/* Some words of a text, as one. */
static struct near_text
view_words(const struct near_text *text, size_t from, size_t to)
{
	struct near_text view = *text;
	if (to > text->count)
		to = text->count;
	view.words = text->words + from;
	view.count = from < to ? to - from : 0;
	view.squeezed.len = view.letters = 0;
	for (size_t i = 0; i < view.count; i++)
		view.letters += view.words[i].letters;
	if (view.count) {
		struct slice last = view.words[view.count - 1].text;
		view.squeezed.at = view.words[0].text.at;
		view.squeezed.len =
		    (size_t)(last.at + last.len - view.squeezed.at);
	}
	return view;
}

/* The first words, of which one may be cut in two; not those behind them. */
static bool
starts_near(const struct near_text *cell, const struct near_text *named)
{
	struct near_text first = view_words(cell, 0, named->count);
	if (near_is_near(&first, named))
		return true;
	struct near_text more = view_words(cell, 0, named->count + 1);
	struct near_text behind = view_words(cell, 1, named->count + 1);
	return near_is_near(&more, named) && !near_is_near(&behind, named);
}

static bool
is_asked(const struct near_text *cell, const struct near_text *named,
    enum near_ask ask)
{
	if (ask == NEAR_WHOLE)
		return near_is_near(cell, named) ||
		       near_say_the_same(cell, named);
	if (near_has_part(cell, named, ask == NEAR_START))
		return true;
	return ask == NEAR_START ? starts_near(cell, named)
				 : near_is_near(cell, named);
}

static size_t
find_in_piece(struct asking *asking, struct slice piece, struct way way)
{
	struct near_text cell = near_text_read(&asking->room, piece, way.join);
	for (size_t i = 0; i < asking->count; i++) {
		const struct near_named *named = asking->named[i];
		const struct near_text *text =
		    &named->texts[way.bare][way.join];
		bool bare = named->bare && !asking->short_cell;
		bool twice = way.join && !cell.hyphens && !text->hyphens;
		if (bare == way.bare && !twice &&
		    is_asked(&cell, text, asking->ask))
			return i;
	}
	return asking->count;
}

/* Moves a cut to a blank that is near behind it. */
static size_t
to_blank(struct slice text, size_t at)
{
	size_t blank = at + slice_find_char(slice_from(text, at), ' ');
	if (blank < at + WORD_BYTES && blank < text.len)
		return blank;
	while (at < text.len && ((unsigned char)text.at[at] & 0xC0) == 0x80)
		at++;
	return at;
}

static size_t
find_in(struct asking *asking, struct slice text, struct way way)
{
	size_t from = 0;
	for (;;) {
		size_t to = from + NEAR_BYTES - WORD_BYTES;
		to = to < text.len ? to_blank(text, to) : text.len;
		size_t found = find_in_piece(
		    asking, slice_part(text, from, to - from), way);
		if (found < asking->count || to == text.len ||
		    asking->ask == NEAR_START)
			return found;
		from = to_blank(text, to - OVERLAP);
	}
}

static size_t
find_reading(
    struct slice cell, const struct near_named *const *named, size_t count)
{
	struct reading own;
	bool read = false;
	for (size_t i = 0; i < count; i++) {
		const struct reading *reading = &named[i]->reading;
		if (!reading->flag && reading->when == DAY_NONE &&
		    !reading->phone[0] && !reading->ten[0] &&
		    !reading->language)
			continue;
		if (!read)
			own = read_text(cell);
		read = true;
		if (says_the_same(&own, reading))
			return i;
	}
	return count;
}

/* `mem` serves what is not ASCII. */
static size_t
find_looks(struct asking *asking, struct slice looks, struct arena *mem)
{
	static const struct way ways[] = {
	    {true, false}, {true, true}, {false, false}, {false, true}};
	bool bare = false, marked = false;
	asking->short_cell =
	    looks.len < 4 * BARE_LEAST && utf8_count(looks) < BARE_LEAST;
	for (size_t i = 0; i < asking->count; i++) {
		bool is_bare = asking->named[i]->bare && !asking->short_cell;
		bare |= is_bare;
		marked |= !is_bare;
	}
	size_t found = asking->count;
	for (size_t i = 0; i < 4 && found == asking->count; i++) {
		if (ways[i].bare && bare)
			found = find_in(asking, text_bare(mem, looks), ways[i]);
		else if (!ways[i].bare && marked)
			found = find_in(asking, looks, ways[i]);
	}
	return found;
}

size_t
near_find(struct slice cell, const struct near_named *const *named,
    size_t count, enum near_ask ask)
{
	struct folded folded;
	struct asking asking;
	asking.named = named;
	asking.count = count;
	asking.ask = ask;
	size_t found = find_reading(cell, named, count);
	if (found < count)
		return found;
	struct slice looks = fold_open(&folded, cell);
	struct arena *mem = arena_new();
	/* A text that folds the quick way is its own skeleton. */
	if (folded.own)
		looks = text_skeleton(mem, cell);
	found = find_looks(&asking, looks, mem);
	arena_free(mem);
	fold_close(&folded);
	return found;
}
