/* What is nearly a value that a rule names, and what is another value. */
#include "expr/near.h"

#include "base/strbuf.h"
#include "text/normal.h"

#include "test.h"

enum nearness { NEAR_FAR, NEAR_MISS, NEAR_SAME };

static const struct {
	const char *cell, *named;
	enum nearness want;
} cases[] = {
    {"Servicehus", "Servicehus", NEAR_SAME},
    {"servicehus ", "Servicehus", NEAR_SAME},
    {"SERVICE\u200bHUS", "Servicehus", NEAR_SAME},
    {"Service\u00adhus", "Servicehus", NEAR_SAME},
    {"Service-hus", "Servicehus", NEAR_MISS},
    {"Service hus", "Servicehus", NEAR_MISS},
    {"Service\u00a0hus", "Servicehus", NEAR_MISS},
    {"Service\u2011hus", "Servicehus", NEAR_MISS},
    {"S.ervicehus", "Servicehus", NEAR_MISS},
    {"Sevicehus", "Servicehus", NEAR_MISS},
    {"Srevicehus", "Servicehus", NEAR_MISS},
    {"Servisehuus", "Servicehus", NEAR_MISS},
    {"Servicehuset", "Servicehus", NEAR_MISS},
    {"Servicehusets", "Servicehus", NEAR_MISS},
    {"Servicehusen", "Servicehus", NEAR_MISS},
    {"Sevice hus", "Servicehus", NEAR_MISS},
    {"Servicehus Björken", "Servicehus", NEAR_MISS},
    {"Björkens servicehus", "Servicehus", NEAR_MISS},
    {"Ej servicehus", "Servicehus", NEAR_MISS},
    {"Servicehus 2", "Servicehus", NEAR_MISS},
    {"Servicehus (tillf.)", "Servicehus", NEAR_MISS},
    {"Servicehus", "Servicehus Björken", NEAR_MISS},
    {"Servicehuset", "Servicehus Björken", NEAR_MISS},
    {"Sevicehuset vid Björken", "Servicehus", NEAR_MISS},
    {"Service-hus", "Servicehus Björken", NEAR_MISS},
    {"Sevicehuset", "Servicehus", NEAR_MISS},
    {"Servicehus-boende", "Servicehus", NEAR_MISS},
    {"Egett boende", "Eget boende", NEAR_MISS},
    {"eget  Boende", "Eget boende", NEAR_SAME},
    {"Egetboende", "Eget boende", NEAR_MISS},
    {"Eegt boende", "Eget boende", NEAR_MISS},
    {"Eget boede", "Eget boende", NEAR_MISS},
    {"Inte eget boende", "Eget boende", NEAR_MISS},
    {"Obeviljad", "Beviljad", NEAR_MISS},
    {"Ö\u0308stra", "Östra", NEAR_MISS},
    {"O\u0308stra", "Östra", NEAR_SAME},
    {"12-34", "1234", NEAR_MISS},
    {"S\u0435rvi\u0441\u0435hus", "Servicehus", NEAR_MISS},
    {"S\u0435rvi\u0441\u0435huset", "Servicehus", NEAR_MISS},
    {"Servicehus", "S\u0435rvicehus", NEAR_MISS},
    {"S\u041d", "SH", NEAR_MISS},
    {"B\u03bfende", "Boende", NEAR_MISS},
    {"Ｓｅｒｖｉｃｅｈｕｓ", "Servicehus", NEAR_SAME},
    {"Ｓｅｖｉｃｅｈｕｓ", "Servicehus", NEAR_MISS},
    {"S\u0336H\u0336", "SH", NEAR_MISS},
    {"Sarskilt boende pa ort", "Särskilt boende på ort", NEAR_MISS},
    {"Sérvicéhús", "Servicehus", NEAR_MISS},
    {"Enhet \u2460", "Enhet 1", NEAR_MISS},
    {"Enhet \uff12", "Enhet 2", NEAR_SAME},
    {"Enhet \uff12", "Enhet 1", NEAR_FAR},
    {"Servicehus\u00b2", "Servicehus", NEAR_MISS},
    {"Hår", "Hål", NEAR_FAR},
    {"Åsa", "Asa", NEAR_FAR},
    {"Särskilt boende", "Ordinärt boende", NEAR_FAR},
    {"SH", "EH", NEAR_FAR},
    {"SH", "Servicehus", NEAR_MISS},
    {"Ja", "Nej", NEAR_FAR},
    {"J", "N", NEAR_FAR},
    {"Enhet 1", "Enhet 2", NEAR_FAR},
    {"Enhet 12", "Enhet 2", NEAR_FAR},
    {"Servicehus 1", "Servicehus 2", NEAR_FAR},
    {"Enhet A", "Enhet B", NEAR_FAR},
    {"Distrikt Norr", "Distrikt Nord", NEAR_FAR},
    {"Lund", "Sund", NEAR_FAR},
    {"Norra", "Södra", NEAR_FAR},
    {"Östra", "Västra", NEAR_FAR},
    {"juni", "juli", NEAR_FAR},
    {"måndag", "söndag", NEAR_FAR},
    {"svenska", "finska", NEAR_FAR},
    {"Aktiv", "Inaktiv", NEAR_FAR},
    {"Servicegatan", "Servicehus", NEAR_FAR},
    {"", "Servicehus", NEAR_FAR},
    {"Servicehus", "", NEAR_FAR},
    {"-", "Servicehus", NEAR_FAR},
    {"-", ".", NEAR_FAR},
    {"2012-03-19", "2012-03-20", NEAR_FAR},
    /* A number says something among six words, and nothing among seven. */
    {"Bor i hus 2 vid dammen", "2", NEAR_MISS},
    {"Bor i hus 2 vid dammen nu", "2", NEAR_FAR},
};

static const struct {
	const char *cell, *part;
	bool at_start;
	enum nearness want;
} parts[] = {
    {"Björkens servicehus", "servicehus", false, NEAR_SAME},
    {"Björkens service-hus", "servicehus", false, NEAR_MISS},
    {"Sevicehus", "service", false, NEAR_MISS},
    {"Sevicehus", "service", true, NEAR_MISS},
    {"Servicehus", "SERVICE", true, NEAR_SAME},
    {"Nya sevicehuset", "service", true, NEAR_FAR},
    {"Nya sevicehuset", "service", false, NEAR_MISS},
    {"Eget boende", "servicehus", false, NEAR_FAR},
    {"Norr", "nord", false, NEAR_FAR},
    {"Enhet 2 Norr", "Enhet 1", false, NEAR_FAR},
    {"Enhet-1 Norr", "Enhet 1", false, NEAR_MISS},
    {"Format", "för", false, NEAR_FAR},
    {"Ringvardarna", "ringvård", false, NEAR_MISS},
    {"Gata S\u041d 2", "SH", false, NEAR_MISS},
    {"S\u0435rvi\u0441\u0435hus", "service", true, NEAR_MISS},
    {"Vi ger dem de jag tror", "ej", false, NEAR_FAR},
    {"Ser e-j 2", "ej", false, NEAR_MISS},
    {"Kom e j", "ej", false, NEAR_MISS},
    {"Enhet 1 23", "Enhet 12", false, NEAR_MISS},
    {"Service-hus", "hus", true, NEAR_FAR},
    {"Serv.hus Björken", "servicehus", true, NEAR_MISS},
    {"SH Björken", "servicehus", true, NEAR_MISS},
    {"Björken SH", "servicehus", true, NEAR_FAR},
    {"Björken SH", "servicehus", false, NEAR_MISS},
    {"", "servicehus", false, NEAR_FAR},
    {"Servicehus", "", true, NEAR_FAR},
};

static bool
is_found(const char *cell, const char *text, enum near_ask ask)
{
	struct arena *mem = arena_new();
	const struct near_named *named = near_named_new(mem, slice_view(text));
	bool found = near_find(slice_view(cell), &named, 1, ask) == 0;
	arena_free(mem);
	return found;
}

static enum nearness
near_value(const char *cell, const char *named)
{
	if (*cell && text_same(slice_view(cell), slice_view(named)))
		return NEAR_SAME;
	return is_found(cell, named, NEAR_WHOLE) ? NEAR_MISS : NEAR_FAR;
}

/* Where in a long text it stands makes no difference, nor what is before. */
static void
test_long(void)
{
	static const char filler[] = "Ordet är fritt. ";
	static const size_t at[] = {0, 15, 60, 63, 64, 65, 100, 3000};
	struct strbuf text = {0};
	for (size_t i = 0; i < COUNT(at); i++) {
		strbuf_reset(&text);
		for (size_t k = 0; k < at[i]; k++)
			strbuf_add_text(&text, filler);
		test_number("not yet",
		    is_found(strbuf_text(&text), "Servicehus", NEAR_PART), 0);
		strbuf_add_text(&text, "Bor i sevicehuset nu. ");
		for (size_t k = 0; k < at[i]; k++)
			strbuf_add_text(&text, filler);
		test_number("near in it",
		    is_found(strbuf_text(&text), "Servicehus", NEAR_PART), 1);
		test_number("near as a whole",
		    is_found(strbuf_text(&text), "Servicehus", NEAR_WHOLE), 1);
		test_number("another",
		    is_found(strbuf_text(&text), "Korttid", NEAR_PART), 0);
	}
	strbuf_fini(&text);
}

int
main(void)
{
	test_long();
	for (size_t i = 0; i < COUNT(cases); i++) {
		test_number(cases[i].cell,
		    near_value(cases[i].cell, cases[i].named), cases[i].want);
		test_number(cases[i].named,
		    near_value(cases[i].named, cases[i].cell), cases[i].want);
	}
	for (size_t i = 0; i < COUNT(parts); i++)
		test_number(parts[i].cell,
		    is_found(parts[i].cell, parts[i].part,
			parts[i].at_start ? NEAR_START : NEAR_PART),
		    parts[i].want != NEAR_FAR);
	return test_end();
}
