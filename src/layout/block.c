#include "layout/block.h"

#include "layout/messages.h"
#include "layout/stack.h"
#include "layout/symbol.h"

enum { HAIRLINE = 500 }; /* mpt */

static const struct style *
find_style(const struct setting *setting, struct slice name)
{
	const struct stationery *stationery = setting->stationery;
	for (size_t i = 0; i < stationery->style_count; i++) {
		if (slice_equal(stationery->styles[i].name, name))
			return &setting->styles[i];
	}
	return NULL;
}

/* The name of the style that a kind of block has in a letter's body. */
static struct slice
kind_style(const struct node *node)
{
	switch ((int)node->kind) {
	case NODE_HEADING:
		return node->level <= 1 ? SLICE("heading")
					: SLICE("subheading");
	case NODE_LIST:
		return SLICE("list");
	case NODE_QUOTE:
		return SLICE("quote");
	case NODE_TABLE:
		return SLICE("table");
	default:
		return SLICE("");
	}
}

const struct style *
block_find_style(const struct setting *setting, const struct node *node,
    const struct style *otherwise)
{
	if (node->style.len) {
		const struct style *own = find_style(setting, node->style);
		if (own)
			return own;
		typecase_report(setting->type, node->span, &layout_no_style,
		    ARGS(node->style));
		PROBLEM(setting->why, &layout_unknown_style, ARGS(node->style));
		return NULL;
	}
	struct slice kind = kind_style(node);
	const struct style *style =
	    setting->body && kind.len ? find_style(setting, kind) : NULL;
	return style ? style : otherwise;
}

static bool
stack_paragraph(struct stack *stack, const struct node *node,
    const struct style *style, mpt x, mpt width)
{
	struct paragraph paragraph;
	stack_open(stack, style->before, style->pen);
	if (!paragraph_set(stack->setting, node, style, x, width, &paragraph))
		return false;
	if (paragraph.count)
		stack_add(stack, &paragraph, style->keep_together, true);
	stack_close(stack, style->after, style->keep_with_next);
	return true;
}

/* A paragraph of nothing but an image. */
static bool
is_image(const struct node *node)
{
	return node->first && node->first == node->last &&
	       node->first->kind == NODE_IMAGE;
}

/* A picture is scaled down to the width, a QR code never: it is held. */
static bool
make_image(const struct setting *setting, const struct node *node, mpt width,
    struct image *image)
{
	*image = (struct image){.node = node};
	if (node_is_symbol(node)) {
		image->symbol =
		    symbol_new(setting->mem, node_symbol_text(node));
		if (image->symbol)
			image->width = image->height =
			    symbol_size(image->symbol);
		if (image->symbol && image->width <= width)
			return true;
		PROBLEM(setting->why, &layout_no_symbol, NO_ARGS);
		return false;
	}
	image->picture = typecase_picture(setting->type, node);
	if (!image->picture) {
		PROBLEM(setting->why, &layout_no_picture, NO_ARGS);
		return false;
	}
	struct picture_size size = picture_size(image->picture, width);
	image->width = size.width;
	image->height = size.height;
	return true;
}

static bool
stack_image(struct stack *stack, const struct node *node,
    const struct style *style, mpt x, mpt width)
{
	const struct setting *setting = stack->setting;
	struct image image;
	if (!make_image(setting, node, width, &image))
		return false;
	if (style->align == TEXT_CENTRED)
		x += (width - image.width) / 2;
	else if (style->align == TEXT_RIGHT || setting->tongue->right_to_left)
		x += width - image.width;
	stack_open(stack, style->before, style->pen);
	stack_add_empty(stack, node->parent, image.height);
	image.x = x;
	image.y = stack->y - image.height;
	image.line = (uint32_t)stack->count - 1;
	stack_add_image(stack, image);
	stack_close(stack, style->after, style->keep_with_next);
	return true;
}

static bool
stack_rule(struct stack *stack, const struct node *node,
    const struct style *style, mpt x, mpt width)
{
	stack_open(stack, style->before, 0);
	stack_add_empty(stack, node, style->leading);
	stack_add_bar(
	    stack, (struct bar){x, stack->y - style->leading / 2, width,
		       HAIRLINE, style->colour, (uint32_t)stack->count - 1});
	stack_close(stack, style->after, style->keep_with_next);
	return true;
}

bool
stack_children(struct stack *stack, const struct node *node,
    const struct style *otherwise, mpt x, mpt width)
{
	for (const struct node *n = node->first; n; n = n->next) {
		if (!stack_block(stack, n, otherwise, x, width))
			return false;
	}
	return true;
}

static bool
stack_quote(struct stack *stack, const struct node *node,
    const struct style *style, mpt x, mpt width)
{
	struct style inner = *style;
	inner.indent = 0; /* counted once, here */
	stack_open(stack, style->before, style->pen);
	if (!stack_children(stack, node, &inner, x, width))
		return false;
	stack_close(stack, style->after, style->keep_with_next);
	return true;
}

static bool
refuse(const struct setting *setting, const struct node *node)
{
	struct slice kind = slice_view(node_kind_name(node->kind));
	typecase_report(
	    setting->type, node->span, &layout_unfit_block, ARGS(kind));
	PROBLEM(setting->why, &layout_block_not_set, ARGS(kind));
	return false;
}

static bool
stack_kind(struct stack *stack, const struct node *node,
    const struct style *otherwise, mpt x, mpt width)
{
	const struct style *style =
	    block_find_style(stack->setting, node, otherwise);
	if (!style)
		return false;
	if (style->indent >= width) {
		PROBLEM(
		    stack->setting->why, &layout_no_room, ARGS(style->name));
		return false;
	}
	width -= style->indent;
	if (!stack->setting->tongue->right_to_left)
		x += style->indent;
	switch ((int)node->kind) {
	case NODE_HEADING:
	case NODE_PARAGRAPH:
		if (is_image(node))
			return stack_image(stack, node->first, style, x, width);
		return stack_paragraph(stack, node, style, x, width);
	case NODE_LIST:
		return stack_list(stack, node, style, x, width);
	case NODE_QUOTE:
		return stack_quote(stack, node, style, x, width);
	case NODE_RULE:
		return stack_rule(stack, node, style, x, width);
	case NODE_TABLE:
		return stack_table(stack, node, style, x, width);
	default:
		return refuse(stack->setting, node);
	}
}

/* A block in another language than the letter's is set as that one asks. */
static bool
in_own_language(struct stack *stack, const struct node *node,
    const struct style *otherwise, mpt x, mpt width)
{
	const struct setting *outer = stack->setting;
	struct setting own = *outer;
	own.tongue = typecase_tongue(
	    outer->type, arena_dup_text(outer->scratch, node->language));
	if (!own.tongue)
		return false;
	stack->setting = &own;
	bool ok = stack_kind(stack, node, otherwise, x, width);
	stack->setting = outer;
	return ok;
}

bool
stack_block(struct stack *stack, const struct node *node,
    const struct style *otherwise, mpt x, mpt width)
{
	if (node->language.len)
		return in_own_language(stack, node, otherwise, x, width);
	return stack_kind(stack, node, otherwise, x, width);
}

static bool
is_form(const struct stack *stack)
{
	for (size_t i = 0; i < stack->count; i++) {
		if (stack->lines[i].ruled)
			return true;
	}
	return false;
}

bool
block_set(const struct setting *setting, const struct node *node, mpt width,
    struct block *block)
{
	struct stack stack = {.setting = setting};
	const struct style *style =
	    block_find_style(setting, node, setting->plain);
	if (!style || !stack_block(&stack, node, setting->plain, 0, width))
		return false;
	*block = (struct block){
	    .galley = {.node = node,
		.width = width,
		.height = stack.y,
		.lines = stack.lines,
		.line_count = stack.count,
		.bars = stack.bars,
		.bar_count = stack.bar_count,
		.images = stack.images,
		.image_count = stack.image_count},
	    .cuts = stack.cuts,
	    .head = stack.head,
	    .before = style->before,
	    .after = style->after,
	    .pen = style->pen,
	    .keep_with_next = style->keep_with_next,
	    .form = is_form(&stack),
	};
	return true;
}
