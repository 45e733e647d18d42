#include "letter/tag.h"

#include "base/code.h"
#include "base/utf8.h"
#include "letter/front.h"
#include "letter/messages.h"

static size_t
skip_blanks(struct slice text, size_t from, size_t to)
{
	while (from < to) {
		size_t next = from;
		if (!code_is_padding(utf8_next(text, &next)))
			break;
		from = next;
	}
	return from;
}

static size_t
trim_blanks(struct slice text, size_t from, size_t to)
{
	size_t end = from;
	for (size_t at = from; at < to;) {
		if (!code_is_padding(utf8_next(text, &at)))
			end = at;
	}
	return end;
}

static bool
is_word_char(uint32_t code)
{
	return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') ||
	       (code >= '0' && code <= '9') || code == '_' ||
	       (code >= 0xc0 && !code_is_padding(code) && code < 0x2000);
}

/* ASCII letters without regard to case; the text is as long as the word, or
 * longer, and words are lower-case ASCII. */
static bool
same_letters(struct slice text, size_t at, const char *word)
{
	for (size_t i = 0; word[i]; i++) {
		if ((text.at[at + i] | 0x20) != word[i])
			return false;
	}
	return true;
}

/* Moves *from past the word and the blanks behind it. */
static bool
take_word(struct slice text, size_t *from, size_t to, const char *word)
{
	size_t end = *from + strlen(word);
	if (end > to || !same_letters(text, *from, word))
		return false;
	size_t next = end;
	if (end < to && is_word_char(utf8_next(text, &next)))
		return false;
	*from = skip_blanks(text, end, to);
	return true;
}

/* The inside of a tag while it is read. */
struct inside {
	struct reading *reading;
	uint32_t line;
	struct slice text; /* the whole line */
	size_t from, to; /* what is left to read */
	struct tag *tag;
};

static struct span
rest_span(const struct inside *inside)
{
	return reading_span(inside->reading, inside->line, inside->text,
	    inside->from, inside->to - inside->from);
}

static struct slice
rest_of(const struct inside *inside)
{
	return slice_part(
	    inside->text, inside->from, inside->to - inside->from);
}

static void
add_field(struct inside *inside, enum field_use use, bool optional)
{
	struct letter_field field = {
	    .use = use,
	    .source = arena_dup(inside->reading->job_mem, rest_of(inside)),
	    .span = inside->tag->span,
	    .optional = optional,
	};
	inside->tag->field = reading_add_field(
	    inside->reading, field, rest_of(inside), rest_span(inside));
	if (inside->tag->field == FIELD_NONE)
		inside->tag->kind = TAG_WRONG;
}

static void
wrong(struct inside *inside, const struct message *message)
{
	inside->tag->kind = TAG_WRONG;
	REPORT(inside->reading->diag, inside->tag->span, message, NO_ARGS);
}

/* A condition, or a field behind '?'. */
static void
read_expression(struct inside *inside, enum tag_kind kind, enum field_use use,
    bool optional)
{
	inside->tag->kind = kind;
	if (inside->from == inside->to)
		wrong(inside, use == USE_CONDITION ? &letter_no_condition
						   : &letter_empty_tag);
	else
		add_field(inside, use, optional);
}

/*
 * The table of {{each}}: a bare name or one in [brackets]; {{each? möten}}:
 * that nobody's rows are there is fine.
 */
static void
read_each(struct inside *inside)
{
	inside->tag->kind = TAG_EACH;
	bool optional =
	    inside->from < inside->to && inside->text.at[inside->from] == '?';
	if (optional)
		inside->from =
		    skip_blanks(inside->text, inside->from + 1, inside->to);
	size_t len = inside->to - inside->from;
	if (len >= 2 && inside->text.at[inside->from] == '[' &&
	    inside->text.at[inside->to - 1] == ']') {
		inside->from++;
		inside->to--;
	}
	if (inside->from == inside->to)
		wrong(inside, &letter_no_table);
	else
		add_field(inside, USE_TABLE, optional);
}

static void
read_else(struct inside *inside)
{
	if (take_word(inside->text, &inside->from, inside->to, "if")) {
		read_expression(inside, TAG_ELSE_IF, USE_CONDITION, false);
		return;
	}
	inside->tag->kind = TAG_ELSE;
	if (inside->from == inside->to)
		return;
	wrong(inside, &letter_else_with_text);
	HINT(inside->reading->diag, &letter_write_else_if,
	    ARGS(rest_of(inside)));
}

static void
read_end(struct inside *inside)
{
	inside->from = skip_blanks(inside->text, inside->from + 1, inside->to);
	size_t word = inside->from;
	if (take_word(inside->text, &inside->from, inside->to, "if"))
		inside->tag->kind = TAG_END_IF;
	else if (take_word(inside->text, &inside->from, inside->to, "each"))
		inside->tag->kind = TAG_END_EACH;
	else
		inside->tag->kind = TAG_WRONG;
	if (inside->tag->kind != TAG_WRONG && inside->from == inside->to)
		return;
	inside->from = word;
	wrong(inside, &letter_unknown_end);
	HINT(inside->reading->diag, &letter_ends_are, NO_ARGS);
}

static void
read_part(struct inside *inside)
{
	inside->tag->kind = TAG_PART;
	inside->from = skip_blanks(inside->text, inside->from + 1, inside->to);
	inside->tag->name =
	    arena_dup(inside->reading->job_mem, rest_of(inside));
	if (!inside->tag->name.len)
		wrong(inside, &letter_no_part_name);
}

/* Words of other programs, or Swedish ones, for ours. */
static const struct {
	const char *word;
	bool lone; /* nothing behind it; otherwise something must */
	const char *ours;
} foreign[] = {
    {"endif", true, "{{/if}}"},
    {"endeach", true, "{{/each}}"},
    {"annars", true, "{{else}}"},
    {"elseif", false, "{{else if …}}"},
    {"elsif", false, "{{else if …}}"},
    {"elif", false, "{{else if …}}"},
    {"om", false, "{{if …}}"},
    {"foreach", false, "{{each …}}"},
    {"mergefield", false, "{{Name}}"},
};

/* True after a report. */
static bool
read_foreign(struct inside *inside)
{
	for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++) {
		size_t from = inside->from;
		if (!take_word(
			inside->text, &from, inside->to, foreign[i].word) ||
		    foreign[i].lone != (from == inside->to))
			continue;
		inside->tag->kind = TAG_WRONG;
		REPORT(inside->reading->diag, inside->tag->span,
		    &letter_foreign_tag, ARGS(foreign[i].word));
		HINT(inside->reading->diag, &letter_write_this,
		    ARGS(foreign[i].ours));
		return true;
	}
	return false;
}

/* Something stands in it. */
static void
read_inside(struct inside *inside)
{
	char first = inside->text.at[inside->from];
	size_t *from = &inside->from;
	if (first == '!') {
		inside->tag->kind = TAG_COMMENT;
	} else if (first == '>') {
		read_part(inside);
	} else if (first == '/') {
		read_end(inside);
	} else if (first == '?') {
		*from = skip_blanks(inside->text, *from + 1, inside->to);
		read_expression(inside, TAG_FIELD, USE_VALUE, true);
	} else {
		if (first == '#')
			*from =
			    skip_blanks(inside->text, *from + 1, inside->to);
		if (take_word(inside->text, from, inside->to, "if"))
			read_expression(inside, TAG_IF, USE_CONDITION, false);
		else if (take_word(inside->text, from, inside->to, "each"))
			read_each(inside);
		else if (take_word(inside->text, from, inside->to, "else"))
			read_else(inside);
		else if (first == '#')
			wrong(inside, &letter_unknown_open);
		else if (!read_foreign(inside))
			read_expression(inside, TAG_FIELD, USE_VALUE, false);
	}
}

enum tag_beginning
tag_look(struct slice inside)
{
	static const struct {
		const char *word;
		enum tag_beginning beginning;
	} words[] = {{"if", TAG_BEGINS_IF}, {"each", TAG_BEGINS_EACH},
	    {"else", TAG_BEGINS_ELSE}};
	size_t at = 0;
	bool hash = slice_starts(inside, "#");
	if (slice_starts(inside, "/"))
		return TAG_BEGINS_END;
	if (slice_starts(inside, "!"))
		return TAG_BEGINS_COMMENT;
	if (slice_starts(inside, ">"))
		return TAG_BEGINS_PART;
	if (hash)
		at = skip_blanks(inside, 1, inside.len);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (take_word(inside, &at, inside.len, words[i].word))
			return words[i].beginning;
	}
	return hash ? TAG_BEGINS_WRONG : TAG_BEGINS_FIELD;
}

static size_t
add_tag(struct reading *reading, struct span span)
{
	if (reading->tag_count == LETTER_FIELDS_MAX) {
		if (!reading->too_many)
			REPORT(reading->diag, span, &letter_too_many_fields,
			    ARGS(LETTER_FIELDS_MAX));
		reading->too_many = true;
		return TAG_NONE;
	}
	reading->tags = arena_grow(reading->job_mem, reading->tags,
	    &reading->tag_room, reading->tag_count + 1, sizeof *reading->tags);
	reading->tags[reading->tag_count] = (struct tag){
	    .kind = TAG_WRONG,
	    .span = span,
	    .field = FIELD_NONE,
	    .opener = TAG_NONE,
	    .closer = TAG_NONE,
	};
	return reading->tag_count++;
}

size_t
tag_read(struct reading *reading, uint32_t line, struct slice line_text,
    size_t from, size_t to)
{
	struct span span =
	    reading_span(reading, line, line_text, from - 2, to - from + 4);
	size_t index = add_tag(reading, span);
	if (index == TAG_NONE)
		return TAG_NONE;
	struct inside inside = {
	    .reading = reading,
	    .line = line,
	    .text = line_text,
	    .from = skip_blanks(line_text, from, to),
	    .tag = &reading->tags[index],
	};
	inside.to = trim_blanks(line_text, inside.from, to);
	if (inside.from == inside.to)
		wrong(&inside, &letter_empty_tag);
	else
		read_inside(&inside);
	return index;
}

/* One of ".style", "#section", "lang=xx", "shares=1:2"; false where it is none.
 */
static bool
read_attribute(struct reading *reading, struct tag *tag, struct slice word)
{
	struct slice *to = NULL;
	size_t start = 1;
	if (slice_starts(word, "."))
		to = &tag->style;
	else if (slice_starts(word, "#"))
		to = &tag->section;
	else if (slice_starts(word, "lang="))
		to = &tag->language, start = 5;
	else if (slice_starts(word, "shares="))
		to = &tag->shares, start = 7;
	if (!to || word.len == start || to->len)
		return false;
	*to = arena_dup(reading->job_mem, slice_from(word, start));
	return true;
}

size_t
tag_read_attributes(struct reading *reading, uint32_t line,
    struct slice line_text, size_t from, size_t to)
{
	struct slice all = slice_part(line_text, from, to - from);
	if (!slice_ends(all, "}") ||
	    !(slice_starts(all, "{.") || slice_starts(all, "{#") ||
		slice_starts(all, "{lang=") || slice_starts(all, "{shares=")))
		return TAG_NONE;
	size_t index = add_tag(
	    reading, reading_span(reading, line, line_text, from, to - from));
	if (index == TAG_NONE)
		return TAG_NONE;
	struct tag *tag = &reading->tags[index];
	tag->kind = TAG_ATTRIBUTES;
	for (size_t at = from + 1; at < to - 1;) {
		at = skip_blanks(line_text, at, to - 1);
		size_t end = at;
		while (end < to - 1 && line_text.at[end] != ' ' &&
		       line_text.at[end] != '\t')
			end++;
		struct slice word = slice_part(line_text, at, end - at);
		if (word.len && !read_attribute(reading, tag, word)) {
			REPORT(reading->diag,
			    reading_span(
				reading, line, line_text, at, end - at),
			    &letter_bad_attribute, ARGS(word));
			HINT(reading->diag, &letter_attributes_are, NO_ARGS);
		} else if (slice_starts(word, "lang=")) {
			front_check_language(
			    tag->language, tag->span, reading->diag);
		}
		at = end;
	}
	return index;
}

size_t
tag_item_mark(struct slice line, size_t prefix)
{
	size_t at = prefix;
	while (at < line.len && char_is_digit(line.at[at]))
		at++;
	bool number = at > prefix;
	if (at >= line.len || !strchr(number ? ".)" : "-*+", line.at[at]))
		return 0;
	size_t behind = at + 1;
	while (behind < line.len && line.at[behind] == ' ')
		behind++;
	return behind > at + 1 && behind <= at + 5 ? behind : 0;
}

bool
tag_begins_attributes(struct slice text, size_t at)
{
	static const char *const words[] = {"lang", "shares", "style", "class"};
	if (at > 0 && text.at[at - 1] == '\\')
		return false;
	for (at++; at < text.len && text.at[at] == ' ';)
		at++;
	if (at + 1 < text.len && text.at[at] == ':')
		at++;
	if (at + 1 < text.len && strchr(".#", text.at[at]))
		return char_is_letter(text.at[at + 1]);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (!slice_starts(slice_from(text, at), words[i]))
			continue;
		size_t sign = at + strlen(words[i]);
		while (sign < text.len && text.at[sign] == ' ')
			sign++;
		if (sign < text.len && text.at[sign] == '=')
			return true;
	}
	return false;
}
