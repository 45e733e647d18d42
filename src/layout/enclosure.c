#include "layout/enclosure.h"

#include <stdlib.h>

#include "base/file.h"
#include "layout/messages.h"
#include "layout/picture.h"

enum { SIZE_SLACK = MPT_OF_MM100(50) };

static bool
is_near(mpt a, mpt b)
{
	return abs(a - b) <= SIZE_SLACK;
}

bool
enclosure_fits(const struct enclosure *enclosure, mpt width, mpt height)
{
	return is_near(enclosure->width, width) &&
	       is_near(enclosure->height, height);
}

/* As a letter's own picture: its words below it. */
static const struct node *
make_node(
    struct arena *mem, struct slice path, struct slice alt, struct span asked)
{
	struct node *block = node_new(mem, NODE_PARAGRAPH, asked);
	struct node *image = node_new(mem, NODE_IMAGE, asked);
	struct node *words = node_new(mem, NODE_TEXT, asked);
	image->target = path;
	words->text = alt;
	node_append(image, words);
	node_append(block, image);
	return block;
}

static void
make_page(struct arena *mem, const struct picture *picture,
    const struct node *block, struct page *page)
{
	struct galley *galley = ARENA_NEW(mem, struct galley);
	const mpt width = (mpt)picture->columns, height = (mpt)picture->rows;
	*galley = (struct galley){.node = block,
	    .width = width,
	    .height = height,
	    .lines = ARENA_NEW(mem, struct line),
	    .line_count = 1,
	    .images = ARENA_NEW(mem, struct image),
	    .image_count = 1};
	galley->lines[0].bottom = galley->lines[0].baseline = height;
	galley->lines[0].block = block;
	galley->images[0] = (struct image){.width = width,
	    .height = height,
	    .picture = picture,
	    .node = block->first};
	page->enclosed = true;
	page->pieces = ARENA_NEW(mem, struct piece);
	page->pieces[0] =
	    (struct piece){.galley = galley, .to = 1, .role = "enclosure"};
	page->count = 1;
}

static void
make_pages(struct arena *mem, const struct excerpt *excerpt, struct slice bytes,
    const struct node *block, struct enclosure *enclosure)
{
	enclosure->page_count = excerpt->page_count;
	enclosure->pages = ARENA_ARRAY(mem, struct page, excerpt->page_count);
	for (uint32_t i = 0; i < excerpt->page_count; i++) {
		struct picture *picture = ARENA_NEW(mem, struct picture);
		*picture = (struct picture){.path = enclosure->path,
		    .file = bytes,
		    .digest = picture_page_digest(&enclosure->digest, i),
		    .excerpt = excerpt,
		    .page = i,
		    .columns = (uint32_t)excerpt->pages[i].width,
		    .rows = (uint32_t)excerpt->pages[i].height,
		    .density = 72 * MPT_PER_POINT};
		make_page(mem, picture, block, &enclosure->pages[i]);
	}
	enclosure->pages[0].begins_text = true;
}

static void
warn_of_blank(const struct excerpt *excerpt, const char *path,
    struct diag *diag, struct span asked)
{
	for (size_t i = 0; i < excerpt->page_count; i++) {
		if (!excerpt->pages[i].blank)
			continue;
		REPORT(diag, asked, &layout_enclosure_blank,
		    ARGS(path_name(path), i + 1));
		HINT(diag, &layout_enclosure_blank_cure, NO_ARGS);
	}
}

const struct enclosure *
enclosure_read(struct arena *job_mem, const char *path, struct slice alt,
    bool tags, struct diag *diag, struct span asked)
{
	struct slice bytes;
	if (!file_read(job_mem, path, INPUT_ENCLOSURE, EXCERPT_FILE_MAX, diag,
		asked, &bytes))
		return NULL;
	const struct excerpt *excerpt = excerpt_take(job_mem, bytes, path,
	    (struct excerpt_wish){ENCLOSURE_PAGES_MAX, 0, tags}, diag, asked);
	if (!excerpt)
		return NULL;
	struct enclosure *enclosure = ARENA_NEW(job_mem, struct enclosure);
	enclosure->path = path;
	enclosure->text = excerpt->text;
	enclosure->says_tags = excerpt->tagged;
	enclosure->tagged = excerpt->tag_count > 0;
	enclosure->digest = inputs_find(diag, INPUT_ENCLOSURE, path)->digest;
	enclosure->width = excerpt->pages[0].width;
	enclosure->height = excerpt->pages[0].height;
	make_pages(job_mem, excerpt, bytes,
	    make_node(job_mem, slice_view(path), alt, asked), enclosure);
	for (size_t i = 1; i < excerpt->page_count; i++) {
		const struct excerpt_page *page = &excerpt->pages[i];
		if (enclosure_fits(enclosure, page->width, page->height))
			continue;
		REPORT(diag, asked, &layout_enclosure_sizes,
		    ARGS(path_name(path), i + 1));
		return NULL;
	}
	warn_of_blank(excerpt, path, diag, asked);
	return enclosure;
}

bool
enclosure_check(
    const struct enclosure *enclosure, picture_seen *seen, void *ctx)
{
	bool ok = true;
	for (size_t i = 0; seen && ok && i < enclosure->page_count; i++) {
		const struct image *image =
		    enclosure->pages[i].pieces[0].galley->images;
		ok = seen(image->picture, image->node, ctx);
	}
	return ok;
}

/* ---- behind a letter */

static bool
begins_sheet(size_t pages, uint32_t sides)
{
	return pages % sides == 0;
}

static size_t
count_pages(size_t own, const struct enclosure *const *enclosures, size_t count,
    uint32_t sides)
{
	size_t pages = own;
	for (size_t i = 0; i < count; i++) {
		while (!begins_sheet(pages, sides))
			pages++;
		pages += enclosures[i]->page_count;
	}
	return pages;
}

static void
hash_all(struct pages *pages, const struct enclosure *const *enclosures,
    size_t count, uint32_t sides)
{
	struct strbuf all = {0};
	strbuf_add(&all, (struct slice){(const char *)pages->digest.bytes,
			     sizeof pages->digest.bytes});
	strbuf_print(&all, "%u", sides);
	for (size_t i = 0; i < count; i++)
		strbuf_add(&all,
		    (struct slice){(const char *)enclosures[i]->digest.bytes,
			sizeof enclosures[i]->digest.bytes});
	pages->digest = hash_of(strbuf_view(&all));
	strbuf_fini(&all);
}

void
enclosures_add(struct arena *letter_mem, struct pages *pages,
    const struct enclosure *const *enclosures, size_t count, uint32_t sides)
{
	if (!count)
		return;
	size_t all = count_pages(pages->count, enclosures, count, sides);
	struct page *at = ARENA_ARRAY(letter_mem, struct page, all);
	size_t next = pages->count;
	memcpy(at, pages->at, pages->count * sizeof *at);
	for (size_t i = 0; i < count; i++) {
		while (!begins_sheet(next, sides))
			at[next++].enclosed = true; /* blank */
		memcpy(at + next, enclosures[i]->pages,
		    enclosures[i]->page_count * sizeof *at);
		next += enclosures[i]->page_count;
	}
	pages->at = at;
	pages->count = all;
	hash_all(pages, enclosures, count, sides);
}
