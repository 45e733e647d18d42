#include "set/preflight.h"

#include "record/identity_text.h"
#include "set/ink.h"
#include "set/messages.h"

/* ---- ink */

/* One piece against one area. */
struct look {
	struct ink area;
	bool inside; /* it must lie inside; otherwise outside */
	int64_t worst;
};

static int64_t
fault(const struct look *look, const struct ink *ink)
{
	return look->inside ? ink_beyond(ink, &look->area)
			    : ink_within(ink, &look->area);
}

static bool
is_clear(const struct ink *ink, void *ctx)
{
	return fault(ctx, ink) == 0;
}

static bool
see(const struct ink *ink, void *ctx)
{
	struct look *look = ctx;
	int64_t found = fault(look, ink);
	look->worst = found > look->worst ? found : look->worst;
	return true;
}

static int32_t
look_at(const struct piece *piece, struct ink area, bool inside)
{
	struct look look = {area, inside, 0};
	ink_each(piece, is_clear, see, &look);
	return look.worst > MPT_MOST ? MPT_MOST : (int32_t)look.worst;
}

/* Without a window, the address frame is all that is known of it. */
static bool
find_window(const struct stationery *stationery, struct ink *window)
{
	const struct stationery_window *w = &stationery->window;
	if (w->given) {
		*window =
		    (struct ink){w->x, w->y, w->x + w->width, w->y + w->height};
		return true;
	}
	for (size_t i = 0; i < stationery->frame_count; i++) {
		const struct frame *f = &stationery->frames[i];
		if (f->role != FRAME_ADDRESS)
			continue;
		*window =
		    (struct ink){f->x, f->y, f->x + f->width, f->y + f->height};
		return true;
	}
	return false;
}

/* What is fixed in its frame is so in every letter: said once, there. */
static void
report_fixed(struct preflight *preflight, const struct piece *piece,
    const struct message *message)
{
	const struct frame *frame =
	    &preflight->stationery->frames[piece->frame];
	if (!piece->galley->id || frame->role == FRAME_BODY ||
	    preflight->reported[piece->frame])
		return;
	preflight->reported[piece->frame] = true;
	REPORT(preflight->diag, frame->span, message, ARGS(frame->name));
}

static bool
is_address(const struct preflight *preflight, const struct piece *piece)
{
	return preflight->stationery->frames[piece->frame].role ==
	       FRAME_ADDRESS;
}

/*
 * A frame that is the window itself may have the overhang of an italic out of
 * it; a window that is stated is a hole in an envelope.
 */
static void
check_window(struct preflight *preflight, const struct page *page,
    const struct ink *window, struct findings *findings)
{
	const struct stationery_window *w = &preflight->stationery->window;
	struct ink wide = {window->left - w->tolerance,
	    window->top - w->tolerance, window->right + w->tolerance,
	    window->bottom + w->tolerance};
	for (size_t i = 0; i < page->count; i++) {
		const struct piece *piece = &page->pieces[i];
		if (is_address(preflight, piece)) {
			if (w->given)
				findings_add(findings, FINDING_WINDOW,
				    look_at(piece, *window, true));
			continue;
		}
		int32_t deep = look_at(piece, wide, false);
		findings_add(findings, FINDING_INK, deep);
		if (deep)
			report_fixed(preflight, piece, &set_frame_in_window);
	}
}

static void
check_margins(struct preflight *preflight, const struct pages *pages,
    const struct page *page, struct findings *findings)
{
	const struct stationery_clear *clear = &preflight->stationery->clear;
	struct ink area = {clear->left, clear->top, pages->width - clear->right,
	    pages->height - clear->bottom};
	for (size_t i = 0; i < page->count; i++) {
		const struct piece *piece = &page->pieces[i];
		if (stationery_is_cut(preflight->stationery,
			&preflight->stationery->frames[piece->frame]))
			continue;
		int32_t far = look_at(piece, area, true);
		findings_add(findings, FINDING_MARGIN, far);
		if (far)
			report_fixed(preflight, piece, &set_frame_in_margin);
	}
}

static bool
has_margins(const struct stationery_clear *clear)
{
	return clear->left || clear->right || clear->top || clear->bottom;
}

/* The zones of the print shop's marks, whatever page number comes there. */
static void
check_zones(struct preflight *preflight, const struct page *page,
    struct findings *findings)
{
	struct shop_box zones[SHOP_ZONES_MAX];
	size_t count = shop_zones(preflight->shop, zones);
	for (size_t z = 0; z < count; z++) {
		const struct shop_box *box = &zones[z];
		struct ink area = {
		    box->x, box->y, box->x + box->width, box->y + box->height};
		for (size_t i = 0; i < page->count; i++) {
			const struct piece *piece = &page->pieces[i];
			int32_t deep = look_at(piece, area, false);
			findings_add(findings, FINDING_MARK, deep);
			if (deep)
				report_fixed(
				    preflight, piece, &set_frame_in_mark);
		}
	}
}

bool
preflight_sheets(struct preflight *preflight, const struct pages *pages,
    struct findings *findings, struct problem *why)
{
	if (!preflight->shop)
		return true;
	for (size_t i = 0; i < pages->count; i += preflight->sides)
		check_zones(preflight, &pages->at[i], findings);
	if (!findings->amount[FINDING_MARK])
		return true;
	PROBLEM(why, &set_ink_in_mark, NO_ARGS);
	return false;
}

/* Lines of the letter's text that stand alone on its last page. */
static void
check_spill(const struct preflight *preflight, const struct pages *pages,
    struct findings *findings)
{
	const struct page *last = &pages->at[pages->count - 1];
	uint32_t lines = 0;
	if (pages->count == 1)
		return;
	for (size_t i = 0; i < last->count; i++) {
		const struct piece *piece = &last->pieces[i];
		const struct galley *galley = piece->galley;
		if (preflight->stationery->frames[piece->frame].role !=
		    FRAME_BODY)
			continue;
		if (galley->image_count)
			return;
		for (uint32_t k = piece->from; k < piece->to; k++)
			lines += galley->lines[k].run_count > 0;
	}
	if (lines && lines <= SPILL_LINES_MOST)
		findings_add(findings, FINDING_SPILL, (int32_t)lines);
}

/* ---- identity numbers */

/* A Finnish code has nine digits, all others have more. */
#define NUMBER_DIGITS_LEAST 9

/* Whatever is no ASCII may be a digit too, of another width. */
static bool
may_be_digit(char c)
{
	return (c >= '0' && c <= '9') || (unsigned char)c >= 0xC0;
}

static size_t
count_digits(struct slice text)
{
	size_t digits = 0;
	for (size_t i = 0; i < text.len; i++)
		digits += may_be_digit(text.at[i]);
	return digits;
}

static bool
holds_number(const struct preflight *preflight, struct slice text)
{
	size_t at = 0, len;
	return count_digits(text) >= NUMBER_DIGITS_LEAST &&
	       identity_find(text, preflight->today, &at, &len);
}

/* As far as a row's value may stand in it: what is fixed was read before. */
static bool
line_holds_number(const struct preflight *preflight, const struct line *line)
{
	struct strbuf text = {0};
	size_t digits = 0;
	for (size_t i = 0; i < line->run_count; i++)
		digits += count_digits(line->runs[i].text);
	if (digits < NUMBER_DIGITS_LEAST)
		return false;
	for (size_t i = 0; i < line->run_count; i++)
		strbuf_add(&text, line->runs[i].text);
	bool holds = holds_number(preflight, strbuf_view(&text));
	strbuf_fini(&text);
	return holds;
}

static bool
check_numbers(const struct preflight *preflight, const struct page *page,
    struct findings *findings, struct problem *why)
{
	for (size_t i = 0; i < page->count; i++) {
		const struct piece *piece = &page->pieces[i];
		const struct frame *frame =
		    &preflight->stationery->frames[piece->frame];
		if (piece->galley->id || frame->role != FRAME_TEXT)
			continue;
		for (uint32_t k = piece->from; k < piece->to; k++) {
			if (!line_holds_number(
				preflight, &piece->galley->lines[k]))
				continue;
			findings_add(findings, FINDING_NUMBER, 1);
			PROBLEM(why, &set_number_in_frame, ARGS(frame->name));
			return false;
		}
	}
	return true;
}

bool
preflight_address(const struct preflight *preflight, const struct slice *lines,
    size_t count, struct findings *findings, struct problem *why)
{
	for (size_t i = 0; i < count; i++) {
		if (!holds_number(preflight, lines[i]))
			continue;
		findings_add(findings, FINDING_NUMBER, 1);
		PROBLEM(why, &set_number_in_window, ARGS(i + 1));
		return false;
	}
	return true;
}

/* ---- a text */

static bool
judge(const struct findings *findings, struct problem *why)
{
	if (findings->amount[FINDING_WINDOW])
		PROBLEM(why, &set_address_outside, NO_ARGS);
	else if (findings->amount[FINDING_INK])
		PROBLEM(why, &set_ink_in_window, NO_ARGS);
	else if (findings->amount[FINDING_MARGIN])
		PROBLEM(why, &set_ink_in_margin, NO_ARGS);
	else
		return true;
	return false;
}

bool
preflight_pages(struct preflight *preflight, const struct pages *pages,
    struct findings *findings, struct problem *why)
{
	const struct stationery *stationery = preflight->stationery;
	struct ink window;
	/* nobody turns a leaf of what hangs on a wall */
	if (stationery->poster && pages->count > 1) {
		PROBLEM(why, &set_poster_pages, ARGS(pages->count));
		return false;
	}
	if (find_window(stationery, &window))
		check_window(preflight, &pages->at[0], &window, findings);
	for (size_t i = 0; i < pages->count; i++) {
		const struct page *page = &pages->at[i];
		if (has_margins(&stationery->clear))
			check_margins(preflight, pages, page, findings);
		if (!check_numbers(preflight, page, findings, why))
			return false;
	}
	check_spill(preflight, pages, findings);
	return judge(findings, why);
}

void
preflight_note_window(const struct stationery *stationery, struct diag *diag)
{
	const struct stationery_window *window = &stationery->window;
	if (!window->given || window->confirmed)
		return;
	REPORT(diag, window->span, &set_window_unconfirmed,
	    ARGS(stationery->name));
	HINT(diag, &set_window_unconfirmed_hint, NO_ARGS);
}
