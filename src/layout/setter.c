#include "layout/setter_parts.h"

#include <stdlib.h>

#include "base/memory.h"
#include "layout/dump.h"
#include "layout/messages.h"

enum { HAIRLINE = 500 }; /* mpt */

static const char *const roles[] = {
    [FRAME_TEXT] = "text",
    [FRAME_ADDRESS] = "address",
    [FRAME_BODY] = "body",
    [FRAME_MARK] = DUMP_MARK_ROLE,
};

static mpt
scaled(mpt length, mpt to, mpt from)
{
	return (mpt)((int64_t)length * to / from);
}

/* All styles in the proportion of the body's large print to its size. */
static void
make_large(struct setter *setter)
{
	const struct stationery *s = setter->stationery;
	mpt from = stationery_find_style(s, SLICE("body"))->size;
	mpt to = s->large_print;
	if (!to)
		return;
	setter->large =
	    ARENA_ARRAY(setter->job_mem, struct style, s->style_count);
	for (size_t i = 0; i < s->style_count; i++) {
		struct style *style = &setter->large[i];
		*style = s->styles[i];
		style->size = scaled(style->size, to, from);
		style->leading = scaled(style->leading, to, from);
		style->before = scaled(style->before, to, from);
		style->after = scaled(style->after, to, from);
		style->between = scaled(style->between, to, from);
		style->indent = scaled(style->indent, to, from);
	}
}

/* One bar on an empty line; blocks' numbers begin above (setter_block.c). */
static struct galley *
make_hairline(struct setter *setter, uint32_t frame)
{
	struct arena *mem = setter->job_mem;
	struct galley *galley = ARENA_NEW(mem, struct galley);
	mpt width = setter->stationery->frames[frame].width;
	galley->id = frame + 1;
	galley->width = width;
	galley->height = HAIRLINE;
	galley->lines = ARENA_NEW(mem, struct line);
	galley->lines[0].bottom = galley->lines[0].baseline = HAIRLINE;
	galley->line_count = 1;
	galley->bars = ARENA_NEW(mem, struct bar);
	galley->bars[0] = (struct bar){
	    0, 0, width, HAIRLINE, setter->frame_styles[frame]->colour, 0};
	galley->bar_count = 1;
	struct strbuf packed = {0};
	dump_pack_galley(&packed, galley, 0, 1);
	galley->digest = hash_of(strbuf_view(&packed));
	strbuf_fini(&packed);
	return galley;
}

static void
take_frames(struct setter *setter)
{
	const struct stationery *s = setter->stationery;
	for (uint32_t i = 0; i < s->frame_count; i++) {
		const struct frame *frame = &s->frames[i];
		setter->frame_styles[i] =
		    stationery_find_style(s, frame->style);
		if (frame->rule_above)
			setter->hairlines[i] = make_hairline(setter, i);
		if (frame->role != FRAME_BODY)
			continue;
		if (setter_on_page(frame, 0))
			setter->body_first = i;
		if (setter_on_page(frame, 1))
			setter->body_next = i;
	}
}

/* Opens the face of every style, so that a missing font is said at once. */
static bool
open_fonts(struct setter *setter)
{
	bool ok = true;
	for (size_t i = 0; i < setter->stationery->style_count; i++)
		ok &= typecase_font(setter->type,
			  &setter->stationery->styles[i], false, false) != NULL;
	return ok;
}

struct setter *
setter_new(struct arena *job_mem, const struct stationery *stationery,
    struct font_set *fonts, struct glyph_use *use, struct diag *diag)
{
	struct setter *setter = mem_new(1, sizeof *setter);
	setter->job_mem = job_mem;
	setter->stationery = stationery;
	setter->type = typecase_new(fonts, use, diag);
	setter->hasher = hasher_new();
	setter->store = block_store_new();
	setter->frame_tongue = typecase_tongue(
	    setter->type, arena_dup_text(job_mem, stationery->language));
	take_frames(setter);
	make_large(setter);
	if (!open_fonts(setter) || !setter->frame_tongue) {
		setter_free(setter);
		return NULL;
	}
	return setter;
}

void
setter_free(struct setter *setter)
{
	if (!setter)
		return;
	typecase_free(setter->type);
	setter_block_fini(setter);
	hasher_free(setter->hasher);
	strbuf_fini(&setter->packed);
	free(setter);
}

bool
setter_check_styles(
    struct setter *setter, const struct node *root, struct diag *diag)
{
	bool ok = true;
	if (root->style.len &&
	    !stationery_find_style(setter->stationery, root->style)) {
		stationery_report_style(
		    setter->stationery, root->style, root->span, diag);
		ok = false;
	}
	for (const struct node *n = root->first; n; n = n->next)
		ok &= setter_check_styles(setter, n, diag);
	return ok;
}

static bool
check_picture(struct setter *setter, const struct node *image,
    picture_seen *seen, void *ctx)
{
	if (node_is_symbol(image))
		return true; /* each letter has its own */
	const struct picture *picture = typecase_picture(setter->type, image);
	return picture && (!seen || seen(picture, image, ctx));
}

bool
setter_check_pictures(struct setter *setter, const struct node *root,
    picture_seen *seen, void *ctx)
{
	bool ok =
	    root->kind != NODE_IMAGE || check_picture(setter, root, seen, ctx);
	for (const struct node *n = root->first; n; n = n->next)
		ok &= setter_check_pictures(setter, n, seen, ctx);
	return ok;
}

static bool
set_body(struct job_letter *letter)
{
	const struct setter *setter = letter->setter;
	const struct letter_content *content = letter->content;
	const struct frame *frames = setter->stationery->frames;
	letter->body =
	    ARENA_ARRAY(letter->mem, const struct block *, content->body_count);
	for (size_t i = 0; i < content->body_count; i++) {
		letter->body[i] =
		    setter_block(letter, setter->body_first, content->body[i]);
		if (!letter->body[i])
			return false;
	}
	if (flow_blocks(letter->mem, letter->body, content->body_count,
		frames[setter->body_first].height,
		frames[setter->body_next].height, &letter->flow))
		return true;
	if (letter->flow.count == FLOW_PAGES_MOST)
		PROBLEM(letter->why, &layout_pages_most, ARGS(FLOW_PAGES_MOST));
	else
		PROBLEM(letter->why, &layout_line_tall,
		    ARGS(frames[setter->body_next].name));
	return false;
}

static bool
set_frames(struct job_letter *letter)
{
	const struct stationery *s = letter->setter->stationery;
	bool has_window = false;
	letter->frames =
	    ARENA_ARRAY(letter->mem, struct frame_blocks, s->frame_count);
	for (uint32_t i = 0; i < s->frame_count; i++) {
		if (s->frames[i].role == FRAME_TEXT &&
		    !setter_fill_frame(letter, i))
			return false;
		if (s->frames[i].role != FRAME_ADDRESS)
			continue;
		has_window = true;
		if (letter->content->address_count &&
		    !setter_set_address(letter, i))
			return false;
	}
	if (has_window || !letter->content->address_count)
		return true;
	PROBLEM(letter->why, &layout_no_address_frame, NO_ARGS);
	return false;
}

static size_t
count_pieces(const struct job_letter *letter, size_t page)
{
	const struct stationery *s = letter->setter->stationery;
	size_t count = letter->flow.pages[page].count;
	for (uint32_t i = 0; i < s->frame_count; i++) {
		if (setter_on_page(&s->frames[i], page))
			count += letter->frames[i].count + 2;
	}
	return count;
}

static void
add_body(const struct job_letter *letter, uint32_t frame, size_t index,
    struct page *page)
{
	const struct frame *f = &letter->setter->stationery->frames[frame];
	const struct flow_page *flow = &letter->flow.pages[index];
	for (size_t i = 0; i < flow->count; i++) {
		const struct flow_piece *p = &flow->pieces[i];
		page->pieces[page->count++] = (struct piece){
		    .x = f->x,
		    .y = f->y + p->y,
		    .galley = &letter->body[p->block]->galley,
		    .from = p->from,
		    .to = p->to,
		    .artifact = p->repeated,
		    .role = roles[FRAME_BODY],
		    .frame = frame,
		};
	}
}

static void
add_text(const struct job_letter *letter, uint32_t frame, struct page *page)
{
	const struct frame *f = &letter->setter->stationery->frames[frame];
	const struct frame_blocks *blocks = &letter->frames[frame];
	for (size_t i = 0; i < blocks->count; i++) {
		const struct galley *galley = &blocks->blocks[i]->galley;
		page->pieces[page->count++] = (struct piece){
		    .x = f->x,
		    .y = f->y + blocks->y[i],
		    .galley = galley,
		    .to = (uint32_t)galley->line_count,
		    .artifact = f->pages != PAGES_FIRST,
		    .role = roles[FRAME_TEXT],
		    .frame = frame,
		};
	}
}

static void
add_whole(const struct job_letter *letter, uint32_t frame,
    const struct galley *galley, const char *role, bool artifact,
    struct page *page)
{
	const struct frame *f = &letter->setter->stationery->frames[frame];
	page->pieces[page->count++] = (struct piece){
	    .x = f->x,
	    .y = f->y,
	    .galley = galley,
	    .to = (uint32_t)galley->line_count,
	    .artifact = artifact,
	    .role = role,
	    .frame = frame,
	};
}

static void
make_page(const struct job_letter *letter, size_t index, struct page *page)
{
	const struct setter *setter = letter->setter;
	const struct stationery *s = setter->stationery;
	page->pieces =
	    ARENA_ARRAY(letter->mem, struct piece, count_pieces(letter, index));
	page->count = 0;
	for (uint32_t i = 0; i < s->frame_count; i++) {
		const struct frame *frame = &s->frames[i];
		if (!setter_on_page(frame, index))
			continue;
		if (setter->hairlines[i])
			add_whole(letter, i, setter->hairlines[i], "rule", true,
			    page);
		if (frame->role == FRAME_BODY)
			add_body(letter, i, index, page);
		else if (frame->role == FRAME_TEXT)
			add_text(letter, i, page);
		else if (frame->role == FRAME_ADDRESS && letter->address)
			add_whole(letter, i, letter->address,
			    roles[FRAME_ADDRESS], false, page);
	}
}

static void
hash_pages(struct setter *setter, struct pages *pages)
{
	strbuf_reset(&setter->packed);
	pages_dump(&setter->packed, pages, false);
	hasher_start(setter->hasher);
	hasher_add(setter->hasher, strbuf_view(&setter->packed));
	pages->digest = hasher_finish(setter->hasher);
}

bool
setter_set_letter(struct setter *setter, struct arena *letter_mem,
    const struct letter_content *content, struct pages *pages,
    struct problem *why)
{
	struct job_letter letter = {.setter = setter,
	    .mem = letter_mem,
	    .content = content,
	    .why = why};
	*why = (struct problem){0};
	word_store_tidy(typecase_words(setter->type));
	block_store_tidy(setter->store);
	letter.tongue = typecase_tongue(setter->type, content->language);
	if (!letter.tongue || !set_body(&letter) || !set_frames(&letter)) {
		if (!why->message)
			PROBLEM(why, &layout_not_set, NO_ARGS);
		return false;
	}
	pages->width = setter->stationery->page_width;
	pages->height = setter->stationery->page_height;
	pages->count = letter.flow.count;
	pages->at = ARENA_ARRAY(letter_mem, struct page, pages->count);
	for (size_t i = 0; i < pages->count; i++)
		make_page(&letter, i, &pages->at[i]);
	hash_pages(setter, pages);
	return true;
}
