#include "word/style.h"

#include "base/strbuf.h"
#include "text/normal.h"
#include "word/wml.h"

/* Styles based on styles; Word allows eleven, and none on itself. */

struct reading_styles {
	struct word_styles *styles;
	struct word_style *style; /* the one at hand, or NULL */
	bool defaults; /* in docDefaults */
	int other; /* depth within what is another's: a table's parts */
};

static const char *
dup(struct word_styles *styles, const char *text)
{
	return text ? arena_dup_text(styles->mem, slice_view(text)) : NULL;
}

static enum word_style_kind
kind_of(const char *type)
{
	if (!type || strcmp(type, "paragraph") == 0)
		return STYLE_PARAGRAPH;
	if (strcmp(type, "character") == 0)
		return STYLE_CHARACTER;
	return strcmp(type, "table") == 0 ? STYLE_TABLE : STYLE_OTHER;
}

static bool
is_true(const char *text)
{
	bool value;
	return text && (strcmp(text, "on") == 0 ||
			   (xml_read_bool(text, &value) && value));
}

static void
begin_style(struct reading_styles *reading, const char **attributes)
{
	struct word_styles *styles = reading->styles;
	const char *id = wml_attribute(attributes, "styleId");
	styles->at = arena_grow(styles->mem, styles->at, &styles->room,
	    styles->count + 1, sizeof *styles->at);
	reading->style = &styles->at[styles->count++];
	*reading->style = (struct word_style){
	    .kind = kind_of(wml_attribute(attributes, "type")),
	    .id = dup(styles, id ? id : ""),
	    .name = "",
	    .custom = is_true(wml_attribute(attributes, "customStyle")),
	    .standard = is_true(wml_attribute(attributes, "default")),
	    .outline = -1,
	    .list = -1,
	};
}

static void
read_property(struct reading_styles *reading, struct xml_name name,
    const char **attributes)
{
	struct word_style *style = reading->style;
	const char *value = wml_attribute(attributes, "val");
	if (xml_is(name, "name"))
		style->name = dup(reading->styles, value ? value : "");
	else if (xml_is(name, "basedOn"))
		style->based_on = dup(reading->styles, value);
	else if (xml_is(name, "outlineLvl"))
		style->outline = (int)wml_number(value, -1);
	else if (xml_is(name, "numId"))
		style->list = wml_number(value, -1);
	else if (xml_is(name, "ilvl"))
		style->list_level = wml_number(value, 0);
	else if (xml_is(name, "sz"))
		style->size = wml_number(value, 0);
	else if (xml_is(name, "b"))
		style->bold = word_switch_of(attributes);
	else if (xml_is(name, "i"))
		style->italic = word_switch_of(attributes);
	else if (xml_is(name, "vanish") || xml_is(name, "specVanish"))
		style->hidden = word_switch_of(attributes);
	else if (xml_is(name, "strike") || xml_is(name, "dstrike"))
		style->struck = word_switch_of(attributes);
	else if (xml_is(name, "lang") && value)
		style->language =
		    arena_dup(reading->styles->mem, slice_view(value));
	else
		shown_read(&style->shown, name, attributes);
}

static void
read_default(struct reading_styles *reading, struct xml_name name,
    const char **attributes)
{
	const char *value = wml_attribute(attributes, "val");
	if (xml_is(name, "sz"))
		reading->styles->size = wml_number(value, 0);
	else if (xml_is(name, "lang") && value)
		reading->styles->language =
		    arena_dup(reading->styles->mem, slice_view(value));
}

static void
start(void *ctx, struct xml_name name, const char **attributes)
{
	struct reading_styles *reading = ctx;
	if (!wml_is_word(name))
		return;
	if (reading->other) {
		reading->other++;
	} else if (xml_is(name, "style")) {
		begin_style(reading, attributes);
	} else if (xml_is(name, "docDefaults")) {
		reading->defaults = true;
	} else if (xml_is(name, "tblStylePr") || xml_is(name, "tblPr")) {
		const char *type = wml_attribute(attributes, "type");
		if (reading->style && type && strcmp(type, "firstRow") == 0)
			reading->style->heads = true;
		reading->other = 1;
	} else if (reading->style) {
		read_property(reading, name, attributes);
	} else if (reading->defaults) {
		read_default(reading, name, attributes);
	}
}

static void
end(void *ctx, struct xml_name name)
{
	struct reading_styles *reading = ctx;
	if (!wml_is_word(name))
		return;
	if (reading->other)
		reading->other--;
	else if (xml_is(name, "style"))
		reading->style = NULL;
	else if (xml_is(name, "docDefaults"))
		reading->defaults = false;
}

static void
find_bases(struct word_styles *styles)
{
	for (size_t i = 0; i < styles->count; i++) {
		struct word_style *style = &styles->at[i];
		if (style->based_on)
			style->base = word_style_find(
			    styles, style->based_on, style->kind);
		if (style->standard && style->kind == STYLE_PARAGRAPH &&
		    !styles->standard)
			styles->standard = style;
	}
}

bool
word_styles_read(
    struct word_styles *styles, struct package *package, const char *part)
{
	static const struct xml_handlers handlers = {
	    .spaces = wml_spaces, .start = start, .end = end};
	struct reading_styles reading = {.styles = styles};
	if (!xml_read_part(package, part, &handlers, &reading))
		return false;
	find_bases(styles);
	return true;
}

const struct word_style *
word_style_find(
    const struct word_styles *styles, const char *id, enum word_style_kind kind)
{
	for (size_t i = 0; id && i < styles->count; i++) {
		if (styles->at[i].kind == kind &&
		    strcmp(styles->at[i].id, id) == 0)
			return &styles->at[i];
	}
	return NULL;
}

static bool
is_named(const struct word_style *style, const char *name)
{
	return text_same(slice_view(style->name), slice_view(name));
}

static int
own_heading(const struct word_style *style)
{
	if (style->outline >= 0)
		return style->outline < 9 ? style->outline + 1 : -1;
	if (is_named(style, "Title"))
		return 1;
	if (is_named(style, "Subtitle"))
		return 2;
	struct slice name = slice_view(style->name);
	if (name.len == 9 &&
	    text_same(slice_part(name, 0, 7), SLICE("heading")) &&
	    name.at[8] >= '1' && name.at[8] <= '9')
		return name.at[8] - '0';
	return 0;
}

int
word_style_heading(const struct word_style *style)
{
	int depth = 0;
	for (; style && depth < WORD_BASES_MAX; style = style->base, depth++) {
		int level = own_heading(style);
		if (level)
			return level > 0 ? level : 0;
	}
	return 0;
}

bool
word_style_is_quote(const struct word_style *style)
{
	int depth = 0;
	for (; style && depth < WORD_BASES_MAX; style = style->base, depth++) {
		if (is_named(style, "Quote") ||
		    is_named(style, "Intense Quote") ||
		    is_named(style, "Quotations"))
			return true;
	}
	return false;
}

bool
word_style_asks(const struct word_style *style)
{
	return style && is_named(style, "Placeholder Text");
}

/* Those of every Word, and of LibreOffice, that mean one of the stationery. */
static bool
is_everybodys(const struct word_style *style)
{
	static const char *const names[] = {"Table Contents", "Table Heading",
	    "Text body", "Body Text", "Standard", "Default", "List Contents",
	    "List Heading", "Preformatted Text", "Horizontal Line", "Heading",
	    "Index", "Frame Contents", NULL};
	for (size_t i = 0; names[i]; i++) {
		if (is_named(style, names[i]))
			return true;
	}
	return false;
}

struct slice
word_style_meant(struct arena *arena, const struct word_style *style)
{
	bool signature = style && is_named(style, "Signature");
	if (!style || (!style->custom && !signature) || is_everybodys(style) ||
	    word_style_heading(style) || word_style_is_quote(style))
		return (struct slice){NULL, 0};
	struct slice folded = text_fold(arena, slice_view(style->name));
	struct strbuf out = {0};
	for (size_t i = 0; i < folded.len; i++)
		strbuf_add_char(&out, folded.at[i] == ' ' ? '-' : folded.at[i]);
	struct slice name = arena_dup(arena, strbuf_view(&out));
	strbuf_fini(&out);
	return name;
}

long
word_style_list(const struct word_style *style, long *level)
{
	int depth = 0;
	*level = 0;
	for (; style && depth < WORD_BASES_MAX; style = style->base, depth++) {
		if (style->list >= 0) {
			*level = style->list_level;
			return style->list;
		}
	}
	return -1;
}

long
word_style_size(
    const struct word_styles *styles, const struct word_style *style)
{
	int depth = 0;
	for (; style && depth < WORD_BASES_MAX; style = style->base, depth++) {
		if (style->size)
			return style->size;
	}
	/* What Word takes where nothing is said (ECMA-376 17.3.2.38). */
	return styles->size ? styles->size : 20;
}

struct slice
word_style_language(
    const struct word_styles *styles, const struct word_style *style)
{
	int depth = 0;
	for (; style && depth < WORD_BASES_MAX; style = style->base, depth++) {
		if (style->language.len)
			return style->language;
	}
	return styles->language;
}

/* The nearest style that sets it decides. */
static bool
is_switched(const struct word_style *style, size_t offset)
{
	int depth = 0;
	for (; style && depth < WORD_BASES_MAX; style = style->base, depth++) {
		enum word_switch said;
		memcpy(&said, (const char *)style + offset, sizeof said);
		if (said != SWITCH_UNSAID)
			return said == SWITCH_ON;
	}
	return false;
}

bool
word_style_is_bold(const struct word_style *style)
{
	return is_switched(style, offsetof(struct word_style, bold));
}

bool
word_style_is_italic(const struct word_style *style)
{
	return is_switched(style, offsetof(struct word_style, italic));
}

bool
word_style_is_hidden(const struct word_style *style)
{
	return is_switched(style, offsetof(struct word_style, hidden));
}

bool
word_style_is_struck(const struct word_style *style)
{
	return is_switched(style, offsetof(struct word_style, struck));
}

static void
take_unsaid(enum word_switch *to, enum word_switch said)
{
	if (*to == SWITCH_UNSAID)
		*to = said;
}

struct word_shown
word_style_shown(const struct word_style *style)
{
	struct word_shown shown = {0};
	int depth = 0;
	for (; style && depth < WORD_BASES_MAX; style = style->base, depth++) {
		take_unsaid(&shown.symbols, style->shown.symbols);
		take_unsaid(&shown.raised, style->shown.raised);
		take_unsaid(&shown.white, style->shown.white);
		take_unsaid(&shown.capitals, style->shown.capitals);
	}
	return shown;
}

bool
word_style_heads(const struct word_style *style)
{
	int depth = 0;
	for (; style && depth < WORD_BASES_MAX; style = style->base, depth++) {
		if (style->heads)
			return true;
	}
	return false;
}
