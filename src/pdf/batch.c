#include "pdf/batch.h"

#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"
#include "pdf/job.h"
#include "pdf/label.h"
#include "pdf/messages.h"
#include "pdf/metadata.h"
#include "pdf/syntax.h"

struct pdf_batch {
	struct pdf_job *job;
	struct arena *mem;
	struct haru *haru;
	struct slice title;
	struct haru_object *resources, *form_resources;
	bool *used; /* by part of a font */
	mpt width, height; /* of the first page; the others inherit it */
	/* Shared galleys: by id the n of /Sn, from 1; the forms by n - 1. */
	uint32_t *names;
	size_t name_room;
	const struct form **forms;
	size_t form_count, form_room;
	struct letter_place *places;
	size_t place_count, place_room;
	uint32_t pages;
	struct strbuf content, entries; /* scratch */
};

static bool
start(struct pdf_batch *batch, struct diag *diag)
{
	batch->haru = haru_new(diag);
	if (!batch->haru)
		return false;
	batch->resources = haru_add(batch->haru, diag);
	if (!batch->resources)
		return false;
	batch->form_resources = haru_add(batch->haru, diag);
	return batch->form_resources != NULL;
}

struct pdf_batch *
pdf_batch_new(struct pdf_job *job, struct slice title, struct diag *diag)
{
	struct pdf_batch *batch = mem_new(1, sizeof *batch);
	batch->job = job;
	batch->mem = arena_new();
	batch->title = arena_dup(batch->mem, title);
	batch->used = ARENA_ARRAY(batch->mem, bool, faces_parts(job->faces));
	if (!start(batch, diag)) {
		pdf_batch_free(batch);
		return NULL;
	}
	return batch;
}

void
pdf_batch_free(struct pdf_batch *batch)
{
	if (!batch)
		return;
	haru_free(batch->haru);
	arena_free(batch->mem);
	free(batch->names);
	free(batch->forms);
	free(batch->places);
	strbuf_fini(&batch->content);
	strbuf_fini(&batch->entries);
	free(batch);
}

uint32_t
pdf_batch_pages(const struct pdf_batch *batch)
{
	return batch->pages;
}

/* The n of /Sn of a shared galley, in order of first use; 0 after a report. */
static size_t
name_form(
    struct pdf_batch *batch, const struct galley *galley, struct diag *diag)
{
	size_t old = batch->name_room;
	if (galley->id >= old) {
		batch->names = mem_grow(batch->names, &batch->name_room,
		    (size_t)galley->id + 1, sizeof *batch->names);
		memset(batch->names + old, 0,
		    (batch->name_room - old) * sizeof *batch->names);
	}
	if (batch->names[galley->id])
		return batch->names[galley->id];
	const struct form *form = forms_find(batch->job->forms, galley, diag);
	if (!form)
		return 0;
	batch->forms = mem_grow(batch->forms, &batch->form_room,
	    batch->form_count + 1, sizeof *batch->forms);
	batch->forms[batch->form_count++] = form;
	for (size_t i = 0; i < faces_parts(batch->job->faces); i++)
		batch->used[i] |= form->used[i];
	batch->names[galley->id] = (uint32_t)batch->form_count;
	return batch->form_count;
}

static bool
is_shared_whole(const struct piece *piece)
{
	const struct galley *galley = piece->galley;
	return galley->id && piece->from == 0 &&
	       piece->to == galley->line_count;
}

static bool
add_piece(struct pdf_batch *batch, struct content *content,
    const struct piece *piece, mpt page_height, struct diag *diag)
{
	const struct galley *galley = piece->galley;
	mpt y = page_height - piece->y;
	if (!is_shared_whole(piece)) {
		content_add_lines(
		    content, galley, piece->from, piece->to, piece->x, y);
		return !content->failed;
	}
	size_t name = name_form(batch, galley, diag);
	if (!name)
		return false;
	if (galley->line_count)
		y += galley->lines[0].top;
	content_add_form(content, name, piece->x, y);
	return true;
}

/* The page's stream; its number, 0 where the page is empty. */
static bool
add_content(struct pdf_batch *batch, const struct page *page, mpt height,
    uint32_t *number, struct diag *diag)
{
	struct deflater *deflater = batch->job->deflater;
	*number = 0;
	if (page->count == 0)
		return true;
	strbuf_reset(&batch->content);
	struct content content = content_start(
	    &batch->content, batch->job->faces, batch->used, true, diag);
	for (size_t i = 0; i < page->count; i++)
		if (!add_piece(batch, &content, &page->pieces[i], height, diag))
			return false;
	struct haru_object *stream = haru_add(batch->haru, diag);
	if (!stream)
		return false;
	*number = haru_number(stream);
	return haru_fill_stream(batch->haru, stream,
	    SLICE("/Filter/FlateDecode"),
	    deflate_page(deflater, batch->mem, strbuf_view(&batch->content)),
	    diag);
}

static void
add_box(struct strbuf *out, mpt width, mpt height)
{
	strbuf_add_text(out, "/MediaBox[0 0 ");
	syntax_add_thousandths(out, width);
	strbuf_add_char(out, ' ');
	syntax_add_thousandths(out, height);
	strbuf_add_char(out, ']');
}

/*
 * Resources stand at each page, since ISO 19005-2 6.2.2 wants none inherited;
 * the page's size may be.
 */
static bool
add_page(struct pdf_batch *batch, mpt width, mpt height, uint32_t content,
    struct diag *diag)
{
	uint32_t parent;
	struct haru_object *page = haru_add_page(batch->haru, &parent, diag);
	struct strbuf *entries = &batch->entries;
	if (!page)
		return false;
	strbuf_reset(entries);
	strbuf_add_text(entries, "/Type/Page/Parent ");
	syntax_add_reference(entries, parent);
	strbuf_add_text(entries, "/Resources ");
	syntax_add_reference(entries, haru_number(batch->resources));
	if (width != batch->width || height != batch->height)
		add_box(entries, width, height);
	if (content) {
		strbuf_add_text(entries, "/Contents ");
		syntax_add_reference(entries, content);
	}
	haru_fill(
	    batch->haru, page, arena_dup(batch->mem, strbuf_view(entries)));
	batch->pages++;
	return true;
}

static void
add_place(struct pdf_batch *batch, uint32_t number, uint32_t pages)
{
	batch->places = mem_grow(batch->places, &batch->place_room,
	    batch->place_count + 1, sizeof *batch->places);
	batch->places[batch->place_count++] =
	    (struct letter_place){number, batch->pages, pages};
}

static bool
add_letter(struct pdf_batch *batch, const struct pdf_letter *letter,
    const struct pages *pages, struct diag *diag)
{
	uint32_t content = 0;
	for (size_t i = 0; i < pages->count; i++)
		if (!add_content(
			batch, &pages->at[i], pages->height, &content, diag) ||
		    !add_page(
			batch, pages->width, pages->height, content, diag))
			return false;
	for (uint32_t i = 0; i < letter->blank_pages; i++)
		if (!add_page(batch, pages->width, pages->height, 0, diag))
			return false;
	return true;
}

bool
pdf_batch_add(struct pdf_batch *batch, const struct pdf_letter *letter,
    const struct pages *pages, struct diag *diag)
{
	if (batch->pages == 0) {
		batch->width = pages->width;
		batch->height = pages->height;
	}
	add_place(batch, letter->number,
	    (uint32_t)pages->count + letter->blank_pages);
	if (!add_letter(batch, letter, pages, diag))
		return false;
	if (haru_size(batch->haru) <= HARU_FILE_MAX)
		return true;
	REPORT(diag, NO_SPAN, &pdf_too_large, NO_ARGS);
	HINT(diag, &pdf_smaller_batches, NO_ARGS);
	return false;
}

static struct slice
keep(struct pdf_batch *batch)
{
	struct slice kept = arena_dup(batch->mem, strbuf_view(&batch->entries));
	strbuf_reset(&batch->entries);
	return kept;
}

static bool
add_form(struct pdf_batch *batch, const struct form *form, uint32_t *number,
    struct diag *diag)
{
	struct haru_object *object = haru_add(batch->haru, diag);
	if (!object)
		return false;
	*number = haru_number(object);
	struct slice entries = arena_print(batch->mem,
	    "/Type/XObject/Subtype/Form%s/Resources %u 0 R/Filter/FlateDecode",
	    form->box.at, haru_number(batch->form_resources));
	return haru_fill_stream(
	    batch->haru, object, entries, form->bytes, diag);
}

/* Fonts for pages and forms, and forms for pages. */
static bool
fill_resources(struct pdf_batch *batch, struct diag *diag)
{
	struct pdf_job *job = batch->job;
	struct strbuf *entries = &batch->entries;
	strbuf_reset(entries);
	if (!faces_add(job->faces, batch->haru, batch->mem, batch->used,
		entries, diag))
		return false;
	haru_fill(batch->haru, batch->form_resources,
	    arena_dup(batch->mem, strbuf_view(entries)));
	strbuf_add_text(entries, "/XObject<<");
	for (size_t i = 0; i < batch->form_count; i++) {
		uint32_t number;
		if (!add_form(batch, batch->forms[i], &number, diag))
			return false;
		strbuf_print(entries, "/S%zu %u 0 R", i + 1, number);
	}
	strbuf_add_text(entries, ">>");
	haru_fill(batch->haru, batch->resources, keep(batch));
	return true;
}

static bool
add_packet(struct pdf_batch *batch, uint32_t *number, struct diag *diag)
{
	struct haru_object *packet = haru_add(batch->haru, diag);
	if (!packet)
		return false;
	metadata_add_packet(&batch->entries, &batch->job->setup, batch->title);
	*number = haru_number(packet);
	return haru_fill_stream(batch->haru, packet,
	    SLICE("/Type/Metadata/Subtype/XML"), keep(batch), diag);
}

static bool
add_profile(struct pdf_batch *batch, uint32_t *number, struct diag *diag)
{
	struct haru_object *profile = haru_add(batch->haru, diag);
	if (!profile)
		return false;
	*number = haru_number(profile);
	return haru_fill_stream(batch->haru, profile,
	    SLICE("/N 3/Filter/FlateDecode"), batch->job->profile, diag);
}

static bool
fill_catalog(struct pdf_batch *batch, struct diag *diag)
{
	struct strbuf *entries = &batch->entries;
	uint32_t packet, profile, labels;
	if (!add_packet(batch, &packet, diag) ||
	    !add_profile(batch, &profile, diag) ||
	    !labels_add(batch->haru, batch->mem, batch->places,
		batch->place_count, &labels, diag))
		return false;
	strbuf_print(entries, "/Metadata %u 0 R/OutputIntents[", packet);
	metadata_add_intent(entries, profile);
	strbuf_print(entries, "]/PageLabels %u 0 R/Lang", labels);
	syntax_add_text(entries, batch->job->setup.language);
	strbuf_add_text(entries, "/ViewerPreferences<</DisplayDocTitle true>>");
	haru_fill(batch->haru, haru_catalog(batch->haru), keep(batch));
	return true;
}

bool
pdf_batch_write(struct pdf_batch *batch, const char *path, struct diag *diag)
{
	assert(batch->pages);
	if (!fill_resources(batch, diag) || !fill_catalog(batch, diag))
		return false;
	add_box(&batch->entries, batch->width, batch->height);
	haru_fill(batch->haru, haru_root(batch->haru), keep(batch));
	return metadata_inform(
		   batch->haru, &batch->job->setup, batch->title, diag) &&
	       haru_save(batch->haru, path, diag);
}
