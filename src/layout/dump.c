#include "layout/dump.h"

#include <string.h>

#include "base/file.h"
#include "layout/line.h"

static void
add_u16(char **to, uint32_t value)
{
	(*to)[0] = (char)(value & 0xFF);
	(*to)[1] = (char)(value >> 8 & 0xFF);
	*to += 2;
}

static void
add_u32(char **to, uint32_t value)
{
	add_u16(to, value & 0xFFFF);
	add_u16(to, value >> 16);
}

static void
add_mpt(char **to, mpt value)
{
	add_u32(to, (uint32_t)value);
}

static void
add_bytes(char **to, const void *bytes, size_t count)
{
	memcpy(*to, bytes, count);
	*to += count;
}

enum {
	RUN_BYTES = 8 + 4 * 9 + 2,
	GLYPH_BYTES = 2 + 4 * 3,
	LINE_BYTES = 4 * 5,
	BAR_BYTES = 4 * 6,
	PIECE_BYTES = 2 + 4 * 4 + sizeof(struct digest),
	RUN_RIGHT_TO_LEFT = 1,
	RUN_HYPHEN = 2,
	RUN_OFFSETS = 4, /* glyphs carry dx and dy */
	RUN_WIDE = 8, /* advances take four bytes, otherwise two */
	RUN_RULE = 16, /* its length stands for the glyphs */
};

/*
 * The width that the run's glyphs need: few have an offset or are 65 pt wide.
 */
static unsigned
glyph_form(const struct run *run)
{
	uint32_t offsets = 0, advances = 0;
	for (size_t i = 0; i < run->count; i++) {
		const struct glyph *glyph = &run->glyphs[i];
		offsets |= (uint32_t)glyph->dx | (uint32_t)glyph->dy;
		advances |= (uint32_t)glyph->advance;
	}
	return (offsets ? (unsigned)RUN_OFFSETS : 0u) |
	       (advances > UINT16_MAX ? (unsigned)RUN_WIDE : 0u);
}

static void
pack_run(struct strbuf *out, const struct run *run)
{
	unsigned form = glyph_form(run);
	char *start = strbuf_reserve(
	    out, RUN_BYTES + run->text.len + run->count * GLYPH_BYTES);
	char *to = start;
	add_bytes(&to, run->font->digest.bytes, 8);
	add_mpt(&to, run->size);
	add_u32(&to, run->colour);
	add_mpt(&to, run->x);
	add_mpt(&to, run->rise);
	add_mpt(&to, run->word_space);
	add_mpt(&to, run->letter_space);
	add_u16(&to, (uint32_t)(run->right_to_left ? RUN_RIGHT_TO_LEFT : 0) |
			 (uint32_t)(run->hyphen ? RUN_HYPHEN : 0) |
			 (uint32_t)(run->rule ? RUN_RULE : 0) | form);
	if (run->rule)
		add_mpt(&to, run->rule);
	add_u32(&to, (uint32_t)run->text.len);
	add_bytes(&to, run->text.at, run->text.len);
	add_u32(&to, (uint32_t)run->count);
	for (size_t i = 0; i < run->count; i++) {
		const struct glyph *glyph = &run->glyphs[i];
		add_u16(&to, glyph->id);
		if (form & RUN_WIDE)
			add_mpt(&to, glyph->advance);
		else
			add_u16(&to, (uint32_t)glyph->advance);
		if (form & RUN_OFFSETS) {
			add_mpt(&to, glyph->dx);
			add_mpt(&to, glyph->dy);
		}
	}
	out->len += (size_t)(to - start);
}

static void
pack_line(struct strbuf *out, const struct line *line)
{
	char *start = strbuf_reserve(out, LINE_BYTES), *to = start;
	add_mpt(&to, line->top);
	add_mpt(&to, line->bottom);
	add_mpt(&to, line->baseline);
	add_mpt(&to, line->width);
	add_u32(&to, (uint32_t)line->run_count);
	out->len += (size_t)(to - start);
	for (size_t i = 0; i < line->run_count; i++)
		pack_run(out, &line->runs[i]);
}

static void
pack_bar(struct strbuf *out, const struct bar *bar)
{
	char *start = strbuf_reserve(out, BAR_BYTES), *to = start;
	add_mpt(&to, bar->x);
	add_mpt(&to, bar->y);
	add_mpt(&to, bar->width);
	add_mpt(&to, bar->height);
	add_u32(&to, bar->colour);
	add_u32(&to, bar->line);
	out->len += (size_t)(to - start);
}

static void
pack_number(struct strbuf *out, uint32_t value)
{
	char *to = strbuf_reserve(out, 4);
	add_u32(&to, value);
	out->len += 4;
}

static void
pack_image(struct strbuf *out, const struct image *image)
{
	pack_number(out, (uint32_t)image->x);
	pack_number(out, (uint32_t)image->y);
	pack_number(out, (uint32_t)image->width);
	pack_number(out, (uint32_t)image->height);
	pack_number(out, image->line);
	const struct digest *digest =
	    image->picture ? &image->picture->digest : &image->symbol->digest;
	strbuf_add(out,
	    (struct slice){(const char *)digest->bytes, sizeof digest->bytes});
}

/* Things placed with lines [from, to). */
static bool
is_within(uint32_t line, uint32_t from, uint32_t to)
{
	return line >= from && line < to;
}

static void
pack_images(
    struct strbuf *out, const struct galley *galley, uint32_t from, uint32_t to)
{
	uint32_t count = 0;
	for (size_t i = 0; i < galley->image_count; i++)
		count += is_within(galley->images[i].line, from, to);
	pack_number(out, count);
	for (size_t i = 0; i < galley->image_count; i++) {
		if (is_within(galley->images[i].line, from, to))
			pack_image(out, &galley->images[i]);
	}
}

void
dump_pack_galley(
    struct strbuf *out, const struct galley *galley, uint32_t from, uint32_t to)
{
	uint32_t bars = 0;
	pack_number(out, to - from);
	for (uint32_t i = from; i < to; i++)
		pack_line(out, &galley->lines[i]);
	for (size_t i = 0; i < galley->bar_count; i++)
		bars += is_within(galley->bars[i].line, from, to);
	pack_number(out, bars);
	for (size_t i = 0; i < galley->bar_count; i++) {
		if (is_within(galley->bars[i].line, from, to))
			pack_bar(out, &galley->bars[i]);
	}
	pack_images(out, galley, from, to);
}

static bool
is_mark(const struct piece *piece)
{
	return *piece->role == *DUMP_MARK_ROLE &&
	       strcmp(piece->role, DUMP_MARK_ROLE) == 0;
}

static uint32_t
count_pieces(const struct page *page)
{
	uint32_t count = 0;
	for (size_t i = 0; i < page->count; i++)
		count += !is_mark(&page->pieces[i]);
	return count;
}

/* A block stands as its digest: it was packed when it was made. */
static void
pack_piece(struct strbuf *out, const struct piece *piece)
{
	const struct galley *galley = piece->galley;
	struct slice role = slice_view(piece->role);
	bool packed = galley->id || galley->serial;
	char *start = strbuf_reserve(out, role.len + PIECE_BYTES), *to = start;
	add_bytes(&to, role.at, role.len);
	*to++ = piece->artifact ? '+' : '.';
	add_mpt(&to, piece->x);
	add_mpt(&to, piece->y);
	add_u32(&to, piece->from);
	add_u32(&to, piece->to);
	*to++ = packed ? 'S' : 'O';
	if (packed)
		add_bytes(
		    &to, galley->digest.bytes, sizeof galley->digest.bytes);
	out->len += (size_t)(to - start);
	if (!packed)
		dump_pack_galley(out, galley, piece->from, piece->to);
}

static void
pack_pages(struct strbuf *out, const struct pages *pages)
{
	pack_number(out, DUMP_VERSION);
	pack_number(out, (uint32_t)pages->width);
	pack_number(out, (uint32_t)pages->height);
	pack_number(out, (uint32_t)pages->count);
	if (pages->bleed || pages->crop_marks) {
		pack_number(out, (uint32_t)pages->bleed);
		pack_number(out, pages->crop_marks);
	}
	for (size_t i = 0; i < pages->count; i++) {
		const struct page *page = &pages->at[i];
		pack_number(out, count_pieces(page));
		for (size_t j = 0; j < page->count; j++) {
			if (!is_mark(&page->pieces[j]))
				pack_piece(out, &page->pieces[j]);
		}
	}
}

static void
write_glyphs(struct strbuf *out, const struct run *run)
{
	strbuf_add_text(out, "        ");
	for (size_t i = 0; i < run->count; i++) {
		const struct glyph *glyph = &run->glyphs[i];
		strbuf_print(
		    out, "%s%u:%d", i ? " " : "", glyph->id, glyph->advance);
		if (glyph->dx || glyph->dy)
			strbuf_print(out, "(%d,%d)", glyph->dx, glyph->dy);
	}
	strbuf_add_char(out, '\n');
}

static void
write_run(struct strbuf *out, const struct run *run)
{
	strbuf_print(out, "      run %d %s %d", run->x,
	    run->font->postscript_name, run->size);
	if (run->colour)
		strbuf_print(out, " #%06x", run->colour);
	if (run->rise)
		strbuf_print(out, " rise %d", run->rise);
	if (run->word_space)
		strbuf_print(out, " spread %d", run->word_space);
	if (run->letter_space)
		strbuf_print(out, " letters %d of %d", run->letter_space,
		    run->size / LINE_LETTER_SHARE);
	if (run->right_to_left)
		strbuf_add_text(out, " rtl");
	if (run->rule) {
		strbuf_print(out, " rule %d\n", run->rule);
		return;
	}
	strbuf_add_text(out, run->hyphen ? " hyphen \"" : " \"");
	strbuf_add(out, run->text);
	strbuf_add_text(out, "\"\n");
	write_glyphs(out, run);
}

static void
write_line(struct strbuf *out, const struct line *line, mpt moved)
{
	strbuf_print(out, "    line %d width %d demerits %d\n",
	    line->baseline + moved, line->width, line->demerits);
	for (size_t i = 0; i < line->run_count; i++)
		write_run(out, &line->runs[i]);
}

static void
write_image(struct strbuf *out, const struct image *image, mpt moved)
{
	strbuf_print(out, "    %s %d %d %d %d ",
	    image->picture ? "image" : "symbol", image->x, image->y + moved,
	    image->width, image->height);
	if (image->picture)
		strbuf_add_text(out, path_name(image->picture->path));
	else
		strbuf_add(out, image->symbol->text);
	strbuf_add_char(out, '\n');
}

/* Baselines and bars as distances from the page's top. */
static void
write_piece(struct strbuf *out, const struct piece *piece)
{
	const struct galley *galley = piece->galley;
	mpt top = piece->from < galley->line_count
		      ? galley->lines[piece->from].top
		      : 0;
	mpt moved = piece->y - top;
	strbuf_print(out, "  %s%s %d %d", piece->role,
	    piece->artifact ? " artifact" : "", piece->x, piece->y);
	if (galley->id)
		strbuf_print(out, " shared %u", galley->id);
	strbuf_print(out, " lines %u-%u of %zu\n", piece->from, piece->to,
	    galley->line_count);
	for (uint32_t i = piece->from; i < piece->to; i++)
		write_line(out, &galley->lines[i], moved);
	for (size_t i = 0; i < galley->bar_count; i++) {
		const struct bar *bar = &galley->bars[i];
		if (is_within(bar->line, piece->from, piece->to))
			strbuf_print(out, "    bar %d %d %d %d #%06x\n", bar->x,
			    bar->y + moved, bar->width, bar->height,
			    bar->colour);
	}
	for (size_t i = 0; i < galley->image_count; i++) {
		const struct image *image = &galley->images[i];
		if (is_within(image->line, piece->from, piece->to))
			write_image(out, image, moved);
	}
}

void
pages_dump(struct strbuf *out, const struct pages *pages, bool whole)
{
	if (!whole) {
		pack_pages(out, pages);
		return;
	}
	for (size_t i = 0; i < pages->count; i++) {
		const struct page *page = &pages->at[i];
		strbuf_print(out, "page %zu of %zu, %d %d\n", i + 1,
		    pages->count, pages->width, pages->height);
		for (size_t j = 0; j < page->count; j++) {
			if (!is_mark(&page->pieces[j]))
				write_piece(out, &page->pieces[j]);
		}
	}
}
