#include "set/sheet_marks.h"

#include "layout/dump.h"
#include "layout/symbol.h"

/* A galley of one empty line, for things to be placed with. */
static struct galley *
new_galley(struct arena *mem, mpt width, mpt height)
{
	struct galley *galley = ARENA_NEW(mem, struct galley);
	galley->width = width;
	galley->height = height;
	galley->lines = ARENA_NEW(mem, struct line);
	galley->lines[0].bottom = galley->lines[0].baseline = height;
	galley->line_count = 1;
	return galley;
}

static struct piece
make_track(struct arena *mem, const struct shop_omr *omr,
    const struct shop_sheet *sheet)
{
	uint32_t says = shop_omr_says(omr, sheet);
	mpt pitch = omr->thickness + omr->gap;
	struct galley *galley =
	    new_galley(mem, omr->length, pitch * (mpt)omr->count - omr->gap);
	galley->bars = ARENA_ARRAY(mem, struct bar, omr->count);
	for (size_t i = 0; i < omr->count; i++) {
		if (says >> i & 1)
			galley->bars[galley->bar_count++] =
			    (struct bar){.y = (mpt)i * pitch,
				.width = omr->length,
				.height = omr->thickness};
	}
	return (struct piece){.x = omr->x, .y = omr->y, .galley = galley};
}

static struct piece
make_code(struct arena *mem, const struct shop_code *code,
    const struct shop_sheet *sheet)
{
	const struct symbol *symbol = symbol_new_sized(mem, code->kind,
	    shop_code_says(mem, code, sheet), code->cells, code->cell);
	mpt size = symbol_size(symbol);
	mpt edge = (mpt)symbol->quiet * symbol->cell;
	struct galley *galley = new_galley(mem, size, size);
	galley->images = ARENA_NEW(mem, struct image);
	galley->images[0] =
	    (struct image){.width = size, .height = size, .symbol = symbol};
	galley->image_count = 1;
	return (struct piece){
	    .x = code->x - edge, .y = code->y - edge, .galley = galley};
}

static void
add_piece(struct arena *mem, struct page *page, struct piece piece)
{
	struct piece *pieces = ARENA_ARRAY(mem, struct piece, page->count + 1);
	if (page->count)
		memcpy(pieces, page->pieces, page->count * sizeof *pieces);
	piece.to = 1;
	piece.artifact = true;
	piece.role = DUMP_MARK_ROLE;
	pieces[page->count++] = piece;
	page->pieces = pieces;
}

void
sheet_marks_add(struct arena *letter_mem, const struct shop *shop,
    uint32_t sides, const struct shop_sheet *first, struct pages *pages)
{
	struct shop_sheet sheet = *first;
	for (size_t i = 0; i < pages->count; i += sides) {
		struct page *page = &pages->at[i];
		if (shop->omr.given)
			add_piece(letter_mem, page,
			    make_track(letter_mem, &shop->omr, &sheet));
		if (shop->code.given)
			add_piece(letter_mem, page,
			    make_code(letter_mem, &shop->code, &sheet));
		sheet.sheet++;
		sheet.sequence++;
	}
}
