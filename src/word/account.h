/*
 * word/account.h - the things in a .docx that a letter here cannot have: each
 * is refused, warned of, or left out and counted.
 *
 * They are collected while the text is read and reported together, once the
 * text is a source with places. Inside word/ only.
 */
#ifndef WORD_ACCOUNT_H
#define WORD_ACCOUNT_H

#include "base/arena.h"
#include "base/diag.h"

enum word_thing {
	/* refused */
	NOT_TRACKED,
	NOT_BOX,
	NOT_BOUND,
	NOT_FILLED_IN,
	NOT_OBJECT,
	NOT_OLD_PICTURE,
	NOT_LINKED_PICTURE,
	NOT_PICTURE_KIND,
	NOT_WHOLE_PICTURE, /* cropped or turned */
	NOT_NOTE,
	NOT_FORMULA,
	NOT_HIDDEN,
	NOT_STRUCK,
	NOT_MERGED,
	NOT_INNER_TABLE,
	NOT_EVEN, /* a row with too few or too many cells */
	NOT_IN_CELL,
	NOT_WIDE, /* too many columns */
	NOT_SYMBOL,
	NOT_INSERTED, /* another file's text */
	NOT_ABOVE, /* text over text */
	NOT_ACROSS, /* a field over several paragraphs */
	NOT_WORDED, /* a list's numbers with words */
	NOT_DROPPED, /* a paragraph's first letter, apart from it */
	NOT_COUNTED, /* the day or the page, by an element of its own */
	/* warned of */
	WARN_LETTERED,
	WARN_EMPTY_ITEM,
	WARN_RECIPIENTS, /* are chosen by the document */
	WARN_ROWS_COUNTED,
	WARN_FIELD_IN_MARGIN, /* of the page: a header or footer */
	WARN_NUMBERED_HEADING,
	WARN_RAISED,
	WARN_WHITE,
	WARN_TO_WRITE_ON, /* lines of underlined blanks, or of tabs */
	WARN_BOXED, /* a list of boxes to tick */
	WARN_ASKED, /* a text that asks for another one */
	WARN_TAB,
	/* left out */
	LEFT_FACE,
	LEFT_SIZE,
	LEFT_COLOUR,
	LEFT_UNDERLINE,
	LEFT_CAPITALS,
	LEFT_ALIGNMENT,
	LEFT_INDENT,
	LEFT_SPACING,
	LEFT_BORDER,
	LEFT_EMPTY,
	LEFT_PAGE_BREAK,
	LEFT_SECTION,
	LEFT_HEADER,
	LEFT_FOOTER,
	LEFT_COMMENT,
	LEFT_BOOKMARK_LINK,
	LEFT_FRAME,
	LEFT_CONTROL,
	LEFT_LANGUAGE,
	LEFT_SOURCE,
	LEFT_DRAWN, /* a picture's own size and place */
	LEFT_ELEMENT, /* without text, and not known */
	WORD_THINGS
};

/* A fault at one place, reported once. */
struct word_fault {
	const struct message *message, *hint;
	size_t at, len; /* bytes of the text */
	struct slice name, cure; /* arguments of the two; may be empty */
};

#define WORD_FAULTS_MAX 100

struct account {
	struct arena *mem;
	uint32_t counts[WORD_THINGS];
	size_t at[WORD_THINGS]; /* byte of the text where the first stands */
	struct word_fault faults[WORD_FAULTS_MAX];
	size_t fault_count;
	size_t faults_told; /* how many were reported */
	uint32_t told[WORD_THINGS]; /* of each count */
};

/* Counts one more, at a byte of the text. */
void account_see(struct account *account, enum word_thing thing, size_t at);

/* Drops all past the hundredth: the file is refused in any case. */
void account_fault(struct account *account, struct word_fault fault);

/* Reports the faults; `file` is the text's source. */
void account_report_refused(
    struct account *account, uint32_t file, struct diag *diag);
/* Reports what was found while the tree was made, warnings and omissions. */
void account_report_rest(
    struct account *account, uint32_t file, struct diag *diag);

#endif
