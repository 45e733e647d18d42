#include "correct/list.h"

#include "base/file.h"
#include "base/utf8.h"
#include "correct/messages.h"
#include "intake/decode.h"
#include "text/normal.h"

#define LIST_MOST ((size_t)64 << 20)
#define BOM "\xEF\xBB\xBF"
#define HEADER BOM "nyckel;kolumn;gammalt;nytt;vem\r\n"

static const char *const names[LIST_FIELDS][2] = {{"nyckel", "key"},
    {"kolumn", "column"}, {"gammalt", "old"}, {"nytt", "new"}, {"vem", "who"}};

/* ---- records and fields, by their bytes */

/* Past one line end; 0 where none stands there. */
static size_t
line_end_at(struct slice bytes, size_t at)
{
	if (at >= bytes.len)
		return 0;
	if (bytes.at[at] == '\n')
		return 1;
	if (bytes.at[at] != '\r')
		return 0;
	return at + 1 < bytes.len && bytes.at[at + 1] == '\n' ? 2 : 1;
}

/* Where that physical line begins, quotes or not; the end where there is none.
 */
static size_t
find_line(struct slice bytes, uint32_t line)
{
	size_t at = slice_starts(bytes, BOM) ? strlen(BOM) : 0;
	for (uint32_t now = 1; now < line && at < bytes.len;) {
		size_t end = line_end_at(bytes, at);
		now += end > 0;
		at += end ? end : 1;
	}
	return at;
}

/* The end of the field that begins there, before its delimiter or line end. */
static size_t
field_end(struct slice bytes, size_t at, char delimiter)
{
	bool quoted = at < bytes.len && bytes.at[at] == '"';
	for (at += quoted; at < bytes.len; at++) {
		char c = bytes.at[at];
		if (quoted && c == '"') {
			if (at + 1 < bytes.len && bytes.at[at + 1] == '"')
				at++;
			else
				quoted = false;
		} else if (!quoted &&
			   (c == delimiter || line_end_at(bytes, at))) {
			return at;
		}
	}
	return at;
}

/* ---- writing in the list's own way */

static bool
find_byte(const struct code_table *table, uint32_t code, char *byte)
{
	for (unsigned i = 0; i < 256; i++) {
		if (table->code[i] == code) {
			*byte = (char)i;
			return true;
		}
	}
	return false;
}

static bool
encode(const struct list *list, struct slice text, struct strbuf *out,
    struct diag *diag)
{
	struct code_table table;
	if (strcmp(list->found->encoding, "utf-8") == 0) {
		strbuf_add(out, text);
		return true;
	}
	bool ok = code_table_fill(&table, list->found->encoding);
	for (size_t at = 0; ok && at < text.len;) {
		char byte;
		ok = find_byte(&table, utf8_next(text, &at), &byte);
		if (ok)
			strbuf_add_char(out, byte);
	}
	if (!ok)
		REPORT(diag, NO_SPAN, &correct_no_such_sign,
		    ARGS(list->name, list->found->encoding));
	return ok;
}

static bool
wants_quotes(const struct list *list, struct slice text)
{
	bool wants =
	    list->quotes_all ||
	    (text.len && (text.at[0] == ' ' || text.at[text.len - 1] == ' '));
	for (size_t i = 0; i < text.len && !wants; i++)
		wants = text.at[i] == list->found->delimiter ||
			text.at[i] == '"' || text.at[i] == '\n' ||
			text.at[i] == '\r';
	return wants;
}

static bool
write_field(const struct list *list, struct slice text, struct strbuf *out,
    struct diag *diag)
{
	struct strbuf quoted = {0};
	if (!wants_quotes(list, text))
		return encode(list, text, out, diag);
	strbuf_add_char(&quoted, '"');
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] == '"')
			strbuf_add_char(&quoted, '"');
		strbuf_add_char(&quoted, text.at[i]);
	}
	strbuf_add_char(&quoted, '"');
	bool ok = encode(list, strbuf_view(&quoted), out, diag);
	strbuf_fini(&quoted);
	return ok;
}

/* ---- the header */

static void
look_at_header(struct list *list)
{
	struct slice bytes = list->bytes;
	size_t at = find_line(bytes, list->found->header_line);
	list->quotes_all = slice_starts(slice_from(bytes, at), "\"");
	for (list->width = 1;; list->width++) {
		at = field_end(bytes, at, list->found->delimiter);
		if (at >= bytes.len || line_end_at(bytes, at))
			break;
		at++;
	}
	list->line_end = "\r\n";
	if (line_end_at(bytes, at) == 1)
		list->line_end = bytes.at[at] == '\n' ? "\n" : "\r";
}

static bool
find_fields(struct list *list, struct diag *diag)
{
	bool ok = true;
	for (int field = 0; field < LIST_FIELDS; field++) {
		list->fields[field] = SIZE_MAX;
		for (size_t i = 0; i < list->found->count; i++) {
			struct slice name = list->found->names[i];
			if (text_same(name, slice_view(names[field][0])) ||
			    text_same(name, slice_view(names[field][1])))
				list->fields[field] = i;
		}
		ok = ok && list->fields[field] != SIZE_MAX;
	}
	if (!ok)
		REPORT(diag, NO_SPAN, &correct_not_a_text, ARGS(list->name));
	return ok;
}

/* A character is one byte, or UTF-8: then delimiters and ends are bytes. */
static bool
is_editable(const struct intake_found *found)
{
	struct code_table table;
	return found->kind == INTAKE_CSV &&
	       (strcmp(found->encoding, "utf-8") == 0 ||
		   code_table_fill(&table, found->encoding));
}

bool
list_open(
    struct list *list, struct arena *mem, const char *path, struct diag *diag)
{
	const struct intake_options options = {
	    .path = path,
	    .role = INPUT_CORRECTIONS,
	    .may_be_empty = true,
	};
	*list = (struct list){.mem = mem, .name = path_name(path)};
	struct intake *intake = intake_open(mem, &options, diag);
	if (!intake)
		return false;
	list->found = intake_found(intake);
	bool ok = is_editable(list->found);
	intake_close(intake);
	if (!ok) {
		REPORT(diag, NO_SPAN, &correct_not_a_text, ARGS(list->name));
		return false;
	}
	if (!file_read(
		mem, path, INPUT_NONE, LIST_MOST, diag, NO_SPAN, &list->bytes))
		return false;
	look_at_header(list);
	return find_fields(list, diag);
}

void
list_begin(struct strbuf *out)
{
	strbuf_add_text(out, HEADER);
}

/* ---- changes */

bool
list_add(const struct list *list, const struct list_line *line,
    struct strbuf *out, struct diag *diag)
{
	struct slice bytes = list->bytes; /* a header at least */
	bool ok = true;
	strbuf_add(out, bytes);
	if (!line_end_at(bytes, bytes.len - 1))
		strbuf_add_text(out, list->line_end);
	for (size_t i = 0; i < list->width && ok; i++) {
		struct slice text = {NULL, 0};
		for (int field = 0; field < LIST_FIELDS; field++) {
			if (list->fields[field] == i)
				text = line->field[field];
		}
		if (i)
			strbuf_add_char(out, list->found->delimiter);
		ok = write_field(list, text, out, diag);
	}
	strbuf_add_text(out, list->line_end);
	return ok;
}

static bool
is_changed(const struct list *list, size_t index, enum list_field *field)
{
	static const enum list_field changed[] = {LIST_OLD, LIST_NEW, LIST_WHO};
	for (size_t i = 0; i < sizeof changed / sizeof *changed; i++) {
		*field = changed[i];
		if (list->fields[changed[i]] == index)
			return true;
	}
	return false;
}

bool
list_change(const struct list *list, uint32_t at_line,
    const struct list_line *line, struct strbuf *out, struct diag *diag)
{
	struct slice bytes = list->bytes;
	size_t at = find_line(bytes, at_line);
	enum list_field field;
	bool ok = true;
	strbuf_add(out, slice_part(bytes, 0, at));
	for (size_t i = 0; ok; i++) {
		size_t end = field_end(bytes, at, list->found->delimiter);
		if (is_changed(list, i, &field))
			ok = write_field(list, line->field[field], out, diag);
		else
			strbuf_add(out, slice_part(bytes, at, end - at));
		at = end;
		if (at >= bytes.len || line_end_at(bytes, at))
			break;
		strbuf_add_char(out, bytes.at[at++]);
	}
	strbuf_add(out, slice_from(bytes, at));
	return ok;
}

void
list_remove(const struct list *list, uint32_t at_line, struct strbuf *out)
{
	struct slice bytes = list->bytes;
	size_t from = find_line(bytes, at_line), to = from;
	for (;;) {
		to = field_end(bytes, to, list->found->delimiter);
		if (to >= bytes.len || line_end_at(bytes, to))
			break;
		to++;
	}
	to += line_end_at(bytes, to);
	strbuf_add(out, slice_part(bytes, 0, from));
	strbuf_add(out, slice_from(bytes, to));
}
