/* The quick way of folding says what text/normal.h says. */
#include "expr/fold.h"
#include "base/strbuf.h"
#include "test.h"
#include "text/normal.h"

static const char *const texts[] = {"", " ", "Servicehus", " A  b\tc\n",
    "ÅSA-MÄRTA", "straße", "STRASSE", "Ö\u0308", "A\u030ASA", "É é Ü ü",
    "\u00a0x\u00a0", "Service\u00adhus", "a\u200bb", "×÷", "ŒUVRE", "ǅ", "İ",
    "ﬁn", "Σς", "Ωmega", "日本", "\x01", "\x7f", "x\xc2\x85y", "ÿŸ", "µ",
    "a\xc3"};

static void
test_fold(struct arena *mem, struct slice text)
{
	struct folded folded;
	struct slice want = text_fold(mem, text);
	struct slice have = fold_open(&folded, text);
	test_true("folded alike", slice_equal(have, want));
	if (!slice_equal(have, want))
		printf("  %.*s\n", (int)text.len, text.at);
	test_true("equal to its folded form", fold_equal(text, want));
	test_true("found at its start",
	    fold_search(text, want, true, false, mem) &&
		fold_search(text, want, true, false, NULL));
	fold_close(&folded);
}

static void
test_squeezed(struct arena *mem)
{
	struct slice part = fold_squeeze(mem, SLICE("1-2 3-4"));
	test_slice("blanks and hyphens go", part, "1234");
	test_true("and do not count",
	    fold_search(SLICE("012 345"), part, false, true, mem));
	test_true("nor at the start",
	    fold_search(SLICE("12-3456"), part, true, true, mem));
	test_true("nor where the cell is no Latin text",
	    fold_search(SLICE("0\u00a012-3 45"), part, false, true, mem) &&
		fold_search(SLICE("0\u00a012-3 45"), part, false, true, NULL));
	test_true("but digits do",
	    !fold_search(SLICE("12 453"), part, false, true, mem));
}

int
main(void)
{
	struct arena *mem = arena_new();
	struct strbuf text = {0};
	for (size_t i = 0; i < COUNT(texts); i++)
		test_fold(mem, slice_view(texts[i]));
	for (uint32_t code = 1; code < 0x600; code++) {
		strbuf_reset(&text);
		strbuf_add_text(&text, "Aå ");
		strbuf_add_code(&text, code);
		test_fold(mem, strbuf_view(&text));
		strbuf_add_text(&text, "Bé");
		test_fold(mem, strbuf_view(&text));
		arena_reset(mem);
	}
	strbuf_reset(&text);
	while (text.len < 2 * FOLD_QUICK) {
		strbuf_add_text(&text, "Lång Å");
		test_fold(mem, strbuf_view(&text));
	}
	test_squeezed(mem);
	strbuf_fini(&text);
	arena_free(mem);
	return test_end();
}
