#include "word/list.h"

#include <assert.h>

#include "base/code.h"
#include "base/utf8.h"
#include "word/wml.h"

struct reading_lists {
	struct word_lists *lists;
	struct word_abstract *abstract; /* at hand, or NULL */
	struct word_number *number;
	struct word_level *level;
	uint32_t override_; /* level of a lvlOverride */
	bool picture; /* depth within a picture bullet */
};

static uint32_t
whole(const char *text)
{
	return (uint32_t)wml_number(text, 0);
}

#define START_MAX 32767 /* that a list may begin at */

static int32_t
number_of(const char *text, long max)
{
	long number = wml_number(text, 0);
	return (int32_t)(number < 0 ? 0 : number > max ? max : number);
}

static void
begin_abstract(struct reading_lists *reading, const char **attributes)
{
	struct word_lists *lists = reading->lists;
	lists->abstracts =
	    arena_grow(lists->mem, lists->abstracts, &lists->abstract_room,
		lists->abstract_count + 1, sizeof *lists->abstracts);
	reading->abstract = &lists->abstracts[lists->abstract_count++];
	*reading->abstract = (struct word_abstract){
	    .id = whole(wml_attribute(attributes, "abstractNumId"))};
}

static void
begin_number(struct reading_lists *reading, const char **attributes)
{
	struct word_lists *lists = reading->lists;
	lists->numbers =
	    arena_grow(lists->mem, lists->numbers, &lists->number_room,
		lists->number_count + 1, sizeof *lists->numbers);
	reading->number = &lists->numbers[lists->number_count++];
	*reading->number = (struct word_number){
	    .id = whole(wml_attribute(attributes, "numId"))};
	for (size_t i = 0; i < WORD_LEVELS; i++)
		reading->number->start[i] = -1;
}

static void
begin_level(struct reading_lists *reading, const char **attributes)
{
	uint32_t level = whole(wml_attribute(attributes, "ilvl"));
	struct word_level *levels = reading->abstract
					? reading->abstract->levels
				    : reading->number ? reading->number->own
						      : NULL;
	if (!levels || level >= WORD_LEVELS)
		return;
	reading->level = &levels[level];
	*reading->level = (struct word_level){.sign = SIGN_NUMBER,
	    .start = 0,
	    .below = (uint8_t)level,
	    .said = true};
}

static enum word_sign
sign_of(const char *format)
{
	if (strcmp(format, "bullet") == 0)
		return SIGN_BULLET;
	if (strcmp(format, "none") == 0)
		return SIGN_NONE;
	return strcmp(format, "decimal") == 0 ? SIGN_NUMBER : SIGN_LETTER;
}

/* Empty, in Wingdings (U+F0..) or of its own. */
static bool
is_box(struct slice text)
{
	static const uint32_t boxes[] = {0xf06f, 0xf070, 0xf071, 0xf072, 0xf0a8,
	    0x25a1, 0x25a2, 0x25fb, 0x25fd, 0x2610, 0x274f, 0x2750, 0x2751,
	    0x2752, 0x2b1c};
	size_t at = 0;
	uint32_t code = text.len ? utf8_next(text, &at) : 0;
	for (size_t i = 0; i < sizeof boxes / sizeof *boxes; i++) {
		if (code == boxes[i])
			return true;
	}
	return false;
}

/* "%1." and "(%1)" are numbers; "%1.%2" is more of them, the rest has words. */
static void
read_text(struct word_level *level, struct slice text)
{
	size_t numbers = 0;
	bool words = false;
	level->boxes = level->sign == SIGN_BULLET && is_box(text);
	if (level->sign == SIGN_BULLET || level->sign == SIGN_NONE)
		return;
	for (size_t i = 0; i < text.len; i++) {
		bool number = text.at[i] == '%' && i + 1 < text.len &&
			      char_is_digit(text.at[i + 1]);
		numbers += number;
		words |= !number && !strchr(".):(- ", text.at[i]);
		i += number;
	}
	if (words)
		level->sign = SIGN_WORDED;
	else if (numbers > 1)
		level->sign = SIGN_LETTER;
	else if (!numbers)
		level->sign = SIGN_NONE;
}

/* Of a deeper level, or beside a list's own start, it says nothing to Word. */
static void
read_restart(const struct reading_lists *reading, const char *value)
{
	int32_t below = number_of(value, WORD_LEVELS);
	if (reading->abstract && below < reading->level->below)
		reading->level->below = (uint8_t)below;
}

static void
read_override(struct reading_lists *reading, struct xml_name name,
    const char **attributes)
{
	if (xml_is(name, "abstractNumId"))
		reading->number->abstract =
		    whole(wml_attribute(attributes, "val"));
	else if (xml_is(name, "lvlOverride"))
		reading->override_ = whole(wml_attribute(attributes, "ilvl"));
	else if (xml_is(name, "startOverride") &&
		 reading->override_ < WORD_LEVELS)
		reading->number->start[reading->override_] =
		    number_of(wml_attribute(attributes, "val"), START_MAX);
}

static void
start(void *ctx, struct xml_name name, const char **attributes)
{
	struct reading_lists *reading = ctx;
	const char *value = wml_attribute(attributes, "val");
	if (!wml_is_word(name))
		return;
	if (xml_is(name, "abstractNum"))
		begin_abstract(reading, attributes);
	else if (xml_is(name, "num"))
		begin_number(reading, attributes);
	else if (xml_is(name, "lvl"))
		begin_level(reading, attributes);
	else if (xml_is(name, "numStyleLink") && reading->abstract && value)
		reading->abstract->style =
		    arena_dup_text(reading->lists->mem, slice_view(value));
	else if (reading->level && xml_is(name, "start"))
		reading->level->start = number_of(value, START_MAX);
	else if (reading->level && xml_is(name, "lvlRestart"))
		read_restart(reading, value);
	else if (reading->level && xml_is(name, "pStyle") && value)
		reading->level->style =
		    arena_dup_text(reading->lists->mem, slice_view(value));
	else if (reading->level && xml_is(name, "numFmt") && value)
		reading->level->sign = sign_of(value);
	else if (reading->level && xml_is(name, "lvlText") && value)
		read_text(reading->level, slice_view(value));
	else if (reading->number)
		read_override(reading, name, attributes);
}

static void
end(void *ctx, struct xml_name name)
{
	struct reading_lists *reading = ctx;
	if (!wml_is_word(name))
		return;
	if (xml_is(name, "lvl"))
		reading->level = NULL;
	else if (xml_is(name, "abstractNum"))
		reading->abstract = NULL;
	else if (xml_is(name, "num"))
		reading->number = NULL;
}

bool
word_lists_read(
    struct word_lists *lists, struct package *package, const char *part)
{
	static const struct xml_handlers handlers = {
	    .spaces = wml_spaces, .start = start, .end = end};
	struct reading_lists reading = {.lists = lists};
	return xml_read_part(package, part, &handlers, &reading);
}

static struct word_number *
find_number(const struct word_lists *lists, uint32_t id)
{
	for (size_t i = 0; i < lists->number_count; i++) {
		if (lists->numbers[i].id == id)
			return &lists->numbers[i];
	}
	return NULL;
}

static struct word_abstract *
find_abstract(const struct word_lists *lists, uint32_t id)
{
	for (size_t i = 0; i < lists->abstract_count; i++) {
		if (lists->abstracts[i].id == id)
			return &lists->abstracts[i];
	}
	return NULL;
}

/* Its levels may be those of a style, which has a list of its own. */
static struct word_abstract *
abstract_of(const struct word_lists *lists, const struct word_styles *styles,
    const struct word_number *number)
{
	struct word_abstract *abstract = find_abstract(lists, number->abstract);
	if (!abstract || !abstract->style)
		return abstract;
	const struct word_style *style =
	    word_style_find(styles, abstract->style, STYLE_OTHER);
	const struct word_number *other =
	    style && style->list > 0 ? find_number(lists, (uint32_t)style->list)
				     : NULL;
	struct word_abstract *meant =
	    other ? find_abstract(lists, other->abstract) : NULL;
	return meant ? meant : abstract;
}

struct word_level
word_list_level(const struct word_lists *lists,
    const struct word_styles *styles, struct word_item item)
{
	struct word_level none = {.sign = SIGN_NONE};
	const struct word_number *number = find_number(lists, item.list);
	if (!number)
		return none;
	if (number->own[item.level].said)
		return number->own[item.level];
	const struct word_abstract *abstract =
	    abstract_of(lists, styles, number);
	return abstract ? abstract->levels[item.level] : none;
}

long
word_list_style_level(const struct word_lists *lists,
    const struct word_styles *styles, uint32_t list, const char *style)
{
	const struct word_number *number = find_number(lists, list);
	const struct word_abstract *abstract =
	    number ? abstract_of(lists, styles, number) : NULL;
	for (long i = 0; abstract && i < WORD_LEVELS; i++) {
		const char *said = abstract->levels[i].style;
		if (said && strcmp(said, style) == 0)
			return i;
	}
	return -1;
}

static uint16_t
add_counter(struct word_lists *lists, struct letter_counter counter)
{
	if (lists->counter_count == LETTER_COUNTERS_MAX)
		return 0;
	lists->counters =
	    arena_grow(lists->mem, lists->counters, &lists->counter_room,
		lists->counter_count + 1, sizeof *lists->counters);
	size_t series = 0;
	while (series < lists->counter_count &&
	       (lists->counters[series].list != counter.list ||
		   lists->counters[series].level != counter.level))
		series++;
	counter.series = (uint16_t)series;
	lists->counters[lists->counter_count++] = counter;
	return (uint16_t)lists->counter_count;
}

/* Lists that count together: an abstract's, by its index, or bullets. */
#define BULLETS UINT32_MAX
#define WITHOUT_ABSTRACT 0x80000000u

static uint32_t
series_of(const struct word_lists *lists, const struct word_number *number,
    const struct word_abstract *abstract)
{
	return abstract
		   ? (uint32_t)(abstract - lists->abstracts)
		   : WITHOUT_ABSTRACT + (uint32_t)(number - lists->numbers);
}

uint16_t
word_list_counter(struct word_lists *lists, const struct word_styles *styles,
    struct word_item item)
{
	struct word_number *number = find_number(lists, item.list);
	struct word_level level = word_list_level(lists, styles, item);
	assert(number); /* the item has a sign */
	bool bullet = level.sign == SIGN_BULLET;
	uint16_t *counter = bullet ? &lists->bullets[item.level]
				   : &number->counters[item.level];
	if (*counter)
		return *counter;
	const struct word_abstract *abstract =
	    abstract_of(lists, styles, number);
	int32_t start = number->start[item.level];
	*counter = add_counter(lists,
	    (struct letter_counter){
		.list = bullet ? BULLETS : series_of(lists, number, abstract),
		.level = item.level,
		.below = level.below,
		.anew = !bullet && start >= 0,
		.start = start >= 0 ? start : level.start,
	    });
	return *counter;
}
