#include "pdf/batch.h"

#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"
#include "pdf/batch_private.h"
#include "pdf/messages.h"
#include "pdf/metadata.h"
#include "pdf/outline.h"
#include "pdf/syntax.h"

static bool
start(struct pdf_batch *batch, struct diag *diag)
{
	batch->haru = haru_new(diag);
	if (!batch->haru)
		return false;
	batch->resources = haru_add(batch->haru, diag);
	if (!batch->resources)
		return false;
	if (batch->job->setup.profile == PDF_ARCHIVE)
		batch->tags = tags_new(batch->haru, batch->mem);
	if (batch->job->setup.profile == PDF_PRESS)
		haru_be_version_16(batch->haru);
	batch->form_resources = haru_add(batch->haru, diag);
	return batch->form_resources != NULL;
}

struct pdf_batch *
pdf_batch_new(struct pdf_job *job, struct slice title, struct diag *diag)
{
	struct pdf_batch *batch = mem_new(1, sizeof *batch);
	batch->job = job;
	batch->mem = job->spare ? job->spare : arena_new();
	job->spare = NULL;
	batch->title = arena_dup(batch->mem, title);
	batch->used = ARENA_ARRAY(batch->mem, bool, faces_parts(job->faces));
	if (!start(batch, diag)) {
		pdf_batch_free(batch);
		return NULL;
	}
	return batch;
}

/* Memory that was touched once is cheaper than new. */
static void
free_memory(struct pdf_batch *batch)
{
	if (batch->job->spare) {
		arena_free(batch->mem);
		return;
	}
	arena_reset(batch->mem);
	batch->job->spare = batch->mem;
}

void
pdf_batch_free(struct pdf_batch *batch)
{
	if (!batch)
		return;
	tags_free(batch->tags);
	haru_free(batch->haru);
	free_memory(batch);
	picture_use_fini(&batch->pictures);
	foreign_use_fini(&batch->foreigns);
	free(batch->painted);
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

static void
add_place(
    struct pdf_batch *batch, const struct pdf_letter *letter, uint32_t pages)
{
	batch->places = mem_grow(batch->places, &batch->place_room,
	    batch->place_count + 1, sizeof *batch->places);
	batch->places[batch->place_count++] =
	    (struct letter_place){.number = letter->number,
		.banner = letter->banner,
		.page = batch->pages,
		.pages = pages};
}

static bool
add_pages(struct pdf_batch *batch, const struct pages *pages,
    uint32_t blank_pages, struct diag *diag)
{
	const struct trim trim = trim_of(pages);
	for (size_t i = 0; i < pages->count; i++)
		if (!page_add(batch, &pages->at[i], &trim, diag))
			return false;
	for (uint32_t i = 0; i < blank_pages; i++)
		if (!page_add(batch, NULL, &trim, diag))
			return false;
	return true;
}

/* The language is said where it is not the document's. */
static bool
add_letter(struct pdf_batch *batch, const struct pdf_letter *letter,
    const struct pages *pages, struct diag *diag)
{
	const char *language = letter->language;
	if (language && slice_is(batch->job->setup.language, language))
		language = NULL;
	if (batch->tags && !tags_begin_letter(batch->tags, language, diag))
		return false;
	if (!add_pages(batch, pages, letter->blank_pages, diag))
		return false;
	if (batch->tags)
		tags_end_letter(batch->tags);
	return true;
}

bool
pdf_batch_add(struct pdf_batch *batch, const struct pdf_letter *letter,
    const struct pages *pages, struct diag *diag)
{
	if (batch->pages == 0)
		batch->trim = trim_of(pages);
	add_place(batch, letter, (uint32_t)pages->count + letter->blank_pages);
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

/* Fonts and images for pages and forms, and forms for pages. */
static bool
fill_resources(struct pdf_batch *batch, struct diag *diag)
{
	struct pdf_job *job = batch->job;
	struct strbuf *entries = &batch->entries;
	const struct foreign_file file = batch_foreign_file(batch, diag);
	strbuf_reset(entries);
	if (!faces_add(job->faces, batch->haru, batch->mem, batch->used,
		entries, diag))
		return false;
	strbuf_add_text(entries, "/XObject<<");
	if (!pictures_add(job->pictures, &batch->pictures, &file, entries))
		return false;
	haru_fill(batch->haru, batch->form_resources,
	    arena_print(batch->mem, "%.*s>>", (int)entries->len, entries->at));
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
	    batch->job->setup.profile == PDF_PRESS
		? SLICE("/N 1/Filter/FlateDecode")
		: SLICE("/N 3/Filter/FlateDecode"),
	    batch->job->profile, diag);
}

/* Objects that the catalog refers to, 0 where there is none. */
struct roots {
	uint32_t packet, profile, labels, outline, structure;
};

static bool
add_roots(struct pdf_batch *batch, struct roots *roots, struct diag *diag)
{
	if (!add_packet(batch, &roots->packet, diag) ||
	    !add_profile(batch, &roots->profile, diag) ||
	    !labels_add(batch->haru, batch->mem, batch->places,
		batch->place_count, &roots->labels, diag))
		return false;
	if (batch->job->setup.bookmarks &&
	    !outline_add(batch->haru, batch->mem, batch->places,
		batch->place_count, &roots->outline, diag))
		return false;
	if (batch->tags)
		roots->structure = tags_finish(batch->tags, diag);
	return !batch->tags || roots->structure;
}

static bool
fill_catalog(struct pdf_batch *batch, struct diag *diag)
{
	struct strbuf *entries = &batch->entries;
	struct roots roots = {0};
	if (!add_roots(batch, &roots, diag))
		return false;
	strbuf_print(entries, "/Metadata %u 0 R/OutputIntents[", roots.packet);
	metadata_add_intent(entries, batch->job->setup.profile, roots.profile);
	strbuf_print(entries, "]/PageLabels %u 0 R/Lang", roots.labels);
	syntax_add_text(entries, batch->job->setup.language);
	if (roots.outline)
		strbuf_print(entries, "/Outlines %u 0 R/PageMode/UseOutlines",
		    roots.outline);
	if (roots.structure)
		strbuf_print(entries,
		    "/MarkInfo<</Marked true>>/StructTreeRoot %u 0 R",
		    roots.structure);
	strbuf_add_text(entries, "/ViewerPreferences<</DisplayDocTitle true>>");
	haru_fill(batch->haru, haru_catalog(batch->haru), keep(batch));
	return true;
}

bool
pdf_batch_write(struct pdf_batch *batch, struct sink *sink, struct diag *diag)
{
	assert(batch->pages);
	if (!fill_resources(batch, diag) || !fill_catalog(batch, diag))
		return false;
	trim_add_media(&batch->entries, &batch->trim);
	haru_fill(batch->haru, haru_root(batch->haru), keep(batch));
	return metadata_inform(
		   batch->haru, &batch->job->setup, batch->title, diag) &&
	       haru_save(batch->haru, sink, diag);
}
