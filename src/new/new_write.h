/*
 * new/new_write.h - the lines of a new job file: YAML with comments.
 *
 * For new_text.c and new_columns.c, which know what a job says.
 */
#ifndef NEW_NEW_WRITE_H
#define NEW_NEW_WRITE_H

#include "new/new_text.h"

struct new_writer {
	struct strbuf *out;
	const struct new_source *source;
	size_t line; /* where the line begins */
};

void new_end_line(struct new_writer *writer);

/* Ends the line with a comment behind what it holds, or as its own. */
void new_comment(struct new_writer *writer, const struct message *message,
    size_t count, const struct argument *arguments);
#define NEW_COMMENT(writer, message, ...)                                      \
	new_comment((writer), (message), __VA_ARGS__)

/* "  key: ", with the indent as given, in the language of the job. */
void new_key(struct new_writer *writer, const char *indented);
/* The same of a map: "  key:" and the end of the line. */
void new_map(struct new_writer *writer, const char *indented);
/* A key or a word that is a value, in the language of the job. */
void new_word(struct new_writer *writer, const char *word);

/* The gap that the check refuses. */
void new_add_gap(struct new_writer *writer);

bool new_has(const struct new_writer *writer, enum new_role role);

/*
 * "förnamn(Namn)", in the language of the job: what takes the role's column
 * apart. In the arena.
 */
enum new_part { NEW_PART_FIRST, NEW_PART_LAST };
struct slice new_name_part(
    const struct new_writer *writer, struct arena *mem, enum new_part part);

/*
 * The column that is computed to greet by, where names stand surname first;
 * empty where the register has a column of that name.
 */
struct slice new_called(const struct new_writer *writer, struct arena *mem);

/* Empty where no column has the role. */
struct slice new_column_name(
    const struct new_writer *writer, enum new_role role);

/* "  street: Adress"; where there is no such column the gap, if it must be. */
void new_add_role(struct new_writer *writer, const char *indented,
    enum new_role role, bool required);

/* `columns:`, with the values of those that have few. */
void new_add_columns(struct new_writer *writer);
/* `send:`, with all values of the first of these. */
void new_add_send(struct new_writer *writer);

#endif
