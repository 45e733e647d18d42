#include "pdf/form.h"

#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"
#include "pdf/syntax.h"

struct forms {
	struct arena *mem;
	struct content_job job;
	struct deflater *deflater;
	struct form **at; /* by galley id */
	size_t room;
	size_t count;
	struct strbuf scratch;
};

struct forms *
forms_new(struct arena *job_mem, const struct content_job *job,
    struct deflater *deflater)
{
	struct forms *forms = mem_new(1, sizeof *forms);
	forms->mem = job_mem;
	forms->job = *job;
	forms->deflater = deflater;
	return forms;
}

void
forms_free(struct forms *forms)
{
	if (!forms)
		return;
	for (size_t i = 0; i < forms->room; i++)
		if (forms->at[i])
			picture_use_fini(&forms->at[i]->pictures);
	free(forms->at);
	strbuf_fini(&forms->scratch);
	free(forms);
}

struct box {
	int64_t left, bottom, right, top;
};

static void
box_add(
    struct box *box, int64_t left, int64_t bottom, int64_t right, int64_t top)
{
	box->left = left < box->left ? left : box->left;
	box->bottom = bottom < box->bottom ? bottom : box->bottom;
	box->right = right > box->right ? right : box->right;
	box->top = top > box->top ? top : box->top;
}

/* A form is clipped to its box, so no glyph may reach out of it. */
static void
box_add_run(struct box *box, const struct run *run, mpt baseline)
{
	const struct font *font = run->font;
	int64_t width = run->rule, dy_low = 0, dy_high = 0;
	for (size_t i = 0; i < run->count; i++) {
		const struct glyph *glyph = &run->glyphs[i];
		width += glyph->advance + run->word_space + run->letter_space;
		dy_low = glyph->dy < dy_low ? glyph->dy : dy_low;
		dy_high = glyph->dy > dy_high ? glyph->dy : dy_high;
	}
	int64_t unit = font->upem, size = run->size;
	int64_t y = (int64_t)run->rise - baseline;
	box_add(box, run->x + font->box[0] * size / unit - size,
	    y + dy_low + font->box[1] * size / unit,
	    run->x + width + font->box[2] * size / unit + size,
	    y + dy_high + font->box[3] * size / unit);
}

static struct box
galley_box(const struct galley *galley)
{
	struct box box = {0, -(int64_t)galley->height, galley->width, 0};
	for (size_t i = 0; i < galley->line_count; i++)
		for (size_t k = 0; k < galley->lines[i].run_count; k++)
			box_add_run(&box, &galley->lines[i].runs[k],
			    galley->lines[i].baseline);
	for (size_t i = 0; i < galley->bar_count; i++) {
		const struct bar *bar = &galley->bars[i];
		box_add(&box, bar->x, -(int64_t)bar->y - bar->height,
		    (int64_t)bar->x + bar->width, -(int64_t)bar->y);
	}
	for (size_t i = 0; i < galley->image_count; i++) {
		const struct image *image = &galley->images[i];
		box_add(&box, image->x, -(int64_t)image->y - image->height,
		    (int64_t)image->x + image->width, -(int64_t)image->y);
	}
	return box;
}

/* Outwards to whole points. */
static struct slice
write_box(struct arena *mem, struct box box)
{
	const int64_t point = MPT_PER_POINT;
	return arena_print(mem, "/BBox[%lld %lld %lld %lld]",
	    (long long)(box.left / point - 1),
	    (long long)(box.bottom / point - 1),
	    (long long)(box.right / point + 1),
	    (long long)(box.top / point + 1));
}

static struct form *
make_form(struct forms *forms, const struct galley *galley, struct diag *diag)
{
	struct form *form = ARENA_NEW(forms->mem, struct form);
	form->galley = galley;
	form->index = forms->count++;
	form->used =
	    ARENA_ARRAY(forms->mem, bool, faces_parts(forms->job.faces));
	strbuf_reset(&forms->scratch);
	struct content content = content_start(&forms->job, &forms->scratch,
	    form->used, &form->pictures, false, diag);
	mpt top = galley->line_count ? -galley->lines[0].top : 0;
	content_add_lines(
	    &content, galley, 0, (uint32_t)galley->line_count, 0, top);
	if (content.failed) {
		picture_use_fini(&form->pictures);
		return NULL;
	}
	form->box = write_box(forms->mem, galley_box(galley));
	form->bytes = deflate_once(
	    forms->deflater, forms->mem, strbuf_view(&forms->scratch));
	return form;
}

const struct form *
forms_find(struct forms *forms, const struct galley *galley, struct diag *diag)
{
	size_t old = forms->room;
	assert(galley->id);
	if (galley->id >= forms->room) {
		forms->at = mem_grow(forms->at, &forms->room,
		    (size_t)galley->id + 1, sizeof(struct form *));
		for (size_t i = old; i < forms->room; i++)
			forms->at[i] = NULL;
	}
	if (!forms->at[galley->id])
		forms->at[galley->id] = make_form(forms, galley, diag);
	const struct form *form = forms->at[galley->id];
	assert(!form || form->galley == galley);
	return form;
}
