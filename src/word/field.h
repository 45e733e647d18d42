/*
 * word/field.h - the fields of a .docx, as the tags that a letter here has.
 *
 * { MERGEFIELD Förnamn } is {{Förnamn}}, { IF … } is {{if …}} … {{/if}}. A
 * field that has no tag here is refused by its name, with the cure. For word/
 * only.
 */
#ifndef WORD_FIELD_H
#define WORD_FIELD_H

#include "word/model.h"

#define WORD_FIELDS_DEEP 20

/* A field in another's code, where U+F0000 + its index stands for it. */
struct word_nested {
	struct styled made;
	struct slice operand; /* as an expression; empty where it is none */
};

struct word_field {
	struct styled code;
	struct word_nested *nested;
	size_t nested_count, nested_room;
	size_t at; /* byte of the document's text where it begins */
	struct mark mark; /* of what is made */
	bool in_result;
	bool passes; /* a link: its result is the text */
	bool has_look; /* its result has said how it looks */
	uint32_t link_before; /* of the link around it */
};

void word_field_fini(struct word_field *field);

/* HYPERLINK: adds the link. False where the code is another field's. */
bool field_read_link(struct word_document *document,
    const struct word_field *field, uint32_t *link);

/*
 * What a finished field stands for is added to `made`; *operand is what it
 * is in a condition. Nothing after account_fault.
 */
void field_make(struct word_document *document, const struct word_field *field,
    struct styled *made, struct slice *operand);

/* Refuses a field that goes on in the next paragraph, by its name if it is one
 * that is always refused. */
void field_refuse_open(
    struct word_document *document, const struct word_field *field);

/* ---- code.c: the code in pieces */

struct code_token {
	size_t from, end; /* bytes of the code, without quotes */
	bool quoted;
	bool is_switch; /* \b, \@ … */
};

/* The next, from *at, which moves behind it; false at the end. */
bool code_next(
    const struct word_field *field, size_t *at, struct code_token *token);
/* The same, but a bare word ends before = < >. */
bool code_next_operand(
    const struct word_field *field, size_t *at, struct code_token *token);
/* "=", "<>" … ; empty where none is next. */
struct slice code_next_operator(const struct word_field *field, size_t *at);

/* Its text without backslashes, in the arena; nested fields left out. */
struct slice code_text(const struct word_document *document,
    const struct word_field *field, struct code_token token);
bool code_says(
    const struct word_field *field, struct code_token token, const char *word);
/* The nested field that the token is and nothing more, or NULL. */
const struct word_nested *code_nested(
    const struct word_field *field, struct code_token token);
bool code_has_nested(const struct word_field *field, struct code_token token);

/* Adds the text with its looks, nested fields as what they stand for. */
void code_add(
    const struct word_field *field, struct code_token token, struct styled *to);

/* ---- merge_field.c */

void merge_field_make(struct word_document *document,
    const struct word_field *field, size_t at, struct styled *made,
    struct slice *operand);

/* Refuses the field: `name`, `cure` go into the messages. */
void field_refuse(struct word_document *document,
    const struct word_field *field, const struct message *message,
    struct slice name, const struct message *hint, const char *cure);

#endif
