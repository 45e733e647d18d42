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

int
main(void)
{
	struct arena *mem = arena_new();
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
