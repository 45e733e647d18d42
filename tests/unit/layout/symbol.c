#include "layout/symbol.h"

#include "test.h"

static const struct {
	const char *text;
	int side; /* 0: it cannot be made */
} cases[] = {
    {"", 0},
    {"https://exempel.se", 25},
    {"https://exempel.se/svar/K7QM2X9P", 29},
    {"https://exempel.se/svar?kod=K7QM2X9P&lang=sv&utskick=2012-03-19", 33},
};

struct seen {
	uint32_t dark, most, corner;
	bool outside;
};

static void
see(uint32_t x, uint32_t y, uint32_t width, void *ctx)
{
	struct seen *seen = ctx;
	seen->dark += width;
	if (x + width > seen->most)
		seen->most = x + width;
	if (y == SYMBOL_QUIET && x == SYMBOL_QUIET)
		seen->corner = width;
	seen->outside |= x < SYMBOL_QUIET || y < SYMBOL_QUIET;
}

static void
check_drawn(const char *name, const struct symbol *symbol)
{
	struct seen seen = {0};
	test_true(name, symbol_draw(symbol, see, &seen));
	test_number(name, seen.corner, 7); /* of a finder pattern */
	test_number(name, seen.most, symbol->side + SYMBOL_QUIET);
	test_true(name, !seen.outside);
	/* about half of the squares are dark: that is what masks are for */
	uint32_t all = symbol->side * symbol->side;
	test_true(name, seen.dark > all * 2 / 5 && seen.dark < all * 3 / 5);
}

static const struct {
	const char *name, *text;
	enum symbol_kind kind;
	uint32_t cells;
	bool holds;
} sized[] = {
    {"36 digits in 18", "123456789012345678901234567890123456",
	SYMBOL_DATAMATRIX, 18, true},
    {"38 digits in 18", "12345678901234567890123456789012345678",
	SYMBOL_DATAMATRIX, 18, false},
    {"few in 18", "1", SYMBOL_DATAMATRIX, 18, true},
    {"no such size", "1", SYMBOL_DATAMATRIX, 19, false},
    {"QR", "12345678", SYMBOL_QR, 21, true},
    {"the largest QR", "1", SYMBOL_QR, 177, true},
    {"a larger one", "1", SYMBOL_QR, 181, false},
    {"a smaller one than all", "1", SYMBOL_QR, 17, false},
    {"QR of 22", "12345678", SYMBOL_QR, 22, false},
    {"nothing", "", SYMBOL_DATAMATRIX, 18, false},
};

static void
count_dark(uint32_t x, uint32_t y, uint32_t width, void *ctx)
{
	struct seen *seen = ctx;
	seen->dark += width;
	if (x + width > seen->most)
		seen->most = x + width;
	/* the left edge of a DataMatrix is dark (ISO/IEC 16022, 7.1) */
	seen->corner += x == 1;
	seen->outside |= x < 1 || y < 1;
}

static void
check_sized(struct arena *mem)
{
	for (size_t i = 0; i < COUNT(sized); i++)
		test_true(sized[i].name,
		    symbol_holds(sized[i].kind, slice_view(sized[i].text),
			sized[i].cells) == sized[i].holds);
	const struct symbol *symbol =
	    symbol_new_sized(mem, SYMBOL_DATAMATRIX, SLICE("4711"), 18, 1000);
	struct seen seen = {0};
	test_true("drawn", symbol_draw(symbol, count_dark, &seen));
	test_number("left edge", seen.corner, 18);
	test_number("right edge", seen.most, 19);
	test_true("white edge", !seen.outside);
	test_number("size", symbol_size(symbol), 20000);
}

int
main(void)
{
	struct arena *mem = arena_new();
	check_sized(mem);
	char long_text[302];
	memset(long_text, 'x', sizeof long_text);
	long_text[301] = '\0';
	test_true("too much", !symbol_new(mem, slice_view(long_text)));
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct symbol *symbol =
		    symbol_new(mem, slice_view(cases[i].text));
		test_number(cases[i].text, symbol ? (int)symbol->side : 0,
		    cases[i].side);
		if (!symbol)
			continue;
		check_drawn(cases[i].text, symbol);
		test_number(cases[i].text, symbol_size(symbol),
		    (cases[i].side + 8) * SYMBOL_MODULE);
	}
	arena_free(mem);
	return test_end();
}
