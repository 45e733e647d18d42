#include "pdf/batch_private.h"
#include "pdf/syntax.h"
#include "pdf/tagged.h"

#include "base/memory.h"

/* One page being written. */
struct leaf {
	struct pdf_batch *batch;
	struct content content;
	struct tagged tagged;
	const struct trim *trim;
	struct diag *diag;
};

static bool
is_tagged(const struct leaf *leaf)
{
	return leaf->batch->tags != NULL;
}

static void
take_form(struct pdf_batch *batch, const struct form *form)
{
	batch->forms = mem_grow(batch->forms, &batch->form_room,
	    batch->form_count + 1, sizeof *batch->forms);
	batch->forms[batch->form_count++] = form;
	for (size_t i = 0; i < faces_parts(batch->job->faces); i++)
		batch->used[i] |= form->used[i];
	for (size_t i = 0; i < form->pictures.count; i++)
		picture_use_add(&batch->pictures, form->pictures.at[i]);
}

/* Forms are named in the order of their first use in the batch. */
static struct painted *
find_painted(struct pdf_batch *batch, const struct form *form)
{
	size_t old = batch->painted_room;
	if (form->index >= old) {
		batch->painted = mem_grow(batch->painted, &batch->painted_room,
		    form->index + 1, sizeof *batch->painted);
		memset(batch->painted + old, 0,
		    (batch->painted_room - old) * sizeof *batch->painted);
	}
	struct painted *painted = &batch->painted[form->index];
	if (!painted->name) {
		take_form(batch, form);
		painted->name = (uint32_t)batch->form_count;
	}
	return painted;
}

/*
 * A shared galley that stands whole is a form; with tags, only where the whole
 * of it is one element or an artifact.
 */
static bool
is_form(const struct leaf *leaf, const struct piece *piece)
{
	const struct galley *galley = piece->galley;
	return galley->id && piece->from == 0 &&
	       piece->to == galley->line_count &&
	       (!is_tagged(leaf) || piece->artifact ||
		   tagged_is_simple(galley));
}

static bool
add_form(struct leaf *leaf, const struct piece *piece)
{
	const struct form *form =
	    forms_find(leaf->batch->job->forms, piece->galley, leaf->diag);
	mpt y = leaf->trim->height - piece->y +
		content_first_top(piece->galley, piece->from);
	if (!form)
		return false;
	struct painted *painted = find_painted(leaf->batch, form);
	if (!painted->len || painted->x != piece->x || painted->y != y) {
		painted->x = piece->x;
		painted->y = y;
		painted->len = (uint32_t)pen_write_form(
		    painted->text, painted->name, piece->x, y);
	}
	pen_end_text(&leaf->content.pen);
	strbuf_add(
	    leaf->content.pen.out, (struct slice){painted->text, painted->len});
	return true;
}

static bool
add_piece(struct leaf *leaf, const struct piece *piece)
{
	mpt y = leaf->trim->height - piece->y;
	bool form = is_form(leaf, piece);
	if (piece->from == piece->to && piece->galley->bar_count == 0 &&
	    piece->galley->image_count == 0)
		return true;
	if (is_tagged(leaf))
		tags_begin_piece(
		    leaf->batch->tags, piece->language, piece->aside);
	if (is_tagged(leaf) && (form || piece->artifact) &&
	    !tagged_open(&leaf->tagged, piece))
		return false;
	if (form)
		return add_form(leaf, piece);
	if (is_tagged(leaf) && !piece->artifact)
		return tagged_add_lines(&leaf->tagged, piece, piece->x, y);
	if (is_tagged(leaf))
		content_add_lines(&leaf->content, piece->galley, piece->from,
		    piece->to, piece->x, y);
	else
		repeats_add_lines(leaf->batch->job->repeats, &leaf->content,
		    piece, piece->x, y);
	return !leaf->content.failed;
}

/* Of a stream, which knows nothing of one before it. */
static void
start_content(struct leaf *leaf)
{
	struct pdf_batch *batch = leaf->batch;
	leaf->content = content_start(&batch->job->content, &batch->content,
	    batch->used, &batch->pictures, true, leaf->diag);
}

/* Operators of pieces [from, to), in the batch's buffer. */
static bool
write_pieces(struct leaf *leaf, const struct page *page, size_t from, size_t to)
{
	strbuf_reset(leaf->content.pen.out);
	for (size_t i = from; i < to; i++)
		if (!add_piece(leaf, &page->pieces[i]))
			return false;
	pen_end_text(&leaf->content.pen);
	if (is_tagged(leaf))
		tagged_close(&leaf->tagged);
	if (to == page->count)
		trim_add_marks(&leaf->content.pen, leaf->trim, is_tagged(leaf));
	return true;
}

static bool
add_stream(struct leaf *leaf, struct slice entries, uint32_t *number)
{
	struct pdf_batch *batch = leaf->batch;
	struct haru_object *stream = haru_add(batch->haru, leaf->diag);
	if (!stream)
		return false;
	*number = haru_number(stream);
	return haru_fill_stream(batch->haru, stream, entries,
	    deflate_page(
		batch->job->deflater, batch->mem, strbuf_view(&batch->content)),
	    leaf->diag);
}

/*
 * The page's size may be inherited, but not where it is cut (14.11.2.1), and
 * resources neither (ISO 19005-2 6.2.2).
 */
static void
start_entries(struct pdf_batch *batch, uint32_t parent, const struct trim *trim)
{
	struct strbuf *entries = &batch->entries;
	strbuf_reset(entries);
	strbuf_add_text(entries, "/Type/Page/Parent ");
	syntax_add_reference(entries, parent);
	if (!trim_same_media(trim, &batch->trim))
		trim_add_media(entries, trim);
	trim_add_boxes(entries, trim);
}

static void
add_resources(struct pdf_batch *batch)
{
	strbuf_add_text(&batch->entries, "/Resources ");
	syntax_add_reference(&batch->entries, haru_number(batch->resources));
}

/* ISO 14289-1 7.18.3: the tab key follows the structure. */
static void
add_tag_entries(struct leaf *leaf, uint32_t key)
{
	struct strbuf *entries = &leaf->batch->entries;
	strbuf_add_text(entries, "/StructParents ");
	syntax_add_thousandths(entries, (int64_t)key * 1000);
	strbuf_add_text(entries, "/Tabs/S");
	if (leaf->tagged.annotations.len) {
		strbuf_add_text(entries, "/Annots[");
		strbuf_add(entries, strbuf_view(&leaf->tagged.annotations));
		strbuf_add_char(entries, ']');
	}
}

static bool
fill_page(struct leaf *leaf, const struct page *page, uint32_t number)
{
	struct pdf_batch *batch = leaf->batch;
	uint32_t stream, key = 0;
	if (is_tagged(leaf) && page->begins_text &&
	    !tags_begin_text(batch->tags, page->language, leaf->diag))
		return false;
	if (is_tagged(leaf))
		key = tags_begin_page(batch->tags, number);
	if (!write_pieces(leaf, page, 0, page->count) ||
	    !add_stream(leaf, SLICE("/Filter/FlateDecode"), &stream))
		return false;
	add_resources(batch);
	strbuf_add_text(&batch->entries, "/Contents ");
	syntax_add_reference(&batch->entries, stream);
	if (!is_tagged(leaf))
		return true;
	add_tag_entries(leaf, key);
	return tags_end_page(batch->tags, leaf->diag);
}

/* ---- a page of another PDF, with its tags */

/* What of a page is one; NULL where nothing is. A stamp may lie below it. */
static const struct picture *
tagged_picture(const struct leaf *leaf, const struct page *page, size_t *piece)
{
	for (size_t i = 0; is_tagged(leaf) && page->enclosed && i < page->count;
	     i++) {
		const struct galley *galley = page->pieces[i].galley;
		*piece = i;
		if (galley->image_count &&
		    picture_has_tags(galley->images[0].picture))
			return galley->images[0].picture;
	}
	return NULL;
}

/*
 * Pieces above or below it, such as a print shop's marks: a form, since the
 * page's resources are the other PDF's. Adds its call to `contents` and its
 * name to `more`.
 */
static bool
add_layer(struct leaf *leaf, const struct page *page, size_t from, size_t to,
    struct strbuf *contents, struct strbuf *more)
{
	struct pdf_batch *batch = leaf->batch;
	struct strbuf *out = leaf->content.pen.out;
	const char *name = from ? EXCERPT_OVERLAY : EXCERPT_UNDERLAY;
	struct strbuf entries = {0};
	uint32_t form, call;
	if (from == to && (!from || !leaf->trim->marks))
		return true;
	start_content(leaf);
	if (!write_pieces(leaf, page, from, to))
		return false;
	strbuf_add_text(&entries, "/Type/XObject/Subtype/Form");
	trim_add_overlay_box(&entries, leaf->trim);
	strbuf_print(&entries, "/Resources %u 0 R/Filter/FlateDecode",
	    haru_number(batch->resources));
	struct slice kept = arena_dup(batch->mem, strbuf_view(&entries));
	strbuf_fini(&entries);
	if (!add_stream(leaf, kept, &form))
		return false;
	strbuf_print(more, "%s %u 0 R", name, form);
	strbuf_reset(out);
	strbuf_print(
	    out, "/Artifact<</Type/Pagination>>BDC\n%s Do\nEMC\n", name);
	if (!add_stream(leaf, SLICE("/Filter/FlateDecode"), &call))
		return false;
	strbuf_print(contents, " %u 0 R", call);
	return true;
}

static bool
begin_tags(struct leaf *leaf, const struct page *page,
    const struct picture *picture, uint32_t number, uint32_t *key)
{
	struct tags *tags = leaf->batch->tags;
	const struct excerpt *excerpt = picture->excerpt;
	if (page->begins_text &&
	    (!tags_begin_text(tags, excerpt->language, leaf->diag) ||
		!tags_begin_foreign(tags, excerpt, leaf->diag)))
		return false;
	*key = tags_begin_page(tags, number);
	tags_mark_foreign(tags, picture->page);
	return true;
}

/* What lies below the page, the page, and what lies on it. */
static bool
add_contents(struct leaf *leaf, const struct page *page, size_t piece,
    const struct picture *picture, struct strbuf *contents)
{
	struct pdf_batch *batch = leaf->batch;
	const struct foreign_file file = batch_foreign_file(batch, leaf->diag);
	mpt shift = leaf->trim->height - (mpt)picture->rows;
	struct strbuf above = {0}, more = {0};
	uint32_t content = 0;
	bool ok = add_layer(leaf, page, 0, piece, contents, &more) &&
		  add_layer(leaf, page, piece + 1, page->count, &above, &more);
	if (ok)
		content = pictures_add_page(batch->job->pictures, picture,
		    shift, strbuf_view(&more), &file, &batch->entries);
	strbuf_print(contents, " %u 0 R", content);
	strbuf_add(contents, strbuf_view(&above));
	strbuf_fini(&above);
	strbuf_fini(&more);
	return content != 0;
}

static bool
fill_foreign(struct leaf *leaf, const struct page *page, size_t piece,
    const struct picture *picture, uint32_t number)
{
	struct pdf_batch *batch = leaf->batch;
	struct strbuf contents = {0};
	uint32_t key;
	bool ok = begin_tags(leaf, page, picture, number, &key) &&
		  add_contents(leaf, page, piece, picture, &contents);
	if (ok) {
		strbuf_print(&batch->entries, "/Contents[%.*s]",
		    (int)contents.len, contents.at);
		add_tag_entries(leaf, key);
	}
	strbuf_fini(&contents);
	return ok && tags_end_page(batch->tags, leaf->diag);
}

bool
page_add(struct pdf_batch *batch, const struct page *page,
    const struct trim *trim, struct diag *diag)
{
	uint32_t parent;
	bool ok = true;
	struct haru_object *object = haru_add_page(batch->haru, &parent, diag);
	if (!object)
		return false;
	start_entries(batch, parent, trim);
	if (page && page->count) {
		struct leaf leaf = {.batch = batch, .trim = trim, .diag = diag};
		start_content(&leaf);
		leaf.tagged = (struct tagged){.content = &leaf.content,
		    .tags = batch->tags,
		    .diag = diag};
		size_t piece = 0;
		const struct picture *picture =
		    tagged_picture(&leaf, page, &piece);
		ok = picture ? fill_foreign(&leaf, page, piece, picture,
				   haru_number(object))
			     : fill_page(&leaf, page, haru_number(object));
		tagged_fini(&leaf.tagged);
	}
	if (!page || !page->count)
		add_resources(batch);
	haru_fill(batch->haru, object,
	    arena_dup(batch->mem, strbuf_view(&batch->entries)));
	if (batch->place_count && !batch->places[batch->place_count - 1].object)
		batch->places[batch->place_count - 1].object =
		    haru_number(object);
	batch->pages++;
	return ok;
}
