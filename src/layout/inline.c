#include "layout/inline.h"

#include <assert.h>

#include "layout/messages.h"

/* The properties that the inlines above a text node give it. */
struct look {
	bool bold, italic;
	const struct node *link;
	const struct tongue *tongue;
};

struct collector {
	const struct setting *setting;
	const struct style *style;
	struct inline_text *out;
	char *bytes;
	uint32_t len;
};

struct size_of {
	size_t bytes, nodes;
};

static void
count_inlines(const struct node *node, struct size_of *size)
{
	for (const struct node *n = node->first; n; n = n->next) {
		size->bytes += n->kind == NODE_LINE_BREAK ? 1 : n->text.len;
		size->nodes++;
		count_inlines(n, size);
	}
}

/* Of a block, which has one style: all else of a format follows from that. */
static bool
same_look(const struct format *a, const struct format *b)
{
	return a->face == b->face && a->tongue == b->tongue &&
	       a->link == b->link;
}

static bool
add_text(struct collector *c, struct slice text, const struct node *node,
    const struct look *look)
{
	uint32_t from = c->len, to = from + (uint32_t)text.len;
	struct inline_text *out = c->out;
	struct format format = {
	    .from = from,
	    .to = to,
	    .font = typecase_font(
		c->setting->type, c->style, look->bold, look->italic),
	    .family = typecase_family(c->setting->type, c->style),
	    .face = (uint8_t)((unsigned)c->style->face |
			      (look->bold ? (unsigned)FONT_BOLD : 0u) |
			      (look->italic ? (unsigned)FONT_ITALIC : 0u)),
	    .tabular = c->style->tabular,
	    .size = c->style->size,
	    .colour = c->style->colour,
	    .tongue = look->tongue,
	    .link = look->link,
	    .source = node,
	};
	if (!format.font)
		return false;
	if (!text.len)
		return true;
	memcpy(c->bytes + from, text.at, text.len);
	c->len = to;
	out->origins[out->origin_count++] = (struct origin){from, to, node};
	out->has_values |= node->origin.len > 0;
	struct format *last =
	    out->format_count ? &out->formats[out->format_count - 1] : NULL;
	if (last && same_look(last, &format))
		last->to = to;
	else
		out->formats[out->format_count++] = format;
	return true;
}

static bool
enter(const struct collector *c, const struct node *node, struct look *look)
{
	look->bold |= node->kind == NODE_STRONG;
	look->italic |= node->kind == NODE_EMPHASIS;
	if (node->kind == NODE_LINK)
		look->link = node;
	if (node->language.len) {
		const char *language =
		    arena_dup_text(c->setting->mem, node->language);
		look->tongue = typecase_tongue(c->setting->type, language);
	}
	return look->tongue != NULL;
}

/* Its description must not be taken for text. */
static bool
refuse_image(const struct collector *c, const struct node *image)
{
	PROBLEM(c->setting->why, &layout_no_picture, NO_ARGS);
	typecase_report(
	    c->setting->type, image->span, &layout_inline_image, NO_ARGS);
	return false;
}

static bool
collect(struct collector *c, const struct node *parent, struct look look)
{
	for (const struct node *n = parent->first; n; n = n->next) {
		struct look own = look;
		if (!enter(c, n, &own))
			return false;
		if (n->kind == NODE_LINE_BREAK) {
			if (!add_text(c, SLICE("\n"), n, &own))
				return false;
		} else if (n->kind == NODE_TEXT) {
			if (!add_text(c, n->text, n, &own))
				return false;
		} else if (n->kind == NODE_IMAGE) {
			return refuse_image(c, n);
		} else if (!collect(c, n, own)) {
			return false;
		}
	}
	return true;
}

static struct collector
start(const struct setting *setting, const struct style *style,
    struct size_of size, struct inline_text *text)
{
	*text = (struct inline_text){
	    .formats = arena_raw(setting->scratch,
		arena_size(size.nodes, sizeof(struct format))),
	    .origins = arena_raw(setting->scratch,
		arena_size(size.nodes, sizeof(struct origin))),
	};
	return (struct collector){.setting = setting,
	    .style = style,
	    .out = text,
	    .bytes = arena_raw(setting->mem, size.bytes + 1)};
}

bool
inline_collect(const struct setting *setting, const struct node *block,
    const struct style *style, struct inline_text *text)
{
	struct size_of size = {0, 0};
	struct look look = {.tongue = setting->tongue};
	count_inlines(block, &size);
	struct collector c = start(setting, style, size, text);
	if (!enter(&c, block, &look) || !collect(&c, block, look))
		return false;
	text->text = (struct slice){c.bytes, c.len};
	return true;
}

bool
inline_plain(const struct setting *setting, struct slice plain,
    const struct node *node, const struct style *style,
    struct inline_text *text)
{
	struct look look = {.tongue = setting->tongue};
	struct collector c =
	    start(setting, style, (struct size_of){plain.len, 1}, text);
	if (!add_text(&c, plain, node, &look))
		return false;
	text->text = (struct slice){c.bytes, c.len};
	return true;
}

const struct node *
inline_find_node(const struct inline_text *text, uint32_t at)
{
	const struct origin *origin = text->origins;
	assert(at < text->text.len);
	while (at >= origin->to)
		origin++;
	return origin->node;
}

bool
inline_is_value(const struct inline_text *text, uint32_t from, uint32_t to)
{
	if (!text->has_values)
		return false;
	for (size_t i = 0; i < text->origin_count; i++) {
		const struct origin *origin = &text->origins[i];
		if (origin->from < to && origin->to > from &&
		    origin->node->origin.len)
			return true;
	}
	return false;
}
