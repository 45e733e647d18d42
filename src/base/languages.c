#include "base/languages.h"

#include <string.h>

#define MINUS "\xE2\x88\x92"
#define NBSP "\xC2\xA0"
#define HYPHENATION "/usr/share/hyphen/"

/* By code. */
static const struct language languages[] = {
    {
	.code = "en",
	.spoken = true,
	.months = {"January", "February", "March", "April", "May", "June",
	    "July", "August", "September", "October", "November", "December"},
	.short_months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug",
	    "Sept", "Oct", "Nov", "Dec"},
	.weekdays = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday",
	    "Saturday", "Sunday"},
	.days = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday",
	    "Saturday", "Sunday"},
	.short_date = "{d} {m}",
	.long_date = "{d} {m} {y}",
	.full_date = "{w} {d} {m} {y}",
	.minus = "-",
	.group = ",",
	.decimal = ".",
	.list_and = "and",
	.list_or = "or",
	.page_of = "Page {page} of {pages}",
	.genitive = GENITIVE_ENGLISH,
	.you = {"you", "your", "yours"},
	.windows = {"409", "809"},
    },
    {
	.code = "fi",
	.months = {"tammikuuta", "helmikuuta", "maaliskuuta", "huhtikuuta",
	    "toukokuuta", "kesäkuuta", "heinäkuuta", "elokuuta", "syyskuuta",
	    "lokakuuta", "marraskuuta", "joulukuuta"},
	.short_months = {"tammi", "helmi", "maalis", "huhti", "touko", "kesä",
	    "heinä", "elo", "syys", "loka", "marras", "joulu"},
	.weekdays = {"maanantai", "tiistai", "keskiviikko", "torstai",
	    "perjantai", "lauantai", "sunnuntai"},
	.short_date = "{d}. {m}",
	.long_date = "{d}. {m} {y}",
	.full_date = "{w} {d}. {m} {y}",
	.minus = MINUS,
	.group = NBSP,
	.decimal = ",",
	.list_and = "ja",
	.list_or = "tai",
	.page_of = "Sivu {page}/{pages}",
	.you = {"sinä", "sinun", "sinua", "sinut", "sinulle", "sinulla",
	    "sinulta", "sinuun", "sinussa", "sinusta"},
	.dictionary = "/usr/lib/voikko/5/mor-standard/mor.vfst",
	.package = "voikko-fi",
    },
    {
	.code = "nb",
	.other = "no",
	.spoken = true,
	.months = {"januar", "februar", "mars", "april", "mai", "juni", "juli",
	    "august", "september", "oktober", "november", "desember"},
	.short_months = {"jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug",
	    "sep", "okt", "nov", "des"},
	.weekdays = {"mandag", "tirsdag", "onsdag", "torsdag", "fredag",
	    "lørdag", "søndag"},
	.days = {"mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag",
	    "søndag"},
	.short_date = "{d}. {m}",
	.long_date = "{d}. {m} {y}",
	.full_date = "{w} {d}. {m} {y}",
	.minus = MINUS,
	.group = NBSP,
	.decimal = ",",
	.list_and = "og",
	.list_or = "eller",
	.page_of = "Side {page} av {pages}",
	.genitive = GENITIVE_NORWEGIAN,
	.you = {"du", "deg", "din", "di", "ditt", "dine"},
	.dictionary = HYPHENATION "hyph_nb_NO.dic",
	.package = "hyphen-no",
	.windows = {"414"},
    },
    {
	.code = "sv",
	.spoken = true,
	.months = {"januari", "februari", "mars", "april", "maj", "juni",
	    "juli", "augusti", "september", "oktober", "november", "december"},
	.short_months = {"jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug",
	    "sep", "okt", "nov", "dec"},
	.weekdays = {"måndagen", "tisdagen", "onsdagen", "torsdagen",
	    "fredagen", "lördagen", "söndagen"},
	.days = {"måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag",
	    "söndag"},
	.short_date = "{d} {m}",
	.long_date = "{d} {m} {y}",
	.full_date = "{w} den {d} {m} {y}",
	.minus = MINUS,
	.group = NBSP,
	.decimal = ",",
	.list_and = "och",
	.list_or = "eller",
	.page_of = "Sida {page} av {pages}",
	.genitive = GENITIVE_SWEDISH,
	.you = {"du", "dig", "din", "ditt", "dina"},
	.dictionary = HYPHENATION "hyph_sv_SE.dic",
	.package = "hyphen-sv",
	.windows = {"41D", "81D"},
    },
};

#define COUNT (sizeof languages / sizeof *languages)

const struct language *
language_at(size_t index)
{
	return index < COUNT ? &languages[index] : NULL;
}

static bool
is_part(const char *tag, size_t len, const char *code)
{
	return code && strlen(code) == len && memcmp(tag, code, len) == 0;
}

const struct language *
language_find(const char *tag)
{
	size_t len = strcspn(tag, "-_.@");
	for (size_t i = 0; i < COUNT; i++) {
		if (is_part(tag, len, languages[i].code) ||
		    is_part(tag, len, languages[i].other))
			return &languages[i];
	}
	return NULL;
}

const struct language *
language_find_spoken(const char *tag)
{
	const struct language *language = language_find(tag);
	return language && language->spoken ? language : NULL;
}

void
language_list_spoken(struct strbuf *out)
{
	size_t from = out->len;
	for (size_t i = 0; i < COUNT; i++) {
		if (!languages[i].spoken)
			continue;
		if (out->len > from)
			strbuf_add_text(out, ", ");
		strbuf_add_text(out, languages[i].code);
	}
}
