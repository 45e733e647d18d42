#include "conf/edit_place.h"

#include "conf/edit_write.h"

/* ---- splices */

static void
splice(struct splices *splices, size_t from, size_t to, struct slice text)
{
	struct splice *at = &splices->at[splices->count++];
	*at = (struct splice){from, to, arena_dup(splices->mem, text)};
}

static void
splice_buf(
    struct splices *splices, size_t from, size_t to, struct strbuf *take_text)
{
	splice(splices, from, to, strbuf_view(take_text));
	strbuf_fini(take_text);
}

struct slice
splices_apply(const struct splices *splices)
{
	struct strbuf out = {0};
	size_t at = 0;
	for (size_t i = 0; i < splices->count; i++) {
		const struct splice *one = &splices->at[i];
		strbuf_add(&out, slice_part(splices->text, at, one->from - at));
		strbuf_add(&out, one->text);
		at = one->to;
	}
	strbuf_add(&out, slice_from(splices->text, at));
	struct slice text = arena_dup(splices->mem, strbuf_view(&out));
	strbuf_fini(&out);
	return text;
}

static size_t
column_of(const struct splices *splices, size_t at)
{
	return at - laid_line_start(splices->text, at);
}

static bool
same_line(const struct splices *splices, size_t from, size_t to)
{
	return laid_line_end(splices->text, from) >= to;
}

/* ---- another value */

static bool
is_lines(const struct laid *laid)
{
	return laid->kind == YAML_SCALAR
		   ? laid->style == '|' || laid->style == '>'
		   : !laid->flow;
}

/* A text behind '|': none of its lines, the last one too, needs more. */
static bool
can_be_lines(struct slice text)
{
	bool blank_before = true;
	if (!text.len || strchr(" \n", text.at[0]) ||
	    (text.len > 1 && slice_ends(text, "\n\n")))
		return false;
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.at[i];
		if ((c < ' ' && c != '\n') || c == 0x7F)
			return false;
		blank_before = c == ' ';
	}
	return !blank_before;
}

/* '|' and its lines, as far in as those that were there. */
static void
replace_lines(
    struct splices *splices, const struct laid *old, const struct yaml *value)
{
	struct slice text = value->text, whole = splices->text;
	bool ends = slice_ends(text, "\n");
	if (ends)
		text.len--;
	bool one = slice_find_char(text, '\n') == text.len;
	size_t header = old->from, line = laid_line_end(whole, old->from);
	size_t first = line + 1, indent = 0;
	struct strbuf out = {0};
	strbuf_add_char(&out, one ? old->style : '|');
	strbuf_add_text(&out, ends ? "" : "-");
	while (header < line && whole.at[header] != ' ')
		header++;
	splice_buf(splices, old->from, header, &out);
	while (first + indent < old->to && whole.at[first + indent] == ' ')
		indent++;
	out = (struct strbuf){0};
	while (text.len) {
		size_t end = slice_find_char(text, '\n');
		strbuf_add_char(&out, '\n');
		if (end)
			edit_write_indent(&out, indent);
		strbuf_add(&out, slice_part(text, 0, end));
		text = slice_from(text, end + 1);
	}
	splice_buf(splices, line, old->to, &out);
}

/* In one line, in place of whatever was there. */
static void
replace_by_line(struct splices *splices, const struct laid_part *part,
    const struct yaml *value)
{
	const struct laid *old = part->value;
	struct strbuf out = {0};
	/* All others have a blank before them. */
	if (is_lines(old) || old->from == old->to)
		strbuf_add_char(&out, ' ');
	if (value->kind == YAML_SCALAR)
		edit_write_quoted(&out, value, old->style, old->inside);
	else
		edit_write_flow(&out, value, old->inside);
	if (!is_lines(old)) {
		splice_buf(splices, old->from, old->to, &out);
	} else if (same_line(splices, part->after, old->from)) {
		splice_buf(splices, part->after, old->to, &out);
	} else {
		size_t line = laid_line_end(splices->text, part->after);
		splice_buf(splices, part->after, part->after, &out);
		splice(splices, line, laid_line_end(splices->text, old->to),
		    SLICE(""));
	}
}

/* The first line of an item stands beside its dash. */
static void
replace_item_by_lines(struct splices *splices, const struct laid_part *part,
    const struct yaml *value)
{
	const struct laid *old = part->value;
	size_t indent = column_of(splices, part->from) + 2;
	struct strbuf out = {0};
	edit_write_block(&out, value, indent, splices->step);
	struct slice lines = strbuf_view(&out);
	size_t first = slice_find_char(lines, '\n');
	struct strbuf head = {0};
	strbuf_add_char(&head, ' ');
	strbuf_add(&head, slice_part(lines, 0, first));
	splice_buf(splices, part->after, old->to, &head);
	size_t end = laid_line_end(splices->text, old->to);
	splice(splices, end, end, slice_from(lines, first));
	strbuf_fini(&out);
}

static void
replace_by_lines(struct splices *splices, const struct laid_part *part,
    const struct yaml *value)
{
	const struct laid *old = part->value;
	struct slice text = splices->text;
	struct strbuf out = {0};
	bool collection = is_lines(old) && old->kind != YAML_SCALAR;
	if (collection) {
		edit_write_block(
		    &out, value, column_of(splices, old->from), splices->step);
		splice_buf(
		    splices, old->from, laid_line_end(text, old->to), &out);
		return;
	}
	if (text.at[part->from] == '-' && part->after == part->from + 1) {
		replace_item_by_lines(splices, part, value);
		return;
	}
	size_t indent = column_of(splices, part->from) + splices->step;
	size_t end = laid_line_end(text, old->to);
	strbuf_add_char(&out, '\n');
	edit_write_indent(&out, indent);
	edit_write_block(&out, value, indent, splices->step);
	splice(splices, part->after, old->to, SLICE(""));
	splice_buf(splices, end, end, &out);
}

void
place_replace(struct splices *splices, const struct laid_part *part,
    const struct yaml *value)
{
	const struct laid *old = part->value;
	bool line = old->inside || value->kind == YAML_SCALAR || !value->count;
	bool block = !old->inside && is_lines(old);
	if (!line && !(block && old->kind != YAML_SCALAR))
		line = edit_fits_line(value, column_of(splices, part->after));
	if (block && old->kind == YAML_SCALAR && value->kind == YAML_SCALAR &&
	    value->quoted && can_be_lines(value->text))
		replace_lines(splices, old, value);
	else if (line)
		replace_by_line(splices, part, value);
	else
		replace_by_lines(splices, part, value);
}

/* ---- a new part */

static void
write_flow_part(struct strbuf *out, struct slice key, const struct yaml *value)
{
	if (key.at) {
		edit_write_key(out, key);
		strbuf_add_text(out, ": ");
	}
	edit_write_flow(out, value, true);
}

/* The comma behind a part in brackets, or SIZE_MAX. */
static size_t
find_comma(struct slice text, size_t at)
{
	at = laid_skip(text, at);
	return at < text.len && text.at[at] == ',' ? at : SIZE_MAX;
}

/* On a line of its own, where the last one has one. */
static void
append_flow_line(
    struct splices *splices, const struct laid_part *last, struct slice text)
{
	size_t comma = find_comma(splices->text, last->value->to);
	bool has = comma != SIZE_MAX;
	size_t end =
	    laid_line_end(splices->text, has ? comma : last->value->to);
	struct strbuf out = {0};
	if (!has)
		splice(splices, last->value->to, last->value->to, SLICE(","));
	strbuf_add_char(&out, '\n');
	edit_write_indent(&out, column_of(splices, last->from));
	strbuf_add(&out, text);
	strbuf_add_text(&out, has ? "," : "");
	splice_buf(splices, end, end, &out);
}

static void
insert_flow(struct splices *splices, const struct laid *into, size_t at,
    struct slice key, const struct yaml *value)
{
	struct slice text = splices->text;
	struct strbuf out = {0}, part = {0};
	write_flow_part(&part, key, value);
	const struct laid_part *last =
	    into->count ? &into->parts[into->count - 1] : NULL;
	if (!last) {
		splice(splices, into->from + 1, into->from + 1,
		    strbuf_view(&part));
	} else if (at < into->count) {
		strbuf_add(&out, strbuf_view(&part));
		strbuf_add_text(&out, ", ");
		splice_buf(
		    splices, into->parts[at].from, into->parts[at].from, &out);
	} else {
		size_t comma = find_comma(text, last->value->to);
		size_t end = comma == SIZE_MAX ? last->value->to : comma + 1;
		if (laid_begins_line(text, last->from) &&
		    laid_ends_line(text, end)) {
			append_flow_line(splices, last, strbuf_view(&part));
		} else {
			strbuf_add_text(&out, ", ");
			strbuf_add(&out, strbuf_view(&part));
			splice_buf(
			    splices, last->value->to, last->value->to, &out);
		}
	}
	strbuf_fini(&part);
}

/* Items of a list are alike: lines where one of them has lines. */
static bool
has_lines(const struct laid *list)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct laid *item = list->parts[i].value;
		if (item->kind == YAML_MAP && item->flow)
			return false;
	}
	return true;
}

static void
write_part(struct splices *splices, struct strbuf *out, const struct laid *into,
    struct slice key, const struct yaml *value)
{
	size_t indent = column_of(splices, into->parts[0].from);
	if (into->kind == YAML_MAP) {
		edit_write_key(out, key);
		strbuf_add_char(out, ':');
		edit_write_behind(out, value, indent, splices->step);
	} else if (has_lines(into) || !edit_fits_line(value, indent + 2)) {
		struct yaml copy = *value, *items[] = {&copy};
		const struct yaml one = {
		    .kind = YAML_LIST, .items = items, .count = 1};
		edit_write_block(out, &one, indent, splices->step);
	} else {
		strbuf_add_text(out, "- ");
		edit_write_flow(out, value, false);
	}
}

static void
insert_lines(struct splices *splices, const struct laid *into, size_t at,
    struct slice key, const struct yaml *value)
{
	struct strbuf out = {0};
	size_t indent = column_of(splices, into->parts[0].from);
	if (!at) {
		write_part(splices, &out, into, key, value);
		strbuf_add_char(&out, '\n');
		edit_write_indent(&out, indent);
		splice_buf(
		    splices, into->parts[0].from, into->parts[0].from, &out);
		return;
	}
	size_t end =
	    laid_line_end(splices->text, into->parts[at - 1].value->to);
	strbuf_add_char(&out, '\n');
	edit_write_indent(&out, indent);
	write_part(splices, &out, into, key, value);
	splice_buf(splices, end, end, &out);
}

/* Into a text of nothing, or of comments. */
static void
insert_first(
    struct splices *splices, struct slice key, const struct yaml *value)
{
	struct slice text = splices->text;
	struct strbuf out = {0};
	if (text.len && text.at[text.len - 1] != '\n')
		strbuf_add_char(&out, '\n');
	edit_write_key(&out, key);
	strbuf_add_char(&out, ':');
	edit_write_behind(&out, value, 0, splices->step);
	strbuf_add_char(&out, '\n');
	splice_buf(splices, text.len, text.len, &out);
}

void
place_insert(struct splices *splices, const struct laid *into, size_t at,
    struct slice key, const struct yaml *value)
{
	if (!into || into->kind == YAML_SCALAR)
		insert_first(splices, key, value);
	else if (into->flow)
		insert_flow(splices, into, at, key, value);
	else
		insert_lines(splices, into, at, key, value);
}

/* ---- a part that goes */

/* Whole lines, with what ends them. */
static void
cut_lines(struct splices *splices, size_t from, size_t to)
{
	struct slice text = splices->text;
	from = laid_line_start(text, from);
	to = laid_line_end(text, to);
	if (to < text.len)
		to++;
	else if (from > 0)
		from--; /* the line before is the last one now */
	splice(splices, from, to, SLICE(""));
}

static void
remove_flow(struct splices *splices, const struct laid *from, size_t at)
{
	struct slice text = splices->text;
	const struct laid_part *part = &from->parts[at];
	size_t end = part->value->to, comma = find_comma(text, end);
	bool last = at + 1 == from->count;
	if (comma != SIZE_MAX)
		end = comma + 1;
	if (laid_begins_line(text, part->from) && laid_ends_line(text, end))
		cut_lines(splices, part->from, end);
	else if (last)
		splice(splices, part[-1].value->to, part->value->to, SLICE(""));
	else
		splice(splices, part->from, part[1].from, SLICE(""));
}

static void
remove_lines(struct splices *splices, const struct laid *from, size_t at)
{
	struct slice text = splices->text;
	const struct laid_part *part = &from->parts[at];
	size_t end = laid_line_end(text, part->value->to);
	if (laid_begins_line(text, part->from)) {
		cut_lines(splices, part->from, part->value->to);
		return;
	}
	/* It stands beside a dash, where the next one can. */
	if (at + 1 < from->count &&
	    slice_is_blank(slice_part(text, end, part[1].from - end)))
		end = part[1].from;
	splice(splices, part->from, end, SLICE(""));
}

void
place_remove(struct splices *splices, const struct laid *from, size_t at)
{
	if (from->flow)
		remove_flow(splices, from, at);
	else
		remove_lines(splices, from, at);
}

void
place_remove_last(struct splices *splices, const struct laid *from)
{
	cut_lines(splices, from->from, from->to);
}
