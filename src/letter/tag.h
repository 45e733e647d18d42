/*
 * letter/tag.h - what stands between two braces.
 *
 * Knows the words of the tags, not how they nest. Inside letter/ and
 * word/ only.
 */
#ifndef LETTER_TAG_H
#define LETTER_TAG_H

#include "letter/reading.h"

/*
 * Reads the tag whose inside is bytes [from, to) of a source line (the braces
 * stand before and after) and adds it to reading->tags. Its index, or TAG_NONE
 * where there are too many. A faulty tag is TAG_WRONG after a report.
 */
size_t tag_read(struct reading *reading, uint32_t line, struct slice line_text,
    size_t from, size_t to);

/* What a tag begins with; of TAG_BEGINS_FIELD it is a value. */
enum tag_beginning {
	TAG_BEGINS_FIELD,
	TAG_BEGINS_IF,
	TAG_BEGINS_EACH,
	TAG_BEGINS_ELSE,
	TAG_BEGINS_END,
	TAG_BEGINS_COMMENT,
	TAG_BEGINS_PART,
	TAG_BEGINS_WRONG, /* a '#' before another word */
};

/* Of the inside of a tag that is not read yet, without blanks around. */
enum tag_beginning tag_look(struct slice inside);

/*
 * Reads `{.style #section lang=xx}` that fills bytes [from, to) of a line;
 * TAG_NONE, without a report, where it does not look like one.
 */
size_t tag_read_attributes(struct reading *reading, uint32_t line,
    struct slice line_text, size_t from, size_t to);

/*
 * The length of what an item begins with, "- " or "1. ", with the blanks
 * before, `prefix` of them, and behind; 0: the line begins no item.
 */
size_t tag_item_mark(struct slice line, size_t prefix);

/* "{.", "{#", "{lang=" and what is nearly that, at a '{' within a text. */
bool tag_begins_attributes(struct slice text, size_t at);

#endif
