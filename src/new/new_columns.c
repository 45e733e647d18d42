/*
 * new/new_columns.c - `columns:` and `send:` of a new job file.
 *
 * What is shown of the register's values is decided here, by the rules of
 * new/profile.h.
 */
#include "conf/scalar.h"
#include "new/messages.h"
#include "new/new_write.h"

#define LONGEST_VALUE 80 /* bytes; a longer text is not a choice */
#define LONGEST_NAME 200 /* of a column; YAML has a limit for keys */

static uint32_t
count_shown(const struct profile_column *column, size_t *shown)
{
	uint32_t rows = 0;
	*shown = 0;
	if (column->value_count > PROFILE_VALUES ||
	    column->name.len > LONGEST_NAME)
		return 0;
	while (*shown < column->value_count &&
	       column->values[*shown].rows >= PROFILE_SHOWN &&
	       column->values[*shown].text.len <= LONGEST_VALUE)
		rows += column->values[(*shown)++].rows;
	return rows;
}

/*
 * A column is given its values where there are few, they cover nearly all
 * rows, and they are words rather than numbers.
 */
static bool
has_values(const struct new_writer *writer, size_t index)
{
	const struct profile_column *column =
	    &writer->source->profile->columns[index];
	size_t shown;
	uint32_t rows = count_shown(column, &shown);
	return !new_guess_uses(writer->source->guess, index) && shown > 1 &&
	       !column->flags &&
	       (uint64_t)rows * 20 >= (uint64_t)column->filled * 19 &&
	       !column->dates && !column->postcodes && !column->phones &&
	       !column->emails && !column->identities;
}

/* The column that `send` looks at: where people live or how it stands with
 * them, and otherwise the first column with values that may be it. */
static size_t
find_choice(const struct new_writer *writer)
{
	const struct profile *profile = writer->source->profile;
	size_t best = NEW_NONE;
	enum new_choice most = NEW_CHOICE_NEVER;
	for (size_t i = 0; i < profile->count; i++) {
		enum new_choice choice =
		    new_guess_choice(profile->columns[i].name);
		if (choice <= most || !has_values(writer, i))
			continue;
		most = choice;
		best = i;
	}
	return best;
}

/* A comment in the place of a value. */
static void
add_note(struct new_writer *writer, const struct message *message, size_t count,
    const struct argument *arguments)
{
	strbuf_add_text(writer->out, "      ");
	writer->line = writer->out->len;
	new_comment(writer, message, count, arguments);
}

/*
 * Empty cells get a name of their own, except in the column that `send` looks
 * at: a row with nothing there is held, since nobody knows.
 */
static void
add_empty(struct new_writer *writer, const struct profile_column *column)
{
	strbuf_add_text(writer->out, "      ");
	message_write(
	    writer->out, writer->source->words, &new_word_nothing, NO_ARGS);
	strbuf_add_text(writer->out, ": [\"\"]");
	NEW_COMMENT(writer, &new_word_empty, ARGS(column->empty));
}

static void
add_values(struct new_writer *writer, size_t index)
{
	const struct profile_column *column =
	    &writer->source->profile->columns[index];
	size_t shown;
	uint32_t rest = column->filled - count_shown(column, &shown);
	strbuf_add_text(writer->out, "  ");
	conf_write_scalar(writer->out, column->name);
	strbuf_add_text(writer->out, ":\n");
	new_map(writer, "    values");
	for (size_t i = 0; i < shown; i++) {
		strbuf_add_text(writer->out, "      ");
		conf_write_scalar(writer->out, column->values[i].text);
		strbuf_add_char(writer->out, ':');
		NEW_COMMENT(
		    writer, &new_word_value_rows, ARGS(column->values[i].rows));
	}
	if (column->empty && index != find_choice(writer))
		add_empty(writer, column);
	else if (column->empty)
		add_note(writer, &new_word_empty_held, ARGS(column->empty));
	if (rest)
		add_note(writer, &new_word_rare, ARGS(rest, PROFILE_SHOWN));
}

/*
 * A column of ticks. A comment asks what an empty cell means there: among
 * crosses it means no, and among words nothing that a rule could decide by.
 */
static bool
add_flag(struct new_writer *writer, size_t index)
{
	const struct profile_column *column =
	    &writer->source->profile->columns[index];
	if (!column->flags || column->name.len > LONGEST_NAME ||
	    new_guess_uses(writer->source->guess, index))
		return false;
	strbuf_add_text(writer->out, "  ");
	conf_write_scalar(writer->out, column->name);
	strbuf_add_text(writer->out, ": ");
	new_word(writer, "flag");
	NEW_COMMENT(writer, &new_word_flag,
	    ARGS(column->yes, column->filled - column->yes));
	if (column->empty)
		add_note(writer,
		    column->crosses ? &new_word_flag_crosses
				    : &new_word_flag_empty,
		    ARGS(column->empty));
	return true;
}

/* A type that nearly all cells of the column fit, or NULL. */
static const char *
find_type(const struct profile_column *column, uint32_t *unfit)
{
	const struct {
		const char *type;
		uint32_t such;
	} types[] = {{"date", column->dates}, {"email", column->emails},
	    {"phone", column->phones}};
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		*unfit = column->filled - types[i].such;
		if (column->filled >= PROFILE_SHOWN &&
		    (uint64_t)*unfit * 20 <= column->filled)
			return types[i].type;
	}
	return NULL;
}

static bool
add_type(struct new_writer *writer, size_t index)
{
	const struct profile_column *column =
	    &writer->source->profile->columns[index];
	uint32_t unfit;
	const char *type = find_type(column, &unfit);
	if (!type || column->name.len > LONGEST_NAME ||
	    new_guess_uses(writer->source->guess, index))
		return false;
	strbuf_add_text(writer->out, "  ");
	conf_write_scalar(writer->out, column->name);
	strbuf_add_text(writer->out, ": ");
	new_word(writer, type);
	if (unfit)
		NEW_COMMENT(writer, &new_word_unfit, ARGS(unfit));
	else
		new_end_line(writer);
	return true;
}

/* A name to greet by, made from one with the surname first. */
static void
add_called(struct new_writer *writer)
{
	struct arena *mem = arena_new();
	struct slice called = new_called(writer, mem);
	if (called.len) {
		strbuf_add_text(writer->out, "  ");
		conf_write_scalar(writer->out, called);
		strbuf_add_text(writer->out, ": {");
		new_key(writer, "is");
		conf_write_scalar(
		    writer->out, new_name_part(writer, mem, NEW_PART_FIRST));
		strbuf_add_char(writer->out, '}');
		NEW_COMMENT(writer, &new_word_computed, NO_ARGS);
	}
	arena_free(mem);
}

void
new_add_columns(struct new_writer *writer)
{
	const struct profile *profile = writer->source->profile;
	struct strbuf others = {0};
	new_end_line(writer);
	NEW_COMMENT(writer, &new_word_columns, NO_ARGS);
	NEW_COMMENT(writer, &new_word_values, NO_ARGS);
	new_word(writer, "columns");
	strbuf_add_char(writer->out, ':');
	size_t start = writer->out->len;
	new_end_line(writer);
	size_t empty = writer->out->len;
	if (writer->source->guess->surname_first)
		add_called(writer);
	for (size_t i = 0; i < profile->count; i++) {
		if (has_values(writer, i)) {
			add_values(writer, i);
		} else if (!add_flag(writer, i) && !add_type(writer, i) &&
			   !new_guess_uses(writer->source->guess, i)) {
			strbuf_add_text(&others, others.len ? ", " : "");
			strbuf_add(&others, profile->columns[i].name);
		}
	}
	if (writer->out->len == empty) {
		writer->out->len = start;
		strbuf_add_text(writer->out, " {}");
		new_end_line(writer);
	}
	if (others.len)
		NEW_COMMENT(writer, &new_word_text, ARGS(strbuf_view(&others)));
	strbuf_fini(&others);
}

void
new_add_send(struct new_writer *writer)
{
	size_t index = find_choice(writer), shown;
	new_end_line(writer);
	NEW_COMMENT(writer, &new_word_send, NO_ARGS);
	if (index == NEW_NONE) {
		NEW_COMMENT(writer, &new_word_send_all, NO_ARGS);
		return;
	}
	const struct profile_column *column =
	    &writer->source->profile->columns[index];
	NEW_COMMENT(writer, &new_word_send_take, NO_ARGS);
	new_map(writer, "send");
	new_map(writer, "  where");
	strbuf_add_text(writer->out, "    ");
	conf_write_scalar(writer->out, column->name);
	strbuf_add_char(writer->out, ':');
	new_end_line(writer);
	count_shown(column, &shown);
	for (size_t i = 0; i < shown; i++) {
		strbuf_add_text(writer->out, "      - ");
		conf_write_scalar(writer->out, column->values[i].text);
		new_end_line(writer);
	}
	new_key(writer, "  else");
	message_write(
	    writer->out, writer->source->words, &new_word_else, NO_ARGS);
	NEW_COMMENT(writer, &new_word_reason, NO_ARGS);
}
