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
    /* One sign is itself, or short for a word; a yes only beside a word. */
    {"y", "x", NEAR_FAR},
    {"X", "Y", NEAR_FAR},
    {"x", "x", NEAR_SAME},
    {"x", "X", NEAR_SAME},
    {"x.", "X", NEAR_MISS},
    {"J", "Y", NEAR_FAR},
    {"J", "X", NEAR_FAR},
    {"1", "X", NEAR_FAR},
    {"1", "J", NEAR_FAR},
    {"1", "Y", NEAR_FAR},
    {"0", "N", NEAR_FAR},
    {"0", "1", NEAR_FAR},
    {"X", "Ja", NEAR_MISS},
    {"Y", "Ja", NEAR_MISS},
    {"1", "Ja", NEAR_MISS},
    {"0", "Nej", NEAR_MISS},
    {"0", "Ja", NEAR_FAR},
    {"Y", "Yes", NEAR_MISS},
    {"Kyllä", "J", NEAR_MISS},
    {"A", "B", NEAR_FAR},
    {"A", "Å", NEAR_FAR},
    {"\u0410", "A", NEAR_MISS},
    {"A", "\u0391", NEAR_MISS},
    {"\u0425", "Y", NEAR_FAR},
    {"Ａ", "a", NEAR_SAME},
    {"M", "Man", NEAR_MISS},
    {"m.", "Man", NEAR_MISS},
    {"M", "Kvinna", NEAR_FAR},
    {"Ö", "Öster", NEAR_MISS},
    {"O", "Öster", NEAR_FAR},
    {"N", "Norr", NEAR_MISS},
    {"N", "Norra enheten", NEAR_FAR},
    {"A", "12", NEAR_FAR},
    {"S", "SH", NEAR_FAR},
    {"fi", "finska", NEAR_MISS},
    {"sv", "Svenska", NEAR_MISS},
    /* One language by its codes and names. */
    {"fin", "fi", NEAR_MISS},
    {"suomi", "fi", NEAR_MISS},
    {"Suomi", "finska", NEAR_MISS},
    {"ENG", "en", NEAR_MISS},
    {"engelska", "en", NEAR_MISS},
    {"swe", "svenska", NEAR_MISS},
    {"ruotsi", "sv", NEAR_MISS},
    {"nb", "norsk", NEAR_MISS},
    {"fi-FI", "fi", NEAR_MISS},
    {"fin", "sv", NEAR_FAR},
    {"engelska", "svenska", NEAR_FAR},
    {"se", "sv", NEAR_FAR},
    {"fin", "fina", NEAR_FAR},
    {"en", "ett", NEAR_FAR},
    {"Kv.", "Kvinna", NEAR_MISS},
    {"fi", "svenska", NEAR_FAR},
    {"SH", "SHB", NEAR_FAR},
    {"Syd", "Sydost", NEAR_FAR},
    {"Hus", "Huset", NEAR_FAR},
    {"Norr", "Norrgården", NEAR_FAR},
    {"fi", "finska och svenska", NEAR_FAR},
    {"VI", "Villa", NEAR_FAR},
    {"A", "AB", NEAR_FAR},
    {"I", "III", NEAR_FAR},
    {"1", "12", NEAR_FAR},
    {"1", "01", NEAR_MISS},
    {"1", "1.", NEAR_MISS},
    /* What numbers say, alone and behind a word. */
    {"I", "1", NEAR_MISS},
    {"i", "1", NEAR_MISS},
    {"V", "5", NEAR_MISS},
    {"X", "10", NEAR_MISS},
    {"x", "1", NEAR_FAR},
    {"II", "2", NEAR_MISS},
    {"II", "två", NEAR_MISS},
    {"I", "ett", NEAR_MISS},
    {"V", "fem", NEAR_MISS},
    {"V", "05", NEAR_MISS},
    {"I", "V", NEAR_FAR},
    {"I", "II", NEAR_FAR},
    {"V", "IV", NEAR_FAR},
    {"IV", "5", NEAR_FAR},
    {"Enhet V", "Enhet fem", NEAR_MISS},
    {"Enhet II", "Enhet två", NEAR_MISS},
    {"Enhet II", "Enhet tre", NEAR_FAR},
    {"Enhet kaksi", "Enhet två", NEAR_MISS},
    {"Enhet X", "Enhet Y", NEAR_FAR},
    {"Enhet X", "Enhet 10", NEAR_MISS},
    {"Enhet x", "Enhet 1", NEAR_FAR},
    {"Hus L", "Hus 1", NEAR_FAR},
    {"Hus O", "Hus 0", NEAR_FAR},
    {"C", "100", NEAR_FAR},
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
    /* A letter does among three. */
    {"Hus A norr", "A", NEAR_MISS},
    {"Bor hus A norr", "A", NEAR_FAR},
    /* Other forms of what is read as one. */
    {"0999-10 01 23", "+46 999 10 01 23", NEAR_MISS},
    {"0999-10 01 23", "0999-10 01 24", NEAR_FAR},
    {"19121212+1212", "121212-1212", NEAR_MISS},
    /* Signs that are between words, and digits of another script. */
    {"Eget\u1680boende", "Eget boende", NEAR_SAME},
    {"Eget\xef\xb7\x90"
     "boende",
	"Eget boende", NEAR_MISS},
    {"\u0645 \u0643", "\u0663\u0663", NEAR_FAR},
    {"\u0645\u0643", "\u0663\u0663", NEAR_FAR},
    /* Short words allow two letters swapped or one doubled, and no more. */
    {"Assa", "Asss", NEAR_FAR},
    {"Anna", "Aana", NEAR_FAR},
    {"Anna", "Naan", NEAR_FAR},
    {"Anna", "Aanan", NEAR_FAR},
    {"Anna", "Annna", NEAR_MISS},
    /* Finnish words in -nen. */
    {"Asuminen", "Asumisia", NEAR_MISS},
    {"Asuminen", "Asumilla", NEAR_FAR},
    {"Asuminen", "Asunut", NEAR_FAR},
    {"Asuminen", "Musiikin", NEAR_FAR},
    /* Letters left out. */
    {"Srvch.", "Servicehus", NEAR_FAR},
    {"Åäö.", "Åbäcköns", NEAR_FAR},
    {"Sjhs", "Sjukhems", NEAR_FAR},
    {"Bgatan", "Björkgatan", NEAR_FAR},
    {"SVH", "Servicehus", NEAR_MISS},
    {"ÖB", "Äldreboende", NEAR_FAR},
    /* A head and a tail, with an ending each. */
    {"Serv husen", "Servicehuset", NEAR_MISS},
    {"Serv hustru", "Servicehuset", NEAR_FAR},
    {"Serv husbil", "Servicehuslägenhet", NEAR_FAR},
    {"Hux: service", "Servicehus", NEAR_FAR},
    /* Numbers from one to another. */
    {"Enhet 1-3", "Enhet 2, 3", NEAR_MISS},
    {"Enhet 1-3", "Enhet 4, 3", NEAR_FAR},
    {"Enhet 3-5", "Enhet 2, 5", NEAR_FAR},
    {"Enhet 3-A", "Enhet 4", NEAR_FAR},
    {"lgh 1101", "Björkgatan 3", NEAR_FAR},
    /* A word cut in three, with a slip: the numbers are the same. */
    {"Enhet 2 s er vicehuus", "Enhet 2 servicehus", NEAR_MISS},
    {"Enhet 3 s er vicehus", "Enhet 2 servicehus", NEAR_FAR},
    {"Enhet 2 3 s er vicehus", "Enhet 2 servicehus", NEAR_FAR},
};

#define LONG_NAME                                                              \
	"servicehusboendeochkorttidsplatsenvidbjörkensgårdinorravikenskommun"

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
    {"5 A", "V", true, NEAR_FAR},
    {"Rum 5", "V", false, NEAR_FAR},
    {"I dag", "Ingen", true, NEAR_FAR},
    {"Björken SH", "servicehus", false, NEAR_MISS},
    {"", "servicehus", false, NEAR_FAR},
    {"Servicehus", "", true, NEAR_FAR},
    {"Servi cehus Björken", "servicehus", true, NEAR_MISS},
    {"Ser vicehuus Björken", "servicehus", true, NEAR_MISS},
    {"Serv hus Björken", "servicehus", true, NEAR_MISS},
    {"Enhet sevi cehus", "sevicehuset", true, NEAR_FAR},
    /* Over a gap it begins or ends with a word. */
    {"Enhet norrby", "enhet norr", false, NEAR_SAME},
    {"Stenhet norr", "enhet norr", false, NEAR_SAME},
    {"Stenhet norrby", "enhet norr", false, NEAR_FAR},
    {LONG_NAME, LONG_NAME, false, NEAR_SAME},
    {"Vid sevicehusboendeochkorttidsplatsenvidbjörkensgårdinorravikens"
     "kommun",
	LONG_NAME, false, NEAR_MISS},
    {"Vid gruppboendeochdagverksamhetenvidlindensgårdinorravikenskommun",
	LONG_NAME, false, NEAR_FAR},
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
		test_number("not where it starts",
		    is_found(strbuf_text(&text), "Servicehus", NEAR_START), 0);
		test_number("another",
		    is_found(strbuf_text(&text), "Korttid", NEAR_PART), 0);
	}
	strbuf_fini(&text);
}

static void
add_times(struct strbuf *text, size_t count, const char *part)
{
	for (size_t i = 0; i < count; i++)
		strbuf_add_text(text, part);
}

/* A long text without blanks is cut anywhere, but not inside a letter. */
static void
test_unbroken(void)
{
	static const size_t at[] = {480, 700, 945, 950, 955, 957, 960, 2000};
	struct strbuf text = {0};
	for (size_t i = 0; i < COUNT(at); i++) {
		strbuf_reset(&text);
		add_times(&text, at[i], "x");
		test_number("not yet",
		    is_found(strbuf_text(&text), "Servicehus", NEAR_PART), 0);
		strbuf_add_text(&text, "servicehus");
		test_number("at the end",
		    is_found(strbuf_text(&text), "Servicehus", NEAR_PART), 1);
		add_times(&text, at[i], "y");
		test_number("in the middle",
		    is_found(strbuf_text(&text), "Servicehus", NEAR_PART), 1);
		strbuf_reset(&text);
		strbuf_add_text(&text, "x");
		add_times(&text, at[i], "å");
		test_number("not yet",
		    is_found(strbuf_text(&text), "ÅÄ", NEAR_PART), 0);
		strbuf_add_text(&text, "ä");
		add_times(&text, at[i], "ö");
		test_number("letters of two bytes",
		    is_found(strbuf_text(&text), "ÅÄ", NEAR_PART), 1);
	}
	strbuf_fini(&text);
}

/* Of so many words none is found in another order. */
static void
test_words(void)
{
	struct strbuf named = {0}, cell = {0};
	for (char last = 'x'; last <= 'y'; last++) {
		strbuf_reset(&named);
		strbuf_reset(&cell);
		for (char c = 'a'; c <= last; c++) {
			strbuf_print(&named, "%c%c ", c, c);
			strbuf_print(
			    &cell, "%c%c ", last + 'a' - c, last + 'a' - c);
		}
		test_number("two are swapped",
		    is_found(
			strbuf_text(&cell), strbuf_text(&named), NEAR_WHOLE),
		    last == 'x');
	}
	strbuf_fini(&named);
	strbuf_fini(&cell);
}

/* So many abbreviations that their words have no room. */
static void
test_codes(void)
{
	struct strbuf text = {0};
	for (size_t before = 0; before < 4; before++) {
		strbuf_reset(&text);
		add_times(&text, before, "1 ");
		add_times(&text, 330, "sh1");
		test_number("many codes",
		    is_found(strbuf_text(&text), "Stöd och hem", NEAR_WHOLE),
		    1);
		test_number("another",
		    is_found(strbuf_text(&text), "Stöd och arbete", NEAR_WHOLE),
		    0);
	}
	strbuf_fini(&text);
}

/* The first that says the same, of those that say something. */
static void
test_several(void)
{
	static const char *const texts[] = {"Servicehus", "2012-03-19",
	    "2012-03-20", "0999-10 01 23", "19121212+1212"};
	static const struct {
		const char *cell;
		size_t want;
	} found[] = {{"20 mars 2012", 2}, {"2012-03-21", COUNT(texts)},
	    {"+46 999 10 01 23", 3}, {"121212-1212", 4}, {"Servicehuset", 0},
	    {"", COUNT(texts)}};
	const struct near_named *named[COUNT(texts)];
	struct arena *mem = arena_new();
	for (size_t i = 0; i < COUNT(texts); i++)
		named[i] = near_named_new(mem, slice_view(texts[i]));
	for (size_t i = 0; i < COUNT(found); i++)
		test_number(found[i].cell,
		    (long long)near_find(slice_view(found[i].cell), named,
			COUNT(texts), NEAR_WHOLE),
		    (long long)found[i].want);
	arena_free(mem);
}

int
main(void)
{
	test_long();
	test_unbroken();
	test_words();
	test_codes();
	test_several();
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
