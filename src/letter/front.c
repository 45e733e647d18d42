#include "letter/front.h"

#include "base/messages.h"
#include "conf/keynames.h"
#include "letter/messages.h"
#include "text/language.h"

static const struct field fields[] = {
    {.key = "language",
	.kind = FIELD_TEXT,
	.offset = offsetof(struct front, language)},
    {.key = "subject",
	.kind = FIELD_TEXT,
	.offset = offsetof(struct front, subject)},
    {.key = "wrapped",
	.kind = FIELD_FLAG,
	.offset = offsetof(struct front, wrapped)},
    {.key = "defaults",
	.kind = FIELD_YAML,
	.offset = offsetof(struct front, defaults)},
    {.key = "parts",
	.kind = FIELD_YAML,
	.offset = offsetof(struct front, parts)},
    {.key = "styles",
	.kind = FIELD_YAML,
	.offset = offsetof(struct front, styles)},
    {.key = NULL},
};

static const struct schema schema = {N_("the letter"), fields};

static bool
is_fence(struct slice line)
{
	while (line.len &&
	       (line.at[line.len - 1] == ' ' || line.at[line.len - 1] == '\t'))
		line.len--;
	return slice_is(line, "---");
}

/* Finds the closing line; false where there is none. */
static bool
find_end(struct slice text, size_t from, size_t *yaml_end, struct front *front)
{
	uint32_t line = 1;
	while (from < text.len) {
		struct slice rest = slice_from(text, from);
		size_t len = slice_find_char(rest, '\n');
		line++;
		if (is_fence(slice_part(rest, 0, len))) {
			*yaml_end = from;
			front->end = from + len + 1;
			front->end_line = line;
			return true;
		}
		from += len + 1;
	}
	return false;
}

#define LANGUAGE_MOST 60

/* "sv", "fi", "en-GB": ISO 639 letters, then subtags (BCP 47). */
static size_t
count_letters(struct slice language)
{
	size_t letters = 0;
	while (letters < language.len && language.at[letters] >= 'a' &&
	       language.at[letters] <= 'z')
		letters++;
	bool ends = letters == language.len || language.at[letters] == '-';
	return ends && (letters == 2 || letters == 3) &&
		       language.len < LANGUAGE_MOST
		   ? letters
		   : 0;
}

bool
front_check_language(
    struct slice language, struct span place, struct diag *diag)
{
	char whole[LANGUAGE_MOST] = "", code[LANGUAGE_CODE] = "";
	size_t letters = count_letters(language);
	memcpy(whole, language.at, letters);
	if (letters)
		language_code(whole, code);
	if (code[0] && strcmp(code, whole) == 0)
		return true;
	REPORT(diag, place, &letter_bad_language, ARGS(language));
	if (code[0])
		HINT(diag, &base_did_you_mean, ARGS(slice_view(code)));
	else
		HINT(diag, &letter_languages_are, NO_ARGS);
	return false;
}

static bool
check(const struct front *front, struct diag *diag)
{
	bool fine = !front->language.span.file ||
		    front_check_language(
			front->language.text, front->language.span, diag);
	struct slice subject = front->subject.text;
	if (slice_find(subject, SLICE("{{")) < subject.len) {
		REPORT(diag, front->subject.span, &letter_field_in_subject,
		    NO_ARGS);
		fine = false;
	}
	return fine;
}

bool
front_read(struct arena *job_mem, uint32_t file, struct slice text,
    struct front *front, struct diag *diag)
{
	*front = (struct front){0};
	size_t first = slice_find_char(text, '\n');
	if (!is_fence(slice_part(text, 0, first)))
		return true;
	size_t end;
	struct span fence = {file, 1, 1, 3};
	if (!find_end(text, first + 1, &end, front)) {
		REPORT(diag, fence, &letter_front_not_closed, NO_ARGS);
		front->end = text.len;
		return false;
	}
	struct yaml *yaml =
	    yaml_parse(job_mem, file, first + 1, end - first - 1, diag);
	if (!yaml)
		return false;
	bool fine = schema_read(&schema, yaml, job_mem, front, diag);
	return check(front, diag) && fine;
}

void
front_take_defaults(struct arena *job_mem, const struct front *front,
    struct letter *letter, struct diag *diag)
{
	if (!front->defaults)
		return;
	if (front->defaults->kind != YAML_MAP) {
		REPORT(
		    diag, front->defaults->span, &letter_defaults_are, NO_ARGS);
		return;
	}
	letter->defaults =
	    ARENA_ARRAY(job_mem, struct letter_default, front->defaults->count);
	for (size_t i = 0; i < front->defaults->count; i++) {
		const struct yaml_pair *pair = &front->defaults->pairs[i];
		struct conf_text text = {0};
		if (!conf_read_text(pair->value, &text, diag))
			continue;
		letter->defaults[letter->default_count++] =
		    (struct letter_default){
			.name = pair->key,
			.text = text.text,
			.span = pair->key_span,
		    };
	}
}

static const char *const styled[] = {"heading", "heading 1", "heading 2",
    "heading 3", "heading 4", "heading 5", "heading 6", "paragraph", "list",
    "table", "quote", NULL};

static bool
is_styled_by(const struct node *node, struct slice key)
{
	const char *name = node_kind_name(node->kind);
	if (slice_is(key, name))
		return true;
	return node->kind == NODE_HEADING && key.len == 9 &&
	       slice_starts(key, "heading ") &&
	       key.at[8] == (char)('0' + node->level);
}

static void
set_styles(struct node *node, struct slice key, struct slice style)
{
	if (node_is_block(node->kind) && !node->style.len &&
	    is_styled_by(node, key))
		node->style = style;
	for (struct node *child = node->first; child; child = child->next)
		set_styles(child, key, style);
}

/* The kind that a key names; empty where it names none. */
static struct slice
find_kind(struct slice key)
{
	for (size_t i = 0; styled[i]; i++) {
		if (keyname_is(key, styled[i]))
			return slice_view(styled[i]);
	}
	return SLICE("");
}

void
front_set_styles(
    const struct front *front, struct node *root, struct diag *diag)
{
	if (!front->styles)
		return;
	if (front->styles->kind != YAML_MAP) {
		REPORT(diag, front->styles->span, &letter_styles_are, NO_ARGS);
		return;
	}
	if (!keyname_check_twice(front->styles, diag))
		return;
	/* "heading 2" before "heading": the longer key is the narrower. */
	for (int narrow = 1; narrow >= 0; narrow--) {
		for (size_t i = 0; i < front->styles->count; i++) {
			const struct yaml_pair *pair = &front->styles->pairs[i];
			struct slice kind = find_kind(pair->key);
			struct conf_text style = {0};
			if (narrow != slice_starts(kind, "heading "))
				continue;
			if (!kind.len)
				conf_report_unknown(diag, front->styles, pair,
				    "styles", styled);
			else if (conf_read_text(pair->value, &style, diag))
				set_styles(root, kind, style.text);
		}
	}
}
