/*
 * letter/letter.h - a letter's source: front matter, Markdown, fields.
 *
 * Read once per job. Block tags split the source before it is parsed and
 * fields become placeholders, so that a row's data can never become markup.
 * Every node keeps file, line and column. See docs/letter.md.
 */
#ifndef LETTER_LETTER_H
#define LETTER_LETTER_H

#include "doc/node.h"
#include "expr/expr.h"
#include "letter/numbering.h"

enum field_use {
	USE_VALUE, /* printed */
	USE_CONDITION, /* {{if}}, {{else if}} */
	USE_TABLE, /* {{each}}: `source` is the table's name */
};

struct letter_field {
	enum field_use use;
	struct expr *expr; /* NULL for a table */
	struct slice source; /* as written between the braces */
	struct span span; /* braces included */
	bool optional;
	bool of_word; /* a word processor's field: names with '_' for blanks */
	bool isolate; /* the text around it has right-to-left characters */
	struct slice origin; /* the column's name, or source; by letter_check */
	struct slice fallback; /* front matter `defaults:`; empty: none */
	bool has_fallback;
	size_t table; /* USE_TABLE: index into scope.tables; by letter_check */
	uint32_t
	    branch; /* number of its first branch, plus 1 (merge/branches.h) */
};

/* One entry of the front matter's `defaults:`. */
struct letter_default {
	struct slice name;
	struct slice text;
	struct span span;
};

struct letter {
	const char *path;
	uint32_t file; /* in diag's sources */
	struct slice language; /* front matter, or the default */
	struct slice subject; /* front matter `subject:`, may be empty */
	struct node *root; /* NODE_DOCUMENT, template kinds included */
	struct letter_field *fields;
	size_t field_count;
	struct letter_default *defaults;
	size_t default_count;
	const struct letter_counter *counters;
	size_t counter_count; /* 0: every list says where it begins */
	const struct scope *scope; /* what letter_check was given */
	bool broken; /* its source has faults: letter_check says false */
};

/*
 * A field inside a link's target stands there as this code point plus its
 * index; authors and entities cannot write it. merge/ puts the value in.
 */
#define LETTER_PLACEHOLDER 0xf0000
#define LETTER_FIELDS_MAX 5000

/* Whether a link's target has such a field. */
bool letter_has_field(struct slice target);
/* Whether the node itself, not what stands in it, is put in anew for each row;
 * an else, even of fixed text, is chosen. */
bool letter_node_varies(const struct node *node);

struct letter_options {
	const char *default_language; /* "sv" */
	const char *const
	    *part_folders; /* for {{> part.md}}, NULL-terminated */
	uint32_t *next_id; /* block ids, shared by all letters of a job */
	bool
	    keep_parts; /* {{> part.md}} stays a NODE_PART: for letter/write.h */
};

/*
 * Reads a file. NULL where it cannot be read at all. Faults in it are reported
 * and make the letter `broken`; it is still given to letter_check, so that
 * misspelt names are reported in the same go, and that then says false.
 */
struct letter *letter_read(struct arena *job_mem, const char *path,
    const struct letter_options *options, struct diag *diag, struct span asked);

/*
 * The same for a text inside another file (a stationery's frame). `place` is
 * the span of its first character; its lines are taken to start in the same
 * column. No front matter.
 */
struct letter *letter_parse(struct arena *job_mem, uint32_t file,
    struct slice text, struct span place, const struct letter_options *options,
    struct diag *diag);

/*
 * Checks every field against what the job knows; false after reports, here or
 * when the letter was read. Nothing else may be merged.
 */
bool letter_check(
    struct letter *letter, const struct scope *scope, struct diag *diag);

/*
 * The text printed after a link's own: its address without "https://" and the
 * like, in the arena: " (exempel.se/val)". Empty where the text says it
 * already, bare where there is no text.
 */
struct slice letter_link_address(struct arena *arena, const struct node *link);
/* Appends it to the link's text, where there is any; once, as soon as that text
 * is what is printed. */
void letter_add_address(struct arena *arena, struct node *link);
/* Adds an address with "%C3%85" as "Å"; as it is where that is no text. */
void letter_decode_address(struct strbuf *out, struct slice address);

#endif
