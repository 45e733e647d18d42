#include "pdf/content.h"

#include <assert.h>

#include "layout/symbol.h"
#include "pdf/messages.h"

struct content
content_start(const struct content_job *job, struct strbuf *out, bool *used,
    struct picture_use *shown, bool page, struct diag *diag)
{
	return (struct content){
	    .pen = pen_start(out, used, page),
	    .faces = job->faces,
	    .pictures = job->pictures,
	    .joined = job->joined,
	    .shown = shown,
	    .diag = diag,
	};
}

mpt
content_first_top(const struct galley *galley, uint32_t from)
{
	return from < galley->line_count ? galley->lines[from].top : 0;
}

/* A galley may be bars alone. */
bool
content_is_placed(
    const struct galley *galley, uint32_t line, uint32_t from, uint32_t to)
{
	return galley->line_count == 0 || (line >= from && line < to);
}

bool
content_has_bars(const struct galley *galley, uint32_t from, uint32_t to)
{
	for (size_t i = 0; i < galley->bar_count; i++)
		if (content_is_placed(galley, galley->bars[i].line, from, to))
			return true;
	return false;
}

void
content_add_bars(struct content *content, const struct galley *galley,
    uint32_t from, uint32_t to, mpt x, mpt y)
{
	for (size_t i = 0; i < galley->bar_count; i++) {
		const struct bar *bar = &galley->bars[i];
		if (!content_is_placed(galley, bar->line, from, to))
			continue;
		pen_end_text(&content->pen);
		pen_set_colour(&content->pen, bar->colour);
		pen_add_operator(&content->pen,
		    (const int64_t[]){x + bar->x, y - bar->y - bar->height,
			bar->width, bar->height},
		    4, "re");
		strbuf_add_text(content->pen.out, "f\n");
	}
}

struct squares {
	struct pen *pen;
	mpt x, y; /* of the top left corner */
	mpt cell;
};

static void
add_squares(uint32_t x, uint32_t y, uint32_t width, void *ctx)
{
	struct squares *squares = ctx;
	const mpt module = squares->cell;
	pen_add_operator(squares->pen,
	    (const int64_t[]){squares->x + (int64_t)x * module,
		squares->y - (int64_t)(y + 1) * module, (int64_t)width * module,
		module},
	    4, "re");
}

/* One path, so that no viewer shows seams between its squares. */
static void
add_symbol(struct content *content, const struct image *image, mpt x, mpt y)
{
	struct squares squares = {
	    &content->pen, x + image->x, y - image->y, image->symbol->cell};
	pen_end_text(&content->pen);
	pen_set_colour(&content->pen, 0);
	if (symbol_draw(image->symbol, add_squares, &squares)) {
		strbuf_add_text(content->pen.out, "f\n");
		return;
	}
	REPORT(content->diag, image->node ? image->node->span : NO_SPAN,
	    &pdf_symbol_failed, NO_ARGS);
	content->failed = true;
}

/* 8.9.5: the unit square is the image. */
void
content_add_image(
    struct content *content, const struct image *image, mpt x, mpt y)
{
	struct pen *pen = &content->pen;
	if (!image->picture) {
		add_symbol(content, image, x, y);
		return;
	}
	if (!pictures_make(content->pictures, image->picture, content->diag)) {
		content->failed = true;
		return;
	}
	picture_use_add(content->shown, image->picture);
	pen_end_text(pen);
	strbuf_add_text(pen->out, "q\n");
	pen_add_operator(pen,
	    (const int64_t[]){image->width, 0, 0, image->height, x + image->x,
		(int64_t)y - image->y - image->height},
	    6, "cm");
	picture_add_name(pen->out, image->picture);
	strbuf_add_text(pen->out, " Do\nQ\n");
}

static void
add_images(struct content *content, const struct galley *galley, uint32_t from,
    uint32_t to, mpt x, mpt y)
{
	for (size_t i = 0; i < galley->image_count; i++)
		if (content_is_placed(galley, galley->images[i].line, from, to))
			content_add_image(content, &galley->images[i], x, y);
}

/* The run whose font has a space, nearest to the line's end: of a bold that
 * shows nothing but single words none is embedded. */
static const struct run *
find_space(const struct content *content, const struct line *line,
    const struct line *next)
{
	const struct run *found = NULL;
	for (size_t k = 0; k < next->run_count + line->run_count; k++) {
		const struct run *run =
		    k < next->run_count ? &next->runs[next->run_count - 1 - k]
					: &line->runs[k - next->run_count];
		const struct face *face =
		    faces_at(content->faces, run->font->id);
		if (!run->rule && face && face->has_space)
			found = run;
	}
	return found;
}

/*
 * Lines end without their space, which a screen reader needs to keep words
 * apart. It is shown where the pen is; nobody sees it.
 */
void
content_join_line(struct content *content, const struct galley *galley,
    uint32_t i, uint32_t to)
{
	const struct line *line = &galley->lines[i];
	if (!content->joined || i + 1 >= to || line->run_count == 0 ||
	    galley->lines[i + 1].block != line->block)
		return;
	const struct run *last = &line->runs[line->run_count - 1];
	const struct run *of = find_space(content, line, &galley->lines[i + 1]);
	if (last->hyphen || !of || !content->pen.in_text)
		return;
	pen_set_font(&content->pen,
	    faces_at(content->faces, of->font->id)->names[0], of->size);
	pen_add_code(&content->pen, ' ');
	pen_end_show(&content->pen);
}

void
content_add_lines(struct content *content, const struct galley *galley,
    uint32_t from, uint32_t to, mpt x, mpt y)
{
	assert(from <= to && to <= galley->line_count);
	y += content_first_top(galley, from);
	content_add_bars(content, galley, from, to, x, y);
	add_images(content, galley, from, to, x, y);
	for (uint32_t i = from; i < to; i++) {
		const struct line *line = &galley->lines[i];
		for (size_t k = 0; k < line->run_count; k++)
			content_add_run(
			    content, &line->runs[k], x, y - line->baseline);
		content_join_line(content, galley, i, to);
	}
	pen_end_text(&content->pen);
}
