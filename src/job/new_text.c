#include "job/new_text.h"

#include "base/utf8.h"
#include "job/messages.h"
#include "text/normal.h"

#define COMMENT_COLUMN 34
#define LONGEST_VALUE 80 /* bytes; a longer text is no choice */
#define LONGEST_NAME 200 /* of a column; YAML has a limit for keys */

/* ---- YAML */

/* Controls, and what libyaml takes for a line end or a byte order mark. */
static bool
is_unprintable(uint32_t code)
{
	return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 ||
	       code == 0x2029 || code == 0xFEFF || code == UTF8_INVALID;
}

/* Whether a text can stand without quotes as a key, a value, or an item. */
static bool
is_plain(struct slice text)
{
	if (!text.len || strchr(" -?:,[]{}#&*!|>'\"%@`~=", text.at[0]) ||
	    text.at[text.len - 1] == ' ' || text.at[text.len - 1] == ':')
		return false;
	for (size_t at = 0; at < text.len;) {
		size_t here = at;
		uint32_t code = utf8_next(text, &at);
		if (is_unprintable(code) ||
		    (code < 0x80 && strchr("[]{},\\", (int)code)))
			return false;
		if ((code == ':' || code == '#') && at < text.len &&
		    (text.at[at] == ' ' || text.at[here - 1] == ' '))
			return false;
	}
	/* A word that has a meaning of its own in a job file. */
	return !text_same(text, SLICE("none"));
}

void
new_text_scalar(struct strbuf *out, struct slice text)
{
	if (is_plain(text)) {
		strbuf_add(out, text);
		return;
	}
	strbuf_add_char(out, '"');
	for (size_t at = 0; at < text.len;) {
		uint32_t code = utf8_next(text, &at);
		if (code == '"' || code == '\\')
			strbuf_add_char(out, '\\');
		if (is_unprintable(code))
			strbuf_print(out, "\\u%04X",
			    code == UTF8_INVALID ? 0xFFFD : (unsigned)code);
		else
			strbuf_add_code(out, code);
	}
	strbuf_add_char(out, '"');
}

struct writer {
	struct strbuf *out;
	const struct new_source *source;
	size_t line; /* where the line begins */
};

static void
end_line(struct writer *writer)
{
	strbuf_add_char(writer->out, '\n');
	writer->line = writer->out->len;
}

/* A comment behind what the line holds, or a line of its own. Names of columns
 * stand in some: nothing of them may end the comment. */
static void
comment(struct writer *writer, const struct message *message, size_t count,
    const struct argument *arguments)
{
	struct strbuf text = {0};
	size_t used =
	    utf8_count(slice_from(strbuf_view(writer->out), writer->line));
	for (; used && used < COMMENT_COLUMN; used++)
		strbuf_add_char(writer->out, ' ');
	strbuf_add_text(writer->out, used > COMMENT_COLUMN ? "  # " : "# ");
	message_write(&text, message, count, arguments);
	for (size_t at = 0; at < text.len;) {
		uint32_t code = utf8_next(strbuf_view(&text), &at);
		strbuf_add_code(writer->out, is_unprintable(code) ? ' ' : code);
	}
	strbuf_fini(&text);
	end_line(writer);
}

#define COMMENT(writer, message, ...) comment((writer), (message), __VA_ARGS__)

static void
key(struct writer *writer, const char *indented)
{
	strbuf_print(writer->out, "%s: ", indented);
}

static struct slice
column_name(const struct writer *writer, enum new_role role)
{
	size_t column = writer->source->guess->columns[role];
	return column == NEW_NONE
		   ? (struct slice){NULL, 0}
		   : writer->source->profile->columns[column].name;
}

static bool
has(const struct writer *writer, enum new_role role)
{
	return writer->source->guess->columns[role] != NEW_NONE;
}

/* The gap that the check refuses, in the language spoken. */
static void
add_gap(struct writer *writer)
{
	message_write(writer->out, &job_new_gap, NO_ARGS);
}

/* "  street: Adress"; where there is no such column the gap, if it must be. */
static void
add_role(struct writer *writer, const char *indented, enum new_role role,
    bool required)
{
	if (!has(writer, role) && !required)
		return;
	key(writer, indented);
	if (has(writer, role)) {
		new_text_scalar(writer->out, column_name(writer, role));
		end_line(writer);
	} else {
		add_gap(writer);
		COMMENT(writer, &job_new_which_column, NO_ARGS);
	}
}

/* ---- the parts of a job file, in the order a person thinks */

static void
add_day(struct writer *writer, day when)
{
	char iso[11];
	day_write_iso(when, iso);
	strbuf_add_text(writer->out, iso);
}

static void
add_head(struct writer *writer)
{
	const struct new_source *source = writer->source;
	COMMENT(writer, &job_new_head,
	    ARGS(source->file, source->profile->rows, source->profile->count));
	COMMENT(writer, &job_new_head_read, NO_ARGS);
	key(writer, "name");
	add_gap(writer);
	COMMENT(writer, &job_new_name, NO_ARGS);
	key(writer, "date");
	add_day(writer, source->taken);
	COMMENT(writer, &job_new_date, NO_ARGS);
	key(writer, "reference");
	add_gap(writer);
	COMMENT(writer, &job_new_reference, NO_ARGS);
	strbuf_print(writer->out, "language: %s", source->language);
	COMMENT(writer, &job_new_language, NO_ARGS);
}

static void
add_stated_text(struct writer *writer, const char *indented, const char *text)
{
	if (!text)
		return;
	key(writer, indented);
	new_text_scalar(writer->out, slice_view(text));
	COMMENT(writer, &job_new_stated, NO_ARGS);
}

/* What was not found but stated must be stated in the job too. */
static void
add_stated(struct writer *writer)
{
	const struct new_register *stated = writer->source->stated;
	char delimiter[] = {stated->delimiter, 0};
	add_stated_text(writer, "  encoding", stated->encoding);
	if (stated->delimiter)
		add_stated_text(writer, "  delimiter",
		    stated->delimiter == '\t' ? "tab" : delimiter);
	add_stated_text(writer, "  sheet", stated->sheet);
	if (stated->header_row) {
		key(writer, "  header");
		strbuf_add_number(writer->out, stated->header_row);
		COMMENT(writer, &job_new_stated, NO_ARGS);
	}
}

static void
add_register(struct writer *writer)
{
	const struct new_source *source = writer->source;
	const struct new_guess *guess = source->guess;
	if (guess->organisations) {
		strbuf_add_text(writer->out, "persons: no");
		COMMENT(writer, &job_new_organisations, NO_ARGS);
	}
	strbuf_add_text(writer->out, "register:");
	end_line(writer);
	key(writer, "  file");
	new_text_scalar(writer->out, slice_view(source->file));
	end_line(writer);
	add_stated(writer);
	key(writer, "  key");
	if (has(writer, NEW_KEY))
		new_text_scalar(writer->out, column_name(writer, NEW_KEY));
	else
		add_gap(writer);
	COMMENT(writer,
	    has(writer, NEW_PERSON) ? &job_new_key_person : &job_new_key,
	    NO_ARGS);
	key(writer, "  taken");
	add_day(writer, source->taken);
	COMMENT(writer, &job_new_taken, NO_ARGS);
}

static void
add_guardian(struct writer *writer)
{
	if (!has(writer, NEW_GUARDIAN))
		return;
	if (!has(writer, NEW_GUARDIAN_STREET) ||
	    !has(writer, NEW_GUARDIAN_POSTCODE) ||
	    !has(writer, NEW_GUARDIAN_TOWN)) {
		add_role(writer, "  guardian", NEW_GUARDIAN, false);
		return;
	}
	strbuf_add_text(writer->out, "  guardian:");
	end_line(writer);
	add_role(writer, "    name", NEW_GUARDIAN, true);
	add_role(writer, "    street", NEW_GUARDIAN_STREET, true);
	add_role(writer, "    postcode", NEW_GUARDIAN_POSTCODE, true);
	add_role(writer, "    town", NEW_GUARDIAN_TOWN, true);
	strbuf_add_text(writer->out, "    mail: client");
	COMMENT(writer, &job_new_mail, NO_ARGS);
}

static void
add_roles(struct writer *writer)
{
	bool persons = !writer->source->guess->organisations;
	if (!persons && !has(writer, NEW_PROTECTED))
		return;
	end_line(writer);
	strbuf_add_text(writer->out, "roles:");
	end_line(writer);
	add_role(writer, "  person", NEW_PERSON, false);
	add_role(writer, "  protected", NEW_PROTECTED, persons);
	if (persons && !has(writer, NEW_PROTECTED))
		COMMENT(writer, &job_new_protected, NO_ARGS);
	if (has(writer, NEW_DECEASED))
		add_role(writer, "  deceased", NEW_DECEASED, true);
	else
		COMMENT(writer, &job_new_deceased, NO_ARGS);
	add_guardian(writer);
}

/* ---- columns */

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
has_values(const struct writer *writer, size_t index)
{
	const struct profile_column *column =
	    &writer->source->profile->columns[index];
	size_t shown;
	uint32_t rows = count_shown(column, &shown);
	return !new_guess_uses(writer->source->guess, index) && shown > 1 &&
	       (uint64_t)rows * 20 >= (uint64_t)column->filled * 19 &&
	       !column->dates && !column->postcodes && !column->phones &&
	       !column->emails;
}

/* The first column with values: what `send` looks at. */
static size_t
find_choice(const struct writer *writer)
{
	for (size_t i = 0; i < writer->source->profile->count; i++) {
		if (has_values(writer, i))
			return i;
	}
	return NEW_NONE;
}

/* A comment in the place of a value. */
static void
add_note(struct writer *writer, const struct message *message, size_t count,
    const struct argument *arguments)
{
	strbuf_add_text(writer->out, "      ");
	writer->line = writer->out->len;
	comment(writer, message, count, arguments);
}

/*
 * Empty cells get a name of their own, except in the column that `send` looks
 * at: who has nothing there is held, since nobody knows.
 */
static void
add_empty(struct writer *writer, const struct profile_column *column)
{
	strbuf_add_text(writer->out, "      ");
	message_write(writer->out, &job_new_nothing, NO_ARGS);
	strbuf_add_text(writer->out, ": [\"\"]");
	COMMENT(writer, &job_new_empty, ARGS(column->empty));
}

static void
add_values(struct writer *writer, size_t index)
{
	const struct profile_column *column =
	    &writer->source->profile->columns[index];
	size_t shown;
	uint32_t rest = column->filled - count_shown(column, &shown);
	strbuf_add_text(writer->out, "  ");
	new_text_scalar(writer->out, column->name);
	strbuf_add_text(writer->out, ":\n    values:");
	end_line(writer);
	for (size_t i = 0; i < shown; i++) {
		strbuf_add_text(writer->out, "      ");
		new_text_scalar(writer->out, column->values[i].text);
		strbuf_add_char(writer->out, ':');
		COMMENT(
		    writer, &job_new_value_rows, ARGS(column->values[i].rows));
	}
	if (column->empty && index != find_choice(writer))
		add_empty(writer, column);
	else if (column->empty)
		add_note(writer, &job_new_empty_held, ARGS(column->empty));
	if (rest)
		add_note(writer, &job_new_rare, ARGS(rest, PROFILE_SHOWN));
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
add_type(struct writer *writer, size_t index)
{
	const struct profile_column *column =
	    &writer->source->profile->columns[index];
	uint32_t unfit;
	const char *type = find_type(column, &unfit);
	if (!type || column->name.len > LONGEST_NAME ||
	    new_guess_uses(writer->source->guess, index))
		return false;
	strbuf_add_text(writer->out, "  ");
	new_text_scalar(writer->out, column->name);
	strbuf_print(writer->out, ": %s", type);
	if (unfit)
		COMMENT(writer, &job_new_unfit, ARGS(unfit));
	else
		end_line(writer);
	return true;
}

static void
add_columns(struct writer *writer)
{
	const struct profile *profile = writer->source->profile;
	struct strbuf others = {0};
	end_line(writer);
	COMMENT(writer, &job_new_columns, NO_ARGS);
	COMMENT(writer, &job_new_values, NO_ARGS);
	strbuf_add_text(writer->out, "columns:");
	size_t start = writer->out->len;
	end_line(writer);
	size_t empty = writer->out->len;
	for (size_t i = 0; i < profile->count; i++) {
		if (has_values(writer, i)) {
			add_values(writer, i);
		} else if (!add_type(writer, i) &&
			   !new_guess_uses(writer->source->guess, i)) {
			strbuf_add_text(&others, others.len ? ", " : "");
			strbuf_add(&others, profile->columns[i].name);
		}
	}
	if (writer->out->len == empty) {
		writer->out->len = start;
		strbuf_add_text(writer->out, " {}");
		end_line(writer);
	}
	if (others.len)
		COMMENT(writer, &job_new_text, ARGS(strbuf_view(&others)));
	strbuf_fini(&others);
}

/* ---- rules */

static void
add_send(struct writer *writer)
{
	size_t index = find_choice(writer), shown;
	end_line(writer);
	COMMENT(writer, &job_new_send, NO_ARGS);
	if (index == NEW_NONE) {
		COMMENT(writer, &job_new_send_all, NO_ARGS);
		return;
	}
	const struct profile_column *column =
	    &writer->source->profile->columns[index];
	COMMENT(writer, &job_new_send_take, NO_ARGS);
	strbuf_add_text(writer->out, "send:\n  where:\n    ");
	new_text_scalar(writer->out, column->name);
	strbuf_add_char(writer->out, ':');
	end_line(writer);
	count_shown(column, &shown);
	for (size_t i = 0; i < shown; i++) {
		strbuf_add_text(writer->out, "      - ");
		new_text_scalar(writer->out, column->values[i].text);
		end_line(writer);
	}
	key(writer, "  else");
	message_write(writer->out, &job_new_else, NO_ARGS);
	COMMENT(writer, &job_new_reason, NO_ARGS);
}

static void
add_rules(struct writer *writer)
{
	const uint32_t rows = writer->source->profile->rows;
	COMMENT(writer, &job_new_rules, NO_ARGS);
	COMMENT(writer, &job_new_rule_example, NO_ARGS);
	strbuf_print(writer->out, "expect: {rows: %u-%u}", rows - rows / 20,
	    rows + rows / 20);
	COMMENT(writer, &job_new_expect, NO_ARGS);
}

/* ---- address, letters, print */

static void
add_names(struct writer *writer)
{
	key(writer, "  name");
	if (has(writer, NEW_LAST_NAME)) {
		strbuf_add_char(writer->out, '[');
		if (has(writer, NEW_FIRST_NAME)) {
			new_text_scalar(
			    writer->out, column_name(writer, NEW_FIRST_NAME));
			strbuf_add_text(writer->out, ", ");
		}
		new_text_scalar(
		    writer->out, column_name(writer, NEW_LAST_NAME));
		strbuf_add_char(writer->out, ']');
		end_line(writer);
	} else if (has(writer, NEW_NAME)) {
		new_text_scalar(writer->out, column_name(writer, NEW_NAME));
		end_line(writer);
	} else {
		add_gap(writer);
		COMMENT(writer, &job_new_which_column, NO_ARGS);
	}
}

static void
add_address(struct writer *writer)
{
	end_line(writer);
	strbuf_add_text(writer->out, "address:");
	end_line(writer);
	add_names(writer);
	add_role(writer, "  co", NEW_CO, false);
	add_role(writer, "  street", NEW_STREET, true);
	add_role(writer, "  street2", NEW_STREET2, false);
	add_role(writer, "  postcode", NEW_POSTCODE, true);
	add_role(writer, "  town", NEW_TOWN, true);
	add_role(writer, "  country", NEW_COUNTRY, false);
}

static void
add_print(struct writer *writer)
{
	end_line(writer);
	strbuf_add_text(writer->out, "letters: [brev.md]");
	COMMENT(writer, &job_new_letters, NO_ARGS);
	strbuf_add_text(writer->out, "stationery: kommun-h2");
	COMMENT(writer, &job_new_stationery, NO_ARGS);
	strbuf_add_text(writer->out, "order: [postcode, street, name]");
	COMMENT(writer, &job_new_order, NO_ARGS);
	strbuf_add_text(writer->out, "print: {sides: 2}");
	end_line(writer);
	if (!has(writer, NEW_KEY))
		return;
	key(writer, "manifest");
	strbuf_add_char(writer->out, '[');
	new_text_scalar(writer->out, column_name(writer, NEW_KEY));
	for (enum new_role role = NEW_FIRST_NAME; role <= NEW_NAME; role++) {
		if (!has(writer, role))
			continue;
		strbuf_add_text(writer->out, ", ");
		new_text_scalar(writer->out, column_name(writer, role));
	}
	strbuf_add_char(writer->out, ']');
	COMMENT(writer, &job_new_manifest, NO_ARGS);
}

void
new_text_job(struct strbuf *out, const struct new_source *source)
{
	struct writer writer = {.out = out, .source = source, .line = out->len};
	add_head(&writer);
	add_register(&writer);
	add_roles(&writer);
	add_columns(&writer);
	add_send(&writer);
	add_rules(&writer);
	add_address(&writer);
	add_print(&writer);
}

/* ---- the letter */

/* Writes the column as a field names it; false where no field can. */
static bool
add_field(struct strbuf *out, struct slice name)
{
	bool word = name.len > 0;
	for (size_t i = 0; i < name.len; i++) {
		unsigned char byte = (unsigned char)name.at[i];
		if (strchr("[]{}\"'\\", byte) || byte < 0x20)
			return false;
		word = word && (byte >= 0x80 || ((byte | 0x20) >= 'a' &&
						    (byte | 0x20) <= 'z'));
	}
	strbuf_add_text(out, word ? "" : "[");
	strbuf_add(out, name);
	strbuf_add_text(out, word ? "" : "]");
	return name.len > 0;
}

void
new_text_letter(struct strbuf *out, const struct new_source *source)
{
	struct writer writer = {.out = out, .source = source, .line = out->len};
	enum new_role role =
	    has(&writer, NEW_FIRST_NAME) ? NEW_FIRST_NAME : NEW_NAME;
	struct slice name = column_name(&writer, role);
	struct strbuf field = {0};
	strbuf_print(out, "---\nlanguage: %s\nsubject: ", source->language);
	message_write(out, &job_new_letter_subject, NO_ARGS);
	strbuf_add_text(out, "\n---\n# ");
	message_write(out, &job_new_letter_subject, NO_ARGS);
	strbuf_add_text(out, "\n\n");
	if (add_field(&field, name))
		message_write(
		    out, &job_new_letter_hello, ARGS(strbuf_view(&field)));
	else
		message_write(out, &job_new_letter_hello_all, NO_ARGS);
	strbuf_add_text(out, "\n\n");
	message_write(out, &job_new_letter_text, NO_ARGS);
	strbuf_add_text(out, "\n\n");
	message_write(out, &job_new_letter_end, NO_ARGS);
	strbuf_add_char(out, '\n');
	strbuf_fini(&field);
}
