/*
 * letter/reading.h - one source while it is being read.
 *
 * The stages of letter/: scan.c cuts the source into lines, finds tags and
 * writes the Markdown that cmark is to parse, a placeholder for each tag;
 * pair.c finds which tags belong together; markdown.c parses and makes nodes;
 * fold.c turns tags into IF and EACH; join.c mends lists and tables that tags
 * run through; counting.c says which lists go on; number.c gives ids and
 * says what is fixed.
 *
 * Inside letter/ only, and word/, whose tags are the same.
 */
#ifndef LETTER_READING_H
#define LETTER_READING_H

#include "base/strbuf.h"
#include "letter/letter.h"

enum tag_kind {
	TAG_FIELD,
	TAG_IF,
	TAG_ELSE_IF,
	TAG_ELSE,
	TAG_END_IF,
	TAG_EACH,
	TAG_END_EACH,
	TAG_PART,
	TAG_COMMENT,
	TAG_ATTRIBUTES, /* {.style #section lang=fi shares=30:70} */
	TAG_WRONG, /* reported; stands for nothing */
};

struct tag {
	enum tag_kind kind;
	bool alone; /* on its line */
	bool seen; /* found again behind Markdown */
	bool within; /* ATTRIBUTES: right below a line of text */
	struct span span; /* braces included */
	uint32_t field; /* index into the letter's fields, or FIELD_NONE */
	struct slice name; /* PART */
	struct slice style, section, language; /* ATTRIBUTES */
	struct slice shares; /* the same, of a table's columns: "30:70" */
	size_t opener; /* of else, end: index of its if or each */
	size_t closer; /* of if, each: index of its end */
};

#define TAG_NONE SIZE_MAX

/* Blocks, inlines and tags nested deeper than this are refused. */
#define NESTING_MAX 48

enum line_origin {
	LINE_SOURCE,
	LINE_TAG, /* a tag alone on its line */
	LINE_ADDED, /* a blank round a tag, a table's head again */
};

/* A line of the Markdown that cmark is given. */
struct markdown_line {
	enum line_origin origin;
	size_t from; /* byte in `markdown` */
	size_t len;
	uint32_t source; /* line of the source, from 0 */
	bool printed; /* something of it is in the tree */
};

struct reading {
	struct arena *job_mem;
	struct diag *diag;
	const struct letter_options *options;
	struct letter *letter; /* its fields grow */
	size_t *field_room; /* shared with included parts */
	const struct reading *within; /* what includes this part, or NULL */
	size_t depth; /* of inclusion */
	const char *path;
	struct slice text;
	struct span place; /* of the text's first character */
	bool wrapped; /* a new line is a blank */
	const struct yaml_pair *parts; /* front matter `parts:` */
	size_t part_count;
	size_t deepest; /* how deep tags nest */
	bool too_many; /* tags: it has been said */

	struct tag *tags;
	size_t tag_count, tag_room;
	struct strbuf markdown;
	struct markdown_line *lines;
	size_t line_count, line_room;
	struct {
		size_t line; /* from 1; 0: none */
		size_t offset;
		uint32_t column;
	} placed; /* the last answer of reading_place */
};

/* The span of [from, from + len) of a line of the source (from 0). */
struct span reading_span(const struct reading *reading, uint32_t line,
    struct slice line_text, size_t from, size_t len);

/* The Markdown line; empty past the end. */
struct slice reading_line(const struct reading *reading, size_t line);

/* Where byte `offset` of a Markdown line stands in the source. */
struct span reading_place(
    struct reading *reading, size_t line, size_t offset, size_t length);

/* The index of the tag that a code point stands for, or TAG_NONE. */
size_t reading_tag_of(const struct reading *reading, uint32_t code);

/* Marks as seen all tags in a text that has been reported otherwise. */
void reading_forgive(struct reading *reading, struct slice text);

/*
 * Adds a field to the letter; parses its expression. FIELD_NONE after a
 * report where there are too many.
 */
uint32_t reading_add_field(struct reading *reading, struct letter_field field,
    struct slice text, struct span place);

/* Something of a Markdown line is in the tree. */
void reading_mark_printed(struct reading *reading, size_t line);

/* A letter without a tree, in the language that the options say. */
struct letter *letter_new(struct arena *job_mem, const char *path,
    uint32_t file, const struct letter_options *options);

/* A block's language, and that of all blocks in a tag; where none is said. */
void reading_set_language(struct node *node, struct slice language);

/* The stages. Each reports all it finds; none stops the next. */
void scan_source(struct reading *reading);
void pair_tags(struct reading *reading);
struct node *markdown_parse(struct reading *reading);
void check_pictures(struct reading *reading, const struct node *root);
void fold_tags(struct reading *reading, struct node *root);
void join_lists(struct reading *reading, struct node *root);
/* Numbers that go on; `diag`: says where that is in doubt, NULL: does not. */
void count_lists(const struct letter *letter, struct diag *diag);
void number_nodes(
    struct letter *letter, struct arena *job_mem, uint32_t *next_id);
void letter_find_surprises(const struct node *root, struct diag *diag);

/* Reads one source into a document node; for letter.c and part.c. */
struct node *reading_make_tree(struct reading *reading);
/* The blocks of {{> name}}; an empty document after a report. */
struct node *letter_part_read(struct reading *reading, const struct tag *tag);

/* Until fold_tags a tag is a node of its own. */
struct node *raw_tag_new(struct reading *reading, size_t tag);
bool raw_tag_is(const struct node *node);
size_t raw_tag_index(const struct node *node);

#endif
