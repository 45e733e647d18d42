/*
 * Functions that take a text apart, texts joined, and names with brackets in
 * them: what comes out, and why nothing does.
 */
#include "answer.h"
#include "test.h"

#define NAME "Förnamn="
#define UNCLEAR "undecidable Förnamn [unclear-name]"
#define POSTAL "undecidable Förnamn [unclear-postal]"

static const struct {
	const char *expr, *row, *want;
} cases[] = {
    /* before and after */
    {"before(Namn, ',')", "", "Jönsson"},
    {"after(Namn, ',')", "", "Gösta"},
    {"före(Namn, ',')", "", "Jönsson"},
    {"efter(Namn, ', ')", "", "Gösta"},
    {"before(Namn, ';')", "", "undecidable Namn [no-separator]"},
    {"before(Förnamn, ',')", NAME "a, b, c",
	"undecidable Förnamn [several-separators]"},
    {"after(Förnamn, ',')", NAME "a,,b",
	"undecidable Förnamn [several-separators]"},
    {"after(Förnamn, ',')", NAME "Jönsson,", "(empty)"},
    {"after(Förnamn, ',')", NAME, "(empty)"},
    {"after(Förnamn, ' ')", NAME "Anna  Ek", "Ek"},
    {"after(Förnamn, ' ')", NAME "Anna\u00a0Ek", "Ek"},
    {"after(Förnamn, ' ')", NAME "Anna Maria Ek",
	"undecidable Förnamn [several-separators]"},
    {"after(Förnamn, ' ')", NAME "Anna", "undecidable Förnamn [no-separator]"},
    {"after(Förnamn, 'å')", NAME "Sta\u030al", "l"},
    {"before(Namn, Förnamn)", "", "refused"},
    {"before(Namn, '')", "", "refused"},
    {"before(Namn)", "", "refused"},
    {"before(Timmar, ',')", "", "refused"},
    {"before(Namn, ',') + after(Namn, ',')", "", "JönssonGösta"},
    {"after('Anna  ', ' ')", "", "(empty)"},
    {"before(Namn, ';') + after(Förnamn, ';')", "",
	"undecidable Namn [no-separator]"},
    /* words */
    {"first_word(Förnamn)", NAME "Anna Maria Ek", "Anna"},
    {"last_word(Förnamn)", NAME " Anna  Maria\u00a0Ek ", "Ek"},
    {"första_ordet(Förnamn)", NAME "Anna", "Anna"},
    {"sista_ordet(Förnamn)", NAME "Anna", "Anna"},
    {"first_word(Namn)", "", "undecidable Namn [no-clear-word]"},
    {"last_word(Namn)", "", "Gösta"},
    {"first_word(Förnamn)", NAME "Ek/Lind x",
	"undecidable Förnamn [no-clear-word]"},
    {"first_word(Förnamn)", NAME, "(empty)"},
    /* names */
    {"first_names(Namn)", "", "Gösta"},
    {"surname(Namn)", "", "Jönsson"},
    {"förnamn(Namn)", "", "Gösta"},
    {"efternamn(Namn)", "", "Jönsson"},
    /* a column and a function of one name */
    {"förnamn(Namn) + ' ' + Förnamn", "", "Gösta Åsa-Märta"},
    {"first_names(Förnamn)", NAME "von Ek, Märta  Lisa", "Märta Lisa"},
    {"surname(Förnamn)", NAME "von Ek,Märta Lisa", "von Ek"},
    {"surname(Förnamn)", NAME "O'Brien-Ek , A.", "O'Brien-Ek"},
    {"first_names(Förnamn)", NAME "Gösta Jönsson", "Gösta"},
    {"surname(Förnamn)", NAME "Gösta Jönsson", "Jönsson"},
    {"surname(Förnamn)", NAME "Gösta von Ek", UNCLEAR},
    {"surname(Förnamn)", NAME "Ek\u2010Lind\u2011Al, O\u2019Brien",
	"Ek\u2010Lind\u2011Al"},
    {"first_names(Förnamn)", NAME "\u674e, \u660e", "\u660e"},
    {"first_names(Förnamn)", NAME "M\u00aa Ek", "M\u00aa"},
    {"first_names(Förnamn)", NAME "M\u00ba Ek", "M\u00ba"},
    {"surname(Förnamn)", NAME "Ek\u00d7, A", UNCLEAR},
    {"surname(Förnamn)", NAME "Ek\u00f7, A", UNCLEAR},
    {"surname(Förnamn)", NAME "Ek\u00a7, A", UNCLEAR},
    {"surname(Förnamn)", NAME "Ek\u2603, A", UNCLEAR},
    {"surname(Förnamn)", NAME "a b c d e f g h i j k l m n o p, A",
	"a b c d e f g h i j k l m n o p"},
    {"surname(Förnamn)", NAME "a b c d e f g h i j k l m n o p q, A", UNCLEAR},
    {"first_names(Förnamn)", NAME "Anna Maria Ek", UNCLEAR},
    {"first_names(Förnamn)", NAME "Jönsson", UNCLEAR},
    {"first_names(Förnamn)", NAME "Jönsson,", UNCLEAR},
    {"surname(Förnamn)", NAME ", Gösta", UNCLEAR},
    {"surname(Förnamn)", NAME "Ek, Anna, Dr", UNCLEAR},
    {"surname(Förnamn)", NAME "Ek, Anna & Bo", UNCLEAR},
    {"surname(Förnamn)", NAME "Ek, Anna och Bo", UNCLEAR},
    {"surname(Förnamn)", NAME "Ek, c/o Lind", UNCLEAR},
    {"surname(Förnamn)", NAME "Ek (Lind), Anna", UNCLEAR},
    {"surname(Förnamn)", NAME "Ek, Anna 2", UNCLEAR},
    {"surname(Förnamn)", NAME "Ek, Jr.", UNCLEAR},
    {"surname(Förnamn)", NAME "Eks Bygg, AB", UNCLEAR},
    {"surname(Förnamn)", NAME "Dödsboet Ek", UNCLEAR},
    {"surname(Förnamn)", NAME, "(empty)"},
    /* postcode and town */
    {"postcode(Postadress)", "", "999 14"},
    {"town(Postadress)", "", "Norrviken"},
    {"postnummer(Postadress)", "", "999 14"},
    {"postort(Postadress)", "", "Norrviken"},
    {"postcode(Förnamn)", NAME "99914  NORRVIKEN", "999 14"},
    {"town(Förnamn)", NAME "99914  NORRVIKEN", "NORRVIKEN"},
    {"postcode(Förnamn)", NAME "S-999 14 Norrviken", "999 14"},
    {"postcode(Förnamn)", NAME "SE-99914 Norrviken", "999 14"},
    {"postcode(Förnamn)", NAME "999\u00a014\u00a0Norrviken", "999 14"},
    {"town(Förnamn)", NAME "999 14 Norra  Viken-By", "Norra Viken-By"},
    {"town(Förnamn)", NAME "06151 Borgå", "Borgå"},
    {"postcode(Förnamn)", NAME "06151 Borgå", "06151"},
    {"postcode(Förnamn)", NAME "Norrviken 999 14", POSTAL},
    {"postcode(Förnamn)", NAME "999 14", POSTAL},
    {"town(Förnamn)", NAME "Norrviken", POSTAL},
    {"town(Förnamn)", NAME "1234 Lund", POSTAL},
    {"town(Förnamn)", NAME "99914Norrviken", POSTAL},
    {"town(Förnamn)", NAME "999 14 Norrviken, Sverige", POSTAL},
    {"town(Förnamn)", NAME "999 14 Norrviken 2", POSTAL},
    {"town(Förnamn)", NAME "999 14\nNorrviken", POSTAL},
    {"town(Förnamn)", NAME "999 14 Norr\nviken", POSTAL},
    {"town(Förnamn)", NAME "Gatan 1 999 14 Norrviken", POSTAL},
    {"town(Förnamn)", NAME, "(empty)"},
    {"postcode(Förnamn, Boende)", NAME "0155 Oslo;Boende=Norge", "0155"},
    {"town(Förnamn, Boende)", NAME "0155 Oslo;Boende=NO", "Oslo"},
    {"town(Förnamn, Boende)", NAME "999 14 Vik;Boende=", "Vik"},
    {"town(Förnamn, Boende)", NAME "0155 Oslo;Boende=", POSTAL},
    {"town(Förnamn, Boende)", NAME "0155 Oslo;Boende=Atlantis",
	"undecidable Boende [unknown-country]"},
    {"postcode(Förnamn, Boende)", NAME "London SW1A 1AA;Boende=Storbritannien",
	"SW1A 1AA"},
    {"town(Förnamn, Boende)", NAME "New York, NY 10001;Boende=USA",
	"New York, NY"},
    /* texts joined */
    {"Förnamn + ' ' + Efternamn", "", "Åsa-Märta Öberg Lind"},
    {"Förnamn + ' ' + [God man]", "", "undecidable God man [empty-value]"},
    {"Förnamn + otherwise([God man], '')", "", "Åsa-Märta"},
    {"[God man] + ' ' + [C/o]", "", "(empty)"},
    {"'Herr ' + [God man]", "", "(empty)"},
    {"[God man] + ' ' + Förnamn", "", "undecidable God man [empty-value]"},
    {"otherwise([God man], '') + otherwise([C/o], '')", "", "(empty)"},
    {"kommun + '!'", "", "Sjöbo!"},
    {"Förnamn + Timmar", "", "refused"},
    {"Förnamn - Efternamn", "", "refused"},
    {"Förnamn + ' ' + Efternamn = 'åsa-märta öberg lind'", "", "yes"},
    /* brackets */
    {"[a]]b]", "", "refused"},
    {"[Namn", "", "refused"},
    {"[Namn]]", "", "refused"},
    {"[]]", "", "refused"},
};

/* A column whose name needs them doubled, and how it is written. */
static void
test_brackets(struct diag *diag)
{
	static const struct {
		const char *name, *written;
	} names[] = {{"a]b", "[a]]b]"}, {"]", "[]]]"}, {"a]", "[a]]]"},
	    {"]]a", "[]]]]a]"}, {"[x] y", "[[x]] y]"}};
	struct strbuf none = {0};
	expr_write_name(&none, SLICE(""));
	test_slice("a name of nothing", strbuf_view(&none), "[]");
	strbuf_fini(&none);
	for (size_t i = 0; i < COUNT(names); i++) {
		struct strbuf out = {0};
		struct arena *mem = arena_new();
		struct slice name = slice_view(names[i].name);
		expr_write_name(&out, name);
		test_slice(names[i].name, strbuf_view(&out), names[i].written);
		struct column column = {.name = name, .folded = name};
		struct columns columns = {&column, 1};
		struct value value = register_text("x");
		struct row row = {.values = &value, .count = 1};
		struct scope scope = {.columns = &columns};
		struct expr_context context = {
		    .row = &row, .letter_mem = mem, .language = "sv"};
		struct expr *expr =
		    expr_parse(mem, strbuf_view(&out), NO_SPAN, diag);
		test_true(names[i].name,
		    expr && expr_check(expr, &scope, diag) &&
			slice_is(
			    expr_evaluate(expr, &context, NULL).text, "x"));
		strbuf_fini(&out);
		arena_free(mem);
	}
}

int
main(void)
{
	struct test_register reg;
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	register_init(&reg);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct strbuf have = {0}, name = {0};
		strbuf_print(&name, "%s | %s", cases[i].expr, cases[i].row);
		register_reset(&reg);
		register_change(&reg, cases[i].row);
		answer_text(&have, &reg, diag, slice_view(cases[i].expr), false,
		    false, true);
		test_slice(
		    strbuf_text(&name), strbuf_view(&have), cases[i].want);
		strbuf_fini(&have);
		strbuf_fini(&name);
	}
	test_brackets(diag);
	register_fini(&reg);
	diag_free(diag);
	sources_free(sources);
	return test_end();
}
