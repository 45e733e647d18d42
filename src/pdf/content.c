#include "pdf/content.h"

#include <assert.h>

struct content
content_start(struct strbuf *out, const struct faces *faces, bool *used,
    bool page, bool joined, struct diag *diag)
{
	return (struct content){
	    .pen = pen_start(out, used, page),
	    .faces = faces,
	    .diag = diag,
	    .joined = joined,
	};
}

mpt
content_first_top(const struct galley *galley, uint32_t from)
{
	return from < galley->line_count ? galley->lines[from].top : 0;
}

/* A galley may be bars alone. */
static bool
is_placed(const struct galley *galley, const struct bar *bar, uint32_t from,
    uint32_t to)
{
	return galley->line_count == 0 || (bar->line >= from && bar->line < to);
}

bool
content_has_bars(const struct galley *galley, uint32_t from, uint32_t to)
{
	for (size_t i = 0; i < galley->bar_count; i++)
		if (is_placed(galley, &galley->bars[i], from, to))
			return true;
	return false;
}

void
content_add_bars(struct content *content, const struct galley *galley,
    uint32_t from, uint32_t to, mpt x, mpt y)
{
	for (size_t i = 0; i < galley->bar_count; i++) {
		const struct bar *bar = &galley->bars[i];
		if (!is_placed(galley, bar, from, to))
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
	const struct face *face = faces_at(content->faces, last->font->id);
	if (last->hyphen || !face || !face->has_space || !content->pen.in_text)
		return;
	pen_set_font(&content->pen, face->names[0], last->size);
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
	for (uint32_t i = from; i < to; i++) {
		const struct line *line = &galley->lines[i];
		for (size_t k = 0; k < line->run_count; k++)
			content_add_run(
			    content, &line->runs[k], x, y - line->baseline);
		content_join_line(content, galley, i, to);
	}
	pen_end_text(&content->pen);
}
