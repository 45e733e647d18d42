/* A name of the register in a text that is the same for everybody. */
#include "plan/decided.h"

#define HEADER "Nr;Namn;Efternamn;Adress;Postnr;Ort\n"
#define EVA "1;Eva;Ek;Gatan 1;99912;Norrby\n"
#define TWO                                                                    \
	"{name: [Namn, Efternamn], street: Adress, postcode: Postnr, town: "   \
	"Ort}"
#define MADE "{name: N, street: Adress, postcode: Postnr, town: Ort}"
#define NINE "Nr;a1;a2;a3;a4;a5;a6;a7;a8;a9;Adress;Postnr;Ort\n"

static const struct decided_case cases[] = {
    {"signed by her", "letter name-in-text+", HEADER EVA, .columns = TWO,
	.letter = "# Hej\n\nFrågor besvaras av Eva Ek.\n"},
    {"by somebody else", "letter", HEADER EVA, .columns = TWO,
	.letter = "# Hej\n\nFrågor besvaras av Eva Al.\n"},
    {"in two sentences", "letter", HEADER EVA, .columns = TWO,
	.letter = "# Hej\n\nFråga Eva. Ek brinner.\n"},
    {"in a fact that is printed, and where it is",
	"letter name-in-text+ name-in-text+", HEADER EVA,
	"facts: {chef: Eva Ek}\n", .columns = TWO,
	.letter = "# Hej\n\nFrågor besvaras av {{chef}}.\n"},
    {"with a letter that has no case", "letter name-in-text+",
	HEADER "1;ªva;Ek;Gatan 1;99912;Norrby\n", .columns = TWO,
	.letter = "# Hej\n\nFrågor besvaras av ªva Ek.\n"},
    {"as one that is taken apart", "letter name-in-text+",
	"Nr;Namn;Adress;Postnr;Ort\n1;Ek, Eva;Gatan 1;99912;Norrby\n",
	"columns: {N: {is: \"first_names(Namn) + ' ' + surname(Namn)\"}}\n",
	.columns = MADE, .letter = "# Hej\n\nFrågor besvaras av Eva Ek.\n"},
    {"by nobody's name", "letter", HEADER EVA,
	"columns: {N: {is: \"'Till hushållet'\"}}\n", .columns = MADE,
	.letter = "# Hej\n\nFrågor besvaras av Eva Ek.\n"},
    {"in the first of nine columns", "letter name-in-text+",
	NINE "1;Eva Ek;b;c;d;e;f;g;h;i;Gatan 1;99912;Norrby\n",
	"columns: {N: {is: \"list(list(a1, a2, a3), a4, a5, a6, a7, a8, "
	"a9)\"}}\n",
	.columns = MADE, .letter = "# Hej\n\nFrågor besvaras av Eva Ek.\n"},
};

int
main(void)
{
	char name[] = "/tmp/utskick-names-XXXXXX";
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	const char *folder = mkdtemp(name);
	if (!folder)
		abort();
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct decided_case at = cases[i];
		at.whole = at.warned = true;
		test_decided(folder, &at);
	}
	folder_remove(folder, diag);
	diag_free(diag);
	sources_free(sources);
	return test_end();
}
