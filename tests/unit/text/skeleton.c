/* What a text looks like to whoever reads it. */
#include "text/skeleton.h"

#include "base/strbuf.h"
#include "base/utf8.h"
#include "test.h"
#include "text/normal.h"

static const struct {
	const char *name, *in, *want, *bare;
} cases[] = {
    {"empty", "", "", ""},
    {"ascii", "Service Hus 2", "service hus 2", "service hus 2"},
    {"blanks", " a \t b ", "a b", "a b"},
    {"swedish", "Åsa Öberg", "åsa öberg", "asa oberg"},
    {"latin-1", "Æ Ø ß é ñ ÿ", "æ ø ss é ñ ÿ", "æ ø ss e n y"},
    {"latin extended", "Škoda Łódź", "škoda łódź", "skoda łodz"},
    {"apart", "A\u030asa", "åsa", "asa"},
    {"marks that belong to no letter", "S\u0332e\u0332r\u0332", "ser", "ser"},
    {"struck through", "S\u0336H\u0336", "sh", "sh"},
    {"wide", "Ｓｅｒｖｉｃｅｈｕｓ １", "servicehus 1", "servicehus 1"},
    {"ligatures", "ﬁﬀ", "fiff", "fiff"},
    {"letters of formulas", "𝐒𝑒𝓇𝕧", "serv", "serv"},
    {"circled and raised digits", "① x²", "1 x2", "1 x2"},
    {"a half behind a digit", "3\u00bd", "3 1\u20442", "3 1\u20442"},
    {"a half behind a letter", "a\u00bd", "a1\u20442", "a1\u20442"},
    {"digits of Arabic", "\u0663\u0664", "34", "34"},
    {"in a circle", "a\u20dd1", "a1", "a1"},
    {"soft hyphen", "ser\u00advice", "service", "service"},
    {"zero width joiner", "ser\u200dvice", "service", "service"},
    {"no-break space", "eget\u00a0boende", "eget boende", "eget boende"},
    {"cyrillic", "S\u0435rvi\u0441\u0435hus", "servicehus", "servicehus"},
    {"cyrillic capitals", "\u0405\u0415RVI\u0421\u0415\u041dUS", "servicehus",
	"servicehus"},
    {"cyrillic that only its capital is like", "\u043dus \u043aort", "hus kort",
	"hus kort"},
    {"cyrillic with a mark", "S\u0430\u0308r", "sär", "sar"},
    {"greek", "B\u03bfende \u039f", "boende o", "boende o"},
    {"greek capital", "\u039dorr", "norr", "norr"},
    {"what is like nothing", "\u0416\u05d0", "\u0436\u05d0", "\u0436\u05d0"},
    {"dotless i stays", "serv\u0131ce", "serv\u0131ce", "serv\u0131ce"},
};

/* The fast way against ICU: a foreign letter before sends the rest there. */
static void
test_against_icu(struct arena *mem)
{
	for (uint32_t code = 0x21; code < 0x100; code++) {
		char narrow[8], wide[12] = "ж";
		size_t len = utf8_encode(narrow, code);
		narrow[len] = '\0';
		memcpy(wide + 2, narrow, len + 1);
		struct slice quick = text_skeleton(mem, slice_view(narrow));
		struct slice slow = text_skeleton(mem, slice_view(wide));
		if (code_is_blank(code) || code_is_hidden(code))
			continue;
		test_slice("as ICU has it", slice_from(slow, 2),
		    arena_dup_text(mem, quick));
		test_slice("and bare", slice_from(text_bare(mem, slow), 2),
		    arena_dup_text(mem, text_bare(mem, quick)));
	}
}

int
main(void)
{
	struct arena *mem = arena_new();
	struct strbuf text = {0};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct slice looks =
		    text_skeleton(mem, slice_view(cases[i].in));
		test_slice(cases[i].name, looks, cases[i].want);
		test_slice(cases[i].name, text_bare(mem, looks), cases[i].bare);
	}
	test_against_icu(mem);
	while (text.len < 3000)
		strbuf_add_text(&text, "\u0435ö");
	struct slice looks = text_skeleton(mem, strbuf_view(&text));
	test_true("long", looks.len == text.len / 4 * 3);
	test_true("long, bare", text_bare(mem, looks).len == text.len / 4 * 2);
	strbuf_fini(&text);
	arena_free(mem);
	return test_end();
}
