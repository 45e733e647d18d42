#include "expr/near_language.h"

#include "base/arena.h"
#include "text/normal.h"

#define LONGEST 24 /* in bytes */

/*
 * Each with its codes (ISO 639) and its names in the languages in which
 * registers are kept, and in itself. Folded.
 */
static const char *const languages[][10] = {
    {"sv", "swe", "sve", "svenska", "svensk", "swedish", "ruotsi"},
    {"fi", "fin", "finska", "finsk", "finnish", "suomi"},
    {"en", "eng", "engelska", "engelsk", "english", "englanti"},
    {"nb", "no", "nob", "nor", "norska", "norsk", "bokmål", "norwegian",
	"norja"},
    {"da", "dan", "danska", "dansk", "danish", "tanska"},
    {"de", "deu", "ger", "tyska", "tysk", "german", "deutsch", "saksa"},
    {"se", "sme", "nordsamiska", "samiska", "samisk", "sami"},
    {"ar", "ara", "arabiska", "arabisk", "arabic", "arabia"},
    {"fa", "fas", "persiska", "persisk", "farsi", "persian", "persia"},
    {"so", "som", "somaliska", "somali"},
    {"ti", "tir", "tigrinja", "tigrinska", "tigrinya"},
    {"es", "spa", "spanska", "spansk", "spanish", "espanja"},
    {"fr", "fra", "fre", "franska", "fransk", "french", "ranska"},
    {"pl", "pol", "polska", "polsk", "polish", "puola"},
    {"ru", "rus", "ryska", "russisk", "russian", "venäjä"},
    {"uk", "ukr", "ukrainska", "ukrainsk", "ukrainian", "ukraina"},
};

static size_t
find(struct slice folded)
{
	for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
		for (size_t k = 0; languages[i][k]; k++) {
			if (slice_is(folded, languages[i][k]))
				return i + 1;
		}
	}
	return 0;
}

size_t
near_language(struct slice text)
{
	if (text.len > LONGEST)
		return 0;
	struct arena *mem = arena_new();
	struct slice folded = text_fold(mem, text);
	size_t found = find(folded);
	arena_free(mem);
	return found;
}
