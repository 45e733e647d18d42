#include "layout/symbol.h"

#include <zint.h>

/* More than this would be too fine a pattern for a letter. */
#define TEXT_MOST 300
#define LEVEL_M 2

/* ISO/IEC 16022 table 7: the squares; zint numbers them from 1. */
static const uint32_t matrix_sides[] = {10, 12, 14, 16, 18, 20, 22, 24, 26, 32,
    36, 40, 44, 48, 52, 64, 72, 80, 88, 96, 104, 120, 132, 144};

/* zint's number of the size; 0 where there is no such size. */
static int
size_number(enum symbol_kind kind, uint32_t cells)
{
	if (kind == SYMBOL_QR) {
		bool is_size =
		    cells >= 21 && cells <= 177 && (cells - 17) % 4 == 0;
		return is_size ? (int)(cells - 17) / 4 : 0;
	}
	for (size_t i = 0; i < sizeof matrix_sides / sizeof *matrix_sides; i++)
		if (matrix_sides[i] == cells)
			return (int)i + 1;
	return 0;
}

/*
 * `cells` on a side, 0 for as many as it takes; `mask` of a QR code, -1 for the
 * best one. NULL where it cannot be made.
 */
static struct zint_symbol *
encode(enum symbol_kind kind, struct slice text, uint32_t cells, int mask)
{
	struct zint_symbol *zint = ZBarcode_Create();
	if (!zint)
		return NULL;
	zint->input_mode = DATA_MODE;
	zint->warn_level = WARN_FAIL_ALL;
	zint->symbology =
	    kind == SYMBOL_QR ? BARCODE_QRCODE : BARCODE_DATAMATRIX;
	if (kind == SYMBOL_QR)
		zint->option_1 = LEVEL_M;
	else
		zint->option_3 = DM_SQUARE;
	if (cells)
		zint->option_2 = size_number(kind, cells);
	if (mask >= 0)
		zint->option_3 = (mask + 1) << 8;
	if (ZBarcode_Encode(
		zint, (const unsigned char *)text.at, (int)text.len) == 0 &&
	    zint->width == zint->rows && zint->width > 0 &&
	    (!cells || (uint32_t)zint->width == cells))
		return zint;
	ZBarcode_Delete(zint);
	return NULL;
}

const struct symbol *
symbol_new(struct arena *mem, struct slice text)
{
	struct zint_symbol *zint = text.len && text.len <= TEXT_MOST
				       ? encode(SYMBOL_QR, text, 0, 0)
				       : NULL;
	if (!zint)
		return NULL;
	uint32_t side = (uint32_t)zint->width;
	ZBarcode_Delete(zint);
	return symbol_new_sized(mem, SYMBOL_QR, text, side, SYMBOL_MODULE);
}

const struct symbol *
symbol_new_sized(struct arena *mem, enum symbol_kind kind, struct slice text,
    uint32_t cells, mpt cell)
{
	struct symbol *symbol = ARENA_NEW(mem, struct symbol);
	symbol->kind = kind;
	symbol->text = arena_dup(mem, text);
	symbol->digest = hash_of(text);
	symbol->side = cells;
	symbol->cell = cell;
	/* ISO/IEC 18004, 6.3.8 and ISO/IEC 16022, 7.2 */
	symbol->quiet = kind == SYMBOL_QR ? SYMBOL_QUIET : 1;
	return symbol;
}

bool
symbol_holds(enum symbol_kind kind, struct slice text, uint32_t cells)
{
	struct zint_symbol *zint =
	    text.len && text.len <= TEXT_MOST && size_number(kind, cells)
		? encode(kind, text, cells, kind == SYMBOL_QR ? 0 : -1)
		: NULL;
	bool holds = zint != NULL;
	ZBarcode_Delete(zint);
	return holds;
}

mpt
symbol_size(const struct symbol *symbol)
{
	return (mpt)(symbol->side + 2 * symbol->quiet) * symbol->cell;
}

static bool
is_dark(const struct zint_symbol *zint, uint32_t x, uint32_t y)
{
	return x < (uint32_t)zint->width &&
	       zint->encoded_data[y][x >> 3] >> (x & 7) & 1;
}

bool
symbol_draw(const struct symbol *symbol,
    void (*seen)(uint32_t x, uint32_t y, uint32_t width, void *ctx), void *ctx)
{
	struct zint_symbol *zint =
	    encode(symbol->kind, symbol->text, symbol->side, -1);
	if (!zint)
		return false;
	for (uint32_t y = 0; y < symbol->side; y++) {
		for (uint32_t x = 0; x < symbol->side; x++) {
			uint32_t from = x;
			while (is_dark(zint, x, y))
				x++;
			if (x > from)
				seen(from + symbol->quiet, y + symbol->quiet,
				    x - from, ctx);
		}
	}
	ZBarcode_Delete(zint);
	return true;
}
