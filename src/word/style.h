/*
 * word/style.h - the styles of a .docx, by their part styles.xml.
 *
 * Styles that every Word has are known by their English names, which the file
 * holds whatever language Word speaks. Inside word/ only.
 */
#ifndef WORD_STYLE_H
#define WORD_STYLE_H

#include "base/arena.h"
#include "word/shown.h"

enum word_style_kind {
	STYLE_PARAGRAPH,
	STYLE_CHARACTER,
	STYLE_TABLE,
	STYLE_OTHER,
};

#define WORD_BASES_MAX 20 /* styles that one is based on, in a row */

struct word_style {
	enum word_style_kind kind;
	const char *id, *name;
	const char *based_on; /* id, or NULL */
	bool custom; /* somebody made it */
	bool standard; /* of what names no style */
	int outline; /* 0 to 9, or -1: unsaid */
	long list; /* number of a list, or -1: unsaid */
	long list_level;
	long size; /* half points, or 0: unsaid */
	enum word_switch bold, italic, hidden, struck;
	struct word_shown shown;
	struct slice language;
	bool heads; /* a table's first row looks different */
	const struct word_style *base;
};

struct word_styles {
	struct arena *mem;
	struct word_style *at;
	size_t count, room;
	const struct word_style *standard; /* of paragraphs, or NULL */
	long size; /* of text that nothing is said of, half points */
	struct slice language;
};

/* Reads the part; `styles` has its arena. False after a report. */
bool word_styles_read(
    struct word_styles *styles, struct package *package, const char *part);

/* By id, of a kind; or NULL. */
const struct word_style *word_style_find(const struct word_styles *styles,
    const char *id, enum word_style_kind kind);

/* 1 to 9 where the style makes a heading, otherwise 0. */
int word_style_heading(const struct word_style *style);
/* Quotations, and what Word calls an intense one. */
bool word_style_is_quote(const struct word_style *style);
/*
 * The stationery's style that it means, in the arena: of a style that somebody
 * made its name, in lower case, '-' for blanks. Otherwise empty.
 */
struct slice word_style_meant(
    struct arena *arena, const struct word_style *style);

/* The setting of the style or of one it is based on; -1, 0, unsaid if none. */
long word_style_list(const struct word_style *style, long *level);
long word_style_size(
    const struct word_styles *styles, const struct word_style *style);
struct slice word_style_language(
    const struct word_styles *styles, const struct word_style *style);
bool word_style_is_bold(const struct word_style *style);
bool word_style_is_italic(const struct word_style *style);
bool word_style_is_hidden(const struct word_style *style);
bool word_style_is_struck(const struct word_style *style);
/* Word gives it to what stands in a content control until it is filled in. */
bool word_style_asks(const struct word_style *style);
/* What the nearest style that says it says of each. */
struct word_shown word_style_shown(const struct word_style *style);
bool word_style_heads(const struct word_style *style);

#endif
