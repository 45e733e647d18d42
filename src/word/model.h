/*
 * word/model.h - a .docx while it is being read: its text with marks, its
 * paragraphs and tables, before they are a tree.
 *
 * body.c fills it from the XML; tree.c and text.c make nodes of it. The text
 * is one for the whole document, a line a paragraph, and is what diagnostics
 * quote: line 14 is paragraph 14. Inside word/ only.
 */
#ifndef WORD_MODEL_H
#define WORD_MODEL_H

#include "doc/node.h"
#include "ooxml/relation.h"
#include "word/account.h"
#include "word/list.h"
#include "word/style.h"

/* What a letter may hold, so that no file takes time or memory without end. */
#define WORD_FILE_MAX (64u << 20)
#define WORD_PART_MAX (32u << 20) /* unpacked */
#define WORD_TEXT_MAX (512u << 10)
#define WORD_PARAGRAPH_MAX (64u << 10)
#define WORD_PARAGRAPHS_MAX 20000
#define WORD_COLUMNS_MAX 63

struct word_format {
	bool bold, italic;
	bool large; /* larger by hand than the document's text */
	uint32_t link; /* number of a link from 1, or 0 */
	struct slice language; /* as the file has it: "sv-SE" */
};

enum mark_kind {
	MARK_TEXT,
	MARK_MADE, /* stands for a field of Word's: {{…}} */
	MARK_BREAK, /* a line break within the paragraph */
	MARK_PICTURE,
	MARK_NESTED, /* in a field's code: another field */
};

/* Of each byte of a text. */
struct mark {
	uint32_t format;
	uint16_t run; /* of its paragraph, from 1 */
	uint8_t kind;
};

struct styled {
	struct strbuf text;
	struct mark *marks;
	size_t room;
};

void styled_fini(struct styled *to);
void styled_add(struct styled *to, struct slice text, struct mark mark);
/* Bytes [from, end) of another, marks and all. */
void styled_add_part(
    struct styled *to, const struct styled *other, size_t from, size_t end);

struct word_picture {
	const char *target; /* as the tree names it */
	struct slice description;
	struct word_picture *next;
};

struct word_paragraph {
	uint32_t number; /* from 1; its line */
	size_t from, len; /* bytes of the document's text */
	const struct word_style *style; /* may be NULL */
	int outline; /* 0 to 8, or -1 */
	struct word_item item;
	enum alignment alignment;
	bool ruled; /* has a border above or below */
	bool leads; /* its tabs draw lines */
	struct word_picture *pictures, *last_picture;
	struct word_paragraph *next;
};

struct word_cell {
	struct word_paragraph *first, *last;
	bool odd; /* holds a table: reported */
	struct word_cell *next;
};

struct word_row {
	struct word_cell *first, *last;
	uint32_t count;
	bool header;
	struct word_row *next;
};

struct word_table {
	struct word_row *first, *last;
	const struct word_style *style;
	bool has_look; /* its first row is to look different */
	uint32_t widths[WORD_COLUMNS_MAX];
	uint32_t column_count; /* of its grid */
	uint32_t number; /* of the paragraph that comes first in it */
};

/* One or the other. */
struct word_block {
	struct word_paragraph *paragraph;
	struct word_table *table;
	struct word_block *next;
};

struct word_document {
	struct arena *mem; /* the job's */
	struct diag *diag;
	const char *path;
	uint32_t file; /* of the package; then of its text */
	struct package *package;
	const char *main; /* the part with the text */
	struct relations relations; /* of that part */
	struct word_styles styles;
	struct word_lists lists;
	struct account account;
	struct slice subject;
	struct styled text;
	struct slice kept; /* the same, for as long as the letter */
	struct word_format *formats;
	size_t format_count, format_room;
	struct slice *links; /* targets, by number from 1 */
	size_t link_count, link_room;
	struct word_block *first, *last;
	uint32_t paragraph_count;
};

/* The number of this format. */
uint32_t word_format_add(
    struct word_document *document, struct word_format format);

/* Its number, from 1: an address, and the place in its page, or empty. */
uint32_t word_link_add(
    struct word_document *document, struct slice address, struct slice place);

static inline const struct word_format *
word_format_of(const struct word_document *document, size_t byte)
{
	return &document->formats[document->text.marks[byte].format];
}

/* Opens the file, and reads all its parts but the text. */
bool word_open(struct word_document *document, struct slice bytes);
/* Reads the text: everything from text to paragraph_count. */
bool body_read(struct word_document *document);

#endif
