#include "conf/edit_write.h"

#include "base/utf8.h"
#include "conf/keynames.h"
#include "conf/scalar.h"

#define LINE_MOST 76 /* columns */

void
edit_write_indent(struct strbuf *out, size_t indent)
{
	for (size_t i = 0; i < indent; i++)
		strbuf_add_char(out, ' ');
}

bool
edit_is_plain(struct slice text)
{
	struct strbuf tried = {0};
	for (size_t i = 0; i < text.len; i++)
		strbuf_add_char(&tried,
		    i && strchr("[]{},", text.at[i]) ? '_' : text.at[i]);
	bool plain = conf_is_plain(strbuf_view(&tried));
	strbuf_fini(&tried);
	return plain;
}

void
edit_write_scalar(struct strbuf *out, const struct yaml *scalar, bool inside)
{
	if (!scalar->quoted && !scalar->text.len)
		strbuf_add_char(out, '~');
	else if (!scalar->quoted || (!inside && edit_is_plain(scalar->text)))
		strbuf_add(out, scalar->text);
	else
		conf_write_scalar(out, scalar->text);
}

static bool
is_printable(struct slice text)
{
	for (size_t at = 0; at < text.len;) {
		if (conf_is_unprintable(utf8_next(text, &at)))
			return false;
	}
	return true;
}

void
edit_write_quoted(
    struct strbuf *out, const struct yaml *scalar, char style, bool inside)
{
	struct slice text = scalar->text;
	if (!scalar->quoted || (style != '\'' && style != '"')) {
		edit_write_scalar(out, scalar, inside);
		return;
	}
	if (style == '"' || !is_printable(text)) {
		conf_write_quoted(out, text);
		return;
	}
	strbuf_add_char(out, '\'');
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] == '\'')
			strbuf_add_char(out, '\'');
		strbuf_add_char(out, text.at[i]);
	}
	strbuf_add_char(out, '\'');
}

void
edit_write_key(struct strbuf *out, struct slice key)
{
	if (keyname_is_word(key, "none"))
		strbuf_add(out, key);
	else
		conf_write_scalar(out, key);
}

void
edit_write_flow(struct strbuf *out, const struct yaml *value, bool inside)
{
	if (value->kind == YAML_SCALAR) {
		edit_write_scalar(out, value, inside);
		return;
	}
	strbuf_add_char(out, value->kind == YAML_MAP ? '{' : '[');
	for (size_t i = 0; i < value->count; i++) {
		strbuf_add_text(out, i ? ", " : "");
		if (value->kind == YAML_LIST) {
			edit_write_flow(out, value->items[i], true);
			continue;
		}
		edit_write_key(out, value->pairs[i].key);
		strbuf_add_text(out, ": ");
		edit_write_flow(out, value->pairs[i].value, true);
	}
	strbuf_add_char(out, value->kind == YAML_MAP ? '}' : ']');
}

bool
edit_fits_line(const struct yaml *value, size_t indent)
{
	struct strbuf line = {0};
	if (value->kind == YAML_SCALAR || !value->count)
		return true;
	edit_write_flow(&line, value, false);
	bool fits = indent + utf8_count(strbuf_view(&line)) <= LINE_MOST;
	strbuf_fini(&line);
	return fits;
}

void
edit_write_behind(
    struct strbuf *out, const struct yaml *value, size_t indent, size_t step)
{
	if (edit_fits_line(value, indent + step)) {
		strbuf_add_char(out, ' ');
		edit_write_flow(out, value, false);
		return;
	}
	strbuf_add_char(out, '\n');
	edit_write_indent(out, indent + step);
	edit_write_block(out, value, indent + step, step);
}

static void
write_item(
    struct strbuf *out, const struct yaml *item, size_t indent, size_t step)
{
	strbuf_add_char(out, '-');
	if (item->kind == YAML_MAP && item->count) {
		strbuf_add_char(out, ' ');
		edit_write_block(out, item, indent + 2, step);
	} else {
		edit_write_behind(out, item, indent, step);
	}
}

void
edit_write_block(
    struct strbuf *out, const struct yaml *value, size_t indent, size_t step)
{
	for (size_t i = 0; i < value->count; i++) {
		if (i) {
			strbuf_add_char(out, '\n');
			edit_write_indent(out, indent);
		}
		if (value->kind == YAML_LIST) {
			write_item(out, value->items[i], indent, step);
			continue;
		}
		edit_write_key(out, value->pairs[i].key);
		strbuf_add_char(out, ':');
		edit_write_behind(out, value->pairs[i].value, indent, step);
	}
}
