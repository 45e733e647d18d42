#include "conf/yaml.h"

#include <yaml.h>

#include "base/hash.h"
#include "base/hash_set.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "conf/fault.h"
#include "conf/keynames.h"
#include "conf/messages.h"
#include "text/encoding.h"
#include "text/normal.h"

#define DEEPEST 32
#define MOST_VALUES 50000

struct reader {
	yaml_parser_t parser;
	struct arena *mem;
	struct diag *diag;
	struct marks marks;
	size_t values;
	size_t open_quote; /* see fault_report */
	bool failed; /* something was reported; reading goes on */
};

/* False where libyaml gave up, which is reported. */
static bool
next_event(struct reader *reader, yaml_event_t *event)
{
	if (yaml_parser_parse(&reader->parser, event))
		return true;
	fault_report(
	    &reader->parser, &reader->marks, reader->open_quote, reader->diag);
	reader->failed = true;
	return false;
}

static size_t
offset_of(struct reader *reader, yaml_mark_t mark)
{
	return marks_offset(&reader->marks, mark.index);
}

static struct span
span_of(struct reader *reader, const yaml_event_t *event)
{
	size_t from = offset_of(reader, event->start_mark);
	return marks_span(
	    &reader->marks, from, offset_of(reader, event->end_mark));
}

static void
report(struct reader *reader, struct span span, const struct message *message,
    const struct message *hint)
{
	REPORT(reader->diag, span, message, NO_ARGS);
	if (hint)
		HINT(reader->diag, hint, NO_ARGS);
	reader->failed = true;
}

static void
refuse_names(struct reader *reader, const yaml_event_t *event,
    const yaml_char_t *anchor, const yaml_char_t *tag)
{
	size_t from = offset_of(reader, event->start_mark);
	struct slice rest = slice_from(reader->marks.text, from);
	size_t len = 0;
	while (len < rest.len && !strchr(" \n\t,", rest.at[len]))
		len++;
	struct span span = marks_span(&reader->marks, from, from + len);
	if (anchor)
		report(reader, span, &conf_anchor, &conf_as_text);
	else if (tag)
		report(reader, span, &conf_tag, &conf_as_text);
}

/* Moves `from` from a block's '|' to its first line of text. */
static void
enter_block(const struct reader *reader, size_t *from, size_t to)
{
	struct slice text = reader->marks.text;
	size_t at = *from;
	while (at < to && text.at[at] != '\n')
		at++;
	while (at < to && strchr(" \n", text.at[at]))
		at++;
	*from = at;
}

static struct span
scalar_span(struct reader *reader, const yaml_event_t *event)
{
	size_t from = offset_of(reader, event->start_mark);
	size_t to = offset_of(reader, event->end_mark);
	switch (event->data.scalar.style) {
	case YAML_SINGLE_QUOTED_SCALAR_STYLE:
	case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
		from++;
		to--;
		break;
	case YAML_LITERAL_SCALAR_STYLE:
	case YAML_FOLDED_SCALAR_STYLE:
		enter_block(reader, &from, to);
		break;
	case YAML_PLAIN_SCALAR_STYLE:
	case YAML_ANY_SCALAR_STYLE:
		break;
	}
	return marks_span(&reader->marks, from, to);
}

/* A quoted text of several lines: its quote may have been left open. */
static void
note_open_quote(struct reader *reader, const yaml_event_t *event)
{
	bool quoted =
	    event->data.scalar.style == YAML_SINGLE_QUOTED_SCALAR_STYLE ||
	    event->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
	size_t from = offset_of(reader, event->start_mark);
	size_t to = offset_of(reader, event->end_mark);
	struct slice written = slice_part(reader->marks.text, from, to - from);
	bool lines = slice_find_char(written, '\n') < written.len;
	reader->open_quote = quoted && lines ? from : SIZE_MAX;
}

static bool
is_curly_quote(uint32_t code)
{
	return (code >= 0x2018 && code <= 0x201F) || code == 0xAB ||
	       code == 0xBB;
}

static void
warn_curly(struct reader *reader, const struct yaml *scalar)
{
	if (scalar->text.len < 4)
		return;
	size_t at = 0, end = scalar->text.len - 1;
	while (((unsigned char)scalar->text.at[end] & 0xC0) == 0x80)
		end--;
	if (!is_curly_quote(utf8_next(scalar->text, &at)) ||
	    !is_curly_quote(utf8_next(scalar->text, &end)))
		return;
	REPORT(reader->diag, scalar->span, &conf_curly, NO_ARGS);
	HINT(reader->diag, &conf_curly_hint, NO_ARGS);
}

/* "Kl. 8 #2 i ordningen": YAML ends the value before the '#'. */
static void
warn_comment(struct reader *reader, const yaml_event_t *event)
{
	size_t at = offset_of(reader, event->end_mark);
	struct slice text = reader->marks.text;
	size_t end = at;
	while (at < text.len && text.at[at] == ' ')
		at++;
	if (at == end || at + 1 >= text.len || text.at[at] != '#' ||
	    strchr(" #\t\n", text.at[at + 1]))
		return;
	REPORT(reader->diag, marks_span(&reader->marks, at, text.len),
	    &conf_comment, NO_ARGS);
	HINT(reader->diag, &conf_comment_hint, NO_ARGS);
}

static struct yaml *
new_node(struct reader *reader, enum yaml_kind kind, struct span span)
{
	struct yaml *node = ARENA_NEW(reader->mem, struct yaml);
	node->kind = kind;
	node->span = span;
	return node;
}

static struct slice
dup_scalar(struct reader *reader, const yaml_event_t *event)
{
	struct slice text = {
	    (const char *)event->data.scalar.value, event->data.scalar.length};
	return text_nfc(reader->mem, arena_dup(reader->mem, text));
}

static struct yaml *
read_scalar(struct reader *reader, const yaml_event_t *event)
{
	struct yaml *node =
	    new_node(reader, YAML_SCALAR, scalar_span(reader, event));
	refuse_names(
	    reader, event, event->data.scalar.anchor, event->data.scalar.tag);
	note_open_quote(reader, event);
	node->text = dup_scalar(reader, event);
	node->quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
	if (node->quoted)
		return node;
	if (slice_is(node->text, "~"))
		node->text = (struct slice){NULL, 0};
	warn_curly(reader, node);
	warn_comment(reader, event);
	return node;
}

static struct yaml *read_node(
    struct reader *reader, yaml_event_t *take_event, unsigned depth);

static struct yaml *
read_list(struct reader *reader, const yaml_event_t *start, unsigned depth)
{
	size_t from = offset_of(reader, start->start_mark), room = 0;
	struct yaml *list = new_node(reader, YAML_LIST, NO_SPAN);
	for (;;) {
		yaml_event_t event;
		if (!next_event(reader, &event))
			return NULL;
		if (event.type == YAML_SEQUENCE_END_EVENT) {
			list->span = marks_span(&reader->marks, from,
			    offset_of(reader, event.end_mark));
			yaml_event_delete(&event);
			return list;
		}
		struct yaml *item = read_node(reader, &event, depth + 1);
		if (!item)
			return NULL;
		list->items = arena_grow(reader->mem, list->items, &room,
		    list->count + 1, sizeof *list->items);
		list->items[list->count++] = item;
	}
}

/*
 * Names of columns, facts and tables are compared folded, so keys are: 'BOENDE'
 * and 'Boende' of one map would contradict each other. Only a key whose hash is
 * there is looked for.
 */
static const struct yaml_pair *
find_pair(struct reader *reader, const struct yaml *map, struct hash_set *keys,
    struct slice key)
{
	uint64_t hash = hash_short(0, text_fold(reader->mem, key));
	if (hash_set_has(keys, hash)) {
		for (size_t i = 0; i < map->count; i++) {
			if (text_same(map->pairs[i].key, key))
				return &map->pairs[i];
		}
	}
	hash_set_add(keys, hash);
	return NULL;
}

static void
check_key(struct reader *reader, const struct yaml *map, struct hash_set *keys,
    const struct yaml *key)
{
	if (key->kind != YAML_SCALAR || (!key->text.len && !key->quoted)) {
		report(reader, key->span, &conf_bad_key, &conf_as_text);
		return;
	}
	const struct yaml_pair *first = find_pair(reader, map, keys, key->text);
	if (!first)
		return;
	REPORT(reader->diag, key->span, &conf_double_key, ARGS(key->text));
	if (!slice_equal(first->key, key->text))
		HINT(reader->diag, &conf_same_folded, NO_ARGS);
	ALSO(reader->diag, first->key_span, &conf_first_here, NO_ARGS);
	reader->failed = true;
}

static bool
read_pair(struct reader *reader, struct yaml *map, size_t *room,
    struct hash_set *keys, yaml_event_t *take_event, unsigned depth)
{
	yaml_event_t event;
	struct yaml *key = read_node(reader, take_event, depth);
	if (!key || !next_event(reader, &event))
		return false;
	check_key(reader, map, keys, key);
	struct yaml *value = read_node(reader, &event, depth);
	if (!value)
		return false;
	map->pairs = arena_grow(
	    reader->mem, map->pairs, room, map->count + 1, sizeof *map->pairs);
	map->pairs[map->count++] =
	    (struct yaml_pair){key->text, key->span, value};
	return true;
}

static struct yaml *
read_pairs(struct reader *reader, struct yaml *map, struct hash_set *keys,
    size_t from, unsigned depth)
{
	size_t room = 0;
	for (;;) {
		yaml_event_t event;
		if (!next_event(reader, &event))
			return NULL;
		if (event.type == YAML_MAPPING_END_EVENT) {
			map->span = marks_span(&reader->marks, from,
			    offset_of(reader, event.end_mark));
			yaml_event_delete(&event);
			return map;
		}
		if (!read_pair(reader, map, &room, keys, &event, depth))
			return NULL;
	}
}

static struct yaml *
read_map(struct reader *reader, const yaml_event_t *start, unsigned depth)
{
	struct hash_set keys = {0};
	struct yaml *map =
	    read_pairs(reader, new_node(reader, YAML_MAP, NO_SPAN), &keys,
		offset_of(reader, start->start_mark), depth + 1);
	hash_set_fini(&keys);
	return map;
}

static bool
within_limits(struct reader *reader, const yaml_event_t *event, unsigned depth)
{
	const struct message *message =
	    depth > DEEPEST ? &conf_deep : &conf_large;
	long long limit = depth > DEEPEST ? DEEPEST : MOST_VALUES;
	if (depth <= DEEPEST && ++reader->values <= MOST_VALUES)
		return true;
	REPORT(reader->diag, span_of(reader, event), message, ARGS(limit));
	reader->failed = true;
	return false;
}

static struct yaml *
read_by_event(struct reader *reader, const yaml_event_t *event, unsigned depth)
{
	switch (event->type) {
	case YAML_SCALAR_EVENT:
		return read_scalar(reader, event);
	case YAML_SEQUENCE_START_EVENT:
		refuse_names(reader, event, event->data.sequence_start.anchor,
		    event->data.sequence_start.tag);
		return read_list(reader, event, depth);
	case YAML_MAPPING_START_EVENT:
		refuse_names(reader, event, event->data.mapping_start.anchor,
		    event->data.mapping_start.tag);
		return read_map(reader, event, depth);
	case YAML_ALIAS_EVENT:
	case YAML_NO_EVENT:
	case YAML_STREAM_START_EVENT:
	case YAML_STREAM_END_EVENT:
	case YAML_DOCUMENT_START_EVENT:
	case YAML_DOCUMENT_END_EVENT:
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		break;
	}
	/* Only an alias is possible where a node is. */
	report(reader, span_of(reader, event), &conf_anchor, &conf_as_text);
	return new_node(reader, YAML_SCALAR, span_of(reader, event));
}

/* NULL where reading cannot go on. */
static struct yaml *
read_node(struct reader *reader, yaml_event_t *event, unsigned depth)
{
	struct yaml *node = within_limits(reader, event, depth)
				? read_by_event(reader, event, depth)
				: NULL;
	yaml_event_delete(event);
	return node;
}

/* The document's root; an empty map where there is none. */
static struct yaml *
read_document(struct reader *reader)
{
	struct yaml *root = NULL;
	struct span start = {.file = reader->marks.file};
	for (;;) {
		yaml_event_t event;
		if (!next_event(reader, &event))
			return NULL;
		yaml_event_type_t type = event.type;
		if (type == YAML_DOCUMENT_START_EVENT && root) {
			report(reader, span_of(reader, &event), &conf_documents,
			    NULL);
			yaml_event_delete(&event);
			return NULL;
		}
		if (type == YAML_STREAM_START_EVENT ||
		    type == YAML_DOCUMENT_START_EVENT ||
		    type == YAML_DOCUMENT_END_EVENT ||
		    type == YAML_STREAM_END_EVENT) {
			yaml_event_delete(&event);
			if (type == YAML_STREAM_END_EVENT)
				break;
			continue;
		}
		root = read_node(reader, &event, 0);
		if (!root)
			return NULL;
	}
	if (!root ||
	    (root->kind == YAML_SCALAR && !root->text.len && !root->quoted))
		root = new_node(reader, YAML_MAP, start);
	return root;
}

struct yaml *
yaml_parse(struct arena *job_mem, uint32_t file, size_t from, size_t len,
    struct diag *diag)
{
	struct reader reader = {
	    .mem = job_mem,
	    .diag = diag,
	    .open_quote = SIZE_MAX,
	    .marks = marks_of(diag_sources(diag), file, from, len),
	};
	if (!yaml_parser_initialize(&reader.parser))
		memory_exhausted();
	const char *text = reader.marks.text.at;
	yaml_parser_set_encoding(&reader.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(
	    &reader.parser, (const unsigned char *)text, reader.marks.text.len);
	struct yaml *root = read_document(&reader);
	yaml_parser_delete(&reader.parser);
	return reader.failed ? NULL : root;
}

struct yaml *
yaml_read(struct arena *job_mem, const char *path, enum input_role role,
    struct diag *diag, struct span asked)
{
	uint32_t file;
	struct slice text;
	if (!encoding_read_document(
		job_mem, path, role, diag, asked, &file, &text))
		return NULL;
	return yaml_parse(job_mem, file, 0, text.len, diag);
}

const struct yaml *
yaml_find(const struct yaml *map, const char *key)
{
	if (map->kind != YAML_MAP)
		return NULL;
	for (size_t i = 0; i < map->count; i++) {
		if (keyname_is_word(map->pairs[i].key, key))
			return map->pairs[i].value;
	}
	return NULL;
}
