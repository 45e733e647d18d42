#include "word/list.h"

#include <assert.h>

#include "base/code.h"
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
	*reading->level =
	    (struct word_level){.sign = SIGN_NUMBER, .start = 0, .said = true};
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

/* "%1." and "(%1)" are numbers; "%1.%2" is more of them, the rest has words. */
static void
read_text(struct word_level *level, struct slice text)
{
	size_t numbers = 0;
	bool words = false;
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
		    (int32_t)whole(wml_attribute(attributes, "val"));
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
		reading->level->start = (int32_t)wml_number(value, 0);
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

/* Deeper levels begin anew behind an item (ECMA-376 17.9.10). */
int32_t
word_list_count(struct word_lists *lists, const struct word_styles *styles,
    struct word_item item)
{
	struct word_number *number = find_number(lists, item.list);
	assert(number); /* the item has a sign */
	struct word_abstract *abstract = abstract_of(lists, styles, number);
	if (!abstract)
		return 1;
	size_t level = item.level;
	bool anew = !number->used[level] && number->start[level] >= 0;
	if (anew)
		abstract->counts[level] = number->start[level];
	else if (!abstract->counted[level])
		abstract->counts[level] =
		    word_list_level(lists, styles, item).start;
	number->used[level] = abstract->counted[level] = true;
	for (size_t i = level + 1; i < WORD_LEVELS; i++)
		abstract->counted[i] = false;
	return abstract->counts[level]++;
}
