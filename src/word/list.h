/*
 * word/list.h - the numbering of a .docx, by its part numbering.xml: bullets
 * and numbers, their levels, and at which number a list goes on.
 *
 * Inside word/ only.
 */
#ifndef WORD_LIST_H
#define WORD_LIST_H

#include "base/arena.h"
#include "letter/numbering.h"
#include "ooxml/package.h"
#include "word/style.h"

#define WORD_LEVELS 9

enum word_sign {
	SIGN_NONE, /* does not look like a list */
	SIGN_BULLET,
	SIGN_NUMBER, /* 1. 2. 3. */
	SIGN_LETTER, /* a) i. 1.1, which a letter here prints as 1. 2. 3. */
	SIGN_WORDED, /* "Steg 1:" */
};

struct word_level {
	enum word_sign sign;
	int32_t start;
	uint8_t below; /* begins anew behind items of levels under this */
	const char *style; /* id of the paragraphs that are of it, or NULL */
	bool said;
	bool boxes; /* its bullets are boxes to tick */
};

/* An item of a list: its number among lists, and how deep. */
struct word_item {
	bool listed;
	uint32_t list;
	uint8_t level; /* from 0 */
};

struct word_abstract {
	uint32_t id;
	const char *style; /* the style that has its levels, or NULL */
	struct word_level levels[WORD_LEVELS];
};

struct word_number {
	uint32_t id, abstract;
	uint16_t counters[WORD_LEVELS]; /* 0: it has none yet */
	int32_t start[WORD_LEVELS]; /* -1: as its abstract says */
	struct word_level own[WORD_LEVELS];
};

struct word_lists {
	struct arena *mem;
	struct word_abstract *abstracts;
	size_t abstract_count, abstract_room;
	struct word_number *numbers;
	size_t number_count, number_room;
	struct letter_counter *counters;
	size_t counter_count, counter_room;
	uint16_t bullets[WORD_LEVELS]; /* counters of theirs */
};

bool word_lists_read(
    struct word_lists *lists, struct package *package, const char *part);

/* What stands before an item. */
struct word_level word_list_level(const struct word_lists *lists,
    const struct word_styles *styles, struct word_item item);

/* The level of a list that a style's paragraphs are of; -1: it names none. */
long word_list_style_level(const struct word_lists *lists,
    const struct word_styles *styles, uint32_t list, const char *style);

/*
 * What counts it, as the tree has it: an index into `counters` plus 1. All
 * bullets of a level have the same. 0 where there are too many.
 */
uint16_t word_list_counter(struct word_lists *lists,
    const struct word_styles *styles, struct word_item item);

#endif
