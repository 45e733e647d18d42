#include "record/stand_in.h"

#include "test.h"

static struct arena *mem;

/* Where each cell stands for nothing: n(ame), l(ine), t(own), s(hown), k(ey).
 */
static const struct {
	const char *in, *where;
} cases[] = {
    {"-", "nltsk"},
    {"--", "nltsk"},
    {"–", "nltsk"},
    {".", "nltsk"},
    {"...", "nltsk"},
    {"…", "nltsk"},
    {"?", "nltsk"},
    {"*", "nltsk"},
    {"(-)", "nltsk"},
    {"NULL", "nltsk"},
    {"null", "nltsk"},
    {"Null", "l"}, /* somebody's name */
    {"(null)", "nltsk"},
    {"\uff2eull", "nltsk"}, /* no name is written so */
    {"n/a", "nltsk"},
    {"N/A", "nltsk"},
    {"N.A.", ""},
    {"NaN", "nltsk"},
    {"Nan", "l"},
    {"TRUE", "nlt"},
    {"true", "nlt"},
    {"True", "l"},
    {"FALSE", "nlt"},
    {"SANT", "nlt"},
    {"Sant", "l"}, /* a surname */
    {"FALSKT", "nlt"},
    {"NaT", "nlt"},
    {"Nat", "l"},
    {"nULL", "nltsk"},
    {"NulL", "nltsk"},
    {"N\u00fcll", ""},
    {"Okänd", "nltsk"},
    {"OKÄND", "nltsk"},
    {"okänd.", "nltsk"},
    {"(okänd)", "nltsk"},
    {"Saknas", "nltsk"},
    {"Uppgift saknas", "nltsk"},
    {"Uppgift  saknas!", "nltsk"},
    {"Ej angivet", "nltsk"},
    {"Finns ej", "nltsk"},
    {"Utan känd hemvist", "lts"},
    {"På kommunen skriven", "lts"},
    {"Adress okänd", "lts"},
    {"Skyddad", "nltsk"},
    {"Skyddade personuppgifter", "nltsk"},
    {"tom", "ltk"},
    {"Tom", "ltk"},
    {"(tom)", "nltsk"},
    {"<tom>", "nltsk"},
    {"(blank)", "nltsk"},
    {"Blank", "ltk"},
    {"x", "nltk"},
    {"xx", "nltk"},
    {"Unknown", "nltsk"},
    {"No fixed abode", "lts"},
    {"Tuntematon", "nltsk"},
    {"Vailla vakinaista asuntoa", "lts"},
    {"Ukjent", "nltsk"},
    {"Uten fast bopel", "lts"},
    {"Unbekannt", "nltsk"},
    {"k. A.", "nltsk"},
    {"k.A.", "nltsk"},
    {"Ohne festen Wohnsitz", "lts"},
    {"Leer", "lk"},
    {"(Leer)", "nltsk"},
    {"NO", "lt"}, /* Norway, where a country is */
    {"✓", "nltk"},
    {"€", "nltk"},
    {"\u00a0-", "nltsk"},
    {"\u00a8", "nltsk"},
    {"\u00b4", "nltsk"},
    {"\u00b7", "nltsk"},
    {"\u2022", "nltsk"},
    {"\u203f", "nltk"},
    {"\u00a9", "nltk"},
    {"\x7f", "nltk"},
    /* what is meant */
    {"Å", ""},
    {"Ö", ""},
    {"Y", ""},
    {"X-gatan", ""},
    {"Tomas", ""},
    {"Tomtgatan 3", ""},
    {"0", ""},
    {"12", ""},
    {"-1", ""},
    {"١٢", ""},
    {"Okändas väg 3", ""},
    {"Skyddad verkstad", ""},
    {"Hemlig Ek", ""},
    {"李", ""},
    {"\u3164", ""},
    {"Жуков", ""},
    {"Ek, okänd", ""},
    {"", ""},
};

static void
test_places(void)
{
	static const struct {
		char letter;
		enum stand_in_place place;
	} places[] = {{'n', STAND_IN_NAME}, {'l', STAND_IN_LINE},
	    {'t', STAND_IN_TOWN}, {'s', STAND_IN_SHOWN}, {'k', STAND_IN_KEY}};
	for (size_t i = 0; i < COUNT(cases); i++) {
		char where[8] = {0};
		size_t len = 0;
		for (size_t k = 0; k < COUNT(places); k++) {
			if (stand_in_is(
				mem, slice_view(cases[i].in), places[k].place))
				where[len++] = places[k].letter;
		}
		test_text(cases[i].in, where, cases[i].where);
	}
}

/* Each is found: sorted, folded, bare, and in its place. */
static void
test_table(void)
{
	const char *word;
	for (size_t i = 0; (word = stand_in_word(i)); i++) {
		struct slice text = slice_view(word);
		test_true(word, stand_in_is(mem, text, STAND_IN_LINE) ||
				    stand_in_is(mem, text, STAND_IN_KEY));
		test_true(word, text.len < 60);
		test_true(word, strcspn(word, "0123456789") == text.len);
	}
}

static const struct {
	const char *in;
	bool is;
} errors[] = {
    {"#N/A", true},
    {"#n/a", true},
    {"#SAKNAS!", true},
    {"#Saknas!", true},
    {"#REF!", true},
    {"#REFERENS!", true},
    {"#VÄRDEFEL!", true},
    {"#NAMN?", true},
    {"#DIVISION/0!", true},
    {"#DIV/0!", true},
    {"#SKÄRNING!", true},
    {"#OGILTIGT!", true},
    {"#SPILL!", true},
    {"#BERÄKNING!", true},
    {"#NULL!", true},
    {"#NUM!", true},
    {"#NAME?", true},
    {"#VALUE!", true},
    {"#NV", true},
    {"#BEZUG!", true},
    {"#WERT!", true},
    {"#ZAHL!", true},
    {"#ÜBERLAUF!", true},
    {"#PUUTTUU!", true},
    {"#VIITTAUS!", true},
    {"#TYHJÄ!", true},
    {"#I/T", true},
    {"#VERDI!", true},
    {"#NAVN?", true},
    {"#VÆRDI!", true},
    {"#VALEUR!", true},
    {"#NOM?", true},
    {"#NOMBRE!", true},
    {"#N/D", true},
    {"#¡VALOR!", true},
    {"#¿NOMBRE?", true},
    {"#¡REF!", true},
    {"#ЗНАЧ!", true},
    {"#Н/Д", true},
    {"#GETTING_DATA", true},
    {"Err:502", true},
    {"Fel:508", true},
    {"##", true},
    {"########", true},
    {"#", false},
    {"#1", false},
    {"#viktigt!", false},
    {"#Tack!", false},
    {"# N/A", false},
    {"N/A", false},
    {"Fel: 5", false},
    {"Fel:5022", false},
    {"Fel:50a", false},
    {"Fel:5:2", false},
    {"Fel:50", false},
    {"#WERT_2!", true},
    {"#A/B.C-D!", true},
    {"#A1!", true},
    {"#A:!", false},
    {"#A[!", false},
    {"#A@!", false},
    {"#\u00c0!", true},
    {"#\u00d7!", false},
    {"#\u00de!", true},
    {"#\u00df!", false},
    {"#\u00bfQUE?", true},
    {"#\u00a2A!", false},
    {"Fel:5/2", false},
    {"#A B!", false},
    {"#AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA!", true},
    {"#AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA!", false},
    {"Err:50200000000000000000000000000000000000000000000", false},
    {"Ek", false},
    {"Viktoria", false},
    {"#N/A, #N/A", false},
    {"", false},
};

int
main(void)
{
	mem = arena_new();
	test_places();
	test_table();
	for (size_t i = 0; i < COUNT(errors); i++)
		test_true(errors[i].in,
		    error_word_is(slice_view(errors[i].in)) == errors[i].is);
	arena_free(mem);
	return test_end();
}
