#include "conf/laid.h"

#include <yaml.h>

#include "base/memory.h"
#include "base/utf8.h"

struct surveyor {
	yaml_parser_t parser;
	struct arena *mem;
	struct slice text;
	size_t *offsets; /* of each code point, and of the end */
	size_t count;
};

/* ---- lines */

size_t
laid_line_start(struct slice text, size_t at)
{
	while (at > 0 && text.at[at - 1] != '\n')
		at--;
	return at;
}

size_t
laid_line_end(struct slice text, size_t at)
{
	while (at < text.len && text.at[at] != '\n')
		at++;
	return at;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

bool
laid_begins_line(struct slice text, size_t at)
{
	while (at > 0 && is_blank(text.at[at - 1]))
		at--;
	return at == 0 || text.at[at - 1] == '\n';
}

bool
laid_ends_line(struct slice text, size_t at)
{
	while (at < text.len && is_blank(text.at[at]))
		at++;
	return at == text.len || text.at[at] == '\n' || text.at[at] == '#';
}

size_t
laid_skip(struct slice text, size_t at)
{
	for (; at < text.len; at++) {
		if (text.at[at] == '#')
			at = laid_line_end(text, at);
		if (at == text.len ||
		    (!is_blank(text.at[at]) && text.at[at] != '\n'))
			break;
	}
	return at;
}

/* ---- marks */

static void
find_offsets(struct surveyor *surveyor)
{
	size_t count = 0, at = 0;
	surveyor->offsets =
	    ARENA_ARRAY(surveyor->mem, size_t, surveyor->text.len + 1);
	while (at < surveyor->text.len) {
		surveyor->offsets[count++] = at;
		utf8_next(surveyor->text, &at);
	}
	surveyor->offsets[count] = at;
	surveyor->count = count;
}

static size_t
offset_of(const struct surveyor *surveyor, yaml_mark_t mark)
{
	return surveyor
	    ->offsets[mark.index < surveyor->count ? mark.index
						   : surveyor->count];
}

/* ---- values */

static char
style_of(yaml_scalar_style_t style)
{
	switch (style) {
	case YAML_SINGLE_QUOTED_SCALAR_STYLE:
		return '\'';
	case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
		return '"';
	case YAML_LITERAL_SCALAR_STYLE:
		return '|';
	case YAML_FOLDED_SCALAR_STYLE:
		return '>';
	case YAML_PLAIN_SCALAR_STYLE:
	case YAML_ANY_SCALAR_STYLE:
		break;
	}
	return 0;
}

/* A block's last line of text: empty lines behind it are nobody's, but for
 * those that its '+' keeps. */
static size_t
end_of_block(struct slice text, size_t from, size_t to)
{
	size_t header = laid_line_end(text, from);
	bool keeps = slice_find_char(slice_part(text, from, header - from),
			 '+') < header - from;
	if (to > header && text.at[to - 1] == '\n')
		to--;
	while (!keeps && to > header &&
	       slice_is_blank(slice_part(text, laid_line_start(text, to),
		   to - laid_line_start(text, to))))
		to = laid_line_start(text, to) - 1;
	return to < header ? header : to;
}

static bool next_event(struct surveyor *surveyor, yaml_event_t *event);
static struct laid *read_value(
    struct surveyor *surveyor, yaml_event_t *take_event, bool inside);

static struct laid *
read_scalar(struct surveyor *surveyor, const yaml_event_t *event, bool inside)
{
	struct laid *laid = ARENA_NEW(surveyor->mem, struct laid);
	laid->kind = YAML_SCALAR;
	laid->inside = inside;
	laid->style = style_of(event->data.scalar.style);
	laid->from = offset_of(surveyor, event->start_mark);
	laid->to = offset_of(surveyor, event->end_mark);
	if (laid->style == '|' || laid->style == '>')
		laid->to = end_of_block(surveyor->text, laid->from, laid->to);
	return laid;
}

/* Where the key's ':' stands, behind it; the key's end where it has none. */
static size_t
behind_colon(struct slice text, size_t at)
{
	size_t colon = laid_skip(text, at);
	return colon < text.len && text.at[colon] == ':' ? colon + 1 : at;
}

static bool
read_pair(struct surveyor *surveyor, struct laid_part *part,
    yaml_event_t *take_event, bool inside)
{
	yaml_event_t event;
	struct laid *key = read_value(surveyor, take_event, inside);
	if (!key || !next_event(surveyor, &event))
		return false;
	part->from = key->from;
	part->after = behind_colon(surveyor->text, key->to);
	part->value = read_value(surveyor, &event, inside);
	return part->value;
}

/* `end` is where the one before ends. */
static bool
read_item(struct surveyor *surveyor, struct laid_part *part,
    yaml_event_t *take_event, bool flow, bool inside, size_t end)
{
	struct slice text = surveyor->text;
	size_t dash = laid_skip(text, end);
	part->value = read_value(surveyor, take_event, inside);
	if (!part->value)
		return false;
	if (flow) {
		part->from = part->after = part->value->from;
		return true;
	}
	part->from = dash;
	part->after = dash + 1;
	return dash < text.len && text.at[dash] == '-';
}

/* A value that is not there stands right behind its ':' or dash. */
static void
settle_empty(struct laid_part *part)
{
	struct laid *value = part->value;
	if (value->kind == YAML_SCALAR && !value->style &&
	    value->from == value->to)
		value->from = value->to = part->after;
}

static struct laid *
read_collection(struct surveyor *surveyor, struct laid *laid)
{
	size_t room = 0;
	yaml_event_type_t ends = laid->kind == YAML_MAP
				     ? YAML_MAPPING_END_EVENT
				     : YAML_SEQUENCE_END_EVENT;
	bool inside = laid->inside || laid->flow;
	for (;;) {
		yaml_event_t event;
		struct laid_part part = {0};
		if (!next_event(surveyor, &event))
			return NULL;
		if (event.type == ends) {
			if (laid->flow)
				laid->to = offset_of(surveyor, event.end_mark);
			yaml_event_delete(&event);
			return laid;
		}
		bool ok = laid->kind == YAML_MAP
			      ? read_pair(surveyor, &part, &event, inside)
			      : read_item(surveyor, &part, &event, laid->flow,
				    inside, laid->to);
		if (!ok)
			return NULL;
		settle_empty(&part);
		laid->parts = arena_grow(surveyor->mem, laid->parts, &room,
		    laid->count + 1, sizeof *laid->parts);
		laid->parts[laid->count++] = part;
		laid->to = part.value->to;
	}
}

/* NULL for an alias, too. */
static struct laid *
read_value(struct surveyor *surveyor, yaml_event_t *take_event, bool inside)
{
	struct laid *laid = NULL;
	bool map = take_event->type == YAML_MAPPING_START_EVENT;
	if (take_event->type == YAML_SCALAR_EVENT) {
		laid = read_scalar(surveyor, take_event, inside);
	} else if (map || take_event->type == YAML_SEQUENCE_START_EVENT) {
		laid = ARENA_NEW(surveyor->mem, struct laid);
		laid->kind = map ? YAML_MAP : YAML_LIST;
		laid->inside = inside;
		laid->flow = map ? take_event->data.mapping_start.style ==
				       YAML_FLOW_MAPPING_STYLE
				 : take_event->data.sequence_start.style ==
				       YAML_FLOW_SEQUENCE_STYLE;
		laid->from = offset_of(surveyor, take_event->start_mark);
		laid->to = laid->from;
		laid = read_collection(surveyor, laid);
	}
	yaml_event_delete(take_event);
	return laid;
}

static bool
next_event(struct surveyor *surveyor, yaml_event_t *event)
{
	return yaml_parser_parse(&surveyor->parser, event);
}

/* The first value of the first document. */
static struct laid *
read_document(struct surveyor *surveyor)
{
	yaml_event_t event;
	while (next_event(surveyor, &event)) {
		switch (event.type) {
		case YAML_SCALAR_EVENT:
		case YAML_SEQUENCE_START_EVENT:
		case YAML_MAPPING_START_EVENT:
			return read_value(surveyor, &event, false);
		case YAML_STREAM_START_EVENT:
		case YAML_DOCUMENT_START_EVENT:
			yaml_event_delete(&event);
			break;
		case YAML_NO_EVENT:
		case YAML_STREAM_END_EVENT:
		case YAML_DOCUMENT_END_EVENT:
		case YAML_ALIAS_EVENT:
		case YAML_SEQUENCE_END_EVENT:
		case YAML_MAPPING_END_EVENT:
			yaml_event_delete(&event);
			return NULL;
		}
	}
	return NULL;
}

struct laid *
laid_read(struct arena *mem, struct slice text)
{
	struct surveyor surveyor = {.mem = mem, .text = text};
	if (!yaml_parser_initialize(&surveyor.parser))
		memory_exhausted();
	yaml_parser_set_encoding(&surveyor.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&surveyor.parser,
	    (const unsigned char *)(text.at ? text.at : ""), text.len);
	find_offsets(&surveyor);
	struct laid *laid = read_document(&surveyor);
	yaml_parser_delete(&surveyor.parser);
	return laid;
}
