/*
 * shop/paper.c - a shop's margins and marks on a stationery.
 */
#include "shop/messages.h"
#include "shop/shop.h"

static mpt
larger(mpt a, mpt b)
{
	return a > b ? a : b;
}

static bool
overlap(const struct shop_box *a, const struct shop_box *b)
{
	return a->x < b->x + b->width && b->x < a->x + a->width &&
	       a->y < b->y + b->height && b->y < a->y + a->height;
}

static bool
is_on_page(const struct shop_box *box, const struct stationery *stationery)
{
	return box->x >= 0 && box->y >= 0 &&
	       box->x + box->width <= stationery->page_width &&
	       box->y + box->height <= stationery->page_height;
}

static bool
is_in_window(const struct shop_box *box, const struct stationery *stationery)
{
	const struct stationery_window *w = &stationery->window;
	const struct shop_box window = {w->x - w->tolerance,
	    w->y - w->tolerance, w->width + 2 * w->tolerance,
	    w->height + 2 * w->tolerance};
	return w->given && overlap(box, &window);
}

/* The stationery's own marks are drawn as late as the shop's. */
static const struct frame *
find_frame(const struct shop_box *box, const struct stationery *stationery)
{
	for (size_t i = 0; i < stationery->frame_count; i++) {
		const struct frame *frame = &stationery->frames[i];
		const struct shop_box own = {
		    frame->x, frame->y, frame->width, frame->height};
		if (frame->role == FRAME_MARK && overlap(box, &own))
			return frame;
	}
	return NULL;
}

/* Preflight sees letters before they have a number, so not these. */
static bool
check_own_marks(const struct shop *shop, const struct stationery *stationery,
    struct diag *diag)
{
	const struct stationery_clear *clear = &shop->clear;
	mpt right = stationery->page_width - clear->right;
	mpt bottom = stationery->page_height - clear->bottom;
	bool ok = true;
	for (size_t i = 0; i < stationery->frame_count; i++) {
		const struct frame *frame = &stationery->frames[i];
		if (frame->role != FRAME_MARK ||
		    (frame->x >= clear->left && frame->y >= clear->top &&
			frame->x + frame->width <= right &&
			frame->y + frame->height <= bottom))
			continue;
		REPORT(diag, frame->span, &shop_frame_in_margin,
		    ARGS(frame->name));
		ok = false;
	}
	return ok;
}

static bool
check_zones(const struct shop *shop, const struct stationery *stationery,
    struct diag *diag)
{
	struct shop_box zones[SHOP_ZONES_MAX];
	struct span spans[SHOP_ZONES_MAX];
	size_t count = shop_zones(shop, zones), named = 0;
	bool ok = true;
	if (shop->omr.given)
		spans[named++] = shop->omr.span;
	if (shop->code.given)
		spans[named++] = shop->code.span;
	if (shop->text.given)
		spans[named++] = shop->text.span;
	for (size_t i = 0; i < count; i++) {
		const struct frame *frame = find_frame(&zones[i], stationery);
		const struct message *fault =
		    !is_on_page(&zones[i], stationery)	  ? &shop_mark_off_page
		    : is_in_window(&zones[i], stationery) ? &shop_mark_in_window
							  : NULL;
		for (size_t k = 0; !fault && k < i; k++)
			if (overlap(&zones[i], &zones[k]))
				fault = &shop_marks_overlap;
		if (fault)
			REPORT(diag, spans[i], fault, NO_ARGS);
		else if (frame)
			REPORT(diag, spans[i], &shop_mark_on_frame,
			    ARGS(frame->name));
		ok = ok && !fault && !frame;
	}
	return ok;
}

#define STYLE_NAME "(print shop)"

/* The body's family, in the shop's size. */
static void
add_style(struct arena *job_mem, const struct shop *shop, struct stationery *to)
{
	const struct style *body = stationery_find_style(to, SLICE("body"));
	struct style *styles =
	    ARENA_ARRAY(job_mem, struct style, to->style_count + 1);
	memcpy(styles, to->styles, to->style_count * sizeof *styles);
	styles[to->style_count] = (struct style){
	    .name = SLICE(STYLE_NAME),
	    .family = body->family,
	    .size = shop->text.size,
	    .leading = shop->text.size * 6 / 5,
	    .span = shop->text.span,
	};
	to->styles = styles;
	to->style_count++;
}

static void
add_frame(struct arena *job_mem, const struct shop *shop, uint32_t sides,
    struct stationery *to)
{
	const struct shop_box *box = &shop->text.box;
	struct frame *frames =
	    ARENA_ARRAY(job_mem, struct frame, to->frame_count + 1);
	memcpy(frames, to->frames, to->frame_count * sizeof *frames);
	frames[to->frame_count] = (struct frame){
	    .name = SLICE(STYLE_NAME),
	    .role = FRAME_MARK,
	    .x = box->x,
	    .y = box->y,
	    .width = box->width,
	    .height = box->height,
	    .style = SLICE(STYLE_NAME),
	    .text = shop->text.text,
	    .proof = SLICE("PROV"),
	    .sides = sides,
	    .span = shop->text.span,
	    .text_span = shop->text.span,
	};
	to->frames = frames;
	to->frame_count++;
}

bool
shop_put_on(struct arena *job_mem, const struct shop *shop, uint32_t sides,
    struct stationery *stationery, struct diag *diag)
{
	struct stationery_clear *clear = &stationery->clear;
	clear->left = larger(clear->left, shop->clear.left);
	clear->right = larger(clear->right, shop->clear.right);
	clear->top = larger(clear->top, shop->clear.top);
	clear->bottom = larger(clear->bottom, shop->clear.bottom);
	bool ok = check_own_marks(shop, stationery, diag);
	ok = check_zones(shop, stationery, diag) && ok;
	if (ok && shop->text.given) {
		add_style(job_mem, shop, stationery);
		add_frame(job_mem, shop, sides, stationery);
	}
	return ok;
}
