#include "layout/symbol.h"

#include <zint.h>

/* More than this would be too fine a pattern for a letter. */
#define TEXT_MOST 300
#define LEVEL_M 2

/* `mask`: -1 for the best one. NULL where it cannot be made. */
static struct zint_symbol *
encode(struct slice text, int mask)
{
	struct zint_symbol *zint = ZBarcode_Create();
	if (!zint)
		return NULL;
	zint->symbology = BARCODE_QRCODE;
	zint->input_mode = DATA_MODE;
	zint->warn_level = WARN_FAIL_ALL;
	zint->option_1 = LEVEL_M;
	if (mask >= 0)
		zint->option_3 = (mask + 1) << 8;
	if (ZBarcode_Encode(
		zint, (const unsigned char *)text.at, (int)text.len) == 0 &&
	    zint->width == zint->rows && zint->width > 0)
		return zint;
	ZBarcode_Delete(zint);
	return NULL;
}

const struct symbol *
symbol_new(struct arena *mem, struct slice text)
{
	struct zint_symbol *zint =
	    text.len && text.len <= TEXT_MOST ? encode(text, 0) : NULL;
	if (!zint)
		return NULL;
	struct symbol *symbol = ARENA_NEW(mem, struct symbol);
	symbol->text = arena_dup(mem, text);
	symbol->digest = hash_of(text);
	symbol->side = (uint32_t)zint->width;
	ZBarcode_Delete(zint);
	return symbol;
}

mpt
symbol_size(const struct symbol *symbol)
{
	return (mpt)(symbol->side + 2 * SYMBOL_QUIET) * SYMBOL_MODULE;
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
	struct zint_symbol *zint = encode(symbol->text, -1);
	if (!zint || (uint32_t)zint->width != symbol->side) {
		ZBarcode_Delete(zint);
		return false;
	}
	for (uint32_t y = 0; y < symbol->side; y++) {
		for (uint32_t x = 0; x < symbol->side; x++) {
			uint32_t from = x;
			while (is_dark(zint, x, y))
				x++;
			if (x > from)
				seen(from + SYMBOL_QUIET, y + SYMBOL_QUIET,
				    x - from, ctx);
		}
	}
	ZBarcode_Delete(zint);
	return true;
}
