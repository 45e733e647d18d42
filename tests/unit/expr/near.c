/* What is nearly a value that a rule names, and what is another value. */
#include "expr/near.h"

#include "test.h"

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
    {"SH", "Servicehus", NEAR_FAR},
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
    {"", "servicehus", false, NEAR_FAR},
    {"Servicehus", "", true, NEAR_FAR},
};

static void
test_possible(const char *cell, const char *named, bool near, bool part)
{
	struct near_key key = near_key_of(slice_view(named));
	uint64_t letters = near_letters(slice_view(cell));
	bool possible = part ? near_part_possible(letters, &key)
			     : near_value_possible(letters, &key);
	test_true("the cheap test never loses a near value", possible || !near);
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct slice named = slice_view(cases[i].named);
		enum nearness near =
		    near_value(slice_view(cases[i].cell), &named, 1);
		test_number(cases[i].cell, near, cases[i].want);
		test_possible(
		    cases[i].cell, cases[i].named, near != NEAR_FAR, false);
	}
	for (size_t i = 0; i < COUNT(parts); i++) {
		enum nearness near = near_part(slice_view(parts[i].cell),
		    slice_view(parts[i].part), parts[i].at_start);
		test_number(parts[i].cell, near, parts[i].want);
		test_possible(
		    parts[i].cell, parts[i].part, near != NEAR_FAR, true);
	}
	const struct slice several[] = {
	    SLICE("Eget boende"), SLICE("Sevicehus"), SLICE("Servicehus")};
	test_number("the nearest of several",
	    near_value(SLICE("servicehus"), several, COUNT(several)),
	    NEAR_SAME);
	return test_end();
}
