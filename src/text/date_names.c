#include "text/date_names.h"

#include "text/normal.h"

const struct date_names date_names[DATE_NAMES] = {
    {
	.language = "sv",
	.months = {"januari", "februari", "mars", "april", "maj", "juni",
	    "juli", "augusti", "september", "oktober", "november", "december"},
	.short_months = {"jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug",
	    "sep", "okt", "nov", "dec"},
	.weekdays = {"måndagen", "tisdagen", "onsdagen", "torsdagen",
	    "fredagen", "lördagen", "söndagen"},
	.short_form = "{d} {m}",
	.long_form = "{d} {m} {y}",
	.full_form = "{w} den {d} {m} {y}",
    },
    {
	.language = "fi",
	.months = {"tammikuuta", "helmikuuta", "maaliskuuta", "huhtikuuta",
	    "toukokuuta", "kesäkuuta", "heinäkuuta", "elokuuta", "syyskuuta",
	    "lokakuuta", "marraskuuta", "joulukuuta"},
	.short_months = {"tammi", "helmi", "maalis", "huhti", "touko", "kesä",
	    "heinä", "elo", "syys", "loka", "marras", "joulu"},
	.weekdays = {"maanantai", "tiistai", "keskiviikko", "torstai",
	    "perjantai", "lauantai", "sunnuntai"},
	.short_form = "{d}. {m}",
	.long_form = "{d}. {m} {y}",
	.full_form = "{w} {d}. {m} {y}",
    },
    {
	.language = "en",
	.months = {"January", "February", "March", "April", "May", "June",
	    "July", "August", "September", "October", "November", "December"},
	.short_months = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug",
	    "sept", "oct", "nov", "dec"},
	.weekdays = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday",
	    "Saturday", "Sunday"},
	.short_form = "{d} {m}",
	.long_form = "{d} {m} {y}",
	.full_form = "{w} {d} {m} {y}",
    },
};

const struct date_names *
date_names_find(const char *language)
{
	struct slice asked = slice_view(language);
	for (size_t i = 0; i < DATE_NAMES; i++) {
		struct slice name = slice_view(date_names[i].language);
		if (slice_equal(slice_part(asked, 0, name.len), name) &&
		    (asked.len == name.len || asked.at[name.len] == '-' ||
			asked.at[name.len] == '_'))
			return &date_names[i];
	}
	return NULL;
}

/* Every name begins with an ASCII letter: most are passed over by it. */
static bool
is_name(struct slice word, const char *name)
{
	return (word.at[0] | 0x20) == (name[0] | 0x20) &&
	       text_same(word, slice_view(name));
}

int
date_names_month(struct slice word)
{
	for (size_t i = 0; i < DATE_NAMES && word.len; i++) {
		const struct date_names *names = &date_names[i];
		for (int month = 0; month < 12; month++) {
			if (is_name(word, names->months[month]) ||
			    is_name(word, names->short_months[month]))
				return month + 1;
		}
	}
	return 0;
}
