#include "layout/setter_parts.h"

#include <stdlib.h>

#include "base/memory.h"
#include "layout/dump.h"
#include "layout/messages.h"

static const char *const roles[] = {
    [FRAME_TEXT] = "text",
    [FRAME_ADDRESS] = "address",
    [FRAME_BODY] = "body",
    [FRAME_MARK] = DUMP_MARK_ROLE,
    [FRAME_PICTURE] = "picture",
    [FRAME_BOX] = "box",
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

static void
take_frames(struct setter *setter)
{
	const struct stationery *s = setter->stationery;
	for (uint32_t i = 0; i < s->frame_count; i++) {
		const struct frame *frame = &s->frames[i];
		setter->frame_styles[i] =
		    stationery_find_style(s, frame->style);
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

/* Each list is read, so that a wrong line is said whoever gets letters. */
static bool
open_lists(struct setter *setter)
{
	const struct stationery *s = setter->stationery;
	bool ok = true;
	for (size_t i = 0; i < s->list_count; i++)
		ok &= typecase_tongue(
			  setter->type, arena_dup_text(setter->job_mem,
					    s->lists[i].language)) != NULL;
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
	setter->lines = block_store_new();
	setter->planning = use != NULL;
	typecase_take_lists(
	    setter->type, stationery->lists, stationery->list_count);
	setter->frame_tongue = typecase_tongue(
	    setter->type, arena_dup_text(job_mem, stationery->language));
	take_frames(setter);
	make_large(setter);
	if (!open_fonts(setter) || !setter->frame_tongue ||
	    !open_lists(setter) || !setter_make_fixed(setter)) {
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

/* Said by who sets the rows first, not once more by who writes them; of what
 * somebody wrote, not of a list of our own. */
static void
warn_of_divided(const struct job_letter *letter)
{
	const struct block *form = letter->flow.divided;
	if (form && form->galley.node->span.file && letter->setter->planning)
		typecase_report(letter->setter->type, form->galley.node->span,
		    &layout_form_divided, NO_ARGS);
}

/* Whether a frame's text ends this letter, in the letter's large print. */
static bool
takes_along(const struct job_letter *letter, uint32_t frame)
{
	return letter->content->large_print && letter->setter->large &&
	       letter->setter->stationery->frames[frame].large_print;
}

static bool
add_blocks(
    struct job_letter *letter, const struct node *const *blocks, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct block *block =
		    setter_block(letter, letter->setter->body_first, blocks[i]);
		if (!block)
			return false;
		letter->body[letter->body_count++] = block;
	}
	return true;
}

/* A frame's text is written in the stationery's language. */
static bool
add_frames(struct job_letter *letter)
{
	const struct tongue *own = letter->tongue;
	bool ok = true;
	letter->tongue = letter->setter->frame_tongue;
	for (uint32_t i = 0; i < letter->setter->stationery->frame_count; i++) {
		if (takes_along(letter, i))
			ok = ok && add_blocks(letter,
				       letter->content->frames[i].blocks,
				       letter->content->frames[i].count);
	}
	letter->tongue = own;
	return ok;
}

static size_t
count_blocks(const struct job_letter *letter)
{
	size_t count = letter->content->body_count;
	for (uint32_t i = 0; i < letter->setter->stationery->frame_count; i++) {
		if (takes_along(letter, i))
			count += letter->content->frames[i].count;
	}
	return count;
}

static bool
set_body(struct job_letter *letter)
{
	const struct setter *setter = letter->setter;
	const struct letter_content *content = letter->content;
	const struct frame *frames = setter->stationery->frames;
	letter->body = ARENA_ARRAY(
	    letter->mem, const struct block *, count_blocks(letter));
	if (!add_blocks(letter, content->body, content->body_count))
		return false;
	letter->own_count = letter->body_count;
	if (!add_frames(letter))
		return false;
	if (flow_blocks(letter->mem, letter->body, letter->body_count,
		frames[setter->body_first].height,
		frames[setter->body_next].height, &letter->flow)) {
		warn_of_divided(letter);
		return true;
	}
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
	if (has_window || s->poster || !letter->content->address_count)
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

/* The language that a frame's text is written in; NULL: that of the letter. */
static const char *
frame_language(const struct job_letter *letter)
{
	const char *language = letter->setter->frame_tongue->language;
	const char *own = letter->content->language;
	return strcmp(language, own) == 0 ? NULL : language;
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
		    .language = p->block < letter->own_count
				    ? NULL
				    : frame_language(letter),
		};
	}
}

/*
 * What stands on each page is read once, on the first; what only following
 * pages have repeats it.
 */
static void
add_text(const struct job_letter *letter, uint32_t frame, size_t index,
    bool after_body, struct page *page)
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
		    .artifact = index > 0 || takes_along(letter, frame),
		    .aside = after_body,
		    .role = roles[FRAME_TEXT],
		    .frame = frame,
		    .language = frame_language(letter),
		};
	}
}

static struct piece *
add_whole(const struct job_letter *letter, uint32_t frame,
    const struct galley *galley, const char *role, bool artifact,
    struct page *page)
{
	const struct frame *f = &letter->setter->stationery->frames[frame];
	struct piece *piece = &page->pieces[page->count++];
	*piece = (struct piece){
	    .x = f->x,
	    .y = f->y,
	    .galley = galley,
	    .to = (uint32_t)galley->line_count,
	    .artifact = artifact,
	    .role = role,
	    .frame = frame,
	};
	return piece;
}

/* A picture that says something, and only once, is part of the letter. */
static void
add_fixed(const struct job_letter *letter, uint32_t frame, struct page *page)
{
	const struct frame *f = &letter->setter->stationery->frames[frame];
	bool said = f->role == FRAME_PICTURE && !f->decorative &&
		    f->pages == PAGES_FIRST;
	add_whole(letter, frame, letter->setter->fixed[frame],
	    f->role == FRAME_PICTURE || f->role == FRAME_BOX ? roles[f->role]
							     : "rule",
	    !said, page)
	    ->language = frame_language(letter);
}

static void
make_page(const struct job_letter *letter, size_t index, struct page *page)
{
	const struct setter *setter = letter->setter;
	const struct stationery *s = setter->stationery;
	page->pieces =
	    ARENA_ARRAY(letter->mem, struct piece, count_pieces(letter, index));
	page->count = 0;
	page->language = letter->content->language;
	bool after_body = false;
	for (uint32_t i = 0; i < s->frame_count; i++) {
		const struct frame *frame = &s->frames[i];
		if (!setter_on_page(frame, index))
			continue;
		if (setter->fixed[i])
			add_fixed(letter, i, page);
		if (frame->role == FRAME_BODY)
			add_body(letter, i, index, page);
		else if (frame->role == FRAME_TEXT)
			add_text(letter, i, index, after_body, page);
		else if (frame->role == FRAME_ADDRESS && letter->address)
			add_whole(letter, i, letter->address,
			    roles[FRAME_ADDRESS], false, page)
			    ->language = frame_language(letter);
		after_body |= frame->role == FRAME_BODY;
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
	block_store_tidy(setter->lines);
	letter.tongue = typecase_tongue(setter->type, content->language);
	if (!letter.tongue || !set_body(&letter) || !set_frames(&letter)) {
		if (!why->message)
			PROBLEM(why, &layout_not_set, NO_ARGS);
		return false;
	}
	pages->width = setter->stationery->page_width;
	pages->height = setter->stationery->page_height;
	pages->bleed = setter->stationery->bleed;
	pages->crop_marks = setter->stationery->crop_marks;
	pages->count = letter.flow.count;
	pages->at = ARENA_ARRAY(letter_mem, struct page, pages->count);
	for (size_t i = 0; i < pages->count; i++)
		make_page(&letter, i, &pages->at[i]);
	hash_pages(setter, pages);
	return true;
}
